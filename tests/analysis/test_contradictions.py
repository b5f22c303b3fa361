"""The nineteen contradictions between published figures cannot be fallen into."""

from __future__ import annotations

import pytest

from answerable.analysis.catalogue import MEASURE_OF
from answerable.analysis.published.beside import (
    OF_FIGURE,
    OF_MEASURE,
    Unlike,
    add_up,
    definition_of,
    figure,
    share_of,
    side_by_side,
)
from answerable.analysis.published.contradictions import CONTRADICTIONS, NEVER_USED
from answerable.analysis.published.figures import published
from answerable.analysis.reporting.published_sections import IN_ORDER, SERIES


def refused(one, other) -> None:
    """Two figures are not set side by side, unless the difference is said."""
    with pytest.raises(Unlike, match="without saying so"):
        side_by_side(one, other)
    assert side_by_side(one, other, "what differs").differs == "what differs"


def test_1_456_days_is_of_prosecutors_decisions_alone():
    assert side_by_side(MEASURE_OF["time.report_to_cps_nfa"], figure("I089")).differs == ""
    refused(MEASURE_OF["time.report_to_police_nfa"], figure("I089"))
    refused(MEASURE_OF["time.report_to_cps_nfa"], figure("I001"))


def test_2_218_and_209_days_are_not_added_up_to_456():
    with pytest.raises(Unlike, match="is no count"):
        add_up(figure("I088"), figure("I100"))


def test_3_3_per_cent_charged_is_not_3_per_cent_convicted():
    assert figure("A01").value == figure("I011").value == 3
    refused(figure("A01"), figure("I011"))


def test_4_three_kinds_of_not_supporting_are_three():
    assert len({definition_of(figure(id_)) for id_ in ("I003", "I064", "I068", "I004")}) == 4
    refused(MEASURE_OF["withdrawal.outset"], figure("I003"))


def test_5_29_41_and_62_per_cent_have_three_bases():
    for one, other in (("I060", "X052"), ("X052", "X107"), ("I060", "X107")):
        refused(figure(one), figure(other))


def test_6_18_to_64_per_cent_is_a_change_of_definition():
    refused(figure("L07"), figure("L06"))
    refused(MEASURE_OF["withdrawal.by_day_30"], figure("L07"))


def test_7_64_per_cent_is_of_those_who_withdrew_and_not_of_reports():
    refused(figure("X005"), figure("L06"))
    refused(MEASURE_OF["withdrawal.incidence_30"], figure("L06"))


def test_8_referrals_are_not_decisions_and_offences_are_not_suspects():
    refused(figure("I008"), figure("X073"))
    refused(figure("I009"), figure("X053"))
    with pytest.raises(Unlike, match="no share"):
        share_of(figure("I009"), figure("I008"))
    assert share_of(figure("X053"), figure("X073")) == pytest.approx(0.680, abs=5e-4)


def test_9_one_year_before_and_after_revision_is_two_figures():
    refused(figure("I022"), figure("X099"))


def test_10_a_charge_rate_without_a_base_is_no_rate():
    refused(figure("I032"), figure("X117"))
    refused(MEASURE_OF["funnel.charged"], figure("X066"))


def test_11_45_of_90_is_not_over_half():
    refused(figure("I072"), figure("I074"))
    with pytest.raises(Unlike):
        share_of(figure("I074"), figure("I059"))


def test_12_recorded_requests_for_phones_are_not_all_requests():
    refused(figure("L11"), figure("L25"))
    refused(figure("L12"), figure("X125"))
    assert side_by_side(MEASURE_OF["device.requested"], figure("L11")).differs == ""


def test_13_no_sample_is_worked_back_from_25_phones():
    for of in ("L11", "L12"):
        with pytest.raises(Unlike, match="no share"):
            share_of(figure("L13"), figure(of))


def test_14_twelve_times_the_odds_is_not_twelve_times_the_risk():
    assert definition_of(figure("L23")) == "odds ratio"
    assert "risk ratio" not in OF_FIGURE.values()


def test_15_a_mean_of_79_days_is_not_a_median_of_98():
    refused(figure("I087"), figure("X038"))


def test_16_one_per_cent_at_court_is_of_cases_that_were_not_over():
    refused(figure("X001"), figure("X011"))


def test_17_the_two_outcomes_that_read_as_swapped_are_not_used():
    used = {theirs for _, _, theirs, _ in IN_ORDER} | set(SERIES)
    assert {"I169", "I170"} == NEVER_USED and not used & NEVER_USED


def test_18_346_and_489_days_to_a_charge_are_of_different_people():
    refused(figure("X103"), figure("X046"))
    refused(MEASURE_OF["time.report_to_charge"], figure("X046"))


def test_19_1557_and_2409_prosecutions_are_of_different_years():
    refused(figure("X065"), figure("X123"))
    with pytest.raises(Unlike, match="counts something else"):
        add_up(figure("X065"), figure("X123"))


def test_there_are_nineteen_and_each_names_figures_that_there_are():
    assert [one.number for one in CONTRADICTIONS] == list(range(1, 20))
    assert {id_ for one in CONTRADICTIONS for id_ in one.figures} <= set(published())


def test_no_definition_is_of_a_figure_or_a_measure_that_is_not_there():
    assert set(OF_FIGURE) <= set(published())
    assert set(OF_MEASURE) <= set(MEASURE_OF)


@pytest.mark.parametrize(("_figure", "ours", "theirs", "differs"), IN_ORDER)
def test_what_the_report_sets_side_by_side_says_what_differs(_figure, ours, theirs, differs):
    side_by_side(MEASURE_OF[ours], published()[theirs], differs)
