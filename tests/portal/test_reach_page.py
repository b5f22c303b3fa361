"""The victim's page about how she is reached: agreed, changed, and stopped at once."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from lxml import html

from answerable.actions.safe_words import open_words
from answerable.actions.vault import put_contact
from answerable.people import vault
from answerable.people.acting import acting_as
from tests.people.cast import NOW, OMAR, rows
from tests.portal.cast import put, vera_in
from tests.portal.looking import all_pages, last, see, tell, words

pytestmark = pytest.mark.django_db


def test_how_to_be_reached_is_agreed_shown_and_stopped(case_id):
    client = vera_in(case_id)
    assert "You have not told us yet." in see(client, "reach")

    page = tell(client, "reach", method="text", safe="true", when="regular", every_days="14",
                may_leave_message="false", letters="false", safe_times="After six")  # fmt: skip
    assert "We use a text message." in page and "at least every 14 days" in page
    assert "We leave no message." in page and "We send no letters." in page
    assert "hard news before it is here" in page

    assert "You asked us not to contact you." in tell(client, "no-contact", scope="all")
    assert last(case_id).event == "contact.declined"


NEW_WAY = {"kind": "telephone", "value": "07700 900 982", "end_old": "false", "of": "police"}


def test_a_new_number_waits_is_shown_on_no_page_and_somebody_is_asked_to_ring(case_id):
    put_contact(case_id, "telephone", "07700 900 111", safe=True, by=OMAR, at=NOW)
    client = vera_in(case_id)
    assert "/n/reach/new" in client.get("/n/reach").text

    answer = client.post("/n/reach/new", NEW_WAY | {"key": "once"}, follow=True)
    client.post("/n/reach/new", NEW_WAY | {"key": "once"})  # the same page, sent twice

    page = words(answer.text)
    assert "We do not use it yet" in page and page.count("A phone number. It is new.") == 1
    assert "07700" not in "".join(all_pages(client).values())
    asked = last(case_id)
    assert (asked.event, asked.data["of"]) == ("question.asked", "police")
    assert "07700" not in asked.data["what"]
    with acting_as(OMAR), transaction.atomic():
        usable = [one.usable(NOW + timedelta(days=3)) for one in vault.contacts(case_id, NOW)]
    assert usable == [False, True]


def test_a_safe_word_is_for_the_workers_to_see_and_on_none_of_these_pages(case_id):
    client = vera_in(case_id)

    for value in ("tangerine", "marzipan"):
        answer = client.post("/n/reach/word", {"kind": "ours", "value": value}, follow=True)

    assert "A word that you say, so that I know that it is you." in words(answer.text)
    assert not {"tangerine", "marzipan"} & set(
        re.findall(r"\w+", "".join(all_pages(client).values()))
    )
    assert open_words(case_id, by=OMAR, at=NOW) == {"ours": "marzipan"}
    assert rows("SELECT count(*) FROM people_safe_word WHERE value = 'tangerine'") == [(0,)]


def test_an_old_number_that_is_not_safe_any_more_ends_with_the_new_one(case_id):
    put_contact(case_id, "telephone", "07700 900 111", safe=True, by=OMAR, at=NOW)
    put_contact(case_id, "telephone", "07700 900 222", safe=False, by=OMAR, at=NOW)
    client = vera_in(case_id)

    client.post("/n/reach/new", NEW_WAY | {"end_old": "true"})

    with acting_as(OMAR), transaction.atomic():
        there = [one.safe for one in vault.contacts(case_id, datetime.now(UTC))]
    assert there == [True, False]  # what was put down as not safe stays so


@pytest.mark.parametrize(
    ("said", "problem"),
    [({"value": "12"}, "Type a phone number"), ({"kind": "email"}, "Type an email address"),
     ({"of": ""}, "Please answer this one")],
)  # fmt: skip
def test_what_cannot_be_rung_or_written_to_is_asked_again(case_id, said, problem):
    answer = vera_in(case_id).post("/n/reach/new", NEW_WAY | said)

    assert answer.status_code == 400 and problem in answer.text
    assert rows("SELECT count(*) FROM people_safe_contact") == [(0,)]


def test_often_asks_how_often(case_id):
    answer = vera_in(case_id).post("/n/tell/reach", {
        "method": "text", "safe": "true", "when": "regular", "may_leave_message": "false",
        "letters": "false",
    })  # fmt: skip

    assert answer.status_code == 400 and 'href="#every_days"' in answer.text


def test_telling_that_somebody_else_got_a_message_signs_out_and_voids_every_code(case_id):
    client = vera_in(case_id)

    answer = client.post("/n/tell/not-me", {"how": "wrong_person"})

    assert answer.status_code == 200 and "your codes no longer work" in answer.text
    assert client.get("/n/updates")["Location"] == "/n/"
    assert last(case_id).event == "contact.breached"


def test_what_was_agreed_before_is_shown_and_what_is_not_asked_is_kept(case_id):
    put(case_id, "contact.agreed", when="regular", every_days=7, method="phone", may_leave_message=False,
        letters=True, safe=True, language="pl", review_on="2027-01-01", safe_times="For ourselves.")  # fmt: skip
    client = vera_in(case_id)

    page = html.fromstring(client.get("/n/tell/reach").text)
    form = page.forms[0]
    assert form.fields["method"] == "phone" and form.fields["letters"] == "true"
    assert form.fields["every_days"] == "7" and not form.fields["safe_times"].strip()

    tell(
        client, "reach", **dict(form.form_values()) | {"method": "text", "safe": "true", "key": "k"}
    )
    data = last(case_id).data
    assert (data["method"], data["language"], data["review_on"]) == ("text", "pl", "2027-01-01")
    assert data["every_days"] == 7 and data["letters"] is True
