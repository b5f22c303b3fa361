"""Every address, by every method, for everybody: as the table has it, and none is left out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from answerable.actions.commit import record
from answerable.actions.letting_in import break_glass
from answerable.events.entry import Event
from answerable.people.accounts import tries
from tests.flows.test_looking_at_a_case import REPORT
from tests.oversight.releases import put_by
from tests.people.cast import (
    CALLUM,
    EDITH,
    HESTER,
    ISLA,
    NICK,
    NOW,
    OMAR,
    PRIYA,
    SUNITA,
    WENDY,
    YESTERDAY,
    key,
    reference_of,
    rows,
    whole_case,
)
from tests.portal.cast import supporter_in, vera_in
from tests.signing_in import Browser, at_browser, sign_in
from tests.web.addresses import METHODS, WHO, answer, routes, table

pytestmark = pytest.mark.django_db

TABLE = table()
STAFF = dict(
    zip(WHO, (None, OMAR, PRIYA, ISLA, WENDY, SUNITA, CALLUM, NICK, EDITH, HESTER), strict=False)
)
NAMES = [f"{row.method} {row.route} {row.example}" for row in TABLE]
WRITES = [row for row in TABLE if row.method == "POST"]
OTHERS = [
    (route, method)
    for route in sorted({row.route for row in TABLE})
    for method in METHODS
    if method not in {row.method for row in TABLE if row.route == route}
]


@pytest.fixture
def reference():
    case_id = whole_case()
    reported = Event("crime.reported", YESTERDAY, "police", "", REPORT)
    record(case_id, [reported], by=OMAR, key=key(), expected_seq=None, at=NOW)
    found = reference_of(case_id)
    put_by(1)
    break_glass(found, by=CALLUM, at=NOW - timedelta(minutes=1), why="She rang 999.")
    return found


def browser(who: str, reference: str) -> Client:
    """Somebody at a browser of their own; the victim and a supporter came in with codes, and are no
    members of staff."""
    if who not in ("victim", "supporter"):
        client = at_browser(STAFF[who])
    else:
        ((case_id,),) = rows("SELECT id FROM record_case WHERE reference = %s", [reference])
        client = vera_in(case_id) if who == "victim" else supporter_in(case_id)
    client.defaults["REMOTE_ADDR"] = f"10.0.0.{1 + WHO.index(who)}"  # tries are counted by it
    return client


@pytest.fixture(autouse=True)
def as_many_tries_as_there_are_who_ask(monkeypatch):
    monkeypatch.setattr(tries, "MOST", len(WHO))


def ask(client: Client, method: str, address: str) -> str:
    return answer(getattr(client, method.lower())(address))


def test_every_address_stands_in_the_table_and_the_table_has_no_other():
    assert set(routes()) == {row.route for row in TABLE}


def test_every_address_says_what_is_answered_to_a_get_and_a_post():
    assert {(row.route, row.method) for row in TABLE} >= {
        (route, method) for route in routes() for method in ("GET", "POST")
    }


@pytest.mark.parametrize("row", TABLE, ids=NAMES)
def test_everybody_is_answered_as_the_table_has_it(row, reference):
    address = row.address(reference)

    found = {who: ask(browser(who, reference), row.method, address) for who in WHO}

    assert found == row.answers


@pytest.mark.parametrize(("route", "method"), OTHERS)
def test_by_any_other_method_nobody_gets_a_page_and_nothing_is_recorded(route, method, reference):
    row = next(row for row in TABLE if row.route == route)
    before = rows("SELECT count(*) FROM record_entry")

    for who in ("nobody", "investigator", "stranger", "victim"):
        response = getattr(browser(who, reference), method.lower())(row.address(reference))

        if method == "HEAD":
            assert (response.content, answer(response)) == (b"", row.answers[who])
        else:
            assert not response.content or response.status_code >= 400, who
    assert rows("SELECT count(*) FROM record_entry") == before


@pytest.mark.parametrize("row", WRITES, ids=[row.route for row in WRITES])
def test_what_another_site_lets_a_browser_send_is_refused(row, reference):
    client = Browser(enforce_csrf_checks=True)
    sign_in(client, OMAR)

    assert ask(client, "POST", row.address(reference)) == "refused"
