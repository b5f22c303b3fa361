"""Who held a case and what it waited for, worked out by hand."""

from __future__ import annotations

import pytest

from answerable.analysis.catalogue import MEASURE_OF
from answerable.analysis.delay_measures import LONG, WAITS
from answerable.analysis.evaluate import evaluate
from answerable.analysis.holding import HOLDERS, held
from answerable.analysis.log import DAY, Log
from answerable.events.columns import from_cases
from tests.analysis.models.made import AS_OF, NFA, START, case

FILE = ("file.submitted", {"purpose": "charging"})
PLAN = ("actionplan.sent", {})
ASKED = ("third_party.requested", {"holder": "school"})
CAME = ("third_party.received", {})
CHARGE = ("charge.made", {})
ACQUITTED = ("court.outcome", {"result": "acquitted"})
TAKEN = ("device.taken", {"of": "victim"})
REVIEWED = ("device.reviewed", {})
MICROSECOND = 1 / DAY


def log_of(*cases) -> Log:
    return Log(from_cases([(f"c{n}", case(f"c{n}", *one)) for n, one in enumerate(cases)]), AS_OF)


def days(log: Log, at: int = 0) -> dict[str, float]:
    return {name: round(float(held(log)[n][at]), 6) for n, name in enumerate(HOLDERS)}


def test_each_day_of_a_life_is_held_by_whoever_has_to_do_the_next_thing():
    log = log_of([(10, FILE), (25, PLAN), (32, FILE), (40, CHARGE), (100, ACQUITTED)])

    # To the file 10, from the plan to the next file 7; 15 and 8; from the charge 60.
    assert days(log) == {"police": 17, "prosecutors": 23, "court": 60, "third_party": 0}


def test_what_was_asked_of_a_third_party_is_waited_for_only_while_the_police_hold_the_case():
    log = log_of([(5, ASKED), (10, FILE), (20, PLAN), (26, CAME), (30, NFA)])

    # Before the file 5 of 10 days, after the plan 6 of 10; with prosecutors nobody waits.
    assert days(log) == {"police": 9, "prosecutors": 10, "court": 0, "third_party": 11}


def test_what_never_came_in_one_case_is_not_waited_for_in_the_next():
    log = log_of([(5, ASKED), (30, NFA)], [(30, NFA)])

    assert days(log) == {"police": 5, "prosecutors": 0, "court": 0, "third_party": 25}
    assert days(log, 1) == {"police": 30, "prosecutors": 0, "court": 0, "third_party": 0}


def test_nothing_is_held_before_the_report_nor_after_the_end():
    log = log_of([(-4, ASKED), (10, NFA), (50, CAME)])

    assert days(log) == {"police": 0, "prosecutors": 0, "court": 0, "third_party": 10}


def test_cases_that_were_held_as_long_were_held_as_long_to_the_last_bit():
    minute = 1 / (24 * 60)

    log = log_of([(minute, FILE), (2 * minute, PLAN), (6 * minute, NFA)], [(5 * minute, NFA)])

    # One and four are five: else a curve would have two times of them, a hair apart.
    assert held(log)[0][0] == held(log)[0][1]


def test_an_open_case_is_held_until_now_and_a_holder_it_never_had_does_not_apply():
    log = log_of([(10, FILE)], [(20, NFA)])
    now = (AS_OF - START).total_seconds() / 86_400

    assert days(log) == pytest.approx(
        {"police": 10, "prosecutors": now - 10, "court": 0, "third_party": 0}
    )
    police, prosecutors, court = (
        next(iter(evaluate(log, [MEASURE_OF[f"held.{name}"]])))
        for name in ("police", "prosecutors", "court")
    )
    assert (police.value, police.denominator, police.open, police.not_applicable) == (20, 1, 1, 0)
    assert prosecutors.value is None
    assert (prosecutors.denominator, prosecutors.open, prosecutors.not_applicable) == (0, 1, 1)
    # An open case may yet come to the court.
    assert (court.denominator, court.open, court.not_applicable) == (0, 1, 1)


@pytest.mark.parametrize(("after", "found"), [(0.0, False), (MICROSECOND, True)])
@pytest.mark.parametrize(
    ("wait", "starts", "ends"),
    [("victim_device", TAKEN, REVIEWED), ("third_party", ASKED, CAME)],
)
def test_four_weeks_are_no_wait_and_a_microsecond_more_is_one(wait, starts, ends, after, found):
    assert LONG == 28 * DAY
    came = log_of([(1, starts), (29 + after, ends), (40, NFA)])
    never = log_of([(1, starts), (29 + after, NFA), (90, ends)])  # then to the decision

    assert WAITS[wait][1](came).tolist() == WAITS[wait][1](never).tolist() == [found]


def test_a_wait_that_began_after_the_decision_is_none_and_no_case_waits_for_another():
    log = log_of([(1, NFA), (2, TAKEN), (90, REVIEWED)], [(1, NFA)])

    assert WAITS["victim_device"][1](log).tolist() == [False, False]
    assert WAITS["gap"][1](log).tolist() == [False, False]


@pytest.mark.parametrize(("day", "found"), [(28.0, False), (28 + MICROSECOND, True)])
def test_a_silence_of_four_weeks_is_no_gap_and_a_microsecond_more_is_one(day, found):
    assert WAITS["gap"][1](log_of([(day, NFA)])).tolist() == [found]


def test_what_was_recorded_in_error_breaks_no_silence():
    called, failed = ("contact.made", {}), ("message.failed", {"seq": 3})
    log = log_of(
        [(20, called), (40, NFA), (41, failed)],
        [(20, called), (40, NFA)],
    )

    assert WAITS["gap"][1](log).tolist() == [True, False]
