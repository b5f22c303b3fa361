"""How small a number is hidden, and to what the others are rounded."""

from __future__ import annotations

MOST_HIDDEN = 7
ROUNDED_TO = 5


def shown(count: int, cases: int | None = None) -> int | None:
    """A count as it may be shown, or None; `cases` is how many cases it rests on."""
    if min(count, count if cases is None else cases) <= MOST_HIDDEN:
        return None
    return ROUNDED_TO * round(count / ROUNDED_TO)
