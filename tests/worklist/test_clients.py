"""The people whom a support service stands beside: its own list, and nobody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from lxml import html

from answerable.actions.loading import load_cases
from answerable.clocks.days import local_day
from answerable.people import demonstration, vault
from answerable.people.acting import acting_as, working
from answerable.record.reading import readings
from answerable.worklist.clients import clients
from answerable.worklist.clients_ahead import client_rows
from tests.people.cast import (
    ISLA,
    MAUD,
    NICK,
    NOW,
    OMAR,
    PRIYA,
    RHONA,
    SUNITA,
    WENDY,
    ZEYNEP,
    id_of,
    reference_of,
    rows,
)
from tests.signing_in import at_browser
from tests.worklist.lists import a_case, entries, give, report

pytestmark = pytest.mark.django_db

JOAN = id_of("Joan")  # of another support service
LANTERN, HARBOUR = "support-lantern-house", "support-quiet-harbour"
REFERRED = (20, "support.referred", "police", "r1", {"service": "isva"})
STARTED = (18, "support.started", "support", "r1", {"service": "isva"})
AGREED = (
    17, "contact.agreed", "support", "",
    {"when": "regular", "every_days": 7, "method": "phone", "safe": True},
)  # fmt: skip
MADE = (
    10, "contact.made", "support", "", {"method": "phone", "by": "agency", "alone": "yes", "news": False},
)  # fmt: skip
EVERYBODY_ELSE = (OMAR, SUNITA, PRIYA, MAUD, WENDY, NICK, JOAN, ZEYNEP)


def a_client(*lines, called="Vera", adviser=ISLA):
    case_id = a_case(report(30), *lines, held={"investigator": OMAR, "prosecutor": PRIYA})
    give(case_id, "adviser", adviser)
    give(case_id, "witness_care_officer", WENDY)
    with working():
        vault.put(
            case_id, "victim", by=OMAR, at=NOW, name="Not this one", chosen_name=called,
            pronoun="she/her",
        )  # fmt: skip
    return case_id


def listed(who, **asked):
    found = clients(who, NOW, **asked)
    return None if found is None else [one.called for one in found.rows]


def test_an_adviser_finds_each_of_her_clients_with_where_the_referral_is_and_when_to_ring():
    case_id = a_client(REFERRED, STARTED, AGREED, MADE)

    (one,) = clients(ISLA, NOW).rows

    assert (one.case_id, one.called, one.pronoun, one.state) == (
        case_id,
        "Vera",
        "she/her",
        "started",
    )
    assert one.since == NOW - timedelta(days=18) and one.reached_at == NOW - timedelta(days=10)
    assert one.contact_due_on == local_day(one.reached_at) + timedelta(days=7)
    assert one.advisers == (ISLA,)


def test_her_manager_sees_all_of_the_service_and_another_adviser_does_not():
    a_client(REFERRED, STARTED)
    a_client(REFERRED, called="Ada", adviser=ZEYNEP)

    assert (listed(ISLA), listed(ZEYNEP)) == (["Vera"], ["Ada"])
    assert len(listed(RHONA)) == 2


def test_an_adviser_reads_in_her_list_which_word_each_client_has_for_themself():
    said = a_client(REFERRED, STARTED, called="Vera")
    none_of_them, not_asked = a_client(called="Ann"), a_client(called="Nia")
    for case_id, word in ((said, "survivor"), (none_of_them, "none")):
        with acting_as(OMAR), transaction.atomic():
            vault.learn(case_id, vault.victim(case_id).id, own_word=word)

    rows = html.fromstring(at_browser(ISLA).get("/clients").text).xpath("//tbody//th")
    found = {one.find("a").text: " ".join(one.find("span").text_content().split()) for one in rows}
    assert found == {
        "Vera": f"she/her · calls themself: survivor · {reference_of(said)}",
        "Ann": "she/her · calls themself: none of victim, survivor and complainant; use none of them"
               f" · {reference_of(none_of_them)}",
        "Nia": f"she/her · calls themself: not recorded · {reference_of(not_asked)}",
    }  # fmt: skip
    assert "calls themself" not in at_browser(RHONA).get("/clients").text
    assert {one.own_word for one in clients(RHONA, NOW).rows} == {None}


def test_her_manager_has_references_alone_and_opens_a_case_for_a_reason():
    reference = reference_of(a_client(REFERRED, STARTED))
    own = a_client(REFERRED, called="Ada", adviser=RHONA)
    rhona = at_browser(RHONA)

    page = rhona.get("/clients")

    assert reference in page.text and "Vera" not in page.text and "Opens with a reason" in page.text
    assert "Ada" in page.text and reference_of(own) in page.text
    opened = rhona.get(f"/cases/{reference}/support")
    assert opened.status_code == 302 and f"/cases/{reference}/reason" in opened["Location"]


def test_what_was_agreed_with_the_police_is_a_next_contact_too_and_says_whose():
    by_police = (17, "contact.agreed", "police", "", {**AGREED[4], "every_days": 14})
    case_id = a_client(REFERRED, STARTED, by_police)

    (one,) = clients(ISLA, NOW).rows

    assert (one.case_id, one.contact_due_on) == (case_id, None)
    assert one.agencies_due_on == local_day(NOW - timedelta(days=17)) + timedelta(days=14)
    assert "Victim’s officer: overdue by 3 days" in at_browser(ISLA).get("/clients").text


def test_the_list_says_where_contact_has_stopped_and_no_day_for_it():
    by_police = (17, "contact.agreed", "police", "", {**AGREED[4], "every_days": 14})
    breach = (0.01, "contact.breached", "police", "", {"how": "wrong_person"})
    case_id = a_client(REFERRED, STARTED, by_police, breach)

    page = at_browser(ISLA).get("/clients").text

    assert reference_of(case_id) in page and "Contact has stopped" in page
    assert "Victim’s officer: " not in page


def test_what_the_victim_agreed_with_the_service_the_agencies_are_held_to_as_well():
    a_client(REFERRED, STARTED, AGREED, MADE)

    page = at_browser(ISLA).get("/clients").text

    assert "Your service: overdue by 3 days" in page
    assert "Victim’s officer: overdue by 10 days" in page


def test_nobody_of_another_agency_has_the_list_or_learns_that_there_is_a_row():
    case_id = a_client(REFERRED, STARTED, AGREED, MADE)
    asked = "SELECT * FROM worklist_client"

    assert rows(asked, by=ISLA) != [] and rows(asked, by=RHONA) != []
    for who in EVERYBODY_ELSE:
        assert rows(asked, by=who) == [], who
        assert not listed(who), who
    give(case_id, "adviser", JOAN)  # a second service comes to the case, with a list of its own
    assert listed(JOAN) == ["Vera"]


def test_what_another_service_in_the_same_case_recorded_is_not_on_ones_list():
    lines = [REFERRED, STARTED, MADE, (2, "support.waitlisted", "support", "r2"), MADE]
    events = entries(lines)
    events = [one._replace(actor="isla" if one.seq < 4 else "joan") for one in events]

    found = {row.service: row for row in client_rows(events, {"isla": LANTERN, "joan": HARBOUR})}

    assert {name: row.state for name, row in found.items()} == {
        "": "referred", LANTERN: "started", HARBOUR: "waitlisted",
    }  # fmt: skip
    assert found[""].reached_at is None


def test_the_database_keeps_two_services_in_one_case_apart():
    lines = [REFERRED, STARTED, MADE, (2, "support.waitlisted", "support", "r2")]
    said = [one._replace(actor="joan" if one.seq == 4 else "isla") for one in entries(lines)]
    demonstration.load()
    people = {"isla": ISLA, "joan": JOAN}
    case_id = load_cases({"c": said}, at=NOW, people=people)["c"].case_id
    give(case_id, "adviser", ISLA)
    give(case_id, "adviser", JOAN)
    asked = "SELECT DISTINCT service FROM worklist_client WHERE service <> ''"

    assert (rows(asked, by=ISLA), rows(asked, by=JOAN)) == ([(LANTERN,)], [(HARBOUR,)])
    assert [one.state for one in clients(JOAN, NOW).rows] == ["waitlisted"]
    assert clients(JOAN, NOW).rows[0].reached_at is None


def test_the_list_is_narrowed_sorted_and_cut_into_pages():
    for place in range(26):
        a_client(REFERRED, called=f"Client {place}")
    a_client(REFERRED, STARTED, AGREED, MADE, called="Late")

    first, second = clients(ISLA, NOW), clients(ISLA, NOW, page=2)

    assert (len(first.rows), len(second.rows), first.found, first.pages) == (25, 2, 27, 2)
    assert first.rows[0].called == "Late"
    assert listed(ISLA, states=["started"]) == listed(ISLA, due=["overdue"]) == ["Late"]
    assert "Late" not in listed(ISLA, due=["not_agreed"])


def test_the_page_says_in_words_how_late_a_contact_is_and_that_it_was_looked_at_is_on_record():
    case_id = a_client(REFERRED, STARTED, AGREED, MADE)
    reference = reference_of(case_id)

    page = at_browser(ISLA).get("/clients")

    for words in ("Vera", reference, "Being supported", "overdue by 3 days", "10 days ago"):
        assert words in page.text, words
    assert "Not this one" not in page.text and "Vera" not in page.text.partition("</title>")[0]
    assert "No case was given" not in page.text
    assert "Nobody on this list" in at_browser(ISLA).get("/clients?state=ended&page=1").text
    with acting_as(OMAR), transaction.atomic():
        assert [one["part"] for one in readings(case_id)].count("the list of clients") == 1


@pytest.mark.parametrize(
    "stops",
    [
        ("contact.declined", "victim", "", {"scope": "all"}),
        ("contact.breached", "police", "", {"how": "wrong_person"}),
        ("contact.made", "police", "", {"by": "victim", "still_safe": "no"}),
    ],
)
def test_a_victim_with_whom_contact_has_stopped_is_not_overdue(stops):
    (row,) = client_rows(entries([REFERRED, STARTED, AGREED, MADE, (9, *stops)]), {})

    assert row.contact_due_on is None
