"""Blocks of made-up events: arrays of cases and times, and the texts of their data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

DAY = 86_400_000_000  # microseconds
Ints = NDArray[np.int64]

# Kinds of thing within a case, numbered so that subject 12 is the third device.
SUBJECTS = (
    "",
    *(f"{kind}{n}" for kind in ("s", "d", "t", "a", "l", "h", "e", "r") for n in range(1, 41)),
)
PLACE = {kind: 1 + 40 * i for i, kind in enumerate(("s", "d", "t", "a", "l", "h", "e", "r"))}
MOST = 40  # things of one kind in one case


@dataclass
class Blocks:
    """The events of one part of a caseload while they are being made up."""

    dice: np.random.Generator
    case: list[Ints] = field(default_factory=list)
    at: list[Ints] = field(default_factory=list)
    event: list[Any] = field(default_factory=list)
    agency: list[Any] = field(default_factory=list)
    subject: list[Ints] = field(default_factory=list)
    data: list[Any] = field(default_factory=list)

    def add(
        self,
        event: str,
        case: Ints,
        at: Ints,
        agency: str,
        *,
        data: Sequence[str] = ("",),
        weights: Sequence[float] | None = None,
        dates: Sequence[Ints] = (),
        subject: Ints | None = None,
    ) -> None:
        """Add an event to each of `case`, at `at`.

        `data` holds texts of JSON, of which one is drawn for each; `§` in a text stands for the
        next of `dates` (days since 1970) and `№` for a number of the case.
        """
        count = len(case)
        if not count:
            return
        self.case.append(case)
        self.at.append(at)
        self.event.append(pa.array([event]).take(pa.array(np.zeros(count, np.int32))))
        self.agency.append(pa.array([agency]).take(pa.array(np.zeros(count, np.int32))))
        self.subject.append(np.zeros(count, np.int64) if subject is None else subject)
        drawn = self.dice.choice(len(data), count, p=weights)
        self.data.append(_texts(data, drawn, [_days(one) for one in dates], case))


def _texts(data: Sequence[str], drawn: Ints, dates: Sequence[Any], case: Ints) -> Any:
    """The texts drawn, with dates and the numbers of the cases in place."""
    if not any("§" in text or "№" in text for text in data):
        return pa.array(data).take(pa.array(drawn))
    number = pa.array(case).cast(pa.string())
    found = pa.array([""] * len(drawn))
    for which, text in enumerate(data):
        pieces: list[Any] = []
        following = iter(dates)
        for piece in text.replace("§", "\0§\0").replace("№", "\0№\0").split("\0"):
            pieces.append(next(following) if piece == "§" else number if piece == "№" else piece)
        whole = pc.binary_join_element_wise(*pieces, "")
        found = pc.if_else(pa.array(drawn == which), whole, found)
    return found


def _days(days: Ints) -> Any:
    return pa.array(days.astype("datetime64[D]")).cast(pa.string())


def numbered(kind: str, case: Ints) -> Ints:
    """The first, second, third … thing of a kind in each case, whose rows lie together."""
    starts = np.concatenate([[0], np.flatnonzero(np.diff(case)) + 1])
    sizes = np.diff(np.concatenate([starts, [len(case)]]))
    place = np.arange(len(case)) - np.repeat(starts, sizes)
    found: Ints = PLACE[kind] + place % MOST
    return found
