"""What a field says in rows of a Parquet log, whichever way its texts are kept."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from answerable.analysis.said import Kinds
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.datas import Shaper
from answerable.rules.pattern import Condition

TEXTS = (
    '{"by":"police","result":"charge"}', '{"by":"O-17"}', '{"by":"O-18"}', '{"result":"charge"}',
    '{"by":"cps","result":"charge"}',
)  # fmt: skip
SAID = ["police", "O-17", "O-18", "", "cps"]
DATED = ('{"by":"2020-01-01"}', '{"by":"2020-01-02"}')


def kinds(*texts: str) -> Kinds:
    return Kinds(Shaper(EVENT_TYPES.values(), {"by", "result"}).shape(pa.array(texts)))


def rows(*numbers: int) -> np.ndarray:
    return np.array(numbers, np.int32)


def test_references_that_share_a_shape_are_told_apart():
    found = kinds(*TEXTS)

    assert len(found.of_kind) == 4  # police, cps, any reference, and none
    assert found.said("by", rows(0, 1, 2, 3, 4)).values().tolist() == SAID


def test_codes_are_read_from_the_shapes_alone():
    found = kinds(*TEXTS)
    found.texts = None  # so that no text can be read

    assert found.said("by", rows(4, 3, 0)).values().tolist() == ["cps", "", "police"]


@pytest.mark.parametrize("allowed", [("police",), ("police", "cps"), ("O-18",), ("O-17", "cps")])
def test_a_condition_holds_of_codes_and_of_references(allowed):
    held = kinds(*TEXTS).holds(Condition("by", allowed), rows(0, 1, 2, 3, 4))

    assert held.tolist() == [one in allowed for one in SAID]


def test_references_that_look_like_dates_are_told_apart():
    found = kinds(*TEXTS, *DATED)

    assert found.said("by", rows(5, 1, 6)).values().tolist() == ["2020-01-01", "O-17", "2020-01-02"]
    assert found.holds(Condition("by", ("2020-01-02", "cps")), rows(4, 5, 6)).tolist() == [
        True, False, True,
    ]  # fmt: skip
