"""A log as XES (IEEE 1849): traces of events with typed attributes, as process mining reads it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO, cast
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException

from answerable.events.codecs.xes_traces import BrokenOff, traces
from answerable.events.codecs.xml_text import attribute
from answerable.events.datatext import write_data
from answerable.events.entry import Entry
from answerable.events.problems import ReadError
from answerable.events.rows import Rows

# Keys of the standard, and our own for the columns that it has no word for.
CASE, EVENT, TIME, ACTOR = "concept:name", "concept:name", "time:timestamp", "org:resource"
OURS = {
    "answerable:seq": "seq", "answerable:recorded_at": "recorded_at",
    "answerable:agency": "agency", "answerable:subject": "subject", "answerable:data": "data",
}  # fmt: skip
TYPED = {"int": int, "float": float}


def read_xes(path: Path, into: Rows) -> dict[str, dict[str, Any]]:
    """Read an XES log; what it says of whole cases. What a broken file holds before the break is
    read, and the rest is one problem. A row's line is the one on which its event begins."""
    cases: dict[str, dict[str, Any]] = {}
    number = 0
    with _opened(path) as file:
        try:
            for trace in traces(file):
                attributes = dict(_attributes(trace.element))
                name = str(attributes.pop(CASE, ""))
                if name:
                    cases.setdefault(name, {}).update(attributes)
                for line, event in trace.events:
                    number += 1
                    _take(path, line, name, event, into)
                trace.element.clear()
        except DefusedXmlException as error:
            raise ReadError(f"{path}: XML that may do harm is not read: {error}") from None
        except RecursionError:
            raise ReadError(f"{path}: the attributes of a case are nested too deeply") from None
        except BrokenOff as error:
            if not number:
                raise ReadError(f"{path}: not readable as XES: {error}") from None
            into.refuse(str(path), error.line, "", f"the file breaks off, or is not XML: {error}")
    if not number and not cases:
        raise ReadError(f"{path}: the file holds no traces; is it XES?")
    return cases


def _take(path: Path, line: int, case: str, event: Element, into: Rows) -> None:
    try:
        cells = _row(case, event, foreign=into.types is None)
    except RecursionError:
        into.refuse(str(path), line, "", "its attributes are nested too deeply")
    else:
        into.take(str(path), line, cells)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    if path.suffix.lower() == ".gz":
        with gzip.open(path, "rb") as unpacked:
            yield cast("BinaryIO", unpacked)  # it reads as a file does
    else:
        with path.open("rb") as file:
            yield file


def _attributes(parent: Element) -> Iterator[tuple[str, Any]]:
    for child in parent:
        kind = child.tag.rpartition("}")[2]
        if kind != "event" and "key" in child.attrib:
            yield child.attrib["key"], _value(kind, child)


def _value(kind: str, element: Element) -> Any:
    """An attribute's value, typed; with attributes or a list inside, an object of both."""
    text = element.attrib.get("value", "")
    if kind in TYPED:
        try:
            plain: Any = TYPED[kind](text)
        except ValueError:
            plain = text
    elif kind == "boolean":
        plain = {"true": True, "false": False, "1": True, "0": False}.get(text, text)
    else:
        plain = text
    inner = [*_attributes(element)]
    for values in (child for child in element if child.tag.rpartition("}")[2] == "values"):
        inner += [*_attributes(values)]
    if not inner:
        return plain
    return {"value": plain, "attributes": [list(pair) for pair in inner]}


def _row(case: str, event: Element, *, foreign: bool) -> dict[str, Any]:
    """An event's cells by column; what is no column is data."""
    cells: dict[str, Any] = {"case_id": case}
    other: dict[str, Any] = {}
    for name, value in _attributes(event):
        if name == EVENT:
            cells["event"] = str(value)
        elif name == TIME:
            cells["occurred_at"] = str(value)
        elif name == ACTOR:
            cells["actor"] = str(value)
        elif name in OURS:
            cells[OURS[name]] = str(value)
        else:
            other[name] = value
    if "data" not in cells and other:
        # The attributes of a log from elsewhere are its own; ours are fields of the event type.
        cells["data"] = other if foreign else json.dumps(other)
    return cells


HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="2.0" xes.features="" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <global scope="trace">
    <string key="concept:name" value=""/>
  </global>
  <global scope="event">
    <string key="concept:name" value=""/>
    <date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>
  </global>
  <classifier name="Event" keys="concept:name"/>
"""


def xes_piece(entries: Iterable[Entry]) -> str:
    """The traces of whole cases, each of its entries in order: an event with every column, and each
    coded field as an attribute of its own beside them."""
    lines: list[str] = []
    for case, events in groupby(entries, key=lambda e: e.case_id):
        lines += ["  <trace>\n", _line("string", CASE, case, 4)]
        for entry in events:
            lines += ["    <event>\n", *_event_lines(entry), "    </event>\n"]
        lines.append("  </trace>\n")
    return "".join(lines)


def write_traces(path: Path, pieces: Iterable[str]) -> None:
    """Write a log as XES."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEAD)
        file.writelines(pieces)
        file.write("</log>\n")


def _event_lines(entry: Entry) -> Iterator[str]:
    yield _line("string", EVENT, entry.event, 6)
    yield _line("date", TIME, entry.occurred_at.isoformat(), 6)
    if entry.actor:
        yield _line("string", ACTOR, entry.actor, 6)
    yield _line("int", "answerable:seq", str(entry.seq), 6)
    yield _line("date", "answerable:recorded_at", entry.recorded_at.isoformat(), 6)
    for name in ("agency", "subject"):
        if getattr(entry, name):
            yield _line("string", f"answerable:{name}", getattr(entry, name), 6)
    if entry.data:
        yield _line("string", "answerable:data", write_data(entry.data), 6)
    yield from _field_lines(entry.data)


def _field_lines(data: Mapping[str, Any]) -> Iterator[str]:
    for name, value in data.items():
        if isinstance(value, bool):
            yield _line("boolean", f"data:{name}", "true" if value else "false", 6)
        elif isinstance(value, int):
            yield _line("int", f"data:{name}", str(value), 6)
        elif isinstance(value, str):
            yield _line("string", f"data:{name}", value, 6)


def _line(kind: str, key: str, value: str, indent: int) -> str:
    return f"{' ' * indent}<{kind} key={attribute(key)} value={attribute(value)}/>\n"
