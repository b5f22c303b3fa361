"""Where the victim may be reached stands on no page, whoever asks for it and at whatever address;
and who they are stands in no title, no address and no log."""

from __future__ import annotations

import logging

import pytest
from lxml import html

from answerable.actions.commit import record
from answerable.actions.letting_in import break_glass
from answerable.actions.safe_words import put_word
from answerable.actions.vault import put_contact, put_person
from answerable.events.entry import Event
from tests.flows.test_looking_at_a_case import REPORT
from tests.people.cast import (
    CALLUM,
    ISLA,
    NOW,
    OMAR,
    YESTERDAY,
    at_the_tests_time,
    key,
    reference_of,
    rows,
    whole_case,
)
from tests.portal.cast import put
from tests.sweeping import in_full
from tests.web.addresses import WHO, table
from tests.web.test_every_address import as_it_was, browser

pytestmark = pytest.mark.django_db

# Each is in no word list and no template. What the adviser alone was given is among them.
WHERE = {
    "telephone": "07700 900771", "email": "qwistlethorn@victims.example",
    "address": "7 Brindlewick Walk",
}  # fmt: skip
KEPT, WORDS, NAMES = "4 Ostlerhaven Row", ("marzipanical", "tangerinest"), ("Zephyrine", "Oddleby")
NOWHERE = (*WHERE.values(), "07700900771", KEPT, *WORDS)


@pytest.fixture
def case_id(monkeypatch):
    at_the_tests_time(monkeypatch)
    found = whole_case()
    reported = Event("crime.reported", YESTERDAY, "police", "", REPORT)
    record(found, [reported], by=OMAR, key=key(), expected_seq=None, at=NOW)
    put_person(found, "victim", by=OMAR, at=NOW, name=" ".join(NAMES), chosen_name=NAMES[0])
    for kind, value in WHERE.items():
        put_contact(found, kind, value, safe=True, by=OMAR, at=NOW)
    put_contact(found, "address", KEPT, safe=True, by=ISLA, at=NOW)
    for kind, word in zip(("hers", "ours"), WORDS, strict=True):
        put_word(found, kind, word, by=OMAR, at=NOW)
    put(found, "contact.agreed", when="regular", every_days=14, method="phone", safe=True,
        letters=True, may_leave_message=False)  # fmt: skip
    break_glass(reference_of(found), by=CALLUM, at=NOW, why="They rang 999.")
    return found


def titles_and_addresses(text: str) -> str:
    tree = html.fromstring(text)
    found = tree.xpath("//@href | //@src | //@action | //@id | //@name")
    return " ".join([tree.findtext(".//title") or "", *found])


@pytest.mark.parametrize("who", in_full(("investigator", "witness_care", "victim"), WHO[1:]))
def test_nobody_reads_of_it_at_any_address(case_id, who, caplog):
    caplog.set_level(logging.DEBUG)
    reference = reference_of(case_id)
    client = browser(who, reference)
    pages = 0
    for row in table():
        if row.method != "GET":
            continue
        address = row.address(reference)
        with as_it_was(client):
            answer = client.get(address)
        text = "" if answer.streaming else answer.content.decode(errors="replace")
        pages += answer.status_code == 200
        assert not [one for one in NOWHERE if one in text + str(answer.headers)], address
        assert not [one for one in NAMES if one in str(answer.headers)], address
        if text.lstrip().startswith("<!DOCTYPE"):
            assert not [one for one in NAMES if one in titles_and_addresses(text)], address
        if who in ("victim", "supporter", "stranger", "performance", "oversight"):
            assert not [one for one in NAMES if one in text], address

    assert pages > 5
    # The driver of the database tells a debugger its statements; nobody is one in the product.
    logged = [one.getMessage() for one in caplog.records if not one.name.startswith("django.db")]
    assert not [one for one in (*NOWHERE, *NAMES) if one in " ".join(logged)]


def test_the_log_and_what_is_made_of_it_hold_none_of_it(case_id):
    tables = (
        "record_entry", "record_note", "record_reading", "record_head", "worklist_item",
        "worklist_case", "worklist_signal", "worklist_reason", "people_part",
    )  # fmt: skip
    for one in tables:
        found = str(rows(f"SELECT * FROM {one}"))
        assert not [value for value in (*NOWHERE, *NAMES) if value in found], one
