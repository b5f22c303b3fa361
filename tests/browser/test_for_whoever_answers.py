"""The pages of whoever answers for others: the team, handing over, and the counts of an agency."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from answerable.actions.letting_in import cover
from answerable.people import vault
from answerable.people.acting import working
from answerable.worklist.listing import PAGE
from tests.browser.conftest import PHONE, press
from tests.people.cast import (
    BRONWEN,
    DESMOND,
    EDITH,
    ISLA,
    NOW,
    OMAR,
    RHONA,
    SUNITA,
    omars_case,
    reference_of,
)
from tests.sweeping import sweep
from tests.worklist.lists import a_case, report
from tests.worklist.test_clients import AGREED

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cases():
    client = a_case(report(60), AGREED, held={"adviser": ISLA})
    with working():
        vault.put(client, "victim", by=OMAR, at=NOW, chosen_name="Vera", pronoun="she/her")
    return [omars_case(), a_case(report(60)), client]


PAGES = (
    (SUNITA, "/team", "team"),
    (SUNITA, f"/team/{OMAR}/handover", "handover"),
    (EDITH, "/counts", "counts"),
    (RHONA, "/clients", "clients"),
    (ISLA, "/clients", "clients_of_one_s_own"),
    (SUNITA, "/my-work", "supervisor_my_work"),
)


@sweep
def test_none_of_their_pages_has_a_barrier_and_each_fits_a_telephone(visitor, cases):
    for who, path, name in PAGES:
        visitor.at_a_desk()
        visitor.sign_in(who)

        assert visitor.open(path) == 200, path
        visitor.look(name)

        assert visitor.width_on_a_phone() <= PHONE, path


@sweep
def test_a_supervisor_leafs_through_the_list_sees_who_came_and_narrows_it(visitor):
    led = (report(60), (50, "investigation.allocated"))
    references = [reference_of(a_case(*led)) for _ in range(PAGE + 1)]
    at = NOW - timedelta(hours=3)
    cover(
        references[0], BRONWEN, "investigator", by=DESMOND, at=at, until=at + timedelta(hours=12),
        why="Omar is off sick.",
    )  # fmt: skip
    visitor.sign_in(SUNITA)
    visitor.open("/team")
    press(visitor.page.get_by_label("Pages of what is nobody’s yet").get_by_role("link"))
    nobodys = visitor.page.get_by_label("Cases in which something is nobody’s yet")
    expect(nobodys.get_by_role("rowheader")).to_have_count(1)

    visitor.page.get_by_text("Who came to the team’s cases").click()
    expect(visitor.page.get_by_text("covers it as investigator")).to_be_visible()
    visitor.page.get_by_text("Show fewer, or sort").click()
    visitor.look("team_opened")
    visitor.page.get_by_role("checkbox", name="Due today").check()
    press(visitor.page.get_by_role("button", name="Show"))
    expect(visitor.page.get_by_role("heading", name="What is owed (0)")).to_be_visible()
    assert visitor.width_on_a_phone() <= PHONE
    visitor.look("team_narrowed_on_a_phone")
