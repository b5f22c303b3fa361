"""A number or address: behind a click of somebody who has just signed in, and on record."""

from __future__ import annotations

from urllib.parse import quote
from uuid import UUID

import pytest

from answerable.actions.commit import record
from answerable.actions.letting_in import break_glass
from answerable.actions.safe_words import put_word
from answerable.actions.vault import put_contact
from answerable.events.entry import Event
from tests.people.cast import ISLA, NICK, NOW, OMAR, PRIYA, key, reference_of, rows, whole_case
from tests.signing_in import at_browser, move
from tests.web.cast import go

pytestmark = pytest.mark.django_db
NUMBER, HIDDEN = "07700 900123", "1 Nowhere Street"  # Ofcom keeps the number for drama


@pytest.fixture
def case_id():
    return whole_case()


@pytest.fixture
def contact(case_id):
    return put_contact(case_id, "telephone", NUMBER, safe=True, by=OMAR, at=NOW)


def test_the_header_says_how_first_and_has_a_click_and_no_number(case_id, contact):
    page = at_browser(PRIYA).get(f"/cases/{reference_of(case_id)}").text

    assert NUMBER not in page
    assert page.index("Nothing has been agreed yet") < page.index("Telephone number")
    assert f'value="{contact}"' in page and "Opening one is put on record" in page


def test_a_click_shows_the_number_in_the_answer_alone_and_is_on_record(case_id, contact):
    address = f"/cases/{reference_of(case_id)}/reach"

    answer = at_browser(PRIYA).post(address, {"contact": str(contact)})

    assert answer.status_code == 200 and answer.text.count(NUMBER) == 1
    assert answer.text.index("How to reach the victim safely") < answer.text.index(NUMBER)
    assert answer["Cache-Control"] == "no-store"
    assert NUMBER not in answer.text.partition("<title>")[2].partition("</title>")[0]
    read = rows("SELECT staff_id FROM record_reading WHERE part = 'safe_contact'")
    assert read == [(PRIYA,)]


def test_who_signed_in_a_while_ago_signs_in_again_first_and_comes_back_to_click(case_id, contact):
    address, browser = f"/cases/{reference_of(case_id)}/reach", at_browser(PRIYA)
    move(browser, shown=301)

    asked = browser.post(address, {"contact": str(contact)})
    move(browser, shown=1)
    back = browser.get(address)

    assert (asked.status_code, asked["Location"]) == (
        302, f"/sign-in/again?next={quote(address, safe='')}",
    )  # fmt: skip
    assert back.status_code == 200 and NUMBER not in back.text and str(contact) in back.text
    assert rows("SELECT count(*) FROM record_reading WHERE part = 'safe_contact'") == [(0,)]


def test_what_the_adviser_keeps_is_not_even_offered_to_the_police(case_id, contact):
    kept = put_contact(case_id, "address", HIDDEN, safe=True, by=ISLA, at=NOW)
    address = f"/cases/{reference_of(case_id)}"

    assert str(kept) not in at_browser(OMAR).get(address).text
    assert at_browser(OMAR).post(f"{address}/reach", {"contact": str(kept)}).status_code == 404
    assert HIDDEN in at_browser(ISLA).post(f"{address}/reach", {"contact": str(kept)}).text


def test_one_that_is_not_safe_says_so_before_it_is_read(case_id):
    unsafe = put_contact(case_id, "email", "v@victims.example", safe=False, by=OMAR, at=NOW)

    page = (
        at_browser(OMAR)
        .post(f"/cases/{reference_of(case_id)}/reach", {"contact": str(unsafe)})
        .text
    )

    assert page.index("Not safe: do not use it") < page.index("v@victims.example")


def test_none_is_called_safe_after_somebody_else_answered(case_id, contact):
    breached = Event("contact.breached", NOW, "police", "", {"how": "wrong_person"})
    record(case_id, [breached], by=OMAR, key=key(), expected_seq=None, at=NOW)

    page = at_browser(OMAR).get(f"/cases/{reference_of(case_id)}").text

    assert page.index("Use no way until a safe one is agreed again") < page.index(
        "Do not use it now: see above"
    )


@pytest.mark.django_db(transaction=True)
def test_whoever_opened_the_case_in_an_emergency_opens_no_number(case_id, contact):
    reference = reference_of(case_id)
    break_glass(reference, by=NICK, at=NOW, why="She rang 999.")
    browser = at_browser(NICK)

    page = browser.get(f"/cases/{reference}")

    assert page.status_code == 200 and str(contact) not in page.text
    assert "not opened in an emergency" in page.text
    answer = browser.post(f"/cases/{reference}/reach", {"contact": str(contact)})
    assert answer.status_code == 404 and NUMBER not in answer.text


@pytest.mark.parametrize("contact_id", ["", "x", str(UUID(int=9))])
def test_what_is_not_there_is_not_found(case_id, contact_id):
    address = f"/cases/{reference_of(case_id)}/reach"

    assert at_browser(OMAR).post(address, {"contact": contact_id}).status_code == 404


def test_the_number_is_never_asked_for_by_an_address(case_id, contact):
    address = f"/cases/{reference_of(case_id)}/reach?contact={contact}"

    assert NUMBER not in at_browser(OMAR).get(address).text


def way(case_id, by=OMAR, **said):
    page = go(at_browser(by), f"/cases/{reference_of(case_id)}/reach/new")
    for name, value in {"kind": "telephone", "value": NUMBER, "safe": "true", **said}.items():
        page[name] = value
    return page.press("")


def test_a_number_is_put_down_for_those_whom_the_victim_lets_have_it(case_id):
    assert way(case_id, shown_to=["cps"]).status == 302

    address = f"/cases/{reference_of(case_id)}"
    assert "Telephone number" in at_browser(PRIYA).get(address).text
    assert "Telephone number" not in at_browser(ISLA).get(address).text
    assert NUMBER not in at_browser(OMAR).get(address).text


def test_another_number_takes_the_place_of_the_first(case_id, contact):
    assert way(case_id, value="07700 900456", instead_of=str(contact)).status == 302

    page = at_browser(OMAR).get(f"/cases/{reference_of(case_id)}").text
    assert str(contact) not in page and page.count("Telephone number") == 1


def test_safe_words_are_in_the_answer_to_a_click_that_is_on_record_and_nowhere_else(case_id):
    browser, address = at_browser(OMAR), f"/cases/{reference_of(case_id)}"
    for kind, value in (("hers", "first"), ("hers", "marzipan"), ("ours", "tangerine")):
        said = {"kind": kind, "value": value}
        assert browser.post(f"{address}/reach/words", said).status_code == 302

    for name in ("", "/people", "/contact", "/history", "/reach/words"):
        assert "marzipan" not in browser.get(address + name).text
    assert "Open the safe words" in at_browser(PRIYA).get(address).text
    answer = at_browser(PRIYA).post(f"{address}/reach/words", {"do": "open"})
    assert answer.text.count("marzipan") == 1 and "tangerine" in answer.text
    assert rows("SELECT count(*) FROM people_safe_word WHERE value IS NOT NULL") == [(2,)]
    assert rows("SELECT staff_id FROM record_reading WHERE part = 'safe_word'") == [(PRIYA,)]


def test_who_broke_the_glass_gets_no_safe_word(case_id):
    put_word(case_id, "ours", "tangerine", by=OMAR, at=NOW)
    reference = reference_of(case_id)
    break_glass(reference, by=NICK, at=NOW, why="She is at our front desk.")

    page = at_browser(NICK).get(f"/cases/{reference}").text
    assert "safe word" not in page.lower()
    answer = at_browser(NICK).post(f"/cases/{reference}/reach/words", {"do": "open"})
    assert answer.status_code == 404
    assert rows("SELECT count(*) FROM people_safe_word", by=NICK) == [(0,)]


def confirm(case_id, hers, by=OMAR):
    page = go(at_browser(by), f"/cases/{reference_of(case_id)}/reach/confirm")
    for name, value in {"how": "voice", "hers": hers}.items():
        page[name] = value
    (page["contact"],) = [str(one) for (one,) in rows(WAITING)]
    return page.press("")


WAITING = "SELECT id FROM people_safe_contact WHERE waits_until IS NOT NULL"


def test_a_changed_number_says_that_it_waits_and_is_confirmed_by_voice(case_id, contact):
    way(case_id, value="07700 900456", instead_of=str(contact))
    address = f"/cases/{reference_of(case_id)}"

    assert "nor before the victim has confirmed it by voice" in at_browser(OMAR).get(address).text
    assert confirm(case_id, "true").status == 302

    page = at_browser(OMAR).get(address).text
    assert "New, and confirmed by voice: do not use it before" in page
    assert rows("SELECT reason FROM record_reading WHERE part = 'safe_contact'") == [
        ("a change confirmed: voice",)
    ]


def test_a_changed_number_that_is_not_hers_has_ended(case_id, contact):
    way(case_id, value="07700 900456", instead_of="no")

    assert confirm(case_id, "false").status == 302
    page = at_browser(OMAR).get(f"/cases/{reference_of(case_id)}").text
    assert page.count("Telephone number") == 1 and str(contact) in page


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"value": ""}, "Enter the number or address"),
        ({"value": "12"}, "Enter a telephone number"),
        ({"kind": "email"}, "Enter an email address"),
        ({"safe": None}, "safe to use"),
        ({"kind": None}, "What is it"),
        ({"value": "7" * 201}, "200 characters"),
    ],
)
def test_what_is_wrong_with_a_number_is_said_and_nothing_is_kept(case_id, said, problem):
    page = way(case_id, **said)

    assert page.status == 400 and any(
        problem.lower() in one.lower() for one in page.problems.values()
    )
    assert rows("SELECT count(*) FROM people_safe_contact") == [(0,)]


def test_who_signed_in_a_while_ago_signs_in_again_before_putting_down_a_number(case_id):
    browser = at_browser(OMAR)
    move(browser, shown=301)

    answer = browser.get(f"/cases/{reference_of(case_id)}/reach/new")

    assert answer.status_code == 302 and answer["Location"].startswith("/sign-in/again")
