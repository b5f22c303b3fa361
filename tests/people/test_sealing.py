"""What says who somebody is, or what they said, is sealed: the database holds it and cannot read it."""

from __future__ import annotations

import json
from datetime import date
from uuid import UUID

import psycopg
import pytest
from django.db import connection, transaction
from django.http import QueryDict

from answerable import sealing
from answerable.actions.vault import open_contact, put_contact, put_person
from answerable.config.home import ADMIN, OWNER, Home, prepare
from answerable.messages import outbox
from answerable.people import safe_words, vault
from answerable.people.acting import acting_as, working
from answerable.people.victims import supporters
from answerable.record import reading, writing
from answerable.record.letters import keeping
from answerable.record.letters import reading as letters
from answerable.web.forms import drafts
from tests import throwaway
from tests.people.cast import NOW, OMAR, key, whole_case
from tests.record.cast import a_delay

CANARY = "xylophone-7731"  # in every field below, and in no other text of ours
BORN_ON = date(1931, 7, 19)


def put(case_id, event):
    with acting_as(OMAR), transaction.atomic():
        writing.append(case_id, [event], expected_seq=None, actor=OMAR, key=key(), at=NOW)


def said_everywhere(case_id) -> dict[str, object]:
    """The canary in every field that is sealed: what names it."""
    victim = put_person(
        case_id, "victim", by=OMAR, at=NOW, name=f"Vera {CANARY}", pronoun=CANARY, born_on=BORN_ON,
    )  # fmt: skip
    with working():  # past the list of words, of which each stands in texts of ours
        vault.learn(case_id, victim.id, own_word=CANARY)
    put_person(
        case_id, "suspect", by=OMAR, at=NOW, subject="s1", name=CANARY, address=f"1 {CANARY} Road",
    )  # fmt: skip
    where = {"safe": True, "shown_to": ["police"], "by": OMAR, "at": NOW}
    contact = put_contact(case_id, "email", f"{CANARY}@nobody.example", **where)
    put(case_id, a_delay(f"The {CANARY} has no slot."))
    with acting_as(OMAR), transaction.atomic():
        supporters.name(case_id, f"Aunt {CANARY}", ["where"], by=OMAR, at=NOW)
    drafts.keep(OMAR, case_id, "line.opened", QueryDict(f"about={CANARY}"), at=NOW)
    with acting_as(OMAR), transaction.atomic():
        safe_words.put(case_id, "ours", CANARY, by=OMAR, at=NOW)
    return {"contact": contact, "letter": a_letter(case_id)}


def a_letter(case_id) -> UUID:
    """A letter that says it, in its words and in its PDF, and one like it that waits to leave."""
    pdf = f"%PDF {CANARY}".encode()
    new = outbox.New(case_id, 1, "acknowledgement", "letter", "police", False, False)
    with working():
        outbox.put(new, at=NOW, pdf=pdf)
        return keeping.keep(
            case_id, 1, keeping.seal(pdf), [{"text": CANARY}], kind="acknowledgement", about=1,
            subject="", agency="police", by_post=True, address=None, records={},
            shown_to=["police"], by=OMAR, at=NOW,
        )  # fmt: skip


def tables_that_hold(words: str) -> list[str]:
    """Every table in which a row holds these words, as the superuser finds them."""
    with psycopg.connect(throwaway.url(ADMIN)) as admin:
        names = admin.execute(
            "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
        asked = "SELECT EXISTS (SELECT FROM {0} WHERE {0}::text LIKE ANY (%s))"
        like = [[f"%{words}%", f"%{words.encode().hex()}%"]]  # as text, and as bytes are shown
        return [one for (one,) in names if admin.execute(asked.format(one), like).fetchone()[0]]


@pytest.mark.django_db(transaction=True)
def test_the_superuser_finds_none_of_it_in_any_table():
    case_id = whole_case()
    named = said_everywhere(case_id)

    assert tables_that_hold(CANARY) == tables_that_hold(str(BORN_ON)) == []
    found = set(tables_that_hold(str(case_id)))
    there = {"people_person", "people_safe_contact", "people_safe_word", "record_note", "web_draft"}
    there |= {"victims_supporter"}
    assert found >= there | {"letters_letter", "messages_paper"}, "the search finds what is there"

    with acting_as(OMAR), transaction.atomic():
        assert vault.victim(case_id).name == f"Vera {CANARY}"
        assert vault.victim(case_id).own_word == CANARY
        assert vault.victim(case_id).born_on == BORN_ON
        assert vault.suspects(case_id)[0].address == f"1 {CANARY} Road"
        assert [one.name for one in supporters.named(case_id)] == [f"Aunt {CANARY}"]
        assert safe_words.opened(case_id) == {"ours": CANARY}
        assert reading.entries(case_id)[-1].data["why"] == f"The {CANARY} has no slot."
        assert letters.said_in(named["letter"]) == [{"text": CANARY}]
        assert letters.pdf_of(named["letter"]) == f"%PDF {CANARY}".encode()
    opened = open_contact(case_id, named["contact"], by=OMAR, at=NOW)
    assert opened == f"{CANARY}@nobody.example"
    assert drafts.kept(OMAR, case_id, "line.opened").typed["about"] == CANARY


@pytest.mark.django_db(transaction=True)
def test_what_is_moved_to_another_case_does_not_open_there():
    hers, another = whole_case(), whole_case()
    put_person(hers, "victim", by=OMAR, at=NOW, name="Vera Nobody")
    put_person(another, "victim", by=OMAR, at=NOW, name="Ann Nobody")

    with psycopg.connect(throwaway.url(ADMIN)) as admin:
        admin.execute(
            "UPDATE people_person AS one SET name = other.name FROM people_person AS other"
            " WHERE one.case_id = %s AND other.case_id = %s",
            [another, hers],
        )

    with (
        pytest.raises(sealing.Unsealable, match="stands where it was not put"),
        acting_as(OMAR), transaction.atomic(),
    ):  # fmt: skip
        vault.victim(another)


def test_a_new_key_seals_and_the_one_before_still_opens(settings):
    old, new = sealing.new_key(), sealing.new_key()
    settings.FIELD_KEYS = (old,)
    before = sealing.seal("Vera Nobody", "person", "name", 1)

    settings.FIELD_KEYS = (new, old)
    after = sealing.seal("Vera Nobody", "person", "name", 1)
    assert sealing.unseal(before, "person", "name", 1) == "Vera Nobody"

    settings.FIELD_KEYS = (new,)
    assert sealing.unseal(after, "person", "name", 1) == "Vera Nobody"
    with pytest.raises(sealing.Unsealable):
        sealing.unseal(before, "person", "name", 1)


def test_without_a_key_nothing_is_kept_in_the_clear(settings):
    settings.FIELD_KEYS = ()
    with pytest.raises(sealing.Unsealable, match="ANSWERABLE_FIELD_KEYS"):
        sealing.seal("Vera Nobody", "person", "name", 1)


@pytest.mark.parametrize("held", ["Vera Nobody", "", "AAAA", "////"])
def test_what_was_never_sealed_is_not_taken_for_what_was(held):
    with pytest.raises(sealing.Unsealable):
        sealing.unseal(held, "person", "name", 1)


@pytest.mark.django_db(transaction=True)
def test_what_an_earlier_version_kept_in_the_clear_is_sealed_once_and_opens():
    case_id = whole_case()
    put_person(case_id, "victim", by=OMAR, at=NOW, name="Vera Nobody")
    put(case_id, a_delay("The lab has no slot."))
    with psycopg.connect(throwaway.url(ADMIN)) as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute("UPDATE people_person SET name = %s", [CANARY])
        admin.execute("UPDATE record_note SET text = %s", [f"The {CANARY}"])

    with psycopg.connect(throwaway.url(OWNER)) as owner, owner.cursor() as cursor:
        sealing.seal_column(cursor, "people_person", "name", ["id"], "person", "name")
        places = ["case_id", "log", "seq", "field"]
        sealing.seal_column(cursor, "record_note", "text", places, "note")

    assert tables_that_hold(CANARY) == []
    with acting_as(OMAR), transaction.atomic():
        assert vault.victim(case_id).name == CANARY
        assert reading.entries(case_id)[-1].data["why"] == f"The {CANARY}"
        with connection.cursor() as cursor:
            cursor.execute("SELECT relforcerowsecurity FROM pg_class WHERE relname = 'record_note'")
            assert cursor.fetchone() == (True,)
            cursor.execute(
                "SELECT DISTINCT tgenabled FROM pg_trigger WHERE NOT tgisinternal AND tgrelid"
                " IN ('record_note'::regclass, 'people_person'::regclass)"
            )
            assert cursor.fetchall() == [("O",)], "the guards against changes are there again"


def test_a_folder_of_an_earlier_version_gets_a_key_and_keeps_what_it_has(tmp_path):
    home = Home(tmp_path / "home")
    prepare(home)
    first = home.secrets()
    kept = {name: value for name, value in first.items() if name != "field_keys"}
    home.secrets_file.write_text(json.dumps(kept))

    prepare(home)

    assert {**home.secrets(), "field_keys": ""} == {**first, "field_keys": ""}
    assert home.secrets()["field_keys"]
