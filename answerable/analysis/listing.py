"""The measures as plain values, each with its definition and its source."""

from __future__ import annotations

from typing import Any

from answerable.analysis.catalogue import MEASURE_OF
from answerable.analysis.dimensions import NAMES, OF_OBLIGATIONS
from answerable.analysis.measure import AT_DAYS, QUANTILES, Measure


def measures() -> list[dict[str, Any]]:
    """Every measure, with the names of the rows that it gives."""
    return [plain(measure) for measure in MEASURE_OF.values()]


def dimensions() -> dict[str, bool]:
    """By what a measure may be broken down, and whether that is of obligations alone."""
    return {name: name in OF_OBLIGATIONS for name in NAMES}


def plain(measure: Measure) -> dict[str, Any]:
    """A measure with the names of the rows that it gives."""
    beside = [f"{measure.id}.{which}" for which in ("median", *QUANTILES, "any_median")]
    beside += [f"{measure.id}.incidence_{day}" for day in AT_DAYS]
    return {
        "id": measure.id,
        "title": measure.title,
        "base": measure.base,
        "definition": measure.definition,
        "unit": measure.unit,
        "starts": measure.starts,
        "ends": measure.ends,
        "basis": measure.basis,
        "answers": measure.answers,
        "beside": beside if measure.unit == "days" else [],
        "sources": [
            {"document": source.document, "place": source.place, "evidence": source.evidence}
            for source in measure.sources
        ],
    }
