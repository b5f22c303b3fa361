"""The log in another form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from answerable.commands.failing import PUT_ASIDE, Failed
from answerable.commands.reading_logs import (
    Account,
    LogAt,
    Record,
    account_of,
    failing,
    large,
    load,
    path_argument,
    strict_option,
    tell,
)
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.codecs import CODECS, piece, write_pieces
from answerable.events.reading import files_at
from answerable.events.streaming import Part

if TYPE_CHECKING:
    from answerable.commands.answering import Done
    from answerable.events.entry import Entry


@click.command()
@path_argument
@click.option("--to", "form", type=click.Choice(list(CODECS)), required=True)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The file to write.")
@strict_option
def command(path: LogAt, form: str, out: Path, strict: bool) -> int:
    """The log in another form.

    In CSV, Parquet and XES, every entry and every field as it was read. In OCEL 2.0 (JSON; XML and
    SQLite), events beside the things of a case that they are about, for process mining: without
    anything said in words.

    A log that holds no event type of the catalogue at all is one from elsewhere: it is converted
    with the event types that it has.
    """
    if not isinstance(path, Record):
        with failing():
            if out.exists() and any(out.samefile(file) for file in files_at(path, [])):
                raise Failed(f"{out}: that is the log itself; write it to another file")
    how = in_parts if large(path) else _at_once
    return how(path, form, out, strict=strict)


def _at_once(path: LogAt, form: str, out: Path, *, strict: bool) -> int:
    reading = load(path, strict=False)
    if reading.rows and not reading.read:
        elsewhere = load(path, any_event=True)
        if _are_from_elsewhere(entry.event for case in elsewhere.cases.values() for entry in case):
            reading = elsewhere
    if strict and reading.problems:
        raise Failed(str(reading.problems[0]), PUT_ASIDE)
    _write(out, form, [Written(form).piece(reading.cases)])
    return tell(account_of(reading))


def in_parts(path: LogAt, form: str, out: Path, *, strict: bool) -> int:
    """Write a large log in another form, part by part; the exit code."""
    from answerable.commands.answering import only_read, through  # noqa: PLC0415  as above

    account = Account()
    if strict:
        for _ in through(path, only_read, account):
            if account.first and account.read:
                break
    else:
        _write(out, form, through(path, Written(form), account))
    elsewhere = account.rows > 0 and not account.read and _has_its_own_events(path)
    if strict and account.first and not elsewhere:
        raise Failed(str(account.first[0]), PUT_ASIDE)
    if strict or elsewhere:
        account = Account()
        _write(out, form, through(path, Written(form), account, any_event=elsewhere))
    return tell(account)


def _has_its_own_events(path: LogAt) -> bool:
    from answerable.commands.answering import through  # noqa: PLC0415  as above

    names = through(path, event_names, Account(), any_event=True)
    return _are_from_elsewhere(chain.from_iterable(names))


def _are_from_elsewhere(names: Iterable[str]) -> bool:
    """Whether the event types of a log are all its own; said where they are."""
    found = set(names)
    if not found or not found.isdisjoint(EVENT_TYPES):
        return False
    click.echo("answerable: a log from elsewhere: its own event types are kept", err=True)
    return True


def _write(out: Path, form: str, pieces: Iterable[Any]) -> None:
    try:
        write_pieces(form, out, pieces)
    except OSError as error:
        raise Failed(f"{out}: {error.strerror}") from None


@dataclass(frozen=True)
class Written:
    """The cases of a part in another form."""

    form: str

    def __call__(self, part: Part) -> Done:
        """Read the part and write it."""
        from answerable.commands.answering import done  # noqa: PLC0415  as above

        reading = part.read()
        return done(self.piece(reading.cases), reading, part.share)

    def piece(self, cases: dict[str, list[Entry]]) -> Any:
        """The entries of some cases, in order."""
        entries = chain.from_iterable(entries for _, entries in sorted(cases.items()))
        return piece(self.form, entries)


def event_names(part: Part) -> Done:
    """The event types of a part of a log from elsewhere."""
    from answerable.commands.answering import done  # noqa: PLC0415  as above

    reading = part.read()
    names = {entry.event for entries in reading.cases.values() for entry in entries}
    return done(names, reading, part.share)
