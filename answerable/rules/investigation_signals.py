"""Signals about who leads, who watches over it, and who was never asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from answerable.events.entry import Entry
from answerable.rules.case import Case
from answerable.rules.gates import has_reason
from answerable.rules.model import Raised, Signal, Source, in_room
from answerable.rules.obligation import Obligation
from answerable.rules.pattern import recorded
from answerable.rules.stance import concerns, stands, suspects_of, was_interviewed

READ = date(2026, 11, 24)

IN_A_ROW = 3
LATE = timedelta(days=28)


def untrained_lead(case: Case) -> Iterator[Raised]:
    lead = case.last("investigation.allocated")
    untrained = [e for e in case.all("investigation.allocated") if _unexplained(e)]
    if untrained and lead is not None:
        last = untrained[-1]
        yield Raised("", last.occurred_at, (last.seq,), cleared=last.seq != lead.seq)


def _unexplained(lead: Entry) -> bool:
    given = recorded(lead.data, "reason") or has_reason(lead, "reason")
    return lead.data.get("qualified") is False and not given


def drift_no_direction(case: Case) -> Iterator[Raised]:
    run: list[Entry] = []
    for review in case.all("supervision.reviewed"):
        run = [*run, review] if review.data.get("direction") == "none" else []
        if len(run) >= IN_A_ROW:
            yield Raised("", review.occurred_at, tuple(e.seq for e in run[-IN_A_ROW:]))


def suspect_not_spoken_to(case: Case) -> Iterator[Raised]:
    for decision in case.all("decision.made[result=no_further_action]"):
        before, since = case.before(decision), case.since(decision)
        suspects = suspects_of(before, decision)
        if not suspects and before.any("crime.reported[suspect=named]"):
            suspects = [""]  # named, and never identified
        over = not stands(case, decision)
        for suspect in suspects:
            if not was_interviewed(before, suspect):
                cleared = over or was_interviewed(since, suspect)
                yield Raised(suspect, decision.occurred_at, (decision.seq,), cleared=cleared)


def bail_unreviewed(case: Case) -> Iterator[Raised]:
    for ended in case.all("bail.ended[to=rui|lapsed]"):
        if ended.data.get("rationale") is True and ended.data.get("risk_assessed") is True:
            continue
        after = case.since(ended).all("bail.granted; charge.made")
        again = any(concerns(e, ended.subject) for e in after)
        yield Raised(ended.subject, ended.occurred_at, (ended.seq,), cleared=again)


def delay_unexplained(case: Case) -> Iterator[Raised]:
    for owed in case.obligations:
        if owed.status not in ("late", "missed", "overdue") or owed.due_at is None:
            continue
        # The day on which it had been late for so long, whatever became of it later.
        raised_at = owed.due_at + LATE
        if raised_at > (owed.closed_at or case.as_of) or raised_at > case.as_of:
            continue
        explained = _explained(case, owed)
        if explained is None or explained > raised_at:
            started = (owed.working.start.seq,) if owed.working else ()
            yield Raised(owed.duty, raised_at, started, cleared=explained is not None)


def _explained(case: Case, owed: Obligation) -> datetime | None:
    """When a delay was first explained while the obligation ran: of the duty, or of its stage."""
    stage = owed.duty.partition(".")[0]
    found = case.all(f"delay.explained[of={owed.duty}|{stage}]")
    return next((e.occurred_at for e in found if e.occurred_at >= owed.started_at), None)


def late_for_so_long(case: Case) -> Iterator[datetime]:
    for owed in case.obligations:
        if owed.status in ("open", "overdue") and owed.due_at is not None:
            long = owed.due_at + LATE
            if long > case.as_of:
                yield long


SIGNALS = in_room(
    "investigation",
    Signal(
        id="untrained_lead",
        what="The investigator has not had the training and no reason is given.",
        put_right="Allocate somebody trained, or say why not.",
        kind="state",
        raised=untrained_lead,
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Training and continuous professional development / Police training",
            ),
        ),
        requirements=("P1-331",),
    ),
    Signal(
        id="drift_no_direction",
        what="Three reviews in a row gave no direction.",
        put_right="Give direction, or say why none is needed.",
        kind="pattern",
        raised=drift_no_direction,
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(Source(document="phase_one", place="Police investigations / Supervision"),),
        requirements=("P1-152",),
    ),
    Signal(
        id="suspect_not_spoken_to",
        what="Decided for no further action on a suspect who was known and never interviewed.",
        put_right="Look at whether the decision can stand.",
        kind="state",
        raised=suspect_not_spoken_to,
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Police decisions / Case study (alcohol dependent victim)",
            ),
        ),
        requirements=("P1-185",),
    ),
    Signal(
        id="bail_unreviewed",
        what=(
            "Bail ended by lapse, or into release under investigation, without reasons or a "
            "risk assessment."
        ),
        put_right="Record both now, and warn the victim.",
        kind="state",
        raised=bail_unreviewed,
        basis="stated",
        figure="stated",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="The response to victims / Using pre-charge bail to protect the victim",
            ),
        ),
        requirements=("P1-143",),
    ),
    Signal(
        id="delay_unexplained",
        what="Something is 28 days late and nobody has explained it.",
        put_right="Explain the delay, with its cause.",
        kind="state",
        raised=delay_unexplained,
        turns=late_for_so_long,
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(Source(document="phase_one", place="Timeliness / Delays in investigation"),),
        requirements=("P1-230",),
    ),
)
