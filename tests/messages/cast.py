"""A case whose victim agreed to a way, and a worker that is stepped by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from answerable.actions import commit, vault
from answerable.actions.vault import put_contact
from answerable.commands.send import one_message
from answerable.events.entry import Entry, Event
from answerable.messages import outbox
from answerable.messages.outbox import Became
from answerable.messages.ways import Out, Taken
from answerable.people import parts, staff
from answerable.people.acting import working
from answerable.record import reading
from tests.record.cast import ISLA, NICK, OMAR, PRIYA, WENDY, a_case, rows

__all__ = ["ISLA", "NICK", "OMAR", "PRIYA", "WENDY", "a_case", "commit", "rows", "vault"]

SUNITA = UUID(int=6)
# A Wednesday, at noon: whatever is safe by day is safe now.
NOW = datetime(2026, 3, 11, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NUMBER, ADDRESS = "07700 900123", "vera@victims.example"
AGREED = {
    "when": "only_news", "method": "text", "may_leave_message": False, "letters": True, "safe": True,
}  # fmt: skip
ANSWER = {"how": "phone", "for_victim": "We have what you asked for."}
LETTER = {"how": "post", "review_right": "applies", "contacts": ["investigator", "prosecutor"],
          "reasons": {"verbal_first": "She did not want to be rung."}}  # fmt: skip
PDF = b"%PDF-1.7 made up"


def a_case_to_write_in(
    *others: UUID,
    value: str = NUMBER,
    kind: str = "telephone",
    at: datetime = NOW - HOUR,
    **agreed: Any,
) -> UUID:
    """A case in which the victim agreed to texts, by a number that is safe."""
    case_id = a_case(*others)
    say(case_id, "contact.agreed", at=at, **{**AGREED, **agreed})
    put_contact(case_id, kind, value, safe=True, by=OMAR, at=at)
    return case_id


def supervisor_of(case_id: UUID) -> UUID:
    """Somebody who may have the victim of a case erased."""
    one = staff.Staff(
        SUNITA,
        "13",
        None,
        "Cast 6",
        "supervisor",
        "",
        "",
        "cast-6@cast.example",
        "",
        NOW - 400 * DAY,
    )
    with working():
        staff.put_in([], [one])
        parts.give(case_id, SUNITA, "supervisor", by=OMAR, at=NOW - DAY)
    return SUNITA


def say(
    case_id: UUID,
    event: str,
    *,
    who: UUID = OMAR,
    agency: str = "police",
    at: datetime = NOW,
    subject: str = "",
    **data: Any,
) -> int:
    """Record something, through its gates: its number."""
    one = Event(event, at, agency, subject, data)
    done = commit.record(case_id, [one], by=who, key=uuid4().hex, expected_seq=None, at=at)
    return done.seqs[0]


def answer(case_id: UUID, **data: Any) -> int:
    """The simplest thing that makes a message: a question answered, in words."""
    reasons = {"reasons": {"asked": "She asked on the phone."}}
    return say(case_id, "question.answered", **{**ANSWER, **reasons, **data})


def became(case_id: UUID) -> list[Became]:
    """What became of the case's messages."""
    with working():
        return outbox.of_case(case_id)


def states(case_id: UUID) -> list[tuple[str, str]]:
    """The same, as state and why."""
    return [(one.state, one.why) for one in became(case_id)]


def entries(case_id: UUID) -> list[Entry]:
    """The whole record of a case."""
    with working():
        return reading.entries(case_id)


def left_over(case_id: UUID) -> list[tuple[str, Any]]:
    """What the program recorded of messages that did not reach the victim."""
    return [
        (one.event, one.data.get("why") or one.data.get("seq"))
        for one in entries(case_id)
        if one.event.startswith("message.")
    ]


def work(way: Any, at: datetime = NOW) -> list[str]:
    """Do all that is to be done now, as the worker does."""
    done: list[str] = []
    while state := one_message(way, at):
        done.append(state)
    return done


def until_nothing_is_left(
    way: Any, at: datetime = NOW, longest: timedelta = 8 * DAY
) -> list[datetime]:
    """Work whenever something is to be done: when that was."""
    done = []
    while at <= NOW + longest:
        done += [at] * len(work(way, at))
        ((due,),) = rows(
            "SELECT min(greatest(next_at, claimed_until)) FROM messages_message WHERE ended_at IS NULL"
        )
        if due is None:
            break
        at = max(at, due)
    return done


class Sent:
    """A way out that keeps what it was given, and says what it was told to say."""

    def __init__(self, *says: Exception | str) -> None:
        self.out: list[Out] = []
        self.says: list[Exception | str] = list(says)

    def send(self, out: Out) -> Taken:
        said = self.says.pop(0) if self.says else "created"
        if isinstance(said, Exception):
            raise said
        self.out.append(out)
        return Taken(str(uuid4()), said)

    def find(self, reference: UUID) -> Taken | None:
        there = [one for one in self.out if one.reference == reference]
        return Taken("found", "created") if there else None

    def look(self, _provider_id: str, _channel: str) -> str:
        said = self.says.pop(0) if self.says else "delivered"
        if isinstance(said, Exception):
            raise said
        return said

    @property
    def to(self) -> Sequence[str]:
        return [one.to for one in self.out]
