"""What a team owes: nobody's yet first, most overdue, who has how much, which reasons were given."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from answerable.actions.allocating import bring
from answerable.rules.catalogue import DUTY_OF
from answerable.worklist.listing import Filters
from answerable.worklist.team import team_work
from tests.people.cast import (
    BRONWEN,
    CALLUM,
    EDITH,
    GRETA,
    ISLA,
    MAUD,
    NICK,
    NOW,
    OMAR,
    PRIYA,
    RHONA,
    SUNITA,
    TARIQ,
    YUSRA,
    rows,
    whole_case,
)
from tests.signing_in import at_browser
from tests.web.cast import recorded
from tests.worklist.lists import DAY, a_case, report

pytestmark = pytest.mark.django_db

LEADS = [report(60), (50, "investigation.allocated")]


def test_what_nobody_has_a_part_for_stands_first():
    supervised = a_case(*LEADS, held={"investigator": OMAR, "supervisor": SUNITA})
    alone = a_case(*LEADS, held={"investigator": BRONWEN})

    team = team_work(SUNITA, NOW, NOW - 7 * DAY)

    (row,) = team.nobodys_yet.rows
    assert (row.case_id, row.next_move) == (alone, DUTY_OF["investigation.supervise"].what)
    assert row.when.startswith("overdue by")
    assert {row.case_id for row in team.most_overdue.rows} == {supervised, alone}


def test_what_her_officer_would_owe_is_not_nobodys_while_the_investigator_stands_in():
    a_case(report(60), held={"investigator": OMAR, "supervisor": SUNITA})

    assert team_work(SUNITA, NOW, NOW - 7 * DAY).nobodys_yet.rows == []


def test_the_caseload_of_each_person_is_there_the_idle_too():
    a_case(report(60), held={"investigator": OMAR})
    a_case(report(60), held={"investigator": OMAR, "victims_officer": GRETA})
    a_case(report(0.1), held={"investigator": BRONWEN})

    loads = {one.staff_id: one for one in team_work(SUNITA, NOW, NOW - 7 * DAY).caseload}

    assert (loads[OMAR].cases, loads[OMAR].cases_overdue) == (2, 2)
    assert (loads[GRETA].cases, loads[BRONWEN].cases, loads[TARIQ].cases) == (1, 1, 0)
    assert loads[OMAR].overdue > loads[GRETA].overdue > 0
    assert (loads[BRONWEN].overdue, loads[BRONWEN].due_this_week > 0) == (0, True)
    assert loads[OMAR].name == "Omar Fennimarsh"
    assert next(iter(loads)) == OMAR


def test_reasons_that_were_given_at_gates_are_put_in_front_of_the_supervisor_in_words():
    case_id = a_case(
        report(60),
        (5, "investigation.allocated", "police", "",
         {"qualified": False, "reasons": {"reason": "Nobody trained was free."}}),
    )  # fmt: skip

    (given,) = team_work(SUNITA, NOW, NOW - 7 * DAY).reasons

    assert (given.case_id, given.event, given.requirement, given.words) == (
        case_id, "investigation.allocated", "reason", "Nobody trained was free."
    )  # fmt: skip


def test_who_may_read_no_reason_learns_of_none_and_of_no_list_of_them():
    """A manager of a support service sees the decision that the victim was told, and not why the
    police recorded it with something missing."""
    decided = {
        "by": "police", "result": "no_further_action",
        "reasons": {"early_advice": "Nobody thought of it."},
    }  # fmt: skip
    held = {"investigator": OMAR, "adviser": ISLA, "prosecutor": PRIYA}
    case_id = a_case(report(60), (5, "decision.made", "police", "", decided), held=held)
    for agency in ("support-lantern-house", "cps-yorkshire-and-humberside"):
        bring(case_id, agency, by=OMAR, at=NOW)

    assert team_work(RHONA, NOW, NOW - 7 * DAY).reasons is None
    assert team_work(YUSRA, NOW, NOW - 7 * DAY).reasons == []
    (of_theirs,) = team_work(SUNITA, NOW, NOW - 7 * DAY).reasons
    assert of_theirs.words == "Nobody thought of it."
    assert team_work(MAUD, NOW, NOW - 7 * DAY).reasons == [of_theirs]
    assert "decision.made" in {e.event for e in recorded(case_id, ISLA)}
    assert rows("SELECT count(*) FROM worklist_reason", by=ISLA) == [(0,)]
    assert "Reasons given at gates" not in at_browser(RHONA).get("/team").text
    assert "Reasons given at gates (1)" in at_browser(SUNITA).get("/team").text


def test_a_reason_in_an_entry_that_should_never_have_been_recorded_is_gone():
    a_case(
        report(60),
        (5, "investigation.allocated", "police", "", {"reasons": {"reason": "Nobody."}}),
        (4, "record.corrected", "police", "", {"seq": 2, "reason": "Another case."}),
    )

    assert team_work(SUNITA, NOW, NOW - 7 * DAY).reasons == []


def test_a_team_sees_its_own_cases_and_no_others():
    a_case(report(60), held={"investigator": OMAR})

    for other in (YUSRA, MAUD):
        team = team_work(other, NOW, NOW - 7 * DAY)
        assert (team.nobodys_yet.rows, team.most_overdue.rows, team.reasons) == ([], [], [])
    assert {one.staff_id for one in team_work(YUSRA, NOW, NOW - 7 * DAY).caseload} == {
        CALLUM,
        YUSRA,
    }


@pytest.mark.parametrize("who", [OMAR, NICK, EDITH, PRIYA])
def test_who_answers_for_no_team_has_no_such_page(who):
    whole_case()

    assert team_work(who, NOW, NOW - 7 * DAY) is None


def test_a_manager_of_prosecutors_sees_the_file_that_nobody_has():
    from answerable.people import parts
    from answerable.people.acting import working

    file = (20, "file.submitted", "police", "", {"purpose": "charging"})
    waiting, held = a_case(report(60), file), a_case(report(60), file)
    with working():
        for case_id in (waiting, held):
            parts.bring(case_id, "cps-yorkshire-and-humberside", by=OMAR, at=NOW)
        parts.give(held, PRIYA, "prosecutor", by=MAUD, at=NOW)

    team = team_work(MAUD, NOW, NOW - 7 * DAY)

    assert [row.case_id for row in team.nobodys_yet.rows] == [waiting]
    assert team.nobodys_yet.rows[0].next_move == DUTY_OF["prosecution.triage"].what
    assert {row.case_id for row in team.most_overdue.rows} == {waiting, held}


def test_several_units_are_one_list_or_one_of_them():
    from answerable.people import parts
    from answerable.people.acting import working
    from answerable.people.demonstration import team_of

    here, there = a_case(report(60)), a_case(report(60))
    with working():
        parts.bring(here, "13", by=OMAR, at=NOW, team=team_of("13", "Rape investigation team"))

    both = team_work(SUNITA, NOW, NOW - 7 * DAY)
    one = team_work(
        SUNITA, NOW, NOW - 7 * DAY, Filters(units=(str(team_of("13", "Rape investigation team")),))
    )

    assert {row.case_id for row in both.most_overdue.rows} == {here, there}
    assert [row.case_id for row in one.most_overdue.rows] == [here]


def test_a_team_of_twenty_cases_asks_as_many_statements_as_one_of_one():
    def statements():
        with CaptureQueriesContext(connection) as found:
            team_work(SUNITA, NOW, NOW - 7 * DAY)
        return len(found)

    a_case(*LEADS)
    one = statements()
    for number in range(19):
        a_case(*LEADS, held={"investigator": (OMAR, BRONWEN, TARIQ)[number % 3]})

    assert statements() == one <= 18
