"""What the victim asked of an agency, or complained of, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from answerable.clocks.days import local_day
from answerable.clocks.holidays import add_working_days

QUESTION, COMPLAINT = "question.asked", "complaint.made"
# By what she sent, the answer that ends it: an agency's own, the oldest first.
ANSWERED_BY = {QUESTION: "question.answered", COMPLAINT: "complaint.answered"}
ANSWERS = {answer: asked for asked, answer in ANSWERED_BY.items()}
COMPLAINT_WITHIN = 10  # working days: Victims' Code, right 12


class Said(Protocol):
    """Something of a case that was said: an entry of its log, or what the victim reads of one."""

    @property
    def event(self) -> str: ...
    @property
    def agency(self) -> str: ...
    @property
    def data(self) -> Mapping[str, Any]: ...


AnySaid = TypeVar("AnySaid", bound=Said)


class Asked(NamedTuple, Generic[AnySaid]):
    """A question or a complaint; whether it is open; and whether it was said by when there will be
    an answer, which is none."""

    said: AnySaid
    is_open: bool = True
    later: bool = False


def asked(said: Iterable[AnySaid]) -> list[Asked[AnySaid]]:
    """The questions and complaints of a case, in the order in which they were sent.

    Each answer is to the oldest open one to that agency. `said` is in order.
    """
    found: list[Asked[AnySaid]] = []
    for one in said:
        if one.event in ANSWERED_BY:
            found.append(Asked(one))
        elif one.event in ANSWERS:
            place = next((p for p, was in enumerate(found) if _is_to(one, was)), None)
            if place is not None:
                later = one.data.get("answer") == "says_when"
                found[place] = found[place]._replace(is_open=later, later=later)
    return found


def _is_to(answer: Said, was: Asked[Any]) -> bool:
    of_it = was.said.event == ANSWERS[answer.event] and was.said.data.get("of") == answer.agency
    return bool(was.is_open and of_it)


def unanswered(said: Iterable[AnySaid]) -> list[AnySaid]:
    """Those that are still open."""
    return [one.said for one in asked(said) if one.is_open]


def complaint_due(made: datetime) -> date:
    """The last day for the answer to a complaint."""
    return add_working_days(local_day(made), COMPLAINT_WITHIN)
