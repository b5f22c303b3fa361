"""Signals about contact that was left to the victim, or made in the wrong way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from answerable.clocks.days import MICROSECOND
from answerable.rules.case import Case
from answerable.rules.model import Raised, Signal, Source, in_room

READ = date(2026, 11, 24)

WINDOW = 28  # days
BY_HER, BY_US = "contact.made[by=victim]", "contact.made[by=agency]"
LEAST = 2


def victim_chases(case: Case) -> Iterator[Raised]:
    moments = [e.occurred_at for e in case.all(BY_HER)]
    # What we did grows old as well, and may leave her with more than we have.
    turned = (e.occurred_at + timedelta(days=WINDOW) for e in case.all(BY_US))
    moments += [t for t in turned if t <= case.as_of and not _chases(case, t - MICROSECOND)]
    raising = [instant for instant in moments if _chases(case, instant)]
    if raising:
        last = max(raising)
        events = tuple(e.seq for e in case.within(last, WINDOW).all(BY_HER))
        yield Raised("", last, events, cleared=not _chases(case, case.as_of))


def _chases(case: Case, instant: datetime) -> bool:
    """Whether in the days up to an instant she began at least two contacts, and more than we."""
    recent = case.within(instant, WINDOW)
    hers = len(recent.all(BY_HER))
    return hers >= LEAST and hers > len(recent.all(BY_US))


def contacts_grow_old(case: Case) -> Iterator[datetime]:
    for contact in case.all("contact.made"):
        old = contact.occurred_at + timedelta(days=WINDOW)
        if old > case.as_of:
            yield old


def told_by_text(case: Case) -> Iterator[Raised]:
    for decision in case.all("decision.made[result=no_further_action]"):
        since = case.since(decision)
        told = [
            e
            for e in since.all("decision.told")
            if not decision.subject or e.subject in ("", decision.subject)
        ]
        written = [e for e in told if e.data.get("how") in ("text", "email")]
        if not written or (told and told[0].data.get("how") not in ("text", "email")):
            continue
        other = any(e.data.get("how") not in ("text", "email") for e in told)
        first = written[0]
        about = first.subject or decision.subject
        yield Raised(about, first.occurred_at, (decision.seq, first.seq), cleared=other)


def message_not_received(case: Case) -> Iterator[Raised]:
    for left in case.all("message.handed_over"):
        if left.data.get("why") == "declined":
            continue  # nothing is to reach them: they asked for that
        reached = case.since(left).any("contact.made; contact.tried; contact.declined[scope=all]")
        yield Raised(left.subject, left.occurred_at, (left.seq,), cleared=reached)


SIGNALS = in_room(
    "contact",
    Signal(
        id="victim_chases",
        what="In the last 28 days the victim got in touch more often than the agencies did.",
        put_right="Get in touch, and agree again how often the victim wants to hear.",
        kind="state",
        raised=victim_chases,
        turns=contacts_grow_old,
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Communication with the victim / Keeping the victim informed",
            ),
        ),
        requirements=("P1-264",),
    ),
    Signal(
        id="told_by_text",
        what="The victim was told of the decision by text or e-mail alone.",
        put_right="Offer a conversation in person, by video or by phone.",
        kind="state",
        raised=told_by_text,
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Communication with the victim / Communicating a police decision",
            ),
        ),
        requirements=("P1-268",),
    ),
    Signal(
        id="message_not_received",
        what="A message to the victim did not leave or did not arrive: nobody was told by it.",
        put_right="Reach the victim in another way that is safe, and record the contact.",
        kind="state",
        raised=message_not_received,
        basis="default",
        figure="default",
        since=date(2022, 2, 25),
        read_on=READ,
        sources=(
            Source(
                document="devon_cornwall_response",
                place="2.0 Chief Constable's comments / Recommendation 1",
            ),
            Source(
                document="phase_one",
                place="Communication with the victim / Keeping the victim informed",
            ),
        ),
        requirements=("DC-025",),
    ),
)
