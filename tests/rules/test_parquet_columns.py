"""A Parquet log read by columns gives what the same log gives row by row."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.codecs import parquet_columns
from answerable.events.codecs.parquet_log import SCHEMA, write_parquet
from answerable.events.problems import ReadError
from answerable.events.reading import read
from answerable.rules.kernel.bulk import catalogue_program, in_order
from answerable.rules.kernel.files import evaluate_file, open_log
from tests.rules.made_logs import logs
from tests.rules.test_paths_agree import by_referee, last_instant
from tests.sweeping import sweep
from tests.trying import tries

often = settings(deadline=None, max_examples=tries(12), suppress_health_check=list(HealthCheck))


def by_columns(path: Path, as_of, known_at=None):
    parts, account = evaluate_file(path, as_of, catalogue_program(), known_at=known_at)
    return list(in_order(parts)), account


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("logs")


@often
@given(log=logs())
def test_columns_give_what_the_referee_gives(folder, log):
    path = folder / "log.parquet"
    write_parquet(path, [entry for entries in log.values() for entry in entries])
    as_of = last_instant(log) + timedelta(days=20)

    found, account = by_columns(path, as_of)

    assert found == by_referee(log, as_of)
    assert (account.rows, account.put_aside) == (sum(map(len, log.values())), 0)


@often
@given(log=logs())
def test_a_file_in_any_order_and_any_parts_gives_the_same(folder, log):
    path = folder / "shuffled.parquet"
    write_parquet(path, [entry for entries in log.values() for entry in entries])
    table = pq.read_table(path)
    shuffled = table.take(np.random.default_rng(len(table)).permutation(len(table)))
    pq.write_table(shuffled, path, row_group_size=3)
    as_of = last_instant(log)

    found, _ = by_columns(path, as_of)

    assert found == by_referee(log, as_of)


@often
@given(log=logs())
def test_small_parts_carry_a_case_over(folder, log):
    path = folder / "parts.parquet"
    write_parquet(path, [entry for entries in log.values() for entry in entries])
    as_of = last_instant(log)
    before = parquet_columns.BATCH
    parquet_columns.BATCH = 2

    try:
        found, _ = by_columns(path, as_of)
    finally:
        parquet_columns.BATCH = before

    assert found == by_referee(log, as_of)


@often
@given(log=logs())
@sweep
def test_small_groups_are_read_together_and_long_ones_in_pieces(folder, log):
    path = folder / "groups.parquet"
    write_parquet(path, [entry for entries in log.values() for entry in entries])
    pq.write_table(pq.read_table(path), path, row_group_size=4)
    as_of = last_instant(log)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parquet_columns, "GATHERED", 9)
        found, account = by_columns(path, as_of)
        patch.setattr(parquet_columns, "BATCH", 3)
        in_pieces, _ = by_columns(path, as_of)

    assert found == in_pieces == by_referee(log, as_of)
    assert account.rows == sum(map(len, log.values()))


@often
@given(log=logs())
def test_what_was_known_then_is_the_same_by_columns(folder, log):
    path = folder / "known.parquet"
    write_parquet(path, [entry for entries in log.values() for entry in entries])
    as_of = last_instant(log)
    known_at = as_of - timedelta(days=1)

    found, _ = by_columns(path, as_of, known_at)

    assert found == by_referee(log, as_of, known_at)


GOOD = {
    "case_id": "c1", "seq": 1, "event": "crime.reported", "agency": "police", "subject": "",
    "occurred_at": 1_600_000_000_000_000, "recorded_at": 1_600_000_000_000_000, "actor": "p",
    "data": '{"force":"A"}',
}  # fmt: skip
BAD = {
    "an unknown event": ({"event": "crime.imagined"}, "event"),
    "a missing event": ({"event": None}, "event"),
    "a missing case": ({"case_id": None}, "case_id"),
    "an empty case": ({"case_id": ""}, "case_id"),
    "no date": ({"occurred_at": None}, "occurred_at"),
    "an unknown agency": ({"agency": "navy"}, "agency"),
    "broken JSON": ({"data": '{"force":'}, "data"),
    "no object": ({"data": "[1]"}, "data"),
    "an unknown code": ({"data": '{"team":"gentle"}'}, "data.team"),
    "a wrong type": ({"data": '{"domestic_abuse":"yes"}'}, "data.domestic_abuse"),
    "a bad day": ({"data": '{"offence_from":"2019-02-30"}'}, "data.offence_from"),
    "a field twice": ({"data": '{"force":"A","force":"B"}'}, "data"),
    "a number twice": ({"seq": 2}, "seq"),
    "a number below 1": ({"seq": 0}, "seq"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_row_is_put_aside_alone_on_both_ways(tmp_path, what):
    changed, column = BAD[what]
    rows = [GOOD, {**GOOD, "seq": 2, "event": "crime.recorded", "data": '{"crime_ref":"x"}'}]
    rows += [{**GOOD, "seq": 3, **changed}, {**GOOD, "seq": 4, "event": "plan.set", "data": ""}]
    path = tmp_path / "bad.parquet"
    pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), path)

    log = open_log(path, catalogue_program())
    kept = sum(len(part) for part in log.parts())
    plain = read(path, EVENT_TYPES)

    for problems in (log.account.problems, plain.problems):
        assert [(problem.line, problem.column) for problem in problems] == [(3, column)]
    assert (kept, log.account.rows, log.account.read) == (3, 4, 3)
    assert plain.not_recorded == log.account.not_recorded


def test_a_truncated_file_is_said_to_be_broken(tmp_path):
    path = tmp_path / "half.parquet"
    pq.write_table(pa.Table.from_pylist([GOOD] * 50, schema=SCHEMA), path)
    path.write_bytes(path.read_bytes()[:-40])

    with pytest.raises(ReadError, match=r"half\.parquet"):
        open_log(path, catalogue_program())
    with pytest.raises(ReadError, match=r"half\.parquet"):
        read(path, EVENT_TYPES)
