"""Every measure that is built, and those whose names are fixed and that are not built yet."""

from __future__ import annotations

from collections.abc import Mapping

from answerable.analysis import funnel_measures, time_measures
from answerable.analysis.measure import Measure

MEASURES: tuple[Measure, ...] = (
    *funnel_measures.MEASURES,
    *time_measures.MEASURES,
)

MEASURE_OF: Mapping[str, Measure] = {measure.id: measure for measure in MEASURES}
