"""Measures over a columnar log find what a slow plain count of each case finds."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings

from answerable.analysis.answers import Answers
from answerable.analysis.catalogue import MEASURE_OF, MEASURES
from answerable.analysis.evaluate import evaluate
from answerable.analysis.log import Log
from answerable.events.columns import from_cases
from answerable.events.corrections import in_force
from tests.analysis.made_cases import logs
from tests.analysis.slow import Plain

AS_OF = datetime(2024, 6, 1, tzinfo=UTC)
NFA = ("cps nfa", "police nfa")


def plain_cases(made: dict[str, Any]) -> list[Plain]:
    return [Plain(in_force(made[name], AS_OF), AS_OF) for name in sorted(made)]


def log_of(made: dict[str, Any]) -> Log:
    return Log(from_cases(made.items()), AS_OF)


def inside(answers: Answers) -> dict[int, bool]:
    """For each case in the denominator, whether it is in the numerator."""
    kept = answers.inside
    return dict(zip(answers.case[kept].tolist(), answers.yes[kept].tolist(), strict=True))


def spells(answers: Answers) -> dict[int, tuple[str, float]]:
    """For each case with a time: its state and days."""
    states = {
        "closed": answers.inside, "open": answers.open, "missing": answers.missing,
        "other": answers.not_applicable,
    }  # fmt: skip
    found = {}
    for at, case in enumerate(answers.case.tolist()):
        (state,) = [name for name, mask in states.items() if mask[at]]
        found[case] = (state, round(float(answers.days[at]), 6))
    return found


SHARES = {
    "cases.reported": lambda c: True if c.counted else None,
    "cases.recorded": lambda c: True if c.recorded else None,
    "funnel.referred": lambda c: (
        bool(c.all("file.submitted", purpose=("charging", "resubmission"))) if c.recorded else None
    ),
    "funnel.open": lambda c: c.undecided if c.recorded else None,
    "outcome.16": lambda c: c.outcome() == "16" if c.recorded else None,
    "funnel.charged": lambda c: bool(c.all("charge.made")) if c.recorded else None,
    "funnel.convicted": lambda c: (
        bool(c.all("court.outcome", result=("guilty_plea", "convicted"))) if c.recorded else None
    ),
}


@pytest.mark.parametrize("name", SHARES)
@settings(max_examples=40, deadline=None)
@given(made=logs())
def test_a_share_is_of_the_cases_that_a_plain_count_finds(name, made):
    expected = {at: SHARES[name](case) for at, case in enumerate(plain_cases(made))}

    found = inside(MEASURE_OF[name].ask(log_of(made)))

    assert found == {at: yes for at, yes in expected.items() if yes is not None}


def referral_to_decision(case: Plain) -> Any:
    start = case.first("file.submitted", purpose=("charging",))
    if start is None:
        return None
    after = case.entries[case.place(start) + 1 :]
    decision = next(
        (e for e in after if e.event == "decision.made" and e.data.get("by") == "cps"), None
    )
    end = case.finish()
    return case.spell(start, decision, end if end in after else None)


TIMES = {
    "time.report_to_police_nfa": lambda c: c.to_decision("police nfa"),
    "time.report_to_cps_nfa": lambda c: c.to_decision("cps nfa"),
    "time.report_to_referral": lambda c: c.spell(
        c.first("crime.reported"), c.first("file.submitted", purpose=("charging",)), c.finish()
    ),
    "time.report_to_charge": lambda c: c.spell(
        c.first("crime.reported"), c.first("charge.made"), c.finish()
    ),
    "time.referral_to_cps_decision": referral_to_decision,
}


@pytest.mark.parametrize("name", TIMES)
@settings(max_examples=40, deadline=None)
@given(made=logs())
def test_a_time_ends_as_a_plain_count_says_or_is_open(name, made):
    expected = {at: TIMES[name](case) for at, case in enumerate(plain_cases(made))}

    found = spells(MEASURE_OF[name].ask(log_of(made)))

    assert found == {
        at: (spell[0], round(spell[1], 6)) for at, spell in expected.items() if spell is not None
    }


@settings(max_examples=40, deadline=None)
@given(made=logs())
def test_every_figure_lies_in_its_interval_and_no_share_is_past_one(made):
    for row in evaluate(log_of(made), MEASURES):
        if row.value is None:
            continue
        if row.unit == "share":
            assert 0 <= row.low <= row.value + 1e-9 and row.value <= row.high + 1e-9 <= 1 + 2e-9
        if row.low is not None and row.high is not None:
            assert row.low <= row.high
        assert min(row.open, row.missing, row.not_applicable) >= 0


@settings(max_examples=40, deadline=None)
@given(made=logs())
def test_the_parts_of_a_breakdown_add_up_to_the_whole(made):
    log = log_of(made)
    whole = {row.measure: row for row in evaluate(log, MEASURES) if row.unit != "days"}
    parts: dict[str, list[Any]] = {}
    for row in evaluate(log, MEASURES, ("force", "team")):
        parts.setdefault(row.measure, []).append(row)

    for name, row in whole.items():
        for column in ("numerator", "open", "missing", "not_applicable"):
            assert sum(getattr(part, column) for part in parts.get(name, [])) == getattr(
                row, column
            )


def test_every_measure_says_what_it_is_of():
    names = [measure.id for measure in MEASURES]

    assert len(names) == len(set(names))
    for measure in MEASURES:
        assert measure.title and measure.base and measure.definition.endswith(".")
        assert measure.basis == "default" or measure.sources, f"{measure.id} cites nothing"
