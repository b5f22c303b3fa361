"""Released rows, with what would give others away held back too, or refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from answerable.analysis.audit.audit import Finding, audit
from answerable.analysis.audit.cells import LEFT_OUT, Cell, Place, cells_of, is_whole, place_of
from answerable.analysis.audit.knowledge import Name, name_of
from answerable.analysis.audit.relations import left_out_beside
from answerable.analysis.disclosure import ALL_SHOWN, COUNTS, Released, release_each
from answerable.analysis.evaluate import Found, Row, tallied
from answerable.analysis.log import Log
from answerable.analysis.measure import Measure

TRIES = 60
FEW = 5  # of so many groups of a table one may be held back for others
IN_VAIN = 3  # times that rows do not help, after which a whole table gives way
BASE = "base: "
ENDS = ("value", "low", "high")


@dataclass
class Table:
    """One measure in one breakdown, as it may be released, and what is said of it beside. `held`
    are the rows that would give another away, and `whole` all as they were before."""

    measure: Measure
    by: tuple[str, ...]
    rows: list[Released]
    refused: list[Finding] = field(default_factory=list)
    held: tuple[Released, ...] = ()
    whole: list[Released] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What it is called in a message."""
        return self.measure.id + (f" by {' and '.join(self.by)}" if self.by else "")

    def cells(self, as_of: str) -> Iterator[Cell]:
        """What a reader learns from it."""
        return cells_of(self.measure, self.rows, as_of)

    def hold_back(self, row: Released) -> None:
        """Show nothing of a row of a group, and no total that has it in it."""
        if not self.held:
            self.whole = self.rows
        self.held = (*self.held, row)
        self._show()

    def give_back(self, row: Released) -> None:
        """Show a row again that was held back."""
        self.held = tuple(one for one in self.held if one is not row)
        self._show()

    def _show(self) -> None:
        self.rows = self.whole
        if self.held:
            self.rows = [
                _without(one, (*COUNTS, *ENDS)) if any(one is row for row in self.held) else one
                for one in self.whole
                if ALL_SHOWN not in one.row.group.values()
            ]


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
    """The same tables, each as it may be released beside the others and all earlier ones.

    What is held back first is a row, where few rows of a table are; then how many are left out;
    then, of a time, how many ended by certain days, and of how many it is; what even then gives
    something away is refused."""
    tried, vain, in_vain, parts = 0, 0, list[_Shown](), set[frozenset[str]]()
    while found := _audited(wanted, as_of, earlier):
        while found:  # what hangs together with nothing that was found says what it said
            tried += 1
            counts = _together(found)
            parts |= {one.together for one in found}
            rows = _rows_held_back(wanted, as_of, found, in_vain) if tried <= TRIES else []
            left = _audited(wanted, as_of, earlier, counts) if rows else found
            if len(left) < len(found):
                found, in_vain, vain = left, [], 0
                continue
            for one in rows:
                wanted[one.table].give_back(one.row)
            in_vain += rows
            vain += 1
            if not rows or vain > IN_VAIN:
                for at, findings in _blamed(wanted, as_of, found).items():
                    _hold_back(wanted[at], findings, refuse=tried > TRIES)
                found, in_vain, vain = _audited(wanted, as_of, earlier, counts), [], 0
    _given_back(wanted, as_of, earlier, parts)
    return list(wanted)


def _given_back(
    wanted: Sequence[Table], as_of: str, earlier: Sequence[Cell], parts: Iterable[frozenset[str]]
) -> None:
    """Show again what turned out to give nothing away, beside all else that is held back; `parts`
    are the counts that were found to hang together."""
    for table in wanted:
        for row in table.held:
            table.give_back(row)
            own = {cell.count for cell in cells_of(table.measure, [row], as_of)}
            with_it = (part for part in parts if part & own)
            if _audited(wanted, as_of, earlier, frozenset(own).union(*with_it)):
                table.hold_back(row)


def _audited(
    wanted: Sequence[Table], as_of: str, earlier: Sequence[Cell],
    counts: frozenset[str] = frozenset(),
) -> list[Finding]:  # fmt: skip
    """What could be worked out, of all tables or of some counts in them."""
    cells = (cell for table in wanted for cell in table.cells(as_of))
    if not counts:
        return audit(cells, earlier)
    return audit(
        (cell for cell in cells if cell.count in counts),
        [cell for cell in earlier if cell.count in counts],
    )


def _together(found: Iterable[Finding]) -> frozenset[str]:
    return frozenset[str]().union(*(one.together for one in found))


def _rows_held_back(
    wanted: Sequence[Table], as_of: str, found: Sequence[Finding], in_vain: Sequence[_Shown]
) -> list[_Shown]:
    """Hold back rows for what was found, but none of those that did not help. Where most was found
    of one group, a row is held back first; what stands in a sum with it is looked at again before
    another is."""
    of_group: dict[tuple[frozenset[str], Place], list[Finding]] = {}
    of_all = _found_everywhere(wanted, as_of, found)
    for one in found:
        if one.cell.place and one.cell.count not in of_all:
            of_group.setdefault((one.together, one.cell.place), []).append(one)
    tried = {id(one.row) for one in in_vain}
    rows = [one for one in _rows_of(wanted, as_of, _together(found)) if id(one.row) not in tried]
    gone: list[_Shown] = []
    for (_, place), findings in sorted(of_group.items(), key=lambda each: -len(each[1])):
        beside = frozenset[Name]().union(*(one.beside for one in findings))
        if any(one.names & beside for one in gone):
            continue
        if least := _to_give_way(wanted, rows, place, beside):
            wanted[least.table].hold_back(least.row)
            gone.append(least)
    return gone


def _found_everywhere(wanted: Sequence[Table], as_of: str, found: Sequence[Finding]) -> set[str]:
    """The counts that could be worked out in most groups: no row helps there."""
    lost = Counter(one.cell.count for one in found)
    there = Counter(cell.count for table in wanted for cell in table.cells(as_of))
    return {count for count, number in lost.items() if number > there[count] / 2}


class _Shown(NamedTuple):
    """A row of a group that shows something: of which table, and what it tells of."""

    table: int
    row: Released
    place: Place
    names: frozenset[Name]


def _rows_of(wanted: Sequence[Table], as_of: str, counts: frozenset[str]) -> list[_Shown]:
    """The rows of groups that show something of these counts, the last table first, and of a table
    the least row first: it is missed least."""
    found = [
        _Shown(at, one, place_of(one.row.group), names)
        for at, table in enumerate(wanted)
        for one in table.rows
        if table.by and _shows(one)
        and (names := frozenset(map(name_of, cells_of(table.measure, [one], as_of))))
        and any(count in counts for count, _, _ in names)
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.table, one.row.row.numerator or 0))


def _to_give_way(
    wanted: Sequence[Table], rows: Sequence[_Shown], place: Place, beside: frozenset[Name]
) -> _Shown | None:
    """The first row that tells of a number in a sum with what was found: of the same group, else of
    another. Of a table of which too many gave way already there is none."""
    may = [
        one for one in rows
        if one.names & beside
        and len(wanted[one.table].held) < _groups(wanted[one.table]) // FEW
    ]  # fmt: skip
    return next((one for one in may if one.place == place), may[0] if may else None)


def _groups(table: Table) -> int:
    return len({place_of(one.row.group) for one in table.rows})


def _blamed(
    wanted: Sequence[Table], as_of: str, found: Sequence[Finding]
) -> Mapping[int, list[Finding]]:
    """What could be worked out, by the table that is to give way: the last that counts the same,
    of those that tell of a number in a sum with it. Where how many are left out could be, the last
    that still says it: that is missed least. One table gives way for all that it can.

    A base is everybody's: what hangs together with it gives way for it, and only where nothing
    else was found there, for else whoever is to blame is known. So does what hangs together with
    a count that only an earlier release gave."""
    told = [{name_of(cell) for cell in table.cells(as_of)} for table in wanted]
    counts = [{count for count, _, _ in names} for names in told]
    own = set[str]().union(*counts)
    known = {one.together for one in found if one.cell.count in own and not _is_base(one)}
    left_out = {one.together for one in found if _ends(one) in LEFT_OUT}
    of: dict[int, list[Finding]] = {}
    may: list[tuple[list[int], Finding]] = []
    for finding in found:
        of_all = _is_base(finding) or finding.cell.count not in own
        if of_all and finding.together in known:
            continue
        beside = left_out_beside(finding.cell.count)
        those = [at for at, each in enumerate(counts) if each & beside]
        gives = [at for at in those if _says_left_out(wanted[at])]
        for at in gives:
            of.setdefault(at, []).append(finding)
        if gives:
            continue
        blamed = [at for at, names in enumerate(told) if names & finding.beside and not of_all]
        blamed = blamed or [at for at, each in enumerate(counts) if each & finding.together]
        if finding.together in left_out and _ends(finding) in ("in it", *LEFT_OUT):
            blamed = [at for at in blamed if _says_left_out(wanted[at])] or blamed
        if blamed:
            may.append((blamed, finding))
    for blamed, finding in sorted(may, key=lambda one: max(one[0])):
        at = max(of.keys() & blamed, default=max(blamed))
        of.setdefault(at, []).append(finding)
    return of


def _ends(finding: Finding) -> str:
    return finding.cell.count.rpartition(": ")[2]


def _is_base(finding: Finding) -> bool:
    return finding.cell.count.startswith(BASE)


def _says_left_out(table: Table) -> bool:
    return any(getattr(one.row, name) is not None for one in table.rows for name in LEFT_OUT)


def _shows(one: Released) -> bool:
    return any(getattr(one.row, name) is not None for name in (*COUNTS, "value"))


def _hold_back(table: Table, findings: Sequence[Finding], *, refuse: bool) -> None:
    """Show less of a table: what is left out, else how many of a time ended by certain days, else
    of how many it is, else nothing."""
    of_time = table.measure.unit == "days"
    table.held = ()  # what was held back before stays so
    if refuse:
        table.refused += findings
        table.rows = []
    elif _says_left_out(table):
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
