"""Every address, by every method, for everybody: as the table has it, and none is left out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client

from answerable.actions.commit import record
from answerable.actions.letting_in import break_glass
from answerable.events.entry import Event
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
    at_the_tests_time,
    key,
    reference_of,
    rows,
    whole_case,
)
from tests.portal.cast import supporter_in, vera_in
from tests.signing_in import Browser, at_browser, sign_in
from tests.sweeping import in_full, sweep
from tests.web.addresses import METHODS, WHO, answer, routes, table

pytestmark = pytest.mark.django_db

TABLE = table()
STAFF = dict(
    zip(WHO, (None, OMAR, PRIYA, ISLA, WENDY, SUNITA, CALLUM, NICK, EDITH, HESTER), strict=False)
)
WRITES = [row for row in TABLE if row.method == "POST"]
OTHERS = [
    (route, method)
    for route in sorted({row.route for row in TABLE})
    for method in METHODS
    if method not in {row.method for row in TABLE if row.route == route}
]


@pytest.fixture
def reference(monkeypatch):
    at_the_tests_time(monkeypatch)
    case_id = whole_case()
    reported = Event("crime.reported", YESTERDAY, "police", "", REPORT)
    record(case_id, [reported], by=OMAR, key=key(), expected_seq=None, at=NOW)
    found = reference_of(case_id)
    put_by(1)
    break_glass(found, by=CALLUM, at=NOW - timedelta(minutes=1), why="She rang 999.")
    return found


NOW_TRIED = ("stranger", "investigator", "victim")  # the rest in a sweep


def browser(who: str, reference: str) -> Client:
    """Somebody at a browser; the victim and a supporter came in with codes, and are no members of
    staff."""
    if who not in ("victim", "supporter"):
        return at_browser(STAFF[who])
    ((case_id,),) = rows("SELECT id FROM record_case WHERE reference = %s", [reference])
    return vera_in(case_id) if who == "victim" else supporter_in(case_id)


@contextmanager
def as_it_was(client: Client) -> Iterator[None]:
    """What is done within is undone after it: to come in anew for each address takes minutes."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = cookies


def ask(client: Client, method: str, address: str) -> str:
    with as_it_was(client):
        return answer(getattr(client, method.lower())(address))


def test_every_address_stands_in_the_table_and_the_table_has_no_other():
    assert set(routes()) == {row.route for row in TABLE}


def test_every_address_says_what_is_answered_to_a_get_and_a_post():
    assert {(row.route, row.method) for row in TABLE} >= {
        (route, method) for route in routes() for method in ("GET", "POST")
    }


@pytest.mark.parametrize("who", in_full(NOW_TRIED, WHO))
def test_everybody_is_answered_as_the_table_has_it(who, reference):
    client = browser(who, reference)

    found = {row.name: ask(client, row.method, row.address(reference)) for row in TABLE}

    assert found == {row.name: row.answers[who] for row in TABLE}


@pytest.mark.parametrize("who", ["nobody", "investigator", "stranger", "victim"])
@sweep
def test_by_any_other_method_nobody_gets_a_page_and_nothing_is_recorded(who, reference):
    client = browser(who, reference)
    before = rows("SELECT count(*) FROM record_entry")
    wrong = {}

    for route, method in OTHERS:
        row = next(row for row in TABLE if row.route == route)
        with as_it_was(client):
            response = getattr(client, method.lower())(row.address(reference))
            empty = not response.content
            right = (
                (empty and answer(response) == row.answers[who])
                if method == "HEAD"
                else (empty or response.status_code >= 400)
            )
            if not right or rows("SELECT count(*) FROM record_entry") != before:
                wrong[method, route] = answer(response)
    assert not wrong


def test_what_another_site_lets_a_browser_send_is_refused(reference):
    client = Browser(enforce_csrf_checks=True)
    sign_in(client, OMAR)

    found = {row.name: ask(client, "POST", row.address(reference)) for row in WRITES}

    assert found == dict.fromkeys(found, "refused")
