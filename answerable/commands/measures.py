"""How many, how long, and of what: the figures of a log, each with its interval."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from answerable.commands.failing import Failed
from answerable.commands.printing import print_rows
from answerable.commands.reading_logs import (
    account_of,
    as_of_option,
    format_option,
    known_at_option,
    load,
    path_argument,
    settings_option,
    strict_option,
    tell,
)

if TYPE_CHECKING:
    from answerable.analysis.evaluate import Row

COLUMNS = (
    "measure", "group", "value", "unit", "low", "high", "numerator", "denominator", "open",
    "missing", "not_applicable",
)  # fmt: skip


@click.command()
@path_argument
@as_of_option
@known_at_option
@click.option("--by", multiple=True, metavar="DIM", help="Break down by this; may be repeated.")
@click.option("--only", default="", help="Measures to give, such as time.report_to_charge,funnel.")
@format_option()
@settings_option
@strict_option
def command(
    path: Path,
    as_of: datetime,
    known_at: datetime | None,
    by: tuple[str, ...],
    only: str,
    form: str,
    settings: Path | None,
    strict: bool,
) -> int:
    """The figures of a log, each with what it is of, its interval, and how many cases are open,
    missing (not recorded) or not applicable.

    They are true figures, for somebody who holds the cases. Small numbers are not hidden: what
    leaves the house needs disclosure control first.
    """
    from answerable.analysis.catalogue import MEASURES  # noqa: PLC0415  --help needs none
    from answerable.analysis.dimensions import NAMES  # noqa: PLC0415
    from answerable.analysis.evaluate import evaluate  # noqa: PLC0415
    from answerable.analysis.log import Log  # noqa: PLC0415
    from answerable.commands.settings import duties_with  # noqa: PLC0415
    from answerable.events.columns import from_cases  # noqa: PLC0415

    for name in by:
        if name not in NAMES:
            raise Failed(f"{name!r} is no dimension; there are {', '.join(NAMES)}")
    wanted = [one.strip() for one in only.split(",") if one.strip()]
    for name in wanted:
        if not any(_named(measure.id, name) for measure in MEASURES):
            raise Failed(f"{name!r} is no measure; there are {', '.join(m.id for m in MEASURES)}")
    measures = [m for m in MEASURES if not wanted or any(_named(m.id, one) for one in wanted)]
    duties = duties_with(settings)
    reading = load(path, strict=strict)
    log = Log(from_cases(reading.cases.items()), as_of, known_at, duties)
    rows = _printed(evaluate(log, measures, by), form)
    print_rows(rows, COLUMNS, form, none="No measure can be broken down like this.")
    for line in cannot_be_answered(log):
        click.echo(f"answerable: {line}", err=True)
    return tell(account_of(reading))


def _named(measure: str, name: str) -> bool:
    """Whether a name is a measure's own, or the first word of it."""
    return measure == name or measure.startswith(f"{name}.")


def _printed(rows: Iterator[Row], form: str) -> Iterator[dict[str, Any]]:
    for row in rows:
        found = row._asdict()
        if form != "json":
            found["group"] = "; ".join(f"{name}={value}" for name, value in row.group.items())
        if form == "table":
            found |= {name: _rounded(found[name]) for name in ("value", "low", "high", "numerator")}
        yield found


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def cannot_be_answered(log: Any) -> Iterator[str]:
    """What the log is too small, or too young, to say."""
    from answerable.analysis.cases import counted, undecided  # noqa: PLC0415  --help needs none

    base = counted(log)
    number = int(base.sum())
    if not number:
        yield "no case was reported by then: every share and time is empty, not nought"
    elif number == 1:
        yield "one case: its figures say what became of it, and nothing of how cases go"
    elif not (base & ~undecided(log)).any():
        yield "every case is open: how many are, and for how long, can be said; how they end cannot"
