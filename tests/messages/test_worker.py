"""A message leaves once, whatever becomes of who sends it; and what does not leave is somebody's."""

from __future__ import annotations

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction

from answerable.messages import outbox
from answerable.messages.sending import GIVE_UP, attempt
from answerable.messages.ways import Refused, Trouble
from answerable.people.acting import working
from answerable.rules.signal_catalogue import SIGNALS
from tests.messages.cast import (
    DAY,
    HOUR,
    NICK,
    NOW,
    OMAR,
    PRIYA,
    Sent,
    a_case_to_write_in,
    answer,
    became,
    left_over,
    say,
    states,
    until_nothing_is_left,
    work,
)
from tests.record.cast import rows
from tests.worklist.desks import new_signals

pytestmark = pytest.mark.django_db


def test_a_message_is_put_in_with_the_entry_that_causes_it_or_not_at_all():
    case_id = a_case_to_write_in()

    with transaction.atomic():
        answer(case_id)
        transaction.set_rollback(True)
    assert states(case_id) == []


def test_a_form_that_is_sent_twice_makes_one_message():
    from answerable.actions import commit
    from answerable.events.entry import Event
    from tests.messages.cast import ANSWER

    case_id = a_case_to_write_in()
    event = Event("question.answered", NOW, "police", "", {**ANSWER, "reasons": {"asked": "x"}})
    for _ in range(2):
        commit.record(case_id, [event], by=OMAR, key="once", expected_seq=None, at=NOW)

    assert len(became(case_id)) == 1


def test_one_worker_has_a_message_for_as_long_as_its_lease():
    answer(a_case_to_write_in())
    with working():
        first, second = outbox.claim(NOW), outbox.claim(NOW)
        late = outbox.claim(NOW + outbox.LEASE)

    assert first is not None and second is None
    assert late.id == first.id and (first.in_doubt, late.in_doubt) == (False, True)


def test_whoever_was_killed_after_it_left_is_followed_by_one_who_asks_and_does_not_send():
    case_id, way = a_case_to_write_in(), Sent()
    answer(case_id)
    with working():
        message = outbox.claim(NOW)
    # It leaves, and whoever sent it is killed before anything is written down.
    with transaction.atomic():
        attempt(message, way, NOW)
        transaction.set_rollback(True)

    assert work(way, NOW + outbox.LEASE) == ["waiting"]
    assert len(way.out) == 1


def test_whoever_was_slow_changes_nothing_of_what_another_has_taken_over():
    case_id, slow, quick = a_case_to_write_in(), Sent(), Sent()
    answer(case_id)
    with working():
        message = outbox.claim(NOW)
    work(quick, NOW + outbox.LEASE)

    assert attempt(message, slow, NOW + outbox.LEASE) is None
    assert slow.out == [] and len(quick.out) == 1


def test_a_provider_that_cannot_be_asked_is_sent_nothing_that_is_in_doubt():
    class Deaf(Sent):
        def find(self, reference):
            raise Trouble(may_have_left=True)

    case_id, way = a_case_to_write_in(), Deaf(Trouble(may_have_left=True))
    answer(case_id)
    until_nothing_is_left(way)

    assert way.out == []
    assert left_over(case_id) == [("message.handed_over", "not_known")]


def test_what_the_provider_will_never_take_is_left_to_a_person_at_once():
    case_id, way = a_case_to_write_in(), Sent(Refused())
    seq = answer(case_id, how="text")

    assert work(way) == ["refused"]
    assert left_over(case_id) == [("message.failed", seq), ("message.handed_over", "refused")]


def test_a_provider_down_for_a_week_is_tried_less_and_less_and_each_message_becomes_a_task():
    case_id, way = a_case_to_write_in(), Sent(*[Trouble(may_have_left=False)] * 500)
    for _ in range(3):
        answer(case_id, how="text")
    tried = until_nothing_is_left(way)

    assert tried[-1] < NOW + GIVE_UP + 2 * HOUR
    assert 3 * 15 < len(tried) < 3 * 40
    assert way.out == []
    assert states(case_id) == [("given_up", "provider_down")] * 3
    assert [what for what, _ in left_over(case_id)].count("message.handed_over") == 3
    found, _ = new_signals(OMAR, NOW, NOW + 2 * DAY)
    asked = [one for one in found if one.signal == "message_not_received"]
    assert len(asked) == 3
    assert "another way that is safe" in asked[0].put_right


def test_the_task_is_over_when_somebody_reached_the_victim():
    case_id, way = a_case_to_write_in(), Sent(Refused())
    answer(case_id)
    work(way)
    say(
        case_id,
        "contact.made",
        at=NOW + HOUR,
        method="in_person",
        by="agency",
        alone="yes",
        news=True,
    )

    found, _ = new_signals(OMAR, NOW - DAY, NOW + 2 * HOUR)
    assert not [one for one in found if one.signal == "message_not_received"]
    assert "message_not_received" in {one.id for one in SIGNALS}


def test_trouble_that_is_over_is_forgotten():
    case_id, way = (
        a_case_to_write_in(),
        Sent(Trouble(may_have_left=True), Trouble(may_have_left=False)),
    )
    answer(case_id)
    for hour in range(3):
        work(way, NOW + hour * HOUR)

    assert len(way.out) == 1
    assert GIVE_UP > 3 * HOUR


def test_what_left_is_asked_after_until_it_is_known_what_became_of_it():
    case_id, way = (
        a_case_to_write_in(),
        Sent("created", "sending", Trouble(may_have_left=True), "pending", "delivered"),
    )
    answer(case_id)
    for hour in range(6):
        work(way, NOW + hour * HOUR)

    assert rows("SELECT state FROM messages_step ORDER BY id") == [
        ("created",), ("sending",), ("pending",), ("delivered",),
    ]  # fmt: skip


def test_what_nobody_can_say_any_more_is_left_to_a_person():
    case_id, way = a_case_to_write_in(), Sent("created", *["sending"] * 500)
    answer(case_id)
    asked = until_nothing_is_left(way)

    assert states(case_id) == [("given_up", "not_known")]
    assert len(asked) < 200 and asked[-1] > NOW + 7 * DAY


def test_whoever_sees_the_case_sees_what_became_of_its_messages_and_nobody_changes_it():
    case_id = a_case_to_write_in(PRIYA)
    answer(case_id)
    seen = "SELECT count(*) FROM messages_message"

    assert [rows(seen, by=who) for who in (OMAR, PRIYA, NICK, None)] == [
        [(1,)],
        [(1,)],
        [(0,)],
        [(0,)],
    ]
    assert rows("SELECT count(*) FROM messages_paper") == [(0,)]
    assert rows("UPDATE messages_message SET next_at = now() RETURNING id") == []
    with pytest.raises(ProgrammingError):
        rows(
            "INSERT INTO messages_step (message_id, case_id, at, state, why)"
            " SELECT id, case_id, now(), 'delivered', '' FROM messages_message"
        )


def test_no_program_sends_a_message_a_second_time_or_changes_what_became_of_it():
    case_id, way = a_case_to_write_in(), Sent()
    answer(case_id)
    work(way)
    for statement in (
        "UPDATE messages_message SET provider_id = 'another'",
        "UPDATE messages_message SET ended_at = now(); UPDATE messages_message SET ended_at = NULL",
        "UPDATE messages_step SET state = 'delivered'",
        "DELETE FROM messages_step",
        "DELETE FROM messages_message",
    ):
        with (
            pytest.raises((ProgrammingError, InternalError)),
            working(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
