"""What no line of words may hold: what changes how the words beside it are read."""

from __future__ import annotations

import re

# Control characters, which break a line that is to be one, and those that turn letters round.
HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
