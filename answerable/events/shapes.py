"""The shapes of a log's data: texts of JSON that differ in their dates and references alone.

Most rows of a national log say one of a few thousand things, on other days and with other
references. Each text is read once, byte by byte in compiled code: dates are taken out, so are the
values of fields that nobody asks for where they may say anything, or say one of the codes that
they may; and what is left is its shape. A shape is parsed and checked
once, by the same code as every other row; so a hundred million rows cost a few thousand checks.
A text that is written in any other way than this expects is a shape of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.events.compiling import compiler

DATES = 6  # dates of one text that are taken out; a text with more is a shape of its own
NO_DATE = np.iinfo(np.int32).min
QUOTE, BACKSLASH, COLON = ord('"'), ord("\\"), ord(":")
PRIME, BASIS = np.uint64(1099511628211), np.uint64(14695981039346656037)  # FNV-1a, 64 bits
# Bytes that stand in for what is left out, and end a text; where a text itself holds one of them
# it is no JSON, and NO_BYTE is written, which no UTF-8 holds.
A_DATE, A_REFERENCE, AN_END, NO_BYTE = 0x01, 0x02, 0x03, 0xFF

NOTHING: Mapping[str, frozenset[str]] = MappingProxyType({})

compiled: Any = compiler([Path(__file__), Path(__file__).with_name("standing.py")])


class Free(NamedTuple):
    """What is left out, as compiled code looks it up: the names of fields whose values are,
    whatever they say; the values of other fields, each with its field; and the names of fields
    whose values are but for some, with these."""

    names: NDArray[np.uint64]  # hashes, each in the slot that its lowest bits name, or after it
    pairs: NDArray[np.uint64]  # the same of a name, a separator and a value
    mixed: NDArray[np.uint64]  # of names
    kept: NDArray[np.uint64]  # of pairs
    sieve: NDArray[np.bool_]  # by length and first byte, so that most names need no hash


def free_names(
    names: Collection[str],
    closed: Mapping[str, Iterable[str]] = NOTHING,
    mixed: Mapping[str, Iterable[str]] = NOTHING,
) -> Free:
    """The names; names with the values of theirs that are left out; and with those that are not."""
    sieve = np.zeros((32, 32), dtype=np.bool_)
    for name in [*names, *closed, *mixed]:
        sieve[len(name.encode()) % 32, name.encode()[0] % 32] = True
    return Free(_hashes(names), _pairs(closed), _hashes(mixed), _pairs(mixed), sieve)


def _pairs(values: Mapping[str, Iterable[str]]) -> NDArray[np.uint64]:
    return _hashes(f"{name}{chr(A_DATE)}{one}" for name, some in values.items() for one in some)


def _hashes(names: Iterable[str]) -> NDArray[np.uint64]:
    hashes = {int(key_hash(name.encode())) for name in names}
    slots = 1 << (2 * len(hashes) + 1).bit_length()  # more than half of them stay empty
    found = np.zeros(slots, dtype=np.uint64)
    for one in hashes:
        slot = one % slots
        while found[slot]:
            slot = (slot + 1) % slots
        found[slot] = one
    return found


def key_hash(name: bytes) -> np.uint64:
    """The hash by which compiled code knows the name of a field."""
    found = int(BASIS)
    for byte in name:
        found = ((found ^ byte) * int(PRIME)) % 2**64
    return np.uint64(found)


@compiled
def _date_at(text, at, end):  # type: ignore[no-untyped-def]
    """The date that the ten bytes from `at` write, as days since 1970; NO_DATE where none."""
    if end - at != 10 or text[at + 4] != 45 or text[at + 7] != 45:
        return NO_DATE
    for i in (0, 1, 2, 3, 5, 6, 8, 9):
        if not 48 <= text[at + i] <= 57:
            return NO_DATE
    year = (
        1000 * (text[at] - 48) + 100 * (text[at + 1] - 48) + 10 * (text[at + 2] - 48)
        + (text[at + 3] - 48)
    )  # fmt: skip
    month = 10 * np.int64(text[at + 5] - 48) + (text[at + 6] - 48)
    day = 10 * np.int64(text[at + 8] - 48) + (text[at + 9] - 48)
    if year < 1900 or year > 2199 or month < 1 or month > 12 or day < 1 or day > 28:
        return NO_DATE if not _late_in_month(year, month, day) else _days(year, month, day)
    return _days(year, month, day)


@compiled
def _late_in_month(year, month, day):  # type: ignore[no-untyped-def]
    """Whether the 29th, 30th or 31st is a day of that month of an accepted year."""
    if year < 1900 or year > 2199 or month < 1 or month > 12 or day < 29:
        return False
    if month == 2:
        leap = (year % 4 == 0 and year % 100 != 0) or year % 400 == 0
        return leap and day == 29
    if month in (4, 6, 9, 11):
        return day <= 30
    return day <= 31


@compiled
def _days(year, month, day):  # type: ignore[no-untyped-def]
    """Days since 1970-01-01 of a date of the Gregorian calendar, counted from March."""
    y = np.int64(year) - (1 if month <= 2 else 0)
    shifted = (month + 9) % 12
    era = y // 400
    of_era = y - 400 * era
    of_year = (153 * shifted + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468


@compiled
def shapes_of(text, starts, free, dates, words, ends, shape, first):  # type: ignore[no-untyped-def]
    """Number the shapes of the texts whose bytes lie in `text` from `starts`; how many there are.

    The values of the fields that are `free` are left out. The first text of each shape, with its
    dates and references left out, is written to `words` up to the shape's `ends`, from a whole word
    on. `shape` takes the number of each text's shape, `first` the first text of each shape, and
    `dates` the dates.
    """
    table = first[len(starts) - 1 :]  # of each slot, the shape there; a power of two of them
    table[:] = -1
    bytes_out = words.view(np.uint8)
    shapes, begin = 0, 0
    for i in range(len(starts) - 1):
        bounds, day = (starts[i], starts[i + 1]), dates[:, i]
        # After the shapes that there are, where the next text is written over it if it is none.
        out = _leave_out(text, bounds, free, day, bytes_out, 8 * begin, False)
        if out < 0:
            out = _leave_out(text, bounds, free, day, bytes_out, 8 * begin, True)
        end = (out + 7) // 8
        bytes_out[out : 8 * end] = 0
        slot = _hash(words, begin, end) & np.uint64(len(table) - 1)
        while table[slot] >= 0:
            other = table[slot]
            if _same(words, begin, end, ends[other - 1] if other else 0, ends[other]):
                break
            slot = (slot + np.uint64(1)) & np.uint64(len(table) - 1)
        if table[slot] < 0:
            table[slot] = shapes
            first[shapes] = i
            ends[shapes] = begin = end
            shapes += 1
        shape[i] = table[slot]
    return shapes


@compiled
def _mark(text, at, close, key, key_end, free, dates, taken):  # type: ignore[no-untyped-def]
    """What stands for a value that is left out: a date, which is put down, or a reference; or 0."""
    day = _date_at(text, at, close)
    if day != NO_DATE:
        if taken == DATES:
            return 0
        dates[taken] = day
        return A_DATE
    if close > at and _is_free(free, text, key, key_end, at, close):
        return A_REFERENCE
    return 0


@compiled
def _leave_out(text, bounds, free, dates, canonical, out, literal):  # type: ignore[no-untyped-def]
    """Write one text without its dates and references; where it ends.

    -1: it holds an escape, and is to be written again as it stands (`literal`).
    """
    at, end = bounds
    taken = 0
    key, key_end = at, at  # where the name of the field lies whose value is read
    while at < end:
        if text[at] != QUOTE:
            canonical[out] = text[at] if text[at] > AN_END else NO_BYTE
            out += 1
            at += 1
            continue
        close = at + 1
        plain = True
        canonical[out] = QUOTE
        while close < end and text[close] != QUOTE:
            if text[close] == BACKSLASH and not literal:
                return -1
            canonical[out + close - at] = text[close]
            plain = plain and text[close] >= 32
            close += 1
        mark = 0
        if close + 1 < end and text[close + 1] == COLON:
            key, key_end = at + 1, close
        elif plain and close < end and not literal:
            mark = _mark(text, at + 1, close, key, key_end, free, dates, taken)
            taken += mark == A_DATE
        if mark:
            canonical[out] = mark
            out += 1
        else:
            out += close - at
            if close < end:
                canonical[out] = QUOTE
                out += 1
        at = close + 1
    dates[taken:] = NO_DATE
    canonical[out] = AN_END
    return out + 1


@compiled
def _is_free(free, text, at, end, value, close):  # type: ignore[no-untyped-def]
    """Whether a value is left out, by the name of its field, from `at` to `end`, or with it."""
    if at == end or not free.sieve[(end - at) % 32, text[at] % 32]:
        return False
    found = BASIS
    for j in range(at, end):
        found = (found ^ np.uint64(text[j])) * PRIME
    if _is_among(free.names, found):
        return True
    mixed = _is_among(free.mixed, found)
    found = (found ^ np.uint64(A_DATE)) * PRIME
    for j in range(value, close):
        found = (found ^ np.uint64(text[j])) * PRIME
    return not _is_among(free.kept, found) if mixed else _is_among(free.pairs, found)


@compiled
def _is_among(hashes, wanted):  # type: ignore[no-untyped-def]
    slot = wanted & np.uint64(len(hashes) - 1)
    while hashes[slot] and hashes[slot] != wanted:
        slot = (slot + np.uint64(1)) & np.uint64(len(hashes) - 1)
    return wanted != 0 and hashes[slot] == wanted


@compiled
def _hash(words, begin, end):  # type: ignore[no-untyped-def]
    """Where to look for a text first: two of one hash are compared word by word all the same."""
    found = BASIS
    for i in range(begin, end):
        found = (found ^ words[i]) * PRIME
        found ^= found >> np.uint64(29)
    return found


@compiled
def _same(words, begin, end, other, other_end):  # type: ignore[no-untyped-def]
    if other_end - other != end - begin:
        return False
    for i in range(end - begin):
        if words[begin + i] != words[other + i]:
            return False
    return True
