"""People at a browser: the cast, signed in, with a case that they may or may not see."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.test import Client
from lxml import html

from answerable.people.acting import acting_as
from answerable.record import reading
from tests.record.cast import ISLA, NICK, OMAR, PRIYA, WENDY, a_case, an_event, put, rows
from tests.signing_in import at_browser

__all__ = [
    "ISLA", "NICK", "OMAR", "PRIYA", "WENDY", "a_case", "an_event", "at_browser", "put", "rows",
]  # fmt: skip

BY = {"police": OMAR, "cps": PRIYA, "support": ISLA, "witness_care": WENDY}


class Page:
    """A page in a browser, with its form: what is sent is what the page lets one send."""

    def __init__(self, client: Client, path: str, response: Any) -> None:
        self.client, self.path, self.response = client, path, response
        self.status: int = response.status_code
        self.text: str = response.text
        self.tree = html.fromstring(self.text or "<p>")

    @property
    def form(self) -> html.FormElement:
        return self.tree.forms[0]

    def __setitem__(self, name: str, value: Any) -> None:
        field = self.form.inputs[name]
        if isinstance(field, html.CheckboxGroup | html.MultipleSelectOptions):
            field.value = {value} if isinstance(value, str) else set(value)
        elif isinstance(field, html.InputElement) and field.type == "checkbox":
            field.checked = bool(value)
        else:
            field.value = value

    def options(self, name: str) -> list[str]:
        """The values that a field offers, but for an empty one."""
        field = self.form.inputs[name]
        found = field.value_options if hasattr(field, "value_options") else [field.get("value")]
        return [value for value in found if value]

    def press(self, button: str = "record", **more: Any) -> Page:
        """Press a button, and come to the page that follows, past any redirect."""
        sent: dict[str, list[Any]] = {}
        for name, value in [*self.form.form_values(), ("do", button), *more.items()]:
            sent.setdefault(name, []).append(value)
        sent.update({name: [value] for name, value in more.items()})
        response = self.client.post(self.path, sent)
        found = Page(self.client, self.path, response)
        if response.status_code == 302:
            found = go(self.client, response["Location"])
            found.status = 302
        return found

    @property
    def problems(self) -> dict[str, str]:
        """What the error summary says, by the place that it links to."""
        links = self.tree.xpath("//*[contains(@class, 'govuk-error-summary__list')]//a")
        return {link.get("href"): link.text_content() for link in links}

    def has(self, place: str) -> bool:
        """Whether the page has the place to which a link of its own goes."""
        return bool(self.tree.xpath("//*[@id=$id]", id=place.removeprefix("#")))


def go(client: Client, path: str) -> Page:
    """Open a page."""
    return Page(client, path, client.get(path))


def reference_of(case_id: UUID, by: UUID = OMAR) -> str:
    """How a case is called in addresses."""
    ((reference,),) = rows("SELECT reference FROM record_case WHERE id = %s", [case_id], by)
    return reference


def recorded(case_id: UUID, by: UUID = OMAR) -> list[Any]:
    """What is on record, as far as somebody may see."""
    with acting_as(by), transaction.atomic():
        return reading.entries(case_id)
