"""The pages of whoever answers for others: the team, handing over, and the counts of an agency."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PHONE
from tests.people.cast import EDITH, ISLA, OMAR, RHONA, SUNITA, omars_case
from tests.worklist.lists import a_case, report

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cases():
    return [omars_case(), a_case(report(60)), a_case(report(60), held={"adviser": ISLA})]


PAGES = (
    (SUNITA, "/team", "team"),
    (SUNITA, f"/team/{OMAR}/handover", "handover"),
    (EDITH, "/counts", "counts"),
    (RHONA, "/clients", "clients"),
)


def test_none_of_their_pages_has_a_barrier_and_each_fits_a_telephone(visitor, cases):
    for who, path, name in PAGES:
        visitor.at_a_desk()
        visitor.sign_in(who)

        assert visitor.open(path) == 200, path
        visitor.look(name)

        assert visitor.width_on_a_phone() <= PHONE, path
