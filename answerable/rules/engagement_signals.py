"""Signals about a victim's leaving: who said so, what came before it, and at which stage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from answerable.rules.case import Case
from answerable.rules.model import Raised, Signal, Source, in_room
from answerable.rules.stance import BACK

READ = date(2026, 11, 24)

SILENCE = timedelta(days=14)
KEPT = ("contact.keep", "contact.fallback")
STAGES = {
    "trial.started": "at_court", "charge.made": "after_charge", "file.submitted": "with_cps",
    "account.recorded": "after_account",
}  # fmt: skip
SAME = {"investigation": "after_account"}  # the two agree


def withdrawal_inferred(case: Case) -> Iterator[Raised]:
    # What she or her adviser said of it since, whichever way.
    said = f"withdrawal.confirmed; withdrawal.stated[said_by=victim|support]; {BACK}"
    for stated in case.all("withdrawal.stated[said_by=police_inference]"):
        heard = case.since(stated).any(said)
        yield Raised("", stated.occurred_at, (stated.seq,), cleared=heard)


def withdrawal_after_silence(case: Case) -> Iterator[Raised]:
    for stated in case.all("withdrawal.stated"):
        at = stated.occurred_at
        if any(
            owed.duty in KEPT
            and owed.due_at is not None
            and at - SILENCE <= owed.due_at <= at
            and owed.status in ("late", "missed", "overdue")
            for owed in case.obligations
        ):
            yield Raised("", at, (stated.seq,))


def stage_mismatch(case: Case) -> Iterator[Raised]:
    for stated in case.all("withdrawal.stated"):
        recorded_stage = stated.data.get("stage")
        last = case.before(stated).last("; ".join(STAGES))
        actual = STAGES[last.event] if last else "before_account"
        if recorded_stage and SAME.get(recorded_stage, recorded_stage) != actual:
            events = (last.seq, stated.seq) if last else (stated.seq,)
            yield Raised("", stated.occurred_at, events)


SIGNALS = in_room(
    "engagement",
    Signal(
        id="withdrawal_inferred",
        what="Only the police took the victim to have withdrawn.",
        put_right="Check with the victim that this is their choice, alone or through the adviser.",
        kind="state",
        raised=withdrawal_inferred,
        basis="default",
        figure="default",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(
            Source(
                document="london_review", place="2. Victims/Survivors Leaving the Justice Process"
            ),
        ),
        requirements=("LR-026",),
    ),
    Signal(
        id="withdrawal_after_silence",
        what="The victim left after contact that was due did not come.",
        put_right="Ask whether the victim would come back if contact were kept; learn from it.",
        kind="pattern",
        raised=withdrawal_after_silence,
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Communication with the victim / Keeping the victim informed",
            ),
        ),
        requirements=("P1-266",),
    ),
    Signal(
        id="stage_mismatch",
        what="The recorded stage of the withdrawal and the events do not agree.",
        put_right="Correct whichever is wrong.",
        kind="pattern",
        raised=stage_mismatch,
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(Source(document="phase_one", place="Headline findings"),),
        requirements=("P1-030",),
    ),
)
