"""What one compiled pass over the rows of a log tells of them."""

from __future__ import annotations

import numpy as np
import pytest

from answerable.analysis import log as looking
from answerable.analysis.log import Log
from answerable.events.standing import by_code
from tests.analysis.models.made import AS_OF, caseload, log_of


@pytest.mark.parametrize("number", [0, 1, 5_000])
def test_rows_by_their_codes_are_those_of_a_stable_sort(number):
    codes = np.random.default_rng(1).integers(0, 9, number).astype(np.int16)

    rows, ends = by_code(codes, 9)

    assert rows.tolist() == np.argsort(codes, kind="stable").tolist()
    assert ends.tolist() == np.cumsum(np.bincount(codes, minlength=9)).tolist()


def test_a_large_log_finds_the_rows_that_a_small_one_finds(monkeypatch):
    columns = log_of(caseload(50)).columns
    small = Log(columns, AS_OF)
    monkeypatch.setattr(looking, "COMPILED", 0)
    large = Log(columns, AS_OF)

    for pattern in ("crime.reported", "charge.made; decision.made[by=police]"):
        assert large.rows(pattern).tolist() == small.rows(pattern).tolist() != []
