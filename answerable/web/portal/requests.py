"""A phone, or records, that were asked for: what was asked, and whether an answer changes anything.

An answer changes nothing once a phone is back, but for a yes that is taken back before what was
copied was looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from answerable.rules.enquiry import REQUESTED
from answerable.rules.told import Shown, Told
from answerable.web.portal import words
from answerable.web.requested import Said, said_of

LOOKED_AT = ("device.reviewed", "device.deleted", "third_party.reviewed")
BACK = "device.returned"


class Asked(NamedTuple):
    """A phone, or records, that were asked for: what was asked, and all that came of it."""

    subject: str
    hers: bool
    request: Shown
    answer: str
    lines: list[Shown]
    about: str = ""

    @property
    def said(self) -> list[Said]:
        """What was asked for, for what, for which days, and what else was tried."""
        return said_of(self.request.data, self.about)


def asked_for(told: Told, request: str, enquiries: Mapping[str, str]) -> list[Asked]:
    """Everything that was asked for, their own first; `enquiries` says what the lines of enquiry
    are about that requests name."""
    found = []
    prefix = request.split(".", maxsplit=1)[0] + "."
    for subject in told.subjects(request):
        lines = [
            one for one in told.shown if one.subject == subject and one.event.startswith(prefix)
        ]
        last = next(one for one in reversed(lines) if one.event == request)
        said = _answered(told, subject)
        about = enquiries.get(str(last.data.get("line")), "")
        found.append(Asked(subject, is_hers(told, subject), last, said, lines, about))
    return sorted(found, key=lambda one: not one.hers)


def _answered(told: Told, subject: str) -> str:
    """What was answered last, and whether it was the victim who said so."""
    given = told.about(subject, "device.answered", "third_party.answered")
    own = not given or given[-1].data.get("given_by", "victim") == "victim"
    return words.said("answer" if own else "answered_for", last_answer(told, subject))


def is_hers(told: Told, subject: str) -> bool:
    """Whether a phone or records that were asked for are the victim's own."""
    asked = told.about(subject, *REQUESTED)
    return bool(asked) and all(one.data.get("of") == "victim" for one in asked)


def last_answer(told: Told, subject: str) -> str:
    """What was answered last; an empty text where nothing was."""
    answers = told.about(subject, "device.answered", "third_party.answered")
    return str(answers[-1].data.get("answer", "")) if answers else ""


def may_be_answered(told: Told, subject: str) -> bool:
    """Whether an answer still changes anything."""
    if _since_asked(told, subject, *LOOKED_AT):
        return False
    return not is_back(told, subject) or last_answer(told, subject) == "agreed"


def is_back(told: Told, subject: str) -> bool:
    """Whether a phone came back, and was not asked for again since."""
    return bool(_since_asked(told, subject, BACK))


def _since_asked(told: Told, subject: str, *events: str) -> list[Shown]:
    asked = told.about(subject, *REQUESTED)
    return [o for o in told.about(subject, *events) if not asked or o.number > asked[-1].number]
