"""What measures find in the log at a path: of a large Parquet log by columns, over processes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from answerable.analysis.cases import counted, undecided
from answerable.analysis.dimensions import DIMENSIONS
from answerable.analysis.evaluate import Found
from answerable.analysis.gathering import Measured, PartFound
from answerable.analysis.log import Log
from answerable.analysis.view import Question, View
from answerable.commands.answering import Done, watched
from answerable.commands.failing import PUT_ASIDE, Failed
from answerable.commands.reading_logs import (
    Account,
    LogAt,
    account_of,
    failing,
    large_parquet,
    load,
)
from answerable.commands.spreading import spread
from answerable.events.columns import from_cases

if TYPE_CHECKING:
    from answerable.analysis.files import Answered

FEW = 3  # pieces of a million rows that are done sooner than other processes are started


@dataclass(frozen=True)
class Known:
    """How many cases count, how many of them are undecided, and how many decided; and of each
    dimension what it says of any."""

    cases: int
    undecided: int
    decided: int
    said: dict[str, frozenset[str]]

    def __add__(self, other: Known) -> Known:
        return Known(
            self.cases + other.cases, self.undecided + other.undecided,
            self.decided + other.decided,
            {name: values | other.said[name] for name, values in self.said.items()},
        )  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """The question of the command: what measures find, and what is to be said beside it."""

    measured: Measured

    def __call__(self, log: Log) -> tuple[PartFound, Known]:
        """What comes of a log, or of a part of one."""
        return self.measured(log), known_of(log, self.measured.by)


def known_of(log: Log, by: Sequence[str]) -> Known:
    """What is to be said beside figures of a log, broken down like this."""
    base = counted(log)
    said = {
        name: frozenset(DIMENSIONS[name](log)[base].tolist()) for name in by if name in DIMENSIONS
    }
    return Known(
        int(base.sum()), int((base & undecided(log)).sum()),
        int((base & (log.decisions.code > 0)).sum()), said,
    )  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What was found in the whole log, and what became of its rows."""

    found: list[Found]
    known: Known
    account: Account


def measure(
    path: LogAt, measures: Sequence[str], by: Sequence[str], view: View, *, strict: bool
) -> Outcome:
    """What measures find in a log; Failed where it cannot be read."""
    asked = Asked(Measured(tuple(measures), tuple(by)))
    if large_parquet(path):
        account = Account()
        answers = list(through(path, asked, view, account, strict=strict))
    else:
        reading = load(path, strict=strict)
        answers = [asked(view.log(from_cases(reading.cases.items())))]
        account = account_of(reading)
    first, *others = (known for _, known in answers)
    found = asked.measured.gathered(tallies for tallies, _ in answers)
    return Outcome(list(found), sum(others, first), account)


def whole_log(path: LogAt, view: View, *, strict: bool) -> tuple[Log, Account]:
    """A log in one piece, for what no part of it can answer, and what became of its rows."""
    if not large_parquet(path):
        reading = load(path, strict=strict)
        return view.log(from_cases(reading.cases.items())), account_of(reading)
    # Loaded here, for a small log needs nothing that reads Parquet.
    from answerable.analysis.files import fields_of_duties  # noqa: PLC0415
    from answerable.events.codecs.parquet_stream import whole  # noqa: PLC0415

    with failing():
        columns, found = whole(path, fields_of_duties(view))
        account = Account()
        account.add(found)
        if strict and account.first:
            raise Failed(str(account.first[0]), PUT_ASIDE)
        return view.log(columns), account


def through(
    path: Path, question: Question, view: View, account: Account, *, strict: bool = False
) -> Iterator[Any]:
    """What a question comes to of the parts of a large Parquet log, in order of their cases, with a
    bar while a person watches; `account` is complete at the end."""
    # Loaded here, for a small log needs neither the compiler nor what reads Parquet.
    from answerable.analysis.files import FileAsked  # noqa: PLC0415

    with failing():
        work = FileAsked(path, question, view)
        account.notes += work.notes()
        for done in watched(map(_done, spread(work, work.pieces(), FEW))):
            account.add(done.reading)
            if strict and account.first:
                raise Failed(str(account.first[0]), PUT_ASIDE)
            yield from done.piece


def _done(found: Answered) -> Done:
    return Done(found.answers, found.reading, found.share)
