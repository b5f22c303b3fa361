"""Pages as a person sees them, in a real browser."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = {"accessibility": "/accessibility", "recorded": "/what-is-recorded"}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_about_the_service_is_for_everybody(visitor, name):
    visitor.open(PAGES[name])

    visitor.look(name)


def test_what_is_not_there_has_a_page_too(visitor):
    status = visitor.open("/no-such-page")

    assert status == 404
    assert visitor.complaints.pop().endswith("404 (Not Found)")  # the browser's own
    visitor.look("nothing")
