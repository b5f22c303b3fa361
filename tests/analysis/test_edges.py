"""The edges of what counts as long, and of a silence, to the microsecond."""

from __future__ import annotations

from typing import Any

import pytest

from answerable.analysis.catalogue import MEASURES
from answerable.analysis.delay_measures import WAITS
from answerable.analysis.log import DAY, Log
from answerable.analysis.signals.victim import withdrawal_after_silence
from answerable.events.columns import from_cases, microseconds
from answerable.rules.catalogue import DUTIES
from tests.analysis.models.made import AS_OF, NFA, START, case

AGREED = ("contact.agreed", {"when": "regular", "every_days": 14, "method": "phone"})
WITHDRAWN = ("withdrawal.stated", {"said_by": "victim"})


def under(duty: str, *later: Any) -> Log:
    """A case in which no more than one duty was owed."""
    alone = tuple(one for one in DUTIES if one.id == duty)
    return Log(from_cases([("c", case("c", *later))]), AS_OF, duties=alone)


def day_of(instant: int) -> float:
    return (instant - microseconds(START)) / DAY


@pytest.mark.parametrize(("after", "found"), [(0, True), (1, False)])
def test_a_silence_of_fourteen_days_is_one_and_a_microsecond_more_is_none(after, found):
    due = int(under("contact.keep", (0.5, AGREED), (60, NFA)).obligations.due[0])

    log = under("contact.keep", (0.5, AGREED), (day_of(due + 14 * DAY + after), WITHDRAWN))

    assert log.at(log.rows("withdrawal.stated"))[0] - due == 14 * DAY + after
    assert (len(withdrawal_after_silence(log).case) == 1) is found


@pytest.mark.parametrize(("after", "found"), [(0, False), (1, True)])
def test_a_duty_late_by_four_weeks_is_no_delay_and_by_a_microsecond_more_is_one(after, found):
    due = int(under("investigation.allocate", (60, NFA)).obligations.due[0])

    log = under("investigation.allocate", (day_of(due + 28 * DAY + after), NFA))

    assert log.at(log.rows("decision.made"))[0] - due == 28 * DAY + after
    assert WAITS["duty"][1](log).tolist() == [found]


@pytest.mark.parametrize(("day", "found"), [(28, False), (29, True)])
def test_a_time_in_which_nothing_was_recorded_runs_to_the_decision_itself(day, found):
    assert WAITS["gap"][1](under("contact.keep", (day, NFA))).tolist() == [found]


def test_a_duty_that_was_done_long_after_the_decision_was_late_only_until_then():
    due = int(under("contact.agree", (90, NFA)).obligations.due[0])

    def late(decided: int) -> list[bool]:
        done = (day_of(due) + 80, AGREED)
        return WAITS["duty"][1](
            under("contact.agree", (day_of(due + decided * DAY), NFA), done)
        ).tolist()

    assert (late(27), late(29)) == ([False], [True])


def test_a_duty_whose_clock_stood_still_past_its_day_was_not_late():
    allocated = ("investigation.allocated", {"team": "general"})
    sent = ("file.submitted", {"purpose": "charging"})

    waits = under("investigation.supervise", (1, allocated), (2, sent), (90, NFA))

    owed = waits.obligations
    assert owed.due[0] < waits.at(waits.rows("decision.made"))[0] - 28 * DAY
    assert WAITS["duty"][1](waits).tolist() == [False]
    assert WAITS["duty"][1](
        under("investigation.supervise", (1, allocated), (90, NFA))
    ).tolist() == [True]


@pytest.mark.parametrize("name", ["withdrawal.no_reason", "withdrawal.unconfirmed"])
def test_a_dispute_of_a_withdrawal_takes_nothing_from_a_position(name):
    against = ("position.stated", {"position": "does_not_support", "reasons": ["wellbeing"]})
    entries = case("c", (1, against), (2, ("withdrawal.disputed", {})))
    hers = [one._replace(agency="victim") for one in entries]
    log = Log(from_cases([("c", hers)]), AS_OF)

    found = next(one for one in MEASURES if one.id == name).ask(log)

    assert found.inside.tolist() == [True]
    assert found.yes.tolist() == [False]
