"""Who held the case for each day of its life."""

from __future__ import annotations

from answerable.analysis.evaluate import Row
from answerable.analysis.holding import IN_WORDS
from answerable.analysis.log import Log
from answerable.analysis.reporting import charts, words
from answerable.analysis.reporting.breakdowns import FORCE, range_of, side_by_side
from answerable.analysis.reporting.edition import Edition
from answerable.analysis.reporting.model import NOT_SHOWN, Column, Section, Table

ORDER = ("police", "third_party", "prosecutors", "court")  # as a case goes
COLUMNS = (
    Column("holder", "Who held it", "Who had to do the next thing", number=False),
    Column("cases", "Cases", "Of the cases that are over, how many it held for a time; to the "
           "nearest five"),
    Column("mean", "Mean days, of those", "The mean of the cases that it held for a time"),
    Column("interval", "95% interval", "Of that mean"),
    Column("of_all", "Mean days, of all", "The same days over all cases that are over, worked out "
           "from the two numbers shown"),
)  # fmt: skip


def holding(_log: Log, edition: Edition) -> Section:
    """A bar of the mean life of a case, and a table of the same."""
    found = [(name, edition.figures.row(f"held.{name}")) for name in ORDER]
    whole = found[0][1].denominator if found[0][1] else None
    of_all = {name: _of_all(row, whole) for name, row in found}
    drawn = charts.stacked(
        "The mean life of a case, by who held it",
        "One bar in four parts, from the report to the end.",
        [(IN_WORDS[name], days, _days(days)) for name in ORDER
         if (days := of_all[name]) is not None],
        "days, the mean of all cases that are over",
    )  # fmt: skip
    rows = [
        [IN_WORDS[name], words.number(row.denominator if row else None),
         words.value(row), words.interval(row), _days(of_all[name])]
        for name, row in found
    ]  # fmt: skip
    return Section(
        "held", "Who held the case",
        ("Each day of a case that is over belongs to whoever had to do the next thing. It is with "
         "the police from the report; with prosecutors from a file for charging until it is not "
         "accepted, an action plan is sent or they wait for the police; with the court from the "
         "charge. While it is with the police and something that was asked of a third party has "
         "not come, it waits on the third party.",
         "That rule is this product's and nobody's law. To hold a case is not to delay it, and "
         "what is not recorded cannot pass it on."),
        tables=(
            Table("held", "Days by who held the case", COLUMNS, rows, drawn,
                  "All cases that are over are taken to be those that the police held: every case "
                  "begins with them. The parts are added up from what is shown.",
                  [f"held.{name}" for name in ORDER]),
            side_by_side(edition, "held_by_force", "Mean days by who held the case, and force",
                         FORCE, [(f"held.{name}", IN_WORDS[name]) for name in ORDER],
                         note=_ranges(edition), said=words.with_counts),
        ),
    )  # fmt: skip


def _ranges(edition: Edition) -> str:
    said = [
        f"{IN_WORDS[name]}: {ends} forces"
        for name in ORDER
        if (ends := range_of(edition, f"held.{name}")) != NOT_SHOWN
    ]
    between = f" From the least to the most: {'; '.join(said)}." if said else ""
    return f"Each is the mean of those cases of the force that were held in this way.{between}"


def _of_all(row: Row | None, whole: int | None) -> float | None:
    if row is None or row.value is None or row.denominator is None or not whole:
        return None
    return row.value * row.denominator / whole


def _days(days: float | None) -> str:
    if days is None:
        return NOT_SHOWN
    return "under 1 day" if days < 1 else f"{days:,.0f} days" if round(days) != 1 else "1 day"
