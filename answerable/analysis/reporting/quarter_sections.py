"""Shares from quarter to quarter, in the limits of chance, of cohorts that have had a year."""

from __future__ import annotations

from collections.abc import Sequence

from answerable.analysis.catalogue import MEASURE_OF
from answerable.analysis.log import Log
from answerable.analysis.measure import Measure
from answerable.analysis.models.comparison import NotCompared, Point, over_time
from answerable.analysis.models.sample import WITHIN
from answerable.analysis.reporting import charts, words
from answerable.analysis.reporting.edition import Edition
from answerable.analysis.reporting.model import Chart, Column, Section, Table

FOLLOWED = ("withdrawal.share", "funnel.referred")
FEWEST = 4  # quarters, below which there is no course of anything
COLUMNS = (
    Column("quarter", "Reported in", "The quarter of the report", number=False),
    Column("cases", "Cases", "Of how many cases; to the nearest five"),
    Column("counts", "In how many", "In how many of them it is so; to the nearest five"),
    Column("value", "Share", "The share of the cases"),
    Column("limits", "Limits", "Between which nearly every quarter would lie if nothing changed"),
    Column("where", "Where it lies", "Within its limits, above or below them", number=False),
)


def quarters(log: Log, edition: Edition) -> Section | None:
    """P-prime charts of the shares that a year is enough for."""
    tables = [table for id_ in FOLLOWED if (table := _followed(log, edition, MEASURE_OF[id_]))]
    if not tables:
        return None
    return Section(
        "quarters", "From quarter to quarter",
        (f"Only quarters are shown in which every case was reported {WITHIN} days ago or earlier: "
         "younger ones have not had the time, and would look like a fall. The line across is the "
         "share of all of these quarters. Nearly every quarter would lie within the limits, which "
         "are dashed, if nothing had changed (Laney's p-prime chart, three standard deviations): "
         "they are as wide as neighbouring quarters differ.",
         "Within the limits nothing needs to be explained. Outside is a reason to ask what "
         "changed, in what was done or in what was recorded, and not an answer."),
        tables=tables,
    )  # fmt: skip


def _followed(log: Log, edition: Edition, measure: Measure) -> Table | None:
    """One share, of the quarters of which it may be shown beside everything else."""
    try:
        found = over_time(log, measure, release=True)
    except NotCompared:
        return None
    points = [point for point in found.points if point.value is not None]
    figures = [edition.figures.row(measure.id, quarter=point.period) for point in points]
    # The line and the limits are of all of them, and would tell of one that is held back.
    if len(points) < FEWEST or any(row is None or row.value is None for row in figures):
        return None
    cells = [
        [one.period, words.number(one.n), words.number(one.events), words.percent(one.value),
         f"{words.percent(one.low)} to {words.percent(one.high)}", _where(one)]
        for one in points
    ]  # fmt: skip
    note = f"Neighbouring quarters differ {found.factor:.1f} times as much as chance alone has it."
    return Table(
        f"quarters_{measure.id.replace('.', '_')}", measure.title, COLUMNS, cells,
        _drawn(measure, points), note, [measure.id] * len(cells),
    )  # fmt: skip


def _where(point: Point) -> str:
    value, low, high = point.value or 0.0, point.low or 0.0, point.high or 0.0
    return "below" if value < low else "above" if value > high else "within"


def _drawn(measure: Measure, points: Sequence[Point]) -> Chart | None:
    return charts.control(
        measure.title, "A point a quarter on a line, with the share of all of them across, and "
        "limits above and below.",
        [(_year(one.period), 100 * (one.value or 0), 100 * (one.low or 0), 100 * (one.high or 0))
         for one in points],
        100 * (points[0].centre or 0.0), "% of cases",
    )  # fmt: skip


def _year(quarter: str) -> float:
    """When a quarter began, in years: 2020-Q3 is 2020.5."""
    year, _, number = quarter.partition("-Q")
    return int(year) + (int(number) - 1) / 4
