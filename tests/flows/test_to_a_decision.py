"""An investigator and a prosecutor take one case from its report to a decision not to charge: the
gate says what is in the way, they put it right, and everybody's list follows."""

from __future__ import annotations

from html import unescape

import pytest

from answerable.actions.excluding import declare
from answerable.rules.catalogue import DUTY_OF
from tests.flows.test_reporting import AGREED, REPORT
from tests.flows.walking import attempt, walk
from tests.record.cast import NOW
from tests.web.cast import ISLA, NICK, OMAR, PRIYA, WENDY, a_case, at_browser, go, reference_of

pytestmark = pytest.mark.django_db

LINE = {"about": "witness", "direction": "away", "noticed_by": "investigator"}
DECISION = {
    "by": "cps", "result": "no_further_action", "stage": "evidential", "evidential": "fail",
    "public_interest": "not_reached", "rationale": "Nothing more can be found.",
    "authorised_by": "prosecutor", "decided_by": str(PRIYA), "authorised_id": str(PRIYA),
    "read": ["file", "account"],
}  # fmt: skip
TOLD = {
    "how": "in_person", "review_right": "applies", "needs_considered": True,
    "adviser_told": "yes", "support_present": True, "explained_by": str(OMAR), "skilled": True,
}  # fmt: skip


@pytest.fixture
def case_id():
    return a_case(PRIYA, ISLA, WENDY)


def up_to_the_file(case_id, take=walk):
    """From the report to a file with the prosecutor; gives the suspect and the line."""
    take(
        case_id,
        "report",
        {"crime-reported": REPORT, "risk-assessed": {"level": "high", "risk_to_others": True}},
    )
    take(case_id, "speak-to-the-victim", {"victim-spoken_to": {"first": True}})
    take(case_id, "contact-agreement", {"contact-agreed": AGREED})
    take(
        case_id,
        "account",
        {
            "account-offered": {"about_": "new", "kind": "video", "interviewer_sex": "met"},
            "account-recorded": {"kind": "video", "intermediary": "not_needed", "read_back": True},
        },
    )
    lines = take(case_id, "plan-and-lines", {"line-1": {"about_": "new", **LINE}})
    suspect = take(
        case_id,
        "suspect",
        {
            "suspect-identified": {"about_": "new"},
            "suspect-interviewed": {"under_caution": True, "account_given": True},
        },
    )
    take(
        case_id,
        "early-advice",
        {"early_advice-considered": {"sought": False, "why_not": "The evidence was in."}},
    )
    take(
        case_id,
        "file",
        {
            "gatekeeper-reviewed": {"passed": True},
            "file-submitted": {"purpose": "charging", "cps_area": "cps-yorkshire-and-humberside"},
        },
    )
    take(case_id, "triage", {"triage-completed": {"accepted": True, "track": "standard"}}, by=PRIYA)
    return suspect.entries[0].subject, lines.entries[0].subject


def decide(case_id, suspect, take):
    return take(
        case_id,
        "decision",
        {
            "bad_character-considered": {"material": "none_found"},
            "control-considered": {"found": False},
            "order-considered": {
                "about_": suspect, "kind": "dapo", "decision": "not_appropriate",
                "why": "She did not want one.",
            },
            "decision-made": {"about_": suspect, **DECISION},
        },
        by=PRIYA,
    )  # fmt: skip


def put_right(case_id, line, take=walk):
    """What the gate asked for: the line closed, and the conversation held."""
    take(
        case_id,
        "plan-and-lines",
        {"line-closed": {"about_": line, "result": "completed", "why": "Both were seen."}},
    )
    take(
        case_id,
        "conversation",
        {
            "conversation-held": {
                "how": "video", "about": "pre_nfa", "level": "working", "note": "Gone through.",
            }
        },
        by=PRIYA,
    )  # fmt: skip


def tell(case_id, suspect, take=walk):
    """Tell the victim of the decision, with her adviser told first."""
    take(
        case_id,
        "tell-the-victim",
        {"support-alerted": {"of": "decision"}, "decision-told": {"about_": suspect, **TOLD}},
    )


def listed(who, reference):
    """Whether somebody's list has the case."""
    return reference in at_browser(who).get("/my-work").text


def owed(who, reference):
    """The duties that somebody finds owed on the page of the case."""
    page = go(at_browser(who), f"/cases/{reference}").text
    now = page[page.index("What is owed") : page.index("What stands in the way")]
    now = now.partition("What was done late or missed")[0]
    return {duty.id for duty in DUTY_OF.values() if duty.what in unescape(now)}


def test_from_a_report_to_a_decision_not_to_charge_with_all_that_belongs_to_it(case_id):
    reference = reference_of(case_id)
    suspect, line = up_to_the_file(case_id)
    assert listed(PRIYA, reference) and "prosecution.review" in owed(PRIYA, reference)

    refused = decide(case_id, suspect, attempt)

    assert not refused.entries and "This cannot be recorded yet" in refused.page.text
    barriers = " ".join(refused.page.problems.values())
    assert "line of enquiry" in barriers and "met" in barriers
    assert "Nothing more can be found." in refused.page.text

    put_right(case_id, line)
    decided = decide(case_id, suspect, walk)

    assert decided.events[-1] == "decision.made"
    assert "prosecution.review" not in owed(PRIYA, reference)
    assert "decision.tell" in owed(OMAR, reference)

    tell(case_id, suspect)

    assert "decision.tell" not in owed(OMAR, reference)
    story = go(at_browser(ISLA), f"/cases/{reference}/history").text
    assert "The victim was told of the decision" in story
    assert "Nothing more can be found." not in story


def test_an_officer_who_is_excluded_sees_what_is_there_for_a_case_that_does_not_exist(case_id):
    reference = reference_of(case_id)
    walk(case_id, "report", {"crime-reported": REPORT})
    declare(case_id, by=PRIYA, at=NOW, why="A relative of the suspect.")

    excluded = go(at_browser(PRIYA), f"/cases/{reference}")
    absent = go(at_browser(PRIYA), "/cases/ABCD-EFGH-JKLM")

    assert excluded.status == absent.status == 404
    assert excluded.text.replace(reference, "") == absent.text.replace("ABCD-EFGH-JKLM", "")
    assert not listed(PRIYA, reference)


def test_a_stranger_is_asked_for_a_reason_and_shown_nothing_before(case_id):
    reference = reference_of(case_id)
    walk(case_id, "report", {"crime-reported": REPORT})

    page = go(at_browser(NICK), f"/cases/{reference}")

    assert "The crime was reported" not in page.text and "ex_partner" not in page.text
    assert not listed(NICK, reference)
