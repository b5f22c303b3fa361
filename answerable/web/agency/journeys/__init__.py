"""The journeys that are walked most: each a page of its own, its events recorded together."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from answerable.web.agency.journeys import (
    contact,
    court_and_decision,
    investigation,
    prosecution,
    report,
)
from answerable.web.forms.sections import FormPage

PAGES: tuple[FormPage, ...] = (
    *report.PAGES, *contact.PAGES, *investigation.PAGES, *prosecution.PAGES,
    *court_and_decision.PAGES,
)  # fmt: skip

JOURNEYS: Mapping[str, FormPage] = MappingProxyType({page.name: page for page in PAGES})
