"""What of a case somebody opened, in words: by the name under which its reading was noted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.words import begun
from answerable.web.agency.journeys import JOURNEYS
from answerable.web.agency.rooms import PAGE_OF

FORM = "form "
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "find": "Found by its reference",
        "reason": "The reason for opening it",
        "deadline": "How a deadline came about",
        "choose": "What can be recorded",
        "what to record": "What can be recorded",  # as it was noted before
        "what she says": "What the victim says",
        "who": "Who somebody is",
        "reach": "A number or an address",
        "new_way": "Putting down a number or an address",
        "confirm_way": "Confirming a number or an address",
        "outcome": "What came of a call",
        "safe_words": "Safe words",
        "no_news": "Telling the victim that there is nothing new",
        "another_agency": "Bringing another agency",
        "give": "Giving a part",
        "end": "Ending a part",
        "agency": "Taking back an agency",
        "keep_out": "Keeping somebody out",
        "erase": "Erasing words",
        "letter": "A letter",
        "letters": "Letters",
        "codes": "Codes for the victim’s pages",
        "named_supporters": "Supporters",
        "page": "Letters, codes or supporters",  # as it was noted before
        "break_glass": "Opened in an emergency",
        "safe_contact": "A number or an address, opened",
        "safe_word": "Safe words, opened",
    }
)
# By what a worker spoke with somebody, as the program notes it with codes and confirmations.
SPOKEN: Mapping[str, str] = MappingProxyType(
    {
        "in_person": "in person", "voice": "by voice", "phone": "on the telephone",
        "bsl_video": "by BSL video", "none": "none was needed", "registered": "a registered one",
    }
)  # fmt: skip
CODE = re.compile(r"\b(" + "|".join(SPOKEN) + r")\b")


def what(part: str) -> str:
    """What was opened, in words; what has none is said as it was noted."""
    if part.startswith(FORM):
        name = part.removeprefix(FORM)
        if name in JOURNEYS:
            return f"The form “{JOURNEYS[name].title}”"
        return f"The form “{EVENT_TYPES[name].to_agencies}”" if name in EVENT_TYPES else "A form"
    return PAGE_OF[part].title if part in PAGE_OF else NAMES.get(part, begun(part))


def why(part: str, reason: str) -> str:
    """Why it was opened; what the program itself noted there is said in words."""
    if part.startswith("codes for") or reason.startswith("a change "):
        return CODE.sub(lambda found: SPOKEN[found[0]], reason)
    return reason
