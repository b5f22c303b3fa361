"""What the victim was told: the one reading of a case by which all that is shown to her goes.

A person tells first. What is hard to hear (a decision, bail, a charge, a result) is held back until
an event says that somebody told her, or until she has said that she wants to hear it on her own
pages first. Every page, menu, count and message of hers is made from `told` and from nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.corrections import in_force
from answerable.events.entry import Entry
from answerable.rules.pattern import Pattern, parse_patterns
from answerable.rules.put_right import Order, otherwise, put_right

VICTIM = "victim"
FOR_VICTIM = "for_victim"


class Held(NamedTuple):
    """What is held back, until one of three lets it show.

    `told_by`: an event after it, of the same subject or of none, which is of all; with `of_all`, of
    whichever. `rests_on`: what she was shown before and says as much. And whatever is not told by
    anything of its own shows unless something of `unless` before it is held back.
    """

    events: str
    told_by: str = ""
    of_all: bool = False
    rests_on: str = ""
    unless: str = ""


CHARGE_TOLD = "progress.told[about=charged]; hearing.told"
RESULT_TOLD = "progress.told[about=outcome|not_investigated]"
DECIDED = "decision.made; proceedings.stopped; review.decided"
ENDS = "decision.made; proceedings.stopped; court.outcome; review.decided"

# The first line that fits an event decides.
HELD: tuple[Held, ...] = (
    Held("decision.made; proceedings.stopped", "decision.told"),
    # A person tells first, and the letter follows: it shows with the decision that came before it,
    # and with none of them held back.
    Held("letter.sent; letter.delivered", "decision.told", rests_on=DECIDED, unless=DECIDED),
    Held("bail.granted; bail.varied", "progress.told[about=bail|released]"),
    Held(
        "order.granted",
        "progress.told[about=bail|released|outcome]; contact.made[by=agency,about=safety]",
    ),
    Held("charge.made", CHARGE_TOLD, of_all=True),
    Held("court.outcome; sentence.passed", "progress.told[about=outcome]"),
    # A day for a sentence says that there was a verdict.
    Held(
        "hearing.listed[kind=sentence]; hearing.moved[kind=sentence]; hearing.held", "hearing.told"
    ),
    Held(
        "hearing.listed; hearing.moved; trial.started; witness_care.taken_on; court_visit.offered; "
        "measures.applied; measures.decided; measures.considered[agency=cps|witness_care]",
        CHARGE_TOLD,
        of_all=True,
        rests_on=CHARGE_TOLD,
    ),
    Held("review.decided", "decision.told", of_all=True),
    Held(
        "case.closed",
        f"decision.told; {RESULT_TOLD}",
        of_all=True,
        rests_on=f"decision.made[result=no_further_action]; proceedings.stopped; court.outcome; "
        f"{RESULT_TOLD}",
        unless=ENDS,
    ),
    # That it was opened again says that it had ended: it shows with the end that she was told of.
    Held(
        "case.reopened[agency=police|cps]",
        "decision.told",
        of_all=True,
        rests_on=f"{ENDS}; case.closed",
        unless=f"{ENDS}; case.closed",
    ),
)

# Her own words that are shown to nobody again, herself among them: whoever holds her phone would
# read when she is alone, and who is not to know.
SHOWN_NOWHERE = frozenset({"safe_times", "who_may_answer"})

# Where the victim recorded it alone, what the plain line says was said by both would not be so.
OWN_LINES: Mapping[str, str] = MappingProxyType(
    {"discussion.agreed": "You wrote down what was said when we spoke."}
)

_parsed = lru_cache(maxsize=None)(parse_patterns)


class Shown(NamedTuple):
    """Something that she may read of.

    `number` counts what she is shown, so that it gives away nothing of what she is not. `words` are
    hers, or were written for her; no other text of an agency is here. It is read as it was
    `put_right`, where it was: what was wrong is nowhere on her pages.
    """

    number: int
    event: str
    at: datetime
    agency: str
    subject: str
    data: Mapping[str, Any]
    line: str
    words: str
    put_right: datetime | None = None

    @property
    def hers(self) -> bool:
        """Whether it was recorded for her, by her or by somebody whom she asked."""
        return self.agency == VICTIM

    def says(self, **data: str) -> bool:
        """Whether fields of it hold these values."""
        return all(self.data.get(name) == value for name, value in data.items())


@dataclass(frozen=True)
class Told:
    """A case as she was told of it, in the order in which things happened."""

    shown: tuple[Shown, ...]

    @property
    def latest_first(self) -> tuple[Shown, ...]:
        """The same, for a list that begins with what is new."""
        return self.shown[::-1]

    def all(self, *events: str, **data: str) -> list[Shown]:
        """Everything of these kinds that says so."""
        return [one for one in self.shown if one.event in events and one.says(**data)]

    def last(self, *events: str, **data: str) -> Shown | None:
        """The latest of these kinds that says so."""
        return next((o for o in self.latest_first if o.event in events and o.says(**data)), None)

    def about(self, subject: str, *events: str) -> list[Shown]:
        """Everything of these kinds about one subject."""
        return [one for one in self.all(*events) if one.subject == subject]

    def subjects(self, *events: str) -> list[str]:
        """The subjects of these kinds of event, the first mentioned first."""
        return list(dict.fromkeys(one.subject for one in self.all(*events)))


def told(entries: Sequence[Entry], at: datetime) -> Told:
    """What she was told by a time: of the entries of one case that the record shows to her.

    Corrections among the entries are read as everywhere else.
    """
    shown = shown_entries(entries, at)
    right = put_right(entries, at)
    return Told(
        tuple(
            _shown(number, entry)._replace(put_right=right.get(entry.seq))
            for number, entry in enumerate(shown, start=1)
        )
    )


def shown_entries(entries: Sequence[Entry], at: datetime) -> list[Entry]:
    """The entries themselves that may be shown: for the rules, to say what comes next and when."""
    known = _known(entries, at)
    return known if hears_here_first(known) else _not_held_back(known, otherwise(entries, at))


def held_back(entries: Sequence[Entry], at: datetime, *, here_first: bool = True) -> list[int]:
    """The numbers of what the record marks for her and she may not see: not told, or struck out.

    Her own words are none of it. Without `here_first`, what a person has not told her is held back
    even where she asked to read it here: so it is for whoever else reads on her behalf.
    """
    known = _known(entries, at)
    all_of_it = here_first and hears_here_first(known)
    told_ = known if all_of_it else _not_held_back(known, otherwise(entries, at))
    shown = {entry.seq for entry in told_}
    return [
        entry.seq for entry in entries
        if entry.agency != VICTIM and entry.seq not in shown
        and EVENT_TYPES[entry.event].victim != "no"
    ]  # fmt: skip


def to_tell_again(entries: Sequence[Entry], at: datetime) -> list[Entry]:
    """What she was told of and is otherwise now, until somebody tells her so."""
    known, changed = _known(entries, at), otherwise(entries, at)
    shown = {entry.seq for entry in _not_held_back(known, changed)}
    before = {entry.seq for entry in _not_held_back(known, {})}
    return [entry for entry in known if entry.seq in before - shown]


def _known(entries: Sequence[Entry], at: datetime) -> list[Entry]:
    return [entry for entry in in_force(entries, at) if EVENT_TYPES[entry.event].victim != "no"]


def hears_here_first(known: Sequence[Entry]) -> bool:
    """Whether she asked to read what is hard here, before a person tells her: her last word."""
    said = [entry.data["here_first"] for entry in known if "here_first" in entry.data]
    return bool(said) and said[-1] is True


def _not_held_back(known: Sequence[Entry], changed: Mapping[int, Order]) -> list[Entry]:
    back: list[Entry] = []
    found: list[Entry] = []
    for entry in known:
        rule = _rule_for(entry)
        since = changed.get(entry.seq, entry.order)
        held = rule is not None and _is_held_back(entry, rule, known, found, back, since)
        (back if held else found).append(entry)
    return found


def _rule_for(entry: Entry) -> Held | None:
    return next((rule for rule in _rules_of(entry.event) if _is_one_of(entry, rule.events)), None)


@cache
def _rules_of(event: str) -> tuple[Held, ...]:
    return tuple(
        rule for rule in HELD if any(pattern.event == event for pattern in _parsed(rule.events))
    )


def _is_held_back(
    entry: Entry,
    rule: Held,
    known: Sequence[Entry],
    found: Sequence[Entry],
    back: Sequence[Entry],
    since: Order,
) -> bool:
    """Whether an entry is held back, of what she sees of the case and what of it came before: a
    telling counts that came after `since`."""
    if any(_is_one_of(one, rule.unless) for one in back):
        return True
    if not rule.told_by or any(_is_one_of(one, rule.rests_on) for one in found):
        return False
    return not any(one.order > since and _tells(one, entry, rule) for one in known)


def _tells(telling: Entry, entry: Entry, rule: Held) -> bool:
    of_it = rule.of_all or telling.subject in ("", entry.subject)
    return of_it and _is_one_of(telling, rule.told_by)


def _is_one_of(entry: Entry, patterns: str) -> bool:
    found: tuple[Pattern, ...] = _parsed(patterns)
    return any(pattern.matches(entry) for pattern in found)


def _shown(number: int, entry: Entry) -> Shown:
    type_ = EVENT_TYPES[entry.event]
    hers = entry.agency == VICTIM
    texts = {name for name, field in type_.all_fields.items() if field.type in ("text", "entry")}
    words = [
        str(entry.data[name]) for name in type_.all_fields
        if name in texts - SHOWN_NOWHERE and name in entry.data and (hers or name == FOR_VICTIM)
    ]  # fmt: skip
    line = (hers and OWN_LINES.get(entry.event)) or type_.line_for_victim(entry.data)
    kept = {name: value for name, value in entry.data.items() if _may_show(type_, name)}
    return Shown(
        number, entry.event, entry.occurred_at, entry.agency, entry.subject,
        MappingProxyType(kept), line, "\n".join(words),
    )  # fmt: skip


def _may_show(type_: Any, name: str) -> bool:
    # Neither words, which stand apart, nor who somebody is, nor reasons given at a gate.
    field = type_.all_fields.get(name)
    return field is not None and field.type not in ("text", "entry", "id")
