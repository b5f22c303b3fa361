"""A minimal valid value, and an invalid one, for each kind of field of a form."""

from __future__ import annotations

from answerable.events.model import Field
from tests.web.cast import Page

PARTS = ("day", "month", "year")


def fill(page: Page, name: str, field: Field) -> None:
    """Fill in a field of a page with the least that its event type takes."""
    if field.type == "date":
        for part, value in zip(PARTS, ("6", "3", "2020"), strict=True):
            page[f"{name}-{part}"] = value
    elif options := page.options(name):
        page[name] = options[0]
    else:
        page[name] = str(max(field.least or 0, 1)) if field.type == "int" else "words"


def spoiled(name: str, field: Field) -> dict[str, str]:
    """What no such field takes: sent past the page, as a program might."""
    match field.type:
        case "date":
            return dict(zip((f"{name}-{part}" for part in PARTS), ("31", "2", "2020"), strict=True))
        case "int":
            return {name: "a few"}
        case "text" | "code" | "id" if not field.codes:
            return {name: "x" * 10_001}
    return {name: "no such code"}
