"""How many there are, how far they get, what is open, and how long it takes."""

from __future__ import annotations

from answerable.analysis.log import Log
from answerable.analysis.reporting import charts, words
from answerable.analysis.reporting import extra_measures as extra
from answerable.analysis.reporting.breakdowns import FORCE, range_of, side_by_side
from answerable.analysis.reporting.edition import Edition
from answerable.analysis.reporting.model import NOT_SHOWN, Column, Section, Table
from answerable.analysis.reporting.shown_tables import (
    in_groups,
    of_days,
    of_rows,
    seen,
)
from answerable.events.words import begun

STAGES = (("Recorded", "cases.recorded"), ("Referred to prosecutors", "funnel.referred"),
          ("Charged", "funnel.charged"), ("Convicted", "funnel.convicted"))  # fmt: skip
STAGE = Column("stage", "Stage", "How far the cases got", number=False)
SPREAD = (("quartile_1", "A quarter"), ("median", "Half"), ("quartile_3", "Three quarters"),
          ("decile_9", "Nine in ten"))  # fmt: skip
TIMES = (
    ("Report to the police's decision to stop", "report_to_police_nfa"),
    ("Report to referral", "report_to_referral"),
    ("First file to the prosecutors' first decision", "referral_to_cps_decision"),
    ("Report to the prosecutors' decision to stop", "report_to_cps_nfa"),
    ("Report to charge", "report_to_charge"), ("Report to trial", "report_to_trial"),
    ("Report to a decision, of plain cases", "plain_report_to_decision"),
)  # fmt: skip
PLAIN = ("Plain are those in which nobody was asked for a device, no third party for material, "
         "and no more than one suspect was identified: there is little to wait for, so a long time "
         "needs another reason.")  # fmt: skip
BY_FORCE = (("time.report_to_police_nfa", "Report to the police's decision to stop"),
            ("time.report_to_referral", "Report to referral"))  # fmt: skip
FEW = "seven cases or fewer, or all but a few"
ENDING = Column("ending", "Ending", "How each case ended; each is in one row", number=False)


def funnel(_log: Log, edition: Edition) -> Section:
    """The same cases, followed; then, apart, what happened in each year."""
    figures = edition.figures
    rows = [(label, figures.row(id_)) for label, id_ in STAGES]
    drawn = charts.bars(
        "How far the recorded cases got",
        "One bar a stage, as long as the number of cases; the numbers are in the table below.",
        [(label, row.numerator or 0, words.number(row.numerator)) for label, row in seen(rows)],
        "cases",
    )
    endings = [(one.title.capitalize(), figures.row(one.id)) for one in extra.ENDING]
    return Section(
        "funnel", "How many there are, and how far they get",
        ("The first two tables follow the same cases until the date of this report. Those that "
         "are open are an ending of their own: they may still go further.",),
        tables=(
            of_rows("funnel", "Recorded cases, followed", STAGE, rows, drawn),
            of_rows("endings", "How the recorded cases ended", ENDING, endings,
                    note="A charge is no ending; what the court decided is. An ending is not "
                    f"shown where it is that of {FEW}.",
                    behind=[one.id for one in extra.ENDING]),
            _by_quarter(edition), _periods(edition),
        ),
    )  # fmt: skip


def _some_shown(rows: list[list[str]]) -> list[list[str]]:
    """The rows of which something is shown: the name alone of another would say that there is a
    case."""
    return [row for row in rows if set(row[1:]) != {NOT_SHOWN}]


def _by_quarter(edition: Edition) -> Table:
    figures = edition.figures
    columns = [Column("quarter", "Reported in", "The quarter of the report", number=False)]
    columns += [
        Column(
            id_.partition(".")[2],
            label,
            f"How many of that quarter's cases: {label.lower()}",
            measure=id_,
        )
        for label, id_ in (*STAGES, ("Open", "ending.open"))
    ]
    ids = [id_ for _, id_ in (*STAGES, ("", "ending.open"))]
    rows = []
    for quarter in figures.groups("cases.recorded", "quarter"):
        found = [figures.row(id_, quarter=quarter) for id_ in ids]
        rows.append([quarter, *(words.number(row.numerator if row else None) for row in found)])
    return Table("cohorts", "By quarter of the report (cohorts)", tuple(columns), _some_shown(rows),
                 note="Q1 is January to March. Later quarters have had less time to get far."
                 )  # fmt: skip


def _periods(edition: Edition) -> Table:
    columns = [Column("period", "Year", "The year to March in which it happened", number=False)]
    columns += [
        Column(name, name.capitalize(), f"How many cases were {name} in that year, whenever "
               "they were reported") for name in ("recorded", "referred", "charged", "convicted")
    ]  # fmt: skip
    rows = [
        [period, *(words.number(count) for count in happened.values())]
        for period, happened in edition.figures.happened.items()
    ]
    return Table(
        "periods", "What happened in each year (periods)", tuple(columns), _some_shown(rows),
        note=f"These are other cases in each column: no share is made of them.{_whole(edition)}",
    )  # fmt: skip


def _whole(edition: Edition) -> str:
    """Of which years a reader must not take a part for the whole."""
    quarters = quarters_of(edition)
    if not quarters:
        return ""
    return (
        f" The log has reports of {quarters[0]}"
        + (f" to {quarters[-1]}" if quarters[1:] else " alone")
        + ": a year that goes beyond that is no whole year, and its numbers are not to be set "
        f"beside another's.{begins(edition)}"
    )


def begins(edition: Edition) -> str:
    """Of whom the log cannot know what happened to them in its first years."""
    quarters = quarters_of(edition)
    return (
        f" Cases reported before {quarters[0]} are not in the log: of its first years it lacks "
        "those of them that were referred, charged or tried then."
        if quarters
        else ""
    )


def quarters_of(edition: Edition) -> list[str]:
    """The quarters of which it may be shown that cases were reported in them, in order."""
    return [
        one
        for one in edition.figures.groups("cases.recorded", "quarter")
        if (row := edition.figures.row("cases.recorded", quarter=one)) and row.numerator
    ]


def backlog(_log: Log, edition: Edition) -> Section:
    """What is open, and for how long."""
    figures = edition.figures
    total, mean = figures.row("funnel.open"), figures.row("age.of_open")
    rows = [(one.title, figures.row(one.id)) for one in extra.AGE]
    drawn = charts.bars(
        "Open cases by age", "One bar an age, as long as the number of cases; see the table.",
        [(label, row.numerator or 0, words.number(row.numerator)) for label, row in seen(rows)],
        "open cases",
    )  # fmt: skip
    text = [
        f"Open: {words.counts(total)} recorded cases, {words.in_text(total)}."
        if total is not None and total.value is not None
        else f"How many are open is not shown: {FEW} are."
    ]
    if mean is not None and mean.value is not None:
        text.append(f"Their mean age is {words.in_text(mean)}.")
    column = Column("age", "Age", "Time since the report", number=False)
    return Section(
        "backlog", "What is open, by age", (" ".join(text),),
        tables=(
            of_rows("backlog", "Open cases by age", column,
                    [(begun(label), row) for label, row in rows], drawn,
                    note=f"An age is not shown where it is that of {FEW}.{_youngest(edition)}",
                    behind=[one.id for one in extra.AGE]),
            side_by_side(edition, "backlog_by_force", "Open cases by age and force", FORCE,
                         [(one.id, one.title.capitalize()) for one in extra.AGE],
                         said=words.counts),
        ),
    )  # fmt: skip


def _youngest(edition: Edition) -> str:
    """How old the latest reports are of which any may be shown: it says why no young case is."""
    quarters = quarters_of(edition)
    return f" The last reports that are shown are of {quarters[-1]}." if quarters else ""


def times(_log: Log, edition: Edition) -> Section:
    """How long each stage takes."""
    figures = edition.figures
    rows = [
        (label, figures.row(f"time.{id_}"), figures.row(f"time.{id_}.median"))
        for label, id_ in TIMES
    ]
    drawn = charts.intervals(
        "Mean days of each stage", "A point a stage with its 95% interval; the table has them all.",
        [(label, m.value, m.low or m.value, m.high or m.value, f"{m.value:,.0f} days")
         for label, m, _ in rows if m is not None and m.value is not None], "days",
    )  # fmt: skip
    team = [
        (
            begun(name.replace("_", " ")),
            row,
            figures.row("time.report_to_police_nfa.median", team=name),
        )
        for name, row in in_groups(figures, "time.report_to_police_nfa", "team")
    ]
    stage = Column("stage", "Stage", "From what to what", number=False)
    return Section(
        "times", "How long each stage takes",
        ("Each is of those that ended so; the stages are of different cases and are not added up. "
         "Short is not always good: a case may be closed fast that should not have been.",),
        tables=(
            of_days("times", "Days by stage", stage, rows, drawn,
                    note=PLAIN),
            _spread(edition),
            of_days("times_by_team", "Report to the police's decision to stop, by team",
                    Column("team", "Team", "The team at the decision", number=False), team,
                    note="A count that could be worked out from the others is not shown."),
            side_by_side(edition, "times_by_force", "Mean days of two stages, by force", FORCE,
                         BY_FORCE, note=_ranges(edition), said=words.with_counts),
        ),
    )  # fmt: skip


def _spread(edition: Edition) -> Table:
    """Within how many days some, most and nearly all of those that ended so had."""
    columns = (
        Column("stage", "Stage", "From what to what", number=False),
        *(Column(name, heading, f"Days within which {heading.lower()} of those that ended so had")
          for name, heading in SPREAD),
    )  # fmt: skip
    rows = [
        [label, *(words.number(row.value if (row := edition.figures.row(f"time.{id_}.{name}"))
                               else None) for name, _ in SPREAD)]
        for label, id_ in TIMES
    ]  # fmt: skip
    return Table(
        "times_spread", "Days within which so many of them ended", columns, rows,
        note="Of those that ended so: the open are not among them, and may take longer.",
        measures=[f"time.{id_}" for _, id_ in TIMES],
    )  # fmt: skip


def _ranges(edition: Edition) -> str:
    """From the quickest to the slowest force: of means, as the inspection gave it (Figure 13)."""
    said = [
        f"{heading}: {ends} forces"
        for id_, heading in BY_FORCE
        if (ends := range_of(edition, id_)) != NOT_SHOWN
    ]
    between = f" From the least to the most: {'; '.join(said)}." if said else ""
    return f"Each is the mean of the cases of that force that ended so.{between}"


__all__ = ["NOT_SHOWN", "backlog", "funnel", "times"]
