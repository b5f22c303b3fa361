"""OCEL 2.0 as a database of SQLite: six tables, and one for each type."""

from __future__ import annotations

import errno
import json
import re
import shutil
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from answerable.events.codecs.ocel.spooled import cases
from answerable.events.codecs.ocel.things import BEFORE_ALL, Happened, Thing, Types
from answerable.events.entry import Entry

TABLES = """
CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL);
CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL);
CREATE TABLE event (
    ocel_id TEXT PRIMARY KEY, ocel_type TEXT NOT NULL REFERENCES event_map_type (ocel_type)
);
CREATE TABLE object (
    ocel_id TEXT PRIMARY KEY, ocel_type TEXT NOT NULL REFERENCES object_map_type (ocel_type)
);
CREATE TABLE event_object (
    ocel_event_id TEXT REFERENCES event (ocel_id), ocel_object_id TEXT REFERENCES object (ocel_id),
    ocel_qualifier TEXT, PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier)
);
CREATE TABLE object_object (
    ocel_source_id TEXT REFERENCES object (ocel_id),
    ocel_target_id TEXT REFERENCES object (ocel_id), ocel_qualifier TEXT,
    PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier)
);
-- Until all of the log has come, and with it every column of the table of a type.
CREATE TEMP TABLE waiting (id TEXT, type TEXT, time TEXT, attributes TEXT);
CREATE INDEX temp.waiting_of_type ON waiting (type);
"""
TAKEN = ("map_type", "object")  # of a type called so, the table would be one of the six
OWN = ("ocel_id", "ocel_time")  # the columns that the table of an event type has anyway
KINDS = {"integer": "INTEGER", "float": "REAL", "time": "TIMESTAMP"}


class Rows(NamedTuple):
    """Whole cases as the tables hold them."""

    events: list[Happened]
    things: list[Thing]
    types: Types


def sqlite_piece(entries: Iterable[Entry]) -> Rows:
    """Whole cases, in order."""
    types, events, things = Types(), [], []
    for happened, named in cases(entries):
        types.see(happened, named)
        events += happened
        things += named
    return Rows(events, things, types)


def write_sqlite(path: Path, pieces: Iterable[Rows]) -> None:
    """Write a log as OCEL 2.0 SQLite. It is made apart and copied, so that what was there before
    is written over as any other file is, and nothing half made is left."""
    with TemporaryDirectory() as folder, path.open("wb") as out:
        made = Path(folder) / "log.sqlite"
        try:
            _write(made, pieces)
        except (sqlite3.Error, OverflowError) as error:
            raise OSError(errno.EIO, f"no database of SQLite could be made: {error}") from None
        with made.open("rb") as file:
            shutil.copyfileobj(file, out)


def _write(path: Path, pieces: Iterable[Rows]) -> None:
    base = sqlite3.connect(path)
    try:
        base.executescript(TABLES)
        types = Types()
        for one in pieces:
            types.add(one.types)
            _put(base, one)
        _put_events(base, types.events)
        _put_things(base, types.kinds)
        base.commit()
    finally:
        base.close()


def _put(base: sqlite3.Connection, rows: Rows) -> None:
    """Put some cases into the six tables; what has its place in the table of a type waits."""
    base.executemany("INSERT INTO event VALUES (?, ?)", ((e.id, e.type) for e in rows.events))
    base.executemany("INSERT INTO object VALUES (?, ?)", ((o.id, o.kind) for o in rows.things))
    for table, named in (("event_object", rows.events), ("object_object", rows.things)):
        base.executemany(
            f"INSERT INTO {table} VALUES (?, ?, ?)",  # noqa: S608  one of the two names above
            ((one.id, other.thing, other.qualifier) for one in named for other in one.related),
        )
    base.executemany(
        "INSERT INTO temp.waiting VALUES (?, ?, ?, ?)",
        ((e.id, e.type, e.time, json.dumps(values_of(e))) for e in rows.events),
    )


def values_of(event: Happened) -> dict[str, str]:
    """The attributes of an event without their types."""
    return {name: value for name, (_, value) in event.attributes.items()}


def _put_events(base: sqlite3.Connection, types: Mapping[str, Mapping[str, str]]) -> None:
    tables = distinct(map(named, sorted(types)), TAKEN)
    for (name, of_type), table in zip(sorted(types.items()), tables, strict=True):
        base.execute("INSERT INTO event_map_type VALUES (?, ?)", (name, table))
        attributes = sorted(of_type)
        columns = "".join(
            f", {_quoted(column)} {KINDS.get(of_type[attribute], 'TEXT')}"
            for attribute, column in zip(attributes, distinct(attributes, OWN), strict=True)
        )
        base.execute(
            f"CREATE TABLE {_quoted(f'event_{table}')} ("
            f"ocel_id TEXT PRIMARY KEY REFERENCES event (ocel_id), ocel_time TIMESTAMP{columns})"
        )
        waiting = base.execute(
            "SELECT id, time, attributes FROM temp.waiting WHERE type = ? ORDER BY rowid", (name,)
        )
        marks = ", ".join("?" * (len(attributes) + 2))
        base.executemany(
            f"INSERT INTO {_quoted(f'event_{table}')} VALUES ({marks})",  # noqa: S608
            ((id_, time, *map(json.loads(found).get, attributes)) for id_, time, found in waiting),
        )


def _put_things(base: sqlite3.Connection, kinds: Collection[str]) -> None:
    """A table a kind. No value of a thing changes, for none has any: all is said of events."""
    tables = distinct(map(named, sorted(kinds)), TAKEN)
    for kind, table in zip(sorted(kinds), tables, strict=True):
        base.execute("INSERT INTO object_map_type VALUES (?, ?)", (kind, table))
        base.execute(
            f"CREATE TABLE {_quoted(f'object_{table}')} (ocel_id TEXT REFERENCES object (ocel_id), "
            "ocel_time TIMESTAMP, ocel_changed_field TEXT)"
        )
        base.execute(
            f"INSERT INTO {_quoted(f'object_{table}')}"  # noqa: S608
            " SELECT ocel_id, ?, NULL FROM object WHERE ocel_type = ? ORDER BY rowid",
            (BEFORE_ALL, kind),
        )


def named(type_: str) -> str:
    """A type as a part of the name of a table."""
    return re.sub(r"[^0-9A-Za-z]+", "_", type_).strip("_")[:60] or "type"


def distinct(names: Iterable[str], taken: Collection[str]) -> list[str]:
    """Names that SQLite tells apart, for which capitals are small letters, in their order."""
    found: list[str] = []
    seen = {name.casefold() for name in taken}
    for name in names:
        one = next(
            one
            for one in chain([name], (f"{name}_{number}" for number in count(2)))
            if one.casefold() not in seen
        )
        seen.add(one.casefold())
        found.append(one)
    return found


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'
