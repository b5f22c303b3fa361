"""The text of JSON that a row's data is written in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from answerable.events.entry import NO_DATA


def parse_data(text: str | None) -> tuple[Mapping[str, Any] | None, str]:
    """The object that a text holds, or None and why not; an empty text holds none."""
    if not text:
        return NO_DATA, ""
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        return None, f"is not JSON: {getattr(error, 'msg', error)}"
    if not isinstance(found, dict):
        return None, "is not a JSON object"
    return found, ""


def write_data(data: Mapping[str, Any]) -> str:
    """The text of a row's data: compact, on one line; empty where there is none."""
    if not data:
        return ""
    return json.dumps(dict(data), ensure_ascii=False, separators=(",", ":"))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a field stands there twice")
    return found


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no number of JSON")
