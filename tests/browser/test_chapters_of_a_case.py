"""The joint plan, the material, what follows a decision and court, in a real browser."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PHONE
from tests.flows.test_after_a_decision import COURT, DECISION
from tests.flows.test_chapters_of_a_case import DEVICES, PLAN, a_story
from tests.people.cast import OMAR, reference_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_each_chapter_is_read_on_a_desk_and_on_a_phone(visitor):
    reference = reference_of(a_story(*PLAN, *DEVICES, *DECISION, *COURT))
    visitor.sign_in(OMAR)

    for page in ("plan", "material", "decision", "court"):
        assert visitor.open(f"/cases/{reference}/{page}") == 200
        visitor.look(f"chapter-{page}")
        assert visitor.width_on_a_phone() <= PHONE, page
        visitor.page.set_viewport_size({"width": 1100, "height": 900})
