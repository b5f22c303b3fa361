"""Supporters: what she ticked, from then on and until she unticks it, and nothing else."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from lxml import html

from answerable.actions import sharing
from answerable.actions.commit import NoSuchCase
from answerable.actions.refusing import NotAllowed
from answerable.actions.vault import erase_person, learn, put_contact, put_person
from answerable.clocks.days import local_day
from answerable.events.catalogue import EVENT_TYPES
from answerable.people import policy
from answerable.people.acting import SIGNING_IN, acting_as, acting_as_supporter, acting_for
from answerable.people.victims import supporters
from answerable.people.victims.sharing import SEES, TELLINGS, events
from answerable.web.dates import day
from tests.people.cast import (
    ISLA,
    NICK,
    NOW,
    OMAR,
    PRIYA,
    SUNITA,
    YESTERDAY,
    reference_of,
    rows,
    whole_case,
)
from tests.portal.cast import PHRASE, put, vera_in
from tests.portal.stories import asked_for_a_phone, charged, feed, not_charged, reported
from tests.signing_in import Browser, at_browser

pytestmark = pytest.mark.django_db
HEADINGS = {
    "where": "Where it is now", "dates": "Days in court", "people": "Your people",
    "owed": "What must be done for you",
}  # fmt: skip
PAGES = ("updates", "safe", "reach", "people", "phone", "talks", "dates", "answers", "yours")


@pytest.fixture
def case_id():
    return reported(whole_case())


def share(vera, *sees: str, name: str = "Aunt") -> UUID:
    """She names somebody on her pages: who it is."""
    answer = vera.post("/n/people/new", {"name": name, "sees": list(sees)})
    assert (answer.status_code, answer["Location"]) == (302, "/n/people?done=shared")
    page = vera.get("/n/people").text
    return UUID(re.findall(r"/n/people/([0-9a-f-]{36})", page)[-1])


def let_in(case_id, supporter: UUID):
    """A worker gives codes in person, and the supporter comes in with them."""
    issued = sharing.issue_to_supporter(case_id, supporter, by=OMAR, at=NOW)
    client = Browser()
    answer = client.post(
        "/n/first",
        {"first": issued.first, "code": issued.paper[0], "phrase": PHRASE, "again": PHRASE},
    )
    assert (answer.status_code, answer["Location"]) == (302, "/n/shared")
    return client


def see(client) -> str:
    answer = client.get("/n/shared")
    assert answer.status_code == 200
    return " ".join(html.fromstring(answer.text).find(".//main").text_content().split())


def sees_in_the_database(supporter: UUID, statement: str) -> list[tuple]:
    with acting_as_supporter(supporter), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


@pytest.mark.parametrize("ticked", SEES)
def test_a_supporter_sees_what_is_ticked_and_no_other_part(case_id, ticked):
    charged(case_id)
    on = local_day(NOW) + timedelta(days=200)
    feed(case_id, "hearing.listed", "witness_care", "h1", ago=20, kind="trial", on=str(on))
    supporter = share(vera_in(case_id), ticked)

    page = see(let_in(case_id, supporter))

    assert {one for one, heading in HEADINGS.items() if heading in page} == {ticked}
    assert (day(on) in page) == (ticked == "dates")
    assert ("A person was charged" in page) == (ticked == "where")
    found = sees_in_the_database(supporter, "SELECT DISTINCT event FROM record_entry")
    assert {event for (event,) in found} <= events([ticked]) | set(TELLINGS)


def test_whatever_is_ticked_a_supporter_sees_no_word_no_phone_and_no_way_to_reach_her(case_id):
    asked_for_a_phone(case_id)
    put_contact(case_id, "telephone", "07700 900 111", safe=True, by=OMAR, at=NOW)
    put(case_id, "discussion.agreed", what="x", for_victim="We said that we ring on Friday.")
    supporter = share(vera_in(case_id), *SEES)
    page = see(let_in(case_id, supporter))

    assert not re.search(r"phone|Friday|number|07700|record", page, re.I)
    for table in ("record_note", "record_case", "people_safe_contact", "people_safe_word",
                  "people_person", "record_reading", "victims_account", "victims_supporter",
                  "letters_letter", "worklist_item", "people_part"):  # fmt: skip
        assert sees_in_the_database(supporter, f"SELECT count(*) FROM {table}") == [(0,)], table
    found = sees_in_the_database(supporter, "SELECT DISTINCT event FROM record_entry")
    assert not [
        e for (e,) in found if e.startswith(("device", "third_party", "contact", "account"))
    ]


@pytest.mark.parametrize("here_first", [False, True])
def test_nothing_hard_shows_before_a_person_told_even_where_she_reads_it_here_first(
    case_id, here_first
):
    put(case_id, "contact.agreed", "police", ago=80, when="only_news", method="phone",
        may_leave_message=False, letters=False, safe=True, here_first=here_first)  # fmt: skip
    supporter = share(vera_in(case_id), "where")
    client = let_in(case_id, supporter)
    feed(case_id, "decision.made", "police", "s1", ago=9, by="police", result="no_further_action")
    before = see(client)
    hard = "SELECT count(*) FROM record_entry WHERE event = 'decision.made'"
    assert sees_in_the_database(supporter, hard) == [(0,)]
    feed(case_id, "decision.told", "police", "s1", ago=8, how="in_person", review_right="applies")

    assert "charge" not in before
    assert "charge" in see(client)


def test_what_is_unticked_is_gone_at_once_and_whoever_sees_nothing_is_out(case_id):
    vera = vera_in(case_id)
    supporter = share(vera, "where", "dates")
    client = let_in(case_id, supporter)
    assert "Where it is now" in see(client)

    vera.post(f"/n/people/{supporter}", {"do": "share", "sees": ["dates"]})
    assert client.get("/n/shared")["Location"] == "/n/"  # signed out
    found = sees_in_the_database(supporter, "SELECT DISTINCT event FROM record_entry")
    assert "crime.reported" not in {event for (event,) in found}
    vera.post(f"/n/people/{supporter}", {"do": "stop", "sees": ["dates"]})
    assert sees_in_the_database(supporter, "SELECT count(*) FROM record_entry") == [(0,)]
    with pytest.raises(NoSuchCase):
        sharing.issue_to_supporter(case_id, supporter, by=OMAR, at=NOW)
    assert f"/n/people/{supporter}" not in vera.get("/n/people").text


def test_a_session_of_a_supporters_opens_no_page_of_hers_and_hers_none_of_theirs(case_id):
    vera = vera_in(case_id)
    client = let_in(case_id, share(vera, *SEES))

    assert {client.get(f"/n/{name}")["Location"] for name in PAGES} == {"/n/"}
    assert client.post("/n/tell/question", {"of": "police", "what": "x"}).status_code != 200
    assert client.get(f"/cases/{reference_of(case_id)}")["Location"].startswith("/sign-in")
    assert vera.get("/n/shared")["Location"] == "/n/"
    client.get("/n/x")
    assert client.get("/n/shared")["Location"] == "/n/"


def test_she_sees_when_they_looked_and_the_next_time_takes_a_code_and_the_phrase(case_id):
    vera = vera_in(case_id)
    supporter = share(vera, "where")
    assert "They have not looked yet." in vera.get("/n/people").text
    issued = sharing.issue_to_supporter(case_id, supporter, by=OMAR, at=NOW)
    first = {"first": issued.first, "code": issued.paper[0], "phrase": PHRASE, "again": PHRASE}
    Browser().post("/n/first", first)
    wrong, right = Browser(), Browser()

    assert wrong.post("/n/", {"code": issued.paper[1], "phrase": "wrong"}).status_code == 400
    answer = right.post("/n/", {"code": issued.paper[1], "phrase": PHRASE})
    assert answer["Location"] == "/n/shared"
    assert right.post("/n/", {"code": issued.paper[1], "phrase": PHRASE}).status_code == 400
    assert vera.get("/n/people").text.count("They looked on") == 2


@pytest.mark.parametrize(("days", "lives"), [(-1, False), (0, False), (1, True)])
def test_what_was_ticked_by_a_child_ends_on_the_day_she_is_eighteen(case_id, days, lives):
    then = local_day(NOW) + timedelta(days=days)
    leaps = (then.month, then.day) == (2, 29)
    born = then.replace(year=then.year - 18, day=28 if leaps else then.day)
    put_person(case_id, "victim", by=OMAR, at=NOW, name="Vera", born_on=born)
    vera = vera_in(case_id)
    with acting_as(OMAR), transaction.atomic():
        earlier = NOW - timedelta(days=9)
        supporter = supporters.name(case_id, "Aunt", ["where"], by=OMAR, at=earlier)

    found = sees_in_the_database(supporter, "SELECT count(*) FROM record_entry")
    assert (found[0][0] > 0) == lives
    page = vera.get("/n/people").text
    assert ("You are 18 now" in page) == (not lives) and str(born.year) not in page
    if not lives:
        with pytest.raises(NoSuchCase):
            sharing.issue_to_supporter(case_id, supporter, by=OMAR, at=NOW)
        assert share(vera, "where", name="Aunt again")  # she is asked again, and may


def test_what_a_child_ticked_ends_too_where_her_day_of_birth_is_put_down_or_put_right_later(
    case_id,
):
    today = local_day(NOW)
    with acting_as(OMAR), transaction.atomic():
        earlier = NOW - timedelta(days=400)
        supporter = supporters.name(case_id, "Aunt", ["where"], by=OMAR, at=earlier)
    asked = "SELECT count(*) FROM record_entry"
    assert sees_in_the_database(supporter, asked) != [(0,)]

    born = date(today.year - 18, today.month, 1)
    victim = put_person(case_id, "victim", by=OMAR, at=NOW, name="Vera", born_on=born)
    assert sees_in_the_database(supporter, asked) == [(0,)]
    for put_right in (date(1990, 1, 1), None):  # another day, and none that is known
        learn(case_id, victim.id, by=OMAR, at=NOW, born_on=put_right)
        assert sees_in_the_database(supporter, asked) != [(0,)]
        learn(case_id, victim.id, by=OMAR, at=NOW, born_on=born)
        assert sees_in_the_database(supporter, asked) == [(0,)]


def test_of_a_grown_up_nothing_is_kept_by_which_her_day_of_birth_could_be_told(case_id):
    put_person(case_id, "victim", by=OMAR, at=NOW, name="Vera", born_on=date(1990, 1, 1))
    with acting_as(OMAR), transaction.atomic(), connection.cursor() as cursor:
        supporters.name(case_id, "Aunt", ["where"], by=OMAR, at=NOW)
        cursor.execute("SELECT asked_again_at FROM victims_supporter WHERE case_id = %s", [case_id])
        assert cursor.fetchall() == [(None,)]


@pytest.mark.parametrize(
    ("born", "day"),
    [
        (date(2008, 2, 29), datetime(2026, 2, 28, tzinfo=UTC)),
        (date(2008, 7, 1), datetime(2026, 6, 30, 23, tzinfo=UTC)),
    ],
)
def test_a_birthday_begins_at_midnight_where_she_lives_and_every_year_has_one(born, day):
    assert supporters.came_of_age(born) == day


def test_two_victims_of_one_suspect_and_their_supporters_learn_nothing_of_each_other(case_id):
    other = reported(whole_case())
    for case in (case_id, other):
        put(case, "suspect.identified", subject="s1")
        not_charged(case)
    mine, theirs = share(vera_in(case_id), *SEES), share(vera_in(other), *SEES, name="Uncle")

    for supporter, case in ((mine, case_id), (theirs, other)):
        found = sees_in_the_database(supporter, "SELECT DISTINCT case_id FROM record_entry")
        assert found == [(case,)]
    assert vera_in(other).get(f"/n/people/{mine}").status_code == 404
    vera_in(other).post(f"/n/people/{mine}", {"do": "stop"})
    assert sees_in_the_database(mine, "SELECT count(*) FROM record_entry") != [(0,)]


def test_a_worker_of_the_case_writes_one_down_for_her_gives_codes_once_and_ends_it(case_id):
    address = f"/cases/{reference_of(case_id)}/supporters"
    browser = at_browser(ISLA)
    assert browser.post(address, {"name": "Aunt", "sees": ["dates"]}).status_code == 302
    ((supporter,),) = rows("SELECT id FROM victims_supporter")

    page = browser.post(address, {"do": "codes", "supporter": str(supporter)})
    assert "Say this to them now" in page.text and "days in court" in page.text
    code = re.findall(r"[2-9A-Z]{5}(?:-[2-9A-Z]{5}){4}", page.text)[0]
    assert code not in browser.get(address).text
    assert browser.post(address, {"do": "end", "supporter": str(supporter)}).status_code == 302
    noted = rows("SELECT part FROM record_reading WHERE part ~ 'supporter'")
    assert {part for (part,) in noted} >= {
        "a supporter named", "codes for a supporter", "a supporter ended",
    }  # fmt: skip
    assert at_browser(NICK).get(address).status_code == 404
    with pytest.raises((NotAllowed, NoSuchCase)):
        sharing.name_for_her(case_id, "Him", ["where"], by=NICK, at=NOW)


def test_a_worker_adds_nothing_to_what_she_ticked(case_id):
    supporter = share(vera_in(case_id), "dates")

    with pytest.raises(Exception, match="row-level security"):
        rows("UPDATE victims_supporter SET sees = '{where}' WHERE id = %s", [supporter], by=PRIYA)


@pytest.mark.parametrize(
    ("said", "problem"),
    [({"name": "", "sees": ["where"]}, "Please answer this one"),
     ({"name": "Aunt\u202e", "sees": ["where"]}, "holds a hidden character"),
     ({"name": "Aunt", "sees": []}, "Tick what they may see"),
     ({"name": "Aunt", "sees": ["phone"]}, "Please answer this one")],
)  # fmt: skip
def test_what_is_no_sharing_names_nobody(case_id, said, problem):
    answer = vera_in(case_id).post("/n/people/new", said)

    assert answer.status_code == 400 and problem in answer.text
    assert rows("SELECT count(*) FROM victims_supporter") == [(0,)]


def test_she_shares_with_five_at_most(case_id):
    vera = vera_in(case_id)
    for number in range(supporters.MOST):
        share(vera, "dates", name=f"Friend {number}")

    answer = vera.post("/n/people/new", {"name": "One more", "sees": ["dates"]})

    assert answer.status_code == 400 and "five people" in answer.text
    theirs = at_browser(OMAR).post(
        f"/cases/{reference_of(case_id)}/supporters", {"name": "One more", "sees": ["dates"]}
    )
    assert theirs.status_code == 400 and "five people" in theirs.text
    assert 'value="One more"' in theirs.text


def test_where_she_is_erased_nobody_is_a_supporter_and_no_name_is_left(case_id):
    person = put_person(case_id, "victim", by=OMAR, at=YESTERDAY, name="Vera")
    client = let_in(case_id, share(vera_in(case_id), "where"))

    erase_person(case_id, person.id, by=SUNITA, at=NOW, why="She asked.")

    assert client.get("/n/shared")["Location"] == "/n/"
    with acting_for(SIGNING_IN), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT name, until IS NULL FROM victims_supporter")
        assert cursor.fetchall() == [(None, False)]


@pytest.mark.parametrize("ticked", [*SEES, ""])
def test_the_table_the_program_and_the_database_agree_on_what_a_tick_shows(ticked):
    said = {what: seen.get(ticked, "no") for what, seen in policy.supporters().items()}
    of_table = {what for what, seen in said.items() if what in EVENT_TYPES and seen != "no"}
    for_pages = {what for what in of_table if said[what] == "yes"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(events_shared(%s))", [[ticked] if ticked else []])
        found = {event for (event,) in cursor.fetchall()}

    assert events([ticked]) == for_pages
    assert found == of_table
    assert found == (events([ticked]) | set(TELLINGS) if ticked else set())


@pytest.mark.parametrize("ticked", SEES)
def test_what_is_no_event_is_as_the_table_says_too(case_id, ticked):
    put(case_id, "discussion.agreed", what="x", for_victim="We said that we ring on Friday.")
    put_contact(case_id, "telephone", "07700 900 111", safe=True, by=OMAR, at=NOW)
    put_person(case_id, "victim", by=OMAR, at=NOW, name="Vera")
    supporter = share(vera_in(case_id), ticked)
    tables = {
        "who works with her": "supporters_workers()", "words of anybody": "record_note",
        "where she is reached": "people_safe_contact", "who anybody is": "people_person",
        "a letter": "letters_letter", "who opened the record": "record_reading",
    }  # fmt: skip

    found = {
        what: "yes" if sees_in_the_database(supporter, f"SELECT FROM {table}") else "no"
        for what, table in tables.items()
    }

    assert found == {w: s[ticked] for w, s in policy.supporters().items() if w not in EVENT_TYPES}
