"""What is tried in part whenever tests run, and in full by `make sweep`: every form, every address."""

from collections.abc import Iterable
from typing import Any

import pytest

sweep = pytest.mark.sweep


def one_in(step: int, values: Iterable[Any]) -> list[Any]:
    """Every `step`th of the values, from the first, each time; the others in a sweep."""
    return [value if place % step == 0 else _swept(value) for place, value in enumerate(values)]


def in_full(now: Iterable[Any], values: Iterable[Any]) -> list[Any]:
    """Those of the values that are tried each time, by name; the others in a sweep."""
    each_time = list(now)
    return [value if value in each_time else _swept(value) for value in values]


def _swept(value: Any) -> Any:
    # A tuple is a value for each of several names, as it is to pytest.
    return pytest.param(*(value if isinstance(value, tuple) else (value,)), marks=sweep)
