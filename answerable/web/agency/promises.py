"""What the victim was promised: what, by whom, by when, and whether it was kept.

A promise is what somebody told the victim: a day by which something is likely, how long a phone
will be away, how often somebody is in touch, by when a complaint is answered. What the law makes
owed without anybody saying so stands in the rights of the Victims' Code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from answerable.clocks.days import local_day
from answerable.events.entry import Entry
from answerable.events.words import AGENCY_WORDS, begun, code_words, small
from answerable.rules.case import matches
from answerable.web import dates, words
from answerable.web.agency.looking import Looked
from answerable.web.agency.tables import Table

# By what a day that was named is kept. A decision is reached for the victim when it is told.
KEPT_BY: Mapping[str, str] = MappingProxyType(
    {
        "account": "account.recorded",
        "device": "device.returned",
        "investigation": (
            "file.submitted[purpose=charging|resubmission]; decision.told; charge.made"
        ),
        "decision": "decision.told; charge.made",
        "trial": "trial.started",
    }
)
CANNOT_TELL = "The record cannot tell"
IN_TOUCH = "contact.keep"  # the duty that holds a regular contact to its days


def promises(looked: Looked) -> Table:
    """Each promise, in the order in which they were made."""
    found = [*_days(looked), *_devices(looked), *_complaints(looked), *_contact(looked)]
    rows = [row for _, row in sorted(found, key=lambda one: one[0])]
    columns = ("Promised", "By", "Said on", "Due", "Kept?")
    return Table(
        "Promises to the victim", columns, rows, empty="No promise to the victim is recorded.",
    )  # fmt: skip


Row = tuple[tuple[object, int], Sequence[str]]


def _days(looked: Looked) -> Iterable[Row]:
    """The days that were named, each until another was named for the same thing."""
    told = [one for one in looked.in_force if one.event == "timescale.told"]
    for place, one in enumerate(told):
        of, by = str(one.data.get("of")), _day(one.data.get("likely_by"))
        after = (e for e in told[place + 1 :] if e.data.get("of") == of and e.agency == one.agency)
        due = dates.day(by) if by else "No day was named"
        what = f"By when: {small(code_words('of', of))}"
        yield one.order, _row(what, one, due, _kept(one, of, by, next(after, None), looked))


def _kept(made: Entry, of: str, by: date | None, moved: Entry | None, looked: Looked) -> str:
    done = _first_after(made, KEPT_BY.get(of, ""), looked.in_force)
    if moved is not None and (done is None or moved.order < done.order):
        why = moved.data.get("changed_because")
        because = f": {small(code_words('changed_because', str(why)))}" if why else ""
        return f"Changed on {dates.day(moved.occurred_at)}{because}"
    if of not in KEPT_BY or by is None:
        return CANNOT_TELL
    if of == "investigation" and done is None and looked.standing.agency == "support":
        return CANNOT_TELL  # that the file went to the prosecutor is not for them to see
    return _became(by, done, looked)


def _devices(looked: Looked) -> Iterable[Row]:
    """How long the victim's own phone would be away, from the day on which it was taken."""
    for one in looked.in_force:
        if one.event != "device.taken" or one.data.get("of") != "victim":
            continue
        asked = next(
            (e for e in reversed(looked.in_force) if e.event == "device.requested"
             and e.subject == one.subject and e.order < one.order), None,
        )  # fmt: skip
        days = asked.data.get("days_estimated") if asked else None
        if asked is None or not isinstance(days, int):
            continue
        by = local_day(one.occurred_at) + timedelta(days=days)
        back = _first_after(one, "device.returned", looked.in_force, subject=one.subject)
        what = f"Phone or device back within {days} days"
        yield one.order, _row(what, asked, dates.day(by), _became(by, back, looked))


def _complaints(looked: Looked) -> Iterable[Row]:
    """That a complaint will be answered; by when stands in the words that the victim reads."""
    for one in looked.in_force:
        if one.event == "complaint.answered" and one.data.get("answer") == "says_when":
            done = next(
                (e for e in looked.in_force if e.order > one.order and e.agency == one.agency
                 and matches("complaint.answered[answer=in_full]", e)), None,
            )  # fmt: skip
            kept = f"Answered on {dates.day(done.occurred_at)}" if done else "Not answered yet"
            due = str(one.data.get("for_victim") or "The day is not recorded")
            yield one.order, _row("The answer to a complaint", one, due, kept)


def _contact(looked: Looked) -> Iterable[Row]:
    """That somebody is in touch every so many days: as it was agreed last."""
    agreed = looked.last("contact.agreed")
    if agreed is None or agreed.data.get("when") != "regular":
        return
    now = next((one for one in looked.view.owed if one.duty == IN_TOUCH), None)
    broken = [
        one for one in looked.view.breached
        if one.duty == IN_TOUCH and one.started_at >= agreed.occurred_at
    ]  # fmt: skip
    state = [(now.when or words.STATES[now.state])] if now else ["no contact is owed now"]
    if broken:
        state.append(f"late or missed {len(broken)} {'time' if len(broken) == 1 else 'times'}")
    who = begun(words.parts(now.parts)) if now else begun(AGENCY_WORDS[agreed.agency])
    due = dates.day(now.due_at - timedelta(microseconds=1)) if now and now.due_at else "No day now"
    what = f"To be in touch at least every {agreed.data.get('every_days')} days"
    yield agreed.order, (
        what, who, dates.day(agreed.occurred_at), due, begun("; ".join(state)),
    )  # fmt: skip


def _row(what: str, made: Entry, due: str, kept: str) -> Sequence[str]:
    return (what, begun(AGENCY_WORDS[made.agency]), dates.day(made.occurred_at), due, kept)


def _became(by: date, done: Entry | None, looked: Looked) -> str:
    """Kept, kept late or still to come, on whole days in London."""
    today = local_day(looked.at)
    if done is None:
        return f"Not kept: overdue by {_many(today - by)}" if today > by else "Not due yet"
    on = local_day(done.occurred_at)
    if on > by:
        return f"Kept late, on {dates.day(on)}, by {_many(on - by)}"
    return f"Kept, on {dates.day(on)}"


def _many(time: timedelta) -> str:
    return "1 day" if time.days == 1 else f"{time.days} days"


def _first_after(
    made: Entry, patterns: str, entries: Sequence[Entry], subject: str | None = None
) -> Entry | None:
    if not patterns:
        return None
    return next(
        (one for one in entries if one.order > made.order and matches(patterns, one)
         and subject in (None, one.subject)), None,
    )  # fmt: skip


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None
