"""Every measure that is built, and those whose names are fixed and that are not built yet."""

from __future__ import annotations

from collections.abc import Mapping

from answerable.analysis import funnel_measures, time_measures, withdrawal_measures
from answerable.analysis.dimensions import CHARACTERISTICS
from answerable.analysis.measure import Measure

MEASURES: tuple[Measure, ...] = (
    *funnel_measures.MEASURES,
    *withdrawal_measures.MEASURES,
    *time_measures.MEASURES,
)

MEASURE_OF: Mapping[str, Measure] = {measure.id: measure for measure in MEASURES}

# Names that are fixed, and that nothing works out yet. One that is built leaves this list.
NOT_BUILT = (
    "safeguarding.made",
    "supervision.within_7_days",
    "supervision.days_covered",
    "supervision.within_7_days_with_direction",
    "early_advice.first",
    "file.incomplete",
    "file.inadequate",
    "actionplan.more_than_one",
    "actionplan.more_than_three",
    "action.late",
    "waiting.told",
    "contact.agreed",
    "contact.kept",
    "decision.told",
    "letter.sent",
    "review.requested",
    "device.requested",
    "letter.within_24h",
    "review_right.told",
    "review_right.eligible",
    "lines.outstanding",
    "device.agreed",
    "device.relevant",
    "device.days_held",
    "characteristics.complete",
    *(f"characteristics.{name}" for name in CHARACTERISTICS),
    "support.isva_by_day_30",
    "duty.kept",
)
