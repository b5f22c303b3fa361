"""Several processes, and another engine, give the same obligations, row for row."""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from answerable.rules.kernel.arrow import evaluate_batches, obligations_table
from answerable.rules.kernel.bulk import catalogue_program
from answerable.rules.kernel.files import evaluate_file
from answerable.synthetic.load.caseload import write_caseload
from tests.sweeping import sweep

AS_OF = datetime(2027, 1, 1, tzinfo=UTC)
ORDER = [(name, "ascending") for name in ("case_id", "due_at", "duty", "subject", "started_at")]


@pytest.fixture(scope="module")
def caseload(tmp_path_factory):
    path = tmp_path_factory.mktemp("caseload") / "log.parquet"
    write_caseload(path, 600, seed=4)
    return path


@pytest.fixture(scope="module")
def expected(caseload):
    parts, _ = evaluate_file(caseload, AS_OF, catalogue_program(), threads=1)
    return in_order(pa.concat_tables([obligations_table(part) for part in parts]))


def in_order(table: pa.Table) -> pa.Table:
    plain = [
        column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
        for column in table.columns
    ]
    return (
        pa.table(dict(zip(table.column_names, plain, strict=True))).sort_by(ORDER).combine_chunks()
    )


def of_cases(path: Path, remainder: int) -> pa.Table:
    """The obligations of every third case, worked out in a process of its own."""
    table = pq.read_table(path)
    number = pc.cast(pc.utf8_slice_codeunits(table["case_id"].cast(pa.string()), 8), pa.int64())
    mine = table.filter(pa.array([n % 3 == remainder for n in number.to_pylist()]))
    return pa.Table.from_batches(evaluate_batches(mine.to_batches(), AS_OF))


@sweep
def test_several_processes_give_what_one_gives(caseload, expected):
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as pool:
        tables = list(pool.map(of_cases, [caseload] * 3, range(3)))

    assert in_order(pa.concat_tables(tables)).equals(expected)
    assert len(expected) > 50_000


@pytest.mark.prove
# Spark says so of the newest pandas; nothing here goes through pandas.
@pytest.mark.filterwarnings("ignore::FutureWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_spark_gives_what_one_process_gives(caseload, expected, monkeypatch):
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    sql = pytest.importorskip("pyspark.sql", reason="`make prove` installs Spark")
    spark = (
        sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    schema = (
        "case_id string, duty string, subject string, owner string, started_at timestamp, "
        "due_at timestamp, closed_at timestamp, status string, days_late double"
    )

    def evaluate(batches):
        for batch in evaluate_batches(batches, AS_OF):
            yield in_order(pa.Table.from_batches([batch])).to_batches()[0]

    try:
        log = spark.read.parquet(str(caseload)).repartition(4, "case_id")
        found = log.mapInArrow(evaluate, schema).toArrow()
    finally:
        spark.stop()

    assert in_order(found.cast(expected.schema)).equals(expected)
