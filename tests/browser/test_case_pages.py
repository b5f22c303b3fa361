"""My work and the pages of a case, in a real browser."""

from __future__ import annotations

from uuid import uuid4

import pytest

from answerable.actions.commit import record, record_as_system
from answerable.actions.vault import put_person
from answerable.events.entry import Event
from tests.browser.conftest import PHONE, press
from tests.browser.test_forms import sign_in
from tests.flows.test_looking_at_a_case import REPORT
from tests.record.cast import ISLA, NOW, OMAR, PRIYA, WENDY, a_case, rows
from tests.sweeping import sweep

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = ("people", "contact", "investigation", "material", "plan", "decision", "support", "history")
NEEDS = {"needs": ["interpreter", "autism"], "phone_dependence": "safety"}
SAID_OF_HERSELF = {
    "sex": "female",
    "race": "not_asked",
    "disability": "not_known",
    "source": "self",
}
ACCOUNT = {"kind": "video", "intermediary": "considered", "read_back": True}


@pytest.fixture
def reference():
    case_id = a_case(PRIYA, ISLA, WENDY)
    agreed = {
        "when": "regular", "every_days": 14, "method": "phone", "safe_times": "After six", "letters": False,
        "who_may_answer": "Nobody else", "may_leave_message": False, "safe": True, "review_on": "2026-06-01",
    }  # fmt: skip
    action = {
        "kind": "digital", "why": "What was said on the night.", "essential": True, "target": "2026-03-20",
        "review": "2026-03-27", "line": "l1", "from": "2026-01-01", "to": "2026-01-03",
    }  # fmt: skip
    events = [
        Event("crime.reported", NOW, "police", "", REPORT),
        Event("contact.agreed", NOW, "police", "", agreed),
        Event("suspect.identified", NOW, "police", "s1", {}),
        Event("suspect.identified", NOW, "police", "s2", {}),
        Event(
            "line.opened",
            NOW,
            "police",
            "l1",
            {"about": "digital", "direction": "towards", "noticed_by": "investigator"},
        ),
    ]
    record(case_id, events, by=OMAR, key=uuid4().hex, expected_seq=None, at=NOW)
    record(
        case_id,
        [Event("action.set", NOW, "cps", "a1", action)],
        by=PRIYA,
        key=uuid4().hex,
        expected_seq=None,
        at=NOW,
    )
    for event in (
        Event("needs.assessed", NOW, "police", "", NEEDS),
        Event("characteristics.recorded", NOW, "police", "", SAID_OF_HERSELF),
        Event("account.offered", NOW, "police", "", {"kind": "video", "interviewer_sex": "met"}),
        Event("account.recorded", NOW, "police", "", ACCOUNT),
        Event("account.inconsistency", NOW, "police", "", {"trauma_considered": True}),
        Event("supervision.reviewed", NOW, "police", "", {"direction": "given"}),
        Event("timescale.told", NOW, "police", "", {"of": "trial", "likely_by": "2026-05-01"}),
        Event("support.offered", NOW, "police", "", {"service": "isva"}),
        Event("support.answered", NOW, "police", "", {"service": "isva", "answer": "accepted"}),
    ):
        record(case_id, [event], by=OMAR, key=uuid4().hex, expected_seq=None, at=NOW)
    shared = Event("support.sharing_agreed", NOW, "support", "", {"of": ["that_supported"]})
    record(case_id, [shared], by=ISLA, key=uuid4().hex, expected_seq=None, at=NOW)
    put_person(case_id, "suspect", by=OMAR, at=NOW, subject="s2", name="Sam Nobody")
    answered = {"how": "text", "for_victim": "Here it is.", "reasons": {"asked": "She rang."}}
    told = Event("question.answered", NOW, "police", "", answered)
    record(case_id, [told], by=OMAR, key=uuid4().hex, expected_seq=None, at=NOW)
    left = {"seq": 1, "channel": "text", "why": "undelivered"}
    handed_over = Event("message.handed_over", NOW, "system", str(uuid4()), left)
    record_as_system(case_id, [handed_over], key=uuid4().hex, at=NOW)
    return rows("SELECT reference FROM record_case WHERE id = %s", [case_id])[0][0]


@sweep
def test_an_investigator_goes_from_the_list_through_every_page_of_a_case(visitor, reference):
    sign_in(visitor, OMAR)

    assert visitor.open("/my-work") == 200
    visitor.look("my-work")
    press(visitor.page.get_by_role("link", name=reference, exact=True))
    visitor.page.get_by_role("heading", name="What is owed").wait_for()
    visitor.look("case")
    for page in PAGES:
        assert visitor.open(f"/cases/{reference}/{page}") == 200
        visitor.look(f"case-{page}")
    assert visitor.open(f"/cases/{reference}/days/report.risk") == 200
    visitor.look("case-deadline")
    for page in (
        "who/victim", "who/suspect", "reach/new", "keep-out", "for-her", "for-her/device.answered",
    ):  # fmt: skip
        assert visitor.open(f"/cases/{reference}/{page}") == 200
        assert visitor.width_on_a_phone() <= PHONE, page
        visitor.look(f"case-{page.replace('/', '-')}")


def test_a_case_is_read_on_a_phone(visitor, reference):
    sign_in(visitor, PRIYA)

    for path in ("/my-work", f"/cases/{reference}", f"/cases/{reference}/plan"):
        assert visitor.open(path) == 200
        assert visitor.width_on_a_phone() <= PHONE, path
    visitor.look("phone-plan")
