"""The table of what covers which requirement names only what there is."""

from __future__ import annotations

import json
from pathlib import Path

from answerable.analysis.catalogue import MEASURE_OF
from answerable.rules.tracing import citations, coverage, known_names, places, trace
from tests.commands.run import run

ROOT = Path(__file__).resolve().parents[2]
STATUSES = {"covered", "partly", "later", "not_ours", "silent"}


def test_the_table_judges_every_requirement_once():
    assert set(coverage()) == set(places())
    assert len(places()) == 580
    assert {row["status"] for row in coverage().values()} <= STATUSES


def test_it_names_only_what_there_is():
    named = {name for row in coverage().values() for name in row["covered_by"].split()}
    parts = {name for name in named if name.startswith("part:")}
    measures = {f"measure:{measure}" for measure in MEASURE_OF}

    assert len(parts) > 10
    assert not named - parts - measures - known_names()
    assert not [part for part in parts if not (ROOT / part.removeprefix("part:")).exists()]


def test_it_names_only_tests_that_there_are():
    tests = {test for row in coverage().values() for test in row["tests"].split()}

    assert len(tests) > 10
    assert not [test for test in tests if not (ROOT / test).exists()]


def test_what_a_rule_cites_is_never_called_silent():
    assert not [one for one in citations() if coverage()[one]["status"] in ("silent", "not_ours")]


def test_no_duty_gate_or_record_of_a_case_is_without_anything():
    bare = [
        one
        for one, row in coverage().items()
        if row["kind"] in ("duty", "gate", "record") and row["status"] == "silent"
    ]

    assert not bare


def test_what_is_called_covered_is_implemented_and_tested():
    rows = trace("id\n" + "\n".join(places()), MEASURE_OF)

    bare = [row["id"] for row in rows if row["status"] == "covered" and not row["implemented_by"]]
    untested = [row["id"] for row in rows if row["implemented_by"] and not row["tested_by"]]

    assert not bare + untested


def test_what_waits_for_a_measure_is_covered_only_once_there_is_one():
    (before,) = trace("id\nLR-005", measures=())
    (after,) = trace("id\nLR-005", measures={"withdrawal.share"})

    assert (before["status"], before["implemented_by"]) == ("later", [])
    assert (after["status"], after["implemented_by"]) == ("covered", ["measure:withdrawal.share"])


def test_the_command_knows_every_measure_that_there_is(tmp_path):
    table = tmp_path / "requirements.csv"
    table.write_text("id\nLR-005\n")

    ran = run("catalogue", "trace", "--requirements", str(table), "--format", "json")

    assert [row["status"] for row in json.loads(ran.stdout)] == ["covered"]


def test_a_requirement_that_nobody_knows_is_said_to_be_unknown():
    assert [row["status"] for row in trace("id\nZZ-999\n", MEASURE_OF)] == ["unknown"]
