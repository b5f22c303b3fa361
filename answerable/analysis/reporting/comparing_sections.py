"""A force beside others, and this edition beside the last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import hypot

from answerable.analysis.catalogue import MEASURE_OF
from answerable.analysis.evaluate import Row
from answerable.analysis.log import Log
from answerable.analysis.reporting import charts, words
from answerable.analysis.reporting.areas import together
from answerable.analysis.reporting.breakdowns import POOLED
from answerable.analysis.reporting.edition import Edition, Past, definitions
from answerable.analysis.reporting.gathering import OF_FORCES
from answerable.analysis.reporting.model import NOT_SHOWN, Column, Section, Table

WHAT = Column("measure", "Measure", "What is counted, by its title", number=False)
# What still comes to cases as they grow older, or is of how long they last: of the same cases it
# moves with nobody working otherwise. Of what is asked of a fixed day, or once, it does not.
STILL_COMING = (
    "funnel.", "outcome.", "time.", "held.", "withdrawal.share", "withdrawal.by_day_",
    "withdrawal.later", "signal.", "standing.", "duty.", "supervision.", "contact.kept",
    "characteristics.", "suspect_characteristics.", "support.referred", "review.requested",
    "device.requested", "device.spoken_of", "device.only_mentioned", "device.days_held",
    "suspect_device.requested", "suspect_device.days_held", "actionplan.more_than_", "plans.",
    "delayed.", "delay.",
)  # fmt: skip
LONDON = (
    "A change of what is counted is no change in what happens. In London withdrawals within 30 "
    "days went from 18% in the review of 2019 to 64% in its update of 2021, which calls it an "
    "increase. No one clock can give both, so it is taken here for a change of definition, in what "
    "was dated, and never for a trend; neither document says what was dated."
)
LOG_OF_REVISIONS = "The log of revisions, of each edition what it changed of those before:"
GROUP_OF_MEANS = (
    "Days of a group are the mean of what is shown of its forces, each as heavy as its cases; they "
    "have no interval, for none can be made of that."
)


def own_force(_log: Log, edition: Edition) -> Section | None:
    """The force that was named, those like it, and all."""
    if not edition.force:
        return None
    areas: list[tuple[str, str, Sequence[str]]] = [
        ("own", edition.force_name, (edition.force,)), ("all", "All forces", ()),
    ]  # fmt: skip
    if edition.similar:
        areas.insert(1, ("similar", "Most similar group", edition.similar))
    columns = [WHAT]
    for name, label, _ in areas:
        columns += [
            Column(name, label, f"{label}: the value, with its 95% interval in brackets"),
            Column(f"{name}_counts", f"{label}, how many", "How many of how many"),
        ]
    rows, drawn = [], []
    for measure in OF_FORCES:
        found = [(label, _of_area(edition, measure.id, of)) for _, label, of in areas]
        rows.append([measure.title, *(_both(found))])
        if measure.id == "withdrawal.share":
            drawn = [(label, row) for label, row in found if row is not None]
    chart = charts.intervals(
        "Victims who do not support the case", "A point an area with its 95% interval.",
        [(label, 100 * row.value, 100 * row.low, 100 * row.high, words.percent(row.value))
         for label, row in drawn
         if row.value is not None and row.low is not None and row.high is not None],
        "% of cases",
    )  # fmt: skip
    like = _compared_with(edition)
    return Section(
        "own_force", f"{edition.force_name} beside others",
        (like,
         "Forces have different cases: a difference is not by itself a difference in how well "
         "they work. Beside every rate stands how many it is of. All forces are England and Wales "
         "where the log has every force of it; what was published of England and Wales stands "
         "under “What has been published”."),
        tables=(
            Table("own_force", "The force, those like it, and all", tuple(columns), rows, chart,
                  note=f"{POOLED} {GROUP_OF_MEANS}" if edition.similar else POOLED),
        ),
    )  # fmt: skip


def _compared_with(edition: Edition) -> str:
    """What the force is set beside, which is never chosen by this product."""
    if not edition.similar:
        return (
            f"{edition.force_name} is set beside all forces in the log together, itself among "
            "them. No most similar group was named: give --similar with its forces to have it "
            "beside them too. Which forces are alike is not worked out here."
        )
    names = ", ".join(sorted(edition.called(force) for force in edition.similar))
    return (
        f"{edition.force_name} is set beside its most similar group as it was named ({names}) and "
        "beside all forces in the log together. The group is the sum of what is shown of each of "
        "its forces, and is not shown where one of them is hidden."
    )


def _of_area(edition: Edition, measure: str, forces: Sequence[str]) -> Row | None:
    if not forces:
        return edition.figures.row(measure)
    if len(forces) == 1:
        return edition.figures.row(measure, force=forces[0])
    return together(edition.figures, measure, forces)


def _both(found: Sequence[tuple[str, Row | None]]) -> Iterator[str]:
    for _, row in found:
        yield words.in_text(row)
        yield words.number(row.denominator) if row and row.unit == "days" else words.counts(row)


def changed(_log: Log, edition: Edition) -> Section:
    """What is different from the last edition, and whether it is more than chance."""
    past = edition.previous
    if past is None:
        return Section(
            "changed", "What changed since the last edition",
            ("This is the first edition that was given; the next can be held against it.",
             LONDON, LOG_OF_REVISIONS),
            revisions(edition),
        )  # fmt: skip
    compared = [_compared(edition, past, *one) for one in _whose(edition)]
    return Section(
        "changed", "What changed since the last edition",
        (f"The last edition was of {words.day(past.as_of)}. Most of its cases are in this one "
         "too, so these intervals are wider than they need be. Still, of so many lines one in "
         "forty or so may lie beyond by chance alone.",
         "Cases that were open then were followed for longer since. So more of the same cases have "
         "come to an end, and the slow ones are among them now: shares and days move without "
         "anybody working otherwise. Where that can be, it is said.", LONDON, LOG_OF_REVISIONS),
        revisions(edition),
        tables=[table for table, _ in compared if table.rows],
        after=[said for table, said in compared if not table.rows],
    )  # fmt: skip


def _whose(edition: Edition) -> Iterator[tuple[str, str, str]]:
    """Of whom it is said what changed: the name of the table, before its title, and the force."""
    if edition.force:
        yield "changed_own", f"{edition.force_name}: ", edition.force
    yield "changed", "All forces: " if edition.force else "", ""


def _compared(
    edition: Edition, past: Past, name: str, of: str, force: str
) -> tuple[Table, str]:  # fmt: skip
    """What does not read the same in both editions; and what to say where all of it does."""
    columns = (
        WHAT, Column("before", f"Edition {past.number}", "The value in the last edition"),
        Column("now", "This edition", "The value now"),
        Column("difference", "Difference", "Now less before, with its 95% interval"),
        Column("real", "Is it real?", "Whether the interval leaves out nought", number=False),
    )  # fmt: skip
    group = {"force": force} if force else {}
    every = [
        (id_, [words.in_full(measure), words.value(before), words.value(now),
               *_change(past, id_, before, now)])
        for id_, measure in MEASURE_OF.items()
        if (before := past.rows.get((id_, tuple(group.items())))) is not None
        and (now := edition.figures.row(id_, **group)) is not None
    ]  # fmt: skip
    moved = [(id_, row) for id_, row in every if not _stands(row)]
    rows, behind = [row for _, row in moved], [id_ for id_, _ in moved]
    note = (
        f"{len(every) - len(rows)} of {len(every)} measures read the same in both and are not "
        "listed. A difference is worked out before either is rounded to be read."
    )
    same = (
        f"{of}All {len(every)} measures of which both say something read the same in both."
        if every
        else f"{of}There is nothing of which both editions say something."
    )
    title = f"{of}This edition and the last"
    return Table(name, title, columns, rows, note=note, measures=behind), same


def _stands(row: Sequence[str]) -> bool:
    """Whether a reader sees no difference: the same is written of both, and nought between."""
    _, before, now, difference, _ = row
    return (before == now and difference.startswith(("0 ", "0.0 ", NOT_SHOWN))) or difference == "0"


def _change(past: Past, id_: str, before: Row, now: Row) -> tuple[str, str]:
    if past.definitions.get(id_) != definitions()[id_]:
        return "not compared", "its definition changed: this is no change in what happens"
    if now.value is None or before.value is None:
        return NOT_SHOWN, "not known"
    ends = (before.low, before.high, now.low, now.high)
    difference = now.value - before.value
    if now.unit == "count":
        return _signed(difference, 0), "grows with every case"
    if None in ends:
        return _moved(now, difference), "no interval"
    low = difference - hypot(now.value - (now.low or 0), (before.high or 0) - before.value)
    high = difference + hypot((now.high or 0) - now.value, before.value - (before.low or 0))
    said = f"{_moved(now, difference)} ({_moved(now, low, '')} to {_moved(now, high, '')})"
    if low <= 0 <= high or {_moved(now, low, ""), _moved(now, high, "")} & {"0", "0.0", "0.00"}:
        return said, "cannot be told from chance"  # as whoever reads the interval sees, too
    older = now.measure.startswith(STILL_COMING)
    return said, "more than chance, but cases were followed for longer" if older else "yes"


def _moved(row: Row, by: float, unit: str | None = None) -> str:
    """A difference, with its sign, in the unit of a row; that of days is of whole days."""
    if row.unit == "share":
        return f"{_signed(100 * by, 1)}{' points' if unit is None else unit}"
    if row.unit == "days":
        days = " day" if abs(round(by)) == 1 else " days"
        return f"{_signed(by, 0)}{days if unit is None else unit}"
    return _signed(by, 2)


def _signed(number: float, places: int) -> str:
    """A number with its sign; nought has none."""
    rounded = round(number, places) or 0.0
    return f"{rounded:+,.{places}f}" if rounded else f"{0:.{places}f}"


def revisions(edition: Edition) -> list[str]:
    """The log of revisions: each edition, and what it changed of what was published before."""
    past = edition.previous
    said = list(past.revisions) if past else []
    line = f"Edition {edition.number}, of {words.day(edition.as_of.isoformat())}"
    if past is None:
        return [f"{line}: the first."]
    new = [MEASURE_OF[id_].title for id_, mark in definitions().items()
           if past.definitions.get(id_) not in {None, mark}]  # fmt: skip
    other = [
        f"{name} in the {period}: {words.number(count)}, was {words.number(then.get(name))}"
        for period, then in past.happened.items()
        if period < _year_of(past)
        for name, count in edition.figures.happened.get(period, {}).items()
        if count != then.get(name)
    ]
    parts = [f"new definitions: {'; '.join(new)}"] if new else []
    parts += [f"revised: {'; '.join(other)}"] if other else []
    return [*said, f"{line}: {'; '.join(parts) or 'nothing published before was revised'}."]


def _year_of(past: Past) -> str:
    """The year to March that was under way at the last edition."""
    day = words.day_of(past.as_of)
    return f"year to March {day.year + (day.month > 3)}"
