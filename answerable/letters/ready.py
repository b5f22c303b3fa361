"""What still stands in the way of a letter: each said to its author, with what puts it right.

A letter without a direct telephone and e-mail is refused, and so is one that goes by post to where
nobody said that it is safe. What the record has is never typed again; what it has not is missing.
"""

from __future__ import annotations

import re

from answerable.events.entry import Entry
from answerable.events.hidden import HIDDEN
from answerable.letters.model import PARTS, Facts, Kind, Written
from answerable.letters.welsh.setting import asked_in_welsh
from answerable.rules.case import Case
from answerable.rules.letter_gates import safe_channel
from answerable.rules.stance import has_adviser, wants_no_contact

LINES = 7  # of an address, the name among them: what a window shows and Notify takes
LONGEST = 12_000  # characters of what an author writes: past that it is no letter
LONGEST_NAME = 60  # characters: what fits one line of the window and of a greeting
ADVISER = "adviser_told=yes|not_applicable"


def in_the_way(kind: Kind, facts: Facts, *, by_post: bool) -> list[str]:
    """What is missing before it can be prepared at all, whatever its author writes."""
    found = [] if kind.leaflet else [*_who(kind, facts), *_names(facts)]
    if by_post:
        found += _post(facts)
    if kind.decides:
        found += _support(facts)
    return found + (kind.refuses(facts) if kind.refuses else [])


def not_written(kind: Kind, written: Written) -> dict[str, str]:
    """What its author still has to write, by the name of what is asked."""
    found = {}
    for ask in kind.asks:
        said = written.get(ask.name, "").strip()
        asks = f"{ask.asks[0].lower()}{ask.asks[1:]}"
        if ask.required and not said:
            found[ask.name] = f"Write an answer: {asks}"
        for name, asked in (
            (ask.name, asks), (asked_in_welsh(ask.name), f"the same in Welsh: {asks}"),
        ):  # fmt: skip
            if len(written.get(name, "")) > LONGEST:
                found[name] = f"Use {LONGEST:,} characters or fewer: {asked}"
            if HIDDEN.search(re.sub(r"[\r\n\t]", "", written.get(name, ""))):
                found[name] = f"Type it again, for it holds a hidden character: {asked}"
    return found


def _who(kind: Kind, facts: Facts) -> list[str]:
    found = []
    if not facts.name:
        found.append(
            "What to call the victim is not put down. Put it down on “People and needs”: a letter "
            "never guesses a name."
        )
    # Of the prosecutor too, once there is one.
    once = ("prosecutor",) if kind.decides and facts.contact("prosecutor") else ()
    for part in dict.fromkeys((*kind.contacts, *once)):
        held = facts.contact(part)
        if held is None:
            found.append(f"“{PARTS[part]}” has to be in it, and nobody has this part in the case.")
            continue
        missing = [word for word, value in (("telephone", held.telephone), ("e-mail", held.email))
                   if not value]  # fmt: skip
        if missing:
            found.append(
                f"“{PARTS[part]}” has to be in it, and their direct {' and '.join(missing)} is not "
                "on the list of staff. Ask who keeps your agency’s list."
            )
    return found


def _names(facts: Facts) -> list[str]:
    """Names that would change what else stands in the letter."""
    return [
        f"{whose} cannot be printed as it is put down: it holds a hidden character, or is longer "
        f"than {LONGEST_NAME}. Put it right on “People and needs”."
        for whose, name in (
            ("What to call the victim", facts.name), ("The victim’s name", facts.full_name),
            ("The suspect’s name", facts.suspect),
            *(("A line of the address", line) for line in facts.address),
        )
        if HIDDEN.search(name) or len(name) > LONGEST_NAME
    ]  # fmt: skip


def not_by_post(case: Case) -> list[str]:
    """Why nothing may go by post, as the case stands."""
    if wants_no_contact(case):
        return ["The victim asked not to be contacted. Nothing goes by post."]
    if not safe_channel(case, _by_post(case)):
        return [
            "The victim has not confirmed that letters are safe. Hand it over in person, or agree "
            "a safe way first."
        ]
    return []


def _post(facts: Facts) -> list[str]:
    if found := not_by_post(facts.case):
        return found
    if not facts.address:
        return [
            "No address that is safe and that your agency may use is put down. Hand it over in "
            "person, or put down an address that the victim says is safe."
        ]
    if not 2 <= len(facts.address) <= LINES - 1:
        return [f"The address needs two to {LINES - 1} lines, the postcode last, one line each."]
    return []


def _by_post(case: Case) -> Entry:
    return Entry("", 0, "letter.sent", case.as_of, case.as_of, "", "", "", {"how": "post"})


def _support(facts: Facts) -> list[str]:
    if not (has_adviser(facts.case) or facts.contact("adviser")):
        return []
    since = facts.case.since(facts.entry)
    told = since.any("support.alerted[of=decision|letter]") or since.any(
        f"decision.told[{ADVISER}]"
    )
    if told:
        return []
    return [
        "Her adviser has not been told of it. Tell the adviser first and record that, so that "
        "somebody is there when she reads it."
    ]
