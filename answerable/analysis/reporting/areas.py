"""A force beside those like it and beside all: sums of what is shown of each force, and no more."""

from __future__ import annotations

from collections.abc import Iterable

from answerable.analysis.evaluate import Row
from answerable.analysis.reporting.gathering import Figures
from answerable.analysis.statistics import garwood, wilson


def together(figures: Figures, measure: str, forces: Iterable[str]) -> Row | None:
    """The figure of several forces, made from the rounded figures of each.

    None where that of any is hidden: of those that are left it would be a choice of the large."""
    rows = [figures.row(measure, force=force) for force in forces]
    shown = [row for row in rows if row is not None and row.value is not None]
    if len(shown) < len(rows) or not shown:
        return None
    unit = shown[0].unit
    yes = sum(row.numerator or 0 for row in shown)
    if unit == "count":
        count = garwood(int(yes))
        return Row(measure, {}, yes, None, count.value, unit, count.low, count.high, *[None] * 3)
    of = sum(row.denominator or 0 for row in shown)
    if not of:
        return None
    if unit == "days":
        return Row(measure, {}, yes, of, float(round(yes / of)), unit, *[None] * 5)
    figure = wilson(float(yes), float(of))
    return Row(measure, {}, yes, of, figure.value, unit, figure.low, figure.high, *[None] * 3)
