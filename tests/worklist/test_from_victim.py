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
    assert words(case_id) == ["asked a question"]
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

    assert words(case_id) == ["complained", "asked a question", "goes on again"]


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
