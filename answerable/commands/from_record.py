"""The record read as a log, where a command was given --db in the place of a path.

Only this module of those that read a log needs a database, and only `reading_logs` loads it, by its
name: a command on a file never does.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator

from answerable.commands.plugging import plug_in
from answerable.commands.reading_logs import Record, now
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Entry
from answerable.events.rows import Reading
from answerable.events.streaming import Part, ReadPart, Stream
from answerable.events.validate import check_data
from answerable.rules.set_by_force import Rules

LARGE = 1_000  # cases: of so many it is worth while to load the kernel


def is_large(_: Record) -> bool:
    """Whether the record is best gone through in parts."""
    plug_in()
    from answerable.actions.taking_out import how_many  # noqa: PLC0415  after Django

    return how_many() > LARGE


def load(record: Record, progress: Callable[[float], None] | None = None) -> Reading:
    """All of the record."""
    cases: dict[str, list[Entry]] = {}
    rows = missing = 0
    for part in stream(record).parts:
        read = part.read()
        cases |= read.cases
        rows += read.rows
        missing += read.not_recorded
        if progress is not None:
            progress(part.share)
    return Reading(cases, [], rows, missing)


def stream(record: Record) -> Stream:
    """The record in parts, its cases in order."""
    return Stream(_parts(record))


def _parts(record: Record) -> Iterator[Part]:
    plug_in()
    from answerable.actions.taking_out import all_cases, how_many  # noqa: PLC0415

    done, total = 0, how_many()
    for cases in all_cases(record.part, account(), at=now()):
        done += len(cases)
        yield ReadPart(_reading(cases), done / max(done, total))


def read_case(record: Record, named: str) -> Reading:
    """One case, by its id or its reference: no other is read, and none is noted as read."""
    plug_in()
    from answerable.actions.taking_out import one_case  # noqa: PLC0415

    return _reading(one_case(named, record.part, account(), at=now()))


def _reading(cases: dict[str, list[Entry]]) -> Reading:
    entries = [entry for of_case in cases.values() for entry in of_case]
    return Reading(cases, [], len(entries), sum(map(_not_recorded, entries)))


def _not_recorded(entry: Entry) -> int:
    """How many fields that its event type requires an entry lacks: of a case from elsewhere."""
    return check_data(EVENT_TYPES[entry.event], entry.data).not_recorded


def rules() -> Rules:
    """The rules that the pages go by: of each force its own, for its own cases."""
    plug_in()
    from answerable.record.rules_of_force import rules_of_every_case  # noqa: PLC0415  after Django

    return rules_of_every_case()


def account() -> str:
    """By which account of the machine the command was typed, as far as that can be told."""
    try:
        return f"by the machine's account {getpass.getuser()}"[:200]
    except (OSError, KeyError):
        return ""


def said_made_up() -> str:
    """What a demonstration says of its record: nobody who works there is real."""
    from answerable.people.accounts.finding import anybody_outside  # noqa: PLC0415  after Django
    from answerable.people.acting import working  # noqa: PLC0415
    from answerable.people.demonstration import DOMAIN  # noqa: PLC0415
    from answerable.synthetic.caseload import MADE_UP  # noqa: PLC0415

    with working():
        return "" if anybody_outside(DOMAIN) else MADE_UP
