"""A corrected entry says what changed alone: what it leaves out is as it was, its event included."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.corrections import in_force
from answerable.events.entry import Entry
from answerable.events.validate import check_data

NOON = datetime(2021, 3, 1, 12, tzinfo=UTC)
MADE = {"method": "phone", "by": "agency"}


def made(seq, event, data):
    return Entry("c1", seq, event, NOON, NOON, "", "police", "", data)


def problems(entry):
    data = {"seq": 1, "reason": "Misheard.", "entry": entry}
    return check_data(EVENT_TYPES["record.corrected"], data).problems


@pytest.mark.parametrize(
    ("entry", "wrong"),
    [
        ({"data": {"method": "email"}}, ""),
        ({"data": {"method": "pigeon"}}, "its data is that of no event type"),
        ({"data": {"imagined": 1}}, "its data is that of no event type"),
        ({"event": "contact.made", "data": {"method": "pigeon"}}, "'pigeon' is not allowed"),
    ],
)
def test_data_without_an_event_has_to_be_that_of_some_event(entry, wrong):
    found = problems(entry)

    assert bool(found) == bool(wrong)
    assert all(wrong in reason for _, reason in found)


def test_data_without_an_event_is_read_as_that_of_the_entry_it_corrects():
    correction = {"seq": 1, "reason": "Misheard.", "entry": {"data": {"method": "email"}}}

    read = in_force([made(1, "contact.made", MADE), made(2, "record.corrected", correction)], NOON)

    assert read[0].event == "contact.made"
    assert read[0].data == {"method": "email"}


def test_what_cannot_be_a_field_of_the_corrected_event_is_not_recorded():
    given = {"needs": ["immigration"], "phone_dependence": "none", "method": 7}
    correction = {"seq": 1, "reason": "Misheard.", "entry": {"data": given}}

    read = in_force([made(1, "contact.made", MADE), made(2, "record.corrected", correction)], NOON)

    assert "method" not in read[0].data


def test_what_was_recorded_at_the_very_instant_is_known_at_it():
    assert len(in_force([made(1, "contact.made", MADE)], NOON, known_at=NOON)) == 1


@pytest.mark.parametrize(
    ("entry", "left"),
    [
        ({"subject": "s1"}, MADE),
        ({"event": "contact.made", "subject": "s1"}, MADE),
        ({"event": "contact.attempted"}, {}),
    ],
)
def test_what_an_entry_says_is_carried_over_to_its_own_kind_of_event_alone(entry, left):
    correction = {"seq": 1, "reason": "Misheard.", "entry": entry}

    read = in_force([made(1, "contact.made", MADE), made(2, "record.corrected", correction)], NOON)

    assert read[0].data == left and read[0].subject == entry.get("subject", "")
