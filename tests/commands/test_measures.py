"""The figures of a log, as somebody types for them."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from answerable.analysis.catalogue import MEASURES
from answerable.analysis.evaluate import rows as rows_of
from answerable.analysis.view import View
from answerable.commands import measuring, reading_logs
from answerable.commands.failing import Failed
from answerable.commands.reading_logs import account_of
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.codecs.parquet_log import SCHEMA
from answerable.events.reading import read
from tests.commands.run import INSPECTION, rows, run
from tests.rules.test_parquet_columns import BAD, GOOD

AS_OF = ("--as-of", "2021-01-01")


def test_a_figure_says_what_it_is_of():
    (found,) = rows("measures", INSPECTION, *AS_OF, "--only", "funnel.referred")

    assert (found["numerator"], found["denominator"], found["value"]) == (3, 4, 0.75)
    assert (found["unit"], found["group"]) == ("share", {})
    assert set(found) == {
        "measure", "group", "numerator", "denominator", "value", "unit", "low", "high", "open",
        "missing", "not_applicable",
    }  # fmt: skip


def test_a_log_without_cases_has_empty_figures_and_says_so(tmp_path):
    log = tmp_path / "empty.csv"
    log.write_text("case_id,seq,event,occurred_at\n")

    done = run("measures", str(log), *AS_OF, "--format", "csv")

    assert done.returncode == 0
    assert "funnel.charged,,,share,,,0,0,0,0,0" in done.stdout.splitlines()
    assert "empty, not nought" in done.stderr


def test_before_anything_was_reported_there_is_nothing_to_say():
    done = run("measures", INSPECTION, "--as-of", "2010-01-01")

    assert done.returncode == 0
    assert "no case was reported by then" in done.stderr


def test_a_breakdown_by_obligations_says_which_measures_it_cannot_break_down():
    done = run("measures", INSPECTION, *AS_OF, "--by", "duty", "--only", "funnel")

    assert done.returncode == 0
    assert "no measure that is broken down like this" in done.stdout


@pytest.mark.parametrize("words", [("--by", "colour"), ("--only", "time.travel")])
def test_an_unknown_dimension_or_measure_is_wrong_use(words):
    done = run("measures", INSPECTION, *AS_OF, *words)

    assert (done.returncode, done.stdout) == (2, "")
    assert words[1] in done.stderr


def test_what_is_released_of_a_few_cases_is_hidden_and_says_so():
    done = run("measures", INSPECTION, *AS_OF, "--only", "funnel.referred", "--release")
    found = json.loads(
        run(
            "measures", INSPECTION, *AS_OF, "--only", "funnel.referred", "--release",
            "--format", "json",
        ).stdout
    )  # fmt: skip

    assert done.returncode == 0
    assert "hidden" in done.stdout and " 0 " not in done.stdout
    assert "nothing that may be released" in done.stderr and "4" not in done.stderr.splitlines()[0]
    assert found[0]["numerator"] is None and "numerator" in found[0]["hidden"]


def test_three_protected_characteristics_may_not_be_crossed_in_what_is_released():
    by = [word for name in ("age", "sex", "race") for word in ("--by", name)]

    done = run("measures", INSPECTION, *AS_OF, *by, "--release")

    assert (done.returncode, done.stdout) == (2, "")
    assert "protected characteristics" in done.stderr


def test_duties_that_are_pooled_are_said_to_be():
    pooled = run("measures", INSPECTION, *AS_OF, "--only", "duty")
    parted = run("measures", INSPECTION, *AS_OF, "--only", "duty", "--by", "basis")

    assert "--by basis parts them" in pooled.stderr
    assert "--by basis parts them" not in parted.stderr
    assert "basis=law" in parted.stdout and "basis=default" in parted.stdout


def test_the_catalogue_lists_every_measure_with_its_definition():
    found = json.loads(run("catalogue", "--format", "json").stdout)["measures"]
    by_id = {measure["id"]: measure for measure in found}

    assert by_id["withdrawal.share"]["definition"].startswith("Share in which the victim")
    assert "time.report_to_charge.any_median" in by_id["time.report_to_charge"]["beside"]
    assert by_id["safeguarding.made"]["sources"][0]["place"] == "Figure 4"
    assert len(by_id) == len(found) > 60


@pytest.fixture
def large(tmp_path, monkeypatch):
    """A Parquet log with a row that nobody can read, taken for one that is large."""
    changed, _ = BAD["an unknown code"]
    found = [GOOD, {**GOOD, "case_id": "c2"}, {**GOOD, "case_id": "c2", "seq": 2, **changed}]
    pq.write_table(pa.Table.from_pylist(found, schema=SCHEMA), tmp_path / "log.parquet")
    monkeypatch.setattr(reading_logs, "is_large", lambda _: True)
    return tmp_path / "log.parquet"


VIEW = View(datetime(2024, 1, 1, tzinfo=UTC))


def test_a_row_of_a_large_log_that_cannot_be_read_is_put_aside_and_said(large):
    found = measuring.measure(large, ["cases.reported"], (), VIEW, strict=False)

    assert found.account.first == account_of(read(large, EVENT_TYPES)).first
    assert (found.account.rows, found.account.put_aside) == (3, 1)
    assert [row.value for row in rows_of(found.found)] == [2]


def test_where_every_row_is_to_be_read_a_large_log_stops_at_the_first_that_cannot(large):
    with pytest.raises(Failed, match=r"log\.parquet:3: data\.team"):
        measuring.measure(large, ["cases.reported"], (), VIEW, strict=True)


@pytest.mark.prove
def test_a_large_log_over_processes_gives_what_a_small_one_gives(tmp_path, monkeypatch, large):
    found = [{**GOOD, "case_id": f"c{at:04}"} for at in range(900)]
    pq.write_table(pa.Table.from_pylist(found, schema=SCHEMA), large, row_group_size=250)
    monkeypatch.setattr("answerable.events.codecs.parquet_columns.GATHERED", 1)
    names = [measure.id for measure in MEASURES]

    spread = measuring.measure(large, names, ("force",), VIEW, strict=False)
    monkeypatch.setattr(reading_logs, "is_large", lambda _: False)
    at_once = measuring.measure(large, names, ("force",), VIEW, strict=False)

    assert list(rows_of(spread.found)) == list(rows_of(at_once.found))
    assert spread.known == at_once.known and spread.known.cases == 900
