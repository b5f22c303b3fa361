"""Where each suspect stands, and a headline that never hides that they differ."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from answerable.events.entry import Entry
from answerable.people.suspects import LEADS, WORDS, headline, roll_up, standings

START = datetime(2026, 1, 5, 9, tzinfo=UTC)


def case(*events: tuple) -> list[Entry]:
    return [
        Entry("c", seq, event, at, at, "", "police", subject, dict(data))
        for seq, (event, subject, *rest) in enumerate(events, start=1)
        for at in [START + timedelta(days=seq)]
        for data in [rest[0] if rest else {}]
    ]


def told(*events: tuple) -> str:
    return headline(roll_up(standings(case(*events))))


IDENTIFIED = [("suspect.identified", "s1"), ("suspect.identified", "s2")]
NO_FURTHER_ACTION = {"result": "no_further_action"}


def test_a_case_without_a_suspect_says_so():
    assert told(("crime.reported", "")) == "No suspect identified"


def test_two_who_stand_alike_are_told_in_one_word():
    assert told(*IDENTIFIED) == "2 suspects: all identified"


def test_two_who_differ_are_both_in_the_headline():
    charged = ("charge.made", "s1")
    decided = ("decision.made", "s2", NO_FURTHER_ACTION)

    assert told(*IDENTIFIED, charged, decided) == "2 suspects: 1 no further action, 1 charged"


def test_a_decision_that_names_nobody_is_about_everybody():
    assert told(*IDENTIFIED, ("decision.made", "", NO_FURTHER_ACTION)) == (
        "2 suspects: all no further action"
    )


@pytest.mark.parametrize(
    ("events", "stands"),
    [
        ([("suspect.arrested", "s1"), ("suspect.interviewed", "s1")], "interviewed"),
        ([("bail.granted", "s1"), ("suspect.interviewed", "s1")], "on_bail"),
        ([("bail.granted", "s1"), ("bail.ended", "s1", {"to": "rui"})], "under_investigation"),
        ([("bail.granted", "s1"), ("bail.ended", "s1", {"to": "lapsed"})], "under_investigation"),
        ([("suspect.released", "s1", {"to": "charged"})], "charged"),
        ([("charge.made", "s1"), ("suspect.identified", "s1")], "charged"),
        ([("charge.made", "s1"), ("court.outcome", "s1", {"result": "acquitted"})], "acquitted"),
        (
            [("decision.made", "s1", NO_FURTHER_ACTION), ("case.reopened", "")],
            "under_investigation",
        ),
    ],
)
def test_the_last_event_that_moved_a_suspect_says_where_they_stand(events, stands):
    assert standings(case(("suspect.identified", "s1"), *events)) == {"s1": stands}


@pytest.mark.parametrize("named", ["", "s1"])
def test_a_case_that_is_reopened_takes_back_decisions_of_whom_it_names_and_nothing_else(named):
    events = [
        *IDENTIFIED,
        *(("suspect.identified", one) for one in ("s3", "s4", "s5")),
        ("decision.made", "s1", NO_FURTHER_ACTION),
        ("decision.made", "s2", NO_FURTHER_ACTION),
        ("bail.granted", "s3"),
        ("decision.made", "s4", {"result": "charge"}),
        ("charge.made", "s4"),
        ("court.outcome", "s5", {"result": "convicted"}),
        ("case.reopened", named),
    ]

    assert standings(case(*events)) == {
        "s1": "under_investigation",
        "s2": "no_further_action" if named else "under_investigation",
        "s3": "on_bail", "s4": "charged", "s5": "convicted",
    }  # fmt: skip


def test_every_standing_has_its_word_and_is_counted():
    assert set(LEADS.values()) == set(WORDS)
    everyone = {str(n): state for n, state in enumerate(WORDS)}
    assert sum(roll_up(everyone).values()) == len(WORDS)
    assert all(word in headline(roll_up(everyone)) for word in WORDS.values())
