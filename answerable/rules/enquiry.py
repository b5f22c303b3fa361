"""The lines of enquiry that requests of the victim serve, and what each is about.

A line is the agencies' own: the victim sees no entry of one. Of those that a request for their
phone or records names they see what kind it is, and nothing else: not how it is worded, nor which
way it points.
"""

from __future__ import annotations

from collections.abc import Iterable

from answerable.events.entry import Entry

REQUESTED = ("device.requested", "third_party.requested")
OPENED = "line.opened"


def line_about(entries: Iterable[Entry], line: object) -> str:
    """What a line is about, by its code; an empty text where that is not recorded."""
    found = [one for one in entries if one.event == OPENED and line and one.subject == line]
    return str(found[-1].data.get("about") or "") if found else ""


def lines_of_requests(entries: Iterable[Entry]) -> dict[str, str]:
    """What each line is about that a request of the victim names: of entries that stand."""
    entries = list(entries)
    named = {
        str(one.data["line"]) for one in entries
        if one.event in REQUESTED and one.data.get("of") == "victim" and one.data.get("line")
    }  # fmt: skip
    found = {line: line_about(entries, line) for line in sorted(named)}
    return {line: about for line, about in found.items() if about}
