"""Forces side by side: each share in the limits of chance, and no ranking."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from answerable.analysis.catalogue import MEASURE_OF
from answerable.analysis.log import Log
from answerable.analysis.measure import Measure
from answerable.analysis.models.comparison import Comparison, NotCompared, Row, compare
from answerable.analysis.models.funnel import ALARM, WARNING, exact_limits, wide_limits
from answerable.analysis.reporting import charts, words
from answerable.analysis.reporting.edition import Edition
from answerable.analysis.reporting.model import NOT_SHOWN, Chart, Column, Section, Table

COMPARED = ("withdrawal.share", "funnel.referred", "safeguarding.made")
LEAST = 50  # cases, below which even a tenth of them is a count
STEPS = 60  # numbers of cases at which the limits are drawn
COLUMNS = (
    Column("force", "Force", "In the order of the names", number=False),
    Column("cases", "Cases", "Of how many cases; to the nearest five"),
    Column("counts", "In how many", "In how many of them it is so; to the nearest five"),
    Column("value", "Share", "The share of the cases"),
    Column("expected", "Expected", "The share to be expected of its cases, by what was known of "
           "them at the report"),
    Column("where", "Where it lies", "Within the limits of chance and of the spread between "
           "forces round what was expected of it, or outside them", number=False),
    Column("missing", "Missing", "Of all its cases, about how many in which it is not recorded; "
           "in tenths"),
)  # fmt: skip


def forces(log: Log, edition: Edition) -> Section | None:
    """Funnel plots of the shares that do not rest on how long a case has lasted."""
    tables = [table for id_ in COMPARED if (table := _compared(log, edition, MEASURE_OF[id_]))]
    if not tables:
        return None
    own = f" {edition.force_name} is the filled diamond." if edition.force else ""
    return Section(
        "forces", "Forces side by side",
        ("Nobody is ranked: most of a rank is chance. In each chart the line across is the share "
         "of all, and the limits are those between which 95 and 99.8 in a hundred forces would lie "
         "by chance alone, wider where there are fewer cases. A force is named where it lies "
         f"outside its own limits.{own}",
         "Each force is compared with all forces in the log together, and with what was to be "
         "expected of its own cases. Which forces are most like each other is not worked out "
         "here: whoever asks for the report may name them.",
         "What is expected of a force rests on who the suspect is to the victim, domestic abuse, "
         "whether a suspect was named, who reported and how late: what was known at the report, "
         "and never on the team or the outcome. “Where it lies” is said of the limits round what "
         "was expected, with what forces differ by beyond chance added. Outside is a reason to "
         "ask, not an answer. A force is not shown where few of its cases are one way or the "
         "other."),
        tables=tables,
    )  # fmt: skip


def _compared(log: Log, edition: Edition, measure: Measure) -> Table | None:
    """One share, of the forces of which it may be shown beside everything else."""
    try:
        found = compare(log, measure, release=True)
    except NotCompared:
        return None
    rows = [
        (edition.called(row.group), row)
        for row in found.rows
        if row.value is not None
        and (figure := edition.figures.row(measure.id, force=row.group)) is not None
        and figure.value is not None
    ]
    rows.sort(key=lambda one: one[0])
    if len(rows) < 2:
        return None
    cells = [
        [name, words.number(row.n), words.number(row.events), words.percent(row.value),
         _whole(row.expected), row.where, _missing(row)]
        for name, row in rows
    ]  # fmt: skip
    name = f"forces_{measure.id.replace('.', '_')}"
    drawn = _drawn(edition, measure, found, rows)
    behind = [measure.id] * len(cells)
    return Table(name, measure.title, COLUMNS, cells, drawn, _note(found, measure), behind)


def _drawn(
    edition: Edition, measure: Measure, found: Comparison, rows: Sequence[tuple[str, Row]]
) -> Chart | None:
    share = found.overall or 0.0
    own = edition.called(edition.force)
    points = [
        (float(row.n or 0), 100 * (row.value or 0.0),
         name if name == own or row.where != "within" else "", name == own)
        for name, row in rows
    ]  # fmt: skip
    numbers = sorted({row.n or 0 for _, row in rows})
    at = [int(n) for n in np.geomspace(numbers[0], numbers[-1], STEPS)]
    limits: list[charts.Limit] = [
        (name, dash, [(n, *_hundred(exact_limits(n, share, level))) for n in at])
        for name, dash, level in (("95%", (6, 3), WARNING), ("99.8%", (1, 0), ALARM))
    ]
    if found.between:
        wide = [(n, *_hundred(wide_limits(n, share, found.between, ALARM))) for n in at]
        limits.append(("with spread", (2, 3), wide))
    return charts.funnel(
        measure.title, "A point a force: its share against how many cases it is of, with the share "
        "of all and limits that narrow as there are more cases.",
        points, 100 * share, limits, "% of cases",
    )  # fmt: skip


def _hundred(ends: tuple[float, float]) -> tuple[float, float]:
    return 100 * ends[0], 100 * ends[1]


def _whole(expected: float | None) -> str:
    """What was expected, which is known in whole per cents and no closer."""
    return NOT_SHOWN if expected is None else f"{100 * expected:.0f}%"


def _missing(row: Row) -> str:
    """About how many are missing, in tenths of a large number: less says too much."""
    if row.n is None or row.n < LEAST:
        return NOT_SHOWN
    missing = row.missing or 0
    tenths = round(10 * missing / (row.n + missing))
    return f"about {10 * tenths}%" if tenths else "under 5%"


def _note(found: Comparison, measure: Measure) -> str:
    spread = (
        f"Beyond chance, forces differ by a standard deviation of {words.percent(found.between)}."
        if found.between
        else "Between forces there is no more difference than chance alone would make."
    )
    said = [f"{one[0].upper()}{one[1:]}." for one in found.notes]
    many = sum(row.value is not None for row in found.rows)
    by_chance = round((1 - WARNING) * many)
    if by_chance:
        some = "one lies" if by_chance == 1 else f"{by_chance} lie"
        said.append(f"Of so many forces about {some} outside the limits of 95% by chance alone.")
    return " ".join([f"The shares are of {measure.base}.", spread, *said])
