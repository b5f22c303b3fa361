"""Where the victim stands, whom the case is about, and what has been tried: asked by many rules."""

from __future__ import annotations

from answerable.clocks.days import local_day
from answerable.events.entry import Entry
from answerable.rules.case import Case

SUPPORTS, DOES_NOT_SUPPORT, UNDECIDED = "supports", "does_not_support", "undecided"
COMPLEX = frozenset({"mental_health", "learning_disability", "alcohol", "drugs"})
TRIES = 3


def standing_withdrawal(case: Case) -> Entry | None:
    """The withdrawal that stands: neither disputed, nor followed by taking part again."""
    stated = case.last("withdrawal.stated")
    back = "withdrawal.disputed; engagement.resumed; position.stated[position=supports]"
    return None if stated is None or case.since(stated).any(back) else stated


def stance(case: Case) -> str:
    """The victim's latest position, a withdrawal that stands over it; empty: not recorded."""
    if standing_withdrawal(case) is not None:
        return DOES_NOT_SUPPORT
    last = case.last("position.stated")
    return str(last.data.get("position", "")) if last else ""


def complex_needs(case: Case) -> bool:
    """Mental health, learning disability, alcohol or drugs among the needs last assessed."""
    last = case.last("needs.assessed")
    return bool(last and COMPLEX.intersection(last.data.get("needs") or ()))


def has_suspect(case: Case) -> bool:
    """Whether a suspect was identified, or named at the report."""
    return case.any("suspect.identified; suspect.arrested; crime.reported[suspect=named]")


def suspects_of(case: Case, event: Entry) -> list[str]:
    """The suspects whom a decision is about: its own, or every one identified."""
    return [event.subject] if event.subject else case.subjects("suspect.identified")


def was_interviewed(case: Case, suspect: str) -> bool:
    """Whether a suspect was interviewed; an interview that names nobody counts for all."""
    return any(e.subject in ("", suspect) for e in case.all("suspect.interviewed"))


def open_lines(case: Case) -> list[str]:
    """The lines of enquiry that are open, by their subject."""
    opened: dict[str, bool] = {}
    for e in case.all("line.opened; line.closed"):
        opened[e.subject] = e.event == "line.opened"
    return [line for line, is_open in opened.items() if is_open]


def tried_on_three_days(case: Case) -> bool:
    """Three attempts to reach the victim on three days: by the agreed way or two safe ways, one of
    them through the adviser where she has one."""
    attempts = case.all("contact.attempted")
    if len({local_day(e.occurred_at) for e in attempts}) < TRIES:
        return False
    agreed = case.last("contact.agreed")
    ways = {e.data.get("method") for e in attempts}
    by_the_way = bool(agreed and agreed.data.get("method") in ways) or len(ways) > 1
    adviser = case.any("support.started[service=isva|idva]")
    return by_the_way and (not adviser or case.any("contact.attempted[through=adviser]"))


def standing_decision(case: Case) -> Entry | None:
    """The last decision, unless the case was reopened after it."""
    last = case.last("decision.made")
    return None if last is None or case.since(last).any("case.reopened") else last


def victims_device(case: Case, device: str) -> bool:
    """Whether a device is the victim's, by what was last said of it."""
    last = case.last("device.taken; device.requested", device)
    return bool(last and last.data.get("of") == "victim")
