"""What a measure found of some cases, as little as its figures need; those of others add to it.

A share is a few sums. A time is the days of each case, for a median is no sum of medians. No case
is in two tallies that are joined, and they are joined in the order of their cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.analysis.answers import Answers, Days, Whole
from answerable.analysis.log import Mask
from answerable.analysis.statistics import Clusters, clusters_of, places


class Number(NamedTuple):
    """How many items there are, and of how many cases."""

    items: int
    cases: int


class LeftOut(NamedTuple):
    """The items that are not in a figure."""

    open: Number
    missing: Number
    not_applicable: Number


@dataclass(frozen=True)
class Share:
    """A share or a count: its numerator, the rest, and how they lie in cases."""

    yes: Number
    no: Number
    clusters: Clusters
    left_out: LeftOut


@dataclass(frozen=True)
class Time:
    """A time, item by item: the days of those `inside`, that ended so, and the wait of all whose
    ending is known. A case is a number, counted from nought. `not_missing` are those of which it
    is not missing how they ended, `ended` those among them that did."""

    days: Days
    case: Whole
    waited: Days
    how: NDArray[np.int8]
    waiting_case: Whole
    inside: Number
    not_missing: Number
    ended: Number
    left_out: LeftOut


Tally = Share | Time


def tally(answers: Answers) -> Tally:
    """What the items of a measure come to."""
    left_out = LeftOut(
        _number(answers, answers.open), _number(answers, answers.missing),
        _number(answers, answers.not_applicable),
    )  # fmt: skip
    return _share(answers, left_out) if answers.waited is None else _time(answers, left_out)


def _share(answers: Answers, left_out: LeftOut) -> Share:
    inside, many = answers.inside, answers.many
    case, yes = answers.case[inside], answers.yes[inside].astype(np.int64)
    if many is not None and answers.hits is not None:
        yes, of = answers.hits[inside], many[inside]
    else:
        of = np.ones(len(case), np.int64)
    return Share(
        Number(int(yes.sum()), _cases(case[yes > 0])),
        Number(int((of - yes).sum()), _cases(case[of > yes])),
        clusters_of(yes, case, of), left_out,
    )  # fmt: skip


def _time(answers: Answers, left_out: LeftOut) -> Time:
    if answers.days is None or answers.waited is None or answers.how is None:
        raise ValueError("these answers are no time")
    # An ending before its start is none: nobody knows how long that took.
    inside, known = answers.inside, ~answers.missing & (answers.waited >= 0)
    return Time(
        answers.days[inside], places(answers.case[inside]), answers.waited[known],
        answers.how[known], places(answers.case[known]), _number(answers, inside),
        _number(answers, ~answers.missing), _number(answers, ~answers.open & ~answers.missing),
        left_out,
    )  # fmt: skip


def _number(answers: Answers, mask: Mask) -> Number:
    return Number(int(mask.sum()), _cases(answers.case[mask]))


def _cases(case: Whole) -> int:
    """How many cases some items are of."""
    return int(places(case).max(initial=-1)) + 1


def number_of(case: Whole, mask: Mask) -> Number:
    """How many of the items of a time there are, and of how many cases."""
    return Number(int(mask.sum()), _cases(case[mask]))


def joined(parts: Sequence[Tally]) -> Tally:
    """What several come to together."""
    shares = [part for part in parts if isinstance(part, Share)]
    times = [part for part in parts if isinstance(part, Time)]
    if len(parts) == 1:
        return parts[0]
    if len(shares) == len(parts):
        return _joined_shares(shares)
    if len(times) == len(parts):
        return _joined_times(times)
    raise ValueError("a share and a time do not add up")


def _joined_shares(parts: Sequence[Share]) -> Share:
    return Share(
        _sum(one.yes for one in parts), _sum(one.no for one in parts),
        Clusters(*map(sum, zip(*(one.clusters for one in parts), strict=True))), _left_out(parts),
    )  # fmt: skip


def _joined_times(parts: Sequence[Time]) -> Time:
    return Time(
        np.concatenate([one.days for one in parts]), _renumbered([one.case for one in parts]),
        np.concatenate([one.waited for one in parts]), np.concatenate([one.how for one in parts]),
        _renumbered([one.waiting_case for one in parts]), _sum(one.inside for one in parts),
        _sum(one.not_missing for one in parts), _sum(one.ended for one in parts), _left_out(parts),
    )  # fmt: skip


def _left_out(parts: Sequence[Any]) -> LeftOut:
    return LeftOut(*map(_sum, zip(*(one.left_out for one in parts), strict=True)))


def _sum(numbers: Iterable[Number]) -> Number:
    items, cases = map(sum, zip(*numbers, strict=True))
    return Number(items, cases)


def _renumbered(parts: Sequence[Whole]) -> Whole:
    """The cases of parts, those of each after those of the one before."""
    before = np.cumsum([0, *(part.max(initial=-1) + 1 for part in parts)])
    return np.concatenate([part + shift for part, shift in zip(parts, before, strict=False)])
