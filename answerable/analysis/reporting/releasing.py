"""Making a release of a log: the report, what a page lets one look up, and the rules behind it."""

from __future__ import annotations

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
from answerable.rules.sources import DOCUMENTS, EVIDENCE

LAST = ("questions", "definitions", "not_known")  # what is looked up comes before these
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
    return {measure.id: _rule(plain(measure)) for measure in (*extra.ALL, *MEASURE_OF.values())}


def _rule(measure: Mapping[str, Any]) -> dict[str, Any]:
    sources = [
        f"{DOCUMENTS[one['document']].title}: {one['place']}"
        + (f" ({EVIDENCE[one['evidence']]})" if one["evidence"] else "")
        for one in measure["sources"]
    ]
    kept = ("id", "base", "definition", "starts", "ends", "answers")
    return {
        **{name: measure[name] for name in kept}, "title": begun(measure["title"]),
        "unit": UNITS[measure["unit"]], "basis": BASES[measure["basis"]], "sources": sources,
    }  # fmt: skip
