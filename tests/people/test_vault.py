"""The vault: who the victim and the suspects are, and where she may be reached."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from types import SimpleNamespace
from uuid import uuid4

import psycopg
import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from answerable.actions.commit import NoSuchCase, NotAllowed, record
from answerable.actions.refusing import AlreadyThere
from answerable.actions.vault import (
    confirm_contact,
    erase_person,
    learn,
    open_contact,
    put_contact,
    put_person,
)
from answerable.config.home import ADMIN, OWNER
from answerable.events.entry import Event
from answerable.people import vault
from answerable.people.acting import acting_as
from answerable.record import reading
from answerable.sealing import marks, new_key
from tests import throwaway
from tests.people.cast import (
    ISLA,
    NICK,
    NOW,
    OMAR,
    PRIYA,
    SUNITA,
    WENDY,
    key,
    omars_case,
    rows,
    whole_case,
)

pytestmark = pytest.mark.django_db


def known(case_id, by):
    with acting_as(by), transaction.atomic():
        return {(one.kind, one.name) for one in vault.persons([case_id])[case_id]}


def contacts(case_id, by):
    with acting_as(by), transaction.atomic():
        return [one.kind for one in vault.contacts(case_id, NOW)]


def test_those_on_the_case_know_who_it_is_about_and_strangers_do_not():
    case_id = whole_case()
    put_person(case_id, "victim", by=OMAR, at=NOW, name="Vera Nobody", chosen_name="Vee")
    put_person(case_id, "suspect", by=OMAR, at=NOW, subject="s1", name="Sam Nobody")

    both = {("victim", "Vera Nobody"), ("suspect", "Sam Nobody")}
    assert [known(case_id, who) for who in (OMAR, PRIYA, WENDY)] == [both] * 3
    assert known(case_id, ISLA) == {("victim", "Vera Nobody")}
    assert known(case_id, NICK) == set()


def test_several_suspects_are_apart_and_the_first_comes_first():
    case_id = omars_case()
    for subject in ("s1", "s2"):
        put_person(case_id, "suspect", by=OMAR, at=NOW, subject=subject)
    unnamed = put_person(case_id, "suspect", by=OMAR, at=NOW)

    with acting_as(OMAR), transaction.atomic():
        called = [one.subject for one in vault.suspects(case_id)]
    assert sorted(called) == sorted(["s1", "s2", str(unnamed.id)])
    with pytest.raises(AlreadyThere):
        put_person(case_id, "suspect", by=OMAR, at=NOW, subject="s1", name="Sam")
    with pytest.raises(IntegrityError), acting_as(OMAR), transaction.atomic():
        vault.put(case_id, "suspect", by=OMAR, at=NOW, subject="s1")


def test_what_is_known_later_is_put_down_later():
    case_id = omars_case()
    suspect = put_person(case_id, "suspect", by=OMAR, at=NOW, subject="s1")

    learn(case_id, suspect.id, by=OMAR, at=NOW, name="Sam Nobody", born_on=date(1990, 1, 1))

    assert known(case_id, OMAR) == {("suspect", "Sam Nobody")}
    with pytest.raises(NoSuchCase):
        learn(case_id, uuid4(), by=OMAR, at=NOW, name="X")
    with pytest.raises(NoSuchCase):
        learn(case_id, suspect.id, by=NICK, at=NOW, name="X")


def test_her_number_is_opened_by_a_click_that_is_on_record():
    case_id = whole_case()
    contact = put_contact(case_id, "telephone", "07700 900123", safe=True, by=OMAR, at=NOW)

    assert contacts(case_id, PRIYA) == ["telephone"]
    assert open_contact(case_id, contact, by=PRIYA, at=NOW) == "07700 900123"

    with acting_as(OMAR), transaction.atomic():
        read = [(one["staff_id"], one["part"]) for one in reading.readings(case_id)]
    assert read == [(PRIYA, "safe_contact")]


def test_what_she_told_her_adviser_stays_with_the_adviser_until_she_says_otherwise():
    case_id = whole_case()
    hidden = put_contact(case_id, "address", "1 Nowhere", safe=True, by=ISLA, at=NOW)
    put_contact(
        case_id, "email", "v@v.example", safe=True, by=ISLA, at=NOW, shown_to=["witness_care"]
    )

    assert sorted(contacts(case_id, ISLA)) == ["address", "email"]
    assert contacts(case_id, OMAR) == []
    assert contacts(case_id, WENDY) == ["email"]
    with pytest.raises(NoSuchCase):
        open_contact(case_id, hidden, by=OMAR, at=NOW)


def test_a_contact_is_ended_by_the_next_and_never_changed():
    case_id = omars_case()
    first = put_contact(case_id, "telephone", "07700 900123", safe=True, by=OMAR, at=NOW)
    put_contact(case_id, "email", "v@v.example", safe=True, by=OMAR, at=NOW, instead_of=first)

    assert contacts(case_id, OMAR) == ["email"]
    with pytest.raises(ProgrammingError, match="never changed"):
        rows("UPDATE people_safe_contact SET value = '07700 900999'")
    with pytest.raises(ProgrammingError, match="never changed"):
        rows("UPDATE people_safe_contact SET marks = '{}'")


def test_a_change_waits_whoever_can_see_what_was_there_before_and_is_confirmed_once():
    case_id = whole_case()
    put_contact(case_id, "telephone", "07700 900123", safe=True, by=ISLA, at=NOW)  # hers alone
    put_contact(case_id, "email", "v@v.example", safe=True, by=OMAR, at=NOW)
    changed = put_contact(case_id, "telephone", "07700 900456", safe=True, by=OMAR, at=NOW)

    with acting_as(OMAR), transaction.atomic():
        waiting = {one.kind: one.waits(NOW) for one in vault.contacts(case_id, NOW)}
    assert waiting == {"telephone": True, "email": False}
    with pytest.raises(NoSuchCase):
        confirm_contact(case_id, changed, hers=True, how="voice", by=NICK, at=NOW)
    confirm_contact(case_id, changed, hers=True, how="voice", by=PRIYA, at=NOW)
    with pytest.raises(NoSuchCase):
        confirm_contact(case_id, changed, hers=True, how="voice", by=OMAR, at=NOW)
    for statement in (
        "UPDATE people_safe_contact SET confirmed_at = NULL WHERE confirmed_at IS NOT NULL",
        "UPDATE people_safe_contact SET confirmed_at = now() WHERE kind = 'email'",
    ):
        with pytest.raises(ProgrammingError, match="confirmed once"):
            rows(statement)


@pytest.mark.parametrize("written", ["+44 7700 900123", "+44 (0) 7700 900123", "00447700900123"])
def test_a_number_that_was_unsafe_waits_when_it_is_said_to_be_safe_however_it_is_written(written):
    case_id = omars_case()
    unsafe = put_contact(case_id, "telephone", "07700 900123", safe=False, by=OMAR, at=NOW)
    safe = put_contact(case_id, "telephone", written, safe=True, by=OMAR, at=NOW, instead_of=unsafe)

    assert waiting(case_id) == {safe: True}


@pytest.mark.django_db(transaction=True)
def test_a_number_whose_mark_an_earlier_version_made_is_known_again_after_a_migration():
    case_id = omars_case()
    unsafe = put_contact(case_id, "telephone", "+44 (0)7700 900123", safe=False, by=OMAR, at=NOW)
    earlier = marks("007700900123", "contact", case_id, "telephone")
    with psycopg.connect(throwaway.url(ADMIN)) as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute("UPDATE people_safe_contact SET marks = %s", [earlier])

    again = import_module("answerable.people.migrations.0022_the_same_number_again")
    with psycopg.connect(throwaway.url(OWNER)) as owner:
        again.mark(None, SimpleNamespace(connection=owner))

    safe = put_contact(
        case_id, "telephone", "07700 900123", safe=True, by=OMAR, at=NOW, instead_of=unsafe
    )
    assert waiting(case_id) == {safe: True}


def test_a_number_that_is_in_use_goes_on_being_used_however_it_is_written():
    case_id = omars_case()
    first = put_contact(case_id, "telephone", "07700 900123", safe=True, by=OMAR, at=NOW)
    again = put_contact(
        case_id, "telephone", "07700900123", safe=True, by=OMAR, at=NOW, instead_of=first
    )

    assert waiting(case_id) == {again: False}


def test_after_a_new_key_it_is_still_the_same_number(settings):
    case_id = omars_case()
    unsafe = put_contact(case_id, "email", "v@v.example", safe=False, by=OMAR, at=NOW)
    settings.FIELD_KEYS = (new_key(), *settings.FIELD_KEYS)

    safe = put_contact(case_id, "email", "V@v.example", safe=True, by=OMAR, at=NOW)

    assert waiting(case_id)[safe] and unsafe in waiting(case_id)


def waiting(case_id):
    with acting_as(OMAR), transaction.atomic():
        return {one.id: one.waits(NOW) for one in vault.contacts(case_id, NOW)}


def test_what_is_erased_is_gone_for_good_and_the_record_stays():
    case_id = whole_case()
    victim = put_person(case_id, "victim", by=OMAR, at=NOW, name="Vera", pronoun="she")
    put_contact(case_id, "telephone", "07700 900123", safe=True, by=OMAR, at=NOW)
    put_contact(case_id, "address", "1 Nowhere", safe=True, by=ISLA, at=NOW)
    spoken_to = Event("victim.spoken_to", NOW, "police", "", {"first": True})
    record(case_id, [spoken_to], by=OMAR, key=key(), expected_seq=0, at=NOW)

    with pytest.raises(NotAllowed):
        erase_person(case_id, victim.id, by=OMAR, at=NOW, why="She asked.")
    erase_person(case_id, victim.id, by=SUNITA, at=NOW, why="She asked.")

    assert known(case_id, OMAR) == {("victim", None)}
    for who in (OMAR, ISLA):
        assert set(rows("SELECT value, marks::text FROM people_safe_contact", by=who)) == {
            (None, "{}")
        }
    with acting_as(OMAR), transaction.atomic():
        assert len(reading.entries(case_id)) == 1
    with pytest.raises(NoSuchCase):
        learn(case_id, victim.id, by=OMAR, at=NOW, name="Vera")
    with pytest.raises(ProgrammingError, match="stays erased"):
        rows("UPDATE people_person SET name = 'Vera'")


def test_her_address_is_kept_only_where_it_is_a_safe_contact():
    case_id = omars_case()

    with pytest.raises(IntegrityError, match="hers_is_a_safe_contact"):
        put_person(case_id, "victim", by=OMAR, at=NOW, name="Vera", address="1 Nowhere")
