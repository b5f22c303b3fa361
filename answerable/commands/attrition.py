"""Where cases go, and when victims leave: the funnel and the incidence of a log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from answerable.commands.failing import Failed
from answerable.commands.measures import check_dimensions, said_beside
from answerable.commands.printing import print_rows
from answerable.commands.reading_logs import (
    LogAt,
    as_of_option,
    format_option,
    known_at_option,
    path_argument,
    settings_option,
    strict_option,
    tell,
)
from answerable.commands.releasing import release_tables, remembered_before

INCIDENCE = ("withdrawal.incidence_7", "withdrawal.incidence_30", "withdrawal.incidence_365",
             "withdrawal.resumption_365")  # fmt: skip
CORRECTED = INCIDENCE[:3]  # of leaving: what others say of it as if nothing else ended a case

if TYPE_CHECKING:
    from answerable.analysis.audit.guarding import Table
    from answerable.analysis.measure import Measure

REACHED = (("cases.recorded", "recorded"), ("funnel.referred", "referred"),
           ("funnel.charged", "charged"), ("funnel.convicted", "convicted"))  # fmt: skip
HIDDEN = "hidden"
ALL_SHOWN = "all_shown"  # the group of a total, which the other rows have already
COLUMNS = ("part", "group", "what", "number", "of", "value", "low", "high")


@click.command()
@path_argument
@as_of_option
@known_at_option
@click.option("--by", multiple=True, metavar="DIM", help="Break the incidence down by this.")
@click.option(
    "--cohort",
    is_flag=True,
    help="The funnel of the cases reported in each quarter (the default).",
)
@click.option(
    "--period",
    is_flag=True,
    help="What happened in each quarter, whenever the cases were reported.",
)
@click.option("--release", is_flag=True, help="Hide small numbers, and round the rest.")
@click.option(
    "--register",
    type=click.Path(path_type=Path),
    help="With --release: all that was released of this log.",
)
@format_option()
@settings_option
@strict_option
def command(
    path: LogAt,
    as_of: datetime,
    known_at: datetime | None,
    by: tuple[str, ...],
    cohort: bool,
    period: bool,
    release: bool,
    register: Path | None,
    form: str,
    settings: Path | None,
    strict: bool,
) -> int:
    """The funnel, by cohort or by period and never both, and how many victims had left by a day.

    In a cohort the open are an ending of their own. The incidence counts the other endings of a
    case as what they are. Beside it stands the naive figure, which takes them for open and is too
    high (of what is released, a report has it).
    """
    if cohort and period:
        raise Failed("give --cohort or --period: they count different cases and are never mixed")
    kind = "period" if period else "cohort"
    _check(by, register, release=release)
    from answerable.analysis.view import View  # noqa: PLC0415  --help needs none of it
    from answerable.commands.measuring import known_of, whole_log  # noqa: PLC0415
    from answerable.commands.settings import duties_with  # noqa: PLC0415

    view = View(as_of, known_at, duties_with(settings, path))
    log, account = whole_log(path, view, strict=strict)
    if release:
        rows = list(_released(log, by, kind, register))
    else:
        rows = [*_funnel(log, kind), *_incidence(log, by)]
    shown = _for_eyes(rows) if form == "table" else rows
    print_rows(shown, COLUMNS, form, none="No case was reported by then.")
    for line in said_beside(known_of(log, by), (), by, release=release):
        click.echo(f"answerable: {line}", err=True)
    return tell(account)


def _check(by: tuple[str, ...], register: Path | None, *, release: bool) -> None:
    from answerable.analysis.dimensions import OF_OBLIGATIONS  # noqa: PLC0415  --help needs none

    check_dimensions(by, release=release)
    for name in by:
        if name in OF_OBLIGATIONS:
            raise Failed(f"--by {name} is of what is owed: victims who leave have none")
    if register is not None and not release:
        raise Failed("--register is of what is released: give --release as well")


def _funnel(log: Any, kind: str) -> Iterator[dict[str, Any]]:
    from answerable.analysis.attrition import by_cohort, by_period  # noqa: PLC0415

    if kind == "period":
        for one in by_period(log):
            for what, number in one.happened.items():
                yield _row(kind, one.period, what, number)
        return
    for each in by_cohort(log):
        for what, number in each.reached.items():
            yield _row(kind, each.period, what, number, each.cases)
        for what, number in each.ended.items():
            yield _row(kind, each.period, f"ended: {what}", number, each.cases)


def _for_eyes(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows of a table, with three decimals; the other forms have every digit."""
    for row in rows:
        yield {k: round(v, 3) if isinstance(v, float) else v for k, v in row.items()}


def _row(part: str, group: str, what: str, *numbers: Any) -> dict[str, Any]:
    return dict(zip(COLUMNS, (part, group, what, *numbers, *[None] * 5), strict=False))


def _incidence(log: Any, by: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    from answerable.analysis.catalogue import MEASURE_OF  # noqa: PLC0415  --help needs none
    from answerable.analysis.evaluate import evaluate  # noqa: PLC0415

    for row in evaluate(log, [MEASURE_OF[id_] for id_ in INCIDENCE], by):
        said = (row.numerator, row.denominator, row.value, row.low, row.high)
        yield _row("incidence", _of(row.group), row.measure, *said)
    yield from _naive(log, by)


def _naive(log: Any, by: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    from answerable.analysis.answers import ENDED_SO  # noqa: PLC0415
    from answerable.analysis.catalogue import MEASURE_OF  # noqa: PLC0415  --help needs none
    from answerable.analysis.evaluate import tallied  # noqa: PLC0415
    from answerable.analysis.incidence import naive  # noqa: PLC0415
    from answerable.analysis.tallies import Time  # noqa: PLC0415

    for measure, group, found in tallied(log, [MEASURE_OF[id_] for id_ in CORRECTED], by):
        if isinstance(found, Time) and measure.by_day is not None:
            figure = naive(found.waited, found.how == ENDED_SO, measure.by_day)
            yield _row("naive", _of(group), measure.id, None, None, *figure)


def _of(group: Mapping[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in group.items())


def _released(
    log: Any, by: tuple[str, ...], kind: str, register: Path | None
) -> Iterator[dict[str, Any]]:
    """The same as it may leave: funnel and incidence held against each other and all that was
    released before, and entered in the register; a table that gives somebody away is left out."""
    from answerable.analysis.attrition import by_period  # noqa: PLC0415  --help needs none
    from answerable.analysis.audit.guarding import tables  # noqa: PLC0415
    from answerable.analysis.audit.periods import without_gaps  # noqa: PLC0415
    from answerable.analysis.catalogue import MEASURE_OF  # noqa: PLC0415
    from answerable.analysis.disclosure import shown  # noqa: PLC0415
    from answerable.analysis.reporting.extra_measures import ENDING  # noqa: PLC0415

    stages = {MEASURE_OF[id_]: what for id_, what in REACHED}
    stages |= {one: f"ended: {one.id.partition('.')[2]}" for one in ENDING}
    wanted = list(tables(log, stages, ("quarter",))) if kind == "cohort" else []
    wanted += tables(log, [MEASURE_OF[id_] for id_ in INCIDENCE], by)
    periods = without_gaps(by_period(log)) if kind == "period" else []
    before = remembered_before(register, lambda: log) if register else []
    title = f"attrition by {kind}"
    kept = list(release_tables(wanted, periods, log.as_of, title, before, register))
    yield from _named(
        _row(kind, one.period, what, _or_hidden(shown(number)))
        for one in periods
        for what, number in one.happened.items()
    )
    yield from _named(sorted(_cohorts(kept, stages), key=lambda row: str(row["group"])))
    for row in (each.row for table in kept if table.measure not in stages for each in table.rows):
        said = (row.numerator, row.denominator, row.value, row.low, row.high)
        yield _row("incidence", _of(row.group), row.measure, *map(_or_hidden, said))


def _cohorts(kept: Iterable[Table], stages: Mapping[Measure, str]) -> Iterator[dict[str, Any]]:
    """The funnel of each quarter's cases, as far as it may be shown."""
    for table in kept:
        what = stages.get(table.measure, "")
        for row in (each.row for each in table.rows if what):
            if row.group["quarter"] != ALL_SHOWN:
                of = row.numerator if row.unit == "count" else row.denominator
                numbers = (_or_hidden(row.numerator), _or_hidden(of))
                yield _row("cohort", row.group["quarter"], what, *numbers)


def _named(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of the quarters of which something is shown: the name alone of another would say
    that there is a case."""
    found = list(rows)
    some = {row["group"] for row in found if row["number"] != HIDDEN}
    return [row for row in found if row["group"] in some]


def _or_hidden(number: float | None) -> float | str:
    return HIDDEN if number is None else number
