"""Forces beside each other, with what was to be expected of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from answerable.commands.failing import Failed
from answerable.commands.measures import check_dimensions, chosen, said_beside
from answerable.commands.printing import print_rows
from answerable.commands.reading_logs import (
    LogAt,
    as_of_option,
    format_option,
    known_at_option,
    path_argument,
    strict_option,
    tell,
)

if TYPE_CHECKING:
    from answerable.analysis.log import Log
    from answerable.analysis.measure import Measure
    from answerable.analysis.models.comparison import Comparison, OverTime
    from answerable.analysis.models.interrupted import Change

LEFT_OUT = ("open", "missing")
COUNTS = ("n", "events", *LEFT_OUT)
LIMITS = ("low_95", "high_95", "low_998", "high_998")
FORCES = (
    "group", "n", "events", "value", "expected", *LIMITS, *(f"wide_{name}" for name in LIMITS),
    "where", "open", "missing", "case_mix_missing",
)  # fmt: skip
TERMS = ("term", "odds_ratio", "low", "high", "quarters", "n", "events")
QUARTERS = ("period", "n", "events", "value", "centre", "low", "high")


@click.command()
@path_argument
@as_of_option
@known_at_option
@click.option("--measure", "name", required=True, help="A share, such as withdrawal.share.")
@click.option("--by", default="force", show_default=True, metavar="DIM",
              help="What is compared; quarter gives a chart over time.")  # fmt: skip
@click.option("--change", "since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
              help="With --by quarter: whether it changed from this day's quarter on.")  # fmt: skip
@click.option("--release", is_flag=True, help="From counts as they may be shown.")
@format_option()
@strict_option
def command(
    path: LogAt,
    as_of: datetime,
    known_at: datetime | None,
    name: str,
    by: str,
    since: datetime | None,
    release: bool,
    form: str,
    strict: bool,
) -> int:
    """A share force by force, beside what was to be expected of each by what was known at the
    report of its cases, with the limits of chance (95 and 99.8%) and those that allow for how much
    forces differ (wide). Forces stand in the order of their names; there is no rank.

    By quarter it is a chart over time of the cases that are a year old or older, with Laney's
    limits. With --change it is three odds ratios: of a quarter upon the one before, of the first
    quarter since the day upon what the course so far would have made it, and of how the course
    differs since. They say that something changed, and not what changed it.
    """
    from answerable.analysis.view import View  # noqa: PLC0415
    from answerable.commands.measuring import known_of, whole_log  # noqa: PLC0415

    check_dimensions((by,), release=release)
    if since is not None and by != "quarter":
        raise Failed("--change is of a course in time: give --by quarter as well")
    measure = next((one for one in chosen(name) if one.id == name), None)
    if measure is None:
        raise Failed(f"{name!r} is several measures: one is compared at a time")
    log, account = whole_log(path, View(as_of, known_at), strict=strict)
    found, terms = _compared(log, measure, by, since, release=release)
    _print(found, terms, form, release=release)
    for line in (*said_beside(known_of(log, (by,)), (), (by,), release=release), *found.notes):
        click.echo(f"answerable: {line}", err=True)
    return tell(account)


def _compared(
    log: Log, measure: Measure, by: str, since: datetime | None, *, release: bool
) -> tuple[Comparison | OverTime, list[Change] | None]:
    from answerable.analysis.models.comparison import (  # noqa: PLC0415
        NotCompared,
        compare,
        over_time,
    )
    from answerable.analysis.models.interrupted import changed  # noqa: PLC0415

    try:
        if by != "quarter":
            return compare(log, measure, by, release=release), None
        found = over_time(log, measure, release=release)
        return found, changed(found, since.date()) if since else None
    except NotCompared as reason:
        raise Failed(str(reason)) from None


def _print(
    found: Comparison | OverTime, terms: list[Change] | None, form: str, *, release: bool
) -> None:
    from answerable.analysis.models.comparison import Comparison  # noqa: PLC0415  as above

    columns: tuple[str, ...] = QUARTERS
    if isinstance(found, Comparison):
        _say_spread(found)
        columns, rows = FORCES, [_flat(asdict(row)) for row in found.rows]
    elif terms is not None:
        columns, rows = TERMS, [asdict(term) for term in terms]
    else:
        click.echo(
            f"answerable: neighbouring quarters differ {found.factor:.2f} times as much as chance "
            "alone would have them", err=True,
        )  # fmt: skip
        rows = [asdict(point) for point in found.points]
    if release:
        rows = list(_released(rows))
    printed = (_printed(row, form, release=release) for row in rows)
    print_rows(
        printed, columns, form, none="No group may be shown." if release else "No group is there."
    )


def _released(rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows of which something may be shown: the name alone of another would say that there is
    a case. How many are left out of each is nobody's to know: beside the base it would tell."""
    for row in rows:
        if row["n"] is not None:
            yield row | dict.fromkeys(name for name in LEFT_OUT if name in row)


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """A row with its limits beside the rest, those that are wide by that name."""
    chance, wide = (row.pop(name) or dict.fromkeys(LIMITS) for name in ("chance", "wide"))
    return row | chance | {f"wide_{name}": end for name, end in wide.items()}


def _say_spread(found: Comparison) -> None:
    overall = "none" if found.overall is None else f"{found.overall:.3f}"
    click.echo(
        f"answerable: {found.measure} of all: {overall}; over-dispersion factor "
        f"{found.factor:.2f}, standard deviation between groups {found.between:.3f}", err=True,
    )  # fmt: skip


def _printed(row: dict[str, Any], form: str, *, release: bool) -> dict[str, Any]:
    if form == "table":
        row = {k: round(v, 3) if isinstance(v, float) else v for k, v in row.items()}
    hidden = [name for name in COUNTS if name in row and row[name] is None] if release else []
    if form == "json":
        return row | ({"hidden": hidden} if release else {})
    return row | dict.fromkeys(hidden, "hidden")
