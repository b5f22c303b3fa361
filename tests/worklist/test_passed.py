"""A duty whose moment has passed is nobody's next move, and was missed all the same."""

from __future__ import annotations

from datetime import timedelta

import pytest

from answerable.events.catalogue import EVENT_TYPES
from answerable.rules.catalogue import DUTY_OF, ON_RECORD
from answerable.rules.pattern import parse_patterns
from answerable.worklist.case_view import case_view
from answerable.worklist.passed import PASSED_BY
from answerable.worklist.ranking import GRAVE
from answerable.worklist.rebuilding import check
from tests.people.cast import NOW, OMAR
from tests.worklist.lists import a_case, report

pytestmark = pytest.mark.django_db
ATTEND = "report.attend"
NFA = {"by": "police", "result": "no_further_action"}


def moves(case_id, at=NOW):
    view = case_view(case_id, at, by=OMAR)
    return [one.duty for one in view.owed], [one.duty for one in view.passed], view


def test_once_a_named_investigator_has_it_nobody_attends_a_report_of_long_ago():
    owed, passed, _ = moves(a_case(report(90)))
    assert ATTEND in owed and not passed

    owed, passed, view = moves(a_case(report(90), (80, "investigation.allocated")))
    assert ATTEND not in owed and passed == [ATTEND]
    assert view.next_move != DUTY_OF[ATTEND].what and view.passed[0].days_late > 80


def test_what_can_still_be_done_in_time_stays_a_next_move_until_its_day_is_over():
    case_id = a_case(report(0.5), (0.25, "investigation.allocated"))
    assert ATTEND in moves(case_id)[0]

    owed, passed, _ = moves(case_id, NOW + timedelta(hours=13))
    assert ATTEND in passed and ATTEND not in owed
    assert check(NOW).difference is None


def test_what_is_about_another_suspect_takes_the_place_of_nothing():
    charged = {"about": "charged"}
    arrested = (60, "suspect.arrested", "police", "s1")

    other = a_case(report(90), arrested, (50, "progress.told", "police", "s2", charged))
    same = a_case(report(90), arrested, (50, "progress.told", "police", "s1", charged))
    assert "contact.tell_arrest" in moves(other)[0]
    assert "contact.tell_arrest" in moves(same)[1]


def test_a_closed_case_owes_only_what_is_still_to_be_done_and_a_reopened_one_all_of_it():
    closed = (
        report(90), (60, "decision.made", "police", "s1", NFA), (50, "case.closed"),
    )  # fmt: skip
    owed, passed, _ = moves(a_case(*closed))
    assert "decision.tell" in owed and "report.risk" in passed

    owed, passed, _ = moves(a_case(*closed, (40, "case.reopened", "police", "", {"why": "Why."})))
    assert "report.risk" in owed


def test_what_the_victim_is_to_hear_of_a_decision_and_what_is_to_be_given_back_never_passes():
    kept = [one.id for one in ON_RECORD if one.id.startswith("decision.") and one.id in PASSED_BY]
    kept += [one for one in PASSED_BY if "material.return" in one or "give_back" in one]

    assert kept == ["decision.appeal"]
    for duty in GRAVE & set(PASSED_BY):  # safety and evidence: only the end of the case ends them
        assert "case.closed" in PASSED_BY[duty], duty
        assert "decision.made" not in PASSED_BY[duty] and "file" not in PASSED_BY[duty], duty


ASKED = {"of": "victim", "kind": "medical"}


def test_the_outcome_for_one_suspect_ends_nothing_of_another_who_is_still_to_be_tried():
    one = [
        report(300), (290, "suspect.identified", "police", "s1"),
        (290, "suspect.identified", "police", "s2"), (200, "charge.made", "police", "s1"),
        (200, "charge.made", "police", "s2"),
        (50, "court.outcome", "court", "s1", {"result": "acquitted"}),
    ]  # fmt: skip
    both = [*one, (40, "court.outcome", "court", "s2", {"result": "acquitted"})]

    assert "court.measures" in moves(a_case(*one))[0]
    assert "court.measures" in moves(a_case(*both))[1]


def test_records_of_the_victim_are_not_chased_once_there_is_no_further_action_unless_reopened():
    asked = (report(90), (80, "third_party.requested", "police", "t1", ASKED))
    over = (*asked, (20, "decision.made", "police", "", NFA))
    again = (*over, (10, "case.reopened", "police", "", {"why": "Why."}))

    assert "material.chase_third_party" in moves(a_case(*asked))[0]
    assert "material.chase_third_party" in moves(a_case(*over))[1]
    assert "material.chase_third_party" in moves(a_case(*again))[0]


def test_who_said_that_she_wants_to_stop_is_offered_no_appointment_until_she_comes_back():
    supports = (report(90), (85, "position.stated", "police", "", {"position": "supports"}))
    stopped = (*supports, (60, "withdrawal.stated", "victim", "", {"said_by": "victim"}))
    back = (*stopped, (30, "engagement.resumed", "victim"))

    assert "investigation.account" in moves(a_case(*supports))[0]
    assert "investigation.account" in moves(a_case(*stopped))[1]
    assert "investigation.account" in moves(a_case(*back))[0]


def test_bail_before_charge_is_not_reviewed_after_the_charge():
    granted = (200, "bail.granted", "police", "s1", {"arrested_on": "2026-01-01"})
    on_bail = (report(210), (205, "suspect.identified", "police", "s1"), granted)

    assert "investigation.bail_review" in moves(a_case(*on_bail))[0]
    charged = a_case(*on_bail, (3, "charge.made", "police", "s1"))
    assert "investigation.bail_review" in moves(charged)[1]


def test_the_victim_is_warned_of_a_release_until_she_knows_where_the_suspect_is():
    free = (
        report(90), (80, "suspect.released", "police", "s1", {"to": "bail"}),
        (30, "charge.made", "police", "s1"),
    )  # fmt: skip
    told = (20, "progress.told", "police", "s1", {"about": "charged"})

    assert "contact.warn_release" in moves(a_case(*free))[0]
    assert "contact.warn_release" in moves(a_case(*free, told))[1]


@pytest.mark.parametrize("duty", PASSED_BY)
def test_what_takes_its_place_is_an_event_and_does_not_meet_it(duty):
    meets = {(one.event, one.conditions) for one in DUTY_OF[duty].patterns["meets"]}

    for one in parse_patterns(PASSED_BY[duty]):
        assert one.event in EVENT_TYPES or one.event == "case.decided"
        assert (one.event, one.conditions) not in meets
