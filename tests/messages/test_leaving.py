"""What the victim's page says of whether anything leaves is what the gate does, whatever happened."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.events.entry import Entry
from answerable.messages.gate import Leaving, Stop, leaves_by, may_leave
from answerable.messages.kinds import WRITES, WRITTEN
from answerable.people.vault import Known

NOW = datetime(2026, 3, 11, 12, tzinfo=UTC)  # a Wednesday, at noon
DAY = timedelta(days=1)
FOR_VICTIM = {"how": "phone", "for_victim": "We have what you asked for."}
# What lets something leave comes up often, or hardly any case would tell anything.
METHODS = ("text", "text", "text", "email", "phone", "adviser")
MOSTLY = st.sampled_from((True, True, True, True, False))
TIMES = ("", "any time", "after 18:00", "weekdays 10:00 to 16:00", "When the dog is out", "Sat")
WAYS = {"telephone": ("07700 900123", "07700 900456"), "email": ("vera@victims.example",)}

agreements = st.fixed_dictionaries(
    {"method": st.sampled_from(METHODS), "safe": MOSTLY, "letters": MOSTLY},
    optional={"safe_times": st.sampled_from(TIMES)},
).map(lambda data: ("contact.agreed", {"when": "only_news", **data}))
others = st.sampled_from(
    [
        ("contact.declined", {"scope": "all"}), ("contact.declined", {"scope": "letters"}),
        ("contact.declined", {"scope": "until_decision"}), ("decision.told", {"how": "phone"}),
        ("contact.breached", {"how": "wrong_person"}), ("victim.moved", {"to": "hospital"}),
        ("contact.made", {"method": "phone", "by": "victim", "still_safe": "no"}),
        ("contact.made", {"method": "phone", "by": "agency", "still_safe": "yes"}),
        ("contact.wording_chosen", {"wording": "update"}), ("case.closed", {}), ("case.reopened", {}),
    ]
)  # fmt: skip
happened = st.lists(st.one_of(agreements, agreements, others), max_size=5)
shown_to = st.sampled_from((tuple(sorted(WRITES)), ("cps",), ("support",), ()))


@st.composite
def known(draw):
    """A number or an address: safe or not, shown to some, and perhaps a change that waits."""
    kind = draw(st.sampled_from(("telephone", "telephone", "email")))
    waits, confirmed = not draw(MOSTLY), draw(MOSTLY)
    return Known(
        uuid4(), kind, draw(st.sampled_from(WAYS[kind])), draw(MOSTLY), draw(shown_to),
        NOW - draw(st.integers(0, 3)) * DAY, NOW + DAY if waits else None, NOW if confirmed else None,
    )  # fmt: skip


def a_case(what, agency):
    """The entries, in order, and last of all something written for the victim by this agency."""
    lines = [*what, ("question.answered", FOR_VICTIM)]
    return [
        Entry(
            "c", seq, event, NOW - timedelta(hours=len(lines) - seq), NOW, "",
            agency if seq == len(lines) else "police", "", data,
        )
        for seq, (event, data) in enumerate(lines, start=1)
    ]  # fmt: skip


def leaves(case, ways, channel, agency):
    """Whether the gate would ever let out what says that there is something to read."""
    message = Leaving(len(case), "update", channel, agency, False, UUID(int=1))
    found = may_leave(message, case, ways, same_adviser=True, at=NOW)
    return not isinstance(found, Stop)


@settings(max_examples=800)
@given(what=happened, ways=st.lists(known(), min_size=1, max_size=4))
def test_the_page_and_the_gate_agree_whatever_happened_and_whatever_is_known(what, ways):
    by = {
        channel for channel in WRITTEN for agency in WRITES
        if leaves(a_case(what, agency), ways, channel, agency)
    }  # fmt: skip

    assert {leaves_by(a_case(what, "police"), ways, NOW)} - {""} == by


def test_each_of_the_answers_is_given_for_some_case():
    number = Known(uuid4(), "telephone", "07700 900123", True, ("cps",), NOW - DAY, None, None)
    agreed = ("contact.agreed", {"method": "text", "safe": True, "letters": False})

    assert leaves_by(a_case([agreed], "police"), [number], NOW) == "text"
    assert leaves_by(a_case([agreed], "police"), [], NOW) == ""
    moved = ("victim.moved", {"to": "home"})
    assert leaves_by(a_case([agreed, moved], "police"), [number], NOW) == ""
    assert leaves_by(a_case([moved, agreed], "police"), [number], NOW) == "text"


def test_after_a_case_was_closed_and_opened_again_nothing_leaves_before_a_way_is_agreed_anew():
    number = Known(uuid4(), "telephone", "07700 900123", True, ("cps",), NOW - DAY, None, None)
    agreed = ("contact.agreed", {"method": "text", "safe": True, "letters": False})
    closed, again = ("case.closed", {}), ("case.reopened", {})

    def by(*what):
        return leaves_by(a_case(what, "police"), [number], NOW)

    assert by(agreed, closed, again) == ""
    assert by(agreed, closed, again, agreed) == by(closed, again, agreed) == "text"
    assert by(agreed, again) == by(agreed, closed) == "text", (
        "it was not closed, or is closed still"
    )
    stopped = may_leave(
        Leaving(4, "update", "text", "cps", False, None), a_case([agreed, closed, again], "cps"),
        [number], same_adviser=True, at=NOW,
    )  # fmt: skip
    assert stopped == Stop("not_agreed")
