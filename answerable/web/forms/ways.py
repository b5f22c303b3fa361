"""A number or an e-mail address that was typed: whether it can be one, as far as its form shows.

Of a telephone number, the lengths that the recommendation E.164 of the ITU and the numbering plan
of the United Kingdom give it. Whether anybody answers shows when it is rung.
"""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from answerable.people.same_way import from_abroad, plain

# Digits, as people part them (\u2010 to \u2013 are what a telephone makes of a -), and one +.
DIALLED = re.compile(r"[\s(]*\+?[0-9\s().\-\u2010-\u2013/]+")
MOBILE, OTHERS = range(11, 12), range(10, 12)  # within the United Kingdom, with the 0
WITH_CODE = range(7, 16)  # of a country
WITHOUT_PLUS = range(11, 16)  # the same, where the + was left away: fewer digits are a part of one


def can_be(kind: str, value: str) -> bool:
    """Whether it can be a telephone number or an e-mail address; anything can be another way."""
    if kind == "telephone":
        return _can_be_rung(value)
    if kind == "email":
        return _can_be_written_to(value)
    return True


def _can_be_rung(value: str) -> bool:
    digits = plain("telephone", value)
    if digits.startswith("0"):
        lengths = MOBILE if digits.startswith("07") else OTHERS
    else:
        lengths = WITH_CODE if from_abroad(value) else WITHOUT_PLUS
    return bool(DIALLED.fullmatch(value)) and len(digits) in lengths and len(set(digits)) > 1


def _can_be_written_to(value: str) -> bool:
    try:
        validate_email(value)
    except ValidationError:
        return False
    return True
