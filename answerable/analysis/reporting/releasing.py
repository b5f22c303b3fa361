"""Making a release of a log: the report, what a page lets one look up, and the rules behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from answerable.analysis.catalogue import MEASURE_OF
from answerable.analysis.listing import plain
from answerable.analysis.log import Log
from answerable.analysis.reporting import extra_measures as extra
from answerable.analysis.reporting.edition import Edition
from answerable.analysis.reporting.looking_up import look_up
from answerable.analysis.reporting.release import Release
from answerable.analysis.reporting.sections import report
from answerable.events.words import begun
from answerable.rules.catalogue import DUTIES
from answerable.rules.model import Duty, Source
from answerable.rules.sources import DOCUMENTS, EVIDENCE

LAST = ("questions", "definitions", "not_known")  # what is looked up comes before these
LETTERS = re.compile(rf"\b(?:{'|'.join(EVIDENCE)})\b")  # of which what is known of a source is made
UNITS = {"share": "a share", "days": "days", "count": "a count", "ratio": "a ratio"}
BASES = {
    "stated": "stated in the sources", "law": "law",
    "default": "a definition of this product's own, for no source gives one",
}  # fmt: skip


def release(log: Log, edition: Edition, areas: Mapping[str, Sequence[str]]) -> Release:
    """All that may be shown of a log, and why."""
    made = report(log, edition)
    at = next(
        (n for n, section in enumerate(made.sections) if section.id in LAST), len(made.sections)
    )
    sections = [*made.sections[:at], *look_up(edition, areas), *made.sections[at:]]
    return Release(replace(made, sections=sections), rules())


def rules() -> dict[str, dict[str, Any]]:
    """The rule behind each measure, in words that need nothing beside them."""
    of_measures = {one.id: _rule(plain(one)) for one in (*extra.ALL, *MEASURE_OF.values())}
    return {**{duty.id: _of_duty(duty) for duty in DUTIES}, **of_measures}


def _of_duty(duty: Duty) -> dict[str, Any]:
    """The rule of a duty, as that of a figure of it."""
    return {
        "id": duty.id, "title": duty.what, "base": "times that it fell due by then, neither lifted "
        "nor paused", "definition": "Shares kept in time, done late, missed, and overdue: "
        f"{duty.what[0].lower()}{duty.what[1:]}",
        "starts": duty.starts, "ends": duty.met_by, "answers": "", "unit": UNITS["share"],
        "basis": duty.basis, "sources": [_cited(one) for one in duty.sources],
    }  # fmt: skip


def _rule(measure: Mapping[str, Any]) -> dict[str, Any]:
    sources = [_cited(Source(**one)) for one in measure["sources"]]
    kept = ("id", "base", "definition", "starts", "ends", "answers")
    return {
        **{name: measure[name] for name in kept}, "title": begun(measure["title"]),
        "unit": UNITS[measure["unit"]], "basis": BASES[measure["basis"]], "sources": sources,
    }  # fmt: skip


def _cited(source: Source) -> str:
    known = LETTERS.sub(lambda found: EVIDENCE[found[0]], source.evidence)
    title = f"{DOCUMENTS[source.document].title}: {source.place}"
    return f"{title} ({known})" if known else title
