"""What a force has set in place of our defaults holds for its own cases, on every page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import override_settings

from answerable.actions.asking import ask, foresee
from answerable.actions.commit import record
from answerable.events.entry import Event
from answerable.rules.set_by_force import rules_with
from answerable.worklist.asking import Ending, in_the_way, working
from tests.flows.test_looking_at_a_case import REPORT
from tests.people.cast import NOW, OMAR, key, omars_case, rows
from tests.signing_in import at_browser
from tests.web.cast import reference_of

pytestmark = pytest.mark.django_db

SET = """
[[duty]]
id = "report.risk"
clock = "Hours(2)"
from = 2020-01-01

[[gate]]
id = "decision.made.authority"
rank = "chief_inspector"
from = 2020-01-01
"""
SET_INSTEAD = "The force has set 2 hours instead, from 1 January 2020."
CLOSURE = {
    "by": "police", "result": "no_further_action", "authorised_by": "inspector", "read": ["file"],
}  # fmt: skip


@pytest.fixture(autouse=True)
def set_by_one_force():
    with override_settings(RULES_OF_FORCES={"14": rules_with(SET)}):
        yield


def a_case_of(force):
    case_id = omars_case()
    reported = Event(
        "crime.reported", NOW - timedelta(hours=5), "police", "", REPORT | {"force": force}
    )
    record(case_id, [reported], by=OMAR, key=key(), expected_seq=None, at=NOW)
    return case_id


def due(case_id):
    (found,) = rows(
        "SELECT due_at - started_at FROM worklist_item WHERE case_id = %s AND duty = 'report.risk'"
        " ORDER BY due_at LIMIT 1",
        [case_id],
    )
    return found[0]


def authority(answers):
    return next(one for one in answers if one.requirement == "authority")


def test_a_duty_is_due_by_the_clock_of_the_force_of_its_case():
    assert due(a_case_of("14")) == timedelta(hours=2)
    assert due(a_case_of("13")) == timedelta(hours=24)


def test_its_working_is_told_by_the_same_clock():
    (ours,) = working(a_case_of("14"), "report.risk", "", NOW, by=OMAR)
    (theirs,) = working(a_case_of("13"), "report.risk", "", NOW, by=OMAR)

    assert "It counts 2 hours as time passes." in ours["lines"]
    assert SET_INSTEAD in ours["what"]
    assert "It counts 24 hours as time passes." in theirs["lines"]
    assert "The force" not in theirs["what"]


def test_a_gate_asks_for_the_rank_of_the_force_of_the_case():
    closure = [Event("decision.made", NOW, "police", "", CLOSURE)]
    (ours,), (theirs,) = (ask(a_case_of(force), closure, NOW) for force in ("14", "13"))

    assert not authority(ours).met
    assert "chief inspector, set by the force from 1 January 2020" in authority(ours).message
    assert authority(theirs).met


def test_what_stands_in_the_way_is_asked_by_the_same_rank():
    ending = [Ending("Close it", "decision.made", CLOSURE)]
    (ours,), (theirs,) = (
        in_the_way(a_case_of(force), ending, NOW, by=OMAR) for force in ("14", "13")
    )

    assert "authority" in [one.requirement for one in ours]
    assert "authority" not in [one.requirement for one in theirs]


def test_a_form_says_beforehand_what_the_force_has_set():
    found = foresee(a_case_of("14"), "decision.made", agency="police", at=NOW)

    said = [
        one.requirement.setting.on(NOW.date()) for one in found if one.requirement.id == "authority"
    ]
    assert set(said) == {"chief_inspector"}


@pytest.mark.parametrize("page", ["/cases/{}", "/my-work?sort=due", "/cases/{}/days/report.risk"])
def test_every_page_says_what_the_force_has_set(page):
    said = {}
    for force in ("14", "13"):
        reference = reference_of(a_case_of(force), OMAR)
        shown = at_browser(OMAR).get(page.format(reference))
        assert shown.status_code == 200
        said[force] = SET_INSTEAD in shown.text
        if page.startswith("/my-work"):
            said["13"] = False  # the list holds both by then
            break

    assert said == {"14": True, "13": False}
