"""What each of the victim's pages is there for, line by line, as a case goes on."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError, transaction
from lxml import html

from answerable.actions.allocating import end_part, give_part
from answerable.actions.commit import record
from answerable.actions.vault import put_contact, put_person
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Event
from answerable.people import vault
from answerable.people.acting import acting_as
from answerable.people.victims import sessions
from answerable.record import reading
from answerable.web.dates import day
from answerable.web.portal import errors
from answerable.worklist.from_victim import in_words
from tests.people.cast import (
    ISLA,
    NOW,
    OMAR,
    RHONA,
    ZEYNEP,
    key,
    omars_case,
    reference_of,
    sees,
    whole_case,
)
from tests.portal.cast import put, vera_in
from tests.portal.looking import all_pages, last, see, tell
from tests.portal.stories import asked_for_a_phone, charged, feed, not_charged, reported
from tests.portal.test_reading_age import TEMPLATES
from tests.signing_in import Browser, at_browser
from tests.web.cast import go

pytestmark = pytest.mark.django_db
HELP = ("999", "https://999bsl.co.uk", "0808 500 2222")


@pytest.fixture
def case_id():
    return reported(whole_case())


def story(client, name: str) -> list[str]:
    """The lines of what there was on a page, each with its day."""
    tree = html.fromstring(client.get(f"/n/{name}").text)
    found = tree.xpath("//ol[contains(@class, 'page-story')]/li")
    return [" ".join(one.text_content().split()) for one in found]


def on(hours: float) -> str:
    """The day so many hours ago, as a page says it."""
    return day(NOW - timedelta(hours=hours))


def test_each_line_has_the_day_on_which_it_was(case_id):
    assert story(vera_in(case_id), "updates") == [
        f"{on(90)} The police spoke with you.",
        f"{on(100)} What happened to you was reported to the police.",
    ]


def test_of_a_phone_it_says_when_it_came_back_what_was_looked_at_and_when_the_copy_went(case_id):
    asked_for_a_phone(case_id)
    client = vera_in(case_id)
    tell(client, "phone", answer="agreed")
    feed(case_id, "device.taken", "police", "phone-1", ago=19, of="victim", form_copy_given=True)
    assert "Give your phone back, or lend you one The police, by" in see(client, "updates")
    feed(case_id, "device.returned", "police", "phone-1", ago=16)
    feed(case_id, "device.reviewed", "police", "phone-1", ago=15, relevant=False,
         for_victim="We read the messages of that week.")  # fmt: skip
    feed(case_id, "device.deleted", "police", "phone-1", ago=14)

    assert "Give your phone back, or lend you one" not in see(client, "updates")
    lines = story(client, "phone")
    for line in (
        f"{on(16)} The police gave a phone or another device back.",
        f"{on(15)} The police looked at what was copied from a phone or another device. "
        "We read the messages of that week.",
        f"{on(14)} What was copied from a phone or other device was deleted.",
    ):
        assert line in lines


def test_advice_can_be_asked_for_before_an_answer_and_an_answer_still_follows(case_id):
    asked_for_a_phone(case_id)
    client = vera_in(case_id)

    assert "Your answer: You want advice first." in tell(client, "phone", answer="asked_for_advice")
    assert last(case_id).data["answer"] == "asked_for_advice"
    assert "Your answer: You said no." in tell(client, "phone", answer="refused")


def test_no_can_be_said_to_a_request_for_records_and_the_case_does_not_end_for_it(case_id):
    feed(case_id, "third_party.requested", "police", "t1", ago=20, of="victim", kind="medical",
         alternatives=["witness"], for_victim="To know of the injuries.",
         **{"from": "2026-01-01", "to": "2026-01-08"})  # fmt: skip
    client = vera_in(case_id)
    assert "You can say no. Your case does not end if you say no." in see(client, "tell/records")
    page = see(client, "phone")
    assert "What: health records" in page and "To know of the injuries." in page

    assert "You said that you do not want this." in tell(client, "records", answer="objected")
    entry = last(case_id)
    assert (entry.event, entry.subject) == ("third_party.answered", "t1")
    feed(case_id, "third_party.reviewed", "police", "t1", ago=0)
    assert f"{on(0)} The police looked at the records." in story(client, "phone")


def test_of_records_too_advice_and_another_look_can_be_asked_for(case_id):
    client = vera_in(case_id)
    assert "/n/tell/records-again" not in client.get("/n/phone").text
    feed(case_id, "third_party.requested", "police", "t1", ago=20, of="victim", kind="medical",
         alternatives=["witness"], **{"from": "2026-01-01", "to": "2026-01-08"})  # fmt: skip

    page = tell(client, "records-again", what="May I have advice? It is too much.")

    assert "Somebody will look at it and answer you." in page
    entry = last(case_id)
    assert (entry.event, entry.data["of"]) == ("question.asked", "police")
    ((what, _),) = in_words([entry], entry.recorded_at)
    assert what == "asked the police a question and has no answer yet"


def test_the_statement_shows_when_it_was_made_and_can_be_added_to(case_id):
    feed(case_id, "statement.offered", "police", ago=30, form="original")
    feed(case_id, "statement.taken", "police", ago=20, form="original")
    client = vera_in(case_id)

    page = client.get("/n/dates")
    assert f"{on(20)} You said how this has affected you, and it was recorded." in story(
        client, "dates"
    )
    (ask,) = html.fromstring(page.text).xpath("//a[contains(., 'add to it')]/@href")
    assert "What do you want to ask?" in see(client, ask.removeprefix("/n/"))
    charged(case_id)
    assert "Ask if you want to add how this has affected you" not in see(client, "dates")


def test_ways_to_make_court_easier_are_named_once_a_charge_was_told(case_id):
    kinds = {"kinds": ["screen", "intermediary"]}
    feed(case_id, "measures.considered", "cps", ago=10, victim_wish="yes", **kinds)
    client = vera_in(case_id)
    assert story(client, "dates") == []

    charged(case_id)
    feed(case_id, "measures.applied", "cps", ago=9, **kinds)
    feed(case_id, "measures.decided", "court", ago=8, granted=True)
    looked, asked, granted = story(client, "dates")
    assert looked.startswith(on(10)) and granted.startswith(f"{on(8)} The court said yes")
    assert asked.startswith(f"{on(9)} The prosecutor asked the court for ways to make it easier")
    for line in (looked, asked):
        assert "a screen, so that you do not see the person" in line
        assert "somebody who helps you to understand and be understood" in line


def test_an_order_shows_with_its_last_day_once_told_and_so_does_what_to_do_if_it_is_broken(case_id):
    feed(case_id, "order.granted", "police", "s1", ago=48, kind="dvpo", until="2027-01-06")
    client = vera_in(case_id)
    page = see(client, "safe")
    assert "We have told you of no order." in page
    assert "If a rule on this page is broken, call 999." in page
    links = html.fromstring(client.get("/n/safe").text).xpath("//main//a/@href")
    assert {"tel:999", "https://999bsl.co.uk"} <= set(links)

    feed(case_id, "progress.told", "police", "s1", ago=40, about="bail")
    page = see(client, "safe")
    assert "An order by a court to protect you at home. It lasts until 6 January 2027." in page


def test_every_time_that_somebody_came_in_with_the_codes_is_there(case_id):
    def came_in(client):
        tree = html.fromstring(client.get("/n/yours").text)
        return tree.xpath(
            "//h2[contains(., 'When your codes were used')]/following::ul[1]/li/text()"
        )

    (first,) = came_in(vera_in(case_id))
    assert re.fullmatch(r"\d+ \w+ \d{4} at \d+:\d\d[ap]m", first)
    assert len(came_in(vera_in(case_id))) == 2


def test_the_answer_to_a_question_is_with_the_question(case_id):
    feed(case_id, "question.asked", "victim", "q1", ago=5, of="police", what="When is it back?")
    put(case_id, "question.answered", subject="q1", ago=1, how="phone",
        for_victim="On Monday.", reasons={"asked": "x"})  # fmt: skip
    client = vera_in(case_id)

    asked, answered = sorted(story(client, "people"), key=lambda line: "On Monday." in line)
    assert asked.endswith("You asked a question. When is it back?")
    assert answered.endswith("Your question was answered. On Monday.")


def test_whoever_asked_to_read_it_here_first_reads_it_before_anybody_told_them(case_id):
    client = vera_in(case_id)
    said = {"method": "app", "safe": "true", "when": "only_news", "may_leave_message": "false",
            "letters": "false"}  # fmt: skip
    tell(client, "reach", **said)
    not_charged(case_id)
    assert "It was decided not to charge." not in see(client, "updates")

    page = tell(client, "reach", **said, here_first="true")
    assert "You can read hard news here before a person tells you." in page
    assert "It was decided not to charge." in see(client, "updates")
    assert "It was decided not to charge." in see(client, "answers")


def test_before_the_start_a_page_says_what_leaving_does_and_what_cannot_be_hidden():
    page = see(Browser(), "start")

    for said in (
        "Each page has a red button, Exit this page. It signs you out",
        "press Shift three times", "It shows an empty page.",
        "for ten minutes, you are signed out",
        "This site will be on the list.", "You can also clear the list in the settings.",
        "You can use a private window.", "spy app on your phone. We cannot stop that.",
        "A phone at a library, at work or of a friend may be safer",
        "All that you can do here, you can also do by talking with one of your people.",
    ):  # fmt: skip
        assert said in page, said


def test_that_somebody_wants_to_stop_is_before_the_adviser_and_a_worker_in_their_own_words(case_id):
    tell(vera_in(case_id), "stop", own_choice="felt_pushed", words="He says I have to.")

    for who in (ISLA, OMAR):
        page = go(at_browser(who), "/my-work").text
        assert "wants to stop and feels pushed: check that this is their choice" in page, who
    history = at_browser(OMAR).get(f"/cases/{reference_of(case_id)}/history").text
    assert "He says I have to." in history
    assert "He says I have to." in see(vera_in(case_id), "updates")


def test_that_contact_stops_is_said_to_workers_with_what_to_do_until_another_way_is_agreed(case_id):
    client = vera_in(case_id)
    tell(client, "no-contact", scope="all")

    def pages(who=OMAR):
        browser, case = at_browser(who), f"/cases/{reference_of(case_id)}"
        return go(browser, case).text, go(browser, "/my-work").text

    for who in (OMAR, ISLA):
        case, work = pages(who)
        assert "asked not to be contacted. Agree another way with them, through their" in case
        assert "wants no contact: find out which way works for them" in work
    put(case_id, "contact.agreed", at=datetime.now(UTC), when="only_news", safe=True,
        method="phone", may_leave_message=False, letters=False)  # fmt: skip

    case, _ = pages()
    assert "asked not to be contacted" not in case
    assert "You asked us not to contact you." not in see(client, "reach")


def test_a_victim_who_is_accused_elsewhere_has_an_account_and_contacts_of_the_one_case(case_id):
    accused = reported(whole_case())
    name = {"by": OMAR, "at": NOW, "name": "Vera Madeup"}
    put_person(case_id, "victim", **name)
    put_person(accused, "suspect", subject="s1", **name)
    put_contact(case_id, "telephone", "07700 900111", safe=True, by=OMAR, at=NOW)
    client, other = vera_in(case_id), vera_in(accused)
    before = all_pages(client)

    put(accused, "suspect.identified", subject="s1")
    not_charged(accused)
    put(accused, "discussion.agreed", what="x", for_victim="Of the other case.")
    assert all_pages(client) == before
    assert "Of the other case." in see(other, "talks")
    assert "A phone number." in see(client, "reach") and "We have none." in see(other, "reach")
    with acting_as(OMAR), transaction.atomic():
        assert list(vault.contacts(accused, NOW)) == []


def test_after_a_change_of_adviser_the_old_one_sees_nothing_and_the_notes_stay(case_id):
    note = Event("support.note", NOW, "support", "", {"note": "What she told me."})
    record(case_id, [note], by=ISLA, key=key(), expected_seq=None, at=NOW)
    page = see(vera_in(case_id), "people")
    assert "Isla Hearthlowe" in page and "isla@answerable.example" in page

    give_part(case_id, ZEYNEP, "adviser", by=RHONA, at=NOW)
    end_part(case_id, ISLA, "adviser", by=RHONA, at=NOW)

    assert not sees(ISLA, case_id) and sees(ZEYNEP, case_id)
    with acting_as(ZEYNEP), transaction.atomic():
        (kept,) = reading.entries(case_id, log="support")
    assert kept.data["note"] == "What she told me."
    assert "Isla Hearthlowe" not in see(vera_in(case_id), "people")


def test_where_nobody_has_the_case_yet_there_is_still_a_number_to_call():
    case_id = omars_case()
    client = vera_in(case_id)
    end_part(case_id, OMAR, "investigator", by=OMAR, at=NOW)

    assert "Nobody has been named yet. Call 101 and say that you have a case." in see(
        client, "people"
    )


def test_of_what_happened_nobody_is_asked_to_write_here():
    hers = {name for name, type_ in EVENT_TYPES.items() if "victim" in type_.by}

    assert {one for one in hers if one.startswith(("account.", "crime.", "statement."))} == {
        "account.rearranged"
    }


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500])
def test_what_went_wrong_blames_nobody_and_names_a_person_and_whom_to_call(rf, status):
    request = rf.get("/n/people")
    page = (errors.broken() if status == 500 else errors.page(request, status)).text

    assert "tell one of your people" in page and all(one in page for one in HELP)
    assert "Exit this page" in page and "you did" not in page.lower()


def test_where_to_call_stands_there_when_the_database_does_not_answer(case_id, monkeypatch):
    def down(*_args, **_more):
        raise OperationalError

    client = vera_in(case_id)
    client.raise_request_exception = False
    monkeypatch.setattr(sessions, "whose", down)

    answer = client.get("/n/updates")
    assert answer.status_code == 500 and all(one in answer.text for one in HELP)
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.stem)
def test_no_page_is_without_the_frame_that_has_the_way_out_and_the_help(path):
    source = path.read_text()
    if path.stem in ("base", "parts", "languages"):
        return
    assert '{% extends "portal/base.html" %}' in source
    if path.stem != "plain":
        assert "block way_out" not in source and "block help" not in source
