"""The table of what covers which requirement names only what there is."""

from __future__ import annotations

from answerable.rules.tracing import citations, coverage, known_names, places, trace

STATUSES = {"covered", "partly", "later", "not_ours", "silent"}


def test_the_table_judges_every_requirement_once():
    assert set(coverage()) == set(places())
    assert len(places()) == 580
    assert {row["status"] for row in coverage().values()} <= STATUSES


def test_it_names_only_rules_and_events_that_there_are():
    named = {name for row in coverage().values() for name in row["covered_by"].split()}
    unknown = {name for name in named if not name.startswith("measure:")} - known_names()

    assert not unknown


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
    rows = trace("id\n" + "\n".join(places()))

    bare = [row["id"] for row in rows if row["status"] == "covered" and not row["implemented_by"]]
    untested = [row["id"] for row in rows if row["implemented_by"] and not row["tested_by"]]

    assert not bare + untested


def test_what_waits_for_a_measure_is_covered_only_once_there_is_one():
    (now,) = trace("id\nLR-005")
    (then,) = trace("id\nLR-005", measures={"withdrawal.share"})

    assert (now["status"], now["implemented_by"]) == ("later", [])
    assert (then["status"], then["implemented_by"]) == ("covered", ["measure:withdrawal.share"])


def test_a_requirement_that_nobody_knows_is_said_to_be_unknown():
    assert [row["status"] for row in trace("id\nZZ-999\n")] == ["unknown"]
