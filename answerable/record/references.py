"""References of cases: by which one is found, and which nobody can guess."""

from __future__ import annotations

import secrets

# Without those that are taken for one another: 0 and O, 1, I and L, 2 and Z, 5 and S, 8 and B.
LETTERS = "34679ACDEFGHJKMNPQRTUVWXY"


def new_reference() -> str:
    """A reference such as 7KQM-4XWA-TR9C: 25 to the power of 12, so none is ever given twice."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))
    return "-".join(groups)
