"""What a made-up caseload is made of: every number stands in parameters.csv, with what pins it."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple, get_args

Setting = Literal["SEED", "NATIONAL", "TEST"]
SETTINGS: tuple[Setting, ...] = get_args(Setting)

MISSING = "missing"  # a field that is not recorded
WORDS: Mapping[str, Any] = {"true": True, "false": False, "empty": []}


class Row(NamedTuple):
    """A line of the table: a number in each setting, the published figures that pin it."""

    name: str
    of: Mapping[str, float]
    figures: tuple[str, ...]  # ids of published figures; none where it is not pinned
    meaning: str


class Parameters:
    """The numbers of one setting, by their names."""

    def __init__(self, values: Mapping[str, float]) -> None:
        self.values = dict(values)
        self._groups: dict[str, tuple[list[str], list[float]]] = {}

    def __getitem__(self, name: str) -> float:
        return self.values[name]

    def group(self, name: str) -> tuple[list[str], list[float]]:
        """The codes of a group, which are the last parts of its names, and the share of each."""
        if name not in self._groups:
            start = f"{name}:"
            found = {
                k.removeprefix(start): v for k, v in self.values.items() if k.startswith(start)
            }
            total = sum(found.values())
            self._groups[name] = list(found), [share / total for share in found.values()]
        return self._groups[name]


@cache
def table() -> tuple[Row, ...]:
    """Every parameter; where a setting says nothing, SEED holds."""
    text = files("answerable.synthetic").joinpath("parameters.csv").read_text(encoding="utf-8")
    return tuple(
        Row(
            line["name"],
            {setting: float(line[setting] or line["SEED"]) for setting in SETTINGS},
            tuple(line["figure"].split()) if line["figure"] != "not pinned" else (),
            line["meaning"],
        )
        for line in csv.DictReader(text.splitlines())
    )


def parameters(setting: str = "SEED", changes: Mapping[str, float] | None = None) -> Parameters:
    """The parameters of a setting, some of them changed. KeyError names one that there is not."""
    values = {row.name: row.of[setting] for row in table()}
    for name, value in (changes or {}).items():
        if name not in values:
            raise KeyError(name)
        values[name] = value
    return Parameters(values)


def value_of(code: str) -> Any:
    """What a code of the table stands for in an event's data: `a+b` is a list of two."""
    if code in WORDS:
        return WORDS[code]
    return code


def list_of(code: str) -> Sequence[str]:
    """The same for a field that holds a list."""
    return [] if code == "empty" else code.split("+")
