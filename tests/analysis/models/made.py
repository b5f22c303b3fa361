"""Cases made for models: few events, each where a test says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from answerable.analysis.log import Log
from answerable.events.columns import from_cases
from answerable.events.entry import Entry

START = datetime(2020, 1, 6, 9, tzinfo=UTC)
AS_OF = datetime(2024, 1, 1, tzinfo=UTC)
NFA = ("decision.made", {"by": "police", "result": "no_further_action"})
CHARGE = ("charge.made", {})
LEAVES = ("withdrawal.stated", {})
INCONSISTENT = ("account.inconsistency", {})

Later = tuple[float, tuple[str, dict[str, Any]]]


def case(name: str, *later: Later, report: dict[str, Any] | None = None,
         start: datetime = START) -> list[Entry]:  # fmt: skip
    """A case that is reported and recorded, and what came later, by days."""
    events = [(0.0, ("crime.reported", report or {})), (0.0, ("crime.recorded", {})), *later]
    return [
        Entry(name, seq, event, at, at, "a", "police", "", data)
        for seq, (day, (event, data)) in enumerate(sorted(events, key=lambda one: one[0]), 1)
        for at in (start + timedelta(days=day),)
    ]


def log_of(cases: Iterable[list[Entry]], as_of: datetime = AS_OF) -> Log:
    """The log of cases."""
    return Log(from_cases((entries[0].case_id, entries) for entries in cases), as_of)


def caseload(number: int, seed: int = 1, forces: int = 12) -> list[list[Entry]]:
    """Cases of which domestic abuse makes leaving likelier (odds 3), and an inconsistency that is
    noted in the first days makes no further action likelier (odds 5)."""
    dice = np.random.default_rng(seed)
    found = []
    for at in range(number):
        abuse, differs = dice.random(2) < 0.4
        report = {
            "force": f"{at % forces + 1:02}", "domestic_abuse": bool(abuse),
            "relationship": str(dice.choice(["partner", "stranger", "friend"])),
            "team": "specialist" if at % 2 else "general",
        }  # fmt: skip
        later: list[Later] = [(1 + 4 * dice.random(), INCONSISTENT)] if differs else []
        leaves = dice.random() < _share(0.8 + np.log(3) * abuse - 1.2)
        stops = dice.random() < _share(-1.0 + np.log(5) * differs)
        if leaves:
            later.append((dice.exponential(60), LEAVES))
        elif stops:
            later.append((8 + dice.exponential(80), NFA))
        else:
            later.append((10 + dice.exponential(200), CHARGE))
        start = START + timedelta(days=float(dice.integers(0, 700)))
        found.append(case(f"c{at:05}", *later, report=report, start=start))
    return found


def _share(logit: float) -> float:
    return float(1 / (1 + np.exp(-logit)))
