"""The words in which the victim is asked: each form a declaration over one kind of event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

WHY_ASKED = "You do not have to answer. It helps us to do better."
NOT_ENDED = "You can say no. Your case does not end if you say no."
UNDER_AGE = (
    "If you are under 18, only an adult can say yes for you. It must be an adult who is safe for "
    "you. You can say no, and what you think counts."
)
OF_WHOM = {"police": "The police", "cps": "The prosecutor", "witness_care": "The witness care team"}


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One question about a field of the event.

    `why` says what the answer is for. `words` are the answers that may be chosen, by their code.
    `otherwise` is recorded where nothing was answered. An answer in `after` may be chosen only
    where the one that it names was given before, one in `where` only once one of the events that
    it names was told, and one `of_adults` by nobody who may be under 18. Where something was
    `offered` (an event and its field), only what that field said may be chosen. A long list is
    asked for in parts, each `part_of` one field. What is asked `afresh` shows no answer from
    before: it was of something else then.
    """

    name: str
    asks: str
    why: str
    words: Mapping[str, str] = field(default_factory=dict)
    optional: bool = False
    otherwise: Any = None
    after: Mapping[str, str] = field(default_factory=dict)
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    offered: tuple[str, str] | None = None
    of_adults: frozenset[str] = frozenset()
    part_of: str = ""
    afresh: bool = False


@dataclass(frozen=True, kw_only=True)
class Say:
    """Something that the victim may say: the event that records it, what is asked, what is told.

    `page` is where it belongs. `fixed` fields are not asked. `about` names the events whose subject
    it may be about, and `which` asks for one of them; `new_subject` makes one. What `takes_back` is
    about something that the victim said before. What is said `anew` shows what was said last, and
    `keeps` of it what is not asked. `again` is the title once it was answered.
    `lead_under_age` is said to whoever may be under 18.
    """

    name: str
    event: str
    page: str
    title: str
    lead: tuple[str, ...] = ()
    lead_under_age: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    fixed: Mapping[str, Any] = field(default_factory=dict)
    about: tuple[str, ...] = ()
    about_hers: bool = False
    which: str = ""
    new_subject: bool = False
    takes_back: bool = False
    anew: bool = False
    keeps: tuple[str, ...] = ()
    again: str = ""
    button: str = "Send"
    done: str = "We have this now."
