"""Of every test of the victim's pages that asks for one: a case that was reported."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.people.cast import whole_case
from tests.portal.stories import reported


@pytest.fixture
def case_id() -> UUID:
    """A case in which the report and what comes with it are on record."""
    return reported(whole_case())
