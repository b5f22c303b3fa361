"""A case that one may not see and one that there is not: at every address, byte for byte the same."""

from __future__ import annotations

from uuid import UUID

import pytest

from answerable.actions.excluding import exclude
from answerable.actions.vault import put_contact, put_person
from tests.people.cast import (
    BRONWEN,
    DESMOND,
    ISLA,
    MAUD,
    NICK,
    NOW,
    OMAR,
    PRIYA,
    SUNITA,
    at_the_tests_time,
    key,
    reference_of,
    whole_case,
)
from tests.signing_in import at_browser
from tests.web.addresses import table
from tests.web.cast import go
from tests.web.test_every_address import as_it_was

pytestmark = pytest.mark.django_db

ABSENT = "AAAA-BBBB-CCCC"
OF_A_CASE = [row for row in table() if "<slug:reference>" in row.route]
SENT = {
    "reason": "To look at it.", "next": "/my-work", "do": "record", "key": key(), "why": "left",
    "expected_seq": "0", "contact": str(UUID(int=9)), "outcome": "reached", "value": "x",
    "risk-assessed-level": "high", "risk-assessed-risk_to_others": "true", "kind": "telephone",
}  # fmt: skip


@pytest.fixture
def reference(monkeypatch):
    at_the_tests_time(monkeypatch)
    case_id = whole_case()
    found = reference_of(case_id)
    put_person(case_id, "victim", by=OMAR, at=NOW, name="Vera Winterbourne")
    put_contact(case_id, "telephone", "07700 900123", safe=True, by=OMAR, at=NOW)
    for who, by in ((OMAR, SUNITA), (DESMOND, SUNITA), (PRIYA, MAUD)):
        exclude(case_id, who, by=by, at=NOW, why="The suspect's sister.")
    return found


def answered(client, method, address):
    with as_it_was(client):
        found = getattr(client, method.lower())(address, SENT if method == "POST" else {})
        kept = {"Set-Cookie", "X-Request-Id"}
        return (
            found.status_code,
            found.content,
            sorted((name, value) for name, value in found.items() if name not in kept),
        )


@pytest.mark.parametrize("who", [NICK, OMAR, PRIYA], ids=["stranger", "excluded", "prosecutor"])
def test_at_every_address_it_is_as_if_there_were_no_such_case(who, reference):
    client = at_browser(who)
    differing = {}

    for row in OF_A_CASE:
        if row.method in ("GET", "POST"):
            there = answered(client, row.method, row.address(reference))
            absent = answered(client, row.method, row.address(ABSENT))
            if there != absent or there[0] not in (403, 404, 405):
                differing[row.name] = (there[0], absent[0])

    assert len(OF_A_CASE) > 60 and differing == {}


@pytest.mark.parametrize("how", ["own", "emergency"])
def test_whoever_is_excluded_finds_nothing_not_even_in_an_emergency(how, reference):
    client = at_browser(OMAR)
    typed = {"reason": "She rang 999.", "how": how}

    there, absent = (
        client.post("/find", {**typed, "reference": one}) for one in (reference, ABSENT)
    )

    assert there.status_code == absent.status_code == 404
    assert there.content == absent.content


def test_whoever_is_excluded_gives_no_cover_and_learns_nothing_by_trying(reference):
    client = at_browser(DESMOND)
    typed = {"to": str(BRONWEN), "hours": "8", "cover_reason": "He is off sick."}

    there, absent = (
        client.post("/cover", {**typed, "cover_reference": one}) for one in (reference, ABSENT)
    )

    assert there.status_code == absent.status_code == 404
    assert there.content == absent.content


@pytest.mark.parametrize("who", [OMAR, ISLA, SUNITA])
@pytest.mark.parametrize("how", ["own", "emergency"])
def test_a_case_is_found_by_no_name_number_or_part_of_its_reference(who, how, monkeypatch):
    at_the_tests_time(monkeypatch)
    case_id = whole_case()
    put_person(case_id, "victim", by=OMAR, at=NOW, name="Vera Winterbourne", chosen_name="Vera")
    put_person(case_id, "suspect", by=OMAR, at=NOW, subject="s1", name="Sam Nobody")
    put_contact(case_id, "telephone", "07700 900123", safe=True, by=OMAR, at=NOW)
    reference, client = reference_of(case_id), at_browser(who)

    for typed in (
        "Vera", "Vera Winterbourne", "Sam Nobody", "07700 900123", "%", "*", str(case_id),
        reference[:-1], reference[:4], f"{reference[:4]}%", "____-____-____",
    ):  # fmt: skip
        said = {"reference": typed, "reason": "She rang.", "how": how}
        found = client.post("/find", said)
        assert found.status_code == 404 and reference not in found.text, typed
    for page in ("/my-work", "/team", "/clients", "/find"):
        shown = go(client, page)
        if shown.status == 200:
            asked = set(shown.tree.xpath("//main//input[@type='text' or @type='search']/@name"))
            assert asked <= {"reference", "reason", "cover_reference", "cover_reason"}, page
            assert client.get(f"{page}?q=Vera&name=Vera").status_code == 200
