"""Whatever the victim changes while messages are on their way, none goes where it is not safe then.

A machine of changes and sends. What is safe is said here a second time, in the plainest way there
is, and asked at the moment at which something leaves. Every single change is tried each time; one
after another, in long races, when it is proved.
"""

from __future__ import annotations

from copy import copy
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from answerable.actions.messaging import queue_letter
from answerable.clocks.days import LONDON
from answerable.events.entry import Event
from answerable.messages.wording import CHOICES, WORDS
from answerable.people import vault as kept
from answerable.people.acting import acting_as
from tests.messages.cast import (
    AGREED,
    HOUR,
    LETTER,
    NOW,
    OMAR,
    PDF,
    Sent,
    a_case,
    answer,
    became,
    left_over,
    say,
    supervisor_of,
    vault,
    work,
)

NUMBERS = ("07700900123", "07700900456")
ADDRESSES = ("vera@victims.example", "ada@victims.example")
STREETS = ("1 Made Up Street", "2 Made Up Street")
KIND = {"text": "telephone", "email": "email", "letter": "address"}
VALUES = {"telephone": NUMBERS, "email": ADDRESSES, "address": STREETS}


class Watched(Sent):
    """A way out that asks, of each message that leaves, whether that is safe now."""

    def __init__(self, machine: Racing) -> None:
        super().__init__()
        self.machine = machine

    def send(self, out):
        machine, channel = self.machine, out.channel
        assert not machine.erased, "nobody is there to write to"
        assert machine.agreed is not None, "no way was agreed"
        assert machine.agreed["safe"], "it was not said to be safe"
        assert not machine.breached and not machine.moved
        assert "all" not in machine.declined and "until_decision" not in machine.declined
        if channel == "letter":
            assert machine.agreed["letters"] and "letters" not in machine.declined
            assert machine.letters[str(out.reference)] in machine.ways("address")
        else:
            assert machine.agreed["method"] == channel
            assert out.to in machine.ways(KIND[channel])
            assert machine.at.astimezone(LONDON).hour >= machine.from_hour  # summer time may begin
            chosen = [machine.wording] if machine.wording else ["new", "asked"]
            assert out.words in [WORDS[one, "en"] for one in chosen]
        return super().send(out)


class Racing(RuleBasedStateMachine):
    """A case, what the victim wants now, and messages on their way."""

    @initialize()
    def begin(self) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()
        self.case_id, self.at, self.way = a_case(), NOW, Watched(self)
        self.supervisor = supervisor_of(self.case_id)
        self.agreed, self.from_hour, self.wording = None, 8, ""
        self.breached = self.moved = self.erased = False
        self.vera = vault.put_person(self.case_id, "victim", by=OMAR, at=NOW, name="Vera Madeup")
        self.declined: set[str] = set()
        self.safe: dict[tuple[str, str], bool] = {}  # of each number and address that is current
        self.ids: dict[tuple[str, str], object] = {}
        self.letters: dict[str, str] = {}
        self.said: dict[tuple[str, str], bool] = {}  # every one that there ever was: safe, ever?
        self.changed: dict[tuple[str, str], object] = {}  # what is a change, since when
        self.confirmed: set[tuple[str, str]] = set()
        # From a way that is safe: most of what is drawn is a change for the worse.
        self.agree("text", True, True, "")
        for kind in ("telephone", "address"):
            self.say_where(kind, False, True)

    def teardown(self) -> None:
        if hasattr(self, "block"):
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    def ways(self, kind: str) -> set[str]:
        return {
            value for (k, value), safe in self.safe.items()
            if k == kind and safe and self.is_ready((k, value))
        }  # fmt: skip

    def is_ready(self, way: tuple[str, str]) -> bool:
        """It was no change; or she confirmed it, and two days are over."""
        changed = self.changed.get(way)
        return changed is None or (way in self.confirmed and self.at - changed >= 48 * HOUR)

    def later(self) -> None:
        self.at += timedelta(seconds=1)

    def on_their_way(self) -> None:
        """Messages wait for whatever comes next: a text or an e-mail, and a letter."""
        if self.agreed and self.agreed["method"] != "phone":
            answer(self.case_id, how=self.agreed["method"], at=self.at)
        if self.ways("address") and self.may_write_letters():
            self.write_a_letter()

    def may_write_letters(self) -> bool:
        if not self.agreed or self.breached or self.moved:
            return False
        return bool(self.agreed["safe"] and self.agreed["letters"])

    @rule(
        method=st.sampled_from(["text", "text", "email", "phone"]), safe=st.sampled_from([True, True, False]),
        letters=st.booleans(), times=st.sampled_from(["", "any time", "after 18:00", "when he is out"]),
    )  # fmt: skip
    def agree(self, method, safe, letters, times) -> None:
        self.on_their_way()
        self.later()
        self.agreed = {**AGREED, "method": method, "safe": safe, "letters": letters}
        said = {"safe_times": times} if times else {}
        say(self.case_id, "contact.agreed", at=self.at, **self.agreed, **said)
        if times:  # silence leaves what was said before
            self.from_hour = {"any time": 8, "after 18:00": 18}.get(times, 99)
        self.breached = self.moved = False
        self.declined = set()
        self.send(0)

    @rule(wording=st.sampled_from(CHOICES))
    def choose(self, wording) -> None:
        """The words of what is on its way already, too."""
        self.on_their_way()
        self.later()
        say(self.case_id, "contact.wording_chosen", at=self.at, wording=wording)
        self.wording = wording
        self.send(0)

    @rule(how=st.sampled_from(["wrong_person", "unsafe_channel"]))
    def somebody_else_answered(self, how) -> None:
        self.on_their_way()
        self.later()
        say(self.case_id, "contact.breached", at=self.at, how=how)
        self.breached = True
        self.send(0)

    @rule(scope=st.sampled_from(["all", "letters", "until_decision"]))
    def decline(self, scope) -> None:
        self.on_their_way()
        self.later()
        say(self.case_id, "contact.declined", at=self.at, scope=scope)
        self.declined.add(scope)
        self.send(0)

    @rule()
    def move(self) -> None:
        self.on_their_way()
        self.later()
        say(self.case_id, "victim.moved", at=self.at, to="hospital")
        self.moved = True
        self.send(0)

    @precondition(lambda self: not self.erased)
    @rule(
        kind=st.sampled_from(sorted(VALUES)),
        which=st.booleans(),
        safe=st.sampled_from([True, True, False]),
    )
    def say_where(self, kind, which, safe) -> None:
        """A number or an address, in the place of the same one where it is known already."""
        self.on_their_way()
        self.later()
        value = VALUES[kind][which]
        self.is_it_a_change((kind, value), safe)
        self.ids[kind, value] = vault.put_contact(
            self.case_id, kind, value, safe=safe, by=OMAR, at=self.at,
            instead_of=self.ids.get((kind, value)),
        )  # fmt: skip
        self.safe[kind, value] = safe
        self.send(0)

    def is_it_a_change(self, way: tuple[str, str], safe: bool) -> None:
        if safe and self.safe.get(way) and self.is_ready(way):
            return  # it is used already, and goes on being so
        other = any(ever for (kind, _), ever in self.said.items() if kind == way[0])
        if safe and (other or way in self.said):
            self.changed[way] = self.at
            self.confirmed.discard(way)
        else:
            self.changed.pop(way, None)
        self.said[way] = self.said.get(way, False) or safe

    @precondition(lambda self: any(self.safe.get(way) for way in self.changed))
    @rule(which=st.integers(0, 5), hours=st.sampled_from([0, 47, 48]))
    def confirm(self, which, hours) -> None:
        self.on_their_way()
        self.later()
        waiting = sorted(one for one in self.changed if self.safe.get(one))
        way = waiting[which % len(waiting)]
        if way not in self.confirmed:
            vault.confirm_contact(
                self.case_id, self.ids[way], hers=True, how="voice", by=OMAR, at=self.at
            )
            self.confirmed.add(way)
        self.send(hours)

    @precondition(lambda self: self.ids)
    @rule(which=st.integers(0, 5))
    def end_where(self, which) -> None:
        self.on_their_way()
        self.later()
        kind, value = sorted(self.ids)[which % len(self.ids)]
        with acting_as(OMAR), transaction.atomic():
            kept.end_contact(self.case_id, self.ids.pop((kind, value)), self.at)
        del self.safe[kind, value]
        self.send(0)

    @precondition(lambda self: not self.erased)
    @rule(hours=st.sampled_from([0, 7]))
    def erase(self, hours) -> None:
        """Whom the case is about, and every number and address: for good."""
        self.on_their_way()
        self.later()
        vault.erase_person(
            self.case_id, self.vera.id, by=self.supervisor, at=self.at, why="She asked for it."
        )
        self.erased = True
        self.safe, self.ids, self.changed = {}, {}, {}
        self.confirmed, self.said = set(), {}
        self.send(hours)

    @rule(how=st.sampled_from(["phone", "text", "email"]))
    def write(self, how) -> None:
        self.later()
        answer(self.case_id, how=how, at=self.at)

    def write_a_letter(self) -> None:
        self.later()
        street = sorted(self.ways("address"))[0]
        queue_letter(
            self.case_id, "no_further_action", PDF, event=Event("letter.sent", self.at, "police", "", LETTER),
            contact_id=self.ids["address", street], by=OMAR, key=uuid4().hex, expected_seq=None, at=self.at,
        )  # fmt: skip
        (newest,) = [
            one
            for one in became(self.case_id)
            if one.channel == "letter" and str(one.id) not in self.letters
        ]
        self.letters[str(newest.id)] = street

    @rule(hours=st.sampled_from([0, 1, 7]))
    def send(self, hours) -> None:
        self.at += hours * HOUR
        work(self.way, self.at)

    @rule()
    def what_did_not_leave_is_told(self) -> None:
        ended = [one for one in became(self.case_id) if one.state in ("cancelled", "refused")]
        told = [what for what, _ in left_over(self.case_id)].count("message.handed_over")
        assert told == len([one for one in ended if one.why not in ("struck_out", "erased")])
        assert len({out.reference for out in self.way.out}) == len(self.way.out)


def race(examples: int, steps: int) -> None:
    # To make a failing race smaller would take minutes with a database behind it.
    once = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, phases=(Phase.generate,)
    )
    run_state_machine_as_test(Racing, settings=once)


CHANGES = (
    *(("agree", *agreed) for agreed in (
        ("email", True, True, ""), ("phone", True, True, ""), ("text", False, True, ""),
        ("text", True, False, ""), ("text", True, True, "after 18:00"),
        ("text", True, True, "when he is out"),
    )),
    *(("choose", wording) for wording in CHOICES),
    ("somebody_else_answered", "wrong_person"), ("somebody_else_answered", "unsafe_channel"),
    ("decline", "all"), ("decline", "letters"), ("decline", "until_decision"), ("move",),
    *(("say_where", kind, which, safe) for kind in ("telephone", "address")
      for which, safe in ((False, False), (True, True), (True, False))),
    ("erase", 0), ("erase", 7), ("end_where", 0), ("end_where", 1), *(("confirm", 0, hours) for hours in (0, 47, 48)),
)  # fmt: skip


@pytest.mark.django_db
def test_after_each_change_nothing_leaves_by_a_way_that_is_not_safe_then():
    race = Racing()
    race.begin()
    race.say_where("address", True, True)  # a second one: a letter has the first printed in it
    race.way.out.clear()
    for name, *values in CHANGES:
        before = {what: copy(value) for what, value in vars(race).items()}
        with transaction.atomic():
            getattr(race, name)(*values)
            race.what_did_not_leave_is_told()
            transaction.set_rollback(True)
        vars(race).update(before)
    race.teardown()
    assert {out.channel for out in race.way.out} == {"text", "letter"}  # what nothing stopped


@pytest.mark.prove
@pytest.mark.django_db
def test_nothing_leaves_by_a_way_that_is_not_safe_in_long_races():
    race(400, 30)
