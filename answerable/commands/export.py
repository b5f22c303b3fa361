"""The log in another form."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import click

from answerable.commands.failing import Failed
from answerable.commands.reading_logs import load, path_argument, progress, strict_option, tell
from answerable.events.catalogue import EVENT_TYPES


@click.command()
@path_argument
@click.option("--to", "form", type=click.Choice(["csv", "parquet", "xes"]), required=True)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The file to write.")
@strict_option
def command(path: Path, form: str, out: Path, strict: bool) -> int:
    """The log in another form, every entry and every field as it was read.

    A log that holds no event type of the catalogue at all is one from elsewhere: it is converted
    with the event types that it has.
    """
    from answerable.events import codecs  # noqa: PLC0415  --help needs none of it

    reading = load(path, strict=False)
    if reading.rows and not reading.read:
        elsewhere = load(path, any_event=True)
        names = {entry.event for entries in elsewhere.cases.values() for entry in entries}
        if names and names.isdisjoint(EVENT_TYPES):
            reading = elsewhere
            click.echo("answerable: a log from elsewhere: its own event types are kept", err=True)
    if strict and reading.problems:
        raise Failed(str(reading.problems[0]))
    entries = chain.from_iterable(entries for _, entries in sorted(reading.cases.items()))
    try:
        with progress("Writing"):
            codecs.write(form, out, entries)
    except OSError as error:
        raise Failed(f"{out}: {error.strerror}") from None
    return tell(reading)
