"""What the victim said lately stands in the row of their case, for who may see it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from answerable.events.catalogue import EVENT_TYPES
from answerable.people.acting import acting_as
from answerable.worklist.from_victim import LATELY, WORDS, said_lately
from tests.people.cast import NICK, NOW, OMAR, PRIYA
from tests.worklist.lists import a_case, report

pytestmark = pytest.mark.django_db

ASKED = (2.0, "device.requested", "police", "phone-1", {"of": "victim"})
NO = (1.0, "device.answered", "victim", "phone-1", {"answer": "refused", "given_by": "victim"})
YES = (1.5, "device.answered", "victim", "phone-1", {"answer": "agreed", "given_by": "victim"})


def words(case_id, *, by=OMAR, now=NOW):
    with acting_as(by):
        return [one.words for one in said_lately([case_id], now).get(case_id, ())]


def test_a_no_to_a_request_for_a_device_stands_in_the_row():
    case_id = a_case(report(3), ASKED, NO)

    assert words(case_id) == ["said no to handing over a device"]


def test_an_answer_that_was_changed_is_said_as_it_is_now():
    case_id = a_case(report(3), ASKED, YES, NO)

    assert words(case_id) == ["said no to handing over a device"]


def test_what_an_agency_wrote_down_is_not_what_the_victim_said_here():
    case_id = a_case(report(3), ASKED, (1.0, "device.answered", "police", "phone-1", NO[-1]))

    assert words(case_id) == []


def test_what_was_taken_back_is_gone_from_the_row():
    asked = (1.0, "question.asked", "victim", "", {"of": "police"})
    case_id = a_case(report(3), asked)
    assert words(case_id) == ["asked the police a question and has no answer yet"]
    again = a_case(report(3), asked, (0.5, "record.corrected", "victim", "", {"seq": 2}))

    assert words(again) == []


def test_after_two_weeks_and_for_a_stranger_the_row_says_nothing_of_it():
    case_id = a_case(report(3), ASKED, NO)

    assert words(case_id, by=NICK) == []
    assert words(case_id, now=NOW + LATELY - timedelta(days=1.01))
    assert not words(case_id, now=NOW + LATELY)


def test_what_takes_the_place_of_something_is_said_in_its_place():
    said = [
        (4.0, "engagement.paused"),
        (3.0, "engagement.resumed"),
        (2.0, "question.asked"),
        (1.0, "complaint.made"),
    ]
    case_id = a_case(
        report(5), *((ago, event, "victim", "", {"of": "police"}) for ago, event in said)
    )

    assert words(case_id) == [
        "complained of the police and has no answer yet",
        "asked the police a question and has no answer yet", "goes on again",
    ]  # fmt: skip


@pytest.mark.parametrize("asks", ["question", "complaint"])
def test_what_waits_for_an_answer_stays_in_the_row_until_there_is_one_from_whom_it_was_asked(asks):
    sent = {"question": "question.asked", "complaint": "complaint.made"}[asks]

    def answer(ago, agency, **data):
        return (ago, f"{asks}.answered", agency, "", {"how": "phone", **data})

    waits = (40.0, sent, "victim", "", {"of": "police"})
    assert len(words(a_case(report(50), waits))) == 1
    assert len(words(a_case(report(50), waits, answer(30.0, "cps")))) == 1
    assert words(a_case(report(50), waits, answer(30.0, "police"))) == []
    assert words(a_case(report(50), waits, answer(1.0, "police"))) == []
    if asks == "complaint":
        assert (
            len(words(a_case(report(50), waits, answer(30.0, "police", answer="says_when")))) == 1
        )


def test_what_the_adviser_passed_on_waits_too_and_what_was_taken_back_long_ago_does_not():
    asked = (40.0, "question.asked", "support", "", {"of": "cps"})
    assert words(a_case(report(50), asked)) == [
        "asked the prosecutors a question and has no answer yet"
    ]
    gone = (39.0, "record.corrected", "support", "", {"seq": 2})
    assert words(a_case(report(50), asked, gone)) == []


def test_what_no_agency_of_the_record_can_answer_does_not_stand_there_for_ever():
    complained = (40.0, "complaint.made", "victim", "", {"of": "court"})
    assert words(a_case(report(50), complained)) == []
    assert words(a_case(report(50), (2.0, *complained[1:]))) == ["complained of the court"]


def test_who_prosecutes_sees_it_too():
    case_id = a_case(report(3), ASKED, NO, held={"prosecutor": PRIYA})

    assert words(case_id, by=PRIYA) == ["said no to handing over a device"]


def test_every_kind_of_thing_that_a_victim_may_say_has_its_words_for_the_agencies():
    theirs = {name for name, one in EVENT_TYPES.items() if "victim" in one.by}

    assert set(WORDS) == theirs - {"record.corrected"}
    for name, said in WORDS.items():
        if not isinstance(said, str):
            field, by_code = said
            codes = set(EVENT_TYPES[name].all_fields[field].codes)
            assert set(by_code) - {""} <= codes, name
