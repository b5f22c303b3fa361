"""Counts that make each other up by what they are defined as, whatever cases there are.

A base and what falls out of it are known from the names of the measures. These are not: a reader
who has read the definitions knows them all the same. What is not released in a group is nothing
to reckon with there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from answerable.analysis.audit.possible import MANY, Sum
from answerable.analysis.catalogue import MEASURE_OF
from answerable.analysis.delay_measures import CAUSE, WAIT
from answerable.analysis.dimensions import CHARACTERISTICS
from answerable.analysis.funnel_measures import OUTCOMES
from answerable.analysis.holding import HOLDERS
from answerable.analysis.signal_measures import ROOMS, SAME, of_rooms

LEFT_OUT = ("open", "missing", "not_applicable")
HAPPENED = "happened."


class Relation(NamedTuple):
    """What some counts come to, less what others come to, lies between two numbers."""

    more: tuple[str, ...]
    less: tuple[str, ...]
    low: int = 0
    high: int = 0
    twice: str = ""  # the one of `less` that is taken away two times

    def among(self, at: Mapping[str, int]) -> Sum | None:
        """The same of the counts that were released, by the place of each; None where that says
        nothing. What of `less` was not released may be anything from nought on."""
        less = [name for name in self.less if name in at]
        all_there = len(less) == len(self.less)
        if not less or any(name not in at for name in self.more):
            return None
        if not all_there and self.low < 0:
            return None
        who = (*(at[name] for name in self.more), *(at[name] for name in less))
        signs = (*(1 for _ in self.more), *(-2 if name == self.twice else -1 for name in less))
        return Sum(who, signs, self.low, self.high if all_there else MANY)


def _made_of(whole: str, *parts: str) -> Relation:
    """A count that falls into parts."""
    return Relation((whole,), parts)


def _in_any(whole: str, *parts: str) -> Relation:
    """A count of what is in any of the parts, which may overlap."""
    return Relation((whole,), parts, -MANY)


def _apart(whole: str, *parts: str) -> Relation:
    """A count with parts that do not overlap, and may not be all of it."""
    return Relation((whole,), parts, 0, MANY)


def _yes(measure: str) -> str:
    return f"{SAME.get(measure, measure)}: yes"


def _alike(columns: Iterable[str], *measures: str) -> Iterator[tuple[str, ...]]:
    """Of measures that are of the same, what they have in common."""
    yield from (tuple(f"{measure}: {column}" for measure in measures) for column in columns)


# Names of the same count.
SAME_COUNT: tuple[tuple[str, ...], ...] = (
    ("base: police no-further-action cases", "contact.agreed: in it", "decision.told: in it"),
    ("contact.agreed: yes", "contact.kept: in it"),
    ("review_right.told: yes", "review.requested: in it"),
    ("base: cases", "device.spoken_of: in it", "support.referred: in it",
     "withdrawal.incidence: followed", *(f"held.{name}: followed" for name in HOLDERS)),
    ("base: recorded cases", f"{HAPPENED}recorded"),
    ("funnel.convicted: yes", "ending.convicted: yes"),
    ("ending.open: yes", "base: open cases", "age.of_open: in it", "age.of_open: followed"),
    ("funnel.open: yes", "funnel.open: open"),
    *_alike(("open",), *(f"outcome.{code}" for code in OUTCOMES)),
    *_alike(("open",), "time.report_to_police_nfa", "time.report_to_cps_nfa"),
    *_alike(("open",), *(f"held.{name}" for name in HOLDERS)),
    *_alike(("in it", *LEFT_OUT), "withdrawal.by_day_7", "withdrawal.by_day_30"),
    *_alike(("in it", "missing", "not_applicable"), "withdrawal.outset", "withdrawal.later"),
    *_alike(("in it", *LEFT_OUT), "supervision.within_7_days",
            "supervision.within_7_days_with_direction"),
    *_alike(("not_applicable",), "letter.sent", "letter.within_24h"),
    *_alike(("in it",), "action.challenged_scope", "action.challenged_date"),
    *_alike(("in it",), *(f"suspect_characteristics.{name}"
                          for name in ("complete", *CHARACTERISTICS))),
)  # fmt: skip


def _relations() -> Iterator[Relation]:
    for stage in ("police_nfa", "cps_nfa"):
        name = f"time.report_to_{stage}"
        yield _made_of("base: cases", f"{name}: followed", f"{name}: missing")
    for measure in MEASURE_OF.values():
        # Who held a case is never missing: that is so of any cases, and gives nobody away.
        if measure.unit == "days" and measure.room != "held":
            parts = ("in it", "open", "not_applicable")
            yield _in_any(f"{measure.id}: followed", *(f"{measure.id}: {one}" for one in parts))
    yield from _endings()
    yield from _leaving()
    yield from _files_and_actions()
    yield from _devices()
    yield from _signals()


def _endings() -> Iterator[Relation]:
    # The years have those as well that were never recorded as a crime.
    for stage in ("referred", "charged", "convicted"):
        yield _apart(f"{HAPPENED}{stage}", f"funnel.{stage}: yes")
    outcomes = [f"outcome.{code}: yes" for code in OUTCOMES]
    yield _apart("base: recorded cases", f"outcome.{next(iter(OUTCOMES))}: open", *outcomes)


def _leaving() -> Iterator[Relation]:
    yield _apart("withdrawal.outset: in it", "withdrawal.outset: yes", "withdrawal.later: yes")
    ways = ("withdrawal.share.stated: yes", "withdrawal.share.position: yes")
    yield _in_any("base: withdrawn cases", *ways)
    left = "base: cases that the victim left"
    yield _in_any(left, "base: withdrawn cases", "leaving.came_back: yes")
    adviser = ("outcome_16.adviser: in it", "outcome_16.adviser: missing")
    yield _made_of("outcome_16.asked_what_helps: in it", *adviser)
    yield _in_any("delayed.explained: yes", *(_yes(one.id) for one in CAUSE))
    yield _in_any("delayed.unexplained: yes", *(_yes(one.id) for one in WAIT))


def _files_and_actions() -> Iterator[Relation]:
    letters = ("letter.within_24h: in it", "letter.within_24h: open")
    yield _made_of("letter.sent: in it", *letters)
    of_actions = ("action.essential: in it", "action.essential: missing")
    yield _made_of("action.challenged_scope: in it", *of_actions)
    after_first = "base: action plans after the first of a case"
    two, more = "plans.2: yes", "plans.3: yes"
    yield _in_any("actionplan.more_than_one: yes", two, more)
    # A case with three has two after the first, or more.
    yield Relation((after_first,), (two, more), 0, MANY, more)


def _devices() -> Iterator[Relation]:
    for whose in ("device", "suspect_device"):
        name = f"{whose}.days_held"
        yield _made_of(f"{name}: followed", f"{name}: in it", f"{name}: open")
    spoken, asked, mentioned = "device.spoken_of", "device.requested", "device.only_mentioned"
    yield _made_of(f"{spoken}: yes", f"{asked}: yes", f"{mentioned}: yes")
    # Who may still be asked: nothing was said to them, or no more than mentioned.
    yield _made_of(f"{asked}: open", f"{spoken}: open", f"{mentioned}: open")
    for column in ("in it", "yes"):
        whole, *parts = (f"device.agreed{of}: {column}" for of in ("", "_after_bad", "_otherwise"))
        yield _made_of(whole, *parts)


def _signals() -> Iterator[Relation]:
    yield _in_any("signal.any: yes", *(_yes(room.id) for room in ROOMS))
    for room, signals in of_rooms().items():
        if len(signals) > 1:
            parts = (_yes(f"signal.{one.id}") for one in signals)
            yield _in_any(f"signal.room.{room}: yes", *parts)


RELATIONS: tuple[Relation, ...] = tuple(_relations())


def left_out_beside(count: str) -> frozenset[str]:
    """How many are left out of others, where that and a count make each other up."""
    return _BESIDE.get(count, frozenset())


def _beside() -> Mapping[str, frozenset[str]]:
    names_of = {name: names for names in SAME_COUNT for name in names}
    found: dict[str, set[str]] = defaultdict(set)
    for each in RELATIONS:
        all_ = {*each.more, *each.less}
        left_out = {name for name in all_ if name.rpartition(": ")[2] in LEFT_OUT}
        for name in all_ - left_out:
            found[name] |= {same for one in left_out for same in names_of.get(one, (one,))}
    return {name: frozenset(some) for name, some in found.items()}


_BESIDE = _beside()
