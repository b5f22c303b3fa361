"""A made-up caseload, for trying things out."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from pathlib import Path

import click

from answerable.commands.failing import Failed
from answerable.commands.reading_logs import progress
from answerable.synthetic.parameters import SETTINGS, table


@click.command()
@click.option("--cases", type=click.IntRange(1), required=True, help="How many cases.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@click.option(
    "--setting", type=click.Choice(SETTINGS), default="SEED", show_default=True,
    help="What it is fitted to: the inspection and London; England and Wales; or nothing.",
)  # fmt: skip
@click.option(
    "--set", "changes", multiple=True, metavar="NAME=NUMBER",
    help="Another value of a parameter, effects among them; may be given several times.",
)  # fmt: skip
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="A .parquet or .csv file."
)
def command(cases: int, seed: int, setting: str, changes: tuple[str, ...], out: Path) -> None:
    """A made-up caseload, case by case as the published figures say; the same seed, the same cases.

    SEED has the shares and times of the inspection and the London review, NATIONAL a decade of
    England and Wales, in TEST everything occurs that can. Every parameter, and the figure that
    pins it, stands in answerable/synthetic/parameters.csv. `effect.…` are odds ratios that an
    analysis can be shown to find: `--set effect.inconsistency=1` takes one away.

    It prints the last report, and the time at which the shares and times hold.
    """
    from answerable.events.times import show_instant  # noqa: PLC0415  --help needs no NumPy
    from answerable.synthetic.caseload import write_caseload  # noqa: PLC0415  as above

    if out.suffix not in {".parquet", ".csv"}:
        raise Failed(f"{out}: a caseload is written as .parquet or .csv")
    chosen = _numbers(changes)
    try:
        with progress("Making up cases") as step:
            written = write_caseload(out, cases, seed, setting, changes=chosen, progress=step)
    except OSError as error:
        raise Failed(f"{out}: {error.strerror}") from None
    click.echo(f"last_report: {show_instant(written.last_report)}")
    click.echo(f"as_of: {show_instant(written.as_of)}")
    click.echo(
        f"answerable: {cases:,} made-up cases, {written.events:,} events, in {out}", err=True
    )


def _numbers(changes: tuple[str, ...]) -> Mapping[str, float]:
    """The parameters that are set, by name."""
    known = {row.name for row in table()}
    found = {}
    for change in changes:
        name, _, number = change.partition("=")
        if name not in known:
            raise Failed(f"{name} is no parameter; they stand in parameters.csv")
        try:
            value = float(number)
        except ValueError:
            raise Failed(f"{name} is set to a number, not to {number!r}") from None
        if not isfinite(value) or value < 0:
            raise Failed(f"{name} is set to a number from nought on, not to {number!r}")
        if name.startswith("effect.") and not value:
            raise Failed(f"{name} is an odds ratio, and none is nought; 1 takes the effect away")
        found[name] = value
    return found
