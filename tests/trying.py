"""How often a property is tried: a few times whenever tests run, many times under `make prove`."""

import os

MORE = 10


def tries(few: int) -> int:
    """The number of examples of a property, of which `few` are enough to be told at once."""
    return few * MORE if os.environ.get("ANSWERABLE_PROVE") else few
