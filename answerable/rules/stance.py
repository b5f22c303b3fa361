"""Where the victim stands, whom the case is about, and what has been tried: asked by many rules."""

from __future__ import annotations

from collections.abc import Iterable

from answerable.clocks.days import local_day
from answerable.events.entry import Entry
from answerable.rules.case import Case

SUPPORTS, DOES_NOT_SUPPORT, UNDECIDED = "supports", "does_not_support", "undecided"
REFUSED = "device.answered[answer=refused]"
COMPLEX = frozenset({"mental_health", "learning_disability", "alcohol", "drugs"})
TRIES = 3
# After which the way that was agreed may not be used until one is agreed anew.
NOT_SAFE_NOW = "contact.made[still_safe=no]"
UNSAFE_SINCE = f"contact.breached; {NOT_SAFE_NOW}"
# And where nobody knows that it reaches the victim, and nobody else.
MOVED = "victim.moved"
# What ends a withdrawal: it was none, or she takes part again.
BACK = "withdrawal.disputed; engagement.resumed; position.stated[position=supports]"


def standing_withdrawal(case: Case) -> Entry | None:
    """The withdrawal that stands: neither disputed, nor followed by taking part again."""
    stated = case.last("withdrawal.stated")
    return None if stated is None or case.since(stated).any(BACK) else stated


def stance(case: Case) -> str:
    """The victim's latest position, a withdrawal that stands over it; empty: not recorded."""
    if standing_withdrawal(case) is not None:
        return DOES_NOT_SUPPORT
    last = case.last("position.stated")
    return str(last.data.get("position", "")) if last else ""


def unsure(case: Case) -> bool:
    """Whether the position last stated is that she has not decided yet.

    A withdrawal says nothing against it here: where only the police inferred one, that is how a
    case is closed too early on somebody who is unsure.
    """
    last = case.last("position.stated")
    return bool(last and last.data.get("position") == UNDECIDED)


def complex_needs(case: Case) -> bool:
    """Mental health, learning disability, alcohol or drugs among the needs last assessed."""
    last = case.last("needs.assessed")
    return bool(last and COMPLEX.intersection(last.data.get("needs") or ()))


def has_suspect(case: Case) -> bool:
    """Whether a suspect was identified, or named at the report."""
    return case.any("suspect.identified; suspect.arrested; crime.reported[suspect=named]")


def suspects_of(case: Case, event: Entry) -> list[str]:
    """The suspects whom a decision is about: its own, or every one identified. One who was
    identified and has no name in the record is the empty text."""
    if event.subject:
        return [event.subject]
    return list(dict.fromkeys(e.subject for e in case.all("suspect.identified")))


def concerns(event: Entry, suspect: str) -> bool:
    """Whether an event is about a suspect: it names this one or none, or the suspect has no
    name in the record."""
    return not suspect or event.subject in ("", suspect)


def was_interviewed(case: Case, suspect: str) -> bool:
    """Whether a suspect was interviewed; an interview that names nobody counts for all."""
    return any(concerns(e, suspect) for e in case.all("suspect.interviewed"))


def open_lines(case: Case) -> list[str]:
    """The lines of enquiry that are open, by their subject."""
    opened: dict[str, bool] = {}
    for e in case.all("line.opened; line.closed"):
        opened[e.subject] = e.event == "line.opened"
    return [line for line, is_open in opened.items() if is_open]


def has_adviser(case: Case) -> bool:
    """Whether an adviser (ISVA or IDVA) is working with the victim."""
    for service in ("isva", "idva"):
        last = case.last(f"support.started[service={service}]; support.ended[service={service}]")
        if last is not None and last.event == "support.started":
            return True
    return False


def tried_on_three_days(case: Case) -> bool:
    """Three attempts to reach the victim on three days, and she was not reached since: by the
    agreed way or two safe ways, one of them through the adviser where she has one."""
    attempts = case.since(case.last("contact.made")).all("contact.attempted")
    if len({local_day(e.occurred_at) for e in attempts}) < TRIES:
        return False
    agreed = case.last("contact.agreed")
    ways = {e.data.get("method") for e in attempts}
    by_the_way = bool(agreed and agreed.data.get("method") in ways) or len(ways) > 1
    through = any(e.data.get("through") == "adviser" for e in attempts)
    return by_the_way and (through or not has_adviser(case))


def wants_no_contact(case: Case) -> bool:
    """Whether the victim asked for no contact, and has not agreed to any since."""
    last = case.last("contact.declined[scope=all]; contact.agreed")
    return last is not None and last.event == "contact.declined"


def way_is_gone(case: Case, agreed: Entry) -> bool:
    """Whether the way that was agreed may not be used until one is agreed anew: it is not safe, the
    victim is somewhere else, or the case was closed since and opened again."""
    since = case.since(agreed)
    return since.any(f"{UNSAFE_SINCE}; {MOVED}") or opened_again(
        since.all("case.closed; case.reopened")
    )


def opened_again(entries: Iterable[Entry]) -> bool:
    """Whether the case was closed and opened again: what held before may be of another life."""
    closed = False
    for entry in entries:
        closed = closed or entry.event == "case.closed"
        if closed and entry.event == "case.reopened":
            return True
    return False


def stands(case: Case, decision: Entry) -> bool:
    """Whether a decision still counts: not reopened, and not decided anew about the same suspect
    or about all."""
    later = case.since(decision).all("decision.made; case.reopened")
    return not any(e.subject in ("", decision.subject) for e in later)


def closures(case: Case) -> list[Entry]:
    """The decisions to take no further action that still count."""
    found = case.all("decision.made[result=no_further_action]")
    return [decision for decision in found if stands(case, decision)]


def open_reviews(case: Case) -> list[str]:
    """The reviews that the victim asked for and that have no answer: by their subject, in order.

    The answer to a second team's review is one of the national stage. What the victim did not want
    any more waits for nothing.
    """
    asked = list(dict.fromkeys(e.subject for e in case.all("review.requested; review.escalated")))
    return [subject for subject in asked if _is_unanswered(case, subject)]


def _is_unanswered(case: Case, subject: str) -> bool:
    last = case.last("review.requested; review.escalated", subject)
    since = case.since(last)
    given_up = any(e.subject in ("", subject) for e in since.all("review.not_wanted"))
    second = last is not None and last.event == "review.escalated"
    answer = "review.decided[stage=national]" if second else "review.decided"
    return not given_up and since.last(answer, subject) is None


def agreement(case: Case, device: str) -> Entry | None:
    """The agreement about a device that stands: the last that was said is a yes, and nobody was
    pressed for it."""
    last = case.last("device.answered", device)
    freely = last is not None and last.data.get("pressed") != "yes"
    return last if last and freely and last.data.get("answer") == "agreed" else None


def victims_device(case: Case, device: str) -> bool:
    """Whether a device is the victim's, by what was last said of it."""
    last = case.last("device.taken; device.requested", device)
    return bool(last and last.data.get("of") == "victim")


def refusals(case: Case) -> list[Entry]:
    """The victim's refusals of a device: not those about a device that is known to be another's."""
    refused = case.all(REFUSED)
    return [e for e in refused if not _anothers_device(case.before(e), e.subject)]


def _anothers_device(case: Case, device: str) -> bool:
    last = case.last("device.taken; device.requested", device)
    return bool(last and last.data.get("of") in ("suspect", "witness"))
