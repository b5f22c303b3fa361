"""The facts that a duty's `when` may ask for, and whose duty it is, both as at its start."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from answerable.events.entry import Entry

BOTH = ("police", "cps")


def domestic_abuse(before: Sequence[Entry], subject: str) -> bool:
    """The report said that it was domestic abuse."""
    return any(e.event == "crime.reported" and e.data.get("domestic_abuse") is True for e in before)


def file_submitted(before: Sequence[Entry], subject: str) -> bool:
    """Any file went to the prosecutors."""
    return any(e.event == "file.submitted" for e in before)


def last_decision_by_police(before: Sequence[Entry], subject: str) -> bool:
    """The last decision was made by the police."""
    decisions = [e for e in before if e.event == "decision.made"]
    return bool(decisions) and decisions[-1].data.get("by") == "police"


def suspect_interviewed(before: Sequence[Entry], subject: str) -> bool:
    """That suspect was interviewed; where no suspect is named, any was."""
    return any(e.event == "suspect.interviewed" and _about(e, subject) for e in before)


def device_held(before: Sequence[Entry], subject: str) -> bool:
    """That device was taken and has not been returned; where none is named, any."""
    held: set[str] = set()
    for e in before:
        if e.event == "device.taken":
            held.add(e.subject)
        elif e.event == "device.returned" and e.subject:
            held.discard(e.subject)
        elif e.event == "device.returned":
            held.clear()
    return bool(held) if not subject else subject in held or "" in held


def _about(entry: Entry, subject: str) -> bool:
    return not subject or entry.subject in ("", subject)


FACTS: Mapping[str, Callable[[Sequence[Entry], str], bool]] = MappingProxyType(
    {
        "domestic_abuse": domestic_abuse,
        "file_submitted": file_submitted,
        "last_decision_by_police": last_decision_by_police,
        "suspect_interviewed": suspect_interviewed,
        "device_held": device_held,
    }
)


def owner_at(rule: str, start: Entry, before: Sequence[Entry]) -> tuple[str, ...]:
    """Whose duty it is, by the catalogue's `owner` column, at the start of an obligation."""
    if rule == "the decision's by":
        return _decider(start)
    if rule == "the agency that did not raise it":
        other = {"police": ("cps",), "cps": ("police",)}
        return other.get(start.agency, BOTH)
    if rule == "cps for role=prosecutor, else police":
        return ("cps",) if start.data.get("role") == "prosecutor" else ("police",)
    if rule == "police, from charge.made witness_care":
        charged = any(e.event == "charge.made" for e in before)
        return ("witness_care",) if charged else ("police",)
    return tuple(part.strip() for part in rule.split(","))


def _decider(start: Entry) -> tuple[str, ...]:
    """Who made the decision: what it says, else on whose behalf it was recorded, else both.

    Proceedings are stopped by prosecutors alone, and the event does not say so again.
    """
    if start.event == "proceedings.stopped":
        return ("cps",)
    for known in (start.data.get("by"), start.agency):
        if known in BOTH:
            return (str(known),)
    return BOTH
