"""A Parquet log asked part by part, so that no more of it is in memory than a part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa

from answerable.analysis.view import Question, View
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.codecs.parquet_columns import ArrowLog, ParquetLog, in_one_piece, wanted
from answerable.events.codecs.parquet_file import unused
from answerable.events.codecs.parquet_part import Account
from answerable.events.codecs.parquet_pieces import Piece, columns_of, pieces_of
from answerable.events.columns import from_cases
from answerable.events.datas import left_out
from answerable.events.rows import Reading
from answerable.rules.kernel.bulk import program_of


@dataclass(frozen=True)
class Answered:
    """What a question comes to of a piece: mostly one answer, and several where the whole log was
    read by parts; what became of its rows; and the share of the log that has gone by."""

    answers: list[Any]
    reading: Reading
    share: float


class FileAsked:
    """A question put to a log in a Parquet file, piece by piece. It may go to another process,
    where the question may."""

    def __init__(self, path: Path, question: Question, view: View) -> None:
        self.path = path
        self.question = question
        self.view = view
        self.fields = fields_read(question, view)

    @cached_property
    def log(self) -> ParquetLog:
        """The log as this process knows it: a shape that it has met is not looked at again."""
        recorded = self.view.known_at is not None
        return ParquetLog(self.path, EVENT_TYPES, self.fields, recorded=recorded)

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "log"}

    def __call__(self, piece: Piece | None) -> Answered:
        """What it comes to of one piece; or of the whole log, read in one process."""
        account = self.log.account = Account()
        parts = self.log.parts() if piece is None else [columns_of(self.log, piece)]
        answers = [self.question(self.view.log(columns)) for columns in parts]
        problems = sorted(account.problems, key=lambda problem: problem.line)
        reading = Reading({}, problems, account.rows, account.not_recorded)
        total = max(self.log.file.metadata.num_rows, 1)
        return Answered(answers, reading, (piece.before + piece.rows) / total if piece else 1.0)

    def pieces(self) -> Sequence[Piece | None]:
        """The pieces by which it can be asked, in order of their cases."""
        found = pieces_of(self.log)
        return [None] if found is None else found

    def notes(self) -> list[str]:
        """What is to be said of the file itself."""
        return list(unused(self.path, self.log.file))


def asked_of_batches(batches: Iterable[pa.RecordBatch], question: Question, view: View) -> Any:
    """What a question comes to of whole cases that come as record batches in the columns of a log:
    what an engine that splits a log by case asks of each of its parts (`mapInArrow` of Spark).

    ValueError where a row cannot be read, for here nobody would be told.
    """
    table = in_one_piece(pa.Table.from_batches(batches))
    fields, names = fields_read(question, view), wanted(table.column_names)
    recorded = view.known_at is not None
    log = ArrowLog(Path("batches"), EVENT_TYPES, fields, names, recorded=recorded)
    columns = log.part(table)
    if log.account.problems:
        raise ValueError(str(log.account.problems[0]))
    return question(view.log(columns))


def fields_read(question: Question, view: View) -> frozenset[str]:
    """The fields whose values the shapes of the data have to hold for a question: found by asking
    it of an empty log. One that may say anything is none of them, for then each row would have a
    shape of its own; it is read from the texts of the few rows that are asked for it."""
    log = view.log(from_cases([]))
    question(log)
    return fields_of_duties(view) | (log.kinds.asked - left_out(EVENT_TYPES.values(), ()).free)


def fields_of_duties(view: View) -> frozenset[str]:
    """The fields that the engine reads of shapes alone: without them it would take what a text
    says for not recorded."""
    return program_of(view.duties).asked
