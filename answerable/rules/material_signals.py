"""Signals about phones and records: taken without agreement, asked for again, left unread."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from answerable.events.entry import Entry
from answerable.rules.case import Case
from answerable.rules.model import Raised, Signal, Source, in_room
from answerable.rules.signals import days_after
from answerable.rules.stance import agreement, refusals, victims_device

READ = date(2026, 11, 24)

UNREAD = 56  # days
REQUESTS = "device.requested[of={0}]; third_party.requested[of={0}]"


def phone_unread(case: Case) -> Iterator[Raised]:
    for download in case.all("device.downloaded"):
        end = days_after(download.occurred_at, UNREAD)
        reviews = case.since(download).all("device.reviewed", download.subject)
        if case.as_of < end or (reviews and reviews[0].occurred_at < end):
            continue
        yield Raised(download.subject, end, (download.seq,), cleared=bool(reviews))


def unread_for_so_long(case: Case) -> Iterator[datetime]:
    for download in case.all("device.downloaded"):
        end = days_after(download.occurred_at, UNREAD)
        if end > case.as_of:
            yield end


def phone_again(case: Case) -> Iterator[Raised]:
    taken: dict[str, list[Entry]] = {}
    for e in case.all("device.taken"):
        taken.setdefault(e.subject, []).append(e)
    for device, times in taken.items():
        if len(times) > 1 and device:
            yield Raised(device, times[-1].occurred_at, tuple(e.seq for e in times))


def asked_again(case: Case) -> Iterator[Raised]:
    refused = refusals(case)
    again = case.since(refused[0]).all("device.requested[of=victim]") if refused else []
    if again:
        last = again[-1]
        before = [e for e in refused if e.order < last.order]
        events = sorted([*before, *again], key=lambda e: e.order)
        yield Raised("", last.occurred_at, tuple(e.seq for e in events))


def taken_without_agreement(case: Case) -> Iterator[Raised]:
    for taken in case.all("device.taken[of=victim]"):
        if taken.data.get("how") not in ("scene_exhibit", "power") and not _agreed(case, taken):
            yield Raised(taken.subject, taken.occurred_at, (taken.seq,))


def extracted_without_agreement(case: Case) -> Iterator[Raised]:
    for download in case.all("device.downloaded"):
        before = case.before(download)
        if not victims_device(before, download.subject):
            continue
        ground = before.any("device.taken[how=power]", download.subject)
        if not ground and not _agreed(case, download):
            yield Raised(download.subject, download.occurred_at, (download.seq,))


def _agreed(case: Case, event: Entry) -> bool:
    """Whether agreement to a device stood just before an event."""
    return agreement(case.before(event), event.subject) is not None


def victim_more_than_suspect(case: Case) -> Iterator[Raised]:
    for at in case.all("decision.made; file.submitted[purpose=charging]"):
        before = case.before(at)
        hers, theirs = (before.all(REQUESTS.format(whose)) for whose in ("victim", "suspect"))
        if len(hers) > len(theirs):
            yield Raised("", at.occurred_at, (*(e.seq for e in hers), at.seq))


SIGNALS = in_room(
    "material",
    Signal(
        id="phone_unread",
        what="What was copied from a device has lain unread for 56 days.",
        put_right="Look at it, or say why it waits.",
        kind="state",
        raised=phone_unread,
        turns=unread_for_so_long,
        basis="default",
        figure="default",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(Source(document="london_review", place="3. Victim/Survivor Technology Requests"),),
        requirements=("LR-064",),
    ),
    Signal(
        id="phone_again",
        what="The same device was taken twice.",
        put_right="Find out why once was not enough.",
        kind="pattern",
        raised=phone_again,
        basis="default",
        figure="default",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(Source(document="london_review", place="3. Victim/Survivor Technology Requests"),),
        requirements=("LR-063",),
    ),
    Signal(
        id="asked_again",
        what="The victim was asked again after saying no.",
        put_right="Look at what was new; respect the answer.",
        kind="pattern",
        raised=asked_again,
        basis="default",
        figure="default",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(Source(document="london_review", place="3. Victim/Survivor Technology Requests"),),
        requirements=("LR-048",),
    ),
    Signal(
        id="taken_without_agreement",
        what="The victim's device was taken with neither agreement nor another ground.",
        put_right="Give it back, or record the ground.",
        kind="pattern",
        raised=taken_without_agreement,
        basis="default",
        figure="default",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(Source(document="london_review", place="3. Victim/Survivor Technology Requests"),),
        requirements=("LR-041",),
    ),
    Signal(
        id="extracted_without_agreement",
        what="The victim's device was read with neither agreement nor another ground.",
        put_right="Stop using what was read, and take advice.",
        kind="pattern",
        raised=extracted_without_agreement,
        basis="law",
        figure="law",
        since=date(2022, 11, 8),
        read_on=READ,
        sources=(
            Source(document="london_review", place="3. Victim/Survivor Technology Requests"),
            Source(document="pcsc_act_2022", place="s.37(1)"),
        ),
        requirements=("LR-041",),
    ),
    Signal(
        id="victim_more_than_suspect",
        what="At this point more of the victim's material was asked for than of the suspect's.",
        put_right="Look at what the suspect's material could show.",
        kind="pattern",
        raised=victim_more_than_suspect,
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(Source(document="phase_one", place="Foreword"),),
        requirements=("P1-004",),
    ),
)
