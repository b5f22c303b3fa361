"""A phrase that is guessed by many at once: each try counts before the next is looked at."""

from __future__ import annotations

import threading
from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connections, transaction

from answerable.actions.letting_her_in import issue_codes
from answerable.actions.sharing import issue_to_supporter, name_for_her
from answerable.people.acting import SIGNING_IN, acting_for
from answerable.people.victims import codes, supporters
from answerable.people.victims.models import Code
from tests.at_once import until_somebody_waits
from tests.people.cast import NOW, OMAR, whole_case

pytestmark = pytest.mark.django_db(transaction=True)
PHRASE = "green kettle by the window"


def of_the_victim() -> tuple[codes.Issued, type]:
    return issue_codes(whole_case(), by=OMAR, at=NOW, how="voice", interpreter="none"), codes


def of_a_supporter() -> tuple[codes.Issued, type]:
    case_id = whole_case()
    supporter = name_for_her(case_id, "Aunt", ["where"], by=OMAR, at=NOW)
    return issue_to_supporter(case_id, supporter, by=OMAR, at=NOW), supporters


@pytest.mark.parametrize("theirs", [of_the_victim, of_a_supporter])
def test_who_guesses_right_beside_the_last_wrong_guess_of_another_does_not_come_in(theirs):
    issued, door = theirs()
    paper = issued.paper[1]
    signing_in(lambda: door.begin(issued.first, issued.paper[0], PHRASE, at=NOW))
    for _ in range(Code.MOST_WRONG - 1):
        assert signing_in(lambda: door.enter(paper, "wrong", at=NOW)) is None

    beside: list[UUID | None] = []
    other = threading.Thread(
        target=lambda: beside.append(at_last(lambda: door.enter(paper, PHRASE, at=NOW)))
    )
    with acting_for(SIGNING_IN), transaction.atomic():
        door.enter(paper, "wrong", at=NOW)
        other.start()
        until_somebody_waits()
    other.join(30)

    assert beside == [None]
    assert signing_in(lambda: door.enter(issued.paper[2], PHRASE, at=NOW))


def signing_in(do: Callable[[], UUID | None]) -> UUID | None:
    with acting_for(SIGNING_IN), transaction.atomic():
        return do()


def at_last(do: Callable[[], UUID | None]) -> UUID | None:
    try:
        return signing_in(do)
    finally:
        connections.close_all()
