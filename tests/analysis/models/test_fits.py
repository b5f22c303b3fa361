"""Models of a log: what they are of, what they find, and that they agree with plain counting."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from answerable.analysis.models.cox import cox
from answerable.analysis.models.missing import bounds_of
from answerable.analysis.models.odds import fit_nfa, fit_withdrawal, odds_of
from answerable.analysis.models.rates import hazards, incidences
from answerable.analysis.models.risks import risk_ratios_of
from answerable.analysis.models.sample import Sample, sample, settled
from answerable.analysis.models.terms import Term
from answerable.analysis.statistics import Z
from tests.analysis.models.made import AS_OF, INCONSISTENT, LEAVES, NFA, case, caseload, log_of


@pytest.fixture(scope="module")
def log():
    return log_of(caseload(1_200))


def term(fit, covariate: str, level: str) -> Term:
    return next(one for one in fit.terms if (one.covariate, one.level) == (covariate, level))


def holds(found: Term, effect: float) -> bool:
    """Whether an effect lies within three standard errors."""
    error = np.log(found.high / found.low) / (2 * Z)
    return abs(np.log(found.estimate / effect)) < 3 * error


def test_planted_odds_are_found(log):
    leaving, stopping = fit_withdrawal(log), fit_nfa(log, 7)

    assert holds(term(leaving, "domestic_abuse", "true"), 3)
    assert holds(term(stopping, "inconsistency", "yes"), 5)
    assert holds(term(stopping, "domestic_abuse", "true"), 1)
    assert not holds(term(leaving, "domestic_abuse", "true"), 1)
    assert not holds(term(stopping, "inconsistency", "yes"), 1)
    assert leaving.how == "logistic, maximum likelihood"


def test_of_one_covariate_the_odds_ratio_is_the_one_counted(log):
    fit = fit_withdrawal(log, covariates=["domestic_abuse"])
    yes, no = (term(fit, "domestic_abuse", level) for level in ("true", "false"))

    odds = [one.events / (one.n - one.events) for one in (yes, no)]
    assert yes.estimate == pytest.approx(odds[0] / odds[1])
    assert (no.estimate, no.low, no.reference) == (1.0, None, True)
    assert yes.n + no.n == fit.n
    assert yes.events + no.events == fit.events


def test_cases_of_which_the_year_is_not_over_are_not_asked_of_and_are_counted():
    cases = caseload(80) + [case(f"y{n}", start=AS_OF - timedelta(days=100)) for n in range(7)]

    fit = fit_withdrawal(log_of(cases))

    assert fit.n == 80
    assert fit.left_out == {"ended_before": 0, "too_young": 7}


def test_of_no_further_action_those_who_left_are_not_among_them_and_are_counted(log):
    fit = fit_nfa(log)

    assert fit.n + fit.left_out["victim_left"] == 1_200
    assert fit.left_out["victim_left"] == fit_withdrawal(log).events


def test_a_hazard_ratio_counts_what_accrues_from_its_day(log):
    fit = hazards(log, "nfa")

    found = term(fit, "inconsistency", "yes")
    assert found.low > 1.5
    assert found.n < term(fit, "inconsistency", "no").n  # every case begins without
    assert term(fit, "inconsistency", "no").n == 1_200


def test_what_accrues_does_not_make_cases_last():
    # An inconsistency is noted at an even rate as long as a case lasts, and does nothing.
    dice = np.random.default_rng(5)
    ends, notes = dice.exponential(60, 1_500), dice.exponential(60, 1_500)
    log = log_of(
        case(f"c{n:04}", *([(notes[n], INCONSISTENT)] if notes[n] < ends[n] else []),
             (ends[n], NFA))
        for n in range(1_500)
    )  # fmt: skip

    found = term(hazards(log, "nfa"), "inconsistency", "yes")
    naive = cox((notes < ends).astype(float)[:, None], np.zeros(1_500), ends, ends > 0)

    assert holds(found, 1)
    assert np.exp(naive.high[0]) < 0.6  # as if it kept cases open


def test_how_many_and_why_differ_where_endings_compete(log):
    # Abuse makes victims leave sooner, so that fewer cases are left for the police to stop.
    why, many = hazards(log, "nfa"), incidences(log, "nfa")

    assert (
        term(many, "domestic_abuse", "true").estimate < term(why, "domestic_abuse", "true").estimate
    )
    assert many.kind == "subdistribution_hazard_ratio"
    assert not any(one.covariate == "inconsistency" for one in many.terms)


def test_a_risk_ratio_of_one_covariate_is_the_one_counted_and_no_odds_ratio(log):
    found = settled(sample(log, "withdrawal", 0, ["domestic_abuse"]))
    fit = risk_ratios_of(*found, replicates=60)
    yes, no = (term(fit, "domestic_abuse", level) for level in ("true", "false"))

    assert yes.estimate == pytest.approx(yes.events / yes.n / (no.events / no.n))
    assert yes.low < yes.estimate < yes.high
    assert yes.estimate < term(odds_of(*found), "domestic_abuse", "true").estimate


def test_where_cases_separate_firths_estimates_are_given_and_it_is_said():
    # Nobody whose suspect is a stranger leaves.
    cases = [
        case(f"c{n}", (20, LEAVES if n % 2 and n % 3 else NFA),
             report={"relationship": "friend" if n % 3 else "stranger"})
        for n in range(60)
    ]  # fmt: skip

    fit = fit_withdrawal(log_of(cases))

    assert fit.how == "logistic, Firth, profile likelihood"
    found = term(fit, "relationship", "stranger")
    assert found.events == 0
    assert 0 < found.low < found.estimate < found.high < 1
    assert any("separation" in note for note in fit.notes)


def test_too_few_events_are_said_to_be_too_few():
    fit = fit_withdrawal(log_of(caseload(30)))

    assert "Firth" in fit.how
    assert any("fewer than 10 a term" in note for note in fit.notes)


def test_bounds_hold_whatever_the_missing_were():
    dice = np.random.default_rng(2)
    yes = dice.random(400) < 0.4
    truth = np.where(dice.random(400) < 0.3, "other_than_white", "white")
    said = np.where(dice.random(400) < 0.3, "not_recorded", truth)
    course = settled(sample(log_of(case(f"c{n:03}") for n in range(400)), "withdrawal", 0, []))[0]

    def of(values: np.ndarray) -> Sample:
        return Sample("withdrawal", 7, course.course, {"race": values}, {}, "")

    found = bounds_of(of(said), yes)
    full = term(odds_of(of(truth), yes), "race", "other_than_white")

    assert found.least.estimate < full.estimate < found.most.estimate
    assert found.least.estimate < found.recorded.estimate < found.most.estimate
    assert found.missing == (said == "not_recorded").sum()
    at_worst = np.where(yes, "other_than_white", "white")
    worst = np.where(said == "not_recorded", at_worst, said) == "other_than_white"
    odds = [(one & yes).sum() / (one & ~yes).sum() for one in (worst, ~worst)]
    assert found.most.estimate == pytest.approx(odds[0] / odds[1])


def test_a_level_at_which_it_never_happens_is_named_and_set_aside():
    cases = [
        case(f"c{n}", (10 + n, NFA if n % 3 else LEAVES),
             report={"relationship": "friend" if n % 3 else "stranger", "team": "general",
                     "domestic_abuse": n % 2 == 0})
        for n in range(60)
    ]  # fmt: skip

    fit = hazards(log_of(cases), "nfa")

    assert any("relationship=stranger: it happened in none" in note for note in fit.notes)
    assert any("team is the same" in note for note in fit.notes)
    assert term(fit, "domestic_abuse", "true").estimate is not None
    assert fit.how.startswith("cause-specific")


def test_what_is_not_recorded_is_compared_with_what_is_and_never_the_other_way_round():
    cases = [
        case(f"c{n}", (20, LEAVES if n % 3 else NFA),
             report={"relationship": "friend"} if n % 4 == 0 else {})
        for n in range(200)
    ]  # fmt: skip

    fit = fit_withdrawal(log_of(cases))

    assert term(fit, "relationship", "friend").reference
    assert term(fit, "relationship", "not_recorded").n == 150


def test_where_two_things_could_not_be_told_apart_whenever_it_happened_that_is_said():
    def report(relationship: str, team: str) -> dict[str, str]:
        return {"relationship": relationship, "team": team}

    # Of the young each relationship goes with each team; of those still open later it does not.
    young = [
        case(f"y{n}", report=report(("partner", "friend")[n % 2], ("general", "specialist")[n // 4]),
             start=AS_OF - timedelta(days=3))
        for n in range(8)
    ]  # fmt: skip
    last = case("last", (300, NFA), report=report("partner", "general"))
    late = case("late", (100, NFA), report=report("friend", "specialist"),
                start=AS_OF - timedelta(days=101))  # fmt: skip

    fit = hazards(log_of([*young, last, late]), "nfa")

    assert (fit.how, fit.events) == ("none", 2)
    assert "two things went together in them" in fit.notes[-1]
    assert all(one.low is None for one in fit.terms)
