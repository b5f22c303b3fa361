"""Logs that nobody would think of: made by Hypothesis from what the duties listen to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from answerable.events.catalogue import EVENT_TYPES, subject_kind
from answerable.events.entry import Entry
from answerable.events.model import Field
from answerable.rules.catalogue import DUTIES
from answerable.rules.model import Duty

HEARD = sorted(
    {name for duty in DUTIES for name in duty.heard if name in EVENT_TYPES}
    | {"contact.attempted", "contact.made", "decision.made", "suspect.identified", "case.reopened"}
)
READ = {
    condition.field
    for duty in DUTIES
    for patterns in duty.patterns.values()
    for pattern in patterns
    for condition in pattern.conditions
} | {
    "expires_on",
    "every_days",
    "until",
    "arrested_on",
    "target",
    "on",
    "by",
    "role",
    "domestic_abuse",
}

FACT_EVENTS = {
    "": [], "domestic_abuse": ["crime.reported"], "file_submitted": ["file.submitted"],
    "last_decision_by_police": ["decision.made"], "suspect_interviewed": ["suspect.interviewed"],
    "device_held": ["device.taken", "device.returned"],
}  # fmt: skip

# Around the changes of the clocks, Easter, Christmas, the ends of months and the changes of law.
STARTS = [
    datetime(2017, 3, 25, tzinfo=UTC), datetime(2018, 10, 26, tzinfo=UTC),
    datetime(2019, 12, 20, tzinfo=UTC), datetime(2020, 2, 27, tzinfo=UTC),
    datetime(2022, 10, 20, tzinfo=UTC), datetime(2024, 3, 27, tzinfo=UTC),
    datetime(2027, 12, 22, tzinfo=UTC), datetime(2028, 12, 20, tzinfo=UTC),
]  # fmt: skip
GAPS = [
    timedelta(0), timedelta(microseconds=1), timedelta(minutes=7), timedelta(hours=1),
    timedelta(hours=3), timedelta(hours=24), timedelta(days=1), timedelta(days=2, hours=5),
    timedelta(days=7), timedelta(days=28), timedelta(days=40), timedelta(days=200),
]  # fmt: skip
AGENCIES = ["", "police", "cps", "witness_care", "victim", "support"]


def heard(duty: Duty) -> list[str]:
    """The events that matter to a duty, those among them that can be recorded."""
    return [name for name in duty.heard if name in EVENT_TYPES] + FACT_EVENTS[duty.when]


def values(field: Field) -> st.SearchStrategy[Any]:
    """Something that a field may hold."""
    if field.type == "bool":
        return st.booleans()
    if field.type == "int":
        return st.integers(max(field.least or 0, 1), min(field.most or 60, 60))
    if field.type == "date":
        return st.dates(
            datetime(2017, 1, 1).date(), datetime(2029, 12, 31).date()
        ).map(str)  # fmt: skip
    if field.type == "one_of":
        return st.sampled_from(field.codes)
    if field.type == "any_of":
        return st.lists(st.sampled_from(field.codes), max_size=2, unique=True)
    return st.sampled_from(["x", "y"])


@st.composite
def data_of(draw: st.DrawFn, event: str) -> dict[str, Any]:
    """Data of an event type: fields that rules read, each recorded or not."""
    fields = [field for name, field in EVENT_TYPES[event].all_fields.items() if name in READ]
    return {field.name: draw(values(field)) for field in fields if draw(st.integers(0, 9)) > 0}


def subjects_of(event: str) -> st.SearchStrategy[str]:
    return (
        st.sampled_from(["", "a", "b"]) if subject_kind(event) else st.sampled_from(["", "", "x"])
    )


@st.composite
def cases(draw: st.DrawFn, name: str = "c1", most: int = 25) -> list[Entry]:
    """A case: recorded in any order, with ties, repeats, corrections and messages that failed."""
    start = draw(st.sampled_from(STARTS))
    size = draw(st.integers(1, most))
    chosen = draw(st.lists(st.sampled_from(DUTIES), min_size=1, max_size=2))
    favoured = sorted({name for duty in chosen for name in heard(duty)})
    entries: list[Entry] = []
    instant = start
    for seq in draw(st.permutations(range(1, size + 1))):
        instant += draw(st.sampled_from(GAPS))
        event = draw(st.sampled_from(favoured if draw(st.integers(0, 4)) else HEARD))
        entries.append(
            Entry(
                name, seq, event, instant, instant + draw(st.sampled_from(GAPS)), "somebody",
                draw(st.sampled_from(AGENCIES)), draw(subjects_of(event)), draw(data_of(event)),
            )
        )  # fmt: skip
    for _ in range(draw(st.integers(0, 2))):
        entries.append(draw(corrections(entries, instant)))
    return sorted(entries, key=lambda entry: entry.order)


@st.composite
def corrections(draw: st.DrawFn, entries: list[Entry], instant: datetime) -> Entry:
    """A correction of an entry, or of one that is not there, or of another correction."""
    target = draw(st.integers(1, len(entries) + 1))
    event = draw(st.sampled_from(["record.corrected", "record.corrected", "message.failed"]))
    data: dict[str, Any] = {"seq": target}
    if event == "record.corrected" and draw(st.booleans()):
        other = draw(st.sampled_from(HEARD))
        data["entry"] = {
            "event": other,
            "occurred_at": (instant - draw(st.sampled_from(GAPS))).isoformat(),
            "subject": draw(subjects_of(other)),
            "data": draw(data_of(other)),
        }
    return Entry(
        entries[0].case_id, max(e.seq for e in entries) + 1, event, instant, instant, "somebody",
        "police", "", data,
    )  # fmt: skip


@st.composite
def logs(draw: st.DrawFn) -> dict[str, list[Entry]]:
    """A log of a few cases."""
    return {name: draw(cases(name=name)) for name in ("c1", "c2", "c3")[: draw(st.integers(1, 3))]}
