"""A model knows of a case what was known at the moment, and nothing that came later."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from answerable.analysis.cases import REPORTED
from answerable.analysis.models.covariates import (
    CASE_MIX,
    COVARIATES,
    LANDMARKS,
    NotYetKnown,
    at,
    known_at,
    noted,
)
from answerable.analysis.models.rates import spells
from answerable.analysis.models.sample import sample
from tests.analysis.models.made import (
    AS_OF,
    CHARGE,
    INCONSISTENT,
    LEAVES,
    NFA,
    START,
    case,
    log_of,
)
from tests.analysis.thrown_cases import thrown

LATE = [one for one in COVARIATES.values() if one.known_from > 0]


@pytest.mark.parametrize("covariate", LATE, ids=lambda one: one.name)
def test_what_takes_time_to_be_known_is_refused_at_the_report(covariate):
    log = log_of([case("a", (2, INCONSISTENT))])

    with pytest.raises(NotYetKnown, match="only cases that last can have it"):
        at(log, covariate, 0)
    assert covariate not in known_at(0)


def test_a_later_note_is_not_seen_at_an_earlier_landmark():
    log = log_of([case("a", (10, INCONSISTENT)), case("b", (3, INCONSISTENT))])

    assert at(log, COVARIATES["inconsistency"], 7).tolist() == ["no", "yes"]
    assert at(log, COVARIATES["inconsistency"], 28).tolist() == ["yes", "yes"]


def test_what_was_recorded_after_the_landmark_was_not_known_at_it():
    entries = case("a", (3, INCONSISTENT))
    entries[-1] = entries[-1]._replace(recorded_at=START + timedelta(days=20))
    log = log_of([entries])

    assert at(log, COVARIATES["inconsistency"], 7).tolist() == ["no"]
    assert noted(log, COVARIATES["inconsistency"]).tolist() == [20.0]


@pytest.mark.parametrize("landmark", LANDMARKS)
def test_nothing_that_came_to_be_known_after_the_landmark_changes_what_is_said(landmark):
    listened = [one.patterns.partition("[")[0] for one in COVARIATES.values()]
    cases = {
        name: entries
        for name, entries in thrown(7, [*listened, "decision.made"], 120).items()
        if any(entry.event == REPORTED for entry in entries)
    }
    cut = []
    for entries in cases.values():
        first = next(entry for entry in sorted(entries, key=lambda e: (e.occurred_at, e.seq))
                     if entry.event == REPORTED)  # fmt: skip
        until = first.occurred_at + timedelta(days=landmark)
        cut.append([e for e in entries if e is first or max(e.occurred_at, e.recorded_at) <= until])
    whole, known = log_of(cases.values()), log_of(cut)

    some = False
    for covariate in known_at(landmark):
        said = at(whole, covariate, landmark)
        assert said.tolist() == at(known, covariate, landmark).tolist()
        some = some or len(set(said.tolist())) > 1
    assert some


def test_what_is_not_recorded_is_a_level_of_its_own():
    log = log_of([case("a", report={"relationship": "stranger"}), case("b")])

    assert at(log, COVARIATES["relationship"], 0).tolist() == ["stranger", "not_recorded"]


def test_forces_are_compared_by_neither_team_nor_outcome():
    assert {"team", "force", "outcome"}.isdisjoint(CASE_MIX)
    assert all(COVARIATES[name].known_from == 0 for name in CASE_MIX)


def test_what_accrues_counts_from_the_day_on_which_it_was_noted():
    log = log_of([case("a", (5, INCONSISTENT), (30, NFA)), case("b", (9, CHARGE))])
    found = sample(log, "nfa", 0, [])

    rows = spells(found, {"inconsistency": noted(log, COVARIATES["inconsistency"])})

    table = sorted(zip(rows.case.tolist(), rows.begin.tolist(), rows.end.tolist(),
                       rows.event.tolist(), rows.values["inconsistency"].tolist(), strict=True))  # fmt: skip
    assert table == [
        (0, 0.0, 5.0, False, "no"), (0, 5.0, 30.0, True, "yes"), (1, 0.0, 9.0, False, "no"),
    ]  # fmt: skip


def test_those_who_had_left_or_whose_case_had_ended_are_no_longer_asked_of():
    log = log_of([
        case("a", (3, LEAVES)), case("b", (10, NFA)), case("c", (40, NFA)), case("d", (60, LEAVES)),
        case("e"), case("f", start=AS_OF - timedelta(days=2)),
    ])  # fmt: skip

    found = sample(log, "withdrawal", 7, [])

    assert np.array(log.columns.cases)[found.course.case].tolist() == ["b", "c", "d", "e"]
    assert found.left_out == {"ended_before": 1, "too_young": 1}
