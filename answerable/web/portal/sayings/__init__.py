"""What the victim may say on their own pages, in plain words, page by page."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from answerable.web.portal.asking import Say
from answerable.web.portal.sayings.court import ANSWERS, DATES
from answerable.web.portal.sayings.phone import PHONE
from answerable.web.portal.sayings.reaching import QUESTION, REACHING
from answerable.web.portal.sayings.stopping import STOPPING
from answerable.web.portal.sayings.talks import TALKS
from answerable.web.portal.sayings.yours import YOURS

SAYINGS: Mapping[str, Say] = MappingProxyType(
    {
        one.name: one
        for group in (REACHING, QUESTION, PHONE, TALKS, STOPPING, DATES, ANSWERS, YOURS)
        for one in group
    }
)


def of_page(page: str) -> list[Say]:
    """What may be said from a page, in the order of its importance."""
    return [one for one in SAYINGS.values() if one.page == page]
