"""Whole logs through the kernel, in parts and on as many threads as there are cores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.columns import Columns, Joined, instant, microseconds
from answerable.events.datas import ShapedDatas
from answerable.events.entry import NO_DATA
from answerable.events.times import parse_day
from answerable.rules.catalogue import DUTIES
from answerable.rules.kernel.calendar import FIRST, calendar, day_number
from answerable.rules.kernel.forces import forces_of, some_cases
from answerable.rules.kernel.program import Program, compile_duties
from answerable.rules.kernel.rows import STATUSES, Rows, evaluate_cases, late_days, new_rows
from answerable.rules.kernel.state import State, new_state
from answerable.rules.kernel.tables import (
    NEVER,
    NOT_RECORDED,
    OWNERS,
)
from answerable.rules.model import Duty
from answerable.rules.obligation import Obligation

PART = 1_000_000  # events that one thread evaluates at a time
MOST = 1_000_000  # that a number of days may be


class KernelLog(NamedTuple):
    """A log as the kernel reads it; `mask` and `fields` belong to the data, by its code."""

    first: NDArray[np.int64]
    event: NDArray[np.int16]
    occurred: NDArray[np.int64]
    subject: NDArray[np.int32]
    agency: NDArray[np.int8]
    data: NDArray[np.int32]
    mask: NDArray[np.int64]
    fields: NDArray[np.int32]
    subject_rank: NDArray[np.int32]


@dataclass(frozen=True)
class Part:
    """Obligations of some cases of a log, with the names that their codes stand for."""

    rows: Rows
    cases: Sequence[str]
    subjects: Sequence[str]
    program: Program
    as_of: datetime

    def __len__(self) -> int:
        return len(self.rows.case)

    def days_late(self) -> NDArray[np.float64]:
        """`days_late` of each row."""
        return late_days(self.rows, microseconds(self.as_of))

    def obligations(self) -> Iterator[Obligation]:
        """The rows as the referee gives them, but for the working."""
        columns = [column.tolist() for column in self.rows]
        names = [duty.id for duty in self.program.duties]
        for case, duty, subject, owner, started, due, closed, status, late in zip(
            *columns, self.days_late().tolist(), strict=True
        ):
            yield Obligation(
                self.cases[case], names[duty], self.subjects[subject], OWNERS[owner],
                instant(started), None if due == NEVER else instant(due),
                None if closed == NEVER else instant(closed),
                STATUSES[status], late,  # type: ignore[arg-type]
            )  # fmt: skip


@lru_cache(maxsize=4)
def program_of(duties: tuple[Duty, ...]) -> Program:
    """The program of some duties, made once a process."""
    return compile_duties(duties, EVENT_TYPES)


def catalogue_program() -> Program:
    """The program of the whole catalogue."""
    return program_of(DUTIES)


def evaluate_log(
    columns: Columns, as_of: datetime, program: Program | None = None, threads: int = 1
) -> list[Part]:
    """The obligations of a log whose corrections are applied, in parts by case."""
    program = program or catalogue_program()
    if program.by_force:
        return [_each_force(columns, as_of, program, threads)]
    log = prepare(columns, program)
    bounds = [(0, len(columns.cases))] if threads == 1 else _bounds(columns.first)

    def one(bound: tuple[int, int]) -> Part:
        rows = run(log, program, microseconds(as_of), *bound)
        return Part(rows, columns.cases, columns.subjects, program, as_of)

    if len(bounds) == 1:
        return [one(bounds[0])]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(one, bounds))


def _each_force(columns: Columns, as_of: datetime, program: Program, threads: int) -> Part:
    """The cases of each force that has set something of its own by its program, the others by
    the catalogue's; together again in the order of the cases."""
    forces = np.array(forces_of(columns), dtype=np.str_)
    own = np.isin(forces, list(program.by_force))
    found = []
    for force, one in {"": replace(program, by_force={}), **program.by_force}.items():
        which = np.flatnonzero(forces == force if force else ~own)
        for part in evaluate_log(some_cases(columns, which), as_of, one, threads):
            found.append(part.rows._replace(case=which[part.rows.case].astype(np.int32)))
    rows = Rows._make(np.concatenate(column) for column in zip(*found, strict=True))
    order = np.argsort(rows.case, kind="stable")
    kept = Rows._make(column[order] for column in rows)
    return Part(kept, columns.cases, columns.subjects, program, as_of)


def _bounds(first: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Cases in parts of about PART events."""
    cases = len(first) - 1
    cuts = np.searchsorted(first, np.arange(0, int(first[-1]), PART))
    edges = np.unique(np.concatenate([[0], cuts, [cases]]))
    return [(int(a), int(b)) for a, b in pairwise(edges)]


def prepare(columns: Columns, program: Program) -> KernelLog:
    """The log in the program's own codes; ValueError for an event type it does not know."""
    known = np.array(
        [program.event_codes.get(name, -1) for name in columns.events] or [0], dtype=np.int16
    )
    if (known < 0).any():
        raise ValueError("the log holds event types that the program does not know")
    mask, fields = read_datas(columns.datas, program)
    by_name = sorted(range(len(columns.subjects)), key=lambda code: columns.subjects[code])
    rank = np.empty(len(by_name), dtype=np.int32)
    rank[by_name] = np.arange(len(by_name), dtype=np.int32)
    return only_read(KernelLog(
        columns.first, known[columns.event], columns.occurred, columns.subject, columns.agency,
        columns.data, mask, fields, rank,
    ))  # fmt: skip


def read_datas(
    datas: Sequence[Mapping[str, Any]], program: Program
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """For each of the datas, which conditions hold of it, and what the clocks' fields say."""
    if isinstance(datas, ShapedDatas):
        return read_shapes(datas, program)
    if isinstance(datas, Joined) and isinstance(datas.first, ShapedDatas):
        one, other = read_shapes(datas.first, program), read_data(datas.second, program)
        return np.concatenate([one[0], other[0]]), np.concatenate([one[1], other[1]], axis=1)
    return read_data(datas, program)


def read_data(
    datas: Sequence[Mapping[str, Any]], program: Program
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """The same, of datas one by one."""
    masks = np.array([mask_of(data, program) for data in datas], dtype=np.int64)
    fields = np.full((len(program.fields), len(datas)), NOT_RECORDED, dtype=np.int32)
    numbers = {name: number for number, name in enumerate(program.fields)}
    for code, data in enumerate(datas):
        for name in data.keys() & numbers.keys():
            fields[numbers[name], code] = day_or_number(data[name], name, program)
    return masks, fields


def read_shapes(
    datas: ShapedDatas, program: Program
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """The same of a batch of a Parquet log: by the shape of each text, and the dates in it."""
    masks, fields = read_data([shape.data or NO_DATA for shape in datas.shapes], program)
    found = np.ascontiguousarray(fields[:, datas.shape])
    shift = np.int32((date(1970, 1, 1) - FIRST).days)
    for number, name in enumerate(program.fields):
        place = np.array([shape.date_of.get(name, -1) for shape in datas.shapes], dtype=np.int32)
        of_text = place[datas.shape]
        dated = np.flatnonzero(of_text >= 0)
        found[number, dated] = datas.dates[of_text[dated], dated] + shift
    return masks[datas.shape], found


def day_or_number(value: Any, name: str, program: Program) -> int:
    """What a field that a clock reads says, as the kernel counts it.

    What is neither belongs to a row that was put aside, or to an event that has no such field.
    """
    if name in program.days_fields:
        return _day(value) if isinstance(value, str) else NOT_RECORDED
    return value if type(value) is int and abs(value) <= MOST else NOT_RECORDED


@lru_cache(maxsize=100_000)
def _day(value: str) -> int:
    try:
        return day_number(parse_day(value))
    except ValueError:
        return NOT_RECORDED


def mask_of(data: Mapping[str, Any], program: Program) -> int:
    """The conditions that hold of a row's data, as bits."""
    mask = 0
    for name, value in data.items():
        bits = program.bits.get(name)
        if bits is None:
            continue
        for item in value if type(value) is list else (value,):
            if type(item) is str or type(item) is bool:
                mask |= bits.get(item, 0)
    return mask


def run(
    log: KernelLog, program: Program, as_of: int, case: int, last: int, state: State | None = None
) -> Rows:
    """The obligations of the cases from `case` to before `last`; of a log that is only read."""
    events = int(log.first[last] - log.first[case])
    state = state or new_state(len(program.duties), 1024)
    out, filled = new_rows(events + 1024), 0
    while True:
        case, filled, too_small = evaluate_cases(
            calendar(), program.tables, state, log, case, last, as_of, out, filled,
        )  # fmt: skip
        if case == last:
            return Rows._make([column[:filled] for column in out])
        if too_small:
            state = new_state(len(program.duties), 2 * len(state.row))
        else:
            out = _more(out, filled, int(log.first[last] - log.first[case]))


def only_read(log: KernelLog) -> KernelLog:
    """The log, none of whose arrays may be written to, as some may not where they lie in a file:
    arrays that may and that may not are types of their own, and the kernel is compiled for each."""
    views = [column.view() for column in log]
    for view in views:
        view.flags.writeable = False
    return KernelLog._make(views)


def _more(out: Rows, filled: int, events_left: int) -> Rows:
    """The same rows, with room for the cases that are left."""
    bigger = new_rows(filled + max(events_left, filled) + 1024)
    for name in Rows._fields:
        getattr(bigger, name)[:filled] = getattr(out, name)[:filled]
    return bigger


def in_order(parts: Iterable[Part]) -> Iterator[Obligation]:
    """The obligations of all parts, whose cases are in order."""
    for part in parts:
        yield from part.obligations()
