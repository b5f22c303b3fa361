"""A message leaves where the way to the victim is safe when it leaves, and not when it was written."""

from __future__ import annotations

import pytest

from answerable.actions.refusing import NotAllowed
from answerable.messages.wording import CHOICES, CHOSEN, WORDS
from tests.messages.cast import (
    AGREED,
    DAY,
    HOUR,
    MINUTE,
    NOW,
    OMAR,
    PRIYA,
    Sent,
    a_case,
    a_case_to_write_in,
    answer,
    entries,
    left_over,
    say,
    states,
    supervisor_of,
    vault,
    work,
)

pytestmark = pytest.mark.django_db


def test_what_was_written_for_the_victim_makes_one_neutral_text_to_the_safe_number():
    case_id, way = a_case_to_write_in(), Sent()
    answer(case_id)

    assert states(case_id) == [("created", "")]
    assert work(way) == ["waiting"]
    (out,) = way.out
    assert (out.to, out.channel) == ("07700900123", "text")
    assert (
        out.words.body == "There is something new for you to read. Sign in when it is safe for you."
    )
    assert work(way, NOW + 2 * HOUR) == ["delivered"]
    assert states(case_id) == [("delivered", "")]
    assert left_over(case_id) == []


def test_nothing_is_written_to_somebody_who_agreed_to_no_way():
    case_id = a_case()
    vault.put_contact(case_id, "telephone", "07700 900123", safe=True, by=OMAR, at=NOW)
    answer(case_id)

    assert states(case_id) == []


@pytest.mark.parametrize("method", ["phone", "in_person", "app", "adviser", "bsl_video"])
def test_who_is_to_be_told_by_a_person_gets_nothing_from_a_machine(method):
    case_id = a_case_to_write_in(method=method)
    answer(case_id)

    assert states(case_id) == []


def test_what_has_no_words_for_the_victim_makes_no_message():
    case_id = a_case_to_write_in()
    answer(case_id, for_victim="")
    say(case_id, "risk.assessed", level="high", risk_to_others=True)

    assert states(case_id) == []


def test_three_things_to_read_make_one_message():
    case_id, way = a_case_to_write_in(), Sent()
    for _ in range(3):
        answer(case_id)
    work(way)
    answer(case_id)
    work(way)

    assert len(way.out) == 2


STOPS = {
    "breached": ("contact.breached", {"how": "wrong_person"}),
    "declined": ("contact.declined", {"scope": "all"}),
    "moved": ("victim.moved", {"to": "hospital"}),
}


@pytest.mark.parametrize("why", STOPS)
def test_what_was_stopped_after_it_was_queued_does_not_leave(why):
    case_id, way = a_case_to_write_in(), Sent()
    answer(case_id)
    event, data = STOPS[why]
    say(case_id, event, at=NOW + HOUR, **data)

    assert work(way, NOW + 2 * HOUR) == ["cancelled"]
    assert way.out == []
    assert states(case_id) == [("cancelled", why)]
    assert left_over(case_id) == [("message.handed_over", why)]


def test_a_way_of_which_the_victim_said_that_it_is_not_safe_any_more_is_not_used():
    case_id, way = a_case_to_write_in(), Sent()
    answer(case_id)
    said = {"method": "phone", "by": "victim", "alone": "yes", "news": False}
    say(case_id, "contact.made", at=NOW + HOUR, still_safe="no", **said)
    say(case_id, "contact.made", at=NOW + HOUR, still_safe="yes", **said)

    assert work(way, NOW + 2 * HOUR) == ["cancelled"]
    assert states(case_id) == [("cancelled", "not_safe")] and way.out == []


@pytest.mark.parametrize(
    ("agreed", "why"),
    [
        ({"safe": False}, "not_safe"),
        ({"method": "phone"}, "changed"),
        ({"method": "email"}, "changed"),
    ],
)
def test_what_is_agreed_now_counts(agreed, why):
    case_id, way = a_case_to_write_in(), Sent()
    answer(case_id)
    say(case_id, "contact.agreed", at=NOW + HOUR, **{
        "when": "only_news", "method": "text", "may_leave_message": False, "letters": True, "safe": True,
        **agreed,
    })  # fmt: skip

    assert work(way, NOW + 2 * HOUR) == ["cancelled"]
    assert states(case_id) == [("cancelled", why)] and way.out == []


def test_it_waits_for_the_time_that_is_safe():
    case_id, way = a_case_to_write_in(safe_times="after 18:00"), Sent()
    answer(case_id)

    assert work(way) == ["waiting"] and way.out == []
    assert work(way, NOW + HOUR) == []
    assert work(way, NOW.replace(hour=18)) == ["waiting"]
    assert len(way.out) == 1


@pytest.mark.parametrize(("times", "left"), [("", 0), ("any time", 1)])
def test_an_agreement_that_is_silent_on_times_keeps_those_that_were_told_before(times, left):
    case_id, way = a_case_to_write_in(safe_times="after 18:00"), Sent()
    said = {"safe_times": times} if times else {}
    say(case_id, "contact.agreed", **AGREED, **said)
    answer(case_id)

    work(way)

    assert len(way.out) == left


def test_times_that_a_machine_cannot_read_are_left_to_a_person():
    case_id, way = a_case_to_write_in(safe_times="when he is at work"), Sent()
    answer(case_id, how="text")

    assert work(way) == ["cancelled"] and way.out == []
    assert left_over(case_id) == [("message.failed", 2), ("message.handed_over", "times_unclear")]


@pytest.mark.parametrize("wording", CHOICES)
def test_it_leaves_in_the_words_that_the_victim_has_chosen_by_then(wording):
    case_id, way = a_case_to_write_in(), Sent()
    say(case_id, CHOSEN, wording="new")
    answer(case_id)
    say(case_id, CHOSEN, at=NOW + MINUTE, wording=wording)
    work(way, NOW + HOUR)

    assert [out.words for out in way.out] == [WORDS[wording, "en"]]


def test_the_words_that_were_chosen_stay_whatever_is_agreed_later_until_they_are_taken_back():
    case_id, way = a_case_to_write_in(), Sent()
    chosen = say(case_id, CHOSEN, wording="reminder")
    say(case_id, "contact.agreed", **AGREED)
    answer(case_id)
    work(way)
    say(case_id, "record.corrected", seq=chosen, reason="It was for another victim.")
    answer(case_id)
    work(way)

    assert [out.words for out in way.out] == [WORDS["reminder", "en"], WORDS["new", "en"]]


def test_choosing_words_makes_no_way_safe_and_begins_nothing_that_was_stopped():
    case_id, way = a_case_to_write_in(), Sent()
    say(case_id, "contact.declined", scope="all")
    say(case_id, CHOSEN, at=NOW + MINUTE, wording="update")
    answer(case_id, at=NOW + HOUR)

    assert work(way, NOW + HOUR) in ([], ["cancelled"]) and way.out == []


@pytest.mark.parametrize("method", ["text", "email"])
def test_a_message_to_an_erased_person_goes_nowhere_and_none_is_written_later(method):
    case_id, way = a_case_to_write_in(method=method), Sent()
    vera = vault.put_person(case_id, "victim", by=OMAR, at=NOW, name="Vera Madeup")
    answer(case_id, how=method)
    vault.erase_person(case_id, vera.id, by=supervisor_of(case_id), at=NOW, why="She asked for it.")

    assert work(way, NOW + DAY) == [] and way.out == []
    assert states(case_id) == [("cancelled", "erased")] and left_over(case_id) == []

    with pytest.raises(NotAllowed):
        vault.put_contact(case_id, "telephone", "07700 900123", safe=True, by=OMAR, at=NOW)
    say(case_id, "contact.agreed", at=NOW + HOUR, **{**AGREED, "method": method})
    answer(case_id, how=method, at=NOW + DAY)
    work(way, NOW + DAY + HOUR)
    assert way.out == []


def test_an_entry_that_was_put_right_sends_nothing_that_it_no_longer_says():
    case_id, way = a_case_to_write_in(), Sent()
    seq = answer(case_id, how="text")
    say(case_id, "record.corrected", seq=seq, reason="I rang her.",
        entry={"data": {"how": "phone", "for_victim": ""}})  # fmt: skip

    assert work(way) == ["cancelled"] and way.out == []
    assert states(case_id) == [("cancelled", "struck_out")] and left_over(case_id) == []


def test_what_did_not_arrive_was_not_told_and_the_duty_is_open_again():
    case_id, way = a_case_to_write_in(PRIYA), Sent("created", "permanent-failure")
    seq = answer(case_id, how="text")
    work(way)

    assert work(way, NOW + HOUR) == ["permanent-failure"]
    assert left_over(case_id) == [("message.failed", seq), ("message.handed_over", "undelivered")]
    assert states(case_id) == [("permanent-failure", "undelivered")]
    assert {one.agency for one in entries(case_id) if one.event.startswith("message.")} == {
        "system"
    }
