"""The published figures as data, each with where it stands.

They are figures of the inspections and reviews, and of what others have published since; what one
person said of one case is none, and is left out.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "london_review": "London Rape Review, update of 2021",
        "phase_one": "Joint thematic inspection, phase one (2021)",
        "phase_two": "Joint thematic inspection, phase two (2022)",
        "avon_somerset": "Avon and Somerset's answer to the inspection (2021)",
    }
)


@dataclass(frozen=True)
class Published:
    """A published figure: what was counted, of whom, when, and where it stands."""

    id: str
    source: str
    place: str
    address: str
    measure: str
    population: str
    numerator: float | None
    denominator: float | None
    value: float | None
    unit: str
    exactness: str
    period: str

    @property
    def cited(self) -> str:
        """Where it stands, for a reader."""
        if self.source in TITLES:
            return f"{TITLES[self.source]}, {self.place}"
        return self.place

    @property
    def shown(self) -> str:
        """The value with its unit, and whether the words gave only a bound."""
        if self.value is None:
            said = re.search(r'"(.+?)"', self.exactness)  # the words that gave a bound
            return f"“{said[1]}”" if said else self.exactness
        number = f"{self.value:,.6g}"
        bound = {">": "more than ", "<": "less than ", "~": "about "}.get(self.exactness[:1], "")
        about = "about " if self.exactness.startswith("approx") else bound
        unit = {"percent": "%", "count": ""}.get(self.unit, f" {self.unit}")
        return f"{about}{number}{unit}"


@cache
def published() -> Mapping[str, Published]:
    """Every figure, by its id."""
    text = files(__package__).joinpath("figures.csv").read_text(encoding="utf-8")
    numbers = ("numerator", "denominator", "value")
    found = {}
    for row in csv.DictReader(text.splitlines()):
        values = {name: float(row[name]) if row[name] else None for name in numbers}
        words = {name: row[name] for name in row if name not in numbers}
        found[row["id"]] = Published(**words, **values)  # type: ignore[arg-type]
    return MappingProxyType(found)
