"""Signed in: for fifteen minutes without a click, for ten hours at most, and while one works here."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.urls import path
from django.utils import timezone

from answerable.config.urls import urlpatterns as ours
from answerable.people import staff
from answerable.people.accounts.models import Account, Session
from answerable.people.acting import SIGNING_IN, acting_as, acting_for, working
from answerable.web.person import for_staff, recently_signed_in
from tests.record.cast import NICK, OMAR, a_case, put_in_the_cast, rows
from tests.signing_in import an_account, at_browser, move

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

HOURS, MINUTES = 3600, 60


@for_staff
def who(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT acting_person(), (SELECT count(*) FROM record_case)")
        person, cases = cursor.fetchone()
    return HttpResponse(f"{person} {cases}")


@recently_signed_in
def close(request):
    return HttpResponse("open")


urlpatterns = [*ours, path("who", who), path("close", close)]
handler404 = "answerable.web.errors.not_found"


@pytest.fixture(autouse=True)
def cast():
    put_in_the_cast()


def test_whoever_is_signed_in_is_who_the_database_is_asked_for():
    a_case()

    assert at_browser(OMAR).get("/who").text == f"{OMAR} 1"
    assert at_browser(NICK).get("/who").text == f"{NICK} 0"


def test_whoever_is_not_signed_in_is_sent_to_sign_in_and_comes_back():
    client = at_browser(None)

    found = client.get("/who")

    assert found.status_code == 302 and found.url == "/sign-in"
    assert client.session["after_sign_in"] == "/who"


@pytest.mark.parametrize(
    ("ago", "stays"),
    [
        ({"touched": 14 * MINUTES}, True),
        ({"touched": 15 * MINUTES + 1}, False),
        ({"began": 9.9 * HOURS}, True),
        ({"began": 10 * HOURS + 1}, False),
    ],
)
def test_a_session_ends_after_fifteen_minutes_without_a_click_and_after_ten_hours(ago, stays):
    client = at_browser(OMAR)
    move(client, **ago)

    assert (client.get("/who").status_code == 200) is stays
    assert (client.get("/who").status_code == 200) is stays


def test_a_click_begins_the_fifteen_minutes_again_and_never_the_ten_hours():
    client = at_browser(OMAR)
    move(client, touched=14 * MINUTES, began=9 * HOURS)

    client.get("/who")

    now = timezone.now().timestamp()
    assert now - client.session["touched"] < MINUTES
    assert now - client.session["began"] > 9 * HOURS - MINUTES


def test_a_row_of_a_session_is_not_what_the_browser_has():
    client = at_browser(OMAR)

    with acting_for(SIGNING_IN), transaction.atomic():
        (kept,) = Session.objects.values_list("session_key", flat=True)
    key = client.cookies["sessionid"].value
    client.cookies["sessionid"] = kept

    assert kept != key
    assert client.get("/who").status_code == 302


def test_whoever_leaves_is_nobody_with_the_next_click():
    client = at_browser(OMAR)
    assert client.get("/who").status_code == 200

    with working():
        staff.leave(OMAR, at=timezone.now())

    assert client.get("/who").url == "/sign-in"


def test_whoever_has_not_come_yet_is_nobody():
    late = uuid4()
    line = staff.Staff(
        late, "13", None, "Late", "investigator", "", "", "late@cast.example", "",
        timezone.now() + timedelta(days=1),
    )  # fmt: skip
    with working():
        staff.put_in([], [line])

    assert at_browser(late).get("/who").url == "/sign-in"


def test_a_new_invitation_ends_every_session():
    client = at_browser(OMAR)

    an_account(OMAR)  # the password that nobody can type is another one now

    assert client.get("/who").status_code == 302


def test_locking_ends_the_session_at_once_and_on_the_server():
    client = at_browser(OMAR)
    key = client.cookies["sessionid"].value

    found = client.post("/lock")
    client.cookies["sessionid"] = key  # as somebody would who had written it down

    assert found.url == "/sign-in" and "cache" in found["Clear-Site-Data"]
    assert client.get("/who").status_code == 302


def test_the_page_to_lock_by_only_asks():
    client = at_browser(OMAR)

    assert "Lock" in client.get("/lock").text
    assert client.get("/who").status_code == 200


def test_what_needs_somebody_who_has_just_shown_who_they_are_asks_again():
    client = at_browser(OMAR)
    assert client.get("/close").text == "open"

    move(client, shown=6 * MINUTES)

    assert client.get("/close").url == "/sign-in/again?next=%2Fclose"
    assert client.get("/who").status_code == 200


@pytest.mark.parametrize("who_asks", [OMAR, None])
@pytest.mark.parametrize(
    "table", ["accounts_account", "accounts_session", "accounts_tries", "accounts_invitation",
              "mfa_authenticator", "socialaccount_socialaccount"]
)  # fmt: skip
def test_no_page_but_those_of_signing_in_can_read_an_account(who_asks, table):
    at_browser(OMAR)

    assert rows(f"SELECT * FROM {table}", by=who_asks) == []


def test_signing_in_sees_accounts_and_no_case():
    a_case()
    with acting_for(SIGNING_IN), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM record_case), (SELECT count(*) FROM record_entry)"
        )
        assert cursor.fetchone() == (0, 0)
        cursor.execute("SELECT count(*) FROM people_person")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(
    "statement",
    ["SELECT * FROM auth_permission", "SELECT * FROM account_emailaddress",
     "UPDATE accounts_account SET staff_id = staff_id", "DELETE FROM accounts_invitation",
     "INSERT INTO socialaccount_socialapp DEFAULT VALUES"],
)  # fmt: skip
def test_what_no_page_needs_the_application_may_not_do(statement):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        acting_for(SIGNING_IN),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_an_account_cannot_be_made_by_whoever_is_signed_in():
    with pytest.raises(DatabaseError), acting_as(OMAR), transaction.atomic():
        Account.objects.create(staff_id=NICK)


def test_whoever_leaves_signing_in_half_way_is_not_told_that_they_were_signed_out():
    half_way, idle = at_browser(None), at_browser(OMAR)
    half_way.get("/who")
    move(idle, touched=15 * MINUTES + 1)

    half_way.get("/who")
    idle.get("/who")

    assert "You were signed out" not in half_way.get("/sign-in").text
    assert "You were signed out" in idle.get("/sign-in").text
