"""One case through the kernel, as a page asks for it, in a process that has it loaded already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import compress, repeat
from operator import itemgetter, sub
from struct import pack
from threading import local
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
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
from answerable.rules.kernel.program import Asks, Known, Program
from answerable.rules.kernel.rows import new_rows
from answerable.rules.kernel.state import State, new_state
from answerable.rules.kernel.tables import NOT_RECORDED
from answerable.rules.set_by_force import force_of

MICROSECONDS = pa.duration("us")
COUNTED = np.arange(4096, dtype=np.int32)
COUNTED.flags.writeable = False
MOST_MEANINGS = 1000  # more than the code lists of a type's fields can make
CODE, CLOCKED = itemgetter(0), itemgetter(4)  # of what is Known of an event type
Value = TypeVar("Value")
_mine = local()  # each thread keeps a state to use again


def evaluate_case(
    entries: Sequence[Entry], as_of: datetime, program: Program | None = None
) -> Part:
    """What one case owes: its entries in order, corrections applied; as rules.evaluate gives it."""
    program = program or catalogue_program()
    if program.by_force:
        program = program.by_force.get(force_of(entries), program)
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
    # By column, for a page waits for this: a loop over the entries takes twice as long. None of
    # these arrays may be written to (see only_read): those made of bytes never may.
    _, _, events, occurred, _, _, agencies, subjects, datas = zip(*entries, strict=True)
    known = _looked_up(program.of_event, events)
    count = len(entries)
    names = sorted({"", *subjects})
    subject_codes = {name: code for code, name in enumerate(names)}
    log = KernelLog(
        first=_packed("q", np.int64, (0, count)),
        event=_packed("h", np.int16, [*map(CODE, known)]),
        occurred=_instants(occurred),
        subject=_packed("i", np.int32, _looked_up(subject_codes, subjects)),
        agency=np.frombuffer(bytes(_looked_up(AGENCY_CODES, agencies)), np.int8),
        data=_counted(count),
        mask=_packed("q", np.int64, _masks(known, datas)),
        fields=_fields(known, datas, program),
        subject_rank=_counted(len(names)),
    )
    return log, names


def _looked_up(table: Mapping[str, Value], keys: Sequence[str]) -> Sequence[Value]:
    """What the table has for each of the keys, of which there is at least one; in half the time
    of looking up one after the other."""
    found: Any = itemgetter(*keys)(table)
    return found if len(keys) > 1 else (found,)  # of a single key it gives no tuple


def _instants(occurred: Sequence[datetime]) -> NDArray[np.int64]:
    """Microseconds since 1970; Arrow makes them of differences in a fifth of the time that
    arithmetic takes."""
    since = pa.array([*map(sub, occurred, repeat(EPOCH))], MICROSECONDS)
    found: NDArray[np.int64] = np.frombuffer(since.buffers()[1], np.int64, len(occurred))
    return found


def _masks(known: Sequence[Known], datas: Sequence[Mapping[str, Any]]) -> list[int]:
    """The conditions that hold of each row, as a mask."""
    masks = []
    for (_, asks, answers, means, _), data in zip(known, datas, strict=True):
        if answers is None:
            masks.append(0)
            continue
        try:
            masks.append(means[answers(data)])
        except (KeyError, TypeError):  # not met before; or a field is not recorded, or a list
            masks.append(_mask(asks, data))
            if len(means) < MOST_MEANINGS and not any(
                type(data.get(name, [])) is list for name, _ in asks
            ):
                means[answers(data)] = masks[-1]
    return masks


def _mask(asks: Asks, data: Mapping[str, Any]) -> int:
    mask = 0
    for name, bits in asks:
        value = data.get(name)
        if type(value) is list:
            for item in value:
                mask |= bits.get(item, 0)
        elif value is not None:
            mask |= bits.get(value, 0)
    return mask


def _fields(
    known: Sequence[Known], datas: Sequence[Mapping[str, Any]], program: Program
) -> NDArray[np.int32]:
    """What the clocks' fields say, of each of the datas of which a clock reads any."""
    found = np.full((len(program.fields), len(datas)), NOT_RECORDED, dtype=np.int32)
    for row in compress(range(len(datas)), map(CLOCKED, known)):
        data = datas[row]
        for name, number in known[row][4]:
            if name in data:
                found[number, row] = day_or_number(data[name], name, program)
    found.flags.writeable = False
    return found


def _counted(count: int) -> NDArray[np.int32]:
    """0, 1, 2 and so on, as many as `count`."""
    if count <= len(COUNTED):
        return COUNTED[:count]
    return np.frombuffer(np.arange(count, dtype=np.int32).tobytes(), np.int32)


def _packed(code: str, kind: Any, numbers: Sequence[int]) -> NDArray[Any]:
    """A short list as an array, several times faster than NumPy makes one of it."""
    return np.frombuffer(pack(f"{len(numbers)}{code}", *numbers), kind)
