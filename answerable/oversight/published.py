"""A release as it is handed on: plain values, whose database it is not to know."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple


class Published(NamedTuple):
    """A release as it is kept: what may be shown, what the next edition compares itself with, and
    its line of the register."""

    series: str
    number: int
    as_of: datetime
    made_up: str
    content: Mapping[str, Any]
    edition: Mapping[str, Any]
    line: Mapping[str, Any]


class Before(NamedTuple):
    """What was published of a series before: the last edition, and every line of its register."""

    edition: Mapping[str, Any] | None
    lines: list[Mapping[str, Any]]
