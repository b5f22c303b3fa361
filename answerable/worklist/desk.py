"""All that stands on the page of somebody's own work, with nothing asked twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from answerable.people.holding import around, units_of, working_cases
from answerable.people.reviews import Broken, waiting
from answerable.record import reading
from answerable.worklist.arrivals import Arrival, arrivals, came
from answerable.worklist.from_victim import Said, said_lately
from answerable.worklist.left_over import LeftOver, messages_in_words, not_received
from answerable.worklist.listing import Filters, seen_by
from answerable.worklist.my_work import Work, in_words, listed_cases, owed_to
from answerable.worklist.news import NewSignal, raised_since, signals_in_words
from answerable.worklist.stopped import Stopped, stopped_and_to_tell, stopped_in_words


class Desk(NamedTuple):
    """What somebody owes, what is new in their cases, whom they have to tell in another way, who
    came to their cases, the agencies and teams that these are with, what victims said lately in the
    cases of the page, what was opened in an emergency that waits for them to look at, where all
    contact has stopped, and where the victim has to be told again what was put right."""

    work: Work
    new: Sequence[NewSignal]
    new_count: int
    left_over: Sequence[LeftOver]
    arrivals: Sequence[Arrival]
    units: Mapping[str, str]
    from_victim: Mapping[UUID, Sequence[Said]]
    emergencies: Sequence[Broken]
    stopped: Sequence[Stopped]
    to_tell: Sequence[Stopped]


def desk(
    person: UUID,
    now: datetime,
    since: datetime,
    filters: Filters,
    sort: str = "rank",
    page: int = 1,
    *,
    reviews: bool = False,
) -> Desk:
    """A page of their work, the signals that are new since a time, and messages left to them; with
    `reviews`, for whoever says of others whether an emergency was one."""
    with seen_by(person):
        held = around(person, now)
        found, pairs = owed_to(person, held, now, filters, sort, page)
        signals, count = raised_since(since, now)
        messages = not_received(person, held, now)
        lately = came(person, now)
        units = units_of(list(held), now)
        said = said_lately(listed_cases(found), now)
        without_contact, again = stopped_and_to_tell(now)
        emergencies = waiting(person, set(working_cases())) if reviews else []
        others = {one.case_id for one in signals} | {one.case_id for one in messages}
        others |= {one.case_id for one in lately} | {
            case_id for case_id, _ in [*without_contact, *again]
        }
        names = reading.references(others.union(listed_cases(found)))
    return Desk(
        in_words(found, held, pairs, names, now, page),
        signals_in_words(signals, names), count,
        messages_in_words(messages, names), arrivals(lately, names, now), units, said,
        emergencies, stopped_in_words(without_contact, names), stopped_in_words(again, names),
    )  # fmt: skip
