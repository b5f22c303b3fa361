"""What is left of an entry that was put right is enough to read it as it stands, and no more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Entry
from answerable.rules.put_right import stubs
from answerable.rules.told import held_back, told

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = START + timedelta(days=400)
DATA = {
    "bail.granted": [{"conditions": ["area"]}, {"conditions": ["residence"]}],
    "decision.made": [{"by": "police", "result": "charge"}, {"result": "no_further_action"}],
    "decision.told": [{"how": "phone"}, {"how": "in_person", "review_right": "applies"}],
    "progress.told": [{"about": "bail"}, {"about": "outcome"}],
    "victim.spoken_to": [{"first": True}, {"first": False}],
}
EVENTS = sorted(DATA)


@st.composite
def logs(draw: st.DrawFn) -> list[Entry]:
    """What she is told of and what is put right in it, some of it more than once."""
    found: list[Entry] = []
    for seq in range(1, draw(st.integers(2, 9)) + 1):
        at = START + timedelta(hours=seq)
        event, data = draw(saying(found) if seq > 1 and draw(st.booleans()) else plain())
        found.append(Entry("c", seq, event, at, at, "", "police", "s1", data))
    return found


@st.composite
def plain(draw):
    event = draw(st.sampled_from(EVENTS))
    return event, draw(st.sampled_from(DATA[event]))


@st.composite
def saying(draw, before):
    """A correction: that it never was, or what it should have said."""
    target = draw(st.sampled_from(before))
    data = {"seq": target.seq, "reason": "x"}
    event, said = draw(plain())
    other = [
        {"data": said}, {"event": event, "data": said}, {"event": event},
        {"occurred_at": (START - timedelta(hours=1)).isoformat()},
    ]  # fmt: skip
    if target.event == "record.corrected":
        other = [{"data": {"seq": target.data["seq"], "reason": "x", "entry": {"data": said}}}]
    entry = draw(st.sampled_from([{}, *other]))
    return "record.corrected", data | ({"entry": entry} if entry else {})


def in_her_session(entries):
    """What the database gives her: rows without what is held back or replaced, and stubs."""
    held, left = set(held_back(entries, LATER)), stubs(entries)
    shown = {
        one.seq for one in entries
        if EVENT_TYPES[one.event].victim != "no" and one.seq not in held
    }  # fmt: skip
    for one in entries:  # a correction goes where what it corrects goes
        if one.event == "record.corrected" and one.data["seq"] in shown:
            shown.add(one.seq)
    for one in entries:
        stub = left.get(one.seq, one)
        if one.seq in shown and stub is not None:
            yield one if stub is one else one._replace(
                event=stub.event, subject=stub.subject, occurred_at=stub.occurred_at,
                data=dict(stub.outcome),
            )  # fmt: skip


@given(logs())
def test_what_she_is_told_is_the_same_from_what_is_left(entries):
    assert told(list(in_her_session(entries)), LATER) == told(entries, LATER)


@given(logs())
def test_of_two_corrections_of_one_entry_she_is_left_one(entries):
    left = stubs(entries)
    read = [one for one in in_her_session(entries) if one.event == "record.corrected"]
    targets = [one.data["seq"] for one in read if one.seq not in left]

    assert len(targets) == len(set(targets))


@given(logs())
def test_what_nothing_was_put_right_in_is_left_as_it_is(entries):
    named = {one.data["seq"] for one in entries if one.event == "record.corrected"}

    assert {seq for seq, stub in stubs(entries).items() if stub is not None} <= named
