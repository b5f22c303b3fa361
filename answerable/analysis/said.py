"""What the data of a log say, field by field, each distinct thing looked into once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.events.columns import Joined
from answerable.events.datas import Shape, ShapedDatas
from answerable.events.entry import NO_DATA
from answerable.rules.pattern import Condition, as_code

Datas = Sequence[Mapping[str, Any]]
Codes = NDArray[np.int64]


class Said(NamedTuple):
    """What a field says in some rows: codes of names, and names[0] is empty: not recorded."""

    codes: Codes
    names: NDArray[np.str_]

    def values(self) -> NDArray[np.str_]:
        """What it says, row by row."""
        return self.names[self.codes]


class Kinds:
    """The data of a log by kind: those of one kind say the same.

    Texts of a Parquet log that have one shape are of one kind, but for their dates, and but for
    the fields that are left out of shapes, which may not be asked for.
    """

    def __init__(self, datas: Datas) -> None:
        self.datas = datas
        shaped = datas.first if isinstance(datas, Joined) else datas
        self.left_out: frozenset[str] = frozenset()
        self.shapes: Sequence[Shape] = ()
        self.kind: Codes = np.arange(len(datas))
        self.data: Datas = datas
        if isinstance(shaped, ShapedDatas):
            self.shapes, self.left_out = shaped.shapes, shaped.left_out
            rest: Datas = datas.second if isinstance(datas, Joined) else ()
            self.kind = np.concatenate(
                [shaped.shape, len(self.shapes) + np.arange(len(rest))], dtype=np.int64
            )
            self.data = [*(shape.data or NO_DATA for shape in self.shapes), *rest]

    def holds(self, condition: Condition, codes: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Whether a condition holds of each of some data."""
        self._check(condition.field)
        kinds, place = _distinct(self.kind[codes], len(self.data))
        held = [condition.holds_of(self.data[kind].get(condition.field)) for kind in kinds.tolist()]
        return np.array(held, np.bool_)[place]

    def lists(self, field: str, codes: NDArray[np.int32]) -> list[Sequence[Any]]:
        """What a field that holds a list says in each of some data."""
        self._check(field)
        return [self.data[kind].get(field) or () for kind in self.kind[codes].tolist()]

    def said(self, field: str, codes: NDArray[np.int32]) -> Said:
        """What a field says in each of some data, as the notation writes it."""
        self._check(field)
        kinds, place = _distinct(self.kind[codes], len(self.data))
        names: dict[str, int] = {"": 0}
        of_kind = [
            names.setdefault(as_code(self.data[kind].get(field)), len(names))
            for kind in kinds.tolist()
        ]
        found = np.array(of_kind, np.int64)[place]
        for at in np.flatnonzero(np.isin(self.kind[codes], self._dated(field))).tolist():
            value = as_code(self.datas[codes[at]].get(field))
            found[at] = names.setdefault(value, len(names))
        return Said(found, np.array([*names], dtype=np.str_))

    def _dated(self, field: str) -> list[int]:
        """The kinds whose data say a date in a field, each another one."""
        return [kind for kind, shape in enumerate(self.shapes) if field in shape.date_of]

    def _check(self, field: str) -> None:
        if field in self.left_out:
            raise ValueError(f"{field} is not among the fields that this log was read for")


def _distinct(values: Codes, most: int) -> tuple[Codes, Codes]:
    """The distinct values, all from 0 to before `most`, and the place of each among them."""
    there = np.zeros(most, np.bool_)
    there[values] = True
    return np.flatnonzero(there), (np.cumsum(there) - 1)[values]
