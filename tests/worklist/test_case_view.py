"""One case: where it is, whose move, what is owed and was missed, and what stands in the way."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from answerable.actions.commit import record
from answerable.actions.loading import load_cases
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Event
from answerable.events.reading import read
from answerable.people.acting import working as for_itself
from answerable.people.parts import give as give_a_part
from answerable.rules.catalogue import ON_RECORD
from answerable.rules.derived import with_derived
from answerable.rules.evaluate import obligations
from answerable.worklist.asking import ENDINGS, HIDDEN, Ending, in_the_way, working
from answerable.worklist.case_view import case_view
from tests.people.cast import ISLA, NICK, NOW, OMAR, PRIYA, key, whole_case
from tests.worklist.lists import DAY, a_case, give, report

pytestmark = pytest.mark.django_db

INSPECTION = Path(__file__).resolve().parents[2] / "answerable/commands/cases/inspection.csv"
THEN = datetime(2021, 1, 1, tzinfo=UTC)
NFA = {"by": "police", "result": "no_further_action"}
CLOSING = Ending("", "case.closed", {})
STOPPING = Ending("", "decision.made", NFA)


def test_what_the_inspectors_found_was_missed_is_on_the_page_of_each_case():
    cases = read(INSPECTION, EVENT_TYPES).cases
    whole_case()  # puts the staff in
    loaded = load_cases(cases, at=THEN)
    with for_itself():
        for one in loaded.values():
            give_a_part(one.case_id, OMAR, "investigator", by=OMAR, at=NOW - 400 * DAY)

    breaches = 0
    for name, entries in cases.items():
        view = case_view(loaded[name].case_id, THEN, by=OMAR)
        owed = obligations(with_derived(entries), ON_RECORD, THEN)
        # What support services owe is theirs to see.
        expected = [o for o in owed if o.status in ("late", "missed") and o.owner != ("support",)]
        assert sorted((o.duty, o.subject, o.days_late) for o in view.breached) == sorted(
            (o.duty, o.subject, o.days_late) for o in expected
        )
        overdue = [o.duty for o in owed if o.status == "overdue" and o.owner != ("support",)]
        late = [o.duty for o in view.owed if o.state == "overdue"]
        assert sorted([*late, *(o.duty for o in view.passed)]) == sorted(overdue)
        breaches += len(expected)
    assert breaches > 10


def test_the_worklists_of_both_follow_at_each_step():
    case_id = whole_case()

    def step(event, by, **data):
        agency = "police" if by == OMAR else "cps"
        record(case_id, [Event(event, NOW, agency, "", data)], by=by, key=key(),
               expected_seq=None, at=NOW)  # fmt: skip
        view = case_view(case_id, NOW, by=PRIYA)
        return view.stage, {one.duty for one in view.owed}

    assert case_view(case_id, NOW, by=OMAR).stage == "not_reported"
    stage, owed = step("case.waiting_on_police", PRIYA, agreed=True, reason="material_awaited",
                       reasons={"agreed_with_police": "He was rung."})  # fmt: skip
    assert stage == "waiting_on_police"
    assert "prosecution.review_waiting" in owed
    stage, owed = step("case.reactivated", OMAR)
    assert stage == "with_prosecutors"
    assert "prosecution.review_waiting" not in owed
    assert "prosecution.review" in owed


def test_suspects_who_stand_differently_are_never_rolled_into_one():
    case_id = a_case(
        report(90),
        *[(80, "suspect.identified", "police", one) for one in ("s1", "s2", "s3")],
        (20, "charge.made", "police", "s1"),
        (10, "decision.made", "police", "s2", NFA),
    )

    view = case_view(case_id, NOW, by=OMAR)

    assert view.suspects == {"charged": 1, "identified": 1, "no_further_action": 1}
    assert view.stage == "charged"


def test_a_paused_clock_is_said_to_stand_still_and_is_never_overdue():
    case_id = a_case(
        report(90), (60, "investigation.allocated"), (59, "supervision.reviewed", "police", "",
                                                     {"direction": "given"}),
        (58, "file.submitted", "police", "", {"purpose": "charging"}),
    )  # fmt: skip

    view = case_view(case_id, NOW + 300 * DAY, by=OMAR)

    (paused,) = [one for one in view.owed if one.duty == "investigation.supervise"]
    assert (paused.state, paused.group, paused.days_late) == ("paused", "undated", 0)
    assert paused.when == "its clock stands still"


def test_a_part_that_nobody_has_is_nobodys_yet():
    case_id = a_case(report(60), (50, "investigation.allocated"))

    view = case_view(case_id, NOW, by=OMAR)

    assert view.next_move == view.owed[0].what
    assert (view.whose_move, view.moved_by) == (("investigator",), (OMAR,))
    (supervision,) = [one for one in view.owed if one.duty == "investigation.supervise"]
    assert (supervision.parts, supervision.held_by) == (("supervisor",), ())


def test_a_case_of_a_thousand_entries_asks_as_many_statements_as_one_of_ten():
    def statements(entries):
        lines = [(50 - n / 100, "line.opened", "police", f"l{n}") for n in range(entries)]
        case_id = a_case(report(60), *lines)
        with CaptureQueriesContext(connection) as found:
            case_view(case_id, NOW, by=OMAR)
        return len(found)

    assert statements(10) == statements(1000) <= 6


def test_who_may_not_see_a_case_is_told_that_there_is_none():
    case_id = a_case(report(3))

    for asked in (case_id, uuid4()):
        assert case_view(asked, NOW, by=NICK) is None
        assert in_the_way(asked, [CLOSING], NOW, by=NICK) is None
        assert working(asked, "report.risk", "", NOW, by=NICK) is None


def test_what_support_services_owe_is_theirs_until_she_shares_that_she_is_supported():
    lines = [report(60), (50, "support.referred", "police", "r1", {"service": "isva"})]
    apart = a_case(*lines, held={"investigator": OMAR, "adviser": ISLA})
    shared = a_case(
        *lines,
        (40, "support.sharing_agreed", "support", "", {"of": ["that_supported"]}),
        held={"investigator": OMAR, "adviser": ISLA},
    )

    def sees(who, case_id):
        return "support.start" in {one.duty for one in case_view(case_id, NOW, by=who).owed}

    assert (sees(ISLA, apart), sees(OMAR, apart)) == (True, False)
    assert (sees(ISLA, shared), sees(OMAR, shared)) == (True, True)


def test_an_adviser_at_work_leaves_no_time_and_no_count_on_the_others_pages():
    quiet = [report(60), (50, "support.referred", "police", "r1", {"service": "isva"})]
    busy = [*quiet, (2, "support.waitlisted", "support", "r1")]

    views = [
        case_view(a_case(*lines, held={"investigator": OMAR}), NOW, by=OMAR)
        for lines in (quiet, busy)
    ]

    without = [view._replace(case_id=None) for view in views]
    assert without[0] == without[1]


def test_a_duty_that_an_adviser_set_going_is_seen_by_who_owes_it():
    case_id = a_case(report(60), (1, "contact.breached", "support", "", {"how": "wrong_person"}))

    view = case_view(case_id, NOW, by=OMAR)

    assert "contact.respond_breach" in {one.duty for one in view.owed if one.group == "critical"}


def test_what_stands_in_the_way_is_said_before_anybody_tries_with_its_source():
    case_id = a_case(report(60), (50, "line.opened", "police", "l1"))

    (found,) = in_the_way(case_id, [STOPPING], NOW, by=OMAR)
    found = {one.requirement: one for one in found}

    assert found["lines_closed"].missing == "A line of enquiry is still open."
    assert found["lines_closed"].put_right.startswith("Finish it, or close it")
    assert "P1-" in found["victim_spoken_to"].source
    assert found["authority"].force == "must"


def test_what_no_longer_stands_in_the_way_is_gone_from_the_list():
    before = a_case(report(60), (50, "line.opened", "police", "l1"))
    after = a_case(
        report(60), (50, "line.opened", "police", "l1"), (4, "line.closed", "police", "l1")
    )

    def asked(case_id):
        (found,) = in_the_way(case_id, [STOPPING], NOW, by=OMAR)
        return {one.requirement for one in found}

    assert asked(before) - asked(after) == {"lines_closed"}


def test_closing_is_asked_about_like_any_other_ending():
    case_id = a_case(report(60), (5, "decision.made", "police", "", NFA))

    stopping, (told,) = in_the_way(case_id, [STOPPING, CLOSING], NOW, by=OMAR)

    assert told.missing.startswith("The victim has not been told")
    assert told not in stopping
    assert {ending.event for endings in ENDINGS.values() for ending in endings} <= set(EVENT_TYPES)


def test_a_deadline_is_shown_with_its_working():
    case_id = a_case(report(3))
    (owed,) = [one for one in case_view(case_id, NOW, by=OMAR).owed if one.duty == "report.risk"]
    duty, subject, started_at = owed.link

    (found,) = working(case_id, duty, subject, NOW, by=OMAR, started_at=started_at)

    assert found["clock"] == "Hours(24)"
    assert found["started_by"]["event"] == "crime.reported"
    assert found["lines"][-1] == "It is overdue. It is 2 days late."
    assert working(case_id, "no.such_duty", "", NOW, by=OMAR) is None


def test_the_working_of_a_recurring_duty_tells_of_each_time_the_last_first():
    reviewed = [
        (days, "supervision.reviewed", "police", "", {"direction": "given"}) for days in (50, 45)
    ]
    case_id = a_case(report(90), (60, "investigation.allocated"), *reviewed)

    found = working(case_id, "investigation.supervise", "", NOW, by=OMAR)

    assert [one["status"] for one in found] == ["overdue", "met", "late"]


def test_a_working_that_rests_on_what_an_adviser_recorded_does_not_tell_of_it():
    case_id = a_case(report(60), (20, "contact.agreed", "support", "", {"when": "only_news"}))
    give(case_id, "adviser", ISLA)

    (theirs,) = working(case_id, "contact.agree", "", NOW, by=OMAR)
    (hers,) = working(case_id, "contact.agree", "", NOW, by=ISLA)

    assert (theirs["lines"], theirs["closed_by"]) == ([HIDDEN], None)
    assert hers["closed_by"] is None or hers["closed_by"]["event"] == "contact.agreed"
