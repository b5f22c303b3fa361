"""The traces of an XES file one by one, and the line on which each event begins."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.ElementTree import DefusedXMLParser

STEP = 1 << 16  # bytes that are parsed at a time


class Trace(NamedTuple):
    """A trace, and each of its events with the line on which it begins."""

    element: Element
    events: list[tuple[int, Element]]


class BrokenOff(Exception):
    """The file breaks off, or is not XML, at a line."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


def traces(file: BinaryIO) -> Iterator[Trace]:
    """The traces of a file, as they end; of one that breaks off, last the events of the trace that
    had not ended, and then BrokenOff."""
    builder = _Traces()
    parser = builder.parser = DefusedXMLParser(target=builder)
    broken: Exception | None = None
    more = True
    while more and broken is None:
        try:
            # `read1` gives what a packed file holds before it breaks off.
            chunk = file.read1(STEP)  # type: ignore[attr-defined]
            more = bool(chunk)
            parser.feed(chunk) if more else parser.close()
        except (ParseError, EOFError, OSError, zlib.error) as error:
            broken = error
        yield from builder.take_ended()
    if broken is not None:
        yield from builder.unfinished()
        line = getattr(broken, "position", (parser.parser.CurrentLineNumber,))[0]
        raise BrokenOff(line, str(broken))


class _Traces(TreeBuilder):
    """Builds a log's elements, and keeps each trace with its events."""

    def __init__(self) -> None:
        super().__init__()
        self.parser: Any = None
        self.ended: list[Trace] = []
        self.trace: Trace | None = None  # the one that is open
        self.event: tuple[int, Element] | None = None

    def start(self, tag: Any, attrs: Any, /) -> Element:
        element: Element = super().start(tag, attrs)
        name = tag.rpartition("}")[2]
        if name == "trace":
            self.trace = Trace(element, [])
        elif name == "event" and self.trace is not None and self.event is None:
            self.event = self.parser.parser.CurrentLineNumber, element
        return element

    def end(self, tag: Any, /) -> Element:
        element: Element = super().end(tag)
        if self.trace is not None and self.event is not None and element is self.event[1]:
            self.trace.events.append(self.event)
            self.event = None
        elif self.trace is not None and element is self.trace.element:
            self.ended.append(self.trace)
            self.trace = None
        return element

    def take_ended(self) -> list[Trace]:
        """The traces that have ended since they were last taken."""
        ended, self.ended = self.ended, []
        return ended

    def unfinished(self) -> list[Trace]:
        """The trace that has not ended, with the events that have."""
        return [] if self.trace is None else [self.trace]
