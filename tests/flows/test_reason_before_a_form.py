"""A form of a case that was not given to somebody: the reason is asked first, once."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.people.cast import SUNITA, omars_case, reference_of, rows
from tests.signing_in import at_browser

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["record", "record/risk.assessed", "record/report"])
def test_who_answers_for_the_team_says_why_before_a_form_is_shown_and_comes_back_to_it(page):
    case_id = omars_case()
    address = f"/cases/{reference_of(case_id)}/{page}"
    browser = at_browser(SUNITA)

    asked = browser.get(address)

    onward = f"/cases/{reference_of(case_id)}/reason?next={quote(address, safe='')}"
    assert (asked.status_code, asked["Location"]) == (302, onward)
    assert rows("SELECT count(*) FROM record_reading WHERE staff_id = %s", [SUNITA]) == [(0,)]

    given = browser.post(onward, {"reason": "Omar is ill.", "next": address})
    assert (given.status_code, given["Location"]) == (302, address)
    assert browser.get(address).status_code == 200
    said = rows("SELECT reason FROM record_reading WHERE staff_id = %s ORDER BY at", [SUNITA])
    assert ("Omar is ill.",) in said and said.count(("Omar is ill.",)) == 1
