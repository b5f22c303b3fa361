"""Erasing who somebody was: by a supervisor of the police, from the page of people, and for good."""

from __future__ import annotations

import pytest
from django.db import transaction
from lxml import html

from answerable.actions.commit import record
from answerable.actions.refusing import NotAllowed
from answerable.actions.vault import erase_person, put_contact, put_person
from answerable.events.entry import Event
from answerable.people import vault
from answerable.people.acting import acting_as, working
from answerable.record.verifying import verify
from tests.people.cast import (
    ISLA,
    MAUD,
    NOW,
    OMAR,
    PRIYA,
    RHONA,
    SUNITA,
    key,
    reference_of,
    rows,
    whole_case,
)
from tests.signing_in import at_browser
from tests.web.cast import go

pytestmark = pytest.mark.django_db

VERA, NUMBER, SAM = "Vera Nowhere", "07700 900123", "Sam Nobody"


@pytest.fixture
def case_id():
    found = whole_case()
    put_person(found, "victim", by=OMAR, at=NOW, name=VERA, chosen_name="Vee", pronoun="she/her")
    put_person(found, "suspect", by=OMAR, at=NOW, subject="s1", name=SAM)
    put_contact(found, "telephone", NUMBER, safe=True, by=OMAR, at=NOW)
    return found


def people(case_id, by=SUNITA):
    address, browser = f"/cases/{reference_of(case_id)}", at_browser(by)
    browser.post(f"{address}/reason", {"reason": "She asked to be erased."})
    return browser.get(f"{address}/people").text


def ways(case_id, by=SUNITA):
    return html.fromstring(people(case_id, by)).xpath("//main//a[contains(@href,'/erase')]/@href")


def erase(case_id, address, why="She asked for it."):
    page = go(at_browser(SUNITA), address)
    page["why"] = why
    return page.press("")


def test_the_victim_is_erased_with_every_number_and_the_record_stays(case_id):
    assert VERA in people(case_id)
    (of_victim,) = [one for one in ways(case_id) if "/who/victim/" in one]

    assert erase(case_id, of_victim).status == 302

    for who in (SUNITA, OMAR, PRIYA, ISLA):
        for page in ("", "/people", "/reach", "/contact", "/history"):
            text = at_browser(who).get(f"/cases/{reference_of(case_id)}{page}").text
            assert not any(one in text for one in (VERA, "Vee", NUMBER)), (who, page)
    after = people(case_id)
    assert "Erased on" in after and SAM in after
    with working():
        assert verify().broken is None


def test_a_victim_who_comes_back_is_put_down_anew_and_may_be_reached_again(case_id):
    (of_victim,) = [one for one in ways(case_id) if "/who/victim/" in one]
    erase(case_id, of_victim)
    omar, address = at_browser(OMAR), f"/cases/{reference_of(case_id)}"
    new_way = {"kind": "telephone", "value": "07700 900456", "safe": "true"}
    refused = omar.post(f"{address}/reach/new", new_way)
    assert refused.status_code == 400 and "put down first who they are" in refused.text

    (link,) = set(
        html.fromstring(people(case_id)).xpath("//main//a[contains(@href, '/who/victim')]/@href")
    )
    page = go(omar, link)
    assert VERA not in page.text and "Vee" not in page.text
    page["name"], page["chosen_name"] = "Nora Nowhere", "Zibbie"
    assert page.press("").status == 302

    after = people(case_id)
    assert "Erased on" in after and "Nora Nowhere" in after and VERA not in after
    assert "Ask for Zibbie" in omar.get(address).text
    assert "Zibbie" in at_browser(ISLA).get("/clients").text
    assert omar.post(f"{address}/reach/new", new_way).status_code == 302
    with acting_as(OMAR), transaction.atomic():
        assert vault.victim(case_id).name == "Nora Nowhere"


@pytest.mark.parametrize(("of", "subject"), [("victim", ""), ("suspect", "s2")])
def test_who_is_put_down_by_two_at_once_is_there_once_and_the_second_reads_so(of, subject):
    case_id = whole_case()
    if subject:
        known = Event("suspect.identified", NOW, "police", subject)
        record(case_id, [known], by=OMAR, key=key(), expected_seq=None, at=NOW)
    page = go(at_browser(PRIYA), f"/cases/{reference_of(case_id)}/who/{of}")
    put_person(case_id, of, by=OMAR, at=NOW, subject=subject, name="Nora Nowhere")
    page["name"] = "Nora Nowhere of Leeds"
    if subject:
        page["subject"] = subject

    late = page.press("")

    assert late.status == 400 and "Nora Nowhere of Leeds" in late.text
    assert rows("SELECT count(*) FROM people_person") == [(1,)]


def test_what_another_put_down_meanwhile_is_not_lost(case_id):
    address = f"/cases/{reference_of(case_id)}/who/victim"
    first, second = go(at_browser(OMAR), address), go(at_browser(PRIYA), address)
    first["pronoun"], second["chosen_name"] = "they/them", "Vivi"
    assert VERA not in dict(second.form.form_values())["was"]

    assert first.press("").status == 302
    for _ in range(2):
        second = second.press("")
        assert second.status == 400 and "since you opened this page" in second.text
        assert 'value="Vivi"' in second.text

    with acting_as(OMAR), transaction.atomic():
        there = vault.victim(case_id)
    assert (there.pronoun, there.chosen_name) == ("they/them", "Vee")
    again = go(at_browser(PRIYA), address)
    again["chosen_name"] = "Vivi"
    assert again.press("").status == 302


def test_a_suspect_is_erased_and_the_victim_stays(case_id):
    (of_suspect,) = [one for one in ways(case_id) if "/who/victim/" not in one]

    assert "Letters and messages to the victim" not in go(at_browser(SUNITA), of_suspect).text
    assert erase(case_id, of_suspect).status == 302

    after = people(case_id)
    assert SAM not in after and VERA in after
    assert at_browser(SUNITA).get(of_suspect).status_code == 404


def test_it_says_why_or_nothing_is_erased(case_id):
    (of_victim,) = [one for one in ways(case_id) if "/who/victim/" in one]

    assert erase(case_id, of_victim, why="").status == 400
    assert VERA in people(case_id)


@pytest.mark.parametrize("who", [OMAR, PRIYA, MAUD, ISLA, RHONA])
def test_nobody_else_is_offered_it_or_may(case_id, who):
    (of_victim,) = [one for one in ways(case_id) if "/who/victim/" in one]

    assert ways(case_id, by=who) == []
    assert at_browser(who).get(of_victim).status_code == 404
    from answerable.people import vault
    from answerable.people.acting import acting_as

    with acting_as(SUNITA):
        victim = vault.victim(case_id)
    with pytest.raises(NotAllowed):
        erase_person(case_id, victim.id, by=who, at=NOW, why="No.")
