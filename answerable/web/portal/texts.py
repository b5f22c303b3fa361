"""What our texts and emails say to the victim, and whether there are any: one switch, the way that
was agreed. Nothing else says that none leaves."""

from __future__ import annotations

from typing import NamedTuple

from answerable.messages.kinds import KINDS, WRITTEN
from answerable.messages.wording import CHOSEN, Words, language_of, words
from answerable.rules.told import Shown, Told


class Texts(NamedTuple):
    """Whether any leave by themselves now, what each would say and in which language: an e-mail has
    a subject too."""

    leave: bool
    by_email: bool
    say: list[Words]
    language: str


def texts(told: Told) -> Texts:
    """What leaves, as far as they were told: the very words, as an example."""
    agreed, chosen = told.last("contact.agreed"), told.last(CHOSEN)
    language = agreed.data.get("language") if agreed else ""
    wording = str(chosen.data.get("wording") or "") if chosen else ""
    by_email = agreed is not None and agreed.data.get("method") == "email"
    said = [words(kind.words, language, wording) for kind in KINDS]
    return Texts(_leave(told), by_email, list(dict.fromkeys(said)), language_of(language))


def agreed_now(told: Told) -> Shown | None:
    """What was agreed last, not safe where they said so when they were asked again."""
    last, asked = told.last("contact.agreed"), told.last("contact.made", still_safe="no")
    if last and asked and asked.number > last.number:
        return last._replace(data={**last.data, "safe": False})
    return last


def may_end(told: Told) -> bool:
    """Whether another way would end them, and nothing that was stopped would begin again by it."""
    return _leave(told) and _stopped(told) is None


def _leave(told: Told) -> bool:
    agreed, stopped = agreed_now(told), _stopped(told)
    if agreed is None or agreed.data.get("safe") is not True:
        return False
    if stopped is not None and stopped.says(scope="all"):
        return False
    if stopped is not None and stopped.says(scope="until_decision"):
        decided = told.last("decision.told")
        if decided is None or decided.number < stopped.number:
            return False
    return agreed.data.get("method") in WRITTEN


def _stopped(told: Told) -> Shown | None:
    """What was stopped last, where nothing was agreed since."""
    last = told.last("contact.agreed", "contact.declined")
    return last if last is not None and last.event == "contact.declined" else None
