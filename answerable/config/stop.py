"""Ends what a run of the demonstration started, where it was killed before it could."""

from __future__ import annotations

import click

from answerable.commands.failing import Failed
from answerable.config.home import Unusable, default_home


@click.command()
def command() -> None:
    """End the demonstration, or what a killed one left behind. What was recorded stays."""
    from answerable.config import postgres, serving  # noqa: PLC0415  --help needs none of it

    home = default_home()
    try:
        ended = serving.end(home)
        stopped = postgres.stop(home)
    except Unusable as error:
        raise Failed(str(error)) from None
    click.echo("answerable: stopped" if ended or stopped else "answerable: nothing ran", err=True)
