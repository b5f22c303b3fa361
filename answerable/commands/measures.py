"""How many, how long, and of what: the figures of a log, each with its interval."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from answerable.commands.failing import Failed
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

if TYPE_CHECKING:
    from answerable.analysis.audit.cells import Cell
    from answerable.analysis.evaluate import Found, Row
    from answerable.analysis.measure import Measure
    from answerable.analysis.view import View
    from answerable.commands.measuring import Known

COLUMNS = (
    "measure", "group", "value", "unit", "low", "high", "numerator", "denominator", "open",
    "missing", "not_applicable",
)  # fmt: skip
NO_FIGURE = "No case, or no measure that is broken down like this."


@click.command()
@path_argument
@as_of_option
@known_at_option
@click.option("--by", multiple=True, metavar="DIM", help="Break down by this; may be repeated.")
@click.option("--only", default="", help="Measures to give, such as time.report_to_charge,signal.")
@click.option("--release", is_flag=True, help="Hide small numbers, and round the rest.")
@click.option(
    "--register", type=click.Path(path_type=Path),
    help="With --release: all that was released of this log, to be held against, and added to.",
)  # fmt: skip
@format_option()
@settings_option
@strict_option
def command(
    path: LogAt,
    as_of: datetime,
    known_at: datetime | None,
    by: tuple[str, ...],
    only: str,
    release: bool,
    register: Path | None,
    form: str,
    settings: Path | None,
    strict: bool,
) -> int:
    """The figures of a log, each with what it is of, its interval, and how many cases are open,
    missing (not recorded) or not applicable.

    They are true figures, for somebody who holds the cases. What leaves the house is made with
    --release: counts of seven or fewer are hidden, the others rounded to five, and shares,
    intervals and totals worked out again from what is shown. With --register it is held against
    all that was released of the log before, and with what each force knows of its own cases, for
    which the log is read again; what would give somebody away is refused.
    """
    from answerable.analysis.view import View  # noqa: PLC0415  --help needs none of it
    from answerable.commands.measuring import measure  # noqa: PLC0415
    from answerable.commands.settings import duties_with  # noqa: PLC0415

    check_dimensions(by, release=release)
    if register is not None and not release:
        raise Failed("--register is of what is released: give --release as well")
    measures = chosen(only)
    view = View(as_of, known_at, duties_with(settings, path))
    outcome = measure(path, [one.id for one in measures], by, view, strict=strict)
    before = _before(register, path, view, strict=strict)
    found = outcome.found
    printed = (
        _released(found, as_of, by, form, before, register) if release else _printed(found, form)
    )
    print_rows(printed, COLUMNS, form, none=NO_FIGURE)
    for line in said_beside(outcome.known, measures, by, release=release):
        click.echo(f"answerable: {line}", err=True)
    return tell(outcome.account)


def _before(register: Path | None, path: LogAt, view: View, *, strict: bool) -> list[Cell]:
    """What was released before, with what each force knows of its own cases."""
    from answerable.commands.measuring import whole_log  # noqa: PLC0415  --help needs none
    from answerable.commands.releasing import remembered_before  # noqa: PLC0415

    if register is None:
        return []
    return remembered_before(register, lambda: whole_log(path, view, strict=strict)[0])


def check_dimensions(by: Sequence[str], *, release: bool) -> None:
    """Failed, where something is no dimension, or may not be broken down by when released."""
    from answerable.analysis.dimensions import NAMES  # noqa: PLC0415  --help needs none
    from answerable.analysis.disclosure import Refused, check  # noqa: PLC0415

    for name in by:
        if name not in NAMES:
            raise Failed(f"{name!r} is no dimension; there are {', '.join(NAMES)}")
    try:
        check(by if release else ())
    except Refused as refused:
        raise Failed(str(refused)) from None


def chosen(only: str) -> list[Measure]:
    """The measures that `--only` names, by their own name or its first word; without it all but
    those that are given by name alone."""
    from answerable.analysis.catalogue import (  # noqa: PLC0415  --help needs none
        MEASURE_OF,
        MEASURES,
    )

    wanted = [one.strip() for one in only.split(",") if one.strip()]
    for name in wanted:
        if not any(_named(id_, name) for id_ in MEASURE_OF):
            raise Failed(f"{name!r} is no measure; there are {', '.join(MEASURE_OF)}")
    if not wanted:
        return list(MEASURES)
    return [m for id_, m in MEASURE_OF.items() if any(_named(id_, one) for one in wanted)]


def _named(measure: str, name: str) -> bool:
    """Whether a name is a measure's own, or the first word of it."""
    return measure == name or measure.startswith(f"{name}.")


def _printed(found: Iterable[Found], form: str) -> Iterator[dict[str, Any]]:
    from answerable.analysis.evaluate import rows  # noqa: PLC0415  --help needs none

    for row in rows(found):
        yield _as_printed(row, form)


def _as_printed(row: Row, form: str) -> dict[str, Any]:
    found = row._asdict()
    if form != "json":
        found["group"] = "; ".join(f"{name}={value}" for name, value in row.group.items())
    if form == "table":
        found |= {name: _rounded(found[name]) for name in ("value", "low", "high", "numerator")}
    return found


def _released(
    measured: Iterable[Found],
    as_of: datetime,
    by: Sequence[str],
    form: str,
    before: Sequence[Cell],
    register: Path | None,
) -> Iterator[dict[str, Any]]:
    """The rows as they may leave the house, with what is hidden named in each."""
    from answerable.analysis.disclosure import ALL_SHOWN  # noqa: PLC0415
    from answerable.commands.releasing import (  # noqa: PLC0415  --help needs none
        release_rows,
    )

    some = False
    released = release_rows(measured, as_of, by, before, register)
    # The name alone of a group of which nothing is shown would say that there is a case in it.
    named = {_group(row) for row, _, _ in released if _says_something(row)}
    for row, hidden, _ in released:
        if _group(row) not in named and set(row.group.values()) - {ALL_SHOWN}:
            continue
        some = some or row.value is not None
        found = _as_printed(row, form)
        if form == "json":
            yield found | {"hidden": list(hidden)}
        else:
            yield found | dict.fromkeys(hidden, "hidden")
    if not some:
        click.echo("answerable: no cell rests on enough cases to be released", err=True)


def _group(row: Row) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(row.group.items()))


def _says_something(row: Row) -> bool:
    counts = (row.numerator, row.denominator, row.open, row.missing, row.not_applicable)
    return any(number is not None for number in (row.value, *counts))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def said_beside(
    known: Known, measures: Sequence[Measure], by: Sequence[str], *, release: bool
) -> Iterator[str]:
    """What the log is too small, or too young, to say, and what is pooled in the figures."""
    from answerable.analysis.disclosure import MOST_HIDDEN  # noqa: PLC0415  --help needs none

    if release and known.cases <= MOST_HIDDEN:
        yield f"{MOST_HIDDEN} cases or fewer: there is nothing that may be released"
    elif not known.cases:
        yield "no case was reported by then: every share and time is empty, not nought"
    elif known.cases == 1:
        yield "one case: its figures say what became of it, and nothing of how cases go"
    elif known.undecided == known.cases:
        said = "for how long" if release else "how many are, and for how long,"
        yield f"every case is open: {said} can be said; how they end cannot"
    elif not known.decided:
        yield "no decision is recorded: whatever is asked of decided cases is empty, not nought"
    if known.cases and not release:
        yield from _not_compared(known)
    pooled = any(measure.id == "duty.kept" for measure in measures)
    if pooled and not {"basis", "duty"} & set(by):
        yield "duty.kept pools law, what is stated and our defaults; --by basis parts them"


def _not_compared(known: Known) -> Iterator[str]:
    """What a breakdown by something that is the same everywhere cannot say."""
    from answerable.analysis.dimensions import NOT_RECORDED  # noqa: PLC0415  --help needs none

    for name, values in known.said.items():
        if values == {NOT_RECORDED}:
            yield f"{name} is not recorded of any case: nothing can be said by it"
        elif len(values) == 1:
            yield f"every case has the same {name}: there is nothing to compare it with"
