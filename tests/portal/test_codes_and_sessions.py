"""How long a code and a session open anything, and what ends them: of the victim's and of supporters'."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from unittest.mock import patch
from uuid import UUID

import pytest

from answerable.actions import sharing
from answerable.people.victims.codes import Issued
from tests.people.cast import NOW, OMAR, whole_case
from tests.portal.cast import PHRASE, codes_for
from tests.portal.stories import reported
from tests.signing_in import Browser

pytestmark = pytest.mark.django_db

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def for_supporter(case_id: UUID) -> Issued:
    """Codes that a worker gave to the one supporter there is."""
    aunt = sharing.name_for_her(case_id, "Aunt", ["where"], by=OMAR, at=NOW)
    return sharing.issue_to_supporter(case_id, aunt, by=OMAR, at=NOW)


class Way(NamedTuple):
    """A way in: how codes are given, and the page that they open."""

    give: Callable[[UUID], Issued]
    page: str


WAYS = {
    "victim": Way(codes_for, "/n/updates"),
    "supporter": Way(for_supporter, "/n/shared"),
}


@pytest.fixture(params=WAYS)
def way(request) -> Way:
    return WAYS[request.param]


@pytest.fixture
def case_id() -> UUID:
    return reported(whole_case())


def begin(first: str, paper: str, phrase: str = PHRASE, *, at: datetime = NOW):
    """A browser in which somebody tried a first code, and what it was answered."""
    client = Browser()
    said = {"first": first, "code": paper, "phrase": phrase, "again": phrase}
    with patch("answerable.web.portal.coming_in.now", lambda _request: at):
        return client, client.post("/n/first", said).status_code


def enter(paper: str, phrase: str = PHRASE) -> int:
    return Browser().post("/n/", {"code": paper, "phrase": phrase}).status_code


def someone_in(way: Way, case_id: UUID) -> tuple[Browser, Issued]:
    issued = way.give(case_id)
    client = Browser()
    said = {"first": issued.first, "code": issued.paper[0], "phrase": PHRASE, "again": PHRASE}
    assert client.post("/n/first", said).status_code == 302
    assert client.get(way.page).status_code == 200
    return client, issued


def live(way: Way, client: Browser, began: datetime, *minutes: float) -> list[bool]:
    """Whether the page opens, so many minutes after the session began, one click after the other."""
    found = []
    for one in minutes:
        with patch("answerable.web.acting.timezone.now", lambda: began + one * MINUTE):  # noqa: B023
            found.append(client.get(way.page).status_code == 200)
    return found


@pytest.mark.parametrize(("minutes", "lives"), [(9.9, True), (10.1, False)])
def test_ten_minutes_without_a_click_end_a_session(way, case_id, minutes, lives):
    client, _ = someone_in(way, case_id)

    assert live(way, client, datetime.now(UTC), minutes) == [lives]


def test_a_click_begins_the_ten_minutes_again_and_never_the_hour(way, case_id):
    client, _ = someone_in(way, case_id)

    clicks = (9, 18, 27, 36, 45, 54, 59.9, 60.1)
    assert live(way, client, datetime.now(UTC), *clicks) == [True] * 7 + [False]


@pytest.mark.parametrize(("age", "opens"), [(3 * DAY - MINUTE, True), (3 * DAY, False)])
def test_a_first_code_opens_for_three_days(way, case_id, age, opens):
    issued = way.give(case_id)

    _, status = begin(issued.first, issued.paper[0], at=NOW + age)

    assert (status == 302) is opens


def test_a_code_on_paper_is_no_first_code(way, case_id):
    issued = way.give(case_id)

    assert begin(issued.paper[0], issued.paper[1])[1] == 400
    assert begin(issued.first, issued.first)[1] == 400
    assert begin(issued.first, issued.paper[0])[1] == 302


def test_a_first_code_goes_with_the_paper_of_the_same_person_alone(way, case_id):
    mine, other = way.give(case_id), way.give(reported(whole_case()))

    assert begin(mine.first, other.paper[0])[1] == 400
    assert begin(mine.first, mine.paper[0])[1] == 302


def test_new_codes_void_all_that_there_was_before(way, case_id):
    client, old = someone_in(way, case_id)

    between = way.give(case_id)  # of which none was used
    assert client.get(way.page).status_code == 302, "the session has ended"
    assert enter(between.paper[0]) == 400, "the phrase of before is none any more"

    new = way.give(case_id)
    assert begin(between.first, between.paper[0])[1] == 400
    assert begin(new.first, between.paper[0])[1] == 400
    assert begin(new.first, old.paper[1])[1] == 400
    assert begin(new.first, new.paper[0])[1] == 302  # with the same phrase again
    assert [enter(one.paper[2]) for one in (old, between, new)] == [400, 400, 302]


def test_five_wrong_phrases_shut_one_code_and_no_other(way, case_id):
    _, issued = someone_in(way, case_id)

    assert [enter(issued.paper[1], "wrong words") for _ in range(4)] == [400] * 4
    assert enter(issued.paper[1]) == 302
    assert [enter(issued.paper[2], "wrong words") for _ in range(5)] == [400] * 5
    assert enter(issued.paper[2]) == 400
    assert enter(issued.paper[3]) == 302


def test_a_code_on_paper_opens_once(way, case_id):
    _, issued = someone_in(way, case_id)

    assert [enter(issued.paper[1]) for _ in range(2)] == [302, 400]
