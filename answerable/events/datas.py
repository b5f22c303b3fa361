"""The data of a columnar log, one for each distinct text, parsed when somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from answerable.events.datatext import parse_data
from answerable.events.entry import NO_DATA
from answerable.events.model import EventType, Field
from answerable.events.shapes import DATES, NOTHING, free_names, shapes_of
from answerable.events.validate import is_recorded

OPEN = ("text", "id", "code")
MOST_SHAPES = 50_000  # that are remembered: of a log that never says a thing twice, not all
Checked = tuple[str, str, int]  # the column at fault, why, and how many fields are not recorded


@dataclass(frozen=True, slots=True)
class Shape:
    """What the texts of one shape say, by one of them; and where each date of theirs stands."""

    data: Mapping[str, Any] | None  # None: the text is no JSON object
    reason: str
    date_of: Mapping[str, int]  # top-level field -> the number of its date in the text
    checked: dict[str, Checked] = field(default_factory=dict)  # by event type, once asked


class ShapedDatas(Sequence[Mapping[str, Any]]):
    """The data of a batch of rows: texts of JSON, each with its shape and its dates. What the
    fields `left_out` say is in the texts, and not in their shapes; of those that are `mixed` only
    these codes are in the shapes."""

    def __init__(
        self,
        texts: pa.StringArray,
        shape: NDArray[np.int32],
        dates: NDArray[np.int32],
        shapes: Sequence[Shape],
        left_out: frozenset[str] = frozenset(),
        mixed: Mapping[str, frozenset[str]] = NOTHING,
    ) -> None:
        self.texts = texts
        self.shape = shape
        self.dates = dates
        self.shapes = shapes
        self.left_out = left_out
        self.mixed = mixed

    @cached_property
    def dated(self) -> frozenset[str]:
        """The fields that hold a date in any of the shapes."""
        return frozenset().union(*{frozenset(shape.date_of) for shape in self.shapes})

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, code: Any) -> Any:
        return _recorded(parse_data(self.texts[int(code)].as_py())[0]) or NO_DATA


class Shaper:
    """Tells the shapes of texts, and remembers those that it has met."""

    def __init__(self, types: Iterable[EventType], asked: Iterable[str]) -> None:
        """`asked` are the fields that will be read: their values always belong to the shape."""
        found = left_out(types, asked)
        self.left_out = found.free | found.closed.keys()
        self.mixed = found.mixed
        self.free = free_names(found.free, found.closed, found.mixed)
        self.known: dict[bytes, Shape] = {}
        self.lock = Lock()  # parts of a log are made by several threads

    def shape(self, texts: pa.StringArray) -> ShapedDatas:
        """The texts with their shapes: those of this batch, and no others."""
        starts, raw = _buffers(texts)
        count = len(texts)
        slots = 1 << (2 * count + 1).bit_length()
        dates = np.empty((DATES, count), np.int32)
        words = np.empty(len(raw) // 8 + 2 * count + 1, np.uint64)
        ends, shape = np.empty(count, np.int64), np.empty(count, np.int32)
        first = np.empty(count + slots, np.int32)
        found = shapes_of(raw, starts, self.free, dates, words, ends, shape, first)
        begins = [0, *ends[:found].tolist()]
        with self.lock:
            if len(self.known) > MOST_SHAPES:
                self.known.clear()
            shapes = [
                self._shape(words[begin:end].tobytes(), texts, at)
                for (begin, end), at in zip(pairwise(begins), first[:found].tolist(), strict=True)
            ]
        return ShapedDatas(texts, shape, dates, shapes, self.left_out, self.mixed)

    def _shape(self, canonical: bytes, texts: pa.StringArray, at: int) -> Shape:
        found = self.known.get(canonical)
        if found is None:
            text = texts[at].as_py()
            data, reason = parse_data(text)
            # A text with an escape was taken as it stands, its dates with it.
            places = {} if "\\" in text else dict(_date_places(data))
            found = self.known[canonical] = Shape(_recorded(data), reason, places)
        return found


def _recorded(data: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """The fields of an object that say anything."""
    return data and {name: value for name, value in data.items() if is_recorded(value)}


class LeftOut(NamedTuple):
    """The fields whose values no shape has: whatever they say; where they say one of the codes that
    they may; and where they say anything but one of the codes."""

    free: frozenset[str]
    closed: dict[str, frozenset[str]]
    mixed: dict[str, frozenset[str]]


def left_out(types: Iterable[EventType], asked: Iterable[str]) -> LeftOut:
    """Of the fields that nobody asks for, those that may hold any text wherever they occur; and
    those that hold codes, with the codes that are allowed wherever they occur. Of the fields that
    somebody asks for, those that hold a reference in one event and a code in another: which one is
    referred to, nobody asks."""
    fields: dict[str, list[Field]] = {}
    needed = set(asked)
    for field_ in (each for type_ in types for each in type_.all_fields.values()):
        fields.setdefault(field_.name, []).append(field_)
        needed.add(field_.required_when.partition("=")[0])
    free, closed, mixed = set(), {}, {}
    for name, some in fields.items():
        codes = [frozenset(one.codes) for one in some if one.codes]
        if name in needed:
            if (
                codes
                and all(one.codes or one.type == "id" for one in some)
                and len(codes) < len(some)
            ):
                mixed[name] = frozenset().union(*codes)
        elif not codes and all(one.type in OPEN for one in some):
            free.add(name)
        elif len(codes) == len(some):
            closed[name] = frozenset.intersection(*codes)
    return LeftOut(frozenset(free), closed, mixed)


def _date_places(data: Mapping[str, Any] | None) -> Iterator[tuple[str, int]]:
    """Each top-level field that holds a date, and the number of that date in the text."""
    number = 0
    for name, value in (data or {}).items():
        if isinstance(value, dict | list):
            number += sum(is_date(leaf) for leaf in _leaves(value))
        elif is_date(value):
            if number < DATES:
                yield name, number
            number += 1


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for item in value.values():
            yield from _leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item)
    else:
        yield value


def is_date(value: Any) -> bool:
    """Whether a value is a date that compiled code takes out of a text."""
    if not isinstance(value, str) or len(value) != 10 or not value.isascii():
        return False
    if not value[4] == value[7] == "-":
        return False
    try:
        found = date.fromisoformat(value)
    except ValueError:
        return False
    return 1900 <= found.year <= 2199


def _buffers(texts: pa.StringArray) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """Where each text begins, and the bytes of all."""
    if not len(texts):
        return np.zeros(1, np.int64), np.zeros(0, np.uint8)
    wide = texts.cast(pa.large_string())
    _, offsets, values = wide.buffers()
    starts = np.frombuffer(offsets, np.int64)[wide.offset : wide.offset + len(wide) + 1]
    raw = np.frombuffer(values, np.uint8) if values else np.zeros(0, np.uint8)
    return starts - starts[0], raw[int(starts[0]) : int(starts[-1])]
