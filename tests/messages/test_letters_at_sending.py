"""A letter leaves to the address that it was written for, while that is safe and the adviser the same."""

from __future__ import annotations

import pytest

from answerable.actions.messaging import queue_letter
from answerable.events.entry import Event
from answerable.people import parts
from answerable.people.acting import acting_as, working
from answerable.people.vault import contacts
from tests.messages.cast import (
    DAY,
    HOUR,
    ISLA,
    LETTER,
    NOW,
    OMAR,
    PDF,
    Sent,
    a_case_to_write_in,
    left_over,
    say,
    states,
    supervisor_of,
    vault,
    work,
)

pytestmark = pytest.mark.django_db


def a_letter(case_id, at=NOW, **more):
    vault.put_contact(case_id, "address", "1 Made Up Street", safe=True, by=OMAR, at=at - HOUR)
    with acting_as(OMAR), working():
        (address,) = [one.id for one in contacts(case_id, at) if one.kind == "address"]
    event = Event("letter.sent", at, "police", "", LETTER)
    queue_letter(
        case_id, "no_further_action", PDF, event=event, contact_id=address, by=OMAR,
        key="a letter", expected_seq=None, at=at, **more,
    )  # fmt: skip
    return address


def test_a_letter_leaves_as_it_was_written():
    case_id, way = a_case_to_write_in(method="phone"), Sent("created")
    a_letter(case_id)

    assert work(way) == ["waiting"]
    assert [(one.channel, one.pdf, one.to) for one in way.out] == [("letter", PDF, "")]
    assert states(case_id) == [("created", "")]


def test_a_letter_stops_where_the_address_is_another_one_now():
    case_id, way = a_case_to_write_in(method="phone"), Sent()
    address = a_letter(case_id)
    vault.put_contact(
        case_id, "address", "2 Made Up Street", safe=True, by=OMAR, at=NOW, instead_of=address
    )

    assert work(way) == ["cancelled"] and way.out == []
    assert left_over(case_id) == [("message.failed", 2), ("message.handed_over", "no_address")]


def test_a_letter_stops_where_the_victim_has_another_adviser_now():
    case_id, way = a_case_to_write_in(ISLA, method="phone"), Sent()
    a_letter(case_id)
    with working():
        parts.end(case_id, ISLA, by=ISLA, at=NOW + HOUR, part="adviser")

    assert work(way, NOW + DAY) == ["cancelled"] and way.out == []
    assert left_over(case_id)[-1] == ("message.handed_over", "adviser_changed")


def test_a_letter_stops_where_the_victim_wants_none():
    case_id, way = a_case_to_write_in(method="phone"), Sent()
    a_letter(case_id)
    say(case_id, "contact.declined", at=NOW, scope="letters")

    assert work(way) == ["cancelled"] and way.out == []


def test_a_letter_to_an_erased_person_goes_nowhere_and_is_nobodys_task():
    case_id, way = a_case_to_write_in(method="phone"), Sent()
    vera = vault.put_person(case_id, "victim", by=OMAR, at=NOW, name="Vera Madeup")
    a_letter(case_id)
    vault.erase_person(case_id, vera.id, by=supervisor_of(case_id), at=NOW, why="She asked for it.")

    assert work(way, NOW + DAY) == [] and way.out == []
    assert states(case_id) == [("cancelled", "erased")] and left_over(case_id) == []
