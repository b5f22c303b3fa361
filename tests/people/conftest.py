"""Of every test that asks for them: a case, its codes, and the victim who came in."""

from __future__ import annotations

from uuid import UUID

import pytest

from answerable.people.victims import codes
from tests.people.cast import whole_case
from tests.people.vera import begin, issue


@pytest.fixture
def case_id() -> UUID:
    """A case of Omar's that each agency works in."""
    return whole_case()


@pytest.fixture
def issued(case_id) -> codes.Issued:
    """The codes that Omar gave Vera."""
    return issue(case_id)


@pytest.fixture
def vera(issued) -> UUID:
    """Vera's account, once she came in for the first time."""
    account = begin(issued.first, issued.paper[0])
    assert account
    return account
