"""Every page that there is for somebody, in a real browser: none has a barrier, each fits a phone."""

from __future__ import annotations

import pytest

from answerable.actions.commit import record
from answerable.actions.letting_in import break_glass
from answerable.actions.vault import put_contact, put_person
from answerable.events.entry import Event
from tests.browser.conftest import PHONE
from tests.flows.test_looking_at_a_case import REPORT
from tests.oversight.releases import put_by
from tests.people.cast import (
    CALLUM,
    EDITH,
    HESTER,
    ISLA,
    NOW,
    OMAR,
    PRIYA,
    SUNITA,
    WENDY,
    YESTERDAY,
    key,
    reference_of,
    whole_case,
)
from tests.signing_in import at_browser
from tests.sweeping import sweep
from tests.web.addresses import table

pytestmark = pytest.mark.django_db(transaction=True)

WHO = {
    "nobody": None, "investigator": OMAR, "prosecutor": PRIYA, "adviser": ISLA,
    "witness_care": WENDY, "team": SUNITA, "emergency": CALLUM, "performance": EDITH,
    "oversight": HESTER,
}  # fmt: skip
# What is no page to be seen: for a machine, a file, or the victim's own, which have tests beside.
NOT_SEEN = ("healthz", "n/")


@pytest.fixture
def reference():
    case_id = whole_case()
    told = [
        Event("crime.reported", YESTERDAY, "police", "", REPORT),
        Event("suspect.identified", YESTERDAY, "police", "s1", {}),
    ]
    record(case_id, told, by=OMAR, key=key(), expected_seq=None, at=NOW)
    put_person(case_id, "victim", by=OMAR, at=NOW, name="Vera Winterbourne", chosen_name="Vee")
    put_contact(case_id, "telephone", "07700 900123", safe=True, by=OMAR, at=NOW)
    put_by(1)
    break_glass(reference_of(case_id), by=CALLUM, at=NOW, why="She rang 999.")
    return reference_of(case_id)


@pytest.mark.parametrize("who", WHO)
@sweep
def test_no_page_that_there_is_for_somebody_has_a_barrier_and_each_fits_a_telephone(
    visitor, reference, who
):
    if WHO[who] is not None:
        at_browser(WHO[who]).post(f"/cases/{reference}/reason", {"reason": "To look at it."})
        visitor.sign_in(WHO[who])
    wide, seen = {}, 0

    for row in table():
        if (row.method, row.answers[who]) not in (("GET", "page"), ("GET", "reason")):
            continue
        if row.route.startswith(NOT_SEEN) or ".csv" in row.route or row.route.endswith("paper"):
            continue
        visitor.at_a_desk()
        status = visitor.open(row.address(reference))
        if row.answers[who] == "reason" and status != 200:  # with a reason it is not theirs either
            visitor.complaints.clear()  # the browser's own, of the status
            continue
        assert status == 200, row.name
        visitor.look(f"{who} {row.name}".replace("/", "-").replace("<", "").replace(">", ""))
        if visitor.width_on_a_phone() > PHONE:
            wide[row.name] = visitor.width_on_a_phone()
        seen += 1

    assert seen >= 3 and wide == {}
