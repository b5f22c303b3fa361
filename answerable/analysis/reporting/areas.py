"""A force beside those like it and beside all: sums of what is shown of each force, and no more."""

from __future__ import annotations

from collections.abc import Iterable

from answerable.analysis.evaluate import Row
from answerable.analysis.reporting.gathering import Figures
from answerable.analysis.statistics import garwood, wilson


def together(figures: Figures, measure: str, forces: Iterable[str]) -> Row | None:
    """The figure of several forces, made from the rounded figures of those that are shown.

    A force of which a figure is hidden is in no sum, so nothing can be taken from it again."""
    rows = [row for force in forces if (row := figures.row(measure, force=force)) is not None]
    shown = [row for row in rows if row.value is not None and row.denominator]
    if not shown:
        return None
    of = sum(row.denominator or 0 for row in shown)
    unit = shown[0].unit
    if unit == "days":
        days = sum((row.value or 0) * (row.denominator or 0) for row in shown)
        return Row(measure, {}, days, of, float(round(days / of)), unit, *[None] * 5)
    yes = sum(row.numerator or 0 for row in shown)
    figure = garwood(int(yes)) if unit == "count" else wilson(float(yes), float(of))
    return Row(measure, {}, yes, of, figure.value, unit, figure.low, figure.high, *[None] * 3)
