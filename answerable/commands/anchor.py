"""Writes the heads of all chains to a file, to be kept outside the database."""

from __future__ import annotations

from pathlib import Path

import click

from answerable.commands.failing import Failed
from answerable.commands.plugging import plug_in


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def command(file: Path) -> None:
    """Write the number and hash of the last entry of every case to FILE.

    Keep it where whoever runs the database cannot reach it, and a new one every day:
    `answerable verify --anchor FILE` then finds what was cut off or made anew since.
    """
    plug_in()
    from answerable.people.acting import working  # noqa: PLC0415  after Django
    from answerable.record.anchoring import NoAnchor, write_anchor  # noqa: PLC0415
    from answerable.record.verifying import heads  # noqa: PLC0415

    with working():
        found = heads()
    try:
        write_anchor(file, found)
    except NoAnchor as error:
        raise Failed(str(error)) from None
    except OSError as error:
        raise Failed(f"{file}: {error.strerror}") from None
    click.echo(f"answerable: {len(found):,} heads of chains in {file}", err=True)
