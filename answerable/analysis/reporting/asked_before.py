"""What earlier releases asked by force, as their register says it: so much of it is remembered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from answerable.analysis.audit.cells import HOLDER, Cell
from answerable.analysis.audit.remembering import remembered
from answerable.analysis.catalogue import MEASURE_OF
from answerable.analysis.log import Log
from answerable.analysis.measure import Measure
from answerable.analysis.reporting import extra_measures as extra

KNOWN = {one.id: one for one in (*extra.ALL, *MEASURE_OF.values())}


def is_forgotten(earlier: Iterable[Cell]) -> bool:
    """Whether there are counts of a force's own cases of which it is not known what they were."""
    return any(cell.true is None and HOLDER in dict(cell.place) for cell in earlier)


def remembered_again(log: Log, earlier: Sequence[Cell]) -> list[Cell]:
    """Earlier cells with what each force truly counted, whatever command released them."""
    return remembered(log, asked_by_force(earlier), earlier)


def asked_by_force(earlier: Iterable[Cell]) -> list[tuple[list[Measure], tuple[str, ...]]]:
    """The measures of some cells by the dimensions that they are of, a force among them."""
    found: dict[tuple[str, ...], dict[str, Measure]] = {}
    for cell in earlier:
        by = tuple(name for name, _ in cell.place)
        measure = _measure(cell.table)
        if HOLDER in by and measure is not None:
            found.setdefault(by, {})[measure.id] = measure
    return [(list(measures.values()), by) for by, measures in found.items()]


def _measure(table: str) -> Measure | None:
    """The measure that a row is of: its own name, or one with something behind a dot."""
    while table and table not in KNOWN:
        table = table.rpartition(".")[0]
    return KNOWN.get(table)
