"""Released rows, with what would give others away held back too, or refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from answerable.analysis.audit.audit import Finding, audit
from answerable.analysis.audit.cells import LEFT_OUT, Cell, cells_of, is_whole
from answerable.analysis.audit.relations import left_out_beside
from answerable.analysis.disclosure import Released, release_each
from answerable.analysis.evaluate import Found, Row, tallied
from answerable.analysis.log import Log
from answerable.analysis.measure import Measure

TRIES = 9
BASE = "base: "


@dataclass
class Table:
    """One measure in one breakdown, as it may be released, and what is said of it beside."""

    measure: Measure
    by: tuple[str, ...]
    rows: list[Released]
    refused: list[Finding] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What it is called in a message."""
        return self.measure.id + (f" by {' and '.join(self.by)}" if self.by else "")

    def cells(self, as_of: str) -> Iterator[Cell]:
        """What a reader learns from it."""
        return cells_of(self.measure, self.rows, as_of)


def tables(log: Log, measures: Iterable[Measure], by: Sequence[str] = ()) -> Iterator[Table]:
    """The tables of some measures, before they are held against anything."""
    return tables_of(tallied(log, measures, by), by)


def tables_of(found: Iterable[Found], by: Sequence[str] = ()) -> Iterator[Table]:
    """The tables of what was found, before they are held against anything.

    What is left out of a denominator is not shown by group: with the base and the denominator
    beside it, the smallest of it could be worked out. Nor is it of a share that is hidden: that
    all are open says that hardly any is closed."""
    for measure, rows in release_each(found, by):
        in_part = by and not is_whole(measure.id)
        kept = [
            _without(one, LEFT_OUT) if in_part or _is_hidden_share(one) else one for one in rows
        ]
        yield Table(measure, tuple(by), kept)


def _is_hidden_share(one: Released) -> bool:
    return one.row.unit == "share" and one.row.value is None


def guard(wanted: Sequence[Table], as_of: str, earlier: Sequence[Cell]) -> list[Table]:
    """The same tables, each as it may be released beside the others and all earlier ones. What
    is held back first is how many are left out; then, of a time, how many ended by certain days,
    and of how many it is; what even then gives something away is refused."""
    for _ in range(TRIES):
        found = _found(wanted, as_of, earlier)
        if not found:
            return list(wanted)
        for at, findings in found.items():
            _hold_back(wanted[at], findings)
    for at, findings in _found(wanted, as_of, earlier).items():
        wanted[at].refused += findings
        wanted[at].rows = []
    return list(wanted)


def _found(
    wanted: Sequence[Table], as_of: str, earlier: Sequence[Cell]
) -> Mapping[int, list[Finding]]:
    """What could be worked out, by the table that is to give way: the last that counts the same.
    Where how many are left out could be, the last that still says it: that is missed least.

    A base is everybody's: what hangs together with it gives way for it, and only where nothing
    else was found there, for else whoever is to blame is known. So does what hangs together with
    a count that only an earlier release gave."""
    counts = [{cell.count for cell in table.cells(as_of)} for table in wanted]
    own = set().union(*counts)
    found = audit((cell for table in wanted for cell in table.cells(as_of)), earlier)
    known = {one.together for one in found if one.cell.count in own and not _is_base(one)}
    left_out = {one.together for one in found if _ends(one) in LEFT_OUT}
    of: dict[int, list[Finding]] = {}
    for finding in found:
        count = finding.cell.count
        of_all = _is_base(finding) or count not in own
        if of_all and finding.together in known:
            continue
        if gives := [
            at for at, each in enumerate(counts)
            if each & left_out_beside(count) and _says_left_out(wanted[at])
        ]:  # fmt: skip
            for at in gives:
                of.setdefault(at, []).append(finding)
            continue
        blame = finding.together if of_all else {count}
        blamed = [at for at, each in enumerate(counts) if each & blame]
        if finding.together in left_out and _ends(finding) in ("in it", *LEFT_OUT):
            blamed = [at for at in blamed if _says_left_out(wanted[at])] or blamed
        if blamed:
            of.setdefault(max(blamed), []).append(finding)
    return of


def _ends(finding: Finding) -> str:
    return finding.cell.count.rpartition(": ")[2]


def _is_base(finding: Finding) -> bool:
    return finding.cell.count.startswith(BASE)


def _says_left_out(table: Table) -> bool:
    return any(getattr(one.row, name) is not None for one in table.rows for name in LEFT_OUT)


def _hold_back(table: Table, findings: Sequence[Finding]) -> None:
    """Show less of a table: what is left out, else how many of a time ended by certain days, else
    of how many it is, else nothing."""
    of_time = table.measure.unit == "days"
    if _says_left_out(table):
        table.rows = [_without(one, LEFT_OUT) for one in table.rows]
    elif of_time and any(one.row.unit != "days" for one in table.rows):
        table.rows = [one for one in table.rows if one.row.unit == "days"]
    elif of_time and any(one.row.denominator for one in table.rows):
        table.rows = [_without(one, ("numerator", "denominator")) for one in table.rows]
    else:
        table.refused += findings
        table.rows = []


def _without(one: Released, columns: Sequence[str]) -> Released:
    row = Row(**{**one.row._asdict(), **dict.fromkeys(columns)})
    return Released(row, tuple(dict.fromkeys((*one.hidden, *columns))), one.true)
