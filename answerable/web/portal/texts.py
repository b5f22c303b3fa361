"""What our texts and emails say to the victim, and whether there are any: one switch, the way that
was agreed. Nothing else says that none leaves, and what the gate of messages says of it is what the
page says."""

from __future__ import annotations

from typing import NamedTuple

from answerable.messages.kinds import KINDS
from answerable.messages.leaving import leaving_now
from answerable.messages.wording import Words, language_of, words
from answerable.rules.told import Shown, Told
from answerable.web.portal.hers import Hers


class Texts(NamedTuple):
    """Whether any leave by themselves now, what each would say and in which language: an e-mail has
    a subject too."""

    leave: bool
    by_email: bool
    say: list[Words]
    language: str


def texts(hers: Hers) -> Texts:
    """What leaves as the case stands: the very words, as an example."""
    now = leaving_now(hers.case_id, hers.at)
    agreed = hers.told.last("contact.agreed")
    by_email = agreed is not None and agreed.data.get("method") == "email"
    said = [words(kind.words, now.language, now.wording) for kind in KINDS]
    return Texts(bool(now.by), by_email, list(dict.fromkeys(said)), language_of(now.language))


def agreed_now(told: Told) -> Shown | None:
    """What was agreed last, not safe where they said so when they were asked again."""
    last, asked = told.last("contact.agreed"), told.last("contact.made", still_safe="no")
    if last and asked and asked.number > last.number:
        return last._replace(data={**last.data, "safe": False})
    return last


def may_end(hers: Hers) -> bool:
    """Whether another way would end them, and nothing that was stopped would begin again by it."""
    last = hers.told.last("contact.agreed", "contact.declined")
    if last is None or last.event == "contact.declined":
        return False
    return bool(leaving_now(hers.case_id, hers.at).by)
