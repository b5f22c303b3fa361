"""Where cases go, and when victims leave: the funnel and the incidence of a log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from answerable.commands.failing import Failed
from answerable.commands.measures import check_dimensions
from answerable.commands.printing import print_rows
from answerable.commands.reading_logs import (
    as_of_option,
    format_option,
    known_at_option,
    path_argument,
    settings_option,
    strict_option,
    tell,
)
from answerable.commands.releasing import release_rows, released_before

INCIDENCE = ("withdrawal.incidence_7", "withdrawal.incidence_30", "withdrawal.incidence_365",
             "withdrawal.resumption_365")  # fmt: skip
COLUMNS = ("part", "group", "what", "number", "of", "value", "low", "high")


@click.command()
@path_argument
@as_of_option
@known_at_option
@click.option("--by", multiple=True, metavar="DIM", help="Break the incidence down by this.")
@click.option(
    "--cohort",
    "kind",
    flag_value="cohort",
    default="cohort",
    help="The funnel of the cases reported in each quarter (the default).",
)
@click.option(
    "--period",
    "kind",
    flag_value="period",
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
    path: Path,
    as_of: datetime,
    known_at: datetime | None,
    by: tuple[str, ...],
    kind: str,
    release: bool,
    register: Path | None,
    form: str,
    settings: Path | None,
    strict: bool,
) -> int:
    """The funnel, by cohort or by period and never both, and how many victims had left by a day.

    In a cohort the open are an ending of their own. The incidence counts the other endings of a
    case as what they are; `naive` in a report shows what happens where they are not.
    """
    check_dimensions(by, release=release)
    if register is not None and not release:
        raise Failed("--register is of what is released: give --release as well")
    from answerable.analysis.view import View  # noqa: PLC0415  --help needs none of it
    from answerable.commands.measuring import whole_log  # noqa: PLC0415
    from answerable.commands.settings import duties_with  # noqa: PLC0415

    view = View(as_of, known_at, duties_with(settings))
    log, account = whole_log(path, view, strict=strict)
    rows = [*_funnel(log, kind, release=release), *_incidence(log, by, register, release=release)]
    print_rows(rows, COLUMNS, form, none="No case was reported by then.")
    return tell(account)


def _funnel(log: Any, kind: str, *, release: bool) -> Iterator[dict[str, Any]]:
    from answerable.analysis.attrition import by_cohort, by_period  # noqa: PLC0415
    from answerable.analysis.disclosure import shown  # noqa: PLC0415

    def row(period: str, what: str, number: int, of: int | None) -> dict[str, Any]:
        counts = [None if n is None else shown(n) if release else n for n in (number, of)]
        hidden = "hidden" if release else None
        said = [hidden if n is None and given is not None else n
                for n, given in zip(counts, (number, of), strict=True)]  # fmt: skip
        return dict(zip(COLUMNS, (kind, period, what, *said, None, None, None), strict=True))

    if kind == "period":
        for one in by_period(log):
            for what, number in one.happened.items():
                yield row(one.period, what, number, None)
        return
    for each in by_cohort(log):
        for what, number in each.reached.items():
            yield row(each.period, what, number, each.cases)
        for what, number in each.ended.items():
            yield row(each.period, f"ended: {what}", number, each.cases)


def _incidence(
    log: Any, by: tuple[str, ...], register: Path | None, *, release: bool
) -> Iterator[dict[str, Any]]:
    from answerable.analysis.catalogue import MEASURE_OF  # noqa: PLC0415  --help needs none
    from answerable.analysis.evaluate import evaluate, tallied  # noqa: PLC0415

    measures = [MEASURE_OF[id_] for id_ in INCIDENCE]
    if release:
        before = released_before(register) if register else []
        found = tallied(log, measures, by)
        rows = [one.row for one in release_rows(found, log.as_of, by, before, register)]
    else:
        rows = list(evaluate(log, measures, by))
    for row in rows:
        group = "; ".join(f"{name}={value}" for name, value in row.group.items())
        said = (row.numerator, row.denominator, row.value, row.low, row.high)
        shown = ["hidden" if release and one is None else one for one in said]
        yield dict(zip(COLUMNS, ("incidence", group, row.measure, *shown), strict=True))
