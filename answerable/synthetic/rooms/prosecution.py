"""Files, plans and actions between police and prosecutors, in a made-up case."""

from __future__ import annotations

from typing import Any

import numpy as np

from answerable.synthetic.blocks import (
    MOST,
    PLACE,
    Blocks,
    Coded,
    Dates,
    Floats,
    Ints,
    Mask,
    Named,
    numbered,
    place_in_case,
)
from answerable.synthetic.cases import repeated
from answerable.synthetic.model import CHARGED, CPS_NFA, WAITS, Model
from answerable.synthetic.rooms.material import device_asked


def prosecution(b: Blocks, m: Model) -> None:
    """Early advice, the files, what triage says, the plans, and waiting."""
    _early_advice(b, m)
    _files(b, m)
    _prosecutor(b, m)
    _plans(b, m)
    _waiting(b, m)
    _talk(b, m)


def _early_advice(b: Blocks, m: Model) -> None:
    c = m.cases
    until = np.minimum(m.end, m.referred)
    referred = m.of(WAITS, CPS_NFA, CHARGED)
    of = c.some("advice.requested", referred)
    at = c.soon(0, "advice.considered_days", 0.8 * until)
    asked = c.soon(at, 5.0, until)
    b.add("early_advice.considered", of, at[of], sought=True)
    b.add("early_advice.requested", of, asked[of])
    given = c.some("advice.given", of)
    b.add("early_advice.given", given, c.soon(asked, 20.0, m.end)[given], "cps")
    rest = c.some("advice.considered", np.setdiff1d(c.all, of))
    b.add(
        "early_advice.considered", rest, at[rest], sought=False,
        why_not=c.pick("advice.why_not", len(rest)),
    )  # fmt: skip


def _files(b: Blocks, m: Model) -> None:
    """The first file at the referral; where triage sends it back, another at the accepted one."""
    c, of = m.cases, m.of(WAITS, CPS_NFA, CHARGED)
    rejected = m.accepted > m.referred
    kept = c.some("gatekeeper.share", of)
    b.add(
        "gatekeeper.reviewed", kept, np.maximum(m.referred[kept] - 0.2, 0.001),
        passed=c.either("gatekeeper.passed", len(kept)),
    )  # fmt: skip
    track = np.where(m.quick, 0, 1 + (c.uniform(c.count) < c.p["file.standard"]))
    tracks = ["custody", "five_day", "standard"]
    again = of[rejected[of]]
    for purpose, some, at in (("charging", of, m.referred), ("resubmission", again, m.accepted)):
        b.add(
            "file.submitted", some, at[some], purpose=purpose, track=Coded(tracks, track[some]),
            cps_area=Coded(m.world.areas, m.area[some]),
        )  # fmt: skip
    _triage(b, m, again, m.referred, m.accepted, Coded(tracks, track[again]), accepted=False)
    for some, missing in ((again, "file.missing_again"), (of[~rejected[of]], "file.missing")):
        lacking = c.some(missing, some)
        for part, lacks in ((lacking, True), (np.setdiff1d(some, lacking), False)):
            coded = Coded(tracks, track[part])
            _triage(b, m, part, m.accepted, m.end, coded, accepted=True, lacks=lacks)


def _triage(
    b: Blocks, m: Model, of: Ints, start: Floats, end: Floats, track: Coded, *,
    accepted: bool, lacks: bool = True,
) -> None:  # fmt: skip
    c = m.cases
    at = c.soon(start, "triage.days", np.minimum(end, m.end))
    missing: Coded | list[str] = c.pick_lists("file.lacks", len(of)) if lacks else []
    b.add("triage.completed", of, at[of], "cps", accepted=accepted, track=track, missing=missing)


def _prosecutor(b: Blocks, m: Model) -> None:
    c, of = m.cases, m.of(WAITS, CPS_NFA, CHARGED)
    at = c.soon(m.accepted, "prosecutor.days", m.end)
    some = c.some("prosecutor.share", of)
    b.add(
        "prosecutor.allocated", some, at[some], "cps",
        rasso=c.either("prosecutor.rasso", len(some)),
        officer=Named("c", c.dice.integers(1, 800, len(some))),
    )  # fmt: skip
    assessed = c.some("file.assessed", some)
    later = c.soon(at, 4.0, m.end)
    b.add(
        "file.assessed", assessed, later[assessed], "cps",
        inadequate=c.pick_lists("file.inadequate", len(assessed)), disputed="no",
    )  # fmt: skip
    set_ = c.some("strategy.share", some)
    b.add(
        "strategy.set", set_, c.soon(at, "strategy.days", m.end)[set_], "cps",
        strengths=True, weaknesses=c.either("strategy.weaknesses", len(set_)),
        handling=c.either("strategy.handling", len(set_)),
    )  # fmt: skip


def _plans(b: Blocks, m: Model) -> None:
    """Action plans with their actions; those of a case that waits are not answered."""
    c, with_lawyer = m.cases, m.of(CPS_NFA, CHARGED)
    counts = c.pick_numbers("plans.count", len(with_lawyer))
    of = np.repeat(with_lawyer, np.array(counts.values)[counts.which])
    part = c.dice.random(len(of)) * 0.7 + 0.05
    at = m.accepted[of] + part * (m.end - m.accepted)[of]
    order = np.lexsort((at, of))
    of, at = of[order], at[order]
    waits = m.of(WAITS)
    waits = waits[m.planned[waits] < m.end[waits]]
    late = c.uniform(c.count) < c.p["action.late"]
    _plan(b, m, of, at, late)
    _plan(b, m, waits, m.planned[waits], np.ones(c.count, np.bool_), waits=True)
    reviewed = c.uniform(len(of)) < c.p["plans.reviewed"]
    b.add(
        "actionplan.reviewed", of[reviewed],
        c.soon(at[reviewed], "plans.reviewed_days", m.end[of[reviewed]]),
        together=c.either("plans.together", int(reviewed.sum())),
    )  # fmt: skip


def _plan(b: Blocks, m: Model, of: Ints, at: Floats, late: Mask, *, waits: bool = False) -> None:
    c = m.cases
    number = place_in_case(of)
    first = number == 0
    b.add("actionplan.sent", of[first], at[first], "cps", number=1)
    again = ~first
    b.add(
        "actionplan.sent", of[again], at[again], "cps",
        number=Coded(list(range(1, 10)), number[again]),
        why_again=c.pick("plans.why_again", int(again.sum())),
    )  # fmt: skip
    digital = (c.uniform(len(of)) < c.p["action.digital"]) & first
    _actions(b, m, of[digital], at[digital], late, "digital", waits=waits)
    others = np.repeat(np.arange(len(of)), 1 + c.dice.poisson(c.p["action.more"], len(of)))
    _actions(b, m, of[others], at[others], late, "", waits=waits)


def _actions(
    b: Blocks, m: Model, of: Ints, at: Floats, late: Mask, kind: str, *, waits: bool
) -> None:
    c = m.cases
    # Actions of two plans, and of two kinds, have places of their own in a case.
    subject = numbered("a", of) if not kind else np.full(len(of), PLACE["a"] + MOST - 1)
    days = c.dice.integers(14, 43, len(of))
    target = c.day(of, at) + days
    fields: dict[str, Any] = {
        "kind": kind or c.pick("action.kind", len(of)),
        "essential": c.either("action.essential", len(of)),
        "why": c.pick("action.why", len(of)), "line": c.pick("action.line", len(of)),
        "target": Dates(target), "review": Dates(target - 7),
    }  # fmt: skip
    if kind:
        fields |= {"from_": Dates(target - 400), "to": Dates(target - 60)}
    b.add("action.set", of, at + 0.01, "cps", subject=subject, **fields)
    if kind:
        asked = c.mask(c.some("phone.for_prosecutor", of))[of]
        when = np.zeros(c.count)
        when[of] = at + 0.02
        action = f"a{MOST}"
        device_asked(b, m, of[asked], when, PLACE["d"] + 2, "victim", action)
    if waits:
        return
    done = np.where(
        late[of],
        at + days + 1.2 + c.dice.exponential(c.p["action.late_days"], len(of)),
        at + days * c.dice.uniform(0.2, 0.95, len(of)),
    )
    # What would be done on time is done before the case is decided.
    done = np.where(late[of], done, np.minimum(done, (at + m.end[of]) / 2))
    in_time = done < m.end[of]
    b.add(
        "action.completed", of[in_time], done[in_time], subject=subject[in_time],
        result=c.pick("action.result", int(in_time.sum())),
    )  # fmt: skip
    _challenged(b, m, of, at, done, subject)


def _challenged(b: Blocks, m: Model, of: Ints, at: Floats, done: Floats, subject: Ints) -> None:
    c = m.cases
    rows = np.flatnonzero(c.uniform(len(of)) < c.p["action.challenged"])
    some, thing = of[rows], subject[rows]
    until = np.minimum(done, m.end[of])[rows]
    asked = c.soon(at[rows] + 0.01, 3.0, until)
    b.add(
        "action.challenged", some, asked, subject=thing,
        ground=c.pick("action.ground", len(rows)),
    )  # fmt: skip
    answer = c.soon(asked, 4.0, until)
    drawn = np.array(c.p.group("action.answer")[0])[c.pick("action.answer", len(rows)).which]
    upheld, amended = drawn == "upheld", drawn == "amended"
    b.add(
        "action.upheld", some[upheld], answer[upheld], "cps", subject=thing[upheld], why="made up"
    )
    b.add(
        "action.amended", some[amended], answer[amended], "cps", subject=thing[amended],
        withdrawn=False, target=Dates(c.day(some[amended], answer[amended]) + 30),
    )  # fmt: skip
    withdrawn = drawn == "withdrawn"
    b.add(
        "action.amended", some[withdrawn], answer[withdrawn], "cps", subject=thing[withdrawn],
        withdrawn=True,
    )  # fmt: skip


def _waiting(b: Blocks, m: Model) -> None:
    """No answer, reminders, waiting on police; then the police decide, or it is taken up again."""
    c = m.cases
    of = m.of(WAITS)
    for part, to in enumerate(("investigator", "supervisor", "senior")):
        some = c.some(f"reminder.{to}", of)
        at = m.planned + (m.waited - m.planned) * (0.3 + 0.3 * part)
        b.add("reminder.sent", some, at[some], "cps", to=to)
    reasons = c.pick("waiting.reason", len(of))
    agreed = c.either("waiting.agreed", len(of))
    b.add("case.waiting_on_police", of, m.waited[of], "cps", agreed=agreed, reason=reasons)
    told = c.some("waiting.told_victim", of)
    b.add("progress.told", told, c.soon(m.waited, 3.0, m.end)[told], "cps", about="waiting")
    again = np.union1d(of[~np.isfinite(m.police_nfa[of])], c.some("waiting.again", of))
    back = c.soon(m.waited, "waiting.again_days", m.end)
    b.add("case.reactivated", again, back[again])
    twice = c.some("waiting.twice", again)
    b.add(
        "case.waiting_on_police", twice, c.soon(back, 95.0, m.end)[twice], "cps",
        agreed=True, reason="no_response",
    )  # fmt: skip
    place, times = repeated(
        c.dice, m.waited[of], m.end[of], np.full(len(of), 20.0), np.full(len(of), 200.0)
    )
    b.add(
        "actionplan.reviewed", of[place], times, "cps",
        together=c.either("plans.together", len(place)),
    )  # fmt: skip


def _talk(b: Blocks, m: Model) -> None:
    c = m.cases
    of = c.some("conversation.pre_nfa", m.of(CPS_NFA))
    b.add(
        "conversation.held", of, np.maximum(m.end - 1, (m.accepted + m.end) / 2)[of], "cps",
        about="pre_nfa", how=c.pick("conversation.how", len(of)), level="working", note="made up",
    )  # fmt: skip
    of = c.some("conversation.other", m.of(WAITS, CPS_NFA, CHARGED))
    at = c.soon(m.accepted, 40.0, m.end)
    b.add(
        "conversation.held", of, at[of], about="action_plan", level="working", note="made up",
        how=c.pick("conversation.how", len(of)),
    )  # fmt: skip
    of = c.some("disagreement.share", m.of(WAITS, CPS_NFA, CHARGED))
    at = c.soon(m.accepted, 60.0, m.end)
    subject = PLACE["g"]
    b.add("disagreement.raised", of, at[of], subject=subject, about="action", level="1")
    of = c.some("disagreement.answered", of)
    b.add(
        "disagreement.answered", of, c.soon(at, 15.0, m.finished)[of], "cps", subject=subject,
        resolved=True, level="1", independent=c.either("disagreement.independent", len(of)),
    )  # fmt: skip
