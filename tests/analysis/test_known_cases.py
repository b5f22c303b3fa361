"""A few cases of which it is known what the figures are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from answerable.analysis.catalogue import MEASURE_OF
from answerable.analysis.evaluate import Row, evaluate
from answerable.analysis.log import Log
from answerable.events.columns import from_cases
from answerable.events.entry import Entry

START = datetime(2021, 3, 1, 9, tzinfo=UTC)
AS_OF = datetime(2023, 1, 1, tzinfo=UTC)
POLICE_NFA = {"by": "police", "result": "no_further_action"}
CPS_NFA = {"by": "cps", "result": "no_further_action"}

Event = tuple[float, str, dict[str, Any]] | tuple[float, str, dict[str, Any], str]


def log_of(*cases: list[Event]) -> Log:
    """Cases that were reported and recorded at START; of each event the day, the subject last."""
    made = {}
    for number, events in enumerate(cases):
        entries = []
        begin: list[Event] = [(0, "crime.reported", {}), (0, "crime.recorded", {})]
        for seq, (day, event, data, *subject) in enumerate([*begin, *events], 1):
            at = START + timedelta(days=day)
            entries.append(
                Entry(f"c{number:03}", seq, event, at, at, "a", "police", *(subject or [""]), data)
            )
        made[f"c{number:03}"] = entries
    return Log(from_cases(made.items()), AS_OF)


def figure(log: Log, name: str, *by: str) -> Row:
    measure = MEASURE_OF.get(name) or MEASURE_OF[name.rpartition(".")[0]]
    return next(row for row in evaluate(log, [measure], by) if row.measure == name)


def parts(row: Row) -> tuple[Any, ...]:
    return row.numerator, row.denominator, row.open, row.missing, row.not_applicable


def test_an_action_done_early_and_not_yet_due_is_open():
    log = log_of(
        [
            (1, "action.set", {"target": "2021-04-01"}, "a1"),
            (2, "action.completed", {"result": "done"}, "a1"),
            (3, "action.set", {"target": "2030-01-01"}, "a2"),
            (4, "action.completed", {"result": "done"}, "a2"),
            (5, "action.set", {"target": "2021-04-01"}, "a3"),
            (6, "action.set", {}, "a4"),
            (7, "action.completed", {"result": "done"}, "a4"),
        ]
    )

    assert parts(figure(log, "action.late")) == (1, 2, 1, 1, 0)


def test_a_decision_that_was_reopened_takes_its_outcome_with_it():
    decided = (10, "decision.made", POLICE_NFA | {"outcome": "16"})
    log = log_of([decided], [decided, (20, "case.reopened", {})])

    assert parts(figure(log, "outcome.16"))[:3] == (1, 2, 1)
    assert parts(figure(log, "funnel.open"))[:2] == (1, 2)
    assert parts(figure(log, "time.report_to_police_nfa"))[1:3] == (1, 1)


def test_a_case_is_decided_once_all_its_suspects_are():
    two = [(1, "suspect.identified", {}, "a"), (1, "suspect.identified", {}, "b")]
    first, second = (10, "decision.made", POLICE_NFA, "a"), (30, "decision.made", CPS_NFA, "b")
    log = log_of([*two, first], [*two, first, second])

    assert parts(figure(log, "time.report_to_police_nfa"))[1:3] == (0, 1)
    found = figure(log, "time.report_to_cps_nfa")
    assert (found.value, found.denominator) == (30.0, 1)


def test_a_decision_about_all_is_about_who_is_identified_later_too():
    log = log_of(
        [(10, "decision.made", POLICE_NFA), (12, "suspect.identified", {}, "a")],
        [(10, "decision.made", CPS_NFA), (12, "suspect.identified", {}, "a"),
         (20, "decision.made", POLICE_NFA, "a")],
    )  # fmt: skip

    assert figure(log, "time.report_to_police_nfa").value == pytest.approx(15.0)
    assert parts(figure(log, "funnel.open"))[0] == 0


def test_a_decision_without_a_result_decides_nothing():
    log = log_of([(10, "decision.made", {"by": "police"})])

    assert parts(figure(log, "funnel.open"))[:2] == (1, 1)
    assert parts(figure(log, "time.report_to_police_nfa"))[1:3] == (0, 1)


def test_pauses_are_left_out_of_supervision():
    allocated = (1, "investigation.allocated", {})
    file, plan = (5, "file.submitted", {"purpose": "charging"}), (40, "actionplan.sent", {})
    closed = (44, "decision.made", CPS_NFA)

    found = figure(log_of([allocated, file, plan, closed], [allocated, closed]),
                   "supervision.within_7_days")  # fmt: skip
    covered = figure(log_of([allocated, file, plan, closed]), "supervision.days_covered")

    assert parts(found)[:2] == (0, 2)  # 4 days and 4 come to 8
    assert parts(covered)[:2] == (7, 8)


def test_a_withdrawal_that_was_disputed_is_none_and_one_that_ended_is_over():
    stated, disputed = (5, "withdrawal.stated", {}), (6, "withdrawal.disputed", {})
    back, position = (7, "engagement.resumed", {}), {"position": "does_not_support", "at": "later"}
    log = log_of(
        [stated], [stated, disputed], [stated, back], [(8, "position.stated", position), (9, "withdrawal.disputed", {})],
        [],
    )  # fmt: skip

    assert parts(figure(log, "withdrawal.share"))[:2] == (2, 5)
    assert parts(figure(log, "withdrawal.share.stated"))[:2] == (1, 5)
    assert parts(figure(log, "withdrawal.share.position"))[:2] == (1, 5)
    assert figure(log, "withdrawal.incidence_7").value == pytest.approx(2 / 5)
    assert figure(log, "withdrawal.resumption_7").value == pytest.approx(1 / 3)


def test_a_letter_counts_from_the_instant_of_the_decision():
    decided = (10, "decision.made", CPS_NFA, "a")
    log = log_of(
        [decided, (11, "letter.sent", {}, "a")],
        [decided, (11.01, "letter.sent", {}, "a")],
        [decided, (10.5, "letter.sent", {}, "b")],
        [decided, (10.5, "letter.sent", {})],
    )

    assert parts(figure(log, "letter.within_24h"))[:2] == (2, 4)
    assert parts(figure(log, "letter.sent"))[:2] == (3, 4)


def test_a_letter_after_the_case_was_opened_again_is_of_another_decision():
    decided, again = (10, "decision.made", CPS_NFA), (20, "case.reopened", {})
    log = log_of(
        [decided, again, (60, "decision.made", CPS_NFA), (60.5, "letter.sent", {})],
        [decided, (10.5, "case.reopened", {})],
        [decided, (15, "letter.sent", {}), again],
    )

    assert parts(figure(log, "letter.sent")) == (2, 3, 0, 0, 1)
    assert parts(figure(log, "letter.within_24h")) == (1, 3, 0, 0, 1)


def test_a_case_that_was_closed_after_its_file_waits_no_more_though_it_had_been_stopped_before():
    file = [(20, "file.submitted", {"purpose": "charging"}),
            (21, "triage.completed", {"accepted": True})]  # fmt: skip
    stopped, closed = (10, "decision.made", POLICE_NFA), (30, "case.closed", {})
    log = log_of([stopped, *file, closed], [stopped, *file])

    for name in ("time.referral_to_cps_decision", "time.accepted_file_to_cps_nfa"):
        assert parts(figure(log, name)) == (None, 0, 1, 0, 1)


def test_the_team_of_table_1_is_that_of_the_decision():
    log = log_of(
        [(1, "investigation.allocated", {"team": "general"}),
         (20, "investigation.allocated", {"team": "specialist"}),
         (49, "decision.made", POLICE_NFA),
         (60, "investigation.allocated", {"team": "general"})],
    )  # fmt: skip

    assert figure(log, "time.report_to_police_nfa", "team").group == {"team": "specialist"}
    assert figure(log, "decision.told", "team").group == {"team": "not_recorded"}
