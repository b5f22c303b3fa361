"""Where each suspect of a case stands, worked out from the record, and how they differ.

A case may hold several, and no headline may hide that one was charged and another not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from answerable.events.entry import Entry
from answerable.rules.case import matches

# What brings a suspect to where they stand: the first that fits an event counts, the last event
# that fits one says where they are.
LEADS: Mapping[str, str] = MappingProxyType(
    {
        "suspect.identified": "identified",
        "suspect.arrested": "arrested",
        "suspect.interviewed": "interviewed",
        "bail.granted": "on_bail",
        "bail.extended": "on_bail",
        "suspect.released[to=bail]": "on_bail",
        "suspect.released[to=rui]": "under_investigation",
        "suspect.released[to=no_further_action]": "no_further_action",
        "suspect.released[to=charged]": "charged",
        "bail.ended[to=rui|lapsed]": "under_investigation",
        "bail.ended[to=charged]": "charged",
        "bail.ended[to=no_further_action]": "no_further_action",
        "decision.made[result=no_further_action]": "no_further_action",
        "decision.made[result=charge]": "charged",
        "charge.made": "charged",
        "proceedings.stopped": "stopped",
        "court.outcome[result=guilty_plea|convicted]": "convicted",
        "court.outcome[result=acquitted]": "acquitted",
        "court.outcome[result=jury_discharged]": "jury_discharged",
        "court.outcome[result=no_evidence_offered|discontinued]": "stopped",
        "case.reopened": "under_investigation",
    }
)
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "identified": "identified",
        "arrested": "arrested",
        "interviewed": "interviewed",
        "on_bail": "on bail",
        "under_investigation": "under investigation",
        "no_further_action": "no further action",
        "charged": "charged",
        "stopped": "proceedings stopped",
        "convicted": "convicted",
        "acquitted": "acquitted",
        "jury_discharged": "jury discharged",
    }
)
DECIDED = ("decision.made", "proceedings.stopped")
_NAMED = frozenset(pattern.partition("[")[0] for pattern in LEADS)


def standings(events: Sequence[Entry]) -> dict[str, str]:
    """Where each identified suspect stands: a case's events in order, corrections applied.

    What names no suspect is about all of them; but a case that is reopened takes back decisions,
    and nothing else: whoever is on bail, was charged or was convicted is so still.
    """
    found: dict[str, str] = {}
    decided: set[str] = set()  # who stands where they do by a decision alone
    for event in events:
        if event.event not in _NAMED:
            continue
        to = next((state for pattern, state in LEADS.items() if matches(pattern, event)), "")
        for one in [event.subject] if event.subject else list(found):
            if event.event == "case.reopened" and one not in decided:
                continue
            if to and not _set_back(found.get(one, ""), to):
                found[one] = to
                (decided.add if event.event in DECIDED else decided.discard)(one)
    return found


def _set_back(now: str, to: str) -> bool:
    """Identified once more, or interviewed on bail or after charge: that is no step back."""
    return (to == "identified" and bool(now)) or (
        to == "interviewed" and now not in ("", "identified", "arrested")
    )


def roll_up(standings: Mapping[str, str]) -> dict[str, int]:
    """How many suspects stand where, in the order of the words above."""
    counts = Counter(standings.values())
    return {state: counts[state] for state in WORDS if counts[state]}


def headline(counts: Mapping[str, int]) -> str:
    """One line that says of every suspect where they stand."""
    total = sum(counts.values())
    if not total:
        return "No suspect identified"
    if len(counts) == 1:
        (state,) = counts
        return f"{_many(total)}: {'all ' if total > 1 else ''}{WORDS[state]}"
    each = ", ".join(f"{count} {WORDS[state]}" for state, count in counts.items())
    return f"{_many(total)}: {each}"


def _many(total: int) -> str:
    return "1 suspect" if total == 1 else f"{total} suspects"
