"""What stands of court in a row of a list, for witness care: the next hearing, whether the victim
knows its day, and which special measures are still open."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID

from answerable.clocks.days import local_day
from answerable.events.words import begun, code_words, small
from answerable.people.roles import PARTS_OF
from answerable.web import dates, words
from answerable.worklist.at_court import AtCourt, Hearing, at_court

FOR = "witness_care_officer"  # whose list has it
OPEN: Mapping[str, str] = MappingProxyType(
    {
        "no_answer": "applied for, and not answered by the court",
        "not_applied": "considered, and not applied for",
        "undecided": "the victim has not decided",
        "refused": "refused by the court",
    }
)
NOT_CONSIDERED = "Special measures: not considered yet"


class Lines(NamedTuple):
    """The next hearing, and what is said under it."""

    first: str
    more: Sequence[str]


def for_whom(role: str) -> bool:
    """Whether somebody of this role has it on their list."""
    return FOR in PARTS_OF.get(role, ())


def of_cases(person: UUID, cases: Collection[UUID], at: datetime) -> dict[UUID, Lines]:
    """By case, in words."""
    today = local_day(at)
    return {case_id: _lines(one, today) for case_id, one in at_court(person, cases, at).items()}


def _lines(one: AtCourt, today: date) -> Lines:
    first, more = "No hearing ahead is recorded" if one.charged else "No charge is recorded", []
    if one.next and one.next.on:
        first = f"{_what(one.next)}, {dates.day(one.next.on)} ({_away(one.next.on, today)})"
        more.append(_told(one.next))
    if one.passed and one.passed.on:
        more.append(
            f"{_what(one.passed)} of {dates.day(one.passed.on)}: that it was held or moved is not"
            " recorded"
        )
    return Lines(first, [*more, *_measures(one)])


def _what(one: Hearing) -> str:
    return begun(code_words("kind", one.kind)) if one.kind else "Hearing"


def _away(on: date, today: date) -> str:
    days = (on - today).days
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def _told(one: Hearing) -> str:
    if one.told_of_this_day:
        return "The victim was told of this day"
    return f"The victim was not told of this day{', but of the one before' if one.told else ' yet'}"


def _measures(one: AtCourt) -> list[str]:
    if one.considered is None:
        return []
    if not one.considered and not one.open:
        return [NOT_CONSIDERED]
    if not one.open:
        return ["Special measures: nothing is open"]
    return [
        f"Special measures, {said}: {words.and_(_ways(one.open[which]))}"
        for which, said in OPEN.items()
        if which in one.open
    ]


def _ways(kinds: Sequence[str]) -> list[str]:
    return [small(code_words("kinds", kind)) for kind in kinds]
