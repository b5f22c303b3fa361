"""To whom a message goes: one number or one address, or to nobody."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

_WRITTEN = re.compile(r"[0-9 ().+-]+")
_NUMBER = re.compile(r"\+?[0-9]{10,15}")
_email = EmailValidator()


def recipient(channel: str, value: str) -> str | None:
    """A number or an address as a provider takes it; None where it is not one, or more than one."""
    found = value.strip()
    if channel == "text":
        number = re.sub(r"[ ().-]", "", found)
        return number if _WRITTEN.fullmatch(found) and _NUMBER.fullmatch(number) else None
    try:
        _email(found)
    except ValidationError:
        return None
    return found
