"""Other engines give the same measures: SQL that knows nothing of us, and Spark running our own."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from answerable.analysis.catalogue import MEASURES
from answerable.analysis.evaluate import evaluate, rows
from answerable.analysis.files import FileAsked, asked_of_batches
from answerable.analysis.gathering import Measured
from answerable.analysis.view import View
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.columns import from_cases
from answerable.events.reading import read
from answerable.synthetic.caseload import write_caseload
from tests.sweeping import sweep

SQL = Path(__file__).with_name("measures.sql")
ALL = Measured(tuple(measure.id for measure in MEASURES), ("force",))


@pytest.fixture(scope="module")
def caseload(tmp_path_factory):
    path = tmp_path_factory.mktemp("caseload") / "log.parquet"
    return path, View(write_caseload(path, 700, seed=4).as_of)


@sweep
def test_parts_of_a_log_as_another_engine_has_them_give_what_its_entries_give(caseload):
    path, view = caseload
    table = pq.read_table(path)
    names = table["case_id"].to_pylist()
    cut = next(at for at in range(len(names) // 2, len(names)) if names[at] != names[at - 1])

    halves = (table.slice(0, cut), table.slice(cut))
    answers = [asked_of_batches(half.to_batches(), ALL, view) for half in halves]

    log = view.log(from_cases(read(path, EVENT_TYPES).cases.items()))
    assert list(rows(ALL.gathered(answers))) == list(evaluate(log, MEASURES, ("force",)))


@pytest.mark.prove
def test_sql_gives_a_dozen_of_the_measures(caseload):
    duckdb = pytest.importorskip("duckdb", reason="`make prove` installs DuckDB")
    path, view = caseload
    log = view.log(from_cases(read(path, EVENT_TYPES).cases.items()))
    ours = {row.measure: row for row in evaluate(log, MEASURES)}

    found = duckdb.execute(SQL.read_text(), {"log": str(path), "as_of": view.as_of}).fetchall()

    assert len(found) == 18
    for measure, numerator, denominator, value in found:
        row = ours[measure]
        assert denominator == row.denominator, measure
        assert value == pytest.approx(row.value), measure
        assert numerator == pytest.approx(row.numerator), measure


@pytest.mark.prove
# Spark says so of the newest pandas; nothing here goes through pandas.
@pytest.mark.filterwarnings("ignore::FutureWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_spark_gives_every_measure(caseload, monkeypatch):
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    sql = pytest.importorskip("pyspark.sql", reason="`make prove` installs Spark")
    path, view = caseload
    work = FileAsked(path, ALL, view)
    expected = [answer for piece in work.pieces() for answer in work(piece).answers]

    def of_part(batches):
        some = list(batches)
        if some:
            first = min(min(batch.column("case_id").to_pylist()) for batch in some)
            answer = pickle.dumps(asked_of_batches(some, ALL, view))
            yield pa.RecordBatch.from_pydict({"first": [first], "answer": [answer]})

    spark = (
        sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    try:
        log = spark.read.parquet(str(path)).repartitionByRange(4, "case_id")
        found = log.mapInArrow(of_part, "first string, answer binary").toArrow().to_pylist()
    finally:
        spark.stop()

    in_order = sorted(found, key=lambda part: part["first"])
    answers = [pickle.loads(part["answer"]) for part in in_order]
    assert len(answers) == 4
    assert list(rows(ALL.gathered(answers))) == list(rows(ALL.gathered(expected)))
