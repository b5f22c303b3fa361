"""What is asked of the victim and has no answer yet: nothing while they pause."""

from __future__ import annotations

from typing import NamedTuple

from answerable.rules.told import Told
from answerable.web.language import gettext as _
from answerable.web.portal import coming
from answerable.web.portal.requests import is_hers

# By what asks: what answers it or makes an answer late, the page with all there is to know, and
# what is said of it.
REQUESTS = (
    (
        "device.requested", ("device.answered", "device.returned"), "phone",
        "The police ask for your phone or another device. You can say no.",
    ),
    (
        "third_party.requested", ("third_party.answered", "third_party.received"), "phone",
        "The police ask others for records about you. You can say what you think.",
    ),
)  # fmt: skip
REACH = "Tell us how we may reach you safely."


class Waiting(NamedTuple):
    """Something that waits for the victim's answer, and the page to read of it and answer."""

    line: str
    page: str


def for_an_answer(told: Told) -> list[Waiting]:
    """What is asked of them, each kind once."""
    if coming.is_paused(told):
        return []  # it was promised that nothing is asked of them then
    found = [
        Waiting(_(line), page)
        for asked, over, page, line in REQUESTS
        if any(
            is_hers(told, subject) and not told.about(subject, *over)
            for subject in told.subjects(asked)
        )
    ]
    if not told.last("contact.agreed", "contact.declined"):
        found.append(Waiting(_(REACH), "reach"))
    return found
