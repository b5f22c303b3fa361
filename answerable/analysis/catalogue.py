"""Every measure that there is."""

from __future__ import annotations

from collections.abc import Mapping

from answerable.analysis import (
    action_measures,
    decision_measures,
    delay_measures,
    duty_measures,
    funnel_measures,
    further_measures,
    holding,
    material_measures,
    prosecution_measures,
    report_measures,
    signal_measures,
    supervision_measures,
    time_measures,
    treatment_measures,
    withdrawal_measures,
)
from answerable.analysis.measure import Measure

MEASURES: tuple[Measure, ...] = (
    *funnel_measures.MEASURES,
    *withdrawal_measures.MEASURES,
    *time_measures.MEASURES,
    *holding.MEASURES,
    *report_measures.MEASURES,
    *supervision_measures.MEASURES,
    *material_measures.MEASURES,
    *prosecution_measures.MEASURES,
    *decision_measures.MEASURES,
    *duty_measures.MEASURES,
)

# Given where they are named, and in a report: there are many, and signals take a while to find.
BY_NAME: tuple[Measure, ...] = (
    *signal_measures.MEASURES,
    *delay_measures.MEASURES,
    *material_measures.OF_SUSPECTS,
    *prosecution_measures.PLANS,
    *prosecution_measures.AGAIN,
    *prosecution_measures.GATES,
    *duty_measures.BECAME,
    *further_measures.MEASURES,
    *treatment_measures.MEASURES,
    *action_measures.MEASURES,
)

MEASURE_OF: Mapping[str, Measure] = {measure.id: measure for measure in (*MEASURES, *BY_NAME)}
