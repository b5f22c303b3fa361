"""Duties kept: by what they rest on, by room, one by one, by force and by quarter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from answerable.analysis.dimensions import NOT_RECORDED
from answerable.analysis.evaluate import Row
from answerable.analysis.log import Log
from answerable.analysis.reporting import words
from answerable.analysis.reporting.breakdowns import FORCE, QUARTER, side_by_side
from answerable.analysis.reporting.edition import Edition
from answerable.analysis.reporting.gathering import Figures
from answerable.analysis.reporting.model import Column, Section, Table
from answerable.analysis.reporting.shown_tables import in_groups, of_rows
from answerable.events.words import begun
from answerable.rules.catalogue import DUTIES

BECAME = (("duty.kept", "Kept in time"), ("duty.late", "Done late"),
          ("duty.missed", "Missed"), ("duty.overdue", "Overdue"))  # fmt: skip
RESTS_ON = {"law": "The law", "stated": "What a source document states",
            "default": "A default of this product", NOT_RECORDED: "Not recorded"}  # fmt: skip
IN_SHORT = {"law": "Law", "stated": "Stated", "default": "Default"}
TOGETHER = (
    "The law, what a document states and defaults of this product, together: of a room, a force or "
    "a quarter they are not parted."
)
ROOM = Column("room", "Room", "The chapter of a case", number=False)
ONE_BY_ONE = (
    ROOM,
    Column("duty", "Duty", "What has to be done, and by when", number=False),
    Column("basis", "Rests on", "What the time rests on in which it was due: the law, what a "
           "source document states, or a default of this product", number=False),
    Column("of", "Due", "How many fell due; to the nearest five", measure="duty.kept"),
    *(Column(id_, heading, f"{heading}: the share of those that fell due", measure=id_)
      for id_, heading in BECAME),
)  # fmt: skip
Rows = Mapping[str, Row | None]  # of one duty, what became of it, by the measure


def duties(_log: Log, edition: Edition) -> Section:
    """Duties kept, by what they rest on, by room and one by one."""
    figures = edition.figures
    rest = Column("basis", "Rests on", "Law, what a document states, or a default", number=False)
    return Section(
        "duties", "Duties kept in time",
        ("Of those that were due by the date of this report and neither lifted nor paused. What is "
         "a default of this product is nobody's law, so the first table parts the two, and the one "
         "of single duties says of each what it rests on. Every other says that it has them "
         "together.",),
        tables=(
            of_rows("duties_by_basis", "By what they rest on", rest,
                    in_groups(figures, "duty.kept", "basis", RESTS_ON.__getitem__),
                    note="By what the time rests on in which it was due: a duty that the law gives "
                    "without a time is with the defaults. A duty that is owed many times in a case "
                    "counts each time, so what recurs, such as contact, weighs most."),
            side_by_side(edition, "duties_by_room", "What became of them, by room", ROOM, BECAME,
                         note=TOGETHER, of="Due"),
            one_by_one(figures),
            side_by_side(edition, "duties_by_force", "What became of them, by force", FORCE,
                         BECAME, note=TOGETHER, of="Due"),
            side_by_side(edition, "duties_by_quarter",
                         "What became of them, by quarter of the report", QUARTER, BECAME,
                         note=TOGETHER, of="Due"),
        ),
    )  # fmt: skip


def one_by_one(figures: Figures) -> Table:
    """A row a duty, by room in the order of the catalogue. One of which nothing may be shown is
    named below, whether few owed it or nobody."""
    found = _found(figures)
    there = [one for one in DUTIES if _due(found.get(one.id, {})) is not None]
    left = [one for one in DUTIES if one not in there]
    rows = [
        (begun(one.room), one.what, IN_SHORT[one.figure], words.number(_due(found[one.id])),
         *(words.value(found[one.id].get(id_)) for id_, _ in BECAME))
        for one in there
    ]  # fmt: skip
    return Table(
        "duties_one_by_one", "What became of each duty, by room", ONE_BY_ONE, rows,
        note=" ".join(_said([one.what for one in left], len(there))), choose=True,
        measures=[one.id for one in there],
    )  # fmt: skip


def _said(left: list[str], there: int) -> Iterator[str]:
    yield (
        "Every row is of one duty, which rests on the law, on what a document states or on a "
        "default of this product: nothing is counted together. A duty that recurs counts each time "
        "that it fell due. Which cases owe it differs from row to row."
    )
    if there and left:
        yield (
            "Of these nothing may be shown: they fell due seven times or fewer or never, or all "
            f"but a few went one way. {' '.join(left)}"
        )


def _found(figures: Figures) -> Mapping[str, Rows]:
    """What became of each duty, by its id."""
    found: dict[str, dict[str, Row | None]] = {}
    for (id_, group), row in figures.rows.items():
        of = dict(group)
        if "duty" in of:
            found.setdefault(of["duty"], {})[id_] = row
    return found


def _due(rows: Rows) -> int | None:
    """How many fell due, where anything that became of them is shown."""
    return next((row.denominator for row in rows.values() if row and row.value is not None), None)
