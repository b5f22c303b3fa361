"""Every address that there is, and a request for each: from Django's resolver and a table."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

TABLE = Path(__file__).parent / "addresses.csv"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# Who asks: the head of a column.
WHO = (
    "nobody", "investigator", "prosecutor", "adviser", "witness_care", "team", "emergency",
    "stranger", "performance", "oversight", "victim", "supporter",
)  # fmt: skip
ARGUMENT = re.compile(r"<\w+:(\w+)>")


class Row(NamedTuple):
    """A line of the table: what each is answered who asks for this address by this method."""

    route: str
    example: str
    method: str
    answers: Mapping[str, str]

    @property
    def name(self) -> str:
        """What tells it from every other."""
        return f"{self.method} {self.route} {self.example}".rstrip()

    def address(self, reference: str) -> str:
        """The address itself, of one case; the example fills in the rest."""
        values = dict(one.split("=") for one in self.example.split()) | {"reference": reference}
        return "/" + ARGUMENT.sub(lambda found: values[found[1]], self.route)


def table() -> list[Row]:
    """The lines of the table."""
    with TABLE.open(newline="") as file:
        return [
            Row(line.pop("route"), line.pop("example"), line.pop("method"), line)
            for line in csv.DictReader(file)
        ]


def routes(patterns: Sequence[Any] | None = None, before: str = "") -> Iterator[str]:
    """Every address that Django answers, as it is written down in urls.py."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, route)
        elif isinstance(one, URLPattern):
            yield route


def answer(response: Any) -> str:
    """What somebody was answered, in a word."""
    status, to = response.status_code, response.headers.get("Location", "")
    if status == 302:
        if to.startswith("/sign-in/again"):
            return "again"
        if to == "/sign-in":
            return "sign_in"
        if to == "/n/":
            return "codes"
        return "reason" if "/reason?" in to else "onward"
    words = {
        200: "page",
        204: "kept",
        303: "away",
        400: "wrong",
        403: "refused",
        404: "nothing",
        405: "no_method",
    }
    return words.get(status, str(status))
