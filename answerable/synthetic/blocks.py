"""Blocks of made-up events: arrays of cases and times, and the texts of their data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from answerable.synthetic.parameters import MISSING

DAY = 86_400_000_000  # microseconds
MINUTES = 1440
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

# Kinds of thing within a case, numbered so that subject 12 is the twelfth suspect.
KINDS = ("s", "d", "t", "a", "l", "h", "e", "r", "v", "p", "g", "o", "m", "k", "n")
MOST = 40  # things of one kind in one case
SUBJECTS = ("", *(f"{kind}{n}" for kind in KINDS for n in range(1, MOST + 1)))
PLACE = {kind: 1 + MOST * i for i, kind in enumerate(KINDS)}


@dataclass(frozen=True)
class Coded:
    """A field that holds one of some values, a value a row; MISSING: not recorded."""

    values: Sequence[Any]
    which: Ints


@dataclass(frozen=True)
class Dates:
    """A field that holds a day, in days since 1970."""

    days: Ints


@dataclass(frozen=True)
class Named:
    """A field that holds a reference, by a number a row."""

    prefix: str
    number: Ints


@dataclass
class Blocks:
    """The events of some cases while they are being made up."""

    reported: Ints  # of each case, in microseconds since 1970
    case: list[Ints] = field(default_factory=list)
    at: list[Ints] = field(default_factory=list)
    event: list[int] = field(default_factory=list)  # of each addition
    agency: list[int] = field(default_factory=list)
    subject: list[Ints] = field(default_factory=list)
    data: list[Ints] = field(default_factory=list)
    texts: list[Any] = field(default_factory=list)
    events: dict[str, int] = field(default_factory=dict)
    agencies: dict[str, int] = field(default_factory=dict)
    _distinct: int = 0

    def add(
        self,
        event: str,
        of: Ints,
        days: Floats,
        agency: str = "police",
        *,
        subject: Ints | int = 0,
        **data: Any,
    ) -> None:
        """Add an event to each of the cases `of`, `days` after their reports.

        A field of `data` is Coded, Dates or Named, or one value for all. Names of fields that are
        words of Python end in an underscore.
        """
        if not len(of):
            return
        if not np.isfinite(days).all():
            raise ValueError(f"{event} has no time in some cases")
        self.case.append(of)
        # The report comes first; all else at least a minute later.
        least = 0 if event == "crime.reported" else 1
        minutes = np.maximum(np.ceil(days * MINUTES), least).astype(np.int64)
        self.at.append(self.reported[of] + minutes * (DAY // MINUTES))
        self.event.append(self.events.setdefault(event, len(self.events)))
        self.agency.append(self.agencies.setdefault(agency, len(self.agencies)))
        self.subject.append(np.broadcast_to(np.asarray(subject, np.int64), of.shape))
        found = _texts({name.rstrip("_"): value for name, value in data.items()}, len(of))
        self.texts.append(found.dictionary)
        self.data.append(found.indices.to_numpy(zero_copy_only=False) + self._distinct)
        self._distinct += len(found.dictionary)


def _texts(data: dict[str, Any], count: int) -> pa.DictionaryArray:
    """The data of `count` rows as texts of JSON: the coded fields first, then what differs."""
    coded = {name: value for name, value in data.items() if not isinstance(value, Dates | Named)}
    which = np.zeros(count, np.int64)
    radix = 1
    for value in coded.values():
        if isinstance(value, Coded):
            which += radix * value.which
            radix *= len(value.values)
    met, place = np.unique(which, return_inverse=True)
    heads = [_head(coded, int(code)) for code in met]
    rest = {name: value for name, value in data.items() if isinstance(value, Dates | Named)}
    if not rest:
        texts = [f"{{{head}}}" if head else "" for head in heads]
        return pa.DictionaryArray.from_arrays(pa.array(place.astype(np.int32)), pa.array(texts))
    pieces: list[Any] = [pa.array([f"{{{head}," if head else "{" for head in heads]).take(
        pa.array(place)
    )]  # fmt: skip
    for number, (name, value) in enumerate(rest.items()):
        pieces.append(f'{"," if number else ""}"{name}":"')
        pieces.append(_days(value.days) if isinstance(value, Dates) else _names(value))
        pieces.append('"')
    return pc.binary_join_element_wise(*pieces, "}", "").dictionary_encode()


def _head(coded: dict[str, Any], code: int) -> str:
    """The coded fields of one combination as JSON, without its braces."""
    found = {}
    for name, value in coded.items():
        if isinstance(value, Coded):
            code, place = divmod(code, len(value.values))
            one = value.values[place]
        else:
            one = value
        if not (isinstance(one, str) and one == MISSING):
            found[name] = one
    return json.dumps(found, separators=(",", ":"))[1:-1]


def _days(days: Ints) -> Any:
    return pa.array(days.astype("datetime64[D]")).cast(pa.string())


def _names(named: Named) -> Any:
    return pc.binary_join_element_wise(named.prefix, pa.array(named.number).cast(pa.string()), "")


def numbered(kind: str, of: Ints) -> Ints:
    """The first, second, third … thing of a kind in each case, whose rows lie together."""
    return PLACE[kind] + place_in_case(of) % MOST


def place_in_case(of: Ints) -> Ints:
    """The place of each row among those of its case, from 0; rows of a case lie together."""
    if not len(of):
        return of
    starts = np.concatenate([[0], np.flatnonzero(np.diff(of)) + 1])
    sizes = np.diff(np.concatenate([starts, [len(of)]]))
    found: Ints = np.arange(len(of)) - np.repeat(starts, sizes)
    return found
