"""A made-up caseload, for trying things out."""

from __future__ import annotations

from pathlib import Path

import click

from answerable.commands.failing import Failed
from answerable.commands.reading_logs import progress


@click.command()
@click.option("--cases", type=click.IntRange(1), required=True, help="How many cases.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="A .parquet file.")
def command(cases: int, seed: int, out: Path) -> None:
    """A made-up caseload of about 150 events a case, over ten years; the same seed, the same cases.

    It is not calibrated to any figure: it is for trying things out and for measuring speed.
    """
    from answerable.synthetic.caseload import write_caseload  # noqa: PLC0415  --help needs no NumPy

    if out.suffix != ".parquet":
        raise Failed(f"{out}: a caseload is written as .parquet")
    try:
        with progress("Making up cases") as step:
            write_caseload(out, cases, seed, progress=step)
    except OSError as error:
        raise Failed(f"{out}: {error.strerror}") from None
    click.echo(f"answerable: {cases:,} made-up cases in {out}", err=True)
