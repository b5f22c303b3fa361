"""A Parquet log cut into pieces of whole cases, each of which a process can read by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pyarrow as pa

from answerable.events.codecs.parquet_columns import BATCH, ParquetLog, in_one_piece
from answerable.events.codecs.parquet_file import batches, statistics_of
from answerable.events.codecs.parquet_part import are_in_order, runs_of
from answerable.events.columns import Columns


class Piece(NamedTuple):
    """Some rows of a file that lie in some of its groups, after the first few of these, `before`
    all of them being so many rows of the file."""

    groups: tuple[int, ...]
    skipped: int
    rows: int
    before: int


class _Start(NamedTuple):
    """Where the first new case of some groups begins, if one does: how many rows into them."""

    groups: tuple[int, ...]
    skipped: int
    rows: int  # of the groups


def pieces_of(log: ParquetLog) -> list[Piece] | None:
    """The pieces of a log, in order; None where its cases do not lie in order, or where a group is
    too long to be read at once."""
    groups = list(log.groups())
    if any(rows > BATCH for _, rows in groups):
        return None
    if _are_apart(log, groups):
        starts: list[_Start] | None = [_Start(tuple(some), 0, rows) for some, rows in groups]
    else:
        starts = _starts(log, groups)
    if starts is None:
        return None
    found, before = [], 0
    for place, one in enumerate(starts):
        if one.skipped < one.rows:
            rest = _until_next(starts[place + 1 :])
            rows = one.rows - one.skipped + sum(tail.skipped for tail in rest)
            names = (*one.groups, *(group for tail in rest for group in tail.groups))
            found.append(Piece(names, one.skipped, rows, before + one.skipped))
        before += one.rows
    return found


def _until_next(starts: list[_Start]) -> list[_Start]:
    """The groups into which the last case before them goes on."""
    found = []
    for one in starts:
        if not one.skipped:
            break
        found.append(one)
        if one.skipped < one.rows:
            break
    return found


def _are_apart(log: ParquetLog, groups: list[tuple[list[int], int]]) -> bool:
    """Whether the file itself says that the cases of each come after those of the one before it:
    then no row has to be read to know where they begin. How the rows of one lie does not matter.
    A least name that was cut short is lower, and a greatest higher, so that no case is in two."""
    last = ""
    for numbers, _ in groups:
        found = [_between(log, number) for number in numbers]
        names = [names for names in found if names is not None]
        if len(names) < len(found) or min(names)[0] <= last:  # none is below the empty name
            return False
        last = max(most for _, most in names)
    return True


def _between(log: ParquetLog, group: int) -> tuple[str, str] | None:
    """The least and the greatest case of a group; None where it may hold a row without one, or
    does not say."""
    said = statistics_of(log.file.metadata.row_group(group), "case_id")
    if said is None or not said.has_min_max or not said.has_null_count or said.null_count:
        return None
    try:
        least, most = said.min, said.max
    except UnicodeDecodeError:
        return None
    return (least, most) if isinstance(least, str) and isinstance(most, str) else None


def _starts(log: ParquetLog, groups: list[tuple[list[int], int]]) -> list[_Start] | None:
    """Where new cases begin in each; None where the cases do not lie in order."""
    found, last = [], ""
    for numbers, rows in groups:
        skipped = before = 0
        for batch in batches(log.path, log.file, ["case_id"], BATCH, numbers):
            cases = batch.column(0)
            names, starts = runs_of(cases)
            # A row without a case is put aside, and is in no piece.
            if cases.null_count or not names[0] or names[0] < last:
                return None
            if not are_in_order(names):
                return None
            if skipped == before and names[0] == last:
                skipped += int(starts[1]) if len(starts) > 1 else len(cases)
            before, last = before + len(cases), names[-1]
        found.append(_Start(tuple(numbers), skipped, rows))
    return found


def columns_of(log: ParquetLog, piece: Piece) -> Columns:
    """The columns of a piece."""
    table = pa.concat_tables(_tables(log, piece)).slice(piece.skipped, piece.rows)
    return log.part(in_one_piece(table), piece.before)


def _tables(log: ParquetLog, piece: Piece) -> Iterator[pa.Table]:
    """The groups of a piece, of the last no more than is needed."""
    left = piece.skipped + piece.rows
    for group in piece.groups:
        rows = min(left, log.file.metadata.row_group(group).num_rows)
        left -= rows
        for batch in batches(log.path, log.file, log.columns, rows, [group]):
            yield pa.Table.from_batches([batch])
            rows -= len(batch)
            if rows <= 0:
                break
