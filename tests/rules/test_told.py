"""Nothing that is hard to hear shows to the victim before somebody told her."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Entry
from answerable.rules.held import HELD
from answerable.rules.told import Told, shown_entries, to_tell_again, told
from tests.rules.made_logs import cases, values

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = START + timedelta(days=4000)

# What is hard to hear, as the catalogue and the requirements have it; written apart from the code.
HARD: tuple[tuple[str, dict[str, Any]], ...] = (
    ("decision.made", {"by": "police", "result": "no_further_action"}),
    ("decision.made", {"by": "cps", "result": "charge"}),
    ("proceedings.stopped", {"how": "discontinued"}),
    ("letter.sent", {"how": "post"}),
    ("bail.granted", {"conditions": ["no_contact"]}),
    ("bail.varied", {"conditions": []}),
    ("order.granted", {"kind": "dvpo"}),
    ("charge.made", {}),
    ("hearing.listed", {"kind": "sentence", "on": "2026-09-01"}),
    ("court.outcome", {"result": "acquitted"}),
    ("sentence.passed", {"orders": ["none"]}),
    ("review.decided", {"stage": "local", "result": "upheld"}),
    # Of these she sees nothing at all, told or not: others say it.
    ("suspect.arrested", {}),
    ("suspect.released", {"to": "no_further_action"}),
    ("bail.extended", {}),
    ("bail.ended", {"to": "no_further_action"}),
    ("outcome.assigned", {"outcome": "15"}),
)
# What says by itself that there was a charge, or an end.
OF_A_CHARGE: tuple[tuple[str, dict[str, Any]], ...] = (
    ("case.closed", {}),
    ("hearing.listed", {"kind": "first", "on": "2026-09-01"}),
    ("hearing.held", {}),
    ("trial.started", {}),
    ("witness_care.taken_on", {}),
    ("measures.decided", {"granted": True}),
)
TELLS = {"decision.told", "progress.told", "hearing.told", "contact.made"}


def entry(
    number: int,
    event: str,
    *,
    hours: float = 0,
    agency: str = "police",
    subject: str = "",
    **data: Any,
) -> Entry:
    at = START + timedelta(hours=hours or number)
    return Entry("c", number, event, at, at, "somebody", agency, subject, data)


def read(*entries: Entry) -> list[str]:
    return [one.event for one in told(entries, LATER).shown]


@st.composite
def hers(draw: st.DrawFn) -> list[Entry]:
    """Whatever happened in a case, among it what she sees."""
    return draw(cases(most=12))


@given(
    log=hers(),
    hard=st.lists(st.sampled_from(HARD), min_size=1, max_size=3),
    subject=st.sampled_from(["", "a", "s"]),
)
def test_all_that_she_reads_is_the_same_before_and_after_what_she_was_not_told_of(
    log, hard, subject
):
    last = max(one.seq for one in log)
    at = max(one.occurred_at for one in log) + timedelta(hours=1)
    after = [
        *log,
        *(
            Entry("c1", last + place, event, at, at, "x", "police", subject, data)
            for place, (event, data) in enumerate(hard, start=1)
        ),
    ]
    far = at + timedelta(days=1)
    assume(not _hears_here_first(log))
    # A letter about what she was told of already is no news.
    assume("letter.sent" not in dict(hard) or not any(_tells(one) for one in log))

    assert told(after, far) == told(log, far)
    assert shown_entries(after, far) == shown_entries(log, far)


@given(log=hers(), hard=st.sampled_from(HARD + OF_A_CHARGE), place=st.integers(0, 11))
def test_it_is_the_same_wherever_among_the_rest_it_stands_and_nobody_tells_of_it(log, hard, place):
    log = [one for one in log if not _tells(one)]  # nobody tells her anything at all
    assume(log and not _hears_here_first(log))
    event, data = hard
    here = log[place % len(log)]
    seq = max(one.seq for one in log) + 1
    put = Entry("c1", seq, event, here.occurred_at, here.occurred_at, "x", "police", "a", data)
    far = max(one.occurred_at for one in log) + timedelta(days=1)

    assert told([*log, put], far) == told(log, far)


def _tells(one: Entry) -> bool:
    """Whether an entry tells her something, or puts one that does in the place of another."""
    corrected = one.data.get("entry") or {}
    return one.event in TELLS or corrected.get("event") in TELLS


def _hears_here_first(log: list[Entry]) -> bool:
    return any(one.data.get("here_first") for one in log)


def test_a_decision_shows_once_she_was_told_and_nothing_before():
    made = entry(1, "decision.made", result="no_further_action", subject="s1")
    telling = entry(2, "decision.told", how="in_person", subject="s1")

    assert read(made) == []
    assert read(made, telling) == ["decision.made", "decision.told"]


def test_what_she_was_told_of_one_suspect_says_nothing_of_another():
    one = entry(1, "decision.made", result="no_further_action", subject="s1")
    other = entry(2, "decision.made", result="charge", subject="s2")

    assert read(one, other, entry(3, "decision.told", subject="s2")) == [
        "decision.made", "decision.told",
    ]  # fmt: skip
    assert (
        told([one, other, entry(3, "decision.told", subject="s2")], LATER).shown[0].subject == "s2"
    )


def test_having_been_told_of_one_decision_does_not_let_the_next_one_out():
    told_of = [entry(1, "decision.made", result="charge"), entry(2, "decision.told")]

    assert read(*told_of, entry(3, "decision.made", result="no_further_action")) == [
        "decision.made", "decision.told",
    ]  # fmt: skip


def test_a_telling_that_was_recorded_by_mistake_tells_nothing():
    made, telling = entry(1, "decision.made", result="no_further_action"), entry(2, "decision.told")
    mistake = entry(3, "record.corrected", seq=2, reason="She was not reached.")

    assert read(made, telling, mistake) == []


def test_what_came_of_something_otherwise_than_she_was_told_is_told_again_before_it_shows():
    log = [
        entry(1, "court.outcome", subject="s1", result="convicted"),
        entry(2, "progress.told", hours=1, subject="s1", about="outcome"),
    ]
    right = {"seq": 1, "reason": "The wrong one.", "entry": {"data": {"result": "acquitted"}}}
    put_right = entry(3, "record.corrected", hours=9, **right)
    again = entry(4, "progress.told", hours=10, subject="s1", about="outcome")

    assert told(log, LATER).last("court.outcome").data["result"] == "convicted"
    assert told([*log, put_right], LATER).last("court.outcome") is None
    assert [one.seq for one in to_tell_again([*log, put_right], LATER)] == [1]
    assert told([*log, put_right, again], LATER).last("court.outcome").data["result"] == "acquitted"
    assert to_tell_again([*log, put_right, again], LATER) == []


def test_what_was_put_right_in_something_else_goes_on_showing():
    log = [
        entry(1, "bail.granted", subject="s1", conditions=["area"]),
        entry(2, "progress.told", hours=1, subject="s1", about="bail"),
        entry(3, "record.corrected", hours=9, seq=1, reason="All of them.",
              entry={"data": {"conditions": ["area", "no_contact"]}}),
    ]  # fmt: skip

    assert told(log, LATER).last("bail.granted").data["conditions"] == ["area", "no_contact"]
    assert to_tell_again(log, LATER) == []


def test_a_case_does_not_look_closed_while_its_end_is_not_told():
    made, closed = entry(1, "decision.made", result="no_further_action"), entry(3, "case.closed")
    back = entry(4, "case.reopened", why="x")

    assert read(made, closed, back) == []
    assert read(made, entry(2, "decision.told"), closed, back) == [
        "decision.made", "decision.told", "case.closed", "case.reopened",
    ]  # fmt: skip


def test_no_date_for_court_and_no_team_for_court_tells_her_of_a_charge():
    events = (
        entry(1, "charge.made", subject="s"),
        entry(2, "witness_care.taken_on"),
        entry(3, "hearing.listed", subject="h", kind="first", on="2026-06-01"),
        entry(4, "trial.started"),
    )

    assert read(*events) == []
    assert len(read(*events, entry(5, "progress.told", about="charged", subject="s"))) == 5


def test_a_day_for_a_sentence_waits_until_she_was_told_of_that_day():
    charged = (entry(1, "charge.made"), entry(2, "progress.told", about="charged"))
    listed = entry(3, "hearing.listed", subject="h", kind="sentence", on="2026-06-01")

    assert "hearing.listed" not in read(*charged, listed)
    assert "hearing.listed" in read(*charged, listed, entry(4, "hearing.told", subject="h"))


def test_rules_that_protect_her_show_once_she_was_told_of_the_bail():
    bail = entry(1, "bail.granted", subject="s", conditions=["no_contact"])

    assert read(bail) == []
    assert read(bail, entry(2, "progress.told", about="bail", subject="s"))[0] == "bail.granted"


def test_whoever_chose_to_hear_here_first_reads_it_at_once_and_may_choose_otherwise():
    chose = entry(1, "contact.agreed", agency="victim", here_first=True, method="app")
    made = entry(2, "decision.made", result="no_further_action")
    again = entry(3, "contact.agreed", agency="police", method="phone")  # says nothing of it
    otherwise = entry(4, "contact.agreed", agency="victim", here_first=False)

    assert "decision.made" in read(chose, made, again)
    assert "decision.made" not in read(chose, made, again, otherwise)


def test_what_she_is_shown_is_numbered_by_what_she_is_shown():
    hidden = entry(1, "line.opened")
    one, other = entry(2, "victim.spoken_to", first=True), entry(9, "information.given")

    assert [one.number for one in told([hidden, one, other], LATER).shown] == [1, 2]


def test_no_words_of_an_agency_are_hers_to_read_but_those_written_for_her():
    asked = entry(
        1, "device.requested", subject="d", necessity="For ourselves.", lawful_basis="x",
        for_victim="We ask for three days of messages.", reasons={"notice": "For ourselves."},
        of="victim",
    )  # fmt: skip
    said = entry(2, "question.asked", agency="victim", of="police", what="When will it be back?")
    found = told([asked, said], LATER)

    assert found.shown[0].words == "We ask for three days of messages."
    assert found.shown[1].words == "When will it be back?"
    assert "For ourselves." not in repr(found)
    assert not {"necessity", "reasons", "for_victim"} & set(found.shown[0].data)


@given(st.data())
def test_no_id_and_no_text_of_any_kind_of_event_reaches_her_by_its_data(data):
    type_ = data.draw(st.sampled_from([t for t in EVENT_TYPES.values() if t.victim != "no"]))
    drawn = {name: data.draw(values(field)) for name, field in type_.all_fields.items()}
    entries = [
        entry(1, type_.name, **drawn),
        *(entry(n, event, about="outcome") for n, event in enumerate(sorted(TELLS), 2)),
    ]

    kept = {
        name for one in told(entries, LATER).shown for name in one.data if one.event == type_.name
    }

    assert not {name for name in kept if type_.all_fields[name].type in ("id", "text", "entry")}


@pytest.mark.parametrize("rule", HELD, ids=lambda rule: rule.events)
def test_what_is_held_back_and_what_tells_of_it_are_events_that_she_is_shown(rule):
    for patterns in (rule.events, rule.told_by, rule.rests_on, rule.unless):
        for one in patterns.split("; "):
            name = one.partition("[")[0]
            assert not name or EVENT_TYPES[name].victim != "no"


def test_everything_marked_once_told_is_held_back():
    listed = {one.partition("[")[0] for rule in HELD for one in rule.events.split("; ")}

    assert {t.name for t in EVENT_TYPES.values() if t.victim == "once_told"} <= listed


def test_whatever_is_asked_of_the_reading_is_asked_of_what_she_was_told():
    found = told(
        [
            entry(1, "device.requested", subject="d1", of="victim"),
            entry(2, "device.form_sent", subject="d1"),
            entry(3, "device.requested", subject="d2", of="suspect"),
        ],
        LATER,
    )

    assert isinstance(found, Told)
    assert found.subjects("device.requested") == ["d1", "d2"]
    assert found.last("device.requested", of="victim").subject == "d1"
    assert [one.event for one in found.about("d1", "device.form_sent")] == ["device.form_sent"]
    assert found.latest_first[0].subject == "d2"


def test_a_letter_shows_with_the_decision_that_it_follows_and_never_before_it_is_told():
    made = {"by": "police", "result": "no_further_action"}
    decided = entry(1, "decision.made", subject="s1", **made)
    sent, tells = entry(3, "letter.sent", subject="s1"), {"how": "phone"}

    assert read(decided, sent) == []
    assert "letter.sent" in read(decided, entry(2, "decision.told", subject="s1", **tells), sent)
    assert "letter.sent" in read(decided, sent, entry(4, "decision.told", subject="s1", **tells))
    another = entry(5, "decision.made", subject="s2", **made)
    after = entry(6, "letter.sent", subject="s2")
    shown = read(decided, entry(2, "decision.told", subject="s1", **tells), sent, another, after)
    assert shown == ["decision.made", "decision.told", "letter.sent"]
