"""A signal about reasons that rest on what a jury might think."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from answerable.rules.case import Case
from answerable.rules.model import Raised, Signal, Source, in_room

READ = date(2026, 11, 24)


def jury_prediction(case: Case) -> Iterator[Raised]:
    for decision in case.all("decision.made[jury_prediction=true]"):
        yield Raised(decision.subject, decision.occurred_at, (decision.seq,))


SIGNALS = in_room(
    "decision",
    Signal(
        id="jury_prediction",
        what="The reasons for a decision rest on what a jury might think.",
        put_right="Decide on the evidence and write the reasons again.",
        kind="pattern",
        raised=jury_prediction,
        basis="default",
        figure="default",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(Source(document="london_review", place="4. Predictors of Attrition"),),
        requirements=("LR-070",),
    ),
)
