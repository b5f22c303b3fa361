"""The cases of a question at a landmark: those at risk then, with what was known of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from answerable.analysis.log import Log, Mask
from answerable.analysis.models.course import ENDING, IN_WORDS, LEFT, OPEN, Course, course
from answerable.analysis.models.covariates import (
    Covariate,
    Values,
    at,
    by_name,
    known_at,
)
from answerable.analysis.models.design import Design, design

WITHIN = 365  # days from the report by which it has happened or has not


@dataclass(frozen=True)
class Sample:
    """Cases with what was known of them at a landmark; how many are not among them, and why."""

    of: str
    landmark: int
    course: Course
    values: Mapping[str, Values]
    left_out: dict[str, int]
    base: str

    @property
    def design(self) -> Design:
        """The columns of the covariates."""
        return design(self.values)

    def only(self, kept: Mask, **left_out: int) -> Sample:
        """Some of the cases; of the rest it is said how many there are."""
        values = {name: one[kept] for name, one in self.values.items()}
        return Sample(self.of, self.landmark, self.course.only(kept), values,
                      self.left_out | left_out, self.base)  # fmt: skip


def sample(log: Log, of: str, landmark: int, covariates: Sequence[str] | None = None) -> Sample:
    """The cases that had not ended, and that the victim had not left, at a landmark."""
    asked = known_at(landmark) if covariates is None else by_name(covariates)
    every = course(log)
    known = every.known >= landmark
    at_risk = known & (every.days > landmark)
    kept = every.only(at_risk)
    when = f"{landmark} days after the report" if landmark else "at the report"
    return Sample(
        of, landmark, kept, _values(log, asked, landmark, kept.case),
        {"ended_before": int((known & ~at_risk).sum()), "too_young": int((~known).sum())},
        f"cases that were open, with the victim still in them, {when}; asked is whether "
        f"{IN_WORDS[of]}",
    )  # fmt: skip


def settled(found: Sample, within: int = WITHIN) -> tuple[Sample, NDArray[np.bool_]]:
    """The cases that have been known for so long that it has happened within that time or has
    not, and whether it has. Of no further action, those whose victim left are not among them."""
    old = found.course.known >= within
    by_then = found.course.days <= within
    left = old & by_then & (found.course.ending == LEFT) & (ENDING[found.of] != LEFT)
    left_out = {"too_young": found.left_out["too_young"] + int((~old).sum())}
    if ENDING[found.of] != LEFT:
        left_out["victim_left"] = int(left.sum())
    kept = found.only(old & ~left, **left_out)
    return kept, (kept.course.ending == ENDING[found.of]) & (kept.course.days <= within)


def endings(found: Sample) -> tuple[Mask, Mask]:
    """Which cases ended as is asked, and which otherwise; the rest are open."""
    so = found.course.ending == ENDING[found.of]
    return so, ~so & (found.course.ending != OPEN)


def asked_of(landmark: int, *, accruing: bool) -> list[Covariate]:
    """The covariates known at a landmark that accrue, or those that do not."""
    return [one for one in known_at(landmark) if one.accrues is accruing]


def _values(
    log: Log, covariates: Sequence[Covariate], landmark: int, case: NDArray[np.int64]
) -> dict[str, Values]:
    return {one.name: at(log, one, landmark)[case] for one in covariates}
