"""The pages of whoever answers for others: the team, handing over, and the counts of an agency."""

from __future__ import annotations

import pytest

from tests.people.cast import EDITH, OMAR, SUNITA, omars_case
from tests.signing_in import at_browser
from tests.worklist.lists import a_case, report

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 320, "height": 700}


def sign_in(visitor, person):
    key = at_browser(person).cookies["sessionid"].value
    visitor.page.context.add_cookies([{"name": "sessionid", "value": key, "url": visitor.address}])


@pytest.fixture
def cases():
    return [omars_case(), a_case(report(60))]


@pytest.mark.parametrize(
    ("who", "path", "name"),
    [
        (SUNITA, "/team", "team"),
        (SUNITA, f"/team/{OMAR}/handover", "handover"),
        (EDITH, "/counts", "counts"),
    ],
)
def test_their_pages_have_no_barrier_and_fit_a_telephone(visitor, cases, who, path, name):
    sign_in(visitor, who)

    assert visitor.open(path) == 200
    visitor.look(name)

    visitor.page.set_viewport_size(PHONE)
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
