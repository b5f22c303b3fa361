"""One way to write to a case: permission, gates and append, all or nothing."""

from __future__ import annotations

from uuid import uuid4

import pytest

from answerable.actions.commit import (
    GateClosed,
    Invalid,
    NoSuchCase,
    NotAllowed,
    SomebodyRecorded,
    record,
    since,
)
from answerable.events.entry import Event
from tests.record.cast import (
    ISLA,
    NICK,
    NOW,
    OMAR,
    PRIYA,
    a_case,
    a_delay,
    a_note,
    an_event,
    rows,
)

pytestmark = pytest.mark.django_db

CHARGED_BY_POLICE = Event(
    "decision.made", NOW, "police", "",
    {
        "by": "police", "result": "charge", "stage": "evidential", "evidential": "pass",
        "public_interest": "for", "rationale": "It is all there.", "authorised_by": "inspector",
        "decided_by": "p1", "authorised_id": "p2", "read": ["file"],
    },
)  # fmt: skip
HER_PHONE = Event(
    "device.requested", NOW, "police", "d1",
    {
        "of": "victim", "line": "l1", "asked_by": "investigator",
        "alternatives": ["suspect_device"], "from": "2026-01-01", "to": "2026-01-02",
        "data": ["messages"], "necessity": "It may be there.", "in_use_at_time": True,
        "days_estimated": 1, "lawful_basis": "agreement",
    },
)  # fmt: skip


def commit(case_id, *events, by=OMAR, seq=None, key=""):
    return record(case_id, events, by=by, key=key or uuid4().hex, expected_seq=seq, at=NOW)


def seen(case_id, by=OMAR):
    return [entry.event for entry in since(case_id, 0, by=by)]


def test_what_is_recorded_is_there_for_those_on_the_case():
    case_id = a_case(PRIYA)

    assert commit(case_id, an_event(), a_delay(), seq=0).seqs == (1, 2)
    assert seen(case_id, PRIYA) == ["victim.spoken_to", "delay.explained"]


def test_somebody_on_the_case_may_not_record_for_another_agency():
    case_id = a_case(PRIYA)

    for who, event in ((PRIYA, an_event()), (OMAR, a_note()), (PRIYA, a_note())):
        with pytest.raises(NotAllowed):
            commit(case_id, event, by=who)
    assert seen(case_id) == []


def test_for_a_stranger_there_is_no_such_case():
    with pytest.raises(NoSuchCase):
        commit(a_case(), an_event(), by=NICK)


def test_what_its_event_type_does_not_say_is_refused_with_the_reason():
    case_id = a_case()

    with pytest.raises(Invalid) as refused:
        commit(
            case_id,
            an_event(),
            an_event("delay.explained", of="x", cause="weather", why="x"),
            an_event("no.such_event"),
        )

    fine, wrong, unknown = refused.value.problems
    assert fine == []
    assert wrong[0][0] == "data.cause"
    assert unknown == [("event", "is no event type of the catalogue")]
    assert seen(case_id) == []


def test_a_gate_that_is_closed_says_why_and_nothing_is_written():
    case_id = a_case()

    with pytest.raises(GateClosed) as refused:
        commit(case_id, an_event(), CHARGED_BY_POLICE)

    assert "Only a prosecutor can decide to charge rape" in str(refused.value)
    assert any(answer.source for answer in refused.value.answers)
    assert seen(case_id) == []


def test_a_gate_goes_by_what_happened_even_where_this_person_may_not_see_it():
    case_id = a_case(ISLA)
    before = adviser_told(case_id)
    supported = Event("support.started", NOW, "support", "r1", {"service": "isva"})
    commit(case_id, supported, by=ISLA)

    assert (before, adviser_told(case_id)) == (False, True)
    assert seen(case_id) == []


def adviser_told(case_id):
    """What the gate of a request for her phone says: whether a support worker was there first."""
    with pytest.raises(GateClosed) as refused:
        commit(case_id, HER_PHONE)
    return next(a.met for a in refused.value.answers if a.requirement == "adviser_told")


def test_whoever_saw_an_older_page_learns_what_was_recorded_since():
    case_id = a_case(PRIYA)
    commit(case_id, an_event(), seq=0)
    commit(case_id, a_delay(), seq=1)

    with pytest.raises(SomebodyRecorded) as told:
        commit(case_id, an_event(), seq=1)

    news = since(case_id, told.value.expected_seq, by=OMAR)
    assert [(entry.seq, entry.event) for entry in news] == [(2, "delay.explained")]


def test_the_same_key_is_answered_even_where_the_gate_has_closed_since():
    case_id = a_case()
    first = commit(case_id, an_event(), seq=0, key="once")

    assert commit(case_id, CHARGED_BY_POLICE, seq=0, key="once") == first
    assert seen(case_id) == ["victim.spoken_to"]


def test_a_support_services_note_does_not_make_others_look_again():
    case_id = a_case(ISLA)
    commit(case_id, a_note(), by=ISLA)

    assert commit(case_id, an_event(), seq=0).seqs == (1,)


@pytest.mark.parametrize("step", ["queue", "refresh", "allocating.follow"])
def test_whatever_fails_on_the_way_nothing_was_written(step, monkeypatch):
    case_id = a_case()

    def breaks(*_, **__):
        raise RuntimeError

    monkeypatch.setattr(f"answerable.actions.commit.{step}", breaks)

    with pytest.raises(RuntimeError):
        record(case_id, [a_delay()], by=OMAR, key="k", expected_seq=0, at=NOW)

    for table in ("record_entry", "record_note", "record_request"):
        assert rows(f"SELECT count(*) FROM {table}") == [(0,)], table
