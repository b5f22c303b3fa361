"""What passes between police and prosecutors, counted again in the plainest way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.analysis.slow import MISSING, NOT_APPLICABLE, OPEN, Item, Plain, said

HEARD = (
    "early_advice.requested", "file.submitted", "file.submitted", "triage.completed",
    "triage.completed", "file.assessed", "actionplan.sent", "actionplan.sent",
    "case.waiting_on_police", "cps.told", "decision.made", "decision.made", "case.closed",
    "case.reopened", "suspect.identified", "gatekeeper.reviewed", "gatekeeper.reviewed",
)  # fmt: skip


def early(c: Plain) -> list[Item]:
    if not c.cps_nfa:
        return []
    charging = c.first("file.submitted", purpose=("charging",))
    until = c.before(charging) if charging else c
    advice = until.all("early_advice.requested")
    return [said(bool(advice or until.all("file.submitted", purpose=("early_advice",))))]


def incomplete(c: Plain) -> list[Item]:
    found = []
    for triage in c.all("triage.completed") if c.counted else []:
        lacking = triage.data.get("accepted") is False or bool(triage.data.get("missing"))
        unsaid = triage.data.get("accepted") is None and not lacking
        found.append(MISSING if unsaid else said(lacking))
    return found


def inadequate(c: Plain) -> list[Item]:
    found, waiting = [], False
    for e in c.entries if c.counted else []:
        if e.event == "triage.completed":
            found += [MISSING] * waiting
            waiting = True
        elif e.event == "file.assessed":
            found.append(said(bool(e.data.get("inadequate"))))
            waiting = False
    return found + [MISSING] * waiting


def plans(more_than: int, c: Plain) -> list[Item]:
    return [said(len(c.all("actionplan.sent")) > more_than)] if c.cps_nfa else []


def told(c: Plain) -> list[Item]:
    waited = c.first("case.waiting_on_police")
    if waited is None or not c.counted:
        return []
    if c.undecided:
        return [OPEN]
    if c.decision != "police nfa" or c.place(c.decided) < c.place(waited):
        return [NOT_APPLICABLE]
    since = max(waited, c.first_decision, key=c.place)
    return [said(bool(c.after(since).all("cps.told", of=("police_decision",))))]


def number(least: int, most: int, c: Plain) -> list[Item]:
    plans = len(c.all("actionplan.sent"))
    return [said(least <= plans <= most)] if c.counted and plans else []


def again(why: str, c: Plain) -> list[Item]:
    later = c.all("actionplan.sent")[1:] if c.counted else []
    return [said((plan.data.get("why_again") or "not_recorded") == why) for plan in later]


SENT = ("charging", "resubmission")


def gatekept(c: Plain) -> list[Item]:
    found, looked = [], False
    for e in c.entries if c.counted else []:
        if e.event == "gatekeeper.reviewed":
            looked = True
        elif e.event == "file.submitted" and e.data.get("purpose") in SENT:
            found.append(said(looked))
            looked = False
    return found


def at_the_gate(c: Plain) -> list[Item]:
    first = c.first("gatekeeper.reviewed")
    return c.spell(first, c.after(first).first("file.submitted", purpose=SENT), c.ended)


def differs(c: Plain) -> list[Item]:
    found, named = [], None
    for e in c.entries if c.counted else []:
        if e.event == "gatekeeper.reviewed":
            named = set(e.data.get("missing") or ())
        elif e.event == "triage.completed" and named is not None:
            found.append(said(bool(set(e.data.get("missing") or ()) - named)))
    return found


FOUND: dict[str, Callable[[Plain], list[Item]]] = {
    "early_advice.first": early,
    "file.incomplete": incomplete,
    "file.inadequate": inadequate,
    "actionplan.more_than_one": partial(plans, 1),
    "actionplan.more_than_three": partial(plans, 3),
    "waiting.told": told,
    "gatekeeper.passed": gatekept,
    "gatekeeper.days": at_the_gate,
    "gatekeeper.differs": differs,
    "plans.1": partial(number, 1, 1),
    "plans.2": partial(number, 2, 2),
    "plans.3": partial(number, 3, 999),
    **{
        f"plan_again.{why}": partial(again, why)
        for why in (
            "new_line",
            "missed_before",
            "not_answered",
            "answered_in_part",
            "other",
            "not_recorded",
        )
    },
}
