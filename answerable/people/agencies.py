"""The agencies that there are, as the package's own list has them."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Agency(NamedTuple):
    """A police force, a CPS Area, a support service, a witness care unit, or an office that
    oversees them."""

    code: str
    kind: str
    name: str
    area: str
    made_up: bool


@cache
def listed() -> tuple[Agency, ...]:
    """Every agency of the list, in its order."""
    text = files("answerable.people").joinpath("agencies.csv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return tuple(
        Agency(row["code"], row["kind"], row["name"], row["area"], row["made_up"] == "yes")
        for row in csv.DictReader(lines)
    )
