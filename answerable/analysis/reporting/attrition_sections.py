"""How many there are, how far they get, what is open, and when victims leave."""

from __future__ import annotations

from answerable.analysis.log import Log
from answerable.analysis.reporting import charts, words
from answerable.analysis.reporting import extra_measures as extra
from answerable.analysis.reporting.breakdowns import FORCE, side_by_side
from answerable.analysis.reporting.edition import Edition
from answerable.analysis.reporting.model import NOT_SHOWN, Column, Section, Table
from answerable.analysis.reporting.shown_tables import (
    in_groups,
    not_there,
    of_days,
    of_rows,
    seen,
)
from answerable.events.words import begun

STAGES = (("Recorded", "cases.recorded"), ("Referred to prosecutors", "funnel.referred"),
          ("Charged", "funnel.charged"), ("Convicted", "funnel.convicted"))  # fmt: skip
STAGE = Column("stage", "Stage", "How far the cases got", number=False)
SEVERAL = "One victim may give several."
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
                    f"shown where it is that of {FEW}."),
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
        f" The log has reports of {quarters[0]} to {quarters[-1]}: a year that goes beyond them is "
        "no whole year, and its numbers are not to be set beside another's."
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
        f"Open: {words.counts(total)} recorded cases, {words.in_text(total)}. Their mean age is "
        f"{words.in_text(mean)}."
    ]
    column = Column("age", "Age", "Time since the report", number=False)
    return Section(
        "backlog", "What is open, by age", text,
        tables=(
            of_rows("backlog", "Open cases by age", column,
                    [(begun(label), row) for label, row in rows], drawn,
                    note=f"An age is not shown where it is that of {FEW}.{_youngest(edition)}"),
            side_by_side(edition, "backlog_by_force", "Open cases by age and force", FORCE,
                         [(one.id, one.title.capitalize()) for one in extra.AGE],
                         said=words.counts),
        ),
    )  # fmt: skip


def _youngest(edition: Edition) -> str:
    """How old the latest reports are of which any may be shown: it says why no young case is."""
    quarters = quarters_of(edition)
    return f" The last reports that are shown are of {quarters[-1]}." if quarters else ""


def leaving(_log: Log, edition: Edition) -> Section:
    """When victims leave, at which stage, why, and whether they come back."""
    figures = edition.figures
    share, outset = figures.row("withdrawal.share"), figures.row("withdrawal.outset")
    came_back = figures.row(extra.CAME_BACK.id)
    back = (
        f"After leaving, {words.in_text(came_back)} came back."
        if came_back and came_back.value is not None
        else "How many came back is not shown: seven or fewer did, or all but a few."
    )
    return Section(
        "leaving", "When and why victims leave",
        (f"The victim does not support the case in {words.in_text(share)} of cases. Of the victims "
         f"whose position at the outset is recorded, {words.in_text(outset)} did not support it "
         f"then; whoever else does not support it left later. {back}",
         "A victim whose case was stopped or charged can no longer leave before that. Counting "
         "them as if they still might gives the naive figure, which is too high; the cumulative "
         "incidence (Aalen-Johansen) counts the other endings as what they are."),
        tables=(_incidence(edition), *_why(edition)),
        after=("Where the case stood is worked out from files for charging and from charges. The "
               "stage that was recorded may say otherwise: each is counted as it is.",),
    )  # fmt: skip


def _incidence(edition: Edition) -> Table:
    figures = edition.figures
    columns = (
        Column("day", "By day", "Days since the report"),
        Column("counts", "Seen to leave", "How many were seen to leave by then, of those followed"),
        Column("incidence", "Cumulative incidence", "The share that had left by then"),
        Column("interval", "95% interval", "Of the cumulative incidence, by Aalen's variance"),
        Column("naive", "Naive figure", "One minus Kaplan-Meier: other endings taken for unknown"),
    )  # fmt: skip
    rows, real, naive = [], [], []
    for day in extra.DAYS:
        row, wrong = figures.row(f"withdrawal.incidence_{day}"), figures.naive.get(day)
        rows.append([str(day), words.counts(row), words.value(row), words.interval(row),
                     words.percent(wrong)])  # fmt: skip
        if row is not None and row.value is not None:
            real.append((float(day), 100 * row.value))
        if wrong is not None:
            naive.append((float(day), 100 * wrong))
    series = [(name, points) for name, points in
              (("cumulative incidence", real), ("naive figure", naive)) if points]  # fmt: skip
    drawn = charts.lines(
        "Victims who had left, by days since the report",
        "Two lines through the days of the table: the naive figure, dashed, lies above the "
        "cumulative incidence, and further above it the later the day.",
        series, "days since the report", "% of cases",
    )  # fmt: skip
    behind = [f"withdrawal.incidence_{day}" for day in extra.DAYS]
    title = "Victims who had left, at fixed days"
    return Table("leaving_by_day", title, columns, rows, drawn, measures=behind)


def _why(edition: Edition) -> list[Table]:
    figures = edition.figures
    parts = (
        ("leaving_stage", "The stage that was recorded", "Stage", extra.STAGE),
        ("leaving_where", "Where the case stood by its events", "Where", extra.WHERE),
        ("leaving_reason", "The reasons that were recorded", "Reason", extra.REASON),
        ("leaving_helped", "What could have helped the victim to stay", "What", extra.COULD_HELP),
    )
    heading_of = {"leaving_stage": "stage", "leaving_reason": "reason",
                  "leaving_helped": "answer"}  # fmt: skip
    found = []
    for name, title, heading, measures in parts:
        rows = [(one.title.capitalize(), figures.row(one.id)) for one in measures]
        column = Column(heading.lower(), heading, title, number=False)
        long = measures in (extra.REASON, extra.COULD_HELP)
        kept = list(seen(rows)) if long else rows
        notes = [SEVERAL] if long else []
        if measures is not extra.WHERE:
            notes.append(
                f"In the other cases no {heading_of[name]} is on record, or one not shown."
            )
        notes.append(not_there(rows) if long else f"What is so in {FEW} is not shown.")
        found.append(of_rows(name, title, column, kept, note=" ".join(filter(None, notes))))
    return found


def times(_log: Log, edition: Edition) -> Section:
    """How long each stage takes."""
    figures = edition.figures
    stages = (
        ("Report to the police's decision to stop", "report_to_police_nfa"),
        ("Report to referral", "report_to_referral"),
        ("First file to the prosecutors' first decision", "referral_to_cps_decision"),
        ("Report to the prosecutors' decision to stop", "report_to_cps_nfa"),
        ("Report to charge", "report_to_charge"), ("Report to trial", "report_to_trial"),
    )  # fmt: skip
    rows = [
        (label, figures.row(f"time.{id_}"), figures.row(f"time.{id_}.median"))
        for label, id_ in stages
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
            of_days("times", "Days by stage", stage, rows, drawn),
            of_days("times_by_team", "Report to the police's decision to stop, by team",
                    Column("team", "Team", "The team at the decision", number=False), team,
                    note="A count that could be worked out from the others is not shown."),
        ),
    )  # fmt: skip


__all__ = ["NOT_SHOWN", "backlog", "funnel", "leaving", "times"]
