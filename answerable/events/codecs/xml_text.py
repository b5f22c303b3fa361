"""Text as XML holds it, whatever it says."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

# Control characters, halves of a pair, and the two that are no characters: no XML may hold them.
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BREAKS = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}  # a reader makes spaces of them otherwise


def held(text: str) -> str:
    """A text with what XML cannot hold written as JSON writes it, so that JSON reads back as it
    was and two names that differ still do."""
    return NOT_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def attribute(text: str) -> str:
    """A text as the value of an attribute, in its quotes."""
    return quoteattr(held(text), BREAKS)


def element(text: str) -> str:
    """A text as what stands in an element."""
    return escape(held(text), {"\r": "&#13;"})
