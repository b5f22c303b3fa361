"""The text of JSON that a row's data is written in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import isinf
from typing import Any

from answerable.events.entry import NO_DATA


def parse_data(text: str | None) -> tuple[Mapping[str, Any] | None, str]:
    """The object that a text holds, or None and why not; an empty text holds none."""
    if not text:
        return NO_DATA, ""
    try:
        found = _DECODER.decode(text)
        if "\\u" in text:
            _refuse_halves(found)
    except RecursionError:
        return None, "is nested too deeply"
    except ValueError as error:
        return None, f"is not JSON: {getattr(error, 'msg', str(error).partition(';')[0])}"
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


def _finite(written: str) -> float:
    found = float(written)
    if isinf(found):
        raise ValueError("a number is too large")
    return found


def _refuse_halves(found: Any) -> None:
    """Refuse half of a character that stands alone (\\ud800): it cannot be written anywhere."""
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise ValueError("half of a character stands there alone") from None


# Made once: a national log has a million distinct texts.
_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_refuse, parse_float=_finite)
