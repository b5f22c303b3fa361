"""What a case owes and signals from now on, if nothing more is recorded: pure, from its entries.

Most of it holds until something is recorded. Two things end by time alone: what is recorded with a
day that is still to come begins on that day, and a signal that waits is raised, or cleared, when
its wait is over. Each row says from when until when it holds, so that no job has to have run.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from answerable.clocks.days import MICROSECOND
from answerable.events.corrections import in_force
from answerable.events.entry import Entry
from answerable.events.reasons import gate_reasons
from answerable.record.audience import ON_THE_CASE, SUPPORT_LOG, Audience
from answerable.record.rules_of_force import rules_of
from answerable.rules.case import Case
from answerable.rules.catalogue import DUTIES
from answerable.rules.derived import DECIDED, TRIED, with_derived
from answerable.rules.enquiry import lines_of_requests
from answerable.rules.evaluate import obligations
from answerable.rules.model import Signal
from answerable.rules.obligation import Obligation
from answerable.rules.put_right import Stub, stubs
from answerable.rules.signal_catalogue import SIGNALS
from answerable.rules.signals import raise_signals
from answerable.rules.together import WAITS_AT_MOST, linked, untold
from answerable.rules.told import AT_ONCE, held_back, left_out, shown_since
from answerable.worklist.again import Again, to_tell_again_by
from answerable.worklist.clients_ahead import ClientRow, client_rows
from answerable.worklist.owing import parts_owing, stands_by
from answerable.worklist.passed import has_passed
from answerable.worklist.seeing import seen_by_all, who_reads_reason, who_sees, who_sees_item
from answerable.worklist.stage import where_is

END = datetime.max.replace(tzinfo=UTC)
STATES = {
    "open": "owed", "overdue": "owed", "paused": "paused", "late": "late", "missed": "missed",
}  # fmt: skip

STANDING = ("owed", "paused")
PUBLISHED = frozenset(duty.id for duty in DUTIES)

Row = TypeVar("Row", bound=Hashable)
Holds = tuple[datetime | None, datetime | None]
Snapshot = tuple[datetime, Sequence[Row]]
Services = Mapping[str, str]
NOBODYS: Services = MappingProxyType({})


class ItemRow(NamedTuple):
    """A row of worklist_item, but for its case."""

    duty: str
    subject: str
    parts: tuple[str, ...]
    state: str
    started_at: datetime
    due_at: datetime | None
    late_from: datetime | None
    closed_at: datetime | None
    seen: Audience


class SignalNowRow(NamedTuple):
    """A row of worklist_signal, but for its case."""

    signal: str
    subject: str
    status: str
    raised_at: datetime
    known_at: datetime
    events: tuple[int, ...]
    seen: Audience


class ReasonRow(NamedTuple):
    """A row of worklist_reason, but for its case."""

    seq: int
    event: str
    requirement: str
    occurred_at: datetime
    seen: Audience


class CaseRow(NamedTuple):
    """A row of worklist_case, but for its case; counts are pairs, in order."""

    stage: str
    stage_since: datetime | None
    suspects: tuple[tuple[str, int], ...]
    force: str
    team: str
    cps_area: str
    last_event_at: datetime | None
    owed: tuple[tuple[str, int], ...]
    due_first_at: datetime | None
    tell_again: tuple[str, ...]
    tell_again_since: datetime | None
    seen: Audience


class ToldRow(NamedTuple):
    """A row of worklist_told, but for its case: for the eyes of no agency."""

    upto: int
    held: tuple[int, ...]
    by_person: tuple[int, ...]
    later: tuple[int, ...]
    later_at: tuple[datetime, ...]
    linked: tuple[str, ...]
    linked_at: tuple[datetime, ...]
    untold_at: tuple[datetime, ...]
    untold_until: tuple[datetime, ...]
    lines: tuple[tuple[str, str], ...]
    stubs: tuple[tuple[str, str], ...]
    seen: Audience


class Ahead(NamedTuple):
    """What is stored of a case: each row, and from when until when it holds."""

    items: list[tuple[ItemRow, Holds]]
    signals: list[tuple[SignalNowRow, Holds]]
    reasons: list[tuple[ReasonRow, Holds]]
    cases: list[tuple[CaseRow, Holds]]
    told: list[tuple[ToldRow, Holds]]
    clients: list[tuple[ClientRow, Holds]]


def look_ahead(entries: Sequence[Entry], at: datetime, services: Services = NOBODYS) -> Ahead:
    """What holds from `at` on, of a case with these entries: as they are in the record.

    `services` says for which support service a member of staff works.
    """
    standing = in_force(entries, END)
    duties = rules_of(standing).duties
    moments = [at, *sorted({e.occurred_at for e in standing if e.occurred_at > at}), END]
    items: list[Snapshot[ItemRow]] = []
    reasons: list[Snapshot[ReasonRow]] = []
    cases: list[Snapshot[CaseRow]] = []
    again = to_tell_again_by(entries)
    clients: list[Snapshot[ClientRow]] = []
    signals: dict[str, list[Snapshot[SignalNowRow]]] = {signal.id: [] for signal in SIGNALS}
    for moment, until in pairwise(moments):
        events = with_derived(e for e in standing if e.occurred_at <= moment)
        owed = obligations(events, duties, moment)
        owed = [one for one in owed if not stands_by(one)]
        rows = [_item(one) for one in owed if one.status in STATES]
        items += _passing(rows, owed, events, moment, until)
        reasons.append((moment, list(_reasons(events))))
        cases.append((moment, [_case(events, rows, again)]))
        clients.append((moment, client_rows(events, services)))
        # Signals say the same here as in commands and figures.
        case = Case(events, moment, [one for one in owed if one.duty in PUBLISHED])
        later = cache(case.later)  # several signals may turn at one instant
        for signal in SIGNALS:
            signals[signal.id] += _snapshots(signal, case, until, later)
    found = [row for snapshots in signals.values() for row in spans(snapshots)]
    told: tuple[ToldRow, Holds] = (_told(entries, standing), (None, None))
    return Ahead(
        list(spans(items)), found, list(spans(reasons)), list(spans(cases)), [told],
        list(spans(clients)),
    )  # fmt: skip


def spans(snapshots: Sequence[Snapshot[Row]]) -> Iterator[tuple[Row, Holds]]:
    """Each row with the times in which it holds, of what there is from each of some instants on.

    What is there at the first instant holds at its start without limit, and what is there at the
    last without end: rows do not depend on when they were worked out.
    """
    begun: dict[Row, datetime | None] = {}
    for place, (moment, rows) in enumerate(snapshots):
        now = dict.fromkeys(rows)
        for row in [row for row in begun if row not in now]:
            yield row, (begun.pop(row), moment)
        for row in now:
            begun.setdefault(row, None if place == 0 else moment)
    for row, since in begun.items():
        yield row, (since, None)


def _snapshots(
    signal: Signal, case: Case, until: datetime, later: Callable[[datetime], Case]
) -> Iterator[Snapshot[SignalNowRow]]:
    """A signal's rows from the case's time on, and again from each instant at which it may turn."""
    yield case.as_of, _signal_rows(signal, case)
    turns = sorted(set(signal.turns(case))) if signal.turns else []
    for turn in turns:
        if case.as_of < turn < until:
            yield turn, _signal_rows(signal, later(turn))


def _signal_rows(signal: Signal, case: Case) -> list[SignalNowRow]:
    rows = raise_signals(case, (signal,))
    by_seq = {e.seq: e for e in case.events} if rows else {}
    return [
        SignalNowRow(
            row.signal, row.subject, row.status, row.raised_at,
            max([row.raised_at, *(by_seq[seq].recorded_at for seq in row.events)]), row.events,
            who_sees(by_seq[seq] for seq in row.events),
        )
        for row in rows
    ]  # fmt: skip


def _passing(
    rows: Sequence[ItemRow], owed: Sequence[Obligation], events: Sequence[Entry],
    moment: datetime, until: datetime,
) -> Iterator[Snapshot[ItemRow]]:  # fmt: skip
    """The rows from a moment on, and from each instant from which one is late whose moment has
    passed: until then it can still be done in time."""
    shown = [one for one in owed if one.status in STATES]
    ends = {
        place: row.late_from
        for place, (row, one) in enumerate(zip(rows, shown, strict=True))
        if row.state == "owed" and row.late_from is not None and has_passed(one, events)
    }
    turns = {late_from for late_from in ends.values() if moment < late_from < until}
    for turn in sorted({moment, *turns}):
        yield (
            turn,
            [
                row._replace(state="passed") if place in ends and ends[place] <= turn else row
                for place, row in enumerate(rows)
            ],
        )


def _told(entries: Sequence[Entry], standing: Sequence[Entry]) -> ToldRow:
    shown = shown_since(entries, END)
    told = [(seq, at) for seq, at in shown.items() if at > AT_ONCE]
    others, news = linked(entries), untold(entries)
    left = ((str(seq), _stub(stub)) for seq, stub in sorted(stubs(entries).items()))
    return ToldRow(
        max((entry.seq for entry in entries), default=0), tuple(left_out(entries, shown)),
        tuple(held_back(entries, END, here_first=False)),
        tuple(seq for seq, _ in told), tuple(at for _, at in told),
        tuple(reference for reference, _ in others), tuple(at for _, at in others),
        tuple(news), tuple(at + WAITS_AT_MOST for at in news),
        tuple(lines_of_requests(standing).items()), tuple(left), Audience(()),
    )  # fmt: skip


def _stub(stub: Stub | None) -> str:
    """What is left of an entry, as text of JSON: a row of these has to be of one piece."""
    if stub is None:
        return ""
    return json.dumps(
        {
            "event": stub.event, "subject": stub.subject,
            "occurred_at": stub.occurred_at.isoformat(), "data": dict(stub.outcome),
        }
    )  # fmt: skip


def _item(owed: Obligation) -> ItemRow:
    state = STATES[owed.status]
    late_from = None
    if state == "owed" and owed.due_at is not None:
        elapsed = owed.working is not None and owed.working.elapsed
        late_from = owed.due_at + MICROSECOND if elapsed else owed.due_at
    return ItemRow(
        owed.duty, owed.subject, parts_owing(owed.duty, owed.owner), state, owed.started_at,
        owed.due_at, late_from, owed.closed_at, who_sees_item(owed),
    )  # fmt: skip


def _reasons(events: Iterable[Entry]) -> Iterator[ReasonRow]:
    for event in events:
        if event.event in (DECIDED, TRIED):  # nobody records those, so nobody gives a reason
            continue
        for requirement in gate_reasons(event.event, event.data):
            read = who_reads_reason(event, requirement)
            yield ReasonRow(event.seq, event.event, requirement, event.occurred_at, read)


def _case(events: Sequence[Entry], rows: Sequence[ItemRow], again: Again) -> CaseRow:
    """Of what everybody on the case sees, so that a count tells nobody what is not for them."""
    case = Case(events, END)
    where = where_is(events)
    standing = [row for row in rows if row.state in STANDING and seen_by_all(row.seen)]
    owed = Counter(part for row in standing for part in row.parts)
    dues = [row.due_at for row in standing if row.due_at is not None and row.state == "owed"]
    shown = [e.occurred_at for e in events if seen_by_all(who_sees([e]))]
    return CaseRow(
        where.stage, where.since, tuple(where.suspects.items()),
        str(case.last_value("crime.reported", "force") or ""),
        str(case.last_value("crime.reported; investigation.allocated", "team") or ""),
        str(case.last_value("file.submitted", "cps_area") or ""),
        max(shown, default=None), tuple(sorted(owed.items())), min(dues, default=None),
        *again,
        Audience((*ON_THE_CASE, SUPPORT_LOG)),
    )  # fmt: skip
