"""A question put to every case of a log: at once where the log is small, in parts where it is
large, the parts spread over processes and the answers printed as they come."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Protocol

from answerable.commands.failing import PUT_ASIDE, Failed
from answerable.commands.printing import PIECE, Row, piece_of, print_pieces, print_rows
from answerable.commands.reading_logs import (
    Account,
    LogAt,
    Record,
    account_of,
    failing,
    from_record,
    large,
    load,
    progress,
    tell,
)
from answerable.commands.spreading import spread
from answerable.events.entry import Entry
from answerable.events.rows import Reading
from answerable.events.streaming import Part, read_case, stream


class Question(Protocol):
    """What is asked of cases. It goes to other processes, and so holds nothing but plain values."""

    def __call__(self, cases: dict[str, list[Entry]], *, many: bool) -> Iterable[Row]:
        """The rows of some cases, in order; with `many` it is worth while to load the kernel."""


class Done(NamedTuple):
    """What was made of a part, what became of its rows, and the share of the log gone by."""

    piece: Any
    reading: Reading
    share: float


def answer(
    path: LogAt, question: Question, columns: Sequence[str], form: str, *, none: str, strict: bool
) -> int:
    """Print the answers of every case of a log; the exit code."""
    if not large(path):
        reading = load(path, strict=strict)
        print_rows(question(reading.cases, many=False), columns, form, none=none)
        return tell(account_of(reading))
    if strict:
        refuse_bad_rows(path)
    account = Account()
    pieces = through(path, Written(question, tuple(columns), form), account)
    print_pieces(pieces, columns, form, none=none)
    return tell(account)


@dataclass(frozen=True)
class Written:
    """The answers of a part as they are printed."""

    question: Question
    columns: tuple[str, ...]
    form: str

    def __call__(self, part: Part) -> Done:
        """Read the part and write its answers."""
        reading = part.read()
        rows = self.question(reading.cases, many=True)
        return done(piece_of(rows, self.columns, self.form), reading, part.share)


def done(piece: Any, reading: Reading, share: float) -> Done:
    """What goes back to the command: of the part itself, only what became of its rows."""
    return Done(piece, replace(reading, cases={}), share)


def through(
    path: LogAt, work: Callable[[Part], Done], account: Account, *, any_event: bool = False
) -> Iterator[Any]:
    """What the work makes of each part of a log, in order; `account` is complete at the end."""
    with failing():
        if isinstance(path, Record):
            found = from_record().stream(path)
        else:
            found = stream(path, any_event=any_event)
        for one in watched(spread(work, found.parts)):
            account.add(one.reading)
            yield one.piece
        account.notes += found.notes


def watched(all_done: Iterable[Done]) -> Iterator[Done]:
    """The same, with a bar while a person watches, until there is something else to see."""
    seen = 0
    with ExitStack() as bars:
        step = bars.enter_context(progress("Evaluating"))
        for one in all_done:
            seen += PIECE if isinstance(one.piece, str) and one.piece else len(one.piece or ())
            if step is not None:
                step(one.share)
            if seen >= PIECE and sys.stdout.isatty():
                bars.close()
                step = None
            yield one


def refuse_bad_rows(path: LogAt) -> None:
    """Failed at the first row of a large log that would be put aside, before anything is said."""
    account = Account()
    for _ in through(path, only_read, account):
        if account.first:
            raise Failed(str(account.first[0]), PUT_ASIDE)


def only_read(part: Part) -> Done:
    """Read a part for what becomes of its rows alone."""
    return done(None, part.read(), part.share)


def one_case(path: LogAt, case_id: str, *, strict: bool) -> tuple[list[Entry], Account]:
    """The entries of one case, and what became of the rows that were read to find them.

    Of the record, which finds a case by its reference as well, and of a large Parquet log, only the
    rows of the case are read; of any other, every row.
    """
    if isinstance(path, Record):
        reading = from_record().read_case(path, case_id)
        case_id = next(iter(reading.cases), case_id)
    else:
        is_large = large(path)
        with failing():
            reading = read_case(path, case_id, strict=strict) if is_large else None
        reading = reading if is_large else load(path, strict=strict)
    if reading is not None:
        found, account = reading.cases.get(case_id), account_of(reading)
    else:
        if strict:
            refuse_bad_rows(path)
        account = Account()
        found = next(filter(None, list(through(path, OneCase(case_id), account))), None)
    if found is None:
        aside = f", of whose rows {account.put_aside:,} were put aside" if account.put_aside else ""
        raise Failed(f"there is no case {case_id!r} in {path}{aside}")
    return found, account


@dataclass(frozen=True)
class OneCase:
    """The entries of one case, in the part that holds it."""

    case_id: str

    def __call__(self, part: Part) -> Done:
        """Read the part and keep the one case."""
        reading = part.read()
        return done(reading.cases.get(self.case_id), reading, part.share)
