"""What to call the suspects of a case: by their own name to whoever may know it, else by place.

The record knows them by pseudonyms alone, and the names come from the vault. They stand in the text
of a page of the case and nowhere else: no title, address, list, file or message has one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from answerable.events.entry import Entry
from answerable.people.vault import Person
from answerable.web.forms.subjects import by_name, first_of, numbered

NOT_IN_THE_RECORD = "Suspect not in the record yet"


def places(
    recorded: Sequence[Entry], in_force: Sequence[Entry], persons: Sequence[Person]
) -> dict[str, str]:
    """First suspect, second suspect, by the name that the record has for them.

    Those of whom no entry stands any more come after, for the story tells of them still.
    """
    told = list(first_of(in_force, "suspect") | first_of(recorded, "suspect"))
    found = {subject: numbered("suspect", place) for place, subject in enumerate(told, start=1)}
    for one in persons:
        if one.kind == "suspect":
            found.setdefault(one.subject, NOT_IN_THE_RECORD)
    return found


def names(places: Mapping[str, str], persons: Sequence[Person]) -> dict[str, str]:
    """The same with the name before the place, where whoever reads this may know it."""
    known = {one.subject: one for one in persons if one.kind == "suspect"}
    return {subject: by_name(place, known.get(subject)) for subject, place in places.items()}
