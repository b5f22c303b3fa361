"""Texts of one shape say the same, but for their dates and references."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.events import datas
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.datas import Shaper, is_date
from answerable.events.datatext import parse_data
from answerable.events.shapes import DATES
from tests.trying import tries

FREE = "necessity"  # any words, and no rule reads them
CLOSED, ALLOWED = "offence", "rape"  # one of some codes, and no rule asks which
ASKED = {"by", "until", "kind"}
MIXED, CODES = "by", ("police", "cps", "victim", "agency")  # these, or elsewhere a reference
LEFT_OUT = object()


def shaped(texts: list[str]):
    return Shaper(EVENT_TYPES.values(), ASKED).shape(pa.array(texts))


def blanked(text: str):
    """What a text says, with each date and each free value left out; None: it is no JSON."""
    data = parse_data(text)[0]
    if data is None or "\\" in text:
        return data if data is None else text

    def blank(value, name):
        if isinstance(value, dict):
            return tuple((key, blank(one, key)) for key, one in value.items())
        if isinstance(value, list):
            return tuple(blank(one, name) for one in value)
        allowed = name == FREE or (name, value) == (CLOSED, ALLOWED)
        allowed |= name == MIXED and value not in CODES
        if isinstance(value, str) and value and (is_date(value) or allowed):
            return LEFT_OUT
        return value

    return blank(data, "")


values = st.recursive(
    st.one_of(
        st.dates(date(1899, 12, 1), date(2200, 2, 1)).map(str), st.booleans(), st.integers(0, 99),
        st.sampled_from(["", "police", ALLOWED, "2019-02-30", "20190203", 'say "no"', "Zoë", "a,b", "{", "\x01"]),
    ),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)  # fmt: skip
objects = st.dictionaries(st.sampled_from([*ASKED, FREE, CLOSED, "of"]), values, max_size=4).map(
    lambda data: json.dumps(data, ensure_ascii=False, separators=(",", ":"))
)
broken = st.builds(
    lambda text, at, what: text[: at % (len(text) + 1)] + what + text[at % (len(text) + 1) :],
    objects, st.integers(0, 80),
    st.sampled_from(["\x00", "\x01", "\x02", "\x03", '"', "\\", ",", " ", "\x00\x00\x00"]),
)  # fmt: skip


@settings(max_examples=tries(60), deadline=None)
@given(texts=st.lists(st.one_of(objects, broken), min_size=1, max_size=12))
def test_texts_of_one_shape_say_the_same_but_for_what_is_left_out(texts):
    found = shaped(texts)

    said: dict[int, object] = {}
    for text, shape in zip(texts, found.shape.tolist(), strict=True):
        assert said.setdefault(shape, blanked(text)) == blanked(text)
        assert (found.shapes[shape].data is None) == (parse_data(text)[0] is None)


@settings(max_examples=tries(60), deadline=None)
@given(data=st.dictionaries(st.sampled_from([*ASKED, FREE, "of"]), values, max_size=4))
def test_a_date_is_read_at_the_place_that_its_shape_says(data):
    found = shaped([json.dumps(data, separators=(",", ":"))])

    shape = found.shapes[found.shape[0]]
    for name, place in shape.date_of.items():
        assert found.dates[place, 0] == (date.fromisoformat(data[name]) - date(1970, 1, 1)).days
    text = json.dumps(data)
    if "\\" not in text and len(re.findall(r'"\d{4}-\d\d-\d\d"', text)) <= DATES:
        plain = [name for name, value in data.items() if isinstance(value, str) and is_date(value)]
        assert set(shape.date_of) == set(plain)


def test_what_stands_for_a_date_is_not_taken_for_one():
    found = shaped(['{"until":"2020-01-01"}', '{"until":\x01}', '{"until":"2020-01-01"}\x00'])

    assert len(set(found.shape.tolist())) == 3
    assert [found.shapes[one].data is None for one in found.shape] == [False, True, True]


def test_thousands_of_days_have_one_shape():
    days = [date(2000, 1, 1) + timedelta(days=n) for n in range(4000)]
    found = shaped([json.dumps({"until": str(day), FREE: f"reason {day}"}) for day in days])

    assert set(found.shape.tolist()) == {found.shape[0]}
    assert (np.diff(found.dates[0]) == 1).all()


def test_a_code_that_nobody_asks_for_is_left_out_where_it_is_allowed():
    found = shaped(
        [f'{{"offence":"{code}"}}' for code in ("rape", "sexual_assault", "arson", "rap")]
    )

    assert found.shape[0] == found.shape[1]
    assert len(set(found.shape.tolist())) == 3


def test_thousands_of_references_have_one_shape_beside_the_codes_of_the_same_field():
    found = shaped(['{"by":"cps"}', '{"by":"police"}', *(f'{{"by":"O-{n}"}}' for n in range(4000))])

    assert len(set(found.shape.tolist())) == 3
    assert [found.shapes[one].data for one in found.shape[:2]] == [{"by": "cps"}, {"by": "police"}]


def test_no_more_shapes_are_remembered_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(datas, "MOST_SHAPES", 2)
    shaper = Shaper(EVENT_TYPES.values(), ASKED)
    texts = [f'{{"victim_age":{age}}}' for age in range(9)]

    for _ in range(2):
        found = [shaper.shape(pa.array(texts[at : at + 3])) for at in (0, 3, 6)]

    assert len(shaper.known) <= 3
    assert [one.shapes[0].data for one in found] == [{"victim_age": age} for age in (0, 3, 6)]
