"""The table of what covers which requirement names only what there is."""

from __future__ import annotations

from answerable.rules.tracing import citations, coverage, known_names, places

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
