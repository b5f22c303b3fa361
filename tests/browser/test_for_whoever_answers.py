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


@pytest.mark.parametrize(
    ("who", "path", "name"),
    [
        (SUNITA, "/team", "team"),
        (SUNITA, f"/team/{OMAR}/handover", "handover"),
        (EDITH, "/counts", "counts"),
        (RHONA, "/clients", "clients"),
    ],
)
def test_their_pages_have_no_barrier_and_fit_a_telephone(visitor, cases, who, path, name):
    visitor.sign_in(who)

    assert visitor.open(path) == 200
    visitor.look(name)

    assert visitor.width_on_a_phone() <= PHONE
