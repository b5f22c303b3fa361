"""The demonstration's cases: the inspection's as they were, and two hundred made-up ones of now.

A made-up log lies somewhere in ten years. Here each case is moved by whole weeks, so that most of
them are under way today, and what would happen after today has not happened yet. Most of a caseload
ends early; of those that reach prosecutors and courts more are taken than a caseload has, so that
everybody who works in the demonstration finds work.
"""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, NamedTuple

from answerable.config.demonstration.places import PLACES, Place, people
from answerable.config.demonstration.wording import in_words
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Entry
from answerable.events.reading import read
from answerable.people.demonstration import id_of
from answerable.rules.case import matches
from answerable.synthetic.caseload import write_caseload

DRAWN, SEED = 1500, 2021
# Of which cases how many: those with a charge, others that went to prosecutors, all others.
WANTED = {"charge.made": 40, "file.submitted": 50, "": 110}
UNDER_WAY = 0.85  # the share of them that has not come to its end
OLDEST = 900  # days since the report of those under way, at most
ALONE, SAID_SAFE = "contact.made[alone=yes]", 0.3  # the share of them in which it was said
LONG_OVER = 120  # days since the end of those that have, at most
SUPERVISORS = frozenset(
    {"supervision.reviewed", "investigation.allocated", "review.acknowledged", "review.decided"}
)
LEFT_OUT = ("case.linked",)  # it names another case of the log
DAY = re.compile(r"\d{4}-\d\d-\d\d")
WITH = {"cps": "prosecutor", "support": "adviser", "witness_care": "witness_care_officer"}
ROLE_OF = {"cps": "prosecutor", "support": "adviser", "witness_care": "witness_care"}


class Held(NamedTuple):
    """A part in a case: which, who has it, since when."""

    part: str
    first: str
    since: datetime


class Made(NamedTuple):
    """A case to be put in: what happened, where, and in whose hands it is."""

    name: str
    entries: list[Entry]
    place: Place
    held: list[Held]
    since: dict[str, datetime]  # by kind of agency: since when it has the case


def inspection() -> Iterator[Made]:
    """The cases that the inspectors described, in the hands of one team."""
    resource = files("answerable.commands") / "cases" / "inspection.csv"
    with as_file(resource) as path:
        cases = read(path, EVENT_TYPES).cases
    for number, (name, entries) in enumerate(sorted(cases.items())):
        yield made(name, entries, PLACES[0], number, random.Random(number), unheld=0)  # noqa: S311


def made_up(at: datetime, wanted: Mapping[str, int] = WANTED) -> Iterator[Made]:
    """Made-up cases as they stand at a time: the same for the same day."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made-up.parquet"
        write_caseload(path, DRAWN, SEED)
        cases = read(path, EVENT_TYPES).cases
    for number, (name, entries) in enumerate(_chosen(cases, wanted)):
        dice = random.Random(SEED + number)  # noqa: S311  nothing is kept secret by it
        place = PLACES[number % len(PLACES)]
        moved = _asked(_until(_moved(entries, at, _age(entries, dice)), at), name)
        yield made(name, moved, place, number // len(PLACES), dice, unheld=0.06)


def _chosen(
    cases: Mapping[str, list[Entry]], wanted: Mapping[str, int]
) -> list[tuple[str, list[Entry]]]:
    """So many of each kind, in the order of the log: each case is of the first kind that fits."""
    left = dict(wanted)
    found = []
    for name, entries in cases.items():
        events = {entry.event for entry in entries}
        kind = next(one for one in wanted if one in events or not one)
        if left[kind]:
            left[kind] -= 1
            found.append((name, entries))
    return found


def _age(entries: Sequence[Entry], dice: random.Random) -> int:
    """How many days ago a case was reported: somewhere on its way, or over for a while."""
    ends = [one.occurred_at for one in entries if one.event == "case.closed"]
    days = (min(ends or [max(one.occurred_at for one in entries)]) - entries[0].occurred_at).days
    if dice.random() < UNDER_WAY:
        return 2 + int(min(days, OLDEST) * dice.random())
    return days + 1 + int(LONG_OVER * dice.random())


def _moved(entries: Sequence[Entry], at: datetime, age: int) -> list[Entry]:
    """The same case, reported about so many days ago: on the same day of the week as it was."""
    first = min(entry.occurred_at for entry in entries)
    by = timedelta(weeks=((at - first).days - age) // 7)
    return [
        entry._replace(
            occurred_at=_by_day(entry.occurred_at) + by,
            recorded_at=_by_day(entry.recorded_at) + by,
            data={name: _moved_value(value, by) for name, value in entry.data.items()},
        )
        for entry in entries
        if entry.event not in LEFT_OUT
    ]  # fmt: skip


def _by_day(at: datetime) -> datetime:
    """The same day, between eight in the morning and eight in the evening, in the same order."""
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(hours=8) + (at - midnight) / 2


def _moved_value(value: Any, by: timedelta) -> Any:
    if isinstance(value, str) and DAY.match(value):
        return (date.fromisoformat(value[:10]) + by).isoformat() + value[10:]
    return value


def _until(entries: Sequence[Entry], at: datetime) -> list[Entry]:
    """What is on record by then, numbered without gaps."""
    known = [entry for entry in sorted(entries, key=lambda e: e.seq) if entry.recorded_at <= at]
    return [entry._replace(seq=number) for number, entry in enumerate(known, start=1)]


def _asked(entries: Sequence[Entry], name: str) -> list[Entry]:
    """The same, where some victims who were alone said that the agreed way is still safe: nobody
    recorded it in the years that the caseload is of."""
    dice = random.Random(name)  # noqa: S311  its own, so that all else stays in the same hands
    return [
        entry._replace(data={**entry.data, "still_safe": "yes"})
        if matches(ALONE, entry) and dice.random() < SAID_SAFE
        else entry
        for entry in entries
    ]


def made(
    name: str, entries: list[Entry], place: Place, number: int, dice: random.Random, unheld: float
) -> Made:
    """A case in the hands of those of a place, each entry recorded by whoever has the part."""
    since = {"police": min(entry.occurred_at for entry in entries)}
    for entry in entries:
        if entry.agency in WITH:
            since[entry.agency] = min(since.get(entry.agency, entry.occurred_at), entry.occurred_at)
    held = [one for one in _held(place, since, number) if dice.random() >= unheld]
    by = {"police": people(place.police, "supervisor")[0]} | {
        kind: people(getattr(place, kind), role)[0] for kind, role in ROLE_OF.items()
    }
    by |= {_kind(one.part): one.first for one in reversed(held)}
    said = [_in_place(entry, place, by) for entry in entries]
    return Made(name, said, place, held, since)


def _in_place(entry: Entry, place: Place, by: dict[str, str]) -> Entry:
    """An entry of this place, its words and its people too: whoever writes for the victim is the
    police's."""
    actor = by.get(entry.agency, by["police"])
    if entry.event in SUPERVISORS and entry.agency == "police":
        actor = people(place.police, "supervisor")[0]
    ids = {kind: id_of(first) for kind, first in by.items()}
    ids["authorised_id"] = id_of(people(place.police, "supervisor")[0])
    return entry._replace(actor=actor, data=in_words(entry, place, ids))


def _held(place: Place, since: dict[str, datetime], number: int) -> Iterator[Held]:
    investigators = people(place.police, "investigator")
    yield Held("investigator", investigators[number % len(investigators)], since["police"])
    if number % 3 == 0:
        officer = investigators[-1 - number // 3 % len(investigators)]
        yield Held("victims_officer", officer, since["police"])
    yield Held("supervisor", people(place.police, "supervisor")[0], since["police"])
    for kind, part in WITH.items():
        if kind in since:
            theirs = people(getattr(place, kind), ROLE_OF[kind])
            yield Held(part, theirs[number % len(theirs)], since[kind])


def _kind(part: str) -> str:
    return next((kind for kind, theirs in WITH.items() if theirs == part), "police")
