"""The forces of a made-up caseload, their teams, their CPS Areas, and how each differs.

Names, team types, Areas and sizes (forces.csv) are not pinned: they are made up for the purpose, as
are all effects, so nothing here says anything about a real force. London's two codes stand for its
two CPS Areas.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from answerable.synthetic.blocks import Floats, Ints
from answerable.synthetic.parameters import Parameters

SPECIALIST, GENERAL = 0, 1
TEAMS = ("specialist", "general")


@dataclass(frozen=True)
class Forces:
    """The forces in order, as arrays."""

    codes: tuple[str, ...]
    areas: tuple[str, ...]  # of the Areas, their names
    area: Ints  # of each force
    team: Ints
    share: Floats  # of the cases
    effect: Floats  # on the time to a supported closure
    area_effect: Floats  # of each Area, on prosecutors' times


def forces(seed: int, p: Parameters) -> Forces:
    """The forces with the effects of one seed.

    The effects are normal scores in an order that is drawn, so that their spread is the one that
    is meant whatever the seed; they are scaled to a case-weighted mean of one, those of forces
    within each type of team.
    """
    dice = np.random.default_rng([seed, 0xF0CE])
    rows = _table()
    areas = tuple(sorted({row["cps_area"] for row in rows}))
    area = np.array([areas.index(row["cps_area"]) for row in rows])
    team = np.array([TEAMS.index(row["team"]) for row in rows])
    share = np.array([float(row["size"]) for row in rows])
    for which, whole in ((SPECIALIST, p["force.specialist"]), (GENERAL, 1 - p["force.specialist"])):
        share[team == which] *= whole / share[team == which].sum()
    effect = _spread(dice, len(rows), p["force.spread"])
    for which in (SPECIALIST, GENERAL):
        ours = team == which
        effect[ours] /= np.average(effect[ours], weights=share[ours])
    area_effect = _spread(dice, len(areas), p["area.spread"])
    area_effect /= np.average(area_effect, weights=np.bincount(area, share))
    codes = tuple(row["force"] for row in rows)
    return Forces(codes, areas, area, team, share, effect, area_effect)


def made_up_names() -> dict[str, str]:
    """The names of the forces by their codes. They are trees, so that nobody takes what is made up
    for a real force, whose code it may have."""
    return {row["force"]: row["name"] for row in _table()}


def _table() -> list[dict[str, str]]:
    text = files("answerable.synthetic").joinpath("forces.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _spread(dice: np.random.Generator, count: int, sigma: float) -> NDArray[np.float64]:
    scores = [NormalDist().inv_cdf((place + 0.5) / count) for place in range(count)]
    return np.exp(sigma * dice.permutation(scores))
