"""A log read in parts holds what it holds when it is read at once, the faults of its rows too."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings

from answerable.events import codecs, streaming
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.codecs import csv_stream, parquet_stream
from answerable.events.codecs.parquet_log import SCHEMA
from answerable.events.problems import ReadError
from answerable.events.reading import read
from tests.reading.test_csv import BAD as BAD_LINES
from tests.reading.test_csv import HEADER
from tests.rules.made_logs import logs
from tests.rules.test_parquet_columns import BAD, GOOD
from tests.trying import tries

often = settings(deadline=None, max_examples=tries(20), suppress_health_check=list(HealthCheck))
LINE = '{0},{1},crime.reported,2020-01-01T10:00:00+00:00,,p,police,,"{{""force"":""A""}}"'


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("logs")


def in_parts(path: Path, monkeypatch=None, rows: int = 5):
    """The parts of a log, put together again."""
    before, streaming.ROWS = streaming.ROWS, rows
    try:
        found = streaming.stream(path)
        readings = [part.read() for part in found.parts]
    finally:
        streaming.ROWS = before
    cases = [(name, case) for reading in readings for name, case in reading.cases.items()]
    problems = [problem for reading in readings for problem in reading.problems]
    counts = [(reading.rows, reading.not_recorded) for reading in readings]
    return cases, problems, tuple(map(sum, zip(*counts, strict=True))), found.notes, len(readings)


def assert_the_same(path: Path, least: int = 1) -> None:
    cases, problems, counts, notes, parts = in_parts(path)
    whole = read(path, EVENT_TYPES)

    assert dict(cases) == whole.cases
    assert len(cases) == len(whole.cases), "no case is cut in two"
    assert problems == whole.problems
    assert counts == (whole.rows, whole.not_recorded)
    assert notes == whole.notes
    assert parts >= least


@often
@given(log=logs())
@pytest.mark.parametrize("form", ["csv", "parquet", "xes"])
def test_every_entry_is_read_as_it_is_at_once(folder, form, log):
    path = folder / f"made.{form}"
    codecs.write(form, path, chain.from_iterable(log.values()))

    assert_the_same(path)


def parquet(path: Path, rows: list[dict[str, object]], schema: pa.Schema = SCHEMA) -> Path:
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), path)
    return path


def many(count: int = 60) -> list[dict[str, object]]:
    """Rows of many cases, three of each."""
    cases = (f"c{number:02}" for number in range(count))
    return [{**GOOD, "case_id": case, "seq": seq} for case in cases for seq in (1, 2, 3)]


def test_bad_rows_of_parquet_are_put_aside_in_the_same_words(tmp_path):
    rows = many()
    for place, (changed, _) in enumerate(BAD.values()):
        rows[8 + 9 * place].update(changed)

    assert_the_same(parquet(tmp_path / "faulty.parquet", rows), least=20)


def test_bad_rows_of_csv_are_put_aside_in_the_same_words(tmp_path):
    path = tmp_path / "faulty.csv"
    lines = [HEADER]
    for number, (bad, _) in enumerate(BAD_LINES.values()):
        lines += [LINE.format(f"c{number:02}", seq) for seq in (1, 2, 3)]
        named, rest = bad.partition(",")[0], bad.partition(",")[2]
        lines.append(f"{re.sub('^(x|c0)', f'c{number:02}', named)},{rest}")
    path.write_text("\n".join(lines), encoding="utf-8")

    assert csv_stream.bounds(path) == ("c00", f"c{len(BAD_LINES) - 1}")
    assert_the_same(path, least=10)


@pytest.mark.parametrize(
    ("what", "changed"),
    [
        ("the case is a number", {"case_id": pa.int64()}),
        ("times are texts", {"occurred_at": pa.string(), "recorded_at": pa.string()}),
        ("times have no offset", {"occurred_at": pa.timestamp("us")}),
        ("times are in nanoseconds", {"occurred_at": pa.timestamp("ns", tz="Europe/London")}),
        ("numbers are texts", {"seq": pa.string()}),
        ("texts are plain", {"event": pa.string(), "data": pa.large_string()}),
        ("somebody else is the actor", {"actor": pa.int32()}),
    ],
)
def test_columns_of_other_types_are_read_as_they_are_at_once(tmp_path, what, changed):
    path = parquet(tmp_path / "log.parquet", many(15))
    table = pq.read_table(path).set_column(
        0, "case_id", pa.array([str(n // 3 + 10) for n in range(45)])
    )
    table = table.set_column(5, "actor", pa.array(["7"] * 45))
    for name, kind in changed.items():
        at = table.column_names.index(name)
        column = table.column(name)
        plain = column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
        table = table.set_column(at, name, plain.cast(kind))
    pq.write_table(table, path)

    assert_the_same(path)


def test_times_that_no_log_holds_are_put_aside(tmp_path):
    rows = many(12)
    rows[10]["occurred_at"] = -9_000_000_000_000_000  # in the year 1684
    rows[20]["recorded_at"] = None

    path = parquet(tmp_path / "old.parquet", rows)

    assert_the_same(path, least=3)
    assert [problem.line for problem in in_parts(path)[1]] == [11]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_log_whose_cases_lie_apart_is_read_whole(tmp_path, form):
    path = tmp_path / f"apart.{form}"
    rows = many(20)
    apart = [*rows[31:], *rows[:31]]
    if form == "csv":
        lines = [LINE.format(row["case_id"], row["seq"]) for row in apart]
        path.write_text("\n".join([HEADER, *lines]))
    else:
        parquet(path, apart)

    cases = in_parts(path)[0]

    assert {"csv": csv_stream, "parquet": parquet_stream}[form].bounds(path) is None
    assert [name for name, _ in cases] == sorted(name for name, _ in cases)
    assert_the_same(path)


def test_the_files_of_a_folder_are_one_log(tmp_path):
    rows = many(30)
    parquet(tmp_path / "1.parquet", rows[:30])
    parquet(tmp_path / "2.parquet", [])
    lines = [LINE.format(row["case_id"], row["seq"]) for row in rows[30:]]
    (tmp_path / "3.csv").write_text("\n".join([HEADER, *lines]))
    (tmp_path / "readme.txt").write_text("no log")

    assert_the_same(tmp_path, least=8)

    parquet(tmp_path / "4.parquet", [{**GOOD, "case_id": "c00", "seq": 9}])

    assert_the_same(tmp_path)  # a case in two files, so that all are read whole


@pytest.mark.parametrize("named", ["c07", "c00", "c59"])
def test_one_case_is_read_alone_wherever_its_rows_lie(tmp_path, named):
    rows = many()
    rows[22].update({"event": "crime.imagined"})
    path = tmp_path / "log.parquet"
    table = pa.Table.from_pylist([*rows[90:], *rows[:90]], schema=SCHEMA)
    pq.write_table(table, path, row_group_size=50)
    whole = read(path, EVENT_TYPES)

    found = streaming.read_case(path, named)

    assert found is not None
    assert found.cases == {named: whole.cases[named]}
    assert found.problems == [problem for problem in whole.problems if named == "c07"]
    assert found.rows == 3


def test_a_case_that_is_not_there_is_not_found(tmp_path):
    path = parquet(tmp_path / "log.parquet", many())

    found = streaming.read_case(path, "c99")

    assert found is not None and not found.cases and not found.rows


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_file_that_is_no_log_is_refused_in_parts_too(tmp_path, form):
    path = tmp_path / f"log.{form}"
    path.write_text("case_id,event\nc1,plan.set\n")

    for way in (read, lambda path, _: streaming.stream(path)):
        with pytest.raises(ReadError, match=r"log\."):
            way(path, EVENT_TYPES)
