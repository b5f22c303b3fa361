"""Walking a journey at a browser: fill in what a user would, send it, and see what is on record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from answerable.clocks.days import LONDON
from answerable.web import acting
from answerable.web.agency.journeys import JOURNEYS
from answerable.web.forms.event_form import ABOUT
from answerable.web.forms.filled import NOBODY
from tests.web.cast import OMAR, Page, at_browser, go, recorded, reference_of

Said = Mapping[str, Mapping[str, Any]]


class Walked(NamedTuple):
    """The page that came of it, and the entries that it left, as whoever sent it may see them."""

    page: Page
    entries: list[Any]

    @property
    def events(self) -> list[str]:
        return [entry.event for entry in self.entries]


def walk(case_id: UUID, journey: str, said: Said, by: UUID = OMAR) -> Walked:
    """Take a journey to its end."""
    walked = attempt(case_id, journey, said, by)
    assert walked.page.status == 302, walked.page.problems
    return walked


def attempt(case_id: UUID, journey: str, said: Said, by: UUID = OMAR) -> Walked:
    """Send a journey's page, whatever comes of it; nobody but the victim answered.

    What is said stands under the prefix of its section and its field's name. A day is written
    2026-03-06; a list ticks boxes; `about_` is what a section is about.
    """
    before = len(recorded(case_id, by))
    page = begin(case_id, journey, by)
    if "You began this" in page.text and "when-time" in page.form.inputs:
        _put_off(page)
    for section, fields in said.items():
        for name, value in fields.items():
            _say(page, f"{section}-{ABOUT if name == 'about_' else name}", value)
    if "breach" in page.form.inputs:
        page["breach"] = NOBODY
    return Walked(page.press(), recorded(case_id, by)[before:])


def begin(case_id: UUID, journey: str, by: UUID = OMAR) -> Page:
    """From the page of the case to what can be recorded, and to a journey, by their links."""
    client = at_browser(by)
    case = go(client, f"/cases/{reference_of(case_id)}")
    (record,) = case.tree.xpath("//a[normalize-space()='Record something']")
    choose = go(client, record.get("href"))
    (link,) = choose.tree.xpath("//a[normalize-space()=$title]", title=JOURNEYS[journey].title)[:1]
    return go(client, link.get("href"))


def _put_off(page: Page) -> None:
    """A draft has the time at which it was begun: it happens now, by the clock of the pages."""
    at = acting.timezone.now().astimezone(LONDON)
    _say(page, "when", at.date().isoformat())
    page["when-time"] = f"{at:%H:%M}"


def _say(page: Page, name: str, value: Any) -> None:
    if f"{name}-day" in page.form.inputs:
        year, month, day = value.split("-")
        page[f"{name}-day"], page[f"{name}-month"], page[f"{name}-year"] = day, month, year
    elif isinstance(value, bool):
        page[name] = str(value).lower() if page.options(name) == ["true", "false"] else value
    else:
        page[name] = value
