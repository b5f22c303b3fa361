"""Whether two numbers or addresses are one, however they were written."""

from __future__ import annotations

import re


def same(kind: str, one: str, other: str) -> bool:
    """Whether two ways of a kind are one."""
    return plain(kind, one) == plain(kind, other)


def plain(kind: str, value: str) -> str:
    """A way as it is compared."""
    if kind == "telephone":
        digits = re.sub(r"\D", "", value)
        return "0" + digits[2:] if digits.startswith("44") else digits
    return " ".join(value.casefold().split())
