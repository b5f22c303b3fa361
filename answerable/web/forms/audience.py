"""Who will see what a form records, in words, and what the victim will read."""

from __future__ import annotations

from answerable.events.model import EventType
from answerable.events.words import AGENCY_WORDS, begun, code_words, field_words, listed
from answerable.record.audience import ON_THE_CASE, entry_audience, log_of


def who_sees(type_: EventType, agency: str) -> list[str]:
    """Who will see an event of this type that this agency records: a sentence each."""
    seen = entry_audience(type_, agency, log_of(type_, "case"))
    agencies = [one for one in seen.agencies if one != "victim"]
    found = [f"{_named(agencies)} on this case will see this."] if agencies else []
    if seen.agencies == ("support",):
        found = ["Only your own service will see this: no police officer or prosecutor can."]
    if seen.shared_if:
        others = _named([one for one in ON_THE_CASE if one not in seen.agencies])
        agreed = code_words("of", seen.shared_if).lower()
        found.append(f"{others} will see it only if the victim agreed to share: {agreed}.")
    if type_.hidden:
        names = [field_words(type_, type_.all_fields[one])[0].lower() for one in type_.hidden]
        found.append(f"Only support services and the victim will read: {listed(names)}.")
    if "victim" not in seen.agencies:
        found.append("The victim will not see it.")
    elif type_.victim == "once_told":
        found.append("The victim will see it once they have been told in the way that was agreed.")
    else:
        found.append("The victim will see it.")
    return found


def she_reads(type_: EventType) -> str:
    """The plain line that the victim reads; an empty text where she does not see the event."""
    return type_.to_victim if type_.victim != "no" else ""


def _named(agencies: list[str]) -> str:
    return begun(listed([AGENCY_WORDS[one] for one in agencies]))
