"""A log evaluated: small ones by the referee, which starts at once, large ones by the kernel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from answerable.commands.reading_logs import load, progress
from answerable.commands.settings import duties_with
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.corrections import in_force
from answerable.events.entry import Entry
from answerable.events.problems import ReadError
from answerable.events.reading import Reading
from answerable.rules.case import Case
from answerable.rules.derived import with_derived
from answerable.rules.evaluate import obligations
from answerable.rules.model import Duty
from answerable.rules.obligation import Obligation

# Rows from which on the kernel, which has to be loaded first, is the faster one. Measured:
# docs/decisions/0004.
MANY_ROWS = 20_000
LARGE_FILE = 1_000_000  # bytes of Parquet that hold about as many rows


def evaluated(
    path: Path,
    as_of: datetime,
    known_at: datetime | None,
    settings: Path | None,
    *,
    strict: bool,
) -> tuple[Iterable[Obligation], Any]:
    """The obligations of the log at a path, in order, and what became of its rows.

    The account of the rows is complete once all obligations have been taken.
    """
    duties = duties_with(settings)
    if path.suffix == ".parquet" and path.is_file() and path.stat().st_size > LARGE_FILE:
        return _by_columns(path, as_of, known_at, duties, strict=strict)
    reading = load(path, strict=strict)
    if reading.read < MANY_ROWS:
        return _by_referee(reading, as_of, known_at, duties), reading
    return _by_kernel(reading, as_of, known_at, duties), reading


def history(entries: list[Entry], as_of: datetime, known_at: datetime | None = None) -> list[Entry]:
    """One case's events as rules see them: corrections applied, derived events in place."""
    return with_derived(in_force(entries, as_of, known_at))


def case_at(
    entries: list[Entry], as_of: datetime, known_at: datetime | None, duties: tuple[Duty, ...]
) -> Case:
    """One case with what it owes."""
    events = history(entries, as_of, known_at)
    return Case(events, as_of, obligations(events, duties, as_of))


def _by_referee(
    reading: Reading, as_of: datetime, known_at: datetime | None, duties: tuple[Duty, ...]
) -> Iterator[Obligation]:
    for _, entries in sorted(reading.cases.items()):
        yield from obligations(history(entries, as_of, known_at), duties, as_of)


def _by_kernel(
    reading: Reading, as_of: datetime, known_at: datetime | None, duties: tuple[Duty, ...]
) -> Iterator[Obligation]:
    from answerable.events.columns import corrected, from_cases, known_by  # noqa: PLC0415
    from answerable.rules.kernel.bulk import evaluate_log, in_order  # noqa: PLC0415
    from answerable.rules.kernel.program import compile_duties  # noqa: PLC0415

    columns = from_cases(reading.cases.items())
    columns = corrected(known_by(columns, known_at) if known_at else columns)
    program = compile_duties(duties, EVENT_TYPES)
    yield from in_order(evaluate_log(columns, as_of, program))


def _by_columns(
    path: Path,
    as_of: datetime,
    known_at: datetime | None,
    duties: tuple[Duty, ...],
    *,
    strict: bool,
) -> tuple[Iterable[Obligation], Any]:
    from answerable.rules.kernel.files import evaluate_file  # noqa: PLC0415
    from answerable.rules.kernel.program import compile_duties  # noqa: PLC0415

    try:
        with progress("Evaluating") as step:
            parts, account = evaluate_file(
                path, as_of, compile_duties(duties, EVENT_TYPES), known_at=known_at, progress=step
            )
    except ReadError as error:
        from answerable.commands.failing import Failed  # noqa: PLC0415

        raise Failed(str(error)) from None
    if strict and account.problems:
        from answerable.commands.failing import Failed  # noqa: PLC0415

        raise Failed(str(account.problems[0]))
    from answerable.rules.kernel.bulk import in_order  # noqa: PLC0415

    return in_order(parts), account
