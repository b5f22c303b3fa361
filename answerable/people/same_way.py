"""Whether two numbers or addresses are one, however they were written."""

from __future__ import annotations

import re

# Digits of a number of the United Kingdom from which somebody left the 0 away.
UK_WITHOUT_NOUGHT = 10


def same(kind: str, one: str, other: str) -> bool:
    """Whether two ways of a kind are one."""
    return plain(kind, one) == plain(kind, other)


def plain(kind: str, value: str) -> str:
    """A way as it is compared: of a telephone number its digits, which begin with 0 within the
    United Kingdom and with the country's code elsewhere."""
    if kind != "telephone":
        return " ".join(value.casefold().split())
    digits = re.sub(r"\D", "", value)
    if digits.removeprefix("00").startswith("44"):
        return "0" + digits.removeprefix("00")[2:].removeprefix("0")  # +44 (0)7700 …
    if from_abroad(value):
        return digits.removeprefix("00")
    return "0" + digits if len(digits) == UK_WITHOUT_NOUGHT and digits[0] != "0" else digits


def from_abroad(value: str) -> bool:
    """Whether a telephone number is written with the code of a country."""
    return "+" in value or re.sub(r"\D", "", value).startswith("00")
