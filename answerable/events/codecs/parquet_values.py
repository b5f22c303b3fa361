"""What the columns of a part of a Parquet log say, each distinct value read once; and which rows
say nothing that can be read, with the reason."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from answerable.events.codecs.parquet_file import texts
from answerable.events.columns import microseconds
from answerable.events.rows import LONGEST, MOST_SEQ, PutAside, parse_seq, wrong_with_text
from answerable.events.times import FIRST_YEAR, LAST_YEAR, parse_instant

# The instants that a log may hold (times.parse_instant).
EARLIEST = microseconds(datetime(FIRST_YEAR + 1, 1, 1, tzinfo=UTC))
LATEST = microseconds(datetime(LAST_YEAR, 1, 1, tzinfo=UTC))
A_SECOND = {"milliseconds": 10**3, "microseconds": 10**6, "nanoseconds": 10**9}


Wrong = Iterable[tuple[int, str]]  # rows that cannot be read, each with the reason


class Instants(NamedTuple):
    """A column of instants, in microseconds since 1970, and what is wrong with them."""

    missing: NDArray[np.bool_]
    values: NDArray[np.int64]
    wrong: Wrong


def every(which: NDArray[np.bool_], reason: str) -> Wrong:
    """Some rows, all for one reason."""
    return ((row, reason) for row in np.flatnonzero(which).tolist())


def told(codes: NDArray[Any], reasons: Mapping[int, str]) -> Wrong:
    """The rows whose code has a reason."""
    if not reasons:
        return
    for row in np.flatnonzero(np.isin(codes, list(reasons))).tolist():
        yield row, reasons[int(codes[row])]


def indices(column: Any) -> Any:
    """The codes of a column; of a null, the code after the last."""
    return filled(column.indices, len(column.dictionary))


def filled(numbers: Any, none: int) -> Any:
    """The numbers of a column, with one that stands for a null."""
    # Arrow has ways of its own to give or take a number, for which it first loads all of pandas.
    return np.from_dlpack(numbers.fill_null(none) if numbers.null_count else numbers)


def flags(column: Any) -> NDArray[np.bool_]:
    """A column of yes and no, none of them a null."""
    found: NDArray[np.bool_] = filled(column.cast(pa.int8()), 0).astype(np.bool_)
    return found


def are_sound(statistics: Any) -> bool:
    """Whether a group's statistics show that every instant in it is one that a log may hold."""
    if statistics is None or not statistics.has_min_max:
        return False
    if statistics.physical_type != "INT64" or statistics.logical_type.type != "TIMESTAMP":
        return False
    # As they stand: to be given as instants, they would first load the whole of pandas.
    kind = json.loads(statistics.logical_type.to_json())
    ticks = A_SECOND[kind["timeUnit"]]
    least, most = (each * 10**6 // ticks for each in (statistics.min_raw, statistics.max_raw))
    return bool(kind["isAdjustedToUTC"]) and least >= EARLIEST and most < LATEST


def coded(column: Any) -> tuple[list[str], NDArray[np.int32]]:
    """The values of a column of texts, and their codes; code 0 is the empty text."""
    found = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    values = ["", *(value or "" for value in found.dictionary.to_pylist())]
    number = np.array([i if value else 0 for i, value in enumerate(values)], dtype=np.int32)
    return values, np.append(number[1:], number[:1])[indices(found)]


def instants(column: Any) -> Instants:
    """A column of instants, known or written as texts."""
    return _known(column) if pa.types.is_timestamp(column.type) else _written(column)


def _known(column: Any) -> Instants:
    plain = column.cast(pa.timestamp("us", tz="UTC"), safe=False).cast(pa.int64())
    values: NDArray[np.int64] = filled(plain, 0)
    missing = flags(column.is_null()) if column.null_count else np.zeros(len(column), np.bool_)
    wrong: list[tuple[int, str]] = []
    if not len(values) or (values.min() >= EARLIEST and values.max() < LATEST):
        return Instants(missing, values, wrong)
    for row in np.flatnonzero((values < EARLIEST) | (values >= LATEST)).tolist():
        try:
            parse_instant(texts(column.slice(row, 1))[0].as_py())
        except ValueError as error:
            wrong.append((row, str(error)))
    return Instants(missing, values, wrong)


def _written(column: Any) -> Instants:
    values, codes = coded(column)
    found, wrong = np.zeros(len(values), dtype=np.int64), {}
    for code, text in enumerate(values[1:], 1):
        try:
            found[code] = microseconds(parse_instant(text)) if text else 0
        except ValueError as error:
            wrong[code] = str(error)
    return Instants(codes == 0, found[codes], told(codes, wrong))


def numbers(column: Any) -> tuple[NDArray[np.int32], Wrong]:
    """The numbers of rows, and what is wrong with them."""
    if not pa.types.is_integer(column.type):
        return _written_numbers(column)
    found = filled(column, 0)
    good = (found >= 1) & (found <= MOST_SEQ)
    if good.all():
        return found.astype(np.int32), ()
    wrong = [(row, _number(column[row].as_py())[1]) for row in np.flatnonzero(~good).tolist()]
    return np.where(good, found, 0).astype(np.int32), wrong


def _written_numbers(column: Any) -> tuple[NDArray[np.int32], Wrong]:
    values, codes = coded(column)
    read = [_number(value) for value in values]
    found = np.array([number for number, _ in read], dtype=np.int32)
    wrong = {code: reason for code, (_, reason) in enumerate(read) if reason}
    return found[codes], told(codes, wrong)


def _number(cell: Any) -> tuple[int, str]:
    try:
        return parse_seq(cell), ""
    except PutAside as problem:
        return 0, problem.reason


def wrong_texts(values: Sequence[str], codes: NDArray[Any]) -> Iterator[tuple[int, str]]:
    """The rows whose text is too long, or none."""
    if max(map(len, values), default=0) > LONGEST or "\0" in "".join(values):
        found = {code: wrong_with_text(value) for code, value in enumerate(values)}
        yield from told(codes, {code: reason for code, reason in found.items() if reason})


def wrong_datas(values: pa.StringArray, codes: NDArray[Any]) -> Wrong:
    """The same of texts of JSON, of which there may be millions."""
    raw = values.buffers()[2]
    if (pc.max(pc.binary_length(values)).as_py() or 0) <= LONGEST and (
        raw is None or (np.frombuffer(raw, np.uint8) != 0).all()
    ):
        return ()
    long = pc.greater(pc.utf8_length(values), LONGEST)
    none = pc.match_substring(values, "\0")
    found = np.flatnonzero(flags(pc.or_(long, none).fill_null(False))).tolist()
    return told(codes, {code: wrong_with_text(values[code].as_py()) for code in found})
