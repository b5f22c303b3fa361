"""The investigation: plan and lines, supervision, the account, suspect, bail, and her phone."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from answerable.clocks.working import in_words
from answerable.events.entry import Event
from answerable.events.times import LONDON
from tests.flows.walking import attempt, begin, walk
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
    recorded,
    reference_of,
)

pytestmark = pytest.mark.django_db

LINE = {"about": "witness", "direction": "away", "noticed_by": "investigator"}
REQUEST = {
    "of": "victim", "line": "line-1", "asked_by": "investigator", "alternatives": ["suspect_device"],
    "from": "2025-11-01", "to": "2025-11-30", "data": ["messages"],
    "necessity": "The messages of that night, which the suspect says he never sent.",
    "in_use_at_time": True, "days_estimated": "2", "lawful_basis": "victims_information_request",
}  # fmt: skip


@pytest.fixture
def case_id():
    return a_case(PRIYA, ISLA, WENDY)


def a_line(case_id):
    put(case_id, Event("line.opened", NOW, "police", "line-1", {**LINE, "about": "digital"}))


def test_a_plan_and_two_lines_are_recorded_together_each_line_by_its_own_name(case_id):
    walked = walk(
        case_id,
        "plan-and-lines",
        {
            "plan-set": {"done": True},
            "line-1": {"about_": "new", **LINE},
            "line-2": {"about_": "new", **LINE, "direction": "towards"},
        },
    )

    assert walked.events == ["plan.set", "line.opened", "line.opened"]
    assert len({entry.subject for entry in walked.entries[1:]}) == 2


def test_a_line_is_closed_with_a_reason(case_id):
    a_line(case_id)

    walked = walk(
        case_id,
        "plan-and-lines",
        {"line-closed": {"about_": "line-1", "result": "completed", "why": "Both were seen."}},
    )

    assert [(entry.event, entry.subject) for entry in walked.entries] == [("line.closed", "line-1")]


def test_a_review_without_direction_has_to_say_why_none_was_needed(case_id):
    unexplained = attempt(
        case_id, "supervision", {"supervision-reviewed": {"direction": "none_needed"}}
    )
    walked = walk(case_id, "supervision", {"supervision-reviewed": {"direction": "given"}})

    assert list(unexplained.page.problems) == ["#supervision-reviewed-why"]
    assert walked.events == ["supervision.reviewed"]


def test_an_account_is_offered_with_the_interviewer_that_was_asked_for(case_id):
    walked = walk(
        case_id,
        "account",
        {"account-offered": {"about_": "new", "kind": "video", "interviewer_sex": "met"}},
    )

    assert walked.events == ["account.offered"]
    assert walked.entries[0].data["interviewer_sex"] == "met"


def test_a_suspect_who_is_arrested_and_interviewed_is_one_suspect(case_id):
    walked = walk(
        case_id,
        "suspect",
        {
            "suspect-identified": {"about_": "new"},
            "suspect-arrested": {"done": True},
            "suspect-interviewed": {"under_caution": True, "account_given": False},
        },
    )

    assert walked.events == ["suspect.identified", "suspect.arrested", "suspect.interviewed"]
    assert len({entry.subject for entry in walked.entries}) == 1


def test_bail_asks_what_the_victim_thinks_and_tells_her(case_id):
    put(case_id, Event("suspect.identified", NOW, "police", "s1", {}))
    bail = {"about_": "s1", "arrested_on": "2026-03-05", "conditions": ["no_contact"]}

    unasked = attempt(case_id, "bail", {"bail-granted": bail})
    walked = walk(
        case_id,
        "bail",
        {
            "bail-granted": {**bail, "victim_views": "sought"},
            "progress-told": {"about": "bail"},
        },
    )

    assert "#bail-granted-victim_views" in unasked.page.problems
    assert walked.events == ["bail.granted", "progress.told"]
    assert {entry.subject for entry in walked.entries} == {"s1"}


def test_after_bail_was_granted_it_is_said_until_when_it_runs_and_who_tells_the_victim(case_id):
    put(case_id, Event("suspect.identified", NOW, "police", "s1", {}))
    arrested = datetime.now(LONDON).date() - timedelta(days=1)
    bail = {"about_": "s1", "arrested_on": arrested.isoformat(), "conditions": ["no_contact"],
            "victim_views": "sought"}  # fmt: skip
    # Three months beginning with the day after the arrest: up to the day before that day of the
    # third month after, or to the last of that month where it has no such day.
    last = applicable_period_ends(arrested)

    walked = walk(case_id, "bail", {"bail-granted": bail})

    said = walked.page.text
    told = f"Bail runs until the end of {in_words(last)}, unless it is extended or ended before."
    assert f"Recorded. {told} The victim has to be told of it: due" in said
    assert "Investigator: Cast 1." in said or "officer: Cast 1." in said
    ledger = go(walked.page.client, f"/cases/{reference_of(case_id)}/investigation").text
    assert told in ledger and "The victim has to be told of it: due" in ledger


def test_once_the_victim_was_told_of_bail_it_is_said_no_more(case_id):
    put(case_id, Event("suspect.identified", NOW, "police", "s1", {}))
    bail = {"about_": "s1", "arrested_on": "2026-03-05", "conditions": ["no_contact"],
            "victim_views": "sought"}  # fmt: skip

    walked = walk(case_id, "bail", {"bail-granted": bail, "progress-told": {"about": "bail"}})

    said = walked.page.text
    assert "Bail ran until the end of Friday 5 June 2026, and no decision about it" in said
    assert "The victim has to be told of it" not in said


def applicable_period_ends(arrested):
    """Worked out by hand, apart from the clocks of the product."""
    start = arrested + timedelta(days=1)
    year, month = start.year + (start.month + 2) // 12, (start.month + 2) % 12 + 1
    try:
        return start.replace(year=year, month=month) - timedelta(days=1)
    except ValueError:  # the month has no such day
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def test_a_phone_is_asked_for_with_a_line_a_period_and_its_written_notice(case_id):
    a_line(case_id)
    put(
        case_id,
        Event("victim.spoken_to", NOW, "police", "", {"first": True}),
        Event("support.offered", NOW, "police", "", {"service": "isva"}),
    )

    walked = walk(
        case_id,
        "device-request",
        {
            "device-requested": {"about_": "new", **REQUEST},
            "device-form_sent": {
                "complete": True, "states": ["what", "why", "handling", "may_refuse", "not_ended_by_refusal"],
            },
        },
    )  # fmt: skip

    assert walked.events == ["device.requested", "device.form_sent"]
    assert walked.entries[0].data["line"] == "line-1"


def test_all_that_is_on_a_phone_is_asked_for_only_with_why_nothing_less_will_do(case_id):
    a_line(case_id)
    put(
        case_id,
        Event("victim.spoken_to", NOW, "police", "", {"first": True}),
        Event("support.offered", NOW, "police", "", {"service": "isva"}),
    )
    whole = {**REQUEST, "about_": "new", "data": ["full_download"]}

    notice = {
        "complete": True, "states": ["what", "why", "handling", "may_refuse", "not_ended_by_refusal"],
    }  # fmt: skip
    said = {"device-requested": whole, "device-form_sent": notice}
    refused = attempt(case_id, "device-request", said)
    why = "device-requested-reason-parameters"
    assert f"#{why}" in refused.page.problems and refused.entries == []

    refused.page[why] = "The app gives up no part of its store."
    refused.page.press()

    (asked,) = [one for one in recorded(case_id) if one.event == "device.requested"]
    assert asked.data["reasons"]["parameters"] == "The app gives up no part of its store."


def test_a_phone_cannot_be_asked_for_without_a_line_of_enquiry(case_id):
    page = begin(case_id, "device-request")

    assert "device-requested-line" not in page.form.inputs or not page.options(
        "device-requested-line"
    )


def test_people_are_chosen_by_name_and_nobody_types_an_id(case_id):
    omar = at_browser(OMAR)
    decision = go(omar, f"/cases/{reference_of(case_id)}/record/decision.made")
    change = go(omar, f"/cases/{reference_of(case_id)}/record/officer.changed")

    assert {str(OMAR), str(PRIYA)} <= set(decision.options("decision-made-decided_by"))
    assert "Cast 2, prosecutor, CPS Yorkshire and Humberside" in decision.text
    assert str(PRIYA) not in change.options("officer-changed-name")  # she is of another agency
