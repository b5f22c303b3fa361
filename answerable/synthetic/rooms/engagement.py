"""Whether the victim supports the case, leaves it, and comes back, in a made-up case."""

from __future__ import annotations

import numpy as np

from answerable.synthetic.blocks import Blocks, Coded, Floats, Ints, Mask
from answerable.synthetic.model import CHARGED, CPS_NFA, SUPPORTED, WITHDRAWN, Model


def engagement(b: Blocks, m: Model) -> None:
    """Positions, withdrawals, and what follows a withdrawal."""
    c = m.cases
    early = m.withdrawn <= c.p["withdrawal.outset_days"]
    no_reason = c.uniform(c.count) < c.p["withdrawal.no_reason"]
    _positions(b, m, early, no_reason)
    also = c.uniform(c.count) < c.p["withdrawal.early_stated"]
    stated = (m.cause == WITHDRAWN) & (~early | also)
    # Said right after the position: the position dates it.
    at = np.where(early, c.soon(m.withdrawn, 0.2, m.end), m.withdrawn)
    _stated(b, m, np.flatnonzero(stated), at, no_reason)
    _afterwards(b, m, at)
    _later_leavers(b, m)


def _positions(b: Blocks, m: Model, early: Mask, no_reason: Mask) -> None:
    c = m.cases
    of = np.flatnonzero(early)
    given = c.pick_lists("position.reasons", len(of))
    reasons = [*given.values, []]
    which = np.where(no_reason[of], len(given.values), given.which)
    by = c.pick("position.by", len(of))
    for place, agency in enumerate(by.values):
        ours = by.which == place
        b.add(
            "position.stated", of[ours], m.withdrawn[of[ours]], agency,
            position="does_not_support", at="outset", reasons=Coded(reasons, which[ours]),
        )  # fmt: skip
    rest = np.flatnonzero(~early)
    none = c.some("position.not_applicable", rest[m.cause[rest] == SUPPORTED])
    unsure = c.some("position.undecided", np.setdiff1d(rest, none))
    at = c.soon(0, "position.days", np.minimum(m.end, m.withdrawn))
    later = c.soon(at, "position.decided_days", np.minimum(m.end, m.withdrawn))
    for position, of in (
        ("not_applicable", none), ("undecided", unsure),
        ("supports", np.setdiff1d(rest, np.union1d(none, unsure))),
    ):  # fmt: skip
        b.add("position.stated", of, at[of], position=position, at="outset", reasons=[])
    wishes = c.some("wishes.share", rest)
    b.add("wishes.stated", wishes, later[wishes], "victim", wants=c.pick("wants", len(wishes)))
    decided = c.some("position.decides", unsure)
    b.add("position.stated", decided, later[decided], position="supports", at="later", reasons=[])


def _stated(b: Blocks, m: Model, of: Ints, at: Floats, no_reason: Mask) -> None:
    c = m.cases
    stage = np.where(at[of] < m.account[of], 0, 1)
    wrong = c.uniform(len(of)) < c.p["withdrawal.wrong_stage"]
    stage = np.where(wrong, 3, stage)
    reasons = c.pick_lists("withdrawal.reasons", len(of))
    which = np.where(no_reason[of], len(reasons.values), reasons.which)
    said_by = c.pick("withdrawal.said_by", len(of))
    b.add(
        "withdrawal.stated", of, at[of],
        stage=Coded(["before_account", "after_account", "investigation", "with_cps"], stage),
        said_by=said_by, reasons=Coded([*reasons.values, ["not_established"]], which),
        own_choice=c.pick("withdrawal.own_choice", len(of)),
        could_have_helped=c.pick_lists("withdrawal.helped", len(of)),
    )  # fmt: skip


def _afterwards(b: Blocks, m: Model, at: Floats) -> None:
    """Confirmed or not, the way back offered or not; and, in some settings, taken."""
    c, of = m.cases, m.of(WITHDRAWN)
    confirmed = c.some("confirmed.share", of)
    how = c.pick("confirmed.how", len(confirmed))
    later = c.soon(at, "confirmed.days", m.end)
    for place, code in enumerate(how.values):
        ours = confirmed[how.which == place]
        by = {"signed": "police", "recorded": "police", "isva": "support"}.get(code, "victim")
        b.add("withdrawal.confirmed", ours, later[ours], by, how=code)
    offered = c.some("return.share", of)
    b.add("return.offered", offered, c.soon(at, "return.days", m.finished)[offered])
    disputed = c.some("disputed.share", of)
    b.add("withdrawal.disputed", disputed, c.soon(at, 5.0, m.finished)[disputed], "victim")
    resumed = c.some("resumed.share", of)
    back = c.soon(at, "resumed.days", m.finished)
    b.add("engagement.resumed", resumed, back[resumed], "victim")
    paused = c.some("paused.share")
    b.add("engagement.paused", paused, c.soon(0, 20.0, m.end)[paused], "victim")


def _later_leavers(b: Blocks, m: Model) -> None:
    """Leaving with prosecutors and after charge, in the settings that put it on the record."""
    c = m.cases
    with_cps = c.some("withdrawal.with_cps", m.of(CPS_NFA))
    at = c.soon(np.where(np.isfinite(m.accepted), m.accepted, 0), 60.0, m.end)
    _left(b, m, with_cps, at, "with_cps")
    lost = c.some("charged.lost_says_so", np.flatnonzero(m.lost))
    _left(b, m, lost, m.outcome - 0.5, "after_charge")
    at_court = c.some("withdrawal.at_court", m.of(CHARGED)[~m.lost[m.of(CHARGED)]])
    at_court = at_court[np.isfinite(m.trial[at_court])]
    _left(b, m, at_court, m.trial + 0.1, "at_court")


def _left(b: Blocks, m: Model, of: Ints, at: Floats, stage: str) -> None:
    c = m.cases
    b.add(
        "withdrawal.stated", of, at[of], stage=stage, said_by="victim",
        reasons=c.pick_lists("withdrawal.reasons", len(of)),
        own_choice=c.pick("withdrawal.own_choice", len(of)),
        could_have_helped=c.pick_lists("withdrawal.helped", len(of)),
    )  # fmt: skip
    b.add("withdrawal.confirmed", of, at[of] + 0.05, "victim", how="signed")
