"""The record taken out as a log by whoever runs the machine: on record, before it is given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from answerable.events.corrections import CORRECTED
from answerable.events.entry import Entry
from answerable.people.access import coarse
from answerable.people.acting import working
from answerable.record.histories import FIRST, LAST, case_ids, count, histories
from answerable.record.reading import case_of
from answerable.record.writing import note_readings

# In the place of a member of staff, for whoever types the command needs no account.
OPERATOR = uuid5(NAMESPACE_URL, "answerable:actor:operator")

Cases = dict[str, list[Entry]]


def how_many() -> int:
    """How many cases there are."""
    with working():
        return count()


def all_cases(part: str, account: str, *, at: datetime) -> Iterator[Cases]:
    """Every case with its entries in order, some at a time, in the order of their ids.

    Each of them is noted as read, in a transaction that has ended before any of them is given. A
    text is its hash, support services' notes are not among them, and immigration and sex work are
    another need.
    """
    after = FIRST
    while True:
        with working():
            batch = next(case_ids(after), None)
            if batch is None:
                return
            found = _taken(batch, part, account, at)
        yield found
        if batch[-1] == LAST:
            return
        after = UUID(int=batch[-1].int + 1)


def one_case(named: str, part: str, account: str, *, at: datetime) -> Cases:
    """One case by its id or its reference; nothing where there is none."""
    with working():
        case_id = _id_of(named) or case_of(named)
        return {} if case_id is None else _taken([case_id], part, account, at)


def _id_of(named: str) -> UUID | None:
    try:
        return UUID(named)
    except ValueError:
        return None


def _taken(wanted: Sequence[UUID], part: str, account: str, at: datetime) -> Cases:
    found = {
        str(case_id): [_to_others(one) for one in sorted(entries, key=lambda one: one.order)]
        for case_id, entries in histories(wanted).items()
        if entries
    }
    note_readings([UUID(one) for one in found], by=OPERATOR, at=at, part=part, reason=account)
    return found


def _to_others(entry: Entry) -> Entry:
    """An entry as those read it to whom the case was not given; what it was put right to be too."""
    if entry.event == "needs.assessed":
        return entry._replace(data=coarse(entry.data))
    now = entry.data.get("entry")
    if entry.event == CORRECTED and isinstance(now, dict) and isinstance(now.get("data"), dict):
        return entry._replace(data={**entry.data, "entry": {**now, "data": coarse(now["data"])}})
    return entry
