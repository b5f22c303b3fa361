"""What was recorded, as a page tells it: a line an entry, with who recorded it and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.codes import FORCES
from answerable.events.corrections import FAILED
from answerable.events.entry import Entry
from answerable.events.model import EventType, Field
from answerable.events.reasons import gate_reasons
from answerable.events.times import parse_instant
from answerable.events.words import AGENCY_WORDS, code_words, field_words
from answerable.people.access import coarse
from answerable.people.agencies import listed
from answerable.people.reading import Somebody
from answerable.rules.catalogue import DUTY_OF
from answerable.web import dates
from answerable.web.asks import asks

# Recorded later than this, the page says when.
AT_ONCE = timedelta(hours=24)
FOR_VICTIM = "for_victim"
# What the victim reads is shown apart; what checks a letter tells nobody anything.
NOT_SAID = frozenset({FOR_VICTIM, "fingerprint"})
THE_SYSTEM = "the system"
UNSEEN = "One that is not recorded, or not for you to see"
SOMEBODY = "a member of staff"
# Who wrote down what the victim says, where that is nobody whom the reader may know.
THEMSELVES = "the victim, on their own pages"
NUMBER = "seq"  # the field by which an entry names another
CORRECTED, NOT_TOLD = "corrected later", "it did not arrive, so nobody was told by it"
THINGS = ("line", "action")  # fields that name a thing of the case, of that kind
# Codes that are read by the name of what they stand for.
NAMES: Mapping[str, Mapping[str, str]] = {
    "force": FORCES,
    "cps_area": {one.code: one.name for one in listed() if one.kind == "cps"},
}


class Said(NamedTuple):
    """One field of an entry in words."""

    label: str
    value: str


class Line(NamedTuple):
    """An entry as a page shows it. `struck_out` says why it no longer stands, where it does not;
    `before` is how often the same was recorded before, where a story tells it once."""

    seq: int
    event: str
    room: str
    at: datetime
    words: str
    subject: str
    said: Sequence[Said]
    for_victim: str
    byline: str
    recorded_at: datetime | None
    struck_out: str
    before: int = 0


def as_recorded(subject: str, _kind: str = "") -> str:
    """A thing by the name that the record has for it."""
    return subject


def lines(
    entries: Iterable[Entry],
    *,
    people: Mapping[UUID, Somebody],
    standing: Iterable[int],
    sealed: bool,
    rooms: Sequence[str] = (),
    most: int | None = None,
    after: int = 0,
    about: Callable[..., str] = as_recorded,
    themselves: str = THEMSELVES,
) -> list[Line]:
    """The entries as lines, the latest first: those of these rooms, or of all, and so many at most,
    after so many that are left out.

    `standing` are the numbers of those that still stand; `sealed` hides by name the needs that are
    for allocated people alone. `themselves` is who recorded what is the victim's, where that is no
    member of staff whom the reader may know.
    """
    entries = list(entries)
    stand, by_number = set(standing), {entry.seq: entry for entry in entries}
    not_told = {one.data.get("seq") for one in entries if one.event == FAILED and one.seq in stand}
    why = {seq: NOT_TOLD if seq in not_told else CORRECTED for seq in by_number if seq not in stand}
    of_rooms = [one for one in entries if not rooms or EVENT_TYPES[one.event].room in rooms]
    found = sorted(of_rooms, key=lambda entry: entry.order, reverse=True)[after:]
    return [
        _line(entry, people, why.get(entry.seq, ""), sealed, about, themselves, by_number)
        for entry in found[:most]
    ]


def short_story(
    entries: Sequence[Entry],
    most: int,
    *,
    people: Mapping[UUID, Somebody],
    sealed: bool,
    about: Callable[..., str] = as_recorded,
    themselves: str = THEMSELVES,
) -> list[Line]:
    """What stands, each kind of thing once with how often it was before, the latest first: reviews
    that come every week leave room for the rest."""
    by_number = {entry.seq: entry for entry in entries}
    same: dict[tuple[str, str], list[Entry]] = {}
    for entry in sorted(entries, key=lambda one: one.order, reverse=True):
        same.setdefault((entry.event, entry.subject), []).append(entry)
    return [
        _line(one, people, "", sealed, about, themselves, by_number)._replace(before=len(earlier))
        for one, *earlier in list(same.values())[:most]
    ]


def staff_of(entries: Iterable[Entry]) -> set[UUID]:
    """Everybody whom a page of these entries may have to name."""
    found: set[UUID] = set()
    for entry in entries:
        for text in (entry.actor, *_ids(EVENT_TYPES[entry.event], entry.data)):
            try:
                found.add(UUID(text))
            except ValueError:
                continue
    return found


def _ids(type_: EventType, data: Mapping[str, Any]) -> list[str]:
    return [
        str(data[name]) for name, field in type_.all_fields.items()
        if field.type == "id" and name in data
    ]  # fmt: skip


def _line(
    entry: Entry, people: Mapping[UUID, Somebody], struck_out: str, sealed: bool,
    about: Callable[..., str], themselves: str, by_number: Mapping[int, Entry],
) -> Line:  # fmt: skip
    type_ = EVENT_TYPES[entry.event]
    data = coarse(entry.data) if sealed and entry.event == "needs.assessed" else entry.data
    said = [
        Said(field_words(type_, field)[0], value)
        for name, field in type_.all_fields.items()
        if name not in NOT_SAID and name != NUMBER and field.type != "entry"
        and (value := _value(field, data.get(name), people, about))
    ]  # fmt: skip
    if NUMBER in type_.all_fields and data.get(NUMBER) is not None:
        of = by_number.get(data[NUMBER])
        said.insert(0, Said("What it is about", _entry(of)))
        said += _as_it_is_now(data.get("entry") or {}, of, sealed, people, about)
    said += [
        Said(f"Reason given where it was asked: {asks(name)}", words)
        for name, words in gate_reasons(entry.event, data).items()
    ]
    late = entry.recorded_at - entry.occurred_at > AT_ONCE
    return Line(
        seq=entry.seq, event=entry.event, room=type_.room, at=entry.occurred_at,
        words=type_.to_agencies,
        subject=about(entry.subject, type_.subject or "")
        if entry.subject and type_.subject != "message" else "",
        said=said,
        for_victim=str(data.get(FOR_VICTIM) or ""),
        byline=_byline(entry, people, themselves),
        recorded_at=entry.recorded_at if late else None, struck_out=struck_out,
    )  # fmt: skip


def _entry(entry: Entry | None) -> str:
    """Another entry of the case, that one names by its number."""
    if entry is None:
        return UNSEEN
    words = EVENT_TYPES[entry.event].to_agencies
    return f"{words}, {dates.day(entry.occurred_at)} (entry {entry.seq})"


def _as_it_is_now(
    given: Mapping[str, Any], of: Entry | None, sealed: bool, people: Mapping[UUID, Somebody],
    about: Callable[..., str],
) -> list[Said]:  # fmt: skip
    """What a correction puts in the place of an entry, field by field."""
    type_ = EVENT_TYPES.get(given.get("event") or (of.event if of else ""))
    if not given or type_ is None:
        return []
    data = given.get("data") or {}
    data = coarse(data) if sealed and type_.name == "needs.assessed" else data
    found = [Said("Now", type_.to_agencies)] if given.get("event") else []
    if given.get("occurred_at"):
        found.append(Said("Now, when", dates.moment(parse_instant(given["occurred_at"]))))
    return found + [
        Said(f"Now: {field_words(type_, field)[0]}", value)
        for name, field in type_.all_fields.items()
        if name in data and (value := _value(field, data[name], people, about))
    ]


def _byline(entry: Entry, people: Mapping[UUID, Somebody], themselves: str) -> str:
    """Who recorded it, and for whom."""
    by = THE_SYSTEM if entry.agency == "system" else named(entry.actor, people)
    if entry.agency == "victim" and by == SOMEBODY and entry.actor:
        return themselves
    return f"{by}, for {AGENCY_WORDS.get(entry.agency, 'not recorded')}"


def named(text: str, people: Mapping[UUID, Somebody]) -> str:
    """A person by name, where one may know it."""
    try:
        found = people.get(UUID(text))
    except ValueError:  # from another system, which has its own marks for people
        return SOMEBODY if text else THE_SYSTEM
    return found.name if found else SOMEBODY


def _value(
    field: Field, value: Any, people: Mapping[UUID, Somebody], about: Callable[..., str]
) -> str:
    if value is None or value in ("", []):
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ", ".join(_value(field, one, people, about) for one in value)
    if field.type == "date":
        return dates.day(date.fromisoformat(str(value)))
    if field.type == "id":
        return named(str(value), people)
    if field.name in NAMES and str(value) in NAMES[field.name]:
        return NAMES[field.name][str(value)]
    if field.codes:
        return code_words(field.name, str(value))
    if field.type == "code":
        return _coded(field.name, str(value), about)
    return str(value)


def _coded(name: str, code: str, about: Callable[..., str]) -> str:
    """A code of no closed list: a thing of the case, a duty, an agency, or the code's own label."""
    if name in THINGS:
        words = about(code, name)  # its name in the record, where this reader sees no such thing
        return UNSEEN if words == code and about is not as_recorded else words
    if code in DUTY_OF:
        return DUTY_OF[code].what.rstrip(".")
    return code if name == "language" else code_words(name, code)
