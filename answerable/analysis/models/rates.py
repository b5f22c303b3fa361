"""Models of when it happens: why (cause-specific hazards), and how many (Fine and Gray)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from answerable.analysis.log import Log, Mask
from answerable.analysis.models.covariates import NO, YES, Values, noted
from answerable.analysis.models.cox import Hazards, cox
from answerable.analysis.models.design import Design, Floats, Whole, design
from answerable.analysis.models.fine_gray import fine_gray
from answerable.analysis.models.logistic import ENOUGH, NoModel
from answerable.analysis.models.sample import Sample, asked_of, endings, sample
from answerable.analysis.models.terms import Fit, Kind

ALWAYS = 28  # what accrues may be asked for at any landmark where it varies in time


@dataclass(frozen=True)
class Spells:
    """Rows of cases, each from a day to a day, with what was known throughout it."""

    case: Whole
    begin: Floats
    end: Floats
    event: Mask
    values: Mapping[str, Values]

    def only(self, kept: Mask) -> Spells:
        """Some of the rows."""
        values = {name: one[kept] for name, one in self.values.items()}
        return Spells(self.case[kept], self.begin[kept], self.end[kept], self.event[kept], values)


def hazards(log: Log, of: str, landmark: int = 0) -> Fit:
    """Hazard ratios of one ending, the others taken as no more to be seen. What accrues (an
    inconsistency, a phone, an adviser) counts from the day on which it was noted."""
    fixed = [one.name for one in asked_of(landmark, accruing=False)]
    found = sample(log, of, landmark, fixed)
    accrued = {
        one.name: noted(log, one)[found.course.case] for one in asked_of(ALWAYS, accruing=True)
    }
    rows, silent = with_events(spells(found, accrued))
    columns = design(rows.values)
    empty = _empty(found, "hazard_ratio", columns, rows.event, silent)
    return _fitted(
        empty, "cause-specific Cox, ties Efron's", columns, rows,
        lambda: cox(columns.matrix(), rows.begin, rows.end, rows.event),
    )  # fmt: skip


def incidences(log: Log, of: str, landmark: int = 0) -> Fit:
    """Ratios of the hazard that makes up the cumulative incidence, of what was known at a
    landmark. What varies in time has no place here: a case that ended has no days on which it
    might come about."""
    found = sample(log, of, landmark)
    so, otherwise = endings(found)
    begin = np.full(len(so), float(landmark))
    case = np.arange(len(so))
    rows, silent = with_events(Spells(case, begin, found.course.days, so, found.values))
    columns = design(rows.values)
    empty = _empty(found, "subdistribution_hazard_ratio", columns, rows.event, silent)
    return _fitted(
        empty, "Fine and Gray", columns, rows,
        lambda: fine_gray(columns.matrix(), rows.end, rows.event, otherwise[rows.case]),
    )  # fmt: skip


def spells(found: Sample, accrued: Mapping[str, Floats]) -> Spells:
    """The cases cut into rows wherever something that accrues was noted."""
    case = np.arange(len(found.course.days))
    begin, end = np.full(len(case), float(found.landmark)), found.course.days.copy()
    event, _ = endings(found)
    for since in accrued.values():
        cut = np.flatnonzero((begin < since[case]) & (since[case] < end))
        day = since[case[cut]]
        case, event = np.append(case, case[cut]), np.append(event, event[cut])
        begin, end = np.append(begin, day), np.append(end, end[cut])
        end[cut], event[cut] = day, False
    values = {name: one[case] for name, one in found.values.items()}
    values |= {name: np.where(s[case] <= begin, YES, NO) for name, s in accrued.items()}
    return Spells(case, begin, end, event, values)


def with_events(rows: Spells) -> tuple[Spells, tuple[str, ...]]:
    """The rows without those of levels at which it never happened, whose ratio is nought: beside
    the others they are at no risk. What is said of these levels goes with them."""
    kept, said = np.ones(len(rows.event), np.bool_), []
    if not rows.event.any():
        return rows, ()
    for name, values in rows.values.items():
        for level in np.setdiff1d(values, values[rows.event]).tolist():
            kept &= values != level
            said.append(f"{name}={level}: it happened in none of these cases, which are left out")
    return rows.only(kept), tuple(said)


def _empty(found: Sample, kind: Kind, columns: Design, event: Mask, silent: tuple[str, ...]) -> Fit:
    return Fit(
        found.of, kind, "none", f"{found.base}, and when", found.landmark,
        len(found.course.days), int(event.sum()), found.left_out,
        notes=(*columns.notes, *silent),
    )  # fmt: skip


def _fitted(empty: Fit, how: str, columns: Design, rows: Spells, fit: Callable[[], Hazards]) -> Fit:
    """The fit with its terms; where there can be no model, with the reason."""
    try:
        if not empty.events:
            raise NoModel("it happened in none of these cases: no model can be fitted")
        if not columns.columns:
            raise NoModel("there is no covariate that differs between these cases")
        found = fit()
    except NoModel as reason:
        terms = columns.terms({}, rows.case, rows.event)
        return replace(empty, terms=terms).with_notes(str(reason))
    ratios = columns.ratios(found.value, found.low, found.high)
    full = replace(empty, how=how, terms=columns.terms(ratios, rows.case, rows.event))
    if empty.events < ENOUGH * len(columns.columns):
        return full.with_notes(
            f"{empty.events} events for {len(columns.columns)} terms are fewer than {ENOUGH} a "
            "term: the intervals are surer than they should be"
        )
    return full
