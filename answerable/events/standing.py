"""What one compiled pass over the rows of a log can tell of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from answerable.events.shapes import compiled


def stands_in_order(
    starts: NDArray[np.int64], occurred: NDArray[np.int64], seq: NDArray[np.int32]
) -> bool:
    """Whether the rows of each run of a case (from one of `starts` to before the next) stand by
    when they happened, then their number, and those numbers are 1 to as many as there are, each
    once.

    False says only that it is not so plain: whoever asks must then look closer.
    """
    return bool(_stands(starts, occurred, seq, np.zeros(len(seq), dtype=np.bool_)))


@compiled
def _stands(starts, occurred, seq, taken):  # type: ignore[no-untyped-def]
    for run in range(len(starts)):
        start = starts[run]
        end = starts[run + 1] if run + 1 < len(starts) else len(seq)
        for row in range(start, end):
            if row > start:
                if occurred[row] < occurred[row - 1]:
                    return False
                if occurred[row] == occurred[row - 1] and seq[row] < seq[row - 1]:
                    return False
            place = start + seq[row] - 1
            if place < start or place >= end or taken[place]:
                return False
            taken[place] = True
    return True


def count_pairs(
    event: NDArray[np.int16], data: NDArray[np.int32], shape: NDArray[np.int32], shapes: int
) -> NDArray[np.int64]:
    """How many rows there are of each event type with each shape of data: [event, shape]."""
    found = np.zeros((int(event.max(initial=0)) + 1, shapes), dtype=np.int64)
    _count_pairs(event, data, shape, found)
    return found


@compiled
def _count_pairs(event, data, shape, found):  # type: ignore[no-untyped-def]
    for row in range(len(event)):
        found[event[row], shape[data[row]]] += 1


def by_code(codes: NDArray[np.int16], number: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The rows by their codes, those of one code in order; and where each of so many codes ends."""
    ends, found = np.zeros(number + 1, np.int64), np.empty(len(codes), np.int64)
    _by_code(codes, ends, found)
    return found, ends[:number]


@compiled
def _by_code(codes, place, found):  # type: ignore[no-untyped-def]
    for row in range(len(codes)):
        place[codes[row] + 1] += 1
    for code in range(1, len(place)):
        place[code] += place[code - 1]
    for row in range(len(codes)):
        found[place[codes[row]]] = row
        place[codes[row]] += 1
