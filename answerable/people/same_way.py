"""Whether two numbers or addresses are one, however they were written."""

from __future__ import annotations

import re


def same(kind: str, one: str, other: str) -> bool:
    """Whether two ways of a kind are one."""
    return _plain(kind, one) == _plain(kind, other)


def _plain(kind: str, value: str) -> str:
    if kind == "telephone":
        digits = re.sub(r"\D", "", value)
        return "0" + digits[2:] if digits.startswith("44") else digits
    return " ".join(value.casefold().split())
