"""Police and prosecutors: early advice, the file, triage, action plans, conversations."""

from __future__ import annotations

import pytest

from answerable.events.entry import Event
from tests.flows.walking import attempt, walk
from tests.record.cast import NOW
from tests.web.cast import (
    ISLA,
    OMAR,
    PRIYA,
    WENDY,
    a_case,
    at_browser,
    go,
    put,
    reference_of,
)

pytestmark = pytest.mark.django_db

ACTION = {
    "about_": "new", "kind": "digital", "why": "It shows who wrote first.", "essential": True, "line": "line-1",
    "from": "2025-11-01", "to": "2025-11-30",
    "target": "2026-04-03", "review": "2026-03-20",
}  # fmt: skip


@pytest.fixture
def case_id():
    return a_case(PRIYA, ISLA, WENDY)


def test_early_advice_that_is_not_sought_is_on_record_too(case_id):
    walked = walk(
        case_id,
        "early-advice",
        {"early_advice-considered": {"sought": False, "why_not": "The account comes first."}},
    )

    assert walked.events == ["early_advice.considered"]
    assert walked.entries[0].data["sought"] is False


def test_a_file_goes_with_the_checklist_of_whoever_looked_at_it(case_id):
    put(
        case_id,
        Event("account.recorded", NOW, "police", "a1", {"kind": "video"}),
        Event("early_advice.considered", NOW, "police", "", {"sought": True}),
    )

    walked = walk(
        case_id,
        "file",
        {
            "gatekeeper-reviewed": {"passed": True},
            "file-submitted": {"purpose": "charging", "cps_area": "cps-yorkshire-and-humberside"},
        },
    )

    assert walked.events == ["gatekeeper.reviewed", "file.submitted"], walked.page.problems


def test_a_prosecutor_says_what_is_there_apart_from_how_good_it_is(case_id):
    walked = walk(
        case_id,
        "triage",
        {
            "triage-completed": {"accepted": True, "track": "standard"},
            "file-assessed": {"inadequate": ["key_statement"]},
        },
        by=PRIYA,
    )

    assert walked.events == ["triage.completed", "file.assessed"]
    assert {entry.agency for entry in walked.entries} == {"cps"}


def test_early_advice_that_is_not_sought_needs_a_reason(case_id):
    walked = attempt(case_id, "early-advice", {"early_advice-considered": {"sought": False}})

    assert "It does not say why early advice is not sought" in walked.page.text
    assert not walked.entries


def test_an_action_plan_is_set_by_the_prosecutor_and_answered_by_police_item_by_item(case_id):
    put(case_id, Event("line.opened", NOW, "police", "line-1", {"about": "digital"}))
    sent = walk(
        case_id,
        "action-plan",
        {"actionplan-sent": {"number": "1"}, "action-1": ACTION, "action-2": ACTION},
        by=PRIYA,
    )
    first, second = (entry.subject for entry in sent.entries[1:])
    answered = walk(
        case_id,
        "answer-action-plan",
        {
            "action-completed": {"about_": first, "result": "done"},
            "action-challenged": {"about_": second, "ground": "already_done"},
        },
    )

    assert sent.events == ["actionplan.sent", "action.set", "action.set"]
    assert [(entry.event, entry.subject) for entry in answered.entries] == [
        ("action.completed", first), ("action.challenged", second),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ({"target": "2030-05-06", "withdrawn": "false"}, "6 May 2030"),
        ({"withdrawn": "true"}, "No longer asked for"),
    ],
)
def test_a_prosecutor_amends_an_action_or_takes_it_back_from_the_plan_itself(case_id, said, stands):
    put(case_id, Event("line.opened", NOW, "police", "line-1", {"about": "digital"}))
    sent = {"actionplan-sent": {"number": "1"}, "action-1": ACTION}
    walk(case_id, "action-plan", sent, by=PRIYA)
    plan = f"/cases/{reference_of(case_id)}/plan"
    row = "//table[contains(caption, 'item by item')]/tbody/tr"
    (link,) = go(at_browser(PRIYA), plan).tree.xpath(f"{row}//a[text()='Amend or take back']/@href")
    page = go(at_browser(PRIYA), link)
    for name, value in said.items():
        if name == "target":
            for part, number in zip(("year", "month", "day"), value.split("-"), strict=True):
                page[f"action-amended-{name}-{part}"] = number
        else:
            page[f"action-amended-{name}"] = value

    assert page.press().status == 302

    for who in (OMAR, PRIYA):
        (shown,) = go(at_browser(who), plan).tree.xpath(row)
        assert stands in " ".join(shown.text_content().split())
    assert not go(at_browser(OMAR), plan).tree.xpath(f"{row}//a[text()='Amend or take back']")


def test_a_plan_that_an_action_lacks_a_reason_in_is_not_sent(case_id):
    put(case_id, Event("line.opened", NOW, "police", "line-1", {"about": "digital"}))
    said = {name: value for name, value in ACTION.items() if name != "why"}

    walked = attempt(
        case_id, "action-plan", {"actionplan-sent": {"number": "1"}, "action-1": said}, by=PRIYA
    )

    assert list(walked.page.problems) == ["#action-1-why"] and not walked.entries


@pytest.mark.parametrize("by", [OMAR, PRIYA])
def test_either_side_records_a_conversation_and_where_they_disagree(case_id, by):
    put(case_id, Event("suspect.identified", NOW, "police", "s1", {}))

    walked = walk(
        case_id,
        "conversation",
        {
            "conversation-held": {
                "how": "phone", "about": "pre_nfa", "level": "working",
                "note": "What the phone would add.",
            },
            "disagreement-raised": {"about_": "new", "about": "decision", "level": "1"},
        },
        by=by,
    )  # fmt: skip

    assert walked.events == ["conversation.held", "disagreement.raised"]
