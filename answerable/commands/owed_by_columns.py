"""What a large Parquet log owes: evaluated by columns while it is read, and written as it comes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from answerable.commands.answering import Done, watched
from answerable.commands.evaluating import of_statuses
from answerable.commands.failing import PUT_ASIDE, Failed
from answerable.commands.owed import COLUMNS, Owed, rows
from answerable.commands.printing import piece_of, print_pieces
from answerable.commands.reading_logs import account_of, failing, tell
from answerable.commands.spreading import spread
from answerable.events.codecs.parquet_columns import ParquetLog
from answerable.events.rows import Reading
from answerable.rules.kernel.bulk import Part, program_of
from answerable.rules.kernel.files import evaluated_parts, open_log
from answerable.rules.kernel.rows import Rows

ROWS = 25_000  # obligations that are written at a time
NOTHING_READ = Reading({}, [], 0, 0)  # the log accounts for its rows itself


def print_owed(path: Path, asked: Owed, form: str, *, strict: bool) -> int:
    """Print what the cases of a Parquet log owe; the exit code."""
    with failing():
        if strict:
            _refuse_bad_rows(_opened(path, asked))
        log = _opened(path, asked)
        found = watched(spread(Written(form), _owed(log, asked)))
        print_pieces((one.piece for one in found), COLUMNS, form, none="Nothing was owed.")
    log.account.problems.sort(key=lambda problem: problem.line)
    return tell(account_of(log.account))


def _opened(path: Path, asked: Owed) -> ParquetLog:
    program = program_of(asked.duties)
    return open_log(path, program, recorded=asked.known_at is not None)


def _refuse_bad_rows(log: ParquetLog) -> None:
    for _ in log.parts():
        if log.account.problems:
            first = min(log.account.problems, key=lambda problem: problem.line)
            raise Failed(str(first), PUT_ASIDE)


@dataclass(frozen=True)
class OwedPart:
    """Some obligations of a log, as the kernel gives them."""

    found: Part
    share: float


def _owed(log: ParquetLog, asked: Owed) -> Iterator[OwedPart]:
    """The obligations of the statuses asked for, some at a time; the rest is dropped at once."""
    program = program_of(asked.duties)
    total = max(log.file.metadata.num_rows, 1)
    for part in evaluated_parts(log, asked.as_of, program, known_at=asked.known_at):
        kept = of_statuses(part, asked.statuses)
        for start in range(0, len(kept), ROWS):
            found = _some(kept, slice(start, start + ROWS))
            yield OwedPart(found, log.account.rows / total)


def _some(part: Part, which: slice) -> Part:
    """Some obligations of a part, with no more cases than they need, for they are sent away."""
    some = Rows._make(column[which] for column in part.rows)
    first, last = int(some.case[0]), int(some.case[-1])
    names = part.cases[first : last + 1]
    return replace(part, rows=some._replace(case=some.case - np.int32(first)), cases=names)


@dataclass(frozen=True)
class Written:
    """Obligations as they are printed."""

    form: str

    def __call__(self, part: OwedPart) -> Done:
        """Write some obligations."""
        piece = piece_of(rows(part.found.obligations()), COLUMNS, self.form)
        return Done(piece, NOTHING_READ, part.share)
