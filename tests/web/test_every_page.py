"""What holds of every page that somebody is shown: that it was noted, and what its title may not say."""

from __future__ import annotations

import pytest
from lxml import html

from answerable.actions import exporting
from answerable.actions.commit import record
from answerable.actions.vault import put_contact, put_person
from answerable.events.entry import Event
from answerable.people import demonstration
from answerable.record import writing
from answerable.web.agency import looking
from tests.flows.test_looking_at_a_case import REPORT
from tests.people.cast import (
    ISLA,
    NOW,
    OMAR,
    PRIYA,
    SUNITA,
    WENDY,
    YESTERDAY,
    at_the_tests_time,
    key,
    reference_of,
    rows,
    whole_case,
)
from tests.signing_in import at_browser
from tests.sweeping import sweep
from tests.web.addresses import table
from tests.web.test_every_address import as_it_was

pytestmark = pytest.mark.django_db

WHO = {"investigator": OMAR, "prosecutor": PRIYA, "adviser": ISLA, "witness_care": WENDY}
NUMBER = "07700 900123"  # Ofcom keeps the number for drama
THEIRS = {"Winterbourne", "Vee", "Nobody", NUMBER}


@pytest.fixture
def reference(monkeypatch):
    at_the_tests_time(monkeypatch)
    case_id = whole_case()
    told = [
        Event("crime.reported", YESTERDAY, "police", "", REPORT),
        Event("suspect.identified", YESTERDAY, "police", "s1", {}),
    ]
    record(case_id, told, by=OMAR, key=key(), expected_seq=None, at=NOW)
    put_person(case_id, "victim", by=OMAR, at=NOW, name="Vera Winterbourne", chosen_name="Vee")
    put_person(case_id, "suspect", by=OMAR, at=NOW, subject="s1", name="Sam Nobody")
    put_contact(case_id, "telephone", NUMBER, safe=True, by=OMAR, at=NOW)
    return reference_of(case_id)


def of_a_case(who):
    return [
        row for row in table()
        if "<slug:reference>" in row.route and row.method == "GET" and row.answers[who] == "page"
    ]  # fmt: skip


def noted_by(person):
    ((found,),) = rows("SELECT count(*) FROM record_reading WHERE staff_id = %s", [person])
    return found


@pytest.mark.parametrize("who", WHO)
def test_every_page_of_a_case_is_noted_as_read(who, reference):
    client, unnoted = at_browser(WHO[who]), []

    for row in of_a_case(who):
        with as_it_was(client):
            before = noted_by(WHO[who])
            assert client.get(row.address(reference)).status_code == 200, row.name
            if noted_by(WHO[who]) != before + 1:
                unnoted.append(row.name)

    assert len(of_a_case(who)) > 10 and unnoted == []


def test_a_page_that_cannot_be_noted_is_not_shown(reference, monkeypatch):
    def breaks(*_, **__):
        raise RuntimeError

    client = at_browser(OMAR)
    client.raise_request_exception = False
    monkeypatch.setattr(writing, "note_reading", breaks)
    monkeypatch.setattr(exporting, "note_readings", breaks)

    shown = {}
    for address in ["/my-work.csv", *(row.address(reference) for row in of_a_case("investigator"))]:
        with as_it_was(client):
            answer = client.get(address)
        if answer.status_code != 500 or reference in answer.text or "Vee" in answer.text:
            shown[address] = answer.status_code

    assert shown == {}


def test_a_page_that_fails_after_it_was_noted_shows_nothing_and_nothing_was_read(
    reference, monkeypatch
):
    def breaks(*_, **__):
        raise RuntimeError("Vera Winterbourne")

    client = at_browser(OMAR)
    client.raise_request_exception = False
    assert client.get(f"/cases/{reference}/people").status_code == 200
    before = noted_by(OMAR)
    assert before == 1

    noted = []
    monkeypatch.setattr(
        looking, "case_view", lambda *_, **__: noted.append(noted_by(OMAR)) or breaks()
    )
    answer = client.get(f"/cases/{reference}/people")

    assert noted == [before + 1], "it was noted before anything was gathered"
    assert answer.status_code == 500
    assert not [one for one in (reference, *THEIRS) if one in answer.text]
    assert noted_by(OMAR) == before


@pytest.mark.parametrize("who", [OMAR, SUNITA, ISLA, WENDY, pytest.param(PRIYA, marks=sweep)])
def test_no_title_of_a_page_names_anybody(who, reference):
    client = at_browser(who)
    client.post(f"/cases/{reference}/reason", {"reason": "To see who is free."})
    names = {part for one in demonstration.staff() for part in one.name.split()} | THEIRS
    naming, seen = {}, 0

    for row in table():
        if row.method != "GET" or row.route.startswith("n/"):
            continue
        with as_it_was(client):
            answer = client.get(row.address(reference))
            if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
                continue
            title = html.fromstring(answer.text).xpath("string(//title)")
        seen += 1
        said = set(title.replace("’s", "").split()) & names
        if said or any(one in title for one in (reference, *THEIRS)):
            naming[row.name] = title

    assert seen > 20 and naming == {}
