"""The order of obligations, and what a decision about everybody does to those before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.columns import from_cases
from answerable.events.entry import Entry
from answerable.rules.catalogue import DUTIES, DUTY_OF
from answerable.rules.derived import with_derived
from answerable.rules.evaluate import obligations
from answerable.rules.kernel.bulk import evaluate_log, in_order
from answerable.rules.kernel.program import compile_duties
from tests.rules.test_paths_agree import by_kernel

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def entry(seq: int, event: str, subject: str = "", **data: Any) -> Entry:
    at = START + timedelta(days=seq)
    return Entry("c", seq, event, at, at, "p", "police", subject, data)


def test_what_has_no_due_day_comes_last_by_duty_and_subject_and_not_by_start():
    log = [
        entry(1, "hearing.listed", "h2", kind="trial"),
        entry(2, "hearing.listed", "h1", kind="trial"),
        entry(3, "action.set", "a1"),
        entry(4, "bail.granted", "s1"),
    ]
    as_of = START + timedelta(days=20)

    found = obligations(log, DUTIES, as_of)

    assert [(row.duty, row.subject) for row in found if row.due_at is None] == [
        ("court.update_statement", "h1"), ("court.update_statement", "h2"),
        ("investigation.bail_review", "s1"), ("prosecution.action", "a1"),
    ]  # fmt: skip
    assert [row.due_at is None for row in found] == sorted(row.due_at is None for row in found)
    assert by_kernel({"c": log}, as_of) == found


def test_a_decision_about_everybody_leaves_the_decision_about_one_standing():
    """Decided about before anybody recorded that he was identified, he is still decided about."""
    log = [
        entry(1, "suspect.identified", "s1"),
        entry(2, "decision.made", "s2", by="cps", result="charge"),
        entry(3, "decision.made", "", by="cps", result="no_further_action"),
        entry(4, "suspect.identified", "s2"),
        entry(5, "decision.made", "s1", by="cps", result="no_further_action"),
    ]

    decided = [event.seq for event in with_derived(log) if event.event == "case.decided"]

    assert decided == [3, 5]


def test_what_both_meets_and_starts_meets_nothing_that_it_opened_nor_what_follows_a_lifting():
    """No duty of the catalogue has an event that does both, so one is made that has."""
    duty = replace(
        DUTY_OF["engagement.confirm"], met_by="withdrawal.confirmed; withdrawal.stated",
        lifted_by="engagement.resumed",
    )  # fmt: skip
    log = [
        entry(1, "withdrawal.stated"),
        entry(2, "engagement.resumed"),
        entry(3, "withdrawal.stated"),
    ]
    as_of = START + timedelta(days=4)

    found = obligations(log, (duty,), as_of)

    assert [(row.started_at, row.status) for row in found] == [
        (log[0].occurred_at, "lifted"), (log[2].occurred_at, "open"),
    ]  # fmt: skip
    columns = from_cases([("c", log)])
    parts = evaluate_log(columns, as_of, compile_duties((duty,), EVENT_TYPES))
    assert list(in_order(parts)) == found


def test_a_new_target_of_one_action_moves_no_other():
    log = [
        entry(1, "action.set", "a1", target="2026-03-20"),
        entry(2, "action.set", "a2", target="2026-03-20"),
        entry(3, "action.amended", "a2", target="2026-03-25"),
    ]
    as_of = START + timedelta(days=5)

    found = obligations(log, (DUTY_OF["prosecution.action"],), as_of)

    due = {row.subject: row.due_at.date().isoformat() for row in found if row.due_at}
    assert due == {"a1": "2026-03-21", "a2": "2026-03-26"}


def test_what_was_done_about_one_before_meets_nothing_about_another():
    log = [entry(1, "suspect.arrested", "s2"), entry(2, "suspect.identified", "s1")]

    found = obligations(log, (DUTY_OF["investigation.arrest"],), START + timedelta(days=3))

    assert [(row.subject, row.status) for row in found] == [("s1", "open")]


def test_what_is_done_while_the_clock_stands_still_is_on_time_however_long_it_stood():
    log = [
        entry(1, "investigation.allocated"),
        entry(2, "file.submitted", purpose="charging"),
        entry(60, "supervision.reviewed", direction="given"),
    ]

    duties, as_of = (DUTY_OF["investigation.supervise"],), START + timedelta(days=61)

    found = obligations(log, duties, as_of)

    assert found[0].status == "met"
    assert found[0].due_at is not None and found[0].due_at < log[2].occurred_at
    parts = evaluate_log(from_cases([("c", log)]), as_of, compile_duties(duties, EVENT_TYPES))
    assert list(in_order(parts)) == found


def test_a_start_repeated_while_one_is_open_sets_the_clock_of_the_next_and_not_of_this():
    """In the catalogue a new agreement lifts the old one first: here it does not."""
    duty = replace(DUTY_OF["contact.keep"], lifted_by="case.closed")
    log = [
        entry(1, "contact.agreed", when="regular", every_days=14),
        entry(2, "contact.agreed", when="regular", every_days=7),
        entry(3, "contact.made", by="agency"),
    ]
    as_of = START + timedelta(days=4)

    found = obligations(log, (duty,), as_of)

    assert [(row.status, row.due_at and row.due_at.date().isoformat()) for row in found] == [
        ("open", "2026-03-13"), ("met", "2026-03-18"),
    ]  # fmt: skip
    columns = from_cases([("c", log)])
    parts = evaluate_log(columns, as_of, compile_duties((duty,), EVENT_TYPES))
    assert list(in_order(parts)) == found


def test_a_month_from_the_last_of_a_long_one_ends_with_the_last_of_a_short_one():
    """No duty of the catalogue counts months, but a force may have one that does."""
    duty = replace(DUTY_OF["report.position"], clock="Months(1)")
    reported = entry(1, "crime.reported")._replace(occurred_at=datetime(2026, 1, 31, 9, tzinfo=UTC))
    as_of = START

    found = obligations([reported], (duty,), as_of)

    assert [row.due_at for row in found] == [datetime(2026, 3, 1, tzinfo=UTC)]
    parts = evaluate_log(
        from_cases([("c", [reported])]), as_of, compile_duties((duty,), EVENT_TYPES)
    )
    assert list(in_order(parts)) == found
