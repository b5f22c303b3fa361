"""The decisions that a victim was told of: whether each still holds, and until when to ask.

It is worked out from what they were told alone, so that none of it gives away what they were not.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from answerable.clocks.days import local_day
from answerable.rules.review import days_to_ask
from answerable.rules.told import Shown, Told
from answerable.web.portal.hers import Hers
from answerable.web.portal.letters import Sent

# What decides anew; and what ends a decision of all people at once.
ANEW, REOPENED = ("decision.made", "proceedings.stopped"), "case.reopened"


class Ended(NamedTuple):
    """A decision not to charge, or to stop: by whom, and until when to ask for another look.

    `ask_by` is the day to ask by, `last` the last one; none where nobody told them in person yet.
    """

    made: Shown
    by: str
    asked: bool
    ask_by: date | None
    last: date | None


def that_hold(told: Told) -> list[Ended]:
    """The decisions not to go on that still hold, as they were told; the latest first."""
    found = [one for one in told.latest_first if _ends(one) and _holds(told, one)]
    return [_ended(told, one) for one in found]


def to_ask_about(told: Told) -> list[Ended]:
    """Those of them that they can ask about, and have not."""
    return [one for one in that_hold(told) if not one.asked and not _has_no_right(told, one.made)]


def whose(told: Told) -> Collection[str]:
    """Who made what they can ask about."""
    return {one.by for one in to_ask_about(told)}


def was_told_no_right(told: Told) -> bool:
    """Whether there is a decision that holds, and none of which they have a right to a review."""
    held = that_hold(told)
    return bool(held) and all(_has_no_right(told, one.made) for one in held)


def holds_no_more(told: Told) -> bool:
    """Whether they were told of a decision that no longer holds, as the case was opened again."""
    opened = told.last(REOPENED)
    return opened is not None and any(
        _ends(one) and one.number < opened.number for one in told.shown
    )


def may_go_to_a_second_team(told: Told) -> bool:
    """Whether a prosecutor looked again and kept the decision, and that is the last that came."""
    last = told.last("review.decided", "review.escalated", REOPENED)
    looked = last is not None and last.event == "review.decided" and last.agency == "cps"
    return looked and last is not None and last.says(stage="local", result="upheld")


def letters_by_line(hers: Hers, sent: Sequence[Sent]) -> dict[int, UUID]:
    """The letters that can be read here, by the number of the line that says that each was sent."""
    at = {one.seq: one.id for one in sent}
    return {
        number: at[entry.seq] for number, entry in enumerate(hers.entries, start=1)
        if entry.seq in at
    }  # fmt: skip


def _ends(one: Shown) -> bool:
    stopped = one.event == "proceedings.stopped"
    return stopped or (one.event == "decision.made" and one.says(result="no_further_action"))


def _holds(told: Told, made: Shown) -> bool:
    later = [one for one in told.shown if one.number > made.number]
    if any(one.event == REOPENED for one in later):
        return False
    changed = [one for one in later if one.event == "review.decided"]
    if changed and not changed[-1].says(result="upheld"):
        return False
    return not any(one.event in ANEW and one.subject in ("", made.subject) for one in later)


def _tellings(told: Told, made: Shown) -> list[Shown]:
    return [
        one for one in told.all("decision.told")
        if one.number > made.number and one.subject in ("", made.subject)
    ]  # fmt: skip


def _has_no_right(told: Told, made: Shown) -> bool:
    tellings = _tellings(told, made)
    return bool(tellings) and tellings[-1].says(review_right="does_not_apply")


def _ended(told: Told, made: Shown) -> Ended:
    by = "cps" if made.event == "proceedings.stopped" else str(made.data.get("by", made.agency))
    asked = any(one.number > made.number for one in told.all("review.requested", of=by))
    tellings = _tellings(told, made)
    days = days_to_ask(by, local_day(made.at), tellings[0].at) if tellings else (None, None)
    return Ended(made, by, asked, *days)
