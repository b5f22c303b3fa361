"""To whom a message goes: one number or one address, or to nobody."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

# As forms take it (web/forms/ways.py); a telephone makes \u00a0 of a space, and \u2011 of a -.
_PARTED = re.compile(r"[ \u00a0().\-\u2010-\u2013/]")
_NOUGHT_BETWEEN = re.compile(r"^((?:\+|00)?44)0")  # +44 (0)7700 …, of which one is dialled
_NUMBER = re.compile(r"\+?[0-9]{10,15}")
_email = EmailValidator()


def recipient(channel: str, value: str) -> str | None:
    """A number or an address as a provider takes it; None where it is not one, or more than one."""
    found = value.strip()
    if channel == "text":
        number = _NOUGHT_BETWEEN.sub(r"\1", _PARTED.sub("", found))
        return number if _NUMBER.fullmatch(number) else None
    try:
        _email(found)
    except ValidationError:
        return None
    return found
