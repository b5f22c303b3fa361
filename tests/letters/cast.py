"""A case in which every kind of letter has something to be about, and the facts for one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from answerable.events.entry import Entry
from answerable.letters.catalogue import KIND_OF, Offer, offered
from answerable.letters.model import Contact, Facts
from answerable.letters.setting import letter
from answerable.rules.case import Case

NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)
OMAR = Contact(
    "investigator", "Omar Fennimarsh", "Detective Constable", "West Yorkshire Police",
    "020 7946 0100", "omar@answerable.example", "Monday to Friday",
)  # fmt: skip
PRIYA = Contact(
    "prosecutor", "Priya Vellumarch", "Senior Crown Prosecutor", "CPS Yorkshire and Humberside",
    "020 7946 0110", "priya@answerable.example",
)  # fmt: skip
ISLA = Contact("adviser", "Isla Hearthlowe", "", "Lantern House", "020 7946 0120", "isla@x.example")
WENDY = Contact(
    "witness_care_officer", "Wendy Usherholm", "", "Witness care", "020 7946 0130", "w@x.example"
)
WRITER = {"police": OMAR, "cps": PRIYA, "witness_care": WENDY}
WRITTEN = {
    "reasons": "I am sorry. There was not enough to show what he knew.\n\nYou told us clearly.",
    "looked_at": "We looked at:\n- his phone\n- the camera at the door",
    "means": "He must not come near your work.",
    "practical": "Leeds Crown Court, at ten.",
    "why": "The messages may show what was said.",
    "adult": "Agnes Ashgrove",
    "who": "your aunt",
}
PERIOD = {"from": "2025-12-01", "to": "2025-12-14"}


def happened(event: str, agency: str, subject: str = "", ago: float = 0, **data: Any) -> tuple:
    """Something that happened so many days ago."""
    return event, agency, subject, ago, data


STORY = (
    happened("crime.reported", "police", ago=200, offence="rape", suspect="named", victim_age=31),
    happened("crime.recorded", "police", ago=199, crime_ref="13260/41"),
    happened(
        "contact.agreed", "police", ago=199, when="regular", every_days=14, method="phone",
        letters=True, safe=True,
    ),
    happened("suspect.identified", "police", "s1", ago=150),
    happened("suspect.interviewed", "police", "s1", ago=140, under_caution=True),
    happened("bail.granted", "police", "s1", ago=139, conditions=["no_contact", "area"]),
    happened(
        "device.requested", "police", "d1", ago=130, of="victim", data=["messages"],
        alternatives=["social_media"], days_estimated=7, **PERIOD,
    ),
    happened(
        "third_party.requested", "police", "t1", ago=120, of="victim", kind="counselling",
        alternatives=["none_possible"], **PERIOD,
    ),
    happened("officer.changed", "police", ago=50, role="investigator"),
    happened("hearing.listed", "court", "h1", ago=3, kind="trial", on="2026-05-12"),
    happened("decision.made", "police", "s1", ago=2, by="police", result="no_further_action"),
    happened("decision.made", "cps", "s2", ago=2, by="cps", result="no_further_action"),
    happened("decision.told", "police", ago=1, how="in_person", adviser_told="yes"),
    happened("review.decided", "cps", "r1", stage="local", result="upheld"),
)  # fmt: skip


def case_of(*story: tuple) -> Case:
    """A case in which this happened, in this order."""
    entries = [
        Entry("c", seq, event, NOW - timedelta(days=ago), NOW, "", agency, subject, data)
        for seq, (event, agency, subject, ago, data) in enumerate(story, start=1)
    ]
    return Case(entries, NOW)


def facts(offer: Offer, case: Case, agency: str, **other: Any) -> Facts:
    """The facts for a letter, or others in their place."""
    found = {
        "on": date(2026, 3, 4), "case": case, "agency": agency, "writer": WRITER[agency],
        "contacts": (OMAR, PRIYA, ISLA, WENDY), "name": "Vera", "full_name": "Vera Ashgrove",
        "address": ("12 Made Up Lane", "Leeds", "LS99 9ZZ"), "suspect": "Piers Underhollow",
        "about": offer.about,
    }  # fmt: skip
    return Facts(**(found | other))


def about(kind: str, *story: tuple, agency: str = "", **other: Any) -> Facts:
    """The facts for a letter of a kind, in a case in which this happened."""
    case, by = case_of(*(story or STORY)), [agency] if agency else KIND_OF[kind].by
    (offer, agency) = next(
        (one, agency) for agency in by for one in offered(case, agency, ()) if one.kind.name == kind
    )
    return facts(offer, case, agency, **other)


def pages(kind: str, of: Facts, **written: str) -> PdfReader:
    """A letter, set and opened again."""
    return PdfReader(BytesIO(letter(KIND_OF[kind], of, {**WRITTEN, **written})))


def words(pdf: PdfReader) -> str:
    """All that it says, on one line."""
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
