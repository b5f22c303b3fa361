"""Where what one agency said to the victim, or of them, differs from what another said.

Each row holds both, with whose it is and the day of it, until it was cleared up: by the same word
from both, or by what came after.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from answerable.clocks.days import local_day
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Entry
from answerable.events.words import AGENCY_WORDS, begun, small
from answerable.rules.case import matches
from answerable.web import dates
from answerable.web.agency.looking import Looked
from answerable.web.agency.safe_contact import KINDS
from answerable.web.agency.tables import NOT_YET, Table, latest, said

LISTED, MOVED = "hearing.listed", "hearing.moved"
# What happens once, so that two agencies mean the same by it.
ONCE = ("decision.made", "charge.made", "proceedings.stopped", "court.outcome", "hearing.held")
# What was told, and what somebody says who tells that it is still awaited.
AWAITED = (
    ("decision", "decision.made; charge.made", "decision.told; progress.told[about=charged]"),
    ("review", "review.decided", "decision.told"),
)
# What makes a way safe; times and words are in each agency's own words, which no program compares.
SAFE_WAY = ("method", "safe", "letters", "may_leave_message")
WAY_WORDS = {
    "method": "the way", "safe": "confirmed as safe", "letters": "letters may be sent",
    "may_leave_message": "a message may be left",
}  # fmt: skip


def differences(looked: Looked) -> Table | None:
    """Where agencies told the victim different things, or the victim remembers it otherwise."""
    entries = looked.in_force
    rows = [
        *_marked(looked), *_safe_ways(entries), *_told_or_awaited(entries), *_hearings(entries),
        *_once(entries), *_days(entries), *_review_rights(entries), *_disputed(entries),
    ]  # fmt: skip
    if not rows:
        return None
    return Table(
        "Differences to clear up with the victim", ("About", "One said", "Another said"), rows
    )


def _marked(looked: Looked) -> Iterator[tuple[str, ...]]:
    """One number or address that is put down as safe, and as not safe; itself it is not said."""
    for one in looked.contacts:
        if one.unsafe is not None:
            agency, on = one.unsafe
            yield (
                f"Whether it is safe: {KINDS[one.kind].lower()}",
                f"{begun(AGENCY_WORDS[one.agency])}, {dates.day(one.checked_at)}: safe",
                f"{begun(AGENCY_WORDS[agency])}, {dates.day(on)}: not safe",
            )


def _safe_ways(entries: Sequence[Entry]) -> Iterator[tuple[str, ...]]:
    """How each agency last agreed to reach the victim, since the victim said so without them."""
    agreed = [entry for entry in entries if entry.event == "contact.agreed"]
    hers = latest([entry for entry in agreed if entry.agency == "victim"], "contact.agreed")
    since = [
        entry for entry in agreed
        if entry.agency != "victim" and (hers is None or entry.order > hers.order)
    ]  # fmt: skip
    for _, one, other in _pairs(since, "contact.agreed", ""):
        names = [name for name in SAFE_WAY if one.data.get(name) != other.data.get(name)]
        if names:
            what = (
                "; ".join(f"{WAY_WORDS[name]}: {small(said(entry, name))}" for name in names)
                for entry in (one, other)
            )
            cells = (f"{_who(e)}: {w}" for e, w in zip((one, other), what, strict=True))
            yield ("How to reach the victim safely", *cells)


def _told_or_awaited(entries: Sequence[Entry]) -> Iterator[tuple[str, ...]]:
    """One agency told of it, and after that another told that it is still awaited."""
    for what, happens, tells in AWAITED:
        told = next((one for one in reversed(entries) if matches(tells, one)), None)
        if told is None or (what == "decision" and _some_undecided(entries)):
            continue
        later = [one for one in entries if one.order > told.order]
        awaited = [
            one for one in later
            if one.event == "awaiting.told" and one.data.get("what") == what
            and one.agency != told.agency
        ]  # fmt: skip
        if awaited and not any(
            matches(f"{happens}; case.reopened; review.requested", one)
            for one in later
            if one.order < awaited[-1].order
        ):
            yield (
                f"Whether there is a {what} to tell of",
                f"{_who(told)}: {small(EVENT_TYPES[told.event].to_agencies)}",
                f"{_who(awaited[-1])}: the victim was told that it is awaited",
            )


def _some_undecided(entries: Sequence[Entry]) -> bool:
    """Whether a decision about another suspect is still to come, and is what is awaited."""
    suspects = {one.subject for one in entries if one.event == "suspect.identified"}
    decided = {one.subject for one in entries if matches("decision.made; charge.made", one)}
    return "" not in decided and not suspects <= decided


def _hearings(entries: Sequence[Entry]) -> Iterator[tuple[str, ...]]:
    """The day that each agency has for one hearing; a move says itself that the day before it is
    over."""
    days = [
        entry._replace(event=LISTED, data={**entry.data, "moved": entry.event == MOVED})
        for entry in entries if entry.event in (LISTED, MOVED)
    ]  # fmt: skip
    for _, *both in _pairs(days, LISTED, "subject"):
        one, other = sorted(both, key=lambda entry: entry.order)
        over = other.data["moved"] and not one.data["moved"]
        if one.data.get("on") != other.data.get("on") and not over:
            yield ("The day of a hearing", *(f"{_who(e)}: {said(e, 'on')}" for e in (one, other)))


def _once(entries: Sequence[Entry]) -> Iterator[tuple[str, ...]]:
    """The day that each agency has for what happens once: a decision of one agency, a charge."""
    for event in ONCE:
        theirs = [
            entry._replace(subject=f"{entry.subject}/{entry.data.get('by', '')}")
            for entry in entries if entry.event == event
        ]  # fmt: skip
        for _, one, other in _pairs(theirs, event, "subject"):
            if local_day(one.occurred_at) != local_day(other.occurred_at):
                cells = (
                    f"{begun(AGENCY_WORDS[e.agency])}: on {dates.day(e.occurred_at)}"
                    for e in (one, other)
                )
                yield (f"When it was: {small(EVENT_TYPES[event].to_agencies)}", *cells)


def _days(entries: Sequence[Entry]) -> Iterator[tuple[str, ...]]:
    """The latest day that each agency named for one thing."""
    for of, one, other in _pairs(entries, "timescale.told", "of"):
        if one.data.get("likely_by") != other.data.get("likely_by"):
            about = f"By when: {small(said(one, 'of'))}" if of else "By when"
            yield (about, *(f"{_who(e)}: {said(e, 'likely_by')}" for e in (one, other)))


def _review_rights(entries: Sequence[Entry]) -> Iterator[tuple[str, ...]]:
    told = [entry for entry in entries if entry.data.get("review_right") != "not_told"]
    for _, one, other in _pairs(told, "decision.told", "subject"):
        if one.data.get("review_right") != other.data.get("review_right"):
            cells = (f"{_who(e)}: {small(said(e, 'review_right'))}" for e in (one, other))
            yield ("Whether the right to review applies", *cells)


def _disputed(entries: Sequence[Entry]) -> Iterator[tuple[str, ...]]:
    """A conversation that the victim remembers otherwise, until another was agreed."""
    agreed, disputed = latest(entries, "discussion.agreed"), latest(entries, "discussion.disputed")
    if disputed is None or (agreed is not None and agreed.order > disputed.order):
        return
    first = f"{_who(agreed)}: {said(agreed, 'what')}" if agreed else NOT_YET
    yield ("What was said in a conversation", first, f"The victim: {said(disputed, 'what')}")


def _pairs(entries: Sequence[Entry], event: str, by: str) -> Iterator[tuple[str, Entry, Entry]]:
    """The latest of each agency, two by two, of what is about the same thing: by a field of it, by
    its subject, or by nothing where there is one of its kind."""
    latest: dict[str, dict[str, Entry]] = {}
    for entry in entries:
        if entry.event == event:
            about = entry.subject if by == "subject" else str(entry.data.get(by, ""))
            latest.setdefault(about, {})[entry.agency] = entry
    for about, of_agency in sorted(latest.items()):
        for one, other in combinations(of_agency.values(), 2):
            yield about, one, other


def _who(entry: Entry) -> str:
    return f"{begun(AGENCY_WORDS[entry.agency])}, {dates.day(entry.occurred_at)}"
