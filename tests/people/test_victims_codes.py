"""The victim's own way in: codes by hand, used once, and sessions that end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction

from answerable.actions.commit import NotAllowed
from answerable.actions.letting_in import break_glass
from answerable.actions.vault import erase_person, put_person
from answerable.people.acting import SIGNING_IN, acting_for
from answerable.people.victims import sessions
from answerable.record.writing import NoSuchCase
from tests.people.cast import ISLA, NICK, NOW, OMAR, PRIYA, SUNITA, omars_case, reference_of, rows
from tests.people.vera import PHRASE, begin, enter, issue, put

pytestmark = pytest.mark.django_db


def test_the_first_code_and_one_on_paper_open_once(issued):
    account = begin(issued.first, issued.paper[0])

    assert account
    assert begin(issued.first, issued.paper[1]) is None
    assert enter(issued.paper[0]) is None
    assert enter(issued.paper[1]) == account
    assert enter(issued.paper[1]) is None


def test_one_of_the_two_alone_opens_nothing(issued):
    assert begin(issued.first, "2222-2222-2222") is None
    assert begin("22222-22222-22222-22222-22222", issued.paper[0]) is None
    assert begin(issued.paper[0], issued.first) is None
    assert enter(issued.paper[0], "") is None  # no phrase was chosen yet


def test_the_codes_of_two_victims_do_not_go_together(issued):
    other = issue(omars_case())

    assert begin(issued.first, other.paper[0]) is None
    assert begin(issued.first, issued.paper[0])


def test_the_first_code_is_too_old_after_three_days(issued):
    assert begin(issued.first, issued.paper[0], at=NOW + timedelta(days=3)) is None


def test_a_code_may_be_typed_as_it_was_heard_and_a_phrase_as_it_is_remembered(issued):
    account = begin(f" {issued.first.lower().replace('-', ' ')}", issued.paper[0].replace("-", ""))

    assert account
    assert enter(issued.paper[1], "  Green kettle  by the WINDOW ") == account


def test_a_wrong_phrase_spends_a_code_after_five_and_locks_nobody(issued, vera):
    for _ in range(5):
        assert enter(issued.paper[1], "wrong") is None

    assert enter(issued.paper[1]) is None
    assert enter(issued.paper[2]) == vera


def test_new_codes_void_the_old_ones_and_end_every_session(case_id, issued, vera):
    with acting_for(SIGNING_IN), transaction.atomic():
        session = sessions.start(vera, at=NOW)
    again = issue(case_id)

    with acting_for(SIGNING_IN), transaction.atomic():
        assert sessions.whose(session, at=NOW) is None
    assert enter(issued.paper[1]) is None
    assert begin(again.first, again.paper[0]) == vera


def test_a_code_stands_nowhere_as_it_is(issued):
    with acting_for(SIGNING_IN), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT code::text FROM victims_code UNION SELECT phrase FROM victims_account"
        )
        there = " ".join(row[0] for row in cursor.fetchall())

    assert not [one for one in (issued.first, *issued.paper) if one.replace("-", "") in there]
    assert PHRASE not in there


@pytest.mark.parametrize("event", ["contact.breached"])
def test_after_somebody_else_answered_no_code_and_no_session_opens_anything(
    case_id, issued, vera, event
):
    with acting_for(SIGNING_IN), transaction.atomic():
        session = sessions.start(vera, at=NOW)

    put(case_id, event, how="wrong_person")

    with acting_for(SIGNING_IN), transaction.atomic():
        assert sessions.whose(session, at=NOW) is None
    assert [enter(one) for one in issued.paper] == [None] * 10


def test_a_session_ends_ten_minutes_after_the_last_click_and_an_hour_after_the_first(vera):
    with acting_for(SIGNING_IN), transaction.atomic():
        session = sessions.start(vera, at=NOW)
        clicks = [
            sessions.whose(session, at=NOW + timedelta(minutes=9 * turn)) for turn in range(1, 8)
        ]
        idle = sessions.start(vera, at=NOW)

        assert clicks == [vera] * 6 + [None]
        assert sessions.whose(idle, at=NOW + timedelta(minutes=10)) is None


@pytest.mark.parametrize("who", [SUNITA, NICK])
def test_only_who_has_the_case_gives_codes(case_id, who):
    with pytest.raises((NotAllowed, NoSuchCase)):
        issue(case_id, by=who)


def test_whoever_broke_the_glass_gives_no_codes(case_id):
    break_glass(reference_of(case_id), by=NICK, at=NOW, why="She rang 999.")

    with pytest.raises(NotAllowed):
        issue(case_id, by=NICK)


def test_that_codes_were_given_and_how_is_on_record(case_id, issued):
    found = rows("SELECT staff_id, reason FROM record_reading WHERE part = 'codes for the victim'")

    assert found == [(OMAR, "voice, interpreter: none")]


def test_staff_find_no_account_no_code_and_no_session(issued, vera):
    for who in (OMAR, ISLA, PRIYA, None):
        for table in ("account", "code", "session", "visit"):
            assert rows(f"SELECT count(*) FROM victims_{table}", by=who) == [(0,)]
        assert rows("SELECT victims_case_id()", by=who) == [(None,)]


def test_after_the_victim_was_erased_no_code_opens_anything(case_id, issued, vera):
    person = put_person(case_id, "victim", by=OMAR, at=NOW, name="Vera Madeup")

    erase_person(case_id, person.id, by=SUNITA, at=NOW, why="She asked for it.")

    assert [enter(one) for one in issued.paper] == [None] * 10
