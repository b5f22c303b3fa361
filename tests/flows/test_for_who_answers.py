"""What whoever answers for a team meets: the way to give a case, and what their own list says."""

from __future__ import annotations

import pytest

from answerable.actions.allocating import bring
from answerable.web.words import ORDER
from tests.people.cast import MAUD, NOW, OMAR, PRIYA, SUNITA, omars_case, reference_of, whole_case
from tests.signing_in import at_browser
from tests.web.cast import go

pytestmark = pytest.mark.django_db


def to_cps():
    case_id = omars_case()
    bring(case_id, "cps-yorkshire-and-humberside", by=OMAR, at=NOW)
    return reference_of(case_id)


def opened(client, address):
    """A page of a case, with a reason where one is asked for."""
    client.post(
        f"{address.removesuffix('/people')}/reason", {"reason": "To give it.", "next": address}
    )
    return go(client, address)


def test_from_the_team_a_case_that_nobody_has_is_given_to_a_prosecutor_by_links():
    reference = to_cps()
    client = at_browser(MAUD)
    team = go(client, "/team")
    (link,) = team.tree.xpath(f"//a[normalize-space()='Give {reference} to somebody']")

    people = opened(client, link.get("href").partition("#")[0])
    (give,) = people.tree.xpath("//a[normalize-space()='Give somebody the case, as prosecutor']")
    form = go(client, give.get("href"))
    form["prosecutor-allocated-officer"] = str(PRIYA)
    form["prosecutor-allocated-rasso"] = "true"
    given = form.press()

    assert "Recorded." in given.text, given.text
    (row,) = go(client, people.path).tree.xpath("//tr[th[normalize-space()='Prosecutor']]")
    assert "Priya" in row.text_content()


@pytest.mark.parametrize(("who", "words"), [(SUNITA, "as investigator"), (MAUD, "as prosecutor")])
def test_the_people_of_a_case_lead_to_giving_it(who, words):
    page = opened(at_browser(who), f"/cases/{reference_of(whole_case())}/people")

    assert page.tree.xpath(f"//a[normalize-space()='Give somebody the case, {words}']")


@pytest.mark.parametrize("who", [OMAR, PRIYA])
def test_whoever_answers_for_no_team_gives_no_case(who):
    page = opened(at_browser(who), f"/cases/{reference_of(whole_case())}/people")

    assert "Who is on the case" in page.text
    assert "Give somebody the case" not in page.text


def test_whoever_answers_for_a_team_and_has_no_case_is_led_to_the_team():
    to_cps()

    page = go(at_browser(MAUD), "/my-work")

    assert "You have no case of your own." in page.text and "You have no case yet" not in page.text
    assert page.tree.xpath("//main//a[@href='/team' and normalize-space()='Team']")


def test_a_list_of_work_says_in_which_order_it_stands():
    whole_case()

    assert ORDER in go(at_browser(OMAR), "/my-work").text
    assert ORDER not in go(at_browser(OMAR), "/my-work?sort=due").text
