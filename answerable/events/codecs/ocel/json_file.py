"""OCEL 2.0 as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from answerable.events.codecs.ocel.spooled import Piece, piece, put_by, write_all
from answerable.events.codecs.ocel.things import Happened, Related, Thing
from answerable.events.entry import Entry

BETWEEN = ",\n"


def json_piece(entries: Iterable[Entry]) -> Piece:
    """Whole cases, in order."""
    return piece(entries, _event, _thing, BETWEEN)


def write_json(path: Path, pieces: Iterable[Piece]) -> None:
    """Write a log as OCEL 2.0 JSON."""
    with put_by(pieces, BETWEEN) as found:
        event_types = [
            {"name": name, "attributes": [{"name": n, "type": t} for n, t in sorted(of.items())]}
            for name, of in sorted(found.types.events.items())
        ]
        object_types = [{"name": kind, "attributes": []} for kind in sorted(found.types.kinds)]
        head = f'{{"objectTypes": {_dumped(object_types)},\n"eventTypes": {_dumped(event_types)}'
        objects = (',\n"objects": [\n', found.things, "\n]")
        events = (',\n"events": [\n', found.events, "\n]")
        write_all(path, head, *objects, *events, "}\n")


def _event(one: Happened) -> str:
    """An event. A value is a text whatever its type: so the published schema has it."""
    attributes = [{"name": name, "value": value} for name, (_, value) in one.attributes.items()]
    return _dumped(
        {
            "id": one.id, "type": one.type, "time": one.time, "attributes": attributes,
            "relationships": _related(one.related),
        }
    )  # fmt: skip


def _thing(one: Thing) -> str:
    return _dumped(
        {
            "id": one.id, "type": one.kind, "attributes": [],
            "relationships": _related(one.related),
        }
    )  # fmt: skip


def _related(related: Iterable[Related]) -> list[dict[str, str]]:
    return [{"objectId": one.thing, "qualifier": one.qualifier} for one in related]


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
