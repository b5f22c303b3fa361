"""The specification that lies beside the repository while it is built, where it is there."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


def shared(*parts: str) -> Path:
    """A file of the specification; the test is skipped where the specification is not there."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"the specification is not beside this checkout: {'/'.join(parts)}")
    return path
