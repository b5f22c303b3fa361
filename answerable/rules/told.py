"""What the victim was told: the one reading of a case by which all that is shown to her goes.

A person tells first. What is hard to hear (a decision, bail, a charge, a result) is held back until
an event says that somebody told her, or until she has said that she wants to hear it on her own
pages first. Every page, menu, count and message of hers is made from `told` and from nothing else.

Where another victim of the same suspect is still to be told, `before` is given: what told of hard
news from that instant on, and what it told, does not show yet (`rules/together.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.corrections import in_force
from answerable.events.entry import Entry
from answerable.rules.held import HELD, WAITS_FOR_BOTH, Held
from answerable.rules.pattern import Pattern, parse_patterns
from answerable.rules.put_right import Order, otherwise, put_right, said_since

VICTIM = "victim"
FOR_VICTIM = "for_victim"
AT_ONCE = datetime.min.replace(tzinfo=UTC)  # of what shows without anybody telling her

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


def told(entries: Sequence[Entry], at: datetime, before: datetime | None = None) -> Told:
    """What she was told by a time: of the entries of one case that the record shows to her.

    Corrections among the entries are read as everywhere else.
    """
    shown = shown_entries(entries, at, before)
    right = put_right(entries, at)
    return Told(
        tuple(
            _shown(number, entry)._replace(put_right=right.get(entry.seq))
            for number, entry in enumerate(shown, start=1)
        )
    )


def shown_entries(
    entries: Sequence[Entry], at: datetime, before: datetime | None = None
) -> list[Entry]:
    """The entries themselves that may be shown: for the rules, to say what comes next and when."""
    since = shown_since(entries, at)
    return [
        entry for entry in _known(entries, at)
        if entry.seq in since and (before is None or since[entry.seq] < before)
    ]  # fmt: skip


def shown_since(
    entries: Sequence[Entry], at: datetime, *, here_first: bool = True
) -> dict[int, datetime]:
    """By number, all that may be shown, and when that was recorded which lets it show: AT_ONCE for
    what nobody has to tell her.

    Where she asked to read it here first, that it was recorded is what tells her. Without
    `here_first` that counts for nothing: so it is for whoever else reads on her behalf.
    """
    known = _known(entries, at)
    said = said_since(entries, at)
    asked = _asked_here_first(known) if here_first else None
    since = said[asked.seq] if asked else None
    return _Reading(known, otherwise(entries, at), said, since).since()


def held_back(entries: Sequence[Entry], at: datetime, *, here_first: bool = True) -> list[int]:
    """The numbers of what the record marks for her and no telling lets her see, or was struck out.

    Her own words are none of it.
    """
    return left_out(entries, shown_since(entries, at, here_first=here_first))


def left_out(entries: Sequence[Entry], shown: Collection[int]) -> list[int]:
    """The same, of what `shown_since` gives."""
    return [
        entry.seq for entry in entries
        if entry.agency != VICTIM and entry.seq not in shown
        and EVENT_TYPES[entry.event].victim != "no"
    ]  # fmt: skip


def is_told_to_both(event: str) -> bool:
    """Whether a kind of event may tell what two victims of one suspect are both told first."""
    return any(pattern.event == event for pattern in _parsed(WAITS_FOR_BOTH))


def to_tell_again(entries: Sequence[Entry], at: datetime) -> list[Entry]:
    """What she was told of and is otherwise now, until somebody tells her so."""
    known, said = _known(entries, at), said_since(entries, at)
    shown = _Reading(known, otherwise(entries, at), said, None).since()
    before = _Reading(known, {}, said, None).since()
    return [entry for entry in known if entry.seq in before.keys() - shown.keys()]


def hears_here_first(known: Sequence[Entry]) -> bool:
    """Whether she asked to read what is hard here, before a person tells her: her last word."""
    return _asked_here_first(known) is not None


def _asked_here_first(known: Sequence[Entry]) -> Entry | None:
    """Where she first asked for it of those times of which the last stands."""
    asked = None
    for entry in known:
        if "here_first" in entry.data:
            asked = (asked or entry) if entry.data["here_first"] is True else None
    return asked


def _known(entries: Sequence[Entry], at: datetime) -> list[Entry]:
    return [entry for entry in in_force(entries, at) if EVENT_TYPES[entry.event].victim != "no"]


class _Reading:
    """One reading of what may be shown, from what happened first to what happened last.

    `changed` are the entries of which something else came than was told before, and since when;
    `said` is when each was recorded; `asked` when she asked to read it here first, or None.
    """

    def __init__(
        self, known: Sequence[Entry], changed: Mapping[int, Order],
        said: Mapping[int, datetime], asked: datetime | None,
    ) -> None:  # fmt: skip
        self.known, self.changed, self.said, self.asked = known, changed, said, asked
        self.tellings = _by_event(entry for entry in known if entry.event in _TELLINGS)
        self.shown: dict[int, datetime] = {}
        self.before: dict[str, list[Entry]] = defaultdict(list)  # what shows, by its kind
        self.back: list[Entry] = []

    def since(self) -> dict[int, datetime]:
        """When that was recorded which lets each entry show; what is held back is not there."""
        for entry in self.known:
            rule = _rule_for(entry)
            since = self._told_since(entry) if rule is None else self._of_held(entry, rule)
            if since is None:
                self.back.append(entry)
            else:
                self.shown[entry.seq] = since
                self.before[entry.event].append(entry)
        return self.shown

    def _told_since(self, entry: Entry) -> datetime:
        return self.said[entry.seq] if _is_one_of(entry, WAITS_FOR_BOTH) else AT_ONCE

    def _of_held(self, entry: Entry, rule: Held) -> datetime | None:
        if any(_is_one_of(one, rule.unless) for one in self.back):
            return None
        first = max(self._since_of(rule.unless), default=AT_ONCE)
        if not rule.told_by:
            return first
        ways = list(self._since_of(rule.rests_on))
        after = self.changed.get(entry.seq, entry.order)
        ways += [
            self._told_since(one) for one in _fitting(rule.told_by, self.tellings)
            if one.order > after and (rule.of_all or one.subject in ("", entry.subject))
        ]  # fmt: skip
        if self.asked is not None:
            ways.append(AT_ONCE if rule.protects else max(self.asked, self.said[entry.seq]))
        return max(first, min(ways)) if ways else None

    def _since_of(self, patterns: str) -> Iterator[datetime]:
        return (self.shown[one.seq] for one in _fitting(patterns, self.before))


def _rule_for(entry: Entry) -> Held | None:
    return next((rule for rule in _rules_of(entry.event) if _is_one_of(entry, rule.events)), None)


@cache
def _rules_of(event: str) -> tuple[Held, ...]:
    return tuple(
        rule for rule in HELD if any(pattern.event == event for pattern in _parsed(rule.events))
    )


_TELLINGS = frozenset(pattern.event for rule in HELD for pattern in _parsed(rule.told_by))


def _by_event(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.event].append(entry)
    return found


def _fitting(patterns: str, by_event: Mapping[str, Sequence[Entry]]) -> Iterator[Entry]:
    for pattern in _parsed(patterns):
        yield from (one for one in by_event.get(pattern.event, ()) if pattern.matches(one))


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
