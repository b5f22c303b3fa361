"""The TEST setting: every kind of event, duty, gate and signal occurs, and every row is sound."""

from __future__ import annotations

from collections import Counter

import pyarrow.parquet as pq
import pytest

from answerable.analysis.log import Log
from answerable.analysis.signals.listing import signal_rows
from answerable.commands.evaluating import history
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.columns import from_cases
from answerable.events.reading import read
from answerable.rules.catalogue import ON_RECORD
from answerable.rules.gate_catalogue import REQUIREMENTS
from answerable.rules.gates import audited, by_event, guards, key
from answerable.rules.kernel.bulk import in_order
from answerable.rules.kernel.files import evaluate_file
from answerable.rules.kernel.program import compile_duties
from answerable.rules.signal_catalogue import SIGNALS
from answerable.synthetic.caseload import write_caseload
from tests.sweeping import one_in, sweep

CASES = 1_600
# Kept by support services in a log of their own, which no file of cases holds.
ELSEWHERE = {"support.note"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("test") / "test.parquet"
    return path, write_caseload(path, CASES, seed=1, setting="TEST")


@pytest.fixture(scope="module")
def cases(made):
    return read(made[0], EVENT_TYPES).cases


def test_every_kind_of_event_occurs(made):
    found = set(pq.read_table(made[0])["event"].to_pylist())

    assert set(EVENT_TYPES) - found == ELSEWHERE


@pytest.mark.parametrize("setting", one_in(3, ["TEST", "NATIONAL", "SEED"]))
def test_no_row_is_put_aside_and_every_field_is_one_that_its_event_has(tmp_path, setting):
    path = tmp_path / "log.parquet"
    write_caseload(path, 400, seed=5, setting=setting)
    reading = read(path, EVENT_TYPES)

    assert not reading.problems
    unknown = {
        (entry.event, name)
        for entries in reading.cases.values()
        for entry in entries
        for name in set(entry.data) - set(EVENT_TYPES[entry.event].all_fields)
    }
    assert unknown <= {("decision.made", "reasons")}


@sweep
def test_every_event_comes_from_an_agency_that_may_record_it(cases):
    wrong = {
        (entry.event, entry.agency)
        for entries in cases.values()
        for entry in entries
        if entry.agency not in EVENT_TYPES[entry.event].by
    }

    assert not wrong


@sweep
def test_every_event_is_about_the_kind_of_thing_that_it_is_about(cases):
    wrong = {
        entry.event
        for entries in cases.values()
        for entry in entries
        for type_ in [EVENT_TYPES[entry.event]]
        if bool(entry.subject) != bool(type_.subject) and not type_.subject_may_be_empty
    }

    assert not wrong


@sweep
def test_every_duty_is_owed_and_ends_in_every_way_that_it_can(made):
    path, written = made
    parts, _ = evaluate_file(path, written.as_of, compile_duties(ON_RECORD, EVENT_TYPES))
    owed = list(in_order(parts))

    assert {row.duty for row in owed} == {duty.id for duty in ON_RECORD}
    assert {row.status for row in owed} >= {"met", "late", "lifted", "missed", "overdue"}


@sweep
def test_every_signal_is_raised(made, cases):
    found = {row.signal for row in signal_rows(Log(from_cases(cases.items()), made[1].as_of))}

    assert found == {signal.id for signal in SIGNALS}


@sweep
def test_every_requirement_is_met_by_some_and_missed_by_others(made, cases):
    asked: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    explained = 0
    guarding = by_event(REQUIREMENTS)
    names = {(event, one.id): key(one) for event, ours in guarding.items() for one in ours}
    for entries in cases.values():
        events = history(entries, made[1].as_of)
        for event in events:
            asked.update(key(one) for one in guarding.get(event.event, ()) if guards(one, event))
        for finding in audited(events, guarding):
            missed[names[finding.event, finding.requirement]] += 1
            explained += finding.explained

    assert set(asked) == {key(requirement) for requirement in REQUIREMENTS}
    never_met = {name for name, count in asked.items() if missed[name] == count}
    assert set(missed) == set(asked)
    assert never_met == {"decision.made.cps_only"}  # a charge by the police is never right
    assert explained


@sweep
def test_victims_come_back_dispute_and_leave_late(cases):
    said = [
        (entry.event, entry.data.get("stage")) for entries in cases.values() for entry in entries
    ]

    assert {("engagement.resumed", None), ("withdrawal.disputed", None)} <= set(said)
    stages = {stage for event, stage in said if event == "withdrawal.stated"}
    assert {"with_cps", "after_charge", "at_court"} <= stages
    assert any(entry.subject == "s2" for entries in cases.values() for entry in entries)


@sweep
def test_whether_the_agreed_way_is_still_safe_is_said_asked_for_in_vain_and_left_out(cases):
    said = {
        entry.data.get("still_safe")
        for entries in cases.values()
        for entry in entries
        if entry.event == "contact.made"
    }

    assert said == {"yes", "no", "not_asked", None}
