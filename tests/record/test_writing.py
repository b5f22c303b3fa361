"""What is recorded stays as it was recorded, in order, once."""

from __future__ import annotations

import threading
from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError, OperationalError, connection, connections, transaction

from answerable.config.home import ADMIN
from answerable.events.entry import Event
from answerable.people.acting import acting_as
from answerable.record import reading
from answerable.record.writing import NoSuchCase, SomebodyRecorded, Unrecordable, append
from tests import throwaway
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
    put,
    rows,
)

pytestmark = pytest.mark.django_db


def read(case_id, by=OMAR, **how):
    with acting_as(by), transaction.atomic():
        return reading.entries(case_id, **how)


def test_what_was_recorded_is_read_as_it_was_recorded():
    case_id = a_case()

    recorded = put(case_id, an_event(), a_delay())

    first, second = read(case_id)
    assert recorded.seqs == (1, 2)
    assert (first.seq, first.event, first.data) == (1, "victim.spoken_to", {"first": True})
    assert first.occurred_at == an_event().occurred_at
    assert first.recorded_at == NOW
    assert (first.actor, first.agency) == (str(OMAR), "police")
    assert second.data["why"] == "The lab has no slot before May."


def test_whoever_saw_an_older_page_is_told_that_somebody_recorded():
    case_id = a_case(PRIYA)
    put(case_id, an_event(), by=PRIYA, seq=0)

    with pytest.raises(SomebodyRecorded) as told:
        put(case_id, an_event(), seq=0)

    assert (told.value.expected_seq, told.value.seq) == (0, 1)
    assert len(read(case_id)) == 1


def test_the_same_key_gives_the_first_answer_and_records_nothing_twice():
    case_id = a_case(PRIYA)
    first = put(case_id, an_event(), a_delay(), seq=0, key="once")
    put(case_id, an_event(), by=PRIYA)

    again = put(case_id, an_event(), a_delay(), seq=0, key="once")

    assert again == first
    assert len(read(case_id)) == 3


def test_another_persons_key_is_another_key():
    case_id = a_case(PRIYA)
    put(case_id, an_event(), key="once")

    assert put(case_id, an_event(), by=PRIYA, key="once").seqs == (2,)


def test_a_case_that_one_may_not_see_is_a_case_that_there_is_not():
    case_id = a_case()

    for other in (case_id, uuid4()):
        with pytest.raises(NoSuchCase):
            put(other, an_event(), by=NICK)
    assert read(case_id, by=NICK) == []


def test_a_note_of_a_support_service_leaves_no_number_and_no_gap():
    case_id = a_case(ISLA)

    before = put(case_id, an_event())
    noted = put(case_id, a_note(), by=ISLA)
    after = put(case_id, an_event(), seq=1)

    assert (before.seqs, noted, after.seqs) == ((1,), (case_id, (), (1,)), (2,))
    assert [entry.seq for entry in read(case_id)] == [1, 2]
    assert [entry.event for entry in read(case_id, ISLA, log="support")] == ["support.note"]


def test_no_statement_of_the_police_finds_a_trace_of_a_support_services_note():
    case_id = a_case(ISLA)
    put(case_id, a_note(), by=ISLA)

    tables = ("record_entry", "record_note", "record_head")
    seen = {t: rows(f"SELECT count(*) FROM {t} WHERE log = 'support'")[0][0] for t in tables}
    with acting_as(OMAR), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT record_lock(%s, '{case,support}')::text", [case_id])
        ((locked,),) = cursor.fetchall()

    assert seen == dict.fromkeys(tables, 0)
    assert locked == '{"case": 0}'
    assert rows("SELECT count(*) FROM record_request WHERE caller <> %s", [OMAR]) == [(0,)]


def test_a_correction_keeps_the_original():
    case_id = a_case()
    put(case_id, an_event())
    put(case_id, a_correction(1, entry={"data": {"first": False}}))

    original, correction = read(case_id)

    assert original.data == {"first": True}
    assert correction.data["entry"] == {"data": {"first": False}}


def test_words_inside_a_correction_are_kept_apart_too():
    case_id = a_case()
    put(case_id, a_delay())
    put(case_id, a_correction(1, entry={"data": {"why": "A word put right."}}))

    stored = rows("SELECT data::text FROM record_entry WHERE case_id = %s", [case_id])

    assert "A word put right." not in str(stored)
    assert "Written" not in str(stored)
    assert read(case_id)[1].data["entry"]["data"]["why"] == "A word put right."


def a_correction(seq: int, **data: object) -> Event:
    return an_event("record.corrected", seq=seq, reason="Written in haste.", **data)


def test_a_correction_of_what_is_not_there_would_leave_words_in_the_log_and_is_refused():
    case_id = a_case()

    with pytest.raises(Unrecordable):
        put(case_id, a_correction(7, entry={"data": {"why": "A word put right."}}))
    put(case_id, a_delay(), a_correction(1, entry={"data": {"why": "A word put right."}}))

    stored = rows("SELECT data::text FROM record_entry WHERE case_id = %s", [case_id])
    assert len(stored) == 2
    assert "A word put right." not in str(stored)


def test_reasons_given_at_a_gate_are_kept_apart_too():
    case_id = a_case()
    put(case_id, an_event(first=True, reasons={"authority": "Nobody of that rank was to be had."}))

    stored = rows("SELECT data::text FROM record_entry WHERE case_id = %s", [case_id])

    assert "rank" not in str(stored)
    assert read(case_id)[0].data["reasons"]["authority"] == "Nobody of that rank was to be had."


@pytest.mark.parametrize(
    "value",
    ["a\x00b", "half \ud800", 1.5, "sha256:" + "0" * 64],
    ids=["nul", "half", "float", "hash"],
)
def test_what_no_log_can_hold_is_refused_before_anything_is_written(value):
    case_id = a_case()

    with pytest.raises(Unrecordable):
        put(case_id, an_event(), an_event("delay.explained", of=value, cause="digital", why="x"))

    assert read(case_id) == []


def test_nobody_records_in_the_name_of_another():
    case_id = a_case(PRIYA)

    in_her_name = {"expected_seq": 0, "actor": PRIYA, "key": "k", "at": NOW}
    with (
        acting_as(OMAR),
        pytest.raises(DatabaseError, match='security policy for table "record_entry"'),
        transaction.atomic(),
    ):
        append(case_id, [an_event()], **in_her_name)


def test_a_reading_is_on_record_and_those_on_the_case_see_it():
    from answerable.actions.opening import note_reading

    case_id = a_case()
    note_reading(case_id, by=NICK, at=NOW, part="timeline", reason="A linked case.")

    with acting_as(OMAR), transaction.atomic():
        seen = reading.readings(case_id)
    with acting_as(PRIYA), transaction.atomic():
        unseen = reading.readings(case_id)

    assert [(one["staff_id"], one["reason"]) for one in seen] == [(NICK, "A linked case.")]
    assert unseen == []


def test_a_case_is_found_by_its_very_reference_by_those_on_it_alone():
    case_id = a_case()
    ((reference,),) = rows("SELECT reference FROM record_case WHERE id = %s", [case_id])

    with acting_as(OMAR), transaction.atomic():
        found = reading.case_of(reference)
    with acting_as(NICK), transaction.atomic():
        nothing = reading.case_of(reference)

    assert (found, nothing) == (case_id, None)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_write_at_once_one_is_told_to_look_again():
    case_id = a_case(PRIYA)
    together = threading.Barrier(2)
    found: dict[object, object] = {}

    def write(who):
        try:
            with acting_as(who):
                together.wait(10)
                found[who] = put(case_id, an_event(), by=who, seq=0).seqs
        except SomebodyRecorded as told:
            found[who] = told.seq
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(who,)) for who in (OMAR, PRIYA)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(map(str, found.values())) == ["(1,)", "1"]
    assert len(read(case_id)) == 1


@pytest.mark.django_db(transaction=True)
def test_many_who_write_at_once_lose_nothing_and_leave_no_gap():
    case_id = a_case()

    def write():
        for _ in range(10):
            put(case_id, an_event())
        connections.close_all()

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert [entry.seq for entry in read(case_id)] == list(range(1, 81))


@pytest.mark.django_db(transaction=True)
def test_one_key_sent_twice_at_once_is_recorded_once():
    case_id = a_case()
    found = []

    def write():
        found.append(put(case_id, an_event(), key="double click"))
        connections.close_all()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert {one.seqs for one in found} == {(1,)}
    assert len(found) == 4
    assert len(read(case_id)) == 1


@pytest.mark.django_db(transaction=True)
def test_a_server_that_goes_away_is_said_as_such_and_the_next_one_is_found():
    case_id = a_case()

    with acting_as(OMAR), pytest.raises(OperationalError), transaction.atomic():
        twice_with_a_server_that_is_killed_between(case_id)

    assert put(case_id, an_event(), key="three").seqs == (1,)


def twice_with_a_server_that_is_killed_between(case_id):
    written = {"expected_seq": None, "actor": OMAR, "at": NOW}
    append(case_id, [an_event()], key="one", **written)
    with psycopg.connect(throwaway.url(ADMIN)) as admin:
        pid = connection.connection.info.backend_pid
        admin.execute("SELECT pg_terminate_backend(%s)", [pid])
    append(case_id, [an_event()], key="two", **written)
