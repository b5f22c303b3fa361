"""Who the victim and the suspects are: put down by whoever works in the case, in the vault alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import transaction

from answerable.actions.commit import record
from answerable.events.entry import Event
from answerable.people import vault
from answerable.people.acting import acting_as
from answerable.web.agency.who import Who
from tests.people.cast import (
    ISLA,
    NOW,
    OMAR,
    PRIYA,
    SUNITA,
    TARIQ,
    key,
    reference_of,
    rows,
    sees,
    whole_case,
)
from tests.signing_in import at_browser
from tests.web.cast import go

pytestmark = pytest.mark.django_db


@pytest.fixture
def case_id():
    return whole_case()


def page_of(case_id, of, by=OMAR):
    return go(at_browser(by), f"/cases/{reference_of(case_id)}/who/{of}")


def persons(case_id, by=OMAR):
    with acting_as(by), transaction.atomic():
        return vault.persons([case_id])[case_id]


def put_down(case_id, of, by=OMAR, **said):
    page = page_of(case_id, of, by)
    for name, value in said.items():
        page[name.replace("__", "-")] = value
    return page.press("")


def identify(case_id, subject):
    event = Event("suspect.identified", NOW, "police", subject, {})
    record(case_id, [event], by=OMAR, key=key(), expected_seq=None, at=NOW)


def test_what_to_call_the_victim_stands_first_on_every_page_of_the_case(case_id):
    address = f"/cases/{reference_of(case_id)}"
    assert "What to call the victim is not put down" in at_browser(PRIYA).get(address).text

    done = put_down(
        case_id, "victim", name="Vera Nobody", chosen_name="Vee", pronoun="they/them",
        born_on__day="1", born_on__month="5", born_on__year="1990",
    )  # fmt: skip

    assert done.status == 302
    for page in (address, f"{address}/contact", f"{address}/people"):
        text = at_browser(PRIYA).get(page).text
        next_move = "What is next" if page == address else "Next: "
        assert text.index("Ask for Vee (they/them).") < text.index(next_move)
        assert "Vera" not in text.partition("<title>")[2].partition("</title>")[0]
    people = at_browser(ISLA).get(f"{address}/people").text
    assert (
        "Vera Nobody; called Vee; they/them; calls themself: not recorded; born 1 May 1990"
    ) in people


def test_what_was_put_down_comes_back_to_be_changed_and_the_log_holds_none_of_it(case_id):
    put_down(case_id, "victim", name="Vera Nobody", born_on__day="1", born_on__month="5",
             born_on__year="1990")  # fmt: skip

    page = page_of(case_id, "victim")
    typed = dict(page.form.form_values())
    assert (typed["name"], typed["born_on-year"]) == ("Vera Nobody", "1990")
    page["name"] = ""
    page["chosen_name"] = "Vee"
    page.press("")

    (victim,) = persons(case_id)
    assert (victim.name, victim.chosen_name, str(victim.born_on)) == (None, "Vee", "1990-05-01")
    assert "Vera" not in str(rows("SELECT data::text FROM record_entry"))


def test_suspects_of_the_record_are_named_one_by_one(case_id):
    for subject in ("s1", "s2"):
        identify(case_id, subject)

    put_down(case_id, "suspect", subject="s2", name="Sam Nobody", address="1 Nowhere Street")
    second = page_of(case_id, "suspect")
    waiting = go(at_browser(PRIYA), f"/cases/{reference_of(case_id)}/people")
    (said,) = waiting.tree.xpath("//dt[normalize-space()='First suspect']/following-sibling::dd[1]")
    assert said.text_content().strip() == "Not put down yet"
    assert waiting.text.index(">First suspect<") < waiting.text.index(">Second suspect<")

    assert second.options("subject") == ["s1", "other"]
    people = at_browser(OMAR).get(f"/cases/{reference_of(case_id)}/people").text
    assert "Second suspect" in people and "Sam Nobody" in people and "1 Nowhere Street" in people
    assert "Sam Nobody" not in at_browser(ISLA).get(f"/cases/{reference_of(case_id)}/people").text


def test_an_adviser_may_put_down_the_victim_and_never_a_suspect(case_id):
    (who,) = put_down(case_id, "suspect", subject="other", name="Sam Nobody") and persons(case_id)

    for of in ("suspect", str(who.id)):
        answer = at_browser(ISLA).get(f"/cases/{reference_of(case_id)}/who/{of}")
        assert answer.status_code == 404
    assert put_down(case_id, "victim", by=ISLA, chosen_name="Vee").status == 302


def test_a_member_of_staff_who_is_a_party_is_kept_out_with_the_same_click(case_id):
    assert sees(SUNITA, case_id)
    email = rows("SELECT email FROM people_staff WHERE id = %s", [SUNITA])[0][0]

    done = put_down(case_id, "suspect", subject="other", staff=email)

    assert done.status == 302 and not sees(SUNITA, case_id)
    address = f"/cases/{reference_of(case_id)}/people"
    assert "a member of staff, kept out of the case" in at_browser(OMAR).get(address).text


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"born_on__day": "31", "born_on__month": "2", "born_on__year": "1990"}, "a real day"),
        ({"born_on__day": "1", "born_on__month": "1", "born_on__year": "2098"}, "in the past"),
        ({"staff": "nobody@elsewhere.example"}, "Enter the work email of a member of staff"),
        ({"name": "x" * 201}, "200 characters or fewer"),
        ({"name": "Vera\u202eevil"}, "holds a hidden character"),
        ({"chosen_name": "Vera\nCall 0900"}, "holds a hidden character"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_comes_back(case_id, said, problem):
    page = put_down(case_id, "victim", pronoun="she/her", **said)

    assert page.status == 400
    assert any(problem in one for one in page.problems.values())
    assert dict(page.form.form_values())["pronoun"] == "she/her" and persons(case_id) == []


def test_who_is_born_today_is_put_down_in_the_first_hour_of_a_summer_day_too():
    typed = {"born_on-day": "1", "born_on-month": "7", "born_on-year": "2026"}
    half_past_midnight = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    form = Who(typed, person=None, kind="victim", subjects=[], me=OMAR, at=half_past_midnight)

    assert form.errors == {}


def test_you_do_not_name_yourself_here(case_id):
    email = rows("SELECT email FROM people_staff WHERE id = %s", [OMAR])[0][0]

    page = put_down(case_id, "suspect", subject="other", staff=email)

    assert page.status == 400 and "step away from the case" in page.problems["#staff"]
    assert sees(OMAR, case_id)


def test_who_is_not_on_the_case_puts_nobody_down(case_id):
    answer = at_browser(TARIQ).get(f"/cases/{reference_of(case_id)}/who/victim")

    assert answer.status_code in (302, 404)
    assert persons(case_id) == []
