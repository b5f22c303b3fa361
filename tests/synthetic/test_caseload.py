"""Made-up caseloads: the same seed, the same cases, however they are written; marked as made up."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from hashlib import sha256

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.reading import read
from answerable.synthetic.caseload import BLOCK, write_caseload
from answerable.synthetic.cases import repeated
from tests.sweeping import sweep
from tests.synthetic.plain import DAY, NFA, Plain


@pytest.fixture(scope="module")
def caseload(tmp_path_factory):
    path = tmp_path_factory.mktemp("caseload") / "log.parquet"
    return path, write_caseload(path, BLOCK + 300, seed=1)


def plain(table: pa.Table) -> pa.Table:
    """A table whose texts stand in each row, whatever its dictionaries hold."""
    schema = [
        (f.name, pa.string() if pa.types.is_dictionary(f.type) else f.type) for f in table.schema
    ]
    return table.replace_schema_metadata(None).cast(pa.schema(schema)).combine_chunks()


@sweep
def test_the_same_seed_gives_the_same_cases_and_another_gives_others(tmp_path, caseload):
    write_caseload(tmp_path / "again.parquet", BLOCK + 300, seed=1)
    write_caseload(tmp_path / "other.parquet", BLOCK + 300, seed=2)

    assert pq.read_table(tmp_path / "again.parquet").equals(pq.read_table(caseload[0]))
    assert not pq.read_table(tmp_path / "other.parquet").equals(pq.read_table(caseload[0]))


def test_the_last_digit_of_a_time_does_not_say_how_many_dice_are_thrown():
    start = np.random.default_rng(3).exponential(20, 2_000)
    thrown = []
    for ulps in (-1, 0, 1):
        dice = np.random.default_rng(4)
        until = start + 10
        until += ulps * np.spacing(until)
        repeated(dice, start, until, np.full(2_000, 1.0), np.full(2_000, 5.0))
        thrown.append(dice.bit_generator.state)

    assert thrown[0] == thrown[1] == thrown[2]


def test_the_cases_of_a_seed_are_these_on_every_machine(tmp_path):
    """Where the mark changes, a seed makes other cases than before: say so in CHANGELOG.md, and run
    `make figures`. Where it is another on one machine alone, the caseload hangs on its processor.
    """
    write_caseload(tmp_path / "log.csv", 300, seed=2021)

    assert sha256((tmp_path / "log.csv").read_bytes()).hexdigest()[:16] == "05ed398550e0dc93"


@pytest.mark.prove
def test_a_processor_without_wide_registers_draws_the_same(tmp_path):
    from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__

    wide = [name for name in __cpu_dispatch__ if __cpu_features__[name]]
    if not wide:
        pytest.skip("this processor has none that NumPy uses")
    write_caseload(tmp_path / "wide.parquet", 20_000, seed=2021)
    subprocess.run(
        [sys.executable, "-c",
         "import sys; from pathlib import Path;"
         "from answerable.synthetic.caseload import write_caseload;"
         "write_caseload(Path(sys.argv[1]), 20_000, seed=2021)",
         str(tmp_path / "narrow.parquet")],
        check=True,
        env=os.environ | {"NPY_DISABLE_CPU_FEATURES": " ".join(wide),
                          "OPENBLAS_CORETYPE": "Nehalem"},
    )  # fmt: skip

    assert pq.read_table(tmp_path / "wide.parquet").equals(
        pq.read_table(tmp_path / "narrow.parquet")
    )


def test_the_size_of_the_parts_changes_nothing(tmp_path, caseload):
    path = tmp_path / "parts.parquet"
    write_caseload(path, BLOCK + 300, seed=1, group=1)

    assert pq.ParquetFile(path).num_row_groups == 2
    assert pq.ParquetFile(caseload[0]).num_row_groups == 1
    assert plain(pq.read_table(path)).equals(plain(pq.read_table(caseload[0])))


def test_a_case_is_the_same_in_a_smaller_caseload(tmp_path, caseload):
    path = tmp_path / "few.parquet"
    write_caseload(path, 40, seed=1)
    few, many = pq.read_table(path), pq.read_table(caseload[0])

    assert plain(few).equals(plain(many.slice(0, len(few))))
    assert len(set(few["case_id"].to_pylist())) == 40


def test_a_csv_holds_what_a_parquet_file_holds(tmp_path):
    one, other = tmp_path / "log.csv", tmp_path / "log.parquet"
    write_caseload(one, 100, seed=1)
    write_caseload(other, 100, seed=1)

    assert read(one, EVENT_TYPES).cases == read(other, EVENT_TYPES).cases


def test_everything_says_that_it_is_made_up(caseload):
    file = pq.ParquetFile(caseload[0])
    log = Plain(caseload[0])
    says = file.schema_arrow.metadata

    assert b"made up" in says[b"made_up"]
    assert (says[b"setting"], says[b"seed"]) == (b"SEED", b"1")
    assert all(name.startswith("made-up-") for name in file.read()["case_id"].unique().to_pylist())
    assert all(ref.startswith("made-up/") for ref in log.values("crime.recorded", "crime_ref"))


def test_cases_lie_in_order_and_entries_are_numbered_without_gaps(caseload):
    table = pq.read_table(caseload[0])
    names = table["case_id"].to_pylist()
    numbers = table["seq"].to_numpy()
    case = np.unique(names, return_inverse=True)[1]
    order = np.lexsort((numbers, case))

    assert names == sorted(names)
    starts = np.flatnonzero(np.diff(case[order], prepend=-1))
    sizes = np.diff([*starts, len(case)])
    assert (numbers[order] == np.concatenate([np.arange(1, size + 1) for size in sizes])).all()


def test_it_says_when_the_last_report_was_and_when_its_calibration_holds(caseload):
    path, written = caseload
    table = pq.read_table(path)
    reports = table.filter(pc.equal(table["event"].cast("string"), "crime.reported"))

    assert written.last_report == pc.max(reports["occurred_at"]).as_py()
    assert written.as_of - written.last_report == timedelta(days=1826)
    assert written.events == len(table)


def test_reports_lie_evenly_over_three_years(caseload):
    reported = np.sort(Plain(caseload[0]).reported) / DAY

    assert reported[-1] - reported[0] < 1096
    evenly = (reported - reported[0]) / 1096
    assert np.abs(evenly - np.arange(len(evenly)) / len(evenly)).max() < 0.04


def test_nothing_comes_before_the_report(caseload):
    log = Plain(caseload[0])

    assert (log.at >= log.reported[log.case]).all()
    assert (log.at[np.unique(log.case, return_index=True)[1]] == log.reported).all()


@sweep
def test_a_national_caseload_has_its_own_clock(tmp_path):
    path = tmp_path / "national.parquet"
    write_caseload(path, 6_000, seed=1, setting="NATIONAL")
    log = Plain(path)
    decided, done = log.first("decision.made")
    days = np.where(done, (decided - log.reported) / DAY, np.inf)
    age = np.random.default_rng(0).uniform(0, 365, log.count)
    charged = log.has("charge.made")

    # 98 days published, 104 in the model; 34 percent open at the end of the year; 259 days to a
    # charge; 1.5 percent charged within the year. The slow closing of cases that waited is extra.
    assert 95 < np.median(days) < 120
    assert 0.30 < (days > age).mean() < 0.45
    assert 240 < log.days("charge.made").mean() < 280
    assert 0.012 < (charged & (days < age)).mean() < 0.02
    near_end = log.has("decision.made", by="police", **NFA)
    assert 0.9 < near_end.mean() < 0.96
