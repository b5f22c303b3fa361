"""Where the pieces of a Parquet log begin, told by its groups or, where they do not tell, its rows."""

from __future__ import annotations

from itertools import pairwise

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.codecs import parquet_columns, parquet_pieces
from answerable.events.codecs.parquet_columns import ParquetLog
from answerable.events.codecs.parquet_pieces import Piece, columns_of, pieces_of

GROUPS = (["b", "a", "b"], ["c", "c"], ["e", "d", "e", "d"])  # none in order within


@pytest.fixture(autouse=True)
def small_groups(monkeypatch):
    """Groups are not gathered, so that the log is cut at each."""
    monkeypatch.setattr(parquet_columns, "GATHERED", 1)


@pytest.fixture
def written(tmp_path):
    """A log of groups, each with these cases row by row."""

    def write(*groups: list[str | None], **how) -> ParquetLog:
        path, number = tmp_path / "log.parquet", 0
        with pq.ParquetWriter(path, schema_of(groups[0]), **how) as file:
            for group in groups:
                seq = range(number + 1, number + 1 + len(group))
                file.write_table(table_of(group, seq))
                number += len(group)
        return ParquetLog(path, EVENT_TYPES, ())

    return write


def table_of(group, seq) -> pa.Table:
    return pa.table({
        "case_id": group, "seq": list(seq), "event": ["evidence.secured"] * len(group),
        "occurred_at": ["2026-01-02T10:00:00Z"] * len(group), "data": ["{}"] * len(group),
    })  # fmt: skip


def schema_of(group) -> pa.Schema:
    return table_of(group, range(len(group))).schema


@pytest.fixture
def blind(monkeypatch):
    """Whoever looks into a row fails."""

    def look(*_, **__):
        raise AssertionError("a row was read")

    monkeypatch.setattr(parquet_pieces, "batches", look)


def test_groups_that_lie_apart_say_so_themselves_and_no_row_is_read(written, blind):
    found = pieces_of(written(*GROUPS))

    assert found == [Piece((0,), 0, 3, 0), Piece((1,), 0, 2, 3), Piece((2,), 0, 4, 5)]


def test_the_order_of_the_rows_of_such_a_group_does_not_matter(written):
    log = written(*GROUPS)

    found = [columns_of(log, piece) for piece in pieces_of(log)]

    assert [one.cases for one in found] == [["a", "b"], ["c"], ["d", "e"]]
    rows = [[each.tolist() for each in one] for one in map(seqs_by_case, found)]
    assert rows == [[[2], [1, 3]], [[4, 5]], [[7, 9], [6, 8]]]
    assert (log.account.rows, log.account.put_aside) == (9, 0)


def seqs_by_case(columns):
    return [columns.seq[a:b] for a, b in pairwise(columns.first.tolist())]


def test_small_groups_that_are_read_together_lie_apart_together(written, blind, monkeypatch):
    monkeypatch.setattr(parquet_columns, "GATHERED", 5)

    found = pieces_of(written(["b"], ["a", "c"], ["c"], ["d"] * 5))

    assert found == [Piece((0, 1, 2), 0, 4, 0), Piece((3,), 0, 5, 4)]


def test_small_groups_that_are_read_together_go_as_far_as_any_of_them(written, monkeypatch):
    monkeypatch.setattr(parquet_columns, "GATHERED", 4)

    assert pieces_of(written(["a", "c"], ["b"], ["bb"] * 5)) is None


ORDERED = (["a", "b"], ["c", "c"], ["d"])
SILENT = {
    "nothing is said of the groups": (ORDERED, {"write_statistics": False}),
    "a case goes on in the next": ((["a", "b"], ["b", "c", "c"], ["d"]), {}),
}  # fmt: skip


@pytest.mark.parametrize("why", SILENT)
def test_where_they_do_not_say_it_the_rows_do(written, monkeypatch, why):
    groups, how = SILENT[why]
    read, batches = [], parquet_pieces.batches
    monkeypatch.setattr(parquet_pieces, "batches", lambda *of: read.append(of) or batches(*of))

    log = written(*groups, **how)
    found = pieces_of(log)

    assert read
    assert [columns_of(log, piece).cases for piece in found] == [
        sorted(set(group) - {name for before in groups[:at] for name in before})
        for at, group in enumerate(groups)
    ]


NOT_IN_PIECES = {
    "a row has no case": (["a", None, "b"], ["c"]),
    "a row has an empty case": (["", "b"], ["c"]),
    "the groups are not in order": (["c"], ["a", "b"]),
    "a case comes again": (["a", "c"], ["b"]),
}


@pytest.mark.parametrize("why", NOT_IN_PIECES)
def test_there_are_none_where_a_row_could_be_lost_or_come_too_late(written, why):
    assert pieces_of(written(*NOT_IN_PIECES[why])) is None


def test_a_name_that_is_no_text_is_no_bound(tmp_path):
    path = tmp_path / "log.parquet"
    table = table_of(["a", "b"], range(1, 3))
    bad = pa.array([b"\xff", b"\xfe"]).cast(pa.binary())
    raw = pa.StringArray.from_buffers(2, *bad.buffers()[1:])
    pq.write_table(table.set_column(0, "case_id", raw), path)

    log = ParquetLog(path, EVENT_TYPES, ())

    assert pieces_of(log) is None
