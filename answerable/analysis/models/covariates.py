"""What is known of a case at a moment: never anything that came to be known later.

A covariate that takes time to come about (an inconsistency noted, a phone asked for) is there only
in cases that lasted so long. To ask whether a case ever had it, and then how the case ended, finds
that long cases last long (immortal time). So each covariate is declared with the day from which it
may be known, and is read here, from entries that had been recorded by the moment asked for: a
declaration sees the rows that it is given, and no others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from answerable.analysis.cases import REPORTED
from answerable.analysis.dimensions import CHARACTERISTICS_RECORDED, NOT_RECORDED
from answerable.analysis.log import DAY, NONE, Log, Rows
from answerable.clocks.days import local_day
from answerable.events.codes import ETHNIC_PARENT
from answerable.events.columns import instant
from answerable.rules.stance import COMPLEX

LANDMARKS = (0, 7, 28)  # days after the report
AT_THE_REPORT, LATER = 0, 7
YES, NO = "yes", "no"

Values = NDArray[np.str_]  # of each case


class NotYetKnown(ValueError):
    """A covariate was asked for at a moment at which nobody knows it."""


@dataclass(frozen=True)
class Covariate:
    """Something recorded of a case, with the first landmark at which it may be asked for.

    `says` reads what rows say: of a covariate known at the report the row of the report, else
    each row that `patterns` match. One that `accrues` is either noted or not noted yet, and may
    vary in time; without a row it says no. Of the others the last thing said holds, and a case of
    which nothing is said is NOT_RECORDED, a category of its own.
    """

    name: str
    title: str
    known_from: int
    patterns: str
    says: Callable[[Log, Rows], Sequence[str]] = lambda _, rows: [YES] * len(rows)
    accrues: bool = False


def at(log: Log, covariate: Covariate, landmark: int) -> Values:
    """What was known of each case so many days after its report."""
    if covariate.known_from > landmark:
        raise NotYetKnown(
            f"{covariate.name} is not known {landmark} days after the report: it may be asked for "
            f"from day {covariate.known_from}, since only cases that last can have it"
        )
    return log.answer_to(_At(covariate, landmark))


@dataclass(frozen=True)
class _At:
    """The question, which a log answers once: many models ask it of the same landmark."""

    covariate: Covariate
    landmark: int

    def __call__(self, log: Log) -> Values:
        covariate, reported = self.covariate, log.first(REPORTED)
        rows, case = reported, np.arange(log.cases)
        if covariate.known_from > AT_THE_REPORT:
            rows = log.rows(covariate.patterns)
            case = log.case_of[rows]
            until = log.at(reported)[case] + self.landmark * DAY
            seen = (known_since(log, rows) <= until) & (reported[case] != NONE)
            rows, case = rows[seen], case[seen]
        found = [NO if covariate.accrues else ""] * log.cases
        for one, value in zip(case.tolist(), covariate.says(log, rows), strict=True):
            found[one] = value or found[one]
        values = np.array([value or NOT_RECORDED for value in found], dtype=np.str_)
        values.flags.writeable = False  # all who ask share it
        return values


def noted(log: Log, covariate: Covariate) -> NDArray[np.float64]:
    """How many days after its report each case had a covariate that accrues; infinity: not yet."""
    if not covariate.accrues:
        raise NotYetKnown(f"{covariate.name} does not come about in time: it has no such day")
    rows = log.rows(covariate.patterns)
    since = np.full(log.cases, np.iinfo(np.int64).max)
    np.minimum.at(since, log.case_of[rows], known_since(log, rows))
    days = (since - log.at(log.first(REPORTED))) / DAY
    return np.where(since == np.iinfo(np.int64).max, np.inf, np.maximum(days, 0))


def known_since(log: Log, rows: Rows) -> Rows:
    """From when what rows say was known: they had happened, and had been recorded."""
    occurred, recorded = log.columns.occurred[rows], log.columns.recorded
    return np.maximum(occurred, recorded[rows]) if len(recorded) else occurred


def by_name(names: Sequence[str]) -> list[Covariate]:
    """Covariates by their names."""
    return [COVARIATES[name] for name in names]


def known_at(landmark: int) -> list[Covariate]:
    """Every covariate that may be asked for at a landmark."""
    return [one for one in COVARIATES.values() if one.known_from <= landmark]


def _field(name: str) -> Callable[[Log, Rows], Sequence[str]]:
    return lambda log, rows: log.values(rows, name)


def _delay(log: Log, rows: Rows) -> Sequence[str]:
    """How long after the offence it was reported, from the last day on which it can have happened,
    or from the first where only that is known."""
    last, first = log.values(rows, "offence_to"), log.values(rows, "offence_from")
    days = [end or begin for end, begin in zip(last, first, strict=True)]
    return [
        _waited((local_day(instant(when)) - date.fromisoformat(day)).days) if day else ""
        for day, when in zip(days, log.at(rows).tolist(), strict=True)
    ]


def _waited(days: int) -> str:
    return "within_7_days" if days <= 7 else "within_a_year" if days <= 365 else "later"


def _grouped(name: str, groups: Mapping[str, str]) -> Callable[[Log, Rows], Sequence[str]]:
    """A characteristic in fewer groups; what is in none of them is not recorded."""
    return lambda log, rows: [groups.get(value, "") for value in log.values(rows, name)]


def _complex(log: Log, rows: Rows) -> Sequence[str]:
    needs = log.lists(rows, "needs")
    return [(YES if COMPLEX.intersection(found) else NO) if found else "" for found in needs]


_AGES = {
    "under_13": "under_18", "13_to_15": "under_18", "16_to_17": "under_18",
    "18_to_24": "18_to_24", "25_to_34": "25_to_34", "35_to_44": "35_to_44",
    "45_to_54": "45_and_over", "55_to_64": "45_and_over", "65_to_74": "45_and_over",
    "75_and_over": "45_and_over",
}  # fmt: skip
# Two groups, for of nineteen most have too few cases for a model to say anything of them.
_ETHNICITY = {
    code: "white" if broad == "white" else "other_than_white"
    for code, broad in ETHNIC_PARENT.items()
}
_SEXES = {"female": "female", "male": "male"}

_AT_THE_REPORT = (
    Covariate("relationship", "Who the suspect is to the victim", AT_THE_REPORT, REPORTED,
              _field("relationship")),
    Covariate("domestic_abuse", "Domestic abuse", AT_THE_REPORT, REPORTED,
              _field("domestic_abuse")),
    Covariate("suspect", "Whether the victim named a suspect", AT_THE_REPORT, REPORTED,
              _field("suspect")),
    Covariate("reported_by", "Who brought it to the police", AT_THE_REPORT, REPORTED,
              _field("reported_by")),
    Covariate("delay", "How long after the offence it was reported", AT_THE_REPORT, REPORTED,
              _delay),
    Covariate("team", "Specialists or a general team", AT_THE_REPORT, REPORTED, _field("team")),
)  # fmt: skip
_LATER = (
    Covariate("sex", "The victim's sex", LATER, CHARACTERISTICS_RECORDED, _grouped("sex", _SEXES)),
    Covariate("age", "The victim's age", LATER, CHARACTERISTICS_RECORDED, _grouped("age", _AGES)),
    Covariate("race", "The victim's ethnic group", LATER, CHARACTERISTICS_RECORDED,
              _grouped("race", _ETHNICITY)),
    Covariate("complex_needs", "Mental health, learning disability, alcohol or drugs", LATER,
              "needs.assessed", _complex),
)  # fmt: skip
_ACCRUING = (
    Covariate("adviser", "An adviser works with the victim", LATER,
              "support.started[service=isva]", accrues=True),
    Covariate("inconsistency", "An inconsistency between accounts was noted", LATER,
              "account.inconsistency", accrues=True),
    Covariate("phone_requested", "The victim's phone was asked for", LATER,
              "device.requested[of=victim]", accrues=True),
    Covariate("phone_taken", "The victim's phone was taken", LATER,
              "device.taken[of=victim]", accrues=True),
)  # fmt: skip
COVARIATES: Mapping[str, Covariate] = MappingProxyType(
    {one.name: one for one in (*_AT_THE_REPORT, *_LATER, *_ACCRUING)}
)
# What cases differ by before anybody decided anything: never who had the case, nor how it ended.
CASE_MIX = ("relationship", "domestic_abuse", "suspect", "reported_by", "delay")
