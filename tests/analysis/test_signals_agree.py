"""Signals in columns are those that the rules raise case by case, row for row."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest

from answerable.analysis.log import Log
from answerable.analysis.signals.catalogue import IN_COLUMNS
from answerable.analysis.signals.listing import signal_rows
from answerable.commands.evaluating import cases_at
from answerable.events.columns import from_cases
from answerable.rules.catalogue import DUTIES
from answerable.rules.signal_catalogue import SIGNALS
from answerable.rules.signals import SignalRow, raise_signals
from tests.analysis.thrown_cases import thrown

AS_OF = datetime(2024, 6, 1, tzinfo=UTC)
LEADING = (
    "investigation.allocated", "supervision.reviewed", "supervision.reviewed",
    "supervision.reviewed", "suspect.identified", "suspect.interviewed", "decision.made",
    "decision.made", "case.reopened", "bail.ended", "bail.granted", "charge.made",
    "delay.explained", "hearing.moved", "crime.reported",
)  # fmt: skip
TALKING = (
    "contact.made", "contact.made", "contact.attempted", "contact.attempted", "contact.agreed",
    "contact.declined", "message.handed_over", "decision.made", "decision.told", "decision.told",
    "withdrawal.stated", "withdrawal.stated", "withdrawal.confirmed", "withdrawal.disputed",
    "position.stated", "engagement.resumed", "account.recorded", "file.submitted",
)  # fmt: skip
BEGINNING = (
    "victim.spoken_to", "needs.assessed", "needs.assessed", "position.stated", "decision.made",
    "case.reopened", "support.answered", "support.answered", "support.started", "support.ended",
    "support.ended", "suspect.identified",
)  # fmt: skip
PHONES = (
    "device.requested", "device.requested", "device.answered", "device.answered", "device.taken",
    "device.downloaded", "device.downloaded", "device.reviewed", "third_party.requested",
    "decision.made", "file.submitted",
)  # fmt: skip
LEFT = (
    "message.handed_over", "contact.attempted", "contact.attempted", "contact.attempted",
    "contact.made",
)  # fmt: skip
TOLD = ("decision.made", "decision.told", "decision.told", "device.answered", "device.taken")
WAITING = (
    "actionplan.sent", "case.waiting_on_police", "decision.made", "cps.told", "delay.explained",
    "action.set", "action.completed", "case.reopened",
)  # fmt: skip
OF = ("contact.keep", "contact", "support", "support.offer", "decision", "prosecution.action")


def with_words(made: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """The same cases, with what dice do not write: which duty is late, and reasons in words."""
    dice = Random(3)
    for entries in made.values():
        for at, entry in enumerate(entries):
            if entry.event == "delay.explained":
                entries[at] = entry._replace(data={**entry.data, "of": dice.choice(OF)})
            elif entry.event == "investigation.allocated":
                said = dice.choice(({}, {"reason": "leave"}, {"reasons": {"reason": "leave"}}))
                entries[at] = entry._replace(data={**entry.data, **said})
    return made


def in_columns(log: Log) -> list[SignalRow]:
    return list(signal_rows(log))


def case_by_case(made: dict[str, list[Any]]) -> list[SignalRow]:
    return [
        row for case in cases_at(made, AS_OF, None, DUTIES) for row in raise_signals(case, SIGNALS)
    ]


@pytest.mark.parametrize(
    ("favoured", "expected"),
    [
        (LEADING, {"untrained_lead", "drift_no_direction", "suspect_not_spoken_to", "late_move",
                   "bail_unreviewed", "delay_unexplained", "jury_prediction"}),
        (TALKING, {"victim_chases", "told_by_text", "message_not_received", "stage_mismatch",
                   "withdrawal_inferred", "withdrawal_after_silence"}),
        (BEGINNING, {"never_spoken_to", "quick_close_complex", "no_support_worker"}),
        (PHONES, {"phone_unread", "phone_again", "asked_again", "taken_without_agreement",
                  "extracted_without_agreement", "victim_more_than_suspect"}),
        (LEFT, {"message_not_received"}),
        (("contact.made",), {"victim_chases"}),
        (TOLD, {"told_by_text", "taken_without_agreement"}),
        (WAITING, {"silent_waiting", "ping_pong", "admin_loop"}),
    ],
    ids=("leading", "talking", "beginning", "phones", "left", "calling", "told", "waiting"),
)  # fmt: skip
def test_a_whole_log_raises_what_its_cases_raise(favoured, expected):
    made = with_words(thrown(11, favoured, 500))

    found = in_columns(Log(from_cases(made.items()), AS_OF))

    assert expected <= {row.signal for row in found}
    assert found == case_by_case(made)


def test_every_signal_of_the_rules_is_there_in_columns_too():
    assert set(IN_COLUMNS) == {signal.id for signal in SIGNALS}


def test_a_log_without_cases_raises_nothing():
    assert in_columns(Log(from_cases([]), AS_OF)) == []
