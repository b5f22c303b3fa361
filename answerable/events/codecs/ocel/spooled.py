"""The parts of a log put together: each is put by until all that stands before it is known."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NamedTuple

from answerable.events.codecs.ocel.things import Happened, Thing, Types, of_case
from answerable.events.entry import Entry


class Piece(NamedTuple):
    """Whole cases as an encoding writes them: events and things, each with what parts them."""

    events: str
    things: str
    types: Types


def piece(
    entries: Iterable[Entry],
    event: Callable[[Happened], str],
    thing: Callable[[Thing], str],
    between: str,
) -> Piece:
    """Whole cases, each event and each thing written as an encoding writes it."""
    types = Types()
    events: list[str] = []
    things: list[str] = []
    for happened, named in cases(entries):
        types.see(happened, named)
        events += map(event, happened)
        things += map(thing, named)
    return Piece(between.join(events), between.join(things), types)


def cases(entries: Iterable[Entry]) -> Iterator[tuple[list[Happened], list[Thing]]]:
    """The events and the things of each case."""
    for _, of_one in groupby(entries, key=lambda entry: entry.case_id):
        yield of_case(list(of_one))


class Spooled(NamedTuple):
    """All events and all things of a log, each in a file of its own, and the types that occur."""

    events: IO[bytes]
    things: IO[bytes]
    types: Types


@contextmanager
def put_by(pieces: Iterable[Piece], between: str) -> Iterator[Spooled]:
    """The pieces of a log, put by as they come."""
    # In files without a name, so that nobody else can open them.
    with TemporaryFile() as events, TemporaryFile() as things:
        types = Types()
        for one in pieces:
            types.add(one.types)
            for file, text in ((events, one.events), (things, one.things)):
                if text:
                    file.write((between if file.tell() else "").encode() + text.encode())
        yield Spooled(events, things, types)


def write_all(path: Path, *parts: str | IO[bytes]) -> None:
    """Write texts, and what was put by, one after the other."""
    with path.open("wb") as out:
        for part in parts:
            if isinstance(part, str):
                out.write(part.encode())
            else:
                part.seek(0)
                shutil.copyfileobj(part, out)
