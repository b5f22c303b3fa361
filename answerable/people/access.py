"""Who may do what: pure answers, which row-level security gives a second time by itself.

The cells of the rule stand in policy.csv, and a test holds this, the database and that table
together. Everything here asks first whether somebody is excluded: nothing beats that.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple
from uuid import UUID

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Entry, Event
from answerable.events.model import EventType
from answerable.people.roles import (
    BREAKS_GLASS,
    HOW,
    MANAGES_AS,
    PARTS_OF,
    SEALED_NEEDS,
    WORKS,
)

Opening = Literal["no", "freely", "with_reason"]


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is to a case: of which kind of agency, in which part, and how they came to it.

    `how` is given (allocated), cover, team (of those who answer for one), break_glass, formerly or
    none.
    """

    who: UUID | None
    agency: str
    role: str
    part: str = ""
    how: str = "none"
    excluded: bool = False


NOBODY = Standing(None, "", "")


class Held(NamedTuple):
    """A part that somebody was given in a case, how, and whether that is now, over or later."""

    part: str
    how: str
    when: str


def stand(
    who: UUID, agency: str, role: str, *, held: Sequence[Held], with_team: bool, excluded: bool
) -> Standing:
    """The strongest of what somebody is to a case."""
    found = [(_how(one, role), one.part) for one in held]
    if with_team and role in MANAGES_AS:
        found.append(("team", MANAGES_AS[role]))
    how, part = min(found, key=lambda one: HOW.index(one[0]), default=("none", ""))
    return Standing(who, agency, role, "" if how == "none" else part, how, excluded)


def _how(held: Held, role: str) -> str:
    if held.when == "later":
        return "none"
    if held.when == "over":
        return "none" if held.how == "break_glass" else "formerly"
    may = role in BREAKS_GLASS if held.how == "break_glass" else held.part in PARTS_OF.get(role, ())
    return held.how if may else "none"


def may_see_case(standing: Standing) -> bool:
    """Whether the case exists for them."""
    return not standing.excluded and standing.how in (*WORKS, "break_glass")


def may_work(standing: Standing) -> bool:
    """Whether they may do more in the case than look at it."""
    return not standing.excluded and standing.how in WORKS


def may_open(standing: Standing) -> Opening:
    """How they may open the case: their own freely, one of the team's with a reason, once."""
    if not may_see_case(standing):
        return "no"
    return "freely" if standing.how in ("given", "cover") else "with_reason"


def may_read_entry(
    standing: Standing,
    audience: Collection[str],
    *,
    shared_if: str = "",
    agreed: Collection[str] = (),
) -> bool:
    """Whether an entry, or the words of one, is for them.

    `audience` are the agencies that it is for. What a support service recorded is for others only
    as far as the victim `agreed`, and then for those who work in the case.
    """
    if not may_see_case(standing):
        return False
    if standing.agency in audience:
        return True
    return bool(shared_if) and shared_if in agreed and may_work(standing)


def agreed_items(entries: Sequence[Entry]) -> frozenset[str]:
    """What the victim lets her adviser and the agencies share: a case's entries as recorded.

    Her last word counts; one that was corrected counts as none until she is asked again.
    """
    said = [entry for entry in entries if entry.event == "support.sharing_agreed"]
    last = max(said, key=lambda entry: entry.seq, default=None)
    if last is None or any(
        entry.event == "record.corrected" and entry.data.get("seq") == last.seq
        for entry in entries
    ):  # fmt: skip
        return frozenset()
    return frozenset(last.data.get("of", ()))


def may_read_support_notes(standing: Standing) -> bool:
    """Whether the log of a support service's own notes is for them: no other ever sees it."""
    return standing.agency == "support" and may_work(standing)


def may_read_sealed_needs(standing: Standing) -> bool:
    """Whether immigration and sex work are told by their names: to allocated people alone."""
    return not standing.excluded and standing.how == "given"


def coarse(data: Mapping[str, Any]) -> dict[str, Any]:
    """What was recorded of needs, as it is told to others, and in every list and export."""
    needs = data.get("needs")
    if not isinstance(needs, list) or not SEALED_NEEDS & set(needs):
        return dict(data)
    hidden = SEALED_NEEDS | {"other"}
    return {**data, "needs": [*(one for one in needs if one not in hidden), "other"]}


def may_open_safe_contact(standing: Standing, shown_to: Collection[str]) -> bool:
    """Whether a number or address of the victim's is for them: never by breaking the glass."""
    return may_work(standing) and standing.agency in shown_to


def may_let_in(standing: Standing) -> bool:
    """Whether they may give the victim codes for pages of their own: who has or covers the case."""
    return may_work(standing) and standing.how in ("given", "cover")


def may_see_person(standing: Standing, kind: str) -> bool:
    """Whether the vault tells them who a victim or a suspect is."""
    return may_see_case(standing) and (kind == "victim" or standing.agency != "support")


def may_record(standing: Standing, type_: EventType, event: Event) -> bool:
    """Whether they may record this event, on behalf of the agency that it names."""
    if not may_work(standing) or event.agency not in type_.by:
        return False
    if event.log == "support" and standing.agency != "support":
        return False
    if gives_part(event) is not None and not may_give(standing, event_officer(event)):
        return False
    return event.agency == standing.agency or (
        event.agency == "victim" and not only_herself(event)
    )  # fmt: skip


def may_say(event: Event, shown: Sequence[Entry]) -> bool:
    """Whether the victim may record this on their own pages, of what they are `shown`.

    They correct what they said themselves; what an agency recorded is for it to put right, or
    whoever holds their telephone could take back what the agency told them.
    """
    type_ = EVENT_TYPES.get(event.event)
    if type_ is None or event.agency != "victim" or "victim" not in type_.by or event.log != "case":
        return False
    if event.event == "record.corrected":
        named = [entry for entry in shown if entry.seq == event.data.get("seq")]
        return bool(named) and named[0].agency == "victim" and not event.data.get("entry")
    if event.event == "withdrawal.confirmed":
        return event.data.get("how") == "portal"
    return True


def only_herself(event: Event) -> bool:
    """Whether nobody may record it for the victim, however she asks.

    All else that she may record, a worker records for her who has no phone, and reads it back.
    """
    if event.event == "device.answered":
        return event.data.get("answer") == "agreed"
    return event.event in ("withdrawal.confirmed", "position.stated")


# The events that give a part: which, and the field that says to whom.
GIVES = {
    "investigation.allocated": ("investigator", "officer"),
    "prosecutor.allocated": ("prosecutor", "officer"),
}
CHANGES = {
    "investigator": "investigator",
    "solo": "victims_officer",
    "prosecutor": "prosecutor",
    "adviser": "adviser",
    "witness_care": "witness_care_officer",
}


def gives_part(event: Event) -> str | None:
    """The part that an event gives to the person whom it names."""
    if event.event == "officer.changed":
        return CHANGES.get(str(event.data.get("role")))
    return GIVES[event.event][0] if event.event in GIVES else None


def event_officer(event: Event) -> str:
    """Whom an event that gives a part names."""
    name = "name" if event.event == "officer.changed" else GIVES[event.event][1]
    return str(event.data.get(name, ""))


def may_give(standing: Standing, to: str) -> bool:
    """Whether they may give a part to this person: who answers for a team, never to themselves."""
    return may_work(standing) and standing.role in MANAGES_AS and to != str(standing.who)


def may_train(role: str, *, own: bool) -> bool:
    """Whether they may put down what somebody of their agency is trained for: never themselves."""
    return role in MANAGES_AS and not own


def may_end(standing: Standing, *, own: bool) -> bool:
    """Whether they may end a part: their own, or as who answers for a team of the agency."""
    return may_work(standing) and (own or standing.role in MANAGES_AS)


def may_hold(role: str, part: str, *, excluded: bool) -> bool:
    """Whether somebody may be given a part: their role has it, and the case exists for them."""
    return not excluded and part in PARTS_OF.get(role, ())


def may_break_glass(standing: Standing) -> bool:
    """Whether they may open a case that is not theirs, for an hour."""
    return not standing.excluded and standing.role in BREAKS_GLASS


def may_cover(standing: Standing, *, with_agency: bool) -> bool:
    """Whether they may give the case to somebody of the agency until a shift ends."""
    if standing.excluded or standing.role not in MANAGES_AS:
        return False
    return may_work(standing) or (standing.role == "duty_supervisor" and with_agency)


def may_exclude(standing: Standing, *, of_own_agency: bool) -> bool:
    """Whether they may decide that the case does not exist for another."""
    if standing.excluded or not of_own_agency:
        return False
    return standing.role == "professional_standards" or (
        standing.role in MANAGES_AS and may_work(standing)
    )


def may_erase(standing: Standing, recorded_by: str) -> bool:
    """Whether they may erase what an agency's entry says in words: who answers for a team of it.

    What the victim wrote is for the police to erase, who keep the record.
    """
    ours = standing.agency == ("police" if recorded_by == "victim" else recorded_by)
    return ours and may_work(standing) and standing.role in MANAGES_AS


def may_erase_somebody(standing: Standing) -> bool:
    """Whether they may erase who the victim or a suspect is: of the police, who keep the record."""
    return may_erase(standing, "police")


def may_review(standing: Standing, *, of_own_agency: bool) -> bool:
    """Whether they may say if another broke the glass rightly; who only reads there may not."""
    if standing.excluded:
        return False
    return (standing.role in MANAGES_AS and may_work(standing)) or (
        standing.role == "professional_standards" and of_own_agency
    )
