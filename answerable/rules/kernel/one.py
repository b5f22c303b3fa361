"""One case through the kernel, as a page asks for it, in a process that has it loaded already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from struct import pack
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
from answerable.rules.kernel.program import NOT_RECORDED, Program
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
    log, subjects = as_columns(entries, program)
    rows = run(log, program, microseconds(as_of), 0, 1, state_of(program))
    return Part(rows, [entries[0].case_id], subjects, program, as_of)


def state_of(program: Program) -> State:
    """What this thread's kernel works with, used again from case to case."""
    state: State | None = getattr(_mine, "state", None)
    if state is None or len(state.of) != len(program.duties):
        state = _mine.state = new_state(len(program.duties), 1024)
    return state


def as_columns(entries: Sequence[Entry], program: Program) -> tuple[KernelLog, list[str]]:
    """The case as the kernel reads it, and its subjects by their codes."""
    # By column, for a page waits for this: a loop over the entries takes twice as long.
    _, _, events, occurred, _, _, agencies, subjects, datas = zip(*entries, strict=True)
    names = sorted({"", *subjects})
    subject_codes = {name: code for code, name in enumerate(names)}
    places, masks, read = _masks(events, datas, program)
    since = [instant - EPOCH for instant in occurred]
    instants = [86_400_000_000 * s.days + 1_000_000 * s.seconds + s.microseconds for s in since]
    log = KernelLog(
        first=np.array([0, len(entries)], np.int64),
        event=_packed("h", np.int16, map(program.event_codes.__getitem__, events)),
        occurred=_packed("q", np.int64, instants),
        subject=_packed("i", np.int32, map(subject_codes.__getitem__, subjects)),
        agency=np.frombuffer(bytes(map(AGENCY_CODES.__getitem__, agencies)), np.int8),
        data=_packed("i", np.int32, places),
        mask=_packed("q", np.int64, masks),
        fields=_fields(read, len(masks), program),
        subject_rank=np.arange(len(names), dtype=np.int32),
    )
    return log, names


def _masks(
    events: Sequence[str], datas: Sequence[Mapping[str, Any]], program: Program
) -> tuple[list[int], list[int], list[tuple[int, Mapping[str, Any]]]]:
    """Of each row, which of the masks is its own; the conditions that hold, as masks; and the
    datas of which a clock reads a field, each with the number of its mask."""
    asks, reads = program.asks, program.reads
    places, masks, read = [], [0], []
    for event, data in zip(events, datas, strict=True):
        if not data or event not in asks:
            places.append(0)
            continue
        mask = 0
        for name, bits in asks[event]:
            if name in data:
                value = data[name]
                if type(value) is list:
                    for item in value:
                        mask |= bits.get(item, 0)
                else:
                    mask |= bits.get(value, 0)
        if event in reads:
            read.append((len(masks), data))
        places.append(len(masks))
        masks.append(mask)
    return places, masks, read


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


def _packed(code: str, kind: Any, values: Iterable[int]) -> NDArray[Any]:
    """A short list as an array, several times faster than NumPy makes one of it."""
    numbers = [*values]
    return np.frombuffer(pack(f"{len(numbers)}{code}", *numbers), kind)
