"""What the data of a log say, field by field, each distinct thing looked into once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.events.columns import Joined
from answerable.events.entry import NO_DATA
from answerable.rules.pattern import Condition, as_code

Datas = Sequence[Mapping[str, Any]]
Codes = NDArray[np.int64]
# A text of JSON in which no text within can be taken for the name of a field.
FLAT = r"^\{[^{}\\]*\}$"


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
    the fields that are left out of shapes: what these say is read text by text, and of those that
    are `mixed` whatever is none of their codes. `asked` gathers
    the fields that were asked for.
    """

    def __init__(self, datas: Datas) -> None:
        self.datas = datas
        self.asked: set[str] = set()
        self.kind: Codes = np.arange(len(datas))
        self.of_kind = datas
        self.by_text: frozenset[str] = frozenset()
        self.mixed: Mapping[str, frozenset[str]] = {}
        shaped = datas.first if isinstance(datas, Joined) else datas
        if not isinstance(shaped, list):  # as entries have them
            self._by_shape(shaped, datas.second if isinstance(datas, Joined) else ())

    def _by_shape(self, shaped: Datas, rest: Datas) -> None:
        # Loaded here, for this brings the compiler, which a small log does without.
        from answerable.events.datas import ShapedDatas  # noqa: PLC0415

        if not isinstance(shaped, ShapedDatas):
            return
        after = len(shaped.shapes) + np.arange(len(rest))
        self.kind = np.concatenate([shaped.shape, after], dtype=np.int64)
        self.of_kind = [*(shape.data or NO_DATA for shape in shaped.shapes), *rest]
        self.texts, self.by_text = shaped.texts, shaped.left_out | shaped.dated
        self.mixed = shaped.mixed

    def holds(self, condition: Condition, codes: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Whether a condition holds of each of some data."""
        name = condition.field
        by_text = self._is_by_text(name, codes, condition.allowed)
        distinct, place = self._distinct(name, codes, by_text=by_text)
        held = [condition.holds_of(data.get(name)) for data in self._datas(distinct, by_text)]
        return np.array(held, np.bool_)[place]

    def lists(self, field: str, codes: NDArray[np.int32]) -> list[Sequence[Any]]:
        """What a field that holds a list says in each of some data."""
        by_text = self._is_by_text(field, codes)
        distinct, place = self._distinct(field, codes, by_text=by_text)
        found = [data.get(field) or () for data in self._datas(distinct, by_text)]
        return [found[at] for at in place.tolist()]

    def said(self, field: str, codes: NDArray[np.int32]) -> Said:
        """What a field says in each of some data, as the notation writes it."""
        by_text = self._is_by_text(field, codes)
        distinct, place = self._distinct(field, codes, by_text=by_text)
        if by_text:
            found = self._read(field, distinct)
        else:
            found = coded(as_code(data.get(field)) for data in self._datas(distinct, by_text))
        return Said(found.codes[place], found.names)

    def _is_by_text(
        self, field: str, codes: NDArray[np.int32], wanted: Sequence[str] | None = None
    ) -> bool:
        """Whether what a field says in some data is to be read text by text: as some of a mixed
        field is, unless no more is `wanted` than what its shapes have."""
        if field not in self.mixed:
            return field in self.by_text
        shaped = self.mixed[field]
        if wanted is not None:
            return not shaped.issuperset(wanted)
        kinds, _ = self._distinct(field, codes, by_text=False)
        return not all(
            as_code(one) in shaped
            for data in self._datas(kinds, by_text=False)
            for one in _each(data.get(field))
        )

    def _distinct(
        self, field: str, codes: NDArray[np.int32], *, by_text: bool
    ) -> tuple[Codes, Codes]:
        """The distinct data, or kinds, among some, and the place of each among them."""
        self.asked.add(field)
        each = codes if by_text else self.kind[codes]
        there = np.zeros(len(self.kind) if by_text else len(self.of_kind), np.bool_)
        there[each] = True
        return np.flatnonzero(there), (np.cumsum(there) - 1)[each]

    def _datas(self, distinct: Codes, by_text: bool) -> list[Mapping[str, Any]]:
        found = self.datas if by_text else self.of_kind
        return [found[code] for code in distinct.tolist()]

    def _read(self, field: str, codes: Codes) -> Said:
        """What a field says in texts, most of which need not be parsed for it."""
        import pyarrow as pa  # noqa: PLC0415  only a Parquet log has texts
        import pyarrow.compute as pc  # noqa: PLC0415

        from answerable.events.codecs.parquet_values import flags, indices  # noqa: PLC0415

        texts = self.texts.take(pa.array(codes[codes < len(self.texts)]))
        written = pc.extract_regex(texts, rf'[{{,]"{field}":"(?P<said>[^"]*)"')
        said = pc.struct_field(written, "said")
        silent = pc.invert(pc.match_substring(texts, f'"{field}"'))
        flat = pc.match_substring_regex(texts, FLAT)
        sure = flags(pc.and_(flat, pc.or_(said.is_valid(), silent)))
        values = said.dictionary_encode()
        names = {"": 0}
        of_value = [names.setdefault(one, len(names)) for one in values.dictionary.to_pylist()]
        found = np.zeros(len(codes), np.int64)
        found[: len(texts)] = np.array([*of_value, 0], np.int64)[indices(values)]
        parsed = np.concatenate([~sure, np.ones(len(codes) - len(texts), np.bool_)])
        for at in np.flatnonzero(parsed).tolist():
            value = as_code(self.datas[codes[at]].get(field))
            found[at] = names.setdefault(value, len(names))
        return Said(found, np.array([*names], dtype=np.str_))


def _each(value: Any) -> Sequence[Any]:
    """What a field says, one by one; nothing where it is not recorded."""
    return value if isinstance(value, list) else () if value is None else (value,)


def coded(values: Iterable[str]) -> Said:
    """Values, one after the other, as what is said."""
    names = {"": 0}
    codes = np.fromiter((names.setdefault(one, len(names)) for one in values), np.int64)
    return Said(codes, np.array([*names], dtype=np.str_))
