"""Walking a journey in a real browser: the same words as tests/flows/walking.py, by clicks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from playwright.sync_api import Page, expect

from answerable.events.times import LONDON
from answerable.web.agency.journeys import JOURNEYS
from answerable.web.forms.event_form import ABOUT
from answerable.web.forms.filled import NOBODY
from tests.browser.conftest import Visitor, press
from tests.flows.walking import Said
from tests.web.cast import OMAR, recorded, reference_of


class Walked(NamedTuple):
    """What was left on record, as whoever sent it may see it."""

    entries: list[Any]


class Walkers:
    """Several people, each at a browser of their own."""

    def __init__(self, visitors: Mapping[UUID, Visitor]) -> None:
        self.visitors = visitors

    def walk(self, case_id: UUID, journey: str, said: Said, by: UUID = OMAR) -> Walked:
        """Take a journey to its end."""
        before = len(recorded(case_id, by))
        self.send(case_id, journey, said, by)
        problems = self.visitors[by].page.locator(".govuk-error-summary")
        # It waits: the page before may have had some.
        expect(problems, " ".join(problems.all_inner_texts())).to_have_count(0)
        return Walked(recorded(case_id, by)[before:])

    def send(self, case_id: UUID, journey: str, said: Said, by: UUID = OMAR) -> None:
        """Find the journey among what can be recorded, fill it in and send it."""
        visitor = self.visitors[by]
        assert visitor.open(f"/cases/{reference_of(case_id, by)}/record") == 200
        press(visitor.page.get_by_role("link", name=JOURNEYS[journey].title, exact=True).first)
        _put_off(visitor.page)
        for section, fields in said.items():
            _unfold(visitor.page, section)
            for name, value in fields.items():
                _say(visitor.page, f"{section}-{ABOUT if name == 'about_' else name}", value)
        if visitor.page.locator('[name="breach"]').count():
            visitor.page.locator(f'[name="breach"][value="{NOBODY}"]').check()
        press(visitor.page.get_by_role("button", name="Record", exact=True))


def _put_off(page: Page) -> None:
    """A draft has the time at which it was begun: it happens now."""
    if page.get_by_text("You began this on").count():
        page.locator('[name="when-time"]').fill(f"{datetime.now(LONDON):%H:%M}")


def _unfold(page: Page, section: str) -> None:
    folded = page.locator(f"details:not([open]):has(> summary #section-{section}) > summary")
    if folded.count():
        folded.click()


def _say(page: Page, name: str, value: Any) -> None:
    if page.locator(f'[name="{name}-day"]').count():
        for part, typed in zip(("year", "month", "day"), value.split("-"), strict=True):
            page.locator(f'[name="{name}-{part}"]').fill(typed)
        return
    kind = page.locator(f'[name="{name}"]').first.evaluate("one => one.type || one.tagName")
    if kind in ("radio", "checkbox"):
        values = value if isinstance(value, list) else [value]
        for one in values:
            chosen = str(one).lower() if isinstance(one, bool) else one
            page.locator(f'[name="{name}"][value="{chosen}"]').check()
    elif kind == "select-one":
        page.locator(f'[name="{name}"]').select_option(value)
    else:
        page.locator(f'[name="{name}"]').fill(value)
