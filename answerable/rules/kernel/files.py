"""A Parquet log evaluated while it is read: part by part, on two threads, in bounded memory."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.codecs.parquet_columns import ParquetLog
from answerable.events.codecs.parquet_part import Account
from answerable.events.columns import corrected, known_by
from answerable.rules.kernel.arrow import write_obligations
from answerable.rules.kernel.bulk import Part, evaluate_log
from answerable.rules.kernel.program import Program

Done = TypeVar("Done")


def evaluate_file(
    path: Path,
    as_of: datetime,
    program: Program,
    *,
    known_at: datetime | None = None,
    threads: int | None = None,
    progress: Callable[[float], None] | None = None,
) -> tuple[list[Part], Account]:
    """The obligations of a Parquet log, in parts in order of the cases, and the account of its
    rows. ReadError where the file is broken."""
    log = open_log(path, program, recorded=known_at is not None)
    total = max(log.file.metadata.num_rows, 1)
    parts: list[Part] = []
    for part in evaluated_parts(log, as_of, program, known_at=known_at, threads=threads):
        parts.append(part)
        if progress is not None:
            progress(log.account.rows / total)
    log.account.problems.sort(key=lambda problem: problem.line)
    return parts, log.account


def open_log(path: Path, program: Program, *, recorded: bool = False) -> ParquetLog:
    """A Parquet log opened for a program: it says which fields the program reads."""
    return ParquetLog(path, EVENT_TYPES, program.asked, recorded=recorded)


def write_file(
    path: Path,
    folder: Path,
    as_of: datetime,
    program: Program,
    *,
    known_at: datetime | None = None,
    threads: int | None = None,
    progress: Callable[[float], None] | None = None,
) -> tuple[int, Account]:
    """The obligations of a Parquet log written as a folder of Parquet files, a file a part, whose
    names are in order of the cases; how many there are, and the account of the log's rows."""
    log = open_log(path, program, recorded=known_at is not None)
    total = max(log.file.metadata.num_rows, 1)
    folder.mkdir(parents=True)

    def written(number: int, table: Any, rows_before: int) -> int:
        rows = 0
        for piece, part in enumerate(_evaluate(log, table, rows_before, as_of, program, known_at)):
            write_obligations(part, folder / f"part-{number:06}-{piece:02}.parquet")
            rows += len(part)
        return rows

    count = 0
    for rows in _in_turn(log, written, threads):
        count += rows
        if progress is not None:
            progress(log.account.rows / total)
    log.account.problems.sort(key=lambda problem: problem.line)
    return count, log.account


def evaluated_parts(
    log: ParquetLog,
    as_of: datetime,
    program: Program,
    *,
    known_at: datetime | None = None,
    threads: int | None = None,
) -> Iterator[Part]:
    """The parts of a log as they are evaluated, in order, few of them in memory at a time."""

    def one(_: int, table: Any, rows_before: int) -> list[Part]:
        return _evaluate(log, table, rows_before, as_of, program, known_at)

    for parts in _in_turn(log, one, threads):
        yield from parts


def _evaluate(
    log: ParquetLog,
    table: Any,
    rows_before: int,
    as_of: datetime,
    program: Program,
    known_at: datetime | None = None,
) -> list[Part]:
    columns = log.part(table, rows_before)
    known = known_by(columns, known_at) if known_at else columns
    return evaluate_log(corrected(known), as_of, program)


def _in_turn(
    log: ParquetLog, work: Callable[[int, Any, int], Done], threads: int | None
) -> Iterator[Done]:
    """What the work makes of each table of the log, in order, on so many threads at once."""
    workers = threads or os.cpu_count() or 1
    with ThreadPoolExecutor(workers) as pool:
        waiting: deque[Future[Done]] = deque()
        for number, (rows_before, table) in enumerate(log.tables()):
            waiting.append(pool.submit(work, number, table, rows_before))
            if len(waiting) > workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
