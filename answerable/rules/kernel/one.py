"""One case through the kernel, as a page asks for it, in a process that has it loaded already."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from threading import local
from typing import Any

import numpy as np
from numpy.typing import NDArray

from answerable.events.columns import AGENCY_CODES, EPOCH, microseconds
from answerable.events.entry import Entry
from answerable.rules.kernel.bulk import (
    KernelLog,
    Part,
    catalogue_program,
    day_or_number,
    run,
)
from answerable.rules.kernel.program import NOT_RECORDED, Asked, Program
from answerable.rules.kernel.rows import new_rows
from answerable.rules.kernel.state import State, new_state

_mine = local()  # each thread keeps a state to use again


def evaluate_case(
    entries: Sequence[Entry], as_of: datetime, program: Program | None = None
) -> Part:
    """What one case owes: its entries in order, corrections applied; as rules.evaluate gives it."""
    program = program or catalogue_program()
    if not entries:
        return Part(new_rows(0), [], [""], program, as_of)
    log, subjects = _log_of(entries, program)
    rows = run(log, program, microseconds(as_of), 0, 1, _state(program))
    return Part(rows, [entries[0].case_id], subjects, program, as_of)


def _state(program: Program) -> State:
    state: State | None = getattr(_mine, "state", None)
    if state is None or len(state.of) != len(program.duties):
        state = _mine.state = new_state(len(program.duties), 1024)
    return state


def _log_of(entries: Sequence[Entry], program: Program) -> tuple[KernelLog, list[str]]:
    """The case as the kernel reads it, and its subjects by their codes."""
    # By column, for a page waits for this: a loop over the entries takes twice as long.
    _, _, events, occurred, _, _, agencies, subjects, datas = zip(*entries, strict=True)
    names = sorted({"", *subjects})
    subject_codes = {name: code for code, name in enumerate(names)}
    asks, masks, places, read = program.asks, [0], [], []
    for event, data in zip(events, datas, strict=True):
        if data and event in asks:
            places.append(len(masks))
            if event in program.reads:
                read.append((len(masks), data))
            masks.append(_mask(data, asks[event]))
        else:
            places.append(0)
    since = [instant - EPOCH for instant in occurred]
    instants = [86_400_000_000 * s.days + 1_000_000 * s.seconds + s.microseconds for s in since]
    log = KernelLog(
        first=np.array([0, len(entries)], np.int64),
        event=_packed("h", map(program.event_codes.__getitem__, events), np.int16),
        occurred=_packed("q", instants, np.int64),
        subject=_packed("i", map(subject_codes.__getitem__, subjects), np.int32),
        agency=_packed("b", map(AGENCY_CODES.__getitem__, agencies), np.int8),
        data=_packed("i", places, np.int32),
        mask=_packed("q", masks, np.int64),
        fields=_fields(read, len(masks), program),
        subject_rank=np.arange(len(names), dtype=np.int32),
    )
    return log, names


def _mask(data: Mapping[str, Any], asked: Asked) -> int:
    """The conditions that hold of a row's data, of those that are asked of its event type."""
    mask = 0
    for name, bits in asked:
        value = data.get(name)
        if type(value) is list:
            for item in value:
                mask |= bits.get(item, 0)
        elif value is not None:
            mask |= bits.get(value, 0)
    return mask


def _fields(
    read: list[tuple[int, Mapping[str, Any]]], count: int, program: Program
) -> NDArray[np.int32]:
    """What the clocks' fields say, of each of the `count` datas."""
    found = np.full((len(program.fields), count), NOT_RECORDED, dtype=np.int32)
    numbers = program.field_numbers
    for code, data in read:
        for name in data.keys() & numbers.keys():
            found[numbers[name], code] = day_or_number(data[name], name, program)
    return found


def _packed(code: str, values: Iterable[int], kind: Any) -> NDArray[Any]:
    """A short list as an array, several times faster than NumPy makes one of it."""
    return np.frombuffer(array(code, values), kind)
