"""A button that is pressed twice, or by two requests at once, does its work once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection, connections, transaction
from django.urls import resolve

from answerable.actions.allocating import bring
from answerable.actions.letting_her_in import cut_off
from answerable.config.home import ADMIN
from answerable.people.acting import SIGNING_IN, acting_as, acting_for
from answerable.people.victims import sessions
from answerable.web.agency import on_the_case, was_opened
from tests import throwaway
from tests.at_once import until_somebody_waits
from tests.people.cast import (
    DESMOND,
    GRETA,
    NICK,
    NOW,
    OMAR,
    SUNITA,
    reference_of,
    rows,
    whole_case,
)
from tests.portal.cast import PHRASE, codes_for, come_in
from tests.signing_in import Browser, at_browser
from tests.web.cast import go

# Each of these gives a part from now on: in one long transaction the database's now stands still.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def reference():
    return reference_of(whole_case())


def count(table, by=OMAR):
    ((found,),) = rows(f"SELECT count(*) FROM {table}", by=by)
    return found


def at_once(press):
    """Two requests side by side, as a double click sends them: their statuses."""

    def one(_):
        try:
            return press().status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as two:
        return list(two.map(one, range(2)))


def test_a_cover_that_is_sent_twice_is_one(reference):
    said = {
        "cover_reference": reference, "to": str(GRETA), "hours": "8", "cover_reason": "Off sick.",
    }  # fmt: skip
    desmond, before = at_browser(DESMOND), count("people_part")

    assert at_once(lambda: desmond.post("/cover", said)) == [302, 302]
    assert count("people_part") == before + 1
    desmond.post("/cover", {**said, "cover_reason": "Another night."})
    assert count("people_part") == before + 2


def test_a_case_that_is_opened_in_an_emergency_by_a_double_click_is_looked_at_once(reference):
    said = {"reference": reference, "reason": "She is at our desk.", "how": "emergency"}
    nick = at_browser(NICK)

    assert at_once(lambda: nick.post("/find", said)) == [302, 302]

    page = at_browser(SUNITA).get("/emergencies").text
    assert "To be looked at (1)" in page


def test_a_suspect_who_is_put_down_twice_is_one_and_another_is_another(reference):
    page = go(at_browser(OMAR), f"/cases/{reference}/who/suspect")
    page["name"], page["subject"] = "Sam Twice", "other"
    sent = dict(page.form.form_values())

    assert at_once(lambda: page.client.post(page.path, sent)) == [302, 302]
    assert count("people_person") == 1
    page.client.post(page.path, {**sent, "name": "Sam Another"})
    assert count("people_person") == 2


def test_a_training_that_is_put_down_twice_is_one():
    whole_case()
    page = go(at_browser(SUNITA), f"/team/{OMAR}/training")
    page["kind"] = "solo"
    for part, value in (("day", "1"), ("month", "2"), ("year", "2020")):
        page[f"gained_on-{part}"] = value
    sent = dict(page.form.form_values())
    before = count("people_qualification")

    assert at_once(lambda: page.client.post(page.path, sent)) == [302, 302]
    assert count("people_qualification") == before + 1
    assert page.client.post(page.path, sent).status_code == 302
    assert count("people_qualification") == before + 1
    page.client.post(page.path, {**sent, "gained_on-day": "2"})
    assert count("people_qualification") == before + 2


def test_a_supporter_who_is_written_down_twice_is_one(reference):
    page = go(at_browser(OMAR), f"/cases/{reference}/supporters")
    page["name"] = "Aunt May"
    page["sees"] = page.options("sees")[:1]
    sent = [*page.form.form_values()]

    for _ in range(2):
        answer = page.client.post(page.path, dict(sent))
        assert answer.status_code == 302
    found = go(page.client, page.path)
    assert len(found.tree.xpath("//h2[.='Aunt May']")) == 1


def test_an_agency_that_is_brought_twice_is_there_once(reference):
    page = go(at_browser(OMAR), f"/cases/{reference}/bring?kind=witness_care")
    page["agency"] = page.options("agency")[0]
    sent, before = dict(page.form.form_values()), count("people_case_agency")

    assert at_once(lambda: page.client.post(page.path, sent)) == [302, 302]
    assert count("people_case_agency") == before + 1


def test_an_agency_that_the_first_click_brings_while_the_second_is_looked_at_is_no_mistake(
    reference, monkeypatch
):
    page = go(at_browser(OMAR), f"/cases/{reference}/bring?kind=support")
    page["agency"] = agency = page.options("agency")[0]
    sent, before = dict(page.form.form_values()), count("people_case_agency")
    case_id, asked = case_named(reference), on_the_case.agencies_on

    def and_then_it_is_brought(*which):
        found = asked(*which)
        bring(case_id, agency, by=OMAR, at=NOW)
        return found

    monkeypatch.setattr(on_the_case, "agencies_on", and_then_it_is_brought)

    assert page.client.post(page.path, sent).status_code == 302
    assert count("people_case_agency") == before + 1


def test_who_opened_the_record_says_that_an_agency_was_being_brought():
    noted = resolve("/cases/R-1/bring").func.__name__

    assert was_opened.NAMES[noted] == "Bringing another agency"


def test_a_part_that_is_given_twice_is_one(reference):
    sunita = at_browser(SUNITA)
    sunita.post(f"/cases/{reference}/reason", {"reason": "To give it out."})
    page = go(sunita, f"/cases/{reference}/give")
    page["to"], page["part"], page["why"] = str(GRETA), "victims_officer", "Their turn."
    sent, before = dict(page.form.form_values()), count("people_part")

    assert at_once(lambda: page.client.post(page.path, sent)) == [302, 302]
    assert count("people_part") == before + 1


def test_a_number_that_is_put_down_twice_is_one_and_another_is_another(reference):
    page = go(at_browser(OMAR), f"/cases/{reference}/reach/new")
    page["kind"], page["value"], page["safe"] = "telephone", "07700 900123", "true"
    sent = dict(page.form.form_values())

    assert at_once(lambda: page.client.post(page.path, sent)) == [302, 302]
    assert count("people_safe_contact") == 1
    again = page.client.post(page.path, sent)  # the page that was open knew of no number yet
    assert (again.status_code, count("people_safe_contact")) == (302, 1)
    other = page.client.post(page.path, {**sent, "value": "07700 900456"})
    assert (other.status_code, count("people_safe_contact")) == (400, 1), "it has to be asked"
    page.client.post(page.path, {**sent, "safe": "false", "instead_of": "no"})
    assert count("people_safe_contact") == 2


def live(table):
    """How many codes of a table open something."""
    with acting_for(SIGNING_IN), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE used_at IS NULL")
        return cursor.fetchone()[0]


def test_of_codes_that_are_given_twice_at_once_one_paper_opens(reference):
    said = {"how": "voice", "interpreter": "none", "alone": "yes"}
    omar = at_browser(OMAR)

    for _ in range(3):
        assert at_once(lambda: omar.post(f"/cases/{reference}/codes", said)) == [200, 200]
        assert live("victims_code") == 11


def test_of_codes_for_a_supporter_that_are_given_twice_at_once_one_paper_opens(reference):
    omar, address = at_browser(OMAR), f"/cases/{reference}/supporters"
    omar.post(address, {"name": "Aunt", "sees": ["where"]})
    (supporter,) = go(omar, address).tree.xpath("//input[@name='supporter']/@value")

    for _ in range(3):
        said = {"do": "codes", "supporter": supporter}
        assert at_once(lambda said=said: omar.post(address, said)) == [200, 200]
        assert live("victims_supporter_code") == 11


def test_all_codes_are_void_where_one_is_used_in_the_same_moment(reference):
    case_id = case_named(reference)
    codes_for(case_id)
    with psycopg.connect(throwaway.url(ADMIN)) as somebody, ThreadPoolExecutor(1) as worker:
        somebody.execute(
            "UPDATE victims_code SET used_at = now()"
            " WHERE code = (SELECT code FROM victims_code WHERE kind = 'paper' LIMIT 1)"
        )
        told = worker.submit(in_a_thread, lambda: cut_off_now(case_id))
        until_somebody_waits(somebody.cursor())  # for the code
        somebody.commit()
        told.result()

    assert live("victims_code") == 0


def test_whoever_comes_in_while_all_codes_are_voided_is_out_again(reference, monkeypatch):
    case_id = case_named(reference)
    issued = codes_for(case_id)
    come_in(issued)
    client, start, voided = Browser(), sessions.start, []

    def meanwhile(*account, **at):
        voided.append(worker.submit(in_a_thread, lambda: cut_off_now(case_id)))
        until_somebody_waits()
        return start(*account, **at)

    monkeypatch.setattr(sessions, "start", meanwhile)
    with ThreadPoolExecutor(1) as worker:
        client.post("/n/", {"code": issued.paper[1], "phrase": PHRASE})
    voided[0].result()

    assert "page" in client.cookies and client.get("/n/updates").status_code == 302


def in_a_thread(work):
    try:
        return work()
    finally:
        connections.close_all()


def cut_off_now(case_id):
    with acting_as(OMAR), transaction.atomic():
        cut_off(case_id, NOW)


def case_named(reference):
    ((found,),) = rows("SELECT id FROM record_case WHERE reference = %s", [reference])
    return found
