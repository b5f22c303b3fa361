"""The shapes of a log's data: texts of JSON that differ in their dates and references alone.

Most rows of a national log say one of a few thousand things, on other days and with other
references. Each text is read once, byte by byte in compiled code: dates are taken out, so are the
values of fields that no rule reads, and what is left is its shape. A shape is parsed and checked
once, by the same code as every other row; so a hundred million rows cost a few thousand checks.
A text that is written in any other way than this expects is a shape of its own.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

DATES = 6  # dates of one text that are taken out; a text with more is a shape of its own
NO_DATE = np.iinfo(np.int32).min
QUOTE, BACKSLASH, COLON = ord('"'), ord("\\"), ord(":")
PRIME, BASIS = np.uint64(1099511628211), np.uint64(14695981039346656037)  # FNV-1a, 64 bits
A_DATE, A_REFERENCE = np.uint64(0x01), np.uint64(0x02)  # bytes that no JSON holds

# Nothing here allocates, so no references need to be counted (see rules/kernel/due.py).
_OPTIONS: dict[str, Any] = {
    "cache": True, "nogil": True, "boundscheck": False, "error_model": "numpy", "_nrt": False,
}  # fmt: skip
compiled: Any = numba.njit(**_OPTIONS)


class Shapes(NamedTuple):
    """For each text: the hash of its shape, and its dates in the order in which they stand, as
    days since 1970."""

    hashes: NDArray[np.uint64]
    dates: NDArray[np.int32]  # (DATES, texts)


def key_hash(name: str) -> np.uint64:
    """The hash by which compiled code knows the name of a field."""
    found = int(BASIS)
    for byte in name.encode():
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
def shapes_of(text, starts, free, hashes, dates, canonical, canonical_starts):  # type: ignore[no-untyped-def]
    """Fill `hashes` and `dates` for the texts whose bytes lie in `text` from `starts`.

    `free` holds the hashes of the fields whose values are left out, sorted. `canonical` takes
    each text with dates and references left out, to compare where hashes agree; its bounds go
    to `canonical_starts`.
    """
    out = 0
    for i in range(len(starts) - 1):
        at, end = starts[i], starts[i + 1]
        canonical_starts[i] = out
        found = BASIS
        taken = 0
        key = np.uint64(0)
        literal = False  # a text with an escape is taken as it stands
        for j in range(at, end):
            literal = literal or text[j] == BACKSLASH
        while at < end:
            byte = text[at]
            if byte != QUOTE:
                found = (found ^ np.uint64(byte)) * PRIME
                canonical[out] = byte
                out += 1
                at += 1
                continue
            close = at + 1
            inner = BASIS
            plain = not literal
            while close < end and text[close] != QUOTE:
                plain = plain and text[close] >= 32
                inner = (inner ^ np.uint64(text[close])) * PRIME
                close += 1
            is_key = close + 1 < end and text[close + 1] == COLON
            mark = np.uint64(0)
            if plain and close < end and not is_key:
                day = _date_at(text, at + 1, close)
                if day != NO_DATE and taken < DATES:
                    dates[taken, i] = day
                    taken += 1
                    mark = A_DATE
                elif day == NO_DATE and close > at + 1 and _among(free, key):
                    mark = A_REFERENCE
            if mark:
                found = (found ^ mark) * PRIME
                canonical[out] = mark
                out += 1
            else:
                for j in range(at, min(close + 1, end)):
                    found = (found ^ np.uint64(text[j])) * PRIME
                    canonical[out] = text[j]
                    out += 1
            if is_key:
                key = inner
            at = close + 1
        for j in range(taken, DATES):
            dates[j, i] = NO_DATE
        hashes[i] = found
    canonical_starts[len(starts) - 1] = out


@compiled
def _among(sorted_hashes, one):  # type: ignore[no-untyped-def]
    low, high = 0, len(sorted_hashes)
    while low < high:
        middle = (low + high) // 2
        if sorted_hashes[middle] < one:
            low = middle + 1
        else:
            high = middle
    return low < len(sorted_hashes) and sorted_hashes[low] == one


@compiled
def first_other(canonical, starts, representative):  # type: ignore[no-untyped-def]
    """The first text that is not, byte for byte, of the shape of its representative; -1: none."""
    for i in range(len(starts) - 1):
        other = representative[i]
        length = starts[i + 1] - starts[i]
        if starts[other + 1] - starts[other] != length:
            return i
        for j in range(length):
            if canonical[starts[i] + j] != canonical[starts[other] + j]:
                return i
    return -1
