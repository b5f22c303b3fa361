"""The journeys' pages as each agency meets them: on a desk, and no wider than a telephone."""

from __future__ import annotations

import pytest

from answerable.events.catalogue import EVENT_TYPES
from answerable.web.agency.journeys import JOURNEYS
from tests.browser.conftest import PHONE
from tests.browser.test_forms import sign_in
from tests.sweeping import sweep
from tests.web.cast import BY, ISLA, PRIYA, WENDY, a_case, reference_of

pytestmark = pytest.mark.django_db(transaction=True)


def first_agency(journey):
    """The agency whose page it is: the first that may record what it is for."""
    needed = [one.event for one in journey.sections if not one.optional]
    events = needed or [journey.sections[0].event]
    return next(one for one in BY if all(one in EVENT_TYPES[event].by for event in events))


@pytest.mark.parametrize("agency", BY)
@sweep
def test_no_journey_has_a_barrier_and_each_fits_a_telephone(visitor, agency):
    someone = sign_in(visitor, BY[agency])
    reference = reference_of(a_case(PRIYA, ISLA, WENDY))
    for name in sorted(n for n in JOURNEYS if first_agency(JOURNEYS[n]) == agency):
        someone.at_a_desk()
        assert someone.open(f"/cases/{reference}/record/{name}") == 200, name
        someone.look(f"journey_{name}")

        assert someone.width_on_a_phone() <= PHONE, name


@pytest.mark.parametrize("who", [ISLA, WENDY])
@sweep
def test_an_adviser_and_witness_care_find_their_own_journeys(visitor, who):
    someone = sign_in(visitor, who)
    reference = reference_of(a_case(PRIYA, ISLA, WENDY))

    someone.open(f"/cases/{reference}/record")

    assert someone.page.get_by_role("link", name="Contact with the victim").count() == 1
    assert someone.page.get_by_role("link", name="Send a file to the prosecutor").count() == 0
    someone.look(f"record_by_{who.int}")
