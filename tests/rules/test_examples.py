"""The worked examples: each gives what it says, and every rule has the examples that it needs."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest

from answerable.events.catalogue import DERIVED, EVENT_TYPES
from answerable.events.columns import corrected, from_cases
from answerable.events.corrections import in_force
from answerable.events.validate import check_data
from answerable.rules.case import Case
from answerable.rules.catalogue import DUTIES, DUTY_OF, ON_RECORD
from answerable.rules.derived import with_derived
from answerable.rules.evaluate import obligations
from answerable.rules.gate_catalogue import REQUIREMENTS
from answerable.rules.gates import key, stands_in_the_way
from answerable.rules.kernel.bulk import evaluate_log, in_order
from answerable.rules.kernel.program import compile_duties
from answerable.rules.pattern import parse_patterns
from answerable.rules.signal_catalogue import SIGNALS
from answerable.rules.signals import raise_signals
from answerable.rules.sources import DOCUMENTS
from answerable.rules.tracing import places
from tests.examples.loading import at, entries, entry, examples

DUTY_EXAMPLES, GATE_EXAMPLES, SIGNAL_EXAMPLES = (
    list(examples(kind)) for kind in ("duties", "gates", "signals")
)
RULES = [*ON_RECORD, *REQUIREMENTS, *SIGNALS]
PROGRAM = compile_duties(ON_RECORD, EVENT_TYPES)


def named(example):
    rule = example.get("duty") or example.get("gate") or example.get("signal")
    return f"{rule}: {example['example']}"


def standing(example, as_of):
    return with_derived(in_force(entries(example), as_of))


def shown_by(found, name):
    shows = defaultdict(set)
    for example in found:
        shows[example[name]].add(example["shows"])
    return shows


@pytest.mark.parametrize("example", DUTY_EXAMPLES, ids=named)
def test_a_duty_gives_what_its_example_says(example):
    as_of = at(example["as_of"])
    expected = [
        (
            one.get("subject", ""), at(one["started"]), at(one["due"]) if one["due"] else None,
            at(one["closed"]) if one.get("closed") else None, one["status"],
            float(one.get("days_late", 0)),
        )
        for one in example["expect"]
    ]  # fmt: skip

    found = [
        row
        for row in obligations(standing(example, as_of), ON_RECORD, as_of)
        if row.duty == example["duty"]
    ]

    assert [
        (r.subject, r.started_at, r.due_at, r.closed_at, r.status, r.days_late) for r in found
    ] == expected
    for one, row in zip(example["expect"], found, strict=True):
        assert list(row.owner) == one.get("owner", list(row.owner))


@pytest.mark.parametrize("duty", ON_RECORD, ids=lambda duty: duty.id)
def test_the_kernel_gives_what_the_referee_gives_of_its_examples(duty):
    for example in (one for one in DUTY_EXAMPLES if one["duty"] == duty.id):
        as_of = at(example["as_of"])
        case = sorted(entries(example), key=lambda e: e.order)

        found = list(
            in_order(evaluate_log(corrected(from_cases([("example", case)])), as_of, PROGRAM))
        )

        assert found == obligations(standing(example, as_of), ON_RECORD, as_of), named(example)


@pytest.mark.parametrize("example", GATE_EXAMPLES, ids=named)
def test_a_gate_gives_what_its_example_says(example):
    case = entries(example) if example.get("events") else []
    asked = entry(len(case) + 1, example["recording"])
    before = Case(with_derived(in_force(case, asked.occurred_at)), asked.occurred_at)
    requirement = example["gate"].rpartition(".")[2]

    answers = [
        answer
        for answer in stands_in_the_way(before, asked, REQUIREMENTS)
        if answer.requirement == requirement
    ]

    assert [(answer.met, answer.explained) for answer in answers] == [
        (example["shows"] == "allowed", example["shows"] == "explained")
    ]


@pytest.mark.parametrize("example", SIGNAL_EXAMPLES, ids=named)
def test_a_signal_gives_what_its_example_says(example):
    as_of = at(example["as_of"])
    events = standing(example, as_of)
    case = Case(events, as_of, obligations(events, ON_RECORD, as_of))

    found = [row for row in raise_signals(case, SIGNALS) if row.signal == example["signal"]]

    assert [(r.subject, r.status, r.raised_at, list(r.events)) for r in found] == [
        (one.get("subject", ""), one["status"], at(one["raised_at"]), one["events"])
        for one in example["expect"]
    ]
    shows = {one["status"] for one in example["expect"]} or {"quiet"}
    assert shows == {example["shows"]}


def test_every_duty_has_its_worked_examples():
    there = shown_by(DUTY_EXAMPLES, "duty")

    assert not [one.id for one in ON_RECORD if not {"met", "late", "awkward"} <= there[one.id]]


def shows_enough(requirement, there):
    needed = {"refused", "allowed"} | ({"explained"} if requirement.force == "explain" else set())
    if requirement.id == "cps_only":
        needed.remove("allowed")  # nothing allows it
    return needed <= there[key(requirement)]


def test_every_requirement_has_its_worked_examples():
    there = shown_by(GATE_EXAMPLES, "gate")

    assert not [key(one) for one in REQUIREMENTS if not shows_enough(one, there)]


def test_every_signal_has_its_worked_examples():
    there = shown_by(SIGNAL_EXAMPLES, "signal")
    needed = {"state": {"raised", "quiet", "cleared"}, "pattern": {"raised", "quiet"}}

    assert not [one.id for one in SIGNALS if not needed[one.kind] <= there[one.id]]


def cannot_be_recorded(recorded):
    found = check_data(EVENT_TYPES[recorded.event], recorded.data)
    return [*found.problems, *(name for name in found.unknown if name != "reasons")]


@pytest.mark.parametrize("examples", [DUTY_EXAMPLES, GATE_EXAMPLES, SIGNAL_EXAMPLES])
def test_an_example_holds_only_what_can_be_recorded(examples):
    assert len(examples) > 80
    assert not [
        (named(example), problems)
        for example in examples
        for one in [*(example.get("events") or []), example.get("recording")]
        if one and (problems := cannot_be_recorded(entry(1, one)))
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: getattr(rule, "id", ""))
def test_every_rule_says_where_it_comes_from(rule):
    assert rule.sources
    assert all(source.document in DOCUMENTS and source.place for source in rule.sources)
    assert rule.requirements
    assert not set(rule.requirements) - set(places())
    assert rule.what
    assert rule.basis
    assert rule.figure in ("stated", "law", "default")
    assert rule.figure != "law" or "law" in rule.basis
    assert date(2010, 1, 1) < rule.since <= rule.read_on <= date(2026, 11, 24)


def patterns_of(rule):
    if hasattr(rule, "guards"):
        return parse_patterns(rule.guards)
    return [pattern for part in rule.patterns.values() for pattern in part]


@pytest.mark.parametrize("rule", [*ON_RECORD, *REQUIREMENTS], ids=lambda rule: rule.id)
def test_every_pattern_names_events_fields_and_codes_that_there_are(rule):
    for pattern in patterns_of(rule):
        type_ = EVENT_TYPES.get(pattern.event) or DERIVED[pattern.event]
        for condition in pattern.conditions:
            if condition.field == "agency" and condition.field not in type_.all_fields:
                continue
            field = type_.all_fields[condition.field]
            allowed = {"true", "false"} if field.type == "bool" else set(field.codes)
            assert set(condition.allowed) <= allowed, (pattern, condition)


def test_no_two_rules_have_one_name():
    names = [*DUTY_OF, *map(key, REQUIREMENTS), *(signal.id for signal in SIGNALS)]

    assert (len(DUTIES), len(ON_RECORD)) == (80, 83)
    assert len(names) == len(set(names))
