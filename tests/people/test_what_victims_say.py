"""What the victim records: in their own words, for themself, and once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import Error, transaction

from answerable.actions import commit
from answerable.actions.commit import NotAllowed, record, record_as_victim
from answerable.events.entry import Event
from answerable.people.acting import acting_as, acting_as_victim
from answerable.record import reading as entries_of
from answerable.record.writing import NoSuchCase
from tests.people.cast import ISLA, NOW, OMAR, key, omars_case
from tests.people.vera import put, say, sees

pytestmark = pytest.mark.django_db


def test_the_victim_records_in_their_own_words_and_the_agencies_see_it(case_id, vera):
    say(vera, "question.asked", of="police", what="When do I get my phone back?")

    with acting_as(OMAR), transaction.atomic():
        entry = entries_of.entries(case_id)[-1]
    assert (entry.event, entry.agency, entry.actor) == ("question.asked", "victim", str(vera))
    assert entry.data["what"] == "When do I get my phone back?"


@pytest.mark.parametrize(
    ("event", "data"),
    [
        ("victim.spoken_to", {"first": True}),
        ("question.asked", {"agency": "police", "of": "police", "what": "x"}),
        ("decision.told", {"how": "phone"}),
        ("withdrawal.confirmed", {"how": "signed"}),
        ("record.corrected", {"seq": 1, "reason": "x"}),
        ("support.note", {"note": "x"}),
    ],
)
def test_the_victim_records_nothing_that_is_for_an_agency_to_say(case_id, vera, event, data):
    put(case_id, "victim.spoken_to", first=True)

    with pytest.raises(NotAllowed):
        say(vera, event, **data)


def test_the_victim_takes_back_their_own_words_and_nobody_elses(case_id, vera):
    seq = say(vera, "question.asked", of="police", what="Mine.").seqs[0]

    say(vera, "record.corrected", seq=seq, reason="I did not mean it.")
    with pytest.raises(NotAllowed):
        say(vera, "record.corrected", seq=seq + 1, reason="x")


def test_the_database_takes_no_entry_of_another_agency_from_the_victim(case_id, vera):
    with pytest.raises(Error), acting_as_victim(vera), transaction.atomic():
        commit.append(
            case_id, [Event("victim.spoken_to", NOW, "police", "", {"first": True})],
            expected_seq=None, actor=vera, key=key(), at=NOW,
        )  # fmt: skip


def test_the_database_takes_no_entry_in_another_case_from_the_victim(vera):
    other = omars_case()

    with pytest.raises(NoSuchCase), acting_as_victim(vera), transaction.atomic():
        commit.append(
            other, [Event("engagement.resumed", NOW, "victim")], expected_seq=None, actor=vera,
            key=key(), at=NOW,
        )  # fmt: skip


def test_stopping_is_confirmed_after_three_days_and_a_conversation_alone_and_not_before(
    case_id, vera
):
    said = {
        "stage": "investigation", "said_by": "victim", "reasons": ["wellbeing"],
        "own_choice": "yes", "could_have_helped": ["not_known"],
    }  # fmt: skip
    record_as_victim(vera, [Event("withdrawal.stated", NOW, "victim", "", said)], key=key(), at=NOW)
    later = NOW + timedelta(hours=73)
    confirmed = [Event("withdrawal.confirmed", later, "victim", "", {"how": "portal"})]

    with pytest.raises(commit.GateClosed):
        record_as_victim(vera, confirmed, key=key(), at=later)
    talked = Event(
        "contact.made", NOW + timedelta(hours=1), "support", "",
        {"method": "in_person", "by": "agency", "alone": "yes", "news": False},
    )  # fmt: skip
    record(case_id, [talked], by=ISLA, key=key(), expected_seq=None, at=later)
    early = [
        Event("withdrawal.confirmed", NOW + timedelta(hours=71), "victim", "", {"how": "portal"})
    ]
    with pytest.raises(commit.GateClosed):
        record_as_victim(vera, early, key=key(), at=NOW + timedelta(hours=71))
    record_as_victim(vera, confirmed, key=key(), at=later)


def test_the_same_words_sent_twice_are_recorded_once(case_id, vera):
    event, one = Event("engagement.resumed", NOW, "victim"), key()

    first = record_as_victim(vera, [event], key=one, at=NOW)

    assert record_as_victim(vera, [event], key=one, at=NOW) == first
    assert sees(vera, "SELECT count(*) FROM record_entry") == [(1,)]
