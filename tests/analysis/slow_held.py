"""Who held the case, counted again minute by minute of its events, in the plainest way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from answerable.events.entry import Entry
from tests.analysis.slow import DAY, Item, Plain, holds

HEARD = (
    "file.submitted", "file.submitted", "triage.completed", "actionplan.sent", "charge.made",
    "case.waiting_on_police", "case.reactivated", "case.reopened", "third_party.requested",
    "third_party.requested", "third_party.received", "decision.made", "case.closed",
    "court.outcome", "proceedings.stopped",
)  # fmt: skip


def passed_to(e: Entry) -> str:
    back = ("actionplan.sent", "case.waiting_on_police", "case.reopened")
    if e.event in back or (e.event == "triage.completed" and holds(e, {"accepted": (False,)})):
        return "police"
    sent = e.event == "file.submitted" and e.data.get("purpose") in ("charging", "resubmission")
    if sent or e.event == "case.reactivated":
        return "prosecutors"
    if e.event == "charge.made" or (
        e.event == "decision.made" and e.data.get("result") == "charge"
    ):
        return "court"
    return ""


def still_asked(c: Plain, upto: int) -> bool:
    before = Plain(c.entries[: upto + 1], c.as_of)
    return any(
        not before.concerning(asked, "third_party.received")
        for asked in before.all("third_party.requested")
    )


def held(holder: str, c: Plain) -> list[Item]:
    report = c.first("crime.reported")
    if report is None or not c.counted:
        return []
    last = c.last("court.outcome", "proceedings.stopped") or c.finish
    until = last.occurred_at if last else c.as_of
    at, now, total = c.place(report), "police", 0.0
    for place in range(at, len(c.entries)):
        e = c.entries[place]
        now = passed_to(e) or now
        who = "third_party" if now == "police" and still_asked(c, place) else now
        then = c.entries[place + 1].occurred_at if place + 1 < len(c.entries) else c.as_of
        if who == holder:
            total += max((min(then, until) - e.occurred_at) / DAY, 0.0)
    found = Item(waited=round(total, 6))
    if last is None:
        return [found._replace(open=True, how="")]
    if not total:
        return [found._replace(not_applicable=True, how="otherwise")]
    return [found._replace(inside=True, yes=True, days=round(total, 6), how="so")]


FOUND: dict[str, Callable[[Plain], list[Item]]] = {
    f"held.{holder}": partial(held, holder)
    for holder in ("police", "prosecutors", "court", "third_party")
}
