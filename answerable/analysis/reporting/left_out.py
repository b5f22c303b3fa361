"""What is left out of a release, and why, in words: of the table, the number, and who could have
worked out more of it than may be known. What the number is stays unsaid."""

from __future__ import annotations

from collections.abc import Sequence

from answerable.analysis.audit.audit import Finding
from answerable.analysis.audit.cells import Cell
from answerable.analysis.audit.guarding import BASE, Table
from answerable.analysis.catalogue import MEASURE_OF
from answerable.analysis.measure import Measure
from answerable.analysis.reporting import extra_measures as extra
from answerable.analysis.reporting.words import in_full
from answerable.events.words import listed

HAPPENED, MODEL = "happened.", "odds."
KNOWN = {one.id: one for one in (*extra.ALL, *MEASURE_OF.values())}
WHAT = {
    "yes": "how many it is so of", "no": "how many it is not so of", "in it": "of how many it is",
    "followed": "how many were followed", "open": "how many are open",
    "missing": "of how many it is not recorded", "not_applicable": "to how many it does not apply",
}  # fmt: skip
SAYS = "more could be worked out of {} than may be known"


def table_left_out(table: Table) -> str:
    """A table that is left out, for whoever reads a report."""
    cells = len(table.refused)
    more = f"{cells} of its numbers" if cells > 1 else "one of its numbers"
    return f"{named(table)}: {SAYS.format(more)}"


def named(table: Table, *, ids: bool = False) -> str:
    """A table by what it counts and by what it parts it; with the name by which it is asked for."""
    asked = f" ({table.measure.id})" if ids else ""
    by = f", by {listed([one.replace('_', ' ') for one in table.by])}" if table.by else ""
    return f"{in_full(table.measure)}{asked}{by}"


def why(found: Sequence[Finding], said: int) -> str:
    """Of which numbers more could be worked out, and by whom: the first of them, and how many more
    there are."""
    parts = [f"{_number(one.cell)}, {_by_whom(one)}" for one in found[:said]]
    left = len(found) - said
    more = f"; and of {left} more number{'s' if left > 1 else ''}" if left > 0 else ""
    return f"more than may be known could be worked out of {'; of '.join(parts)}{more}"


def _by_whom(found: Finding) -> str:
    if found.knowing:
        return f"by force {found.knowing}, which knows its own counts"
    return "by anybody"


def _number(cell: Cell) -> str:
    """What a number counts, and of which group."""
    name, _, what = cell.count.rpartition(": ")
    if cell.count.startswith(BASE):
        said = f"how many {what} there are"
    elif cell.count.startswith(HAPPENED):
        said = f"how many were {cell.count.removeprefix(HAPPENED)}"
    else:
        said = f"{WHAT.get(what, what)} ({_title(name)})"
    where = [f"{name.replace('_', ' ')} {' or '.join(values)}" for name, values in cell.place]
    return f"{said}, {listed(where)}" if where else said


def _title(name: str) -> str:
    """What is counted: a measure, one by a certain day, or all those of one wait."""
    stem, _, day = name.rpartition(".incidence_")
    if stem in KNOWN:
        return f"{in_full(KNOWN[stem])}, by day {day}"
    if name.startswith(MODEL):
        _, what, landmark = name.split(".")
        return f"model of {what} at day {landmark}"
    of = KNOWN.get(name) or _first(name)
    return in_full(of) if of else name


def _first(name: str) -> Measure | None:
    return next((one for id_, one in KNOWN.items() if id_.startswith(f"{name}_")), None)
