"""Stopping, page by page: too early, after three days without a talk alone, and after both."""

from __future__ import annotations

import re
from datetime import timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.db import transaction

from answerable.actions.commit import record
from answerable.events.entry import Event
from answerable.people.acting import SIGNING_IN, acting_for
from answerable.people.victims import sessions
from answerable.people.victims.models import Account
from answerable.web.dates import moment
from tests.people.cast import ISLA, NOW, OMAR, key, reference_of, whole_case
from tests.portal.cast import codes_for
from tests.portal.looking import last, see, tell
from tests.portal.stories import reported
from tests.signing_in import Browser, at_browser, move
from tests.web.cast import go

pytestmark = pytest.mark.django_db


class Days:
    """A case whose victim comes in whenever it is; each visit is a session of its own."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch, self.case_id = monkeypatch, reported(whole_case())
        codes_for(self.case_id)

    def later(self, hours: float) -> Browser:
        """So many hours on: a browser in which the victim has just come in."""
        self.at = NOW + timedelta(hours=hours)
        clock = SimpleNamespace(now=lambda: self.at)
        self.monkeypatch.setattr("answerable.web.acting.timezone", clock)
        client = Browser()
        with acting_for(SIGNING_IN), transaction.atomic():
            account = Account.objects.get(case_id=self.case_id)
            client.cookies["page"] = sessions.start(account.id, at=self.at)
        return client

    def talk(self, *, by: UUID = ISLA, agency: str = "support", **said: object) -> None:
        """The victim was spoken with just now."""
        data = {"method": "in_person", "by": "agency", "alone": "yes", "news": False, **said}
        event = Event("contact.made", self.at, agency, "", data)
        record(self.case_id, [event], by=by, key=key(), expected_seq=None, at=self.at)


@pytest.fixture
def days(monkeypatch):
    found = Days(monkeypatch)
    tell(found.later(0), "stop", own_choice="yes")
    return found


def may_say_it(client) -> bool:
    """Whether the page offers it; where it does not, sending it all the same records nothing."""
    offered = "/n/tell/stop-sure" in client.get("/n/talks").text
    if not offered:
        answer = client.post("/n/tell/stop-sure", {"key": key()})
        assert answer.status_code == 400 and "You cannot do this right now." in answer.text
    return offered


def test_before_three_days_are_over_a_talk_alone_is_not_enough(days):
    days.later(1)
    days.talk()

    for hours in (2, 71.9):
        assert not may_say_it(days.later(hours))
    assert last(days.case_id, ISLA).event == "contact.made"
    assert "Nothing has ended because of that." in see(days.later(71.9), "talks")


@pytest.mark.parametrize(
    "talk", [None, {"alone": "no"}, {"alone": "not_known"}, {"method": "text"}, {"method": "email"}]
)
def test_after_three_days_no_talk_or_one_that_was_not_alone_and_by_voice_is_not_enough(days, talk):
    if talk:
        days.later(24)
        days.talk(**talk)

    vera = days.later(73)
    assert not may_say_it(vera)
    assert (
        f"From {moment(NOW + timedelta(hours=72, minutes=1))}, and after that talk, you can say"
        in see(vera, "talks")
    )


@pytest.mark.parametrize("talked_after", [1, 74])
def test_after_both_it_can_be_said_once_and_taken_back(days, talked_after):
    days.later(talked_after)
    days.talk()

    vera = days.later(75)
    assert may_say_it(vera)
    assert "You can still come back later." in tell(vera, "stop-sure")
    assert last(days.case_id).event == "withdrawal.confirmed"
    assert not may_say_it(days.later(76))

    tell(days.later(77), "go-on")
    assert last(days.case_id).event == "engagement.resumed"


def test_the_police_see_a_choice_to_check_and_no_confirmation_that_is_overdue(days):
    hours = 24 * 15
    days.later(hours)
    client = at_browser(OMAR)
    move(client, began=-3600 * hours, touched=-3600 * hours)

    for page in ("", "/contact"):
        read = go(client, f"/cases/{reference_of(days.case_id)}{page}").tree
        said = " ".join(read.text_content().split())
        assert "Check that stopping is the victim's own choice" in said
        assert not re.search(r"confirm\w*( is)? overdue|confirmed \(overdue", said, re.IGNORECASE)
    assert "Check that this is the victim’s own choice (overdue by" in said
    assert read.xpath("//a[contains(@href, '/record/check-her-choice')]")
