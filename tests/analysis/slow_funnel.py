"""The funnel and the times, counted again in the plainest way."""

from __future__ import annotations

from collections.abc import Callable

from answerable.events.entry import Entry
from tests.analysis.slow import Item, Plain, said

HEARD = (
    "crime.recorded", "crime.classified_n100", "suspect.identified", "decision.made",
    "decision.made", "outcome.assigned", "case.reopened", "case.closed", "file.submitted",
    "triage.completed", "charge.made", "court.outcome", "proceedings.stopped", "trial.started",
)  # fmt: skip


def recorded(
    yes: Callable[[Plain], bool], still: Callable[[Plain], bool]
) -> Callable[[Plain], list[Item]]:
    return lambda c: [said(yes(c), still(c))] if c.recorded else []


def referred(c: Plain) -> bool:
    return bool(c.all("file.submitted", purpose=("charging", "resubmission")))


def charged(c: Plain) -> bool:
    return bool(c.all("charge.made"))


def convicted(c: Plain) -> bool:
    return bool(c.all("court.outcome", result=("guilty_plea", "convicted")))


def may_be_convicted(c: Plain) -> bool:
    return c.finish is None and not c.all("court.outcome", "proceedings.stopped")


def to_decision(wanted: str) -> Callable[[Plain], list[Item]]:
    def found(c: Plain) -> list[Item]:
        hit = c.decision == wanted
        return c.spell(
            c.first("crime.reported"), c.decided if hit else None, None if hit else c.ended
        )

    return found


def charging(c: Plain) -> list[Item]:
    end = c.first("file.submitted", purpose=("charging",))
    other = c.earliest(c.finish, c.first("charge.made"))
    return c.spell(c.first("crime.reported"), end, other)


def to_charge(c: Plain) -> list[Item]:
    return c.spell(c.first("crime.reported"), c.first("charge.made"), c.finish)


def to_trial(c: Plain) -> list[Item]:
    other = c.earliest(c.finish, c.first("court.outcome"), c.first("proceedings.stopped"))
    return c.spell(c.first("crime.reported"), c.first("trial.started"), other)


def ends_after(c: Plain, start: Entry) -> list[Entry]:
    """What stopped or closed the case after an entry."""
    shut = c.last("case.closed", "case.reopened")
    closed = shut if shut is not None and shut.event == "case.closed" else None
    return [e for e in (c.stopped, closed) if e and c.place(e) >= c.place(start)]


def referral_to_decision(c: Plain) -> list[Item]:
    start = c.first("file.submitted", purpose=("charging",))
    if start is None:
        return []
    later = c.after(start)
    other = c.earliest(*ends_after(c, start), later.first("charge.made"))
    return c.spell(start, later.first("decision.made", by=("cps",)), other)


def accepted_to_nfa(c: Plain) -> list[Item]:
    for triage in c.all("triage.completed", accepted=(True,)):
        start = c.before(triage).last("file.submitted")
        if start and start.data.get("purpose") in ("charging", "resubmission"):
            hit = c.decision == "cps nfa"
            charge = c.charged if c.charged and c.place(c.charged) >= c.place(start) else None
            late = c.earliest(*ends_after(c, start), charge)
            return c.spell(start, c.decided if hit else None, None if hit else late)
    return []


FOUND: dict[str, Callable[[Plain], list[Item]]] = {
    "cases.reported": lambda c: [said(True)] if c.counted else [],
    "cases.recorded": lambda c: [said(c.recorded)] if c.counted else [],
    "funnel.referred": recorded(referred, lambda c: c.undecided and not referred(c)),
    "funnel.charged": recorded(charged, lambda c: c.finish is None and not charged(c)),
    "funnel.convicted": recorded(convicted, may_be_convicted),
    "funnel.open": recorded(lambda c: c.undecided, lambda c: c.undecided),
    **{
        f"outcome.{code}": recorded(
            lambda c, code=code: c.outcome() == code, lambda c: c.outcome() == ""
        )
        for code in ("14", "15", "16", "18", "21")
    },
    "time.report_to_police_nfa": to_decision("police nfa"),
    "time.report_to_cps_nfa": to_decision("cps nfa"),
    "time.report_to_referral": charging,
    "time.report_to_charge": to_charge,
    "time.report_to_trial": to_trial,
    "time.referral_to_cps_decision": referral_to_decision,
    "time.accepted_file_to_cps_nfa": accepted_to_nfa,
}
