"""How the victim wants to be reached, as it was last agreed, in words: before anybody tells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol

from answerable.events.entry import Entry
from answerable.events.words import code_words
from answerable.messages.kinds import WRITTEN
from answerable.messages.wording import chosen_words
from answerable.rules.safe_times import agreed_times, understood
from answerable.rules.stance import opened_again
from answerable.web.dates import day

UNREAD = (
    "No text and no email leaves by itself: these times are for a person to read. Times such as "
    "“after 18:00” or “weekdays 9am to 3pm” can be gone by."
)


class Reach(NamedTuple):
    """How the victim wants to be reached, as it was last agreed; `stop` says that nobody may.

    `asked_at` is when the victim last said since that this way is still safe. `wording` is what a
    text or an email says, where they chose that. Times and names are words of the agreement;
    `unread` are those that a machine cannot go by, so that it sends nothing. No number and no
    address is here.
    """

    stop: str
    agreed_at: datetime | None
    asked_at: datetime | None
    method: str
    wording: str
    how_often: str
    safe: bool | None
    times: str
    unread: bool
    who_may_answer: str
    may_leave_message: bool | None
    letters: bool | None
    language: str
    review_on: date | None

    @property
    def sentences(self) -> list[str]:
        """The agreement in words. What is not recorded is not to be taken as a yes."""
        found = [
            f"{self.method or 'The way is not recorded'}, {self.how_often}.",
            three(
                self.safe, "This way was confirmed as safe.",
                "This way was not confirmed as safe.", "Whether this way is safe is not recorded.",
            ),
            f"A text or an email says, as the victim chose: {self.wording}" if self.wording else "",
            f"When: {self.times}." if self.times else "",
            UNREAD if self.unread else "",
            f"Who may answer: {self.who_may_answer}." if self.who_may_answer else "",
            three(
                self.may_leave_message, "A message may be left.", "Leave no message.",
                "Whether a message may be left is not recorded: leave none.",
            ),
            three(
                self.letters, "Letters are welcome.", "Send no letters.",
                "Whether letters may be sent is not recorded: send none.",
            ),
            f"Language or interpreter: {self.language}." if self.language else "",
        ]  # fmt: skip
        return [sentence for sentence in found if sentence]


class Recorded(Protocol):
    """A case as somebody may see it."""

    def last(self, event: str, **data: Any) -> Entry | None:
        """The latest entry of an event type that stands."""

    @property
    def in_force(self) -> Sequence[Entry]:
        """What stands now, in order."""


def three(value: bool | None, yes: str, no: str, not_recorded: str) -> str:
    """Yes, no and not recorded are three things."""
    return not_recorded if value is None else yes if value else no


def reach(looked: Recorded) -> Reach:
    """The latest agreement that stands, and whether it may still be relied on."""
    agreed = looked.last("contact.agreed")
    data = agreed.data if agreed else {}
    asked = _since(agreed, looked.last("contact.made", still_safe="yes"))
    unsafe = _since(agreed, looked.last("contact.made", still_safe="no"))
    on, times = data.get("review_on"), agreed_times(looked.in_force)
    chosen = chosen_words(looked.in_force) if data.get("method") in WRITTEN else ""
    return Reach(
        stop=_stop(looked, agreed),
        agreed_at=agreed.occurred_at if agreed else None,
        asked_at=asked.occurred_at if asked else None,
        method=code_words("method", str(data["method"])) if data.get("method") else "",
        wording=code_words("wording", chosen) if chosen else "",
        how_often=_how_often(data.get("when"), data.get("every_days")),
        safe=False if unsafe else data.get("safe"),
        times=times,
        unread=data.get("method") in WRITTEN and understood(times) is None,
        who_may_answer=str(data.get("who_may_answer") or ""),
        may_leave_message=data.get("may_leave_message"),
        letters=data.get("letters"),
        language=str(data.get("language") or ""),
        review_on=date.fromisoformat(str(on)) if on else None,
    )


def _stop(looked: Recorded, agreed: Entry | None) -> str:
    if _since(agreed, looked.last("contact.breached")):
        return "Somebody else answered or was told. Use no way until a safe one is agreed again."
    if _since(agreed, looked.last("contact.made", still_safe="no")):
        return "The victim said that the way is not safe any more. Use no way until one is agreed."
    if _since(agreed, looked.last("victim.moved")):
        return (
            "The victim is somewhere else, where the agreed way may reach others. Use no way until "
            "one is agreed: through their adviser, or when they get in touch."
        )
    if _since(agreed, looked.last("contact.declined", scope="all", no_other_way=True)):
        return (
            "The victim asked not to be contacted, was asked for another way, and wants none. "
            "Ask again when they get in touch."
        )
    if _since(agreed, looked.last("contact.declined", scope="all")):
        return (
            "The victim asked not to be contacted. Agree another way with them, through their "
            "adviser or when they get in touch: they were promised that."
        )
    if agreed and opened_again(one for one in looked.in_force if one.order > agreed.order):
        return (
            "The case was opened again, and how to reach the victim was agreed before it was "
            "closed. Use no way until one is agreed: through their adviser, or when they get in "
            "touch."
        )
    return ""


def _since(agreed: Entry | None, one: Entry | None) -> Entry | None:
    """The entry, where it came after the agreement, or there is none."""
    return one if one and (agreed is None or one.order > agreed.order) else None


def pausing(looked: Recorded) -> str:
    """That the victim has paused, which their own pages promise to keep to; empty where not."""
    paused, resumed = looked.last("engagement.paused"), looked.last("engagement.resumed")
    if paused is None or (resumed is not None and resumed.order > paused.order):
        return ""
    on = paused.data.get("until")
    until = f", until {day(date.fromisoformat(str(on)))}" if on else ""
    stated = looked.last("withdrawal.stated")
    but = " But for one thing: hear from them alone whether they want to stop." if stated and (
        resumed is None or stated.order > resumed.order
    ) else ""  # fmt: skip
    return (
        f"The victim paused on {day(paused.occurred_at)}{until}. Ask nothing of them meanwhile: "
        f"they were promised that. The case stays open.{but}"
    )


def _how_often(when: object, days: object) -> str:
    if when == "regular" and days:
        return f"every {days} days"
    return "only when there is news" if when == "only_news" else "not recorded"
