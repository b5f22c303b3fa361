"""Two victims of one suspect: what of a case waits, and what it makes another wait for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.events.entry import Entry
from answerable.rules.together import linked, untold
from answerable.rules.told import held_back, shown_entries, shown_since, told
from tests.rules.made_logs import cases

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = START + timedelta(days=4000)


def hour(number: float) -> datetime:
    return START + timedelta(hours=number)


def entry(number: int, event: str, *, agency: str = "police", subject: str = "", late: float = 0,
          **data: Any) -> Entry:  # fmt: skip
    """Recorded in the hour of its number, and `late` hours after it happened."""
    at = hour(number - late)
    return Entry("c", number, event, at, hour(number), "somebody", agency, subject, data)


def read(entries: list[Entry], before: datetime | None) -> list[str]:
    return [one.event for one in told(entries, LATER, before).shown]


DECIDED = entry(1, "decision.made", subject="s1", result="no_further_action")
TELLING = entry(3, "decision.told", subject="s1", how="phone")


def test_what_told_from_an_instant_on_shows_nothing_yet_and_is_not_seen_itself():
    log = [DECIDED, TELLING, entry(4, "letter.sent", subject="s1", how="post")]

    assert read(log, None) == ["decision.made", "decision.told", "letter.sent"]
    assert read(log, hour(2)) == read(log, hour(3)) == []
    assert read(log, hour(3.5)) == ["decision.made", "decision.told", "letter.sent"]


def test_a_letter_waits_with_the_last_of_the_decisions_before_it():
    other = entry(4, "decision.made", subject="s2", result="charge")
    letter = entry(5, "letter.sent", subject="s1", how="post")
    log = [DECIDED, TELLING, other, letter, entry(8, "decision.told", subject="s2", how="phone")]

    assert "letter.sent" not in read(log, hour(6))
    assert "letter.sent" in read(log, hour(9))


def test_a_telling_that_is_put_right_into_one_of_another_suspect_tells_since_it_was_put_right():
    right = {"seq": 3, "reason": "It was the other.", "entry": {"subject": "s1"}}
    log = [DECIDED, TELLING._replace(subject="s2"), entry(9, "record.corrected", **right)]

    assert read(log, hour(5)) == []
    assert read(log, hour(10))[0] == "decision.made"


def test_bail_and_what_protects_show_as_soon_as_the_victim_was_told_of_them():
    log = [
        entry(1, "bail.granted", subject="s1", conditions=["no_contact"]),
        entry(2, "order.granted", kind="dvpo"),
        entry(3, "progress.told", about="bail"),
    ]

    assert read(log, hour(0)) == ["bail.granted", "order.granted", "progress.told"]


def test_who_hears_here_first_waits_too_and_reads_what_came_before_as_ever():
    chose = entry(1, "contact.agreed", agency="victim", here_first=True, method="app")
    again = entry(6, "contact.agreed", agency="victim", here_first=True, method="app")
    news, bail = DECIDED._replace(seq=4, recorded_at=hour(4)), entry(5, "bail.granted")

    assert read([chose, news, bail, again], hour(4)) == [
        "contact.agreed", "bail.granted", "contact.agreed",
    ]  # fmt: skip
    assert "decision.made" in read([chose, news, again], hour(5))
    assert "decision.made" in read([chose, news, again], None)


def test_what_is_held_back_for_all_time_is_the_same_whoever_waits():
    other = entry(5, "decision.made", subject="s2", result="charge")
    log = [DECIDED, TELLING, other]

    assert held_back(log, LATER) == [5]
    assert set(shown_since(log, LATER)) == {1, 3}


@given(log=cases(most=14), place=st.integers(0, 13))
def test_her_session_reads_of_what_the_database_leaves_it_what_the_rule_reads_of_all(log, place):
    instant = log[place % len(log)].recorded_at
    shown = {one.seq for one in shown_entries(log, LATER, instant)}
    marked = {one.seq for one in shown_entries(log, LATER)} | set(held_back(log, LATER))
    left = [one for one in log if one.seq in shown or one.seq not in marked]

    assert told(left, LATER) == told(log, LATER, instant)


@given(log=cases(most=14), place=st.integers(0, 13))
def test_the_later_the_instant_the_more_shows(log, place):
    instant = log[place % len(log)].recorded_at
    less = {one.seq for one in shown_entries(log, LATER, instant)}
    more = {one.seq for one in shown_entries(log, LATER, instant + timedelta(hours=7))}

    assert less <= more <= {one.seq for one in shown_entries(log, LATER)}


def test_a_case_has_something_untold_since_it_was_recorded_and_until_it_was_told():
    late = DECIDED._replace(recorded_at=hour(2))

    assert untold([late]) == [hour(2)]
    assert untold([late, TELLING]) == []


@pytest.mark.parametrize(
    ("event", "data"),
    [("bail.granted", {}), ("order.granted", {}), ("hearing.listed", {"kind": "trial"}),
     ("letter.sent", {"how": "post"}), ("witness_care.taken_on", {}), ("suspect.arrested", {})],
)  # fmt: skip
def test_nobody_waits_for_what_protects_a_victim_or_only_follows_hard_news(event, data):
    assert untold([entry(1, event, subject="s1", **data)]) == []


def test_what_was_told_and_is_otherwise_now_or_was_not_told_after_all_is_untold_since_then():
    right = {"seq": 1, "reason": "Wrong.", "entry": {"data": {"result": "charge"}}}
    mistake = entry(9, "record.corrected", seq=3, reason="It was another case.")
    failed = entry(9, "message.failed", agency="system", seq=3)

    assert untold([DECIDED, TELLING, entry(8, "record.corrected", **right)]) == [hour(8)]
    assert untold([DECIDED, TELLING, mistake]) == untold([DECIDED, TELLING, failed]) == [hour(9)]
    # A word put right while nobody has told it yet begins nothing anew.
    other = {
        "seq": 1,
        "reason": "x",
        "entry": {"data": {"result": "no_further_action", "by": "cps"}},
    }
    assert untold([DECIDED, entry(8, "record.corrected", **other)]) == [hour(1)]


def test_nobody_waits_for_a_victim_who_will_not_be_told():
    declined = entry(2, "contact.declined", scope="all")
    agreed = entry(4, "contact.agreed", method="phone")

    assert untold([DECIDED, declined]) == []
    assert untold([DECIDED, declined, agreed]) == [hour(4)]
    assert untold([DECIDED, entry(2, "contact.declined", scope="letters")]) == [hour(1)]
    assert untold([DECIDED, entry(2, "case.closed")]) == []
    assert untold([DECIDED, entry(2, "case.closed"), entry(5, "case.reopened")]) == [hour(5)]


def test_nobody_waits_for_who_reads_it_on_their_own_pages_first():
    chose = entry(1, "contact.agreed", agency="victim", here_first=True, method="app")
    otherwise = entry(6, "contact.agreed", agency="victim", here_first=False, method="app")
    made = DECIDED._replace(seq=2, recorded_at=hour(2))

    assert untold([chose, made]) == []
    assert untold([chose, made, otherwise]) == [hour(6)]


def link(number: int, to: str = "7KQM-4XWA-TR9C", why: str = "same_suspect") -> Entry:
    return entry(number, "case.linked", to=to, why=why)


def test_a_case_is_linked_since_that_was_recorded_and_as_long_as_it_stands():
    back = entry(5, "record.corrected", seq=2, reason="Not the same man.")
    stands = entry(7, "record.corrected", seq=5, reason="It is, after all.")
    elsewhere = {
        "seq": 2,
        "reason": "x",
        "entry": {"data": {"to": "AAAA-BBBB-CCCC", "why": "same_suspect"}},
    }

    assert linked([link(2, to=" 7kqm-4xwa-tr9c ")]) == [("7KQM-4XWA-TR9C", hour(2))]
    assert linked([link(2), link(3)]) == [("7KQM-4XWA-TR9C", hour(2))]
    assert linked([link(2), back]) == []
    assert linked([link(2), back, stands]) == [("7KQM-4XWA-TR9C", hour(7))]
    assert linked([link(2), entry(6, "record.corrected", **elsewhere)]) == [
        ("AAAA-BBBB-CCCC", hour(6))
    ]


@pytest.mark.parametrize("why", ["same_victim", "same_incident", "counter_report"])
def test_a_case_that_shares_something_else_makes_nobody_wait(why):
    assert linked([link(2, why=why)]) == []
