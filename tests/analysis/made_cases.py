"""Cases that nobody would think of, made of what measures listen to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Entry
from tests.rules.made_logs import AGENCIES, GAPS, STARTS, corrections, subjects_of, values

HEARD = (
    "crime.reported", "crime.recorded", "crime.classified_n100", "suspect.identified",
    "decision.made", "decision.made", "outcome.assigned", "case.reopened", "case.closed",
    "file.submitted", "triage.completed", "charge.made", "trial.started", "court.outcome",
    "proceedings.stopped", "withdrawal.stated", "withdrawal.disputed", "withdrawal.confirmed",
    "engagement.resumed", "position.stated", "decision.told", "letter.sent",
    "safeguarding.decided", "early_advice.requested", "actionplan.sent", "contact.agreed",
    "investigation.allocated", "characteristics.recorded", "file.assessed", "contact.declined",
    "review.requested",
)  # fmt: skip


@st.composite
def data_of(draw: st.DrawFn, event: str) -> dict[str, Any]:
    """Data of an event type, each field recorded or not."""
    fields = EVENT_TYPES[event].all_fields.values()
    closed = [field for field in fields if field.codes or field.type in ("bool", "int")]
    return {field.name: draw(values_of(field)) for field in closed if draw(st.integers(0, 7)) > 0}


def values_of(field: Any) -> st.SearchStrategy[Any]:
    if field.type == "code":
        return st.sampled_from(sorted(field.codes))
    return values(field)


@st.composite
def cases(
    draw: st.DrawFn, name: str, favoured: Sequence[str] = HEARD, most: int = 18
) -> list[Entry]:
    """A case that begins with a report more often than not."""
    instant = draw(st.sampled_from(STARTS))
    entries: list[Entry] = []
    begin = ["crime.reported", "crime.recorded"] if draw(st.integers(0, 5)) else []
    one = st.sampled_from(favoured) | st.sampled_from(favoured) | st.sampled_from(HEARD)
    least = draw(st.sampled_from((0, 5, 10)))
    events = begin + draw(st.lists(one, min_size=least, max_size=most))
    seqs = draw(st.permutations(range(1, len(events) + 1)))
    for seq, event in zip(seqs, events, strict=True):
        entries.append(
            Entry(
                name, seq, event, instant, instant, "somebody",
                draw(st.sampled_from(AGENCIES)), draw(subjects_of(event)), draw(data_of(event)),
            )
        )  # fmt: skip
        instant += draw(st.sampled_from(GAPS))
    if entries and draw(st.integers(0, 3)) == 0:
        entries.append(draw(corrections(entries, instant)))
    return sorted(entries, key=lambda entry: entry.order)


@st.composite
def logs(draw: st.DrawFn, favoured: Sequence[str] = HEARD) -> dict[str, list[Entry]]:
    """A log of a few cases, or of none, in which some events happen more often than others."""
    names = ("c1", "c2", "c3", "c4")[: draw(st.sampled_from((4, 4, 3, 1, 0)))]
    return {name: draw(cases(name, favoured)) for name in names}
