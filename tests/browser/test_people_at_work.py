"""Beginning a case, putting people on it, and what they are trained for: on a desk and a phone."""

from __future__ import annotations

import pytest

from answerable.actions.allocating import give_part
from answerable.actions.commit import record
from answerable.actions.vault import put_contact
from answerable.events.entry import Event
from tests.browser.conftest import PHONE, press
from tests.people.cast import BRONWEN, NOW, OMAR, SUNITA, key, reference_of, whole_case
from tests.sweeping import sweep

pytestmark = pytest.mark.django_db(transaction=True)


@sweep
def test_no_page_of_these_has_a_barrier_and_each_fits_a_telephone(visitor, settings):
    settings.DEMONSTRATION = True
    reference = reference_of(whole_case())
    visitor.open("/")
    visitor.look("try")
    assert visitor.width_on_a_phone() <= PHONE

    visitor.sign_in(SUNITA)
    visitor.open(f"/cases/{reference}/reason")
    visitor.page.locator("#reason").fill("It is nobody’s yet.")
    press(visitor.page.get_by_role("button").last)
    for name, path in {
        "new_case": "/new-case", "bring": f"/cases/{reference}/bring",
        "bring one": f"/cases/{reference}/bring?kind=police",
        "give": f"/cases/{reference}/give", "people": f"/cases/{reference}/people",
        "training": f"/team/{OMAR}/training", "team": "/team",
    }.items():  # fmt: skip
        visitor.at_a_desk()
        assert visitor.open(path) == 200, name
        visitor.look(name)
        assert visitor.width_on_a_phone() <= PHONE, name


@sweep
def test_somebody_new_is_stopped_before_the_number_is_opened(visitor):
    case_id = whole_case()
    reference = reference_of(case_id)
    put_contact(case_id, "telephone", "07700 900123", safe=True, by=OMAR, at=NOW)
    give_part(case_id, BRONWEN, "investigator", by=SUNITA, at=NOW)
    data = {"role": "investigator", "name": str(BRONWEN)}
    changed = Event("officer.changed", NOW, "police", "", data)
    record(case_id, [changed], by=SUNITA, key=key(), expected_seq=None, at=NOW)
    visitor.sign_in(BRONWEN)
    visitor.open(f"/cases/{reference}")

    press(visitor.page.get_by_role("button", name="Open the telephone number"))

    visitor.complaints.clear()  # the browser's own, of the status
    visitor.look("new_to_her")
    assert "900123" not in visitor.page.content()
    assert visitor.width_on_a_phone() <= PHONE
    visitor.page.locator("#reason").fill("He was released an hour ago.")
    press(visitor.page.get_by_role("button", name="Open it all the same"))
    assert "07700 900123" in visitor.page.locator("main").inner_text()
