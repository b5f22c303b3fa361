"""What is hard to hear leaves when somebody is there to turn to, and of nothing that nobody told."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from answerable.events.entry import Event
from answerable.people.acting import working
from answerable.record.writing import append
from answerable.worklist.refresh import refresh
from tests.messages.cast import (
    ADDRESS,
    HOUR,
    ISLA,
    LETTER,
    MINUTE,
    NOW,
    OMAR,
    Sent,
    a_case_to_write_in,
    answer,
    commit,
    left_over,
    rows,
    say,
    states,
    work,
)

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 3, 13, 16, 30, tzinfo=UTC)
MONDAY = datetime(2026, 3, 16, 9, tzinfo=UTC)


def decided_by_email(case_id, at):
    reasons = {"needs_considered": "Done by phone.", "verbal_first": "x"}
    told = {
        "how": "email", "review_right": "applies", "needs_considered": True, "adviser_told": "not_applicable",
        "support_present": False, "explained_by": str(OMAR), "skilled": True, "reasons": reasons,
    }  # fmt: skip
    return say(case_id, "decision.told", at=at, **told)


def test_nothing_hard_leaves_on_a_friday_evening_and_it_does_on_monday():
    case_id, way = a_case_to_write_in(method="email", value=ADDRESS, kind="email"), Sent()
    decided_by_email(case_id, FRIDAY)

    assert work(way, FRIDAY) == ["waiting"] and way.out == []
    assert work(way, MONDAY - HOUR) == []
    assert work(way, MONDAY) == ["waiting"]
    assert way.to == [ADDRESS]


@pytest.mark.parametrize("times", ["weekends", "fridays after 17:00"])
def test_what_is_hard_is_left_to_a_person_where_no_safe_time_is_one_at_which_it_may_leave(times):
    email = {"method": "email", "value": ADDRESS, "kind": "email"}
    case_id, way = a_case_to_write_in(**email, safe_times=times), Sent()
    told = decided_by_email(case_id, FRIDAY)

    assert work(way, FRIDAY) == ["cancelled"] and way.out == []
    assert left_over(case_id) == [("message.failed", told), ("message.handed_over", "no_hour")]


def test_what_is_hard_and_written_for_the_victim_is_recorded_where_no_time_is_right_for_it():
    case_id = a_case_to_write_in(safe_times="weekends")
    say(case_id, "progress.told", at=FRIDAY, about="charged", for_victim="It goes to court.")

    assert states(case_id) == []


def test_what_is_not_hard_leaves_on_a_friday_evening_too():
    case_id, way = a_case_to_write_in(), Sent()
    answer(case_id, at=FRIDAY)
    work(way, FRIDAY)

    assert len(way.out) == 1


def test_who_asked_to_hear_it_first_hears_it_on_a_friday_evening():
    case_id, way = a_case_to_write_in(here_first=True), Sent()
    say(case_id, "progress.told", at=FRIDAY, about="charged", for_victim="It goes to court.")
    work(way, FRIDAY)

    assert len(way.out) == 1


@pytest.mark.parametrize("about", ["released", "bail"])
def test_a_warning_of_release_or_bail_never_goes_by_a_machine(about):
    case_id = a_case_to_write_in(here_first=True)
    say(case_id, "progress.told", about=about, for_victim="He was released today.")
    say(case_id, "suspect.released", subject="s1", to="bail")
    say(case_id, "bail.granted", subject="s1", arrested_on="2026-03-01", conditions=["no_contact"],
        victim_views="sought", for_victim="He must not contact you.")  # fmt: skip

    assert states(case_id) == []


def test_nothing_is_sent_of_what_nobody_told_yet():
    case_id = a_case_to_write_in()
    say(case_id, "order.considered", kind="dvpn", decision="apply", why="x")
    say(case_id, "charge.made", subject="s1", for_victim="A charge was made.",
        reasons={"cps_decision": "On paper."})  # fmt: skip

    assert states(case_id) == []


def test_what_an_adviser_writes_for_her_client_makes_no_message_that_others_would_see():
    case_id = a_case_to_write_in(ISLA)
    say(case_id, "support.started", who=ISLA, agency="support", subject="r1", service="isva",
        for_victim="I am your adviser now.")  # fmt: skip

    assert states(case_id) == []


def test_an_emailed_letter_that_a_person_has_to_tell_first_is_left_to_that_person():
    case_id = a_case_to_write_in(method="email", value="vera@victims.example", kind="email")
    way = Sent()
    say(case_id, "letter.sent", **{**LETTER, "how": "email"})

    assert work(way) == ["cancelled"] and way.out == []
    assert left_over(case_id) == [("message.failed", 2), ("message.handed_over", "not_told")]


def test_nothing_leaves_of_what_it_turns_out_nobody_told():
    case_id, way = a_case_to_write_in(), Sent()
    told = say(case_id, "progress.told", about="charged", subject="s1")
    data = {"for_victim": "A charge was made.", "reasons": {"cps_decision": "On paper."}}
    charge = Event("charge.made", NOW - HOUR / 2, "police", "s1", data)
    commit.record(case_id, [charge], by=OMAR, key="charge", expected_seq=None, at=NOW)
    assert states(case_id) == [("created", "")]
    say(case_id, "record.corrected", seq=told, reason="It was another case.")

    assert work(way) == ["cancelled"] and way.out == []
    assert left_over(case_id) == [("message.handed_over", "not_told")]


def a_decision(case_id, *events):
    """As a feed would: what happened, whatever a gate says of it."""
    with working():
        for event, data in events or [("decision.made", {"by": "police", "result": "charge"})]:
            said = Event(event, NOW - MINUTE, "police", "s1", data)
            append(case_id, [said], expected_seq=None, actor=OMAR, key=uuid4().hex, at=NOW)
        refresh(case_id, NOW)


def test_what_was_told_in_writing_leaves_once_the_other_victim_of_the_suspect_was_told_too():
    case_id, other, way = a_case_to_write_in(), a_case_to_write_in(), Sent()
    ((reference,),) = rows("SELECT reference FROM record_case WHERE id = %s", [other], OMAR)
    say(case_id, "case.linked", to=reference, why="same_suspect")
    for one in (case_id, other):
        a_decision(one)
    told = {"how": "text", "review_right": "applies", "needs_considered": True,
            "adviser_told": "yes", "support_present": False, "explained_by": str(OMAR),
            "skilled": True, "reasons": {"verbal_first": "They asked for a text."}}  # fmt: skip
    say(case_id, "decision.told", subject="s1", **told)
    assert states(case_id) == [("created", "")]

    assert work(way) == ["waiting"] and way.out == []
    assert left_over(case_id) == []  # it is no failure, and the telling stands
    assert work(way, NOW + HOUR / 2) == ["waiting"] and way.out == []

    a_decision(other, ("decision.told", {"how": "phone", "review_right": "applies"}))
    assert work(way, NOW + HOUR) == ["waiting"] and len(way.out) == 1


def test_what_waits_for_another_victim_keeps_no_other_message_back():
    case_id, other, way = a_case_to_write_in(), a_case_to_write_in(), Sent()
    ((reference,),) = rows("SELECT reference FROM record_case WHERE id = %s", [other], OMAR)
    say(case_id, "case.linked", to=reference, why="same_suspect")
    for one in (case_id, other):
        a_decision(one)
    told = {"how": "phone", "review_right": "applies", "needs_considered": True,
            "adviser_told": "yes", "support_present": False, "explained_by": str(OMAR),
            "skilled": True, "for_victim": "As we said."}  # fmt: skip
    say(case_id, "decision.told", subject="s1", **told)
    answer(case_id)
    answer(case_id)

    assert len(states(case_id)) == 2  # of two answers one message, as ever
    work(way)
    assert len(way.out) == 1
