"""A decision, how it was told, and whether it was looked at again, in a made-up case."""

from __future__ import annotations

import numpy as np

from answerable.synthetic.blocks import PLACE, Blocks, Coded, Floats, Ints, Mask, Named
from answerable.synthetic.model import CPS_NFA, SUPPORTED, WAITS, WITHDRAWN, Model
from answerable.synthetic.rooms.decided import DECIDERS, decided, decider


def decision(b: Blocks, m: Model) -> None:
    """What was decided, what the victim and the suspect were told, and what came after."""
    decided(b, m)
    c = m.cases
    police = m.of(WITHDRAWN, SUPPORTED, WAITS)
    police = police[np.isfinite(m.police_nfa[police])]
    cps = m.of(CPS_NFA)
    told = c.mask(c.some("told.police_decision", police), c.some("told.cps_decision", cps))
    right = c.mask(c.some("right.told", police[told[police]]), c.some("right.told_cps", cps))
    at = c.soon(m.end, "told.decision_days", m.end + c.p["closing.least"])
    for of, agency in ((police, "police"), (cps, "cps")):
        _told(b, m, of[told[of]], at, agency, right)
        _letters(b, m, of, agency, right)
    _others_told(b, m, police, cps)
    _reviews(b, m, police[right[police]], cps[right[cps]])
    _appeals(b, m, cps)
    _closed(b, m)


def subject_of(m: Model, of: Ints) -> Ints:
    """The suspect whom a decision is about, where one was identified."""
    found: Ints = np.where(m.identified[of], PLACE["s"], 0)
    return found


def _told(b: Blocks, m: Model, of: Ints, at: Floats, agency: str, right: Mask) -> None:
    c = m.cases
    adviser = np.where(m.adviser[of], 1 + (c.uniform(len(of)) < c.p["told.adviser"]), 0)
    b.add(
        "decision.told", of, at[of], agency, subject=subject_of(m, of),
        how=c.pick("told.how", len(of)), review_right=_right(right, of),
        needs_considered=c.either("told.needs", len(of)),
        adviser_told=Coded(["not_applicable", "no", "yes"], adviser),
        support_present=c.either("told.support_present", len(of)),
        skilled=c.either("told.skilled", len(of)),
        explained_by=Named("p", c.dice.integers(1, 5000, len(of))),
    )  # fmt: skip
    alerted = c.some("told.alerted", of[m.adviser[of]])
    b.add("support.alerted", alerted, at[alerted] - 0.02, agency, of_="decision")


def _right(right: Mask, of: Ints) -> Coded:
    return Coded(["not_told", "applies"], right[of] * 1)


def _letters(b: Blocks, m: Model, of: Ints, agency: str, right: Mask) -> None:
    """The letter that explains a decision; of prosecutors' some within a day, the rest later."""
    c = m.cases
    of = c.some(f"letter.{agency}", of)
    within = c.mask(c.some("letter.within_a_day", of))
    wait = np.where(within, c.dice.uniform(0.05, 0.95, c.count), c.dice.uniform(1.1, 9, c.count))
    at = m.end + np.where(agency == "cps", wait, 1 + 5 * wait)
    kind = "not_charged_prosecutors" if agency == "cps" else "not_charged_police"
    b.add("letter.prepared", of, at[of] - 0.02, agency, subject=subject_of(m, of), kind=kind)
    b.add(
        "letter.sent", of, at[of], agency, subject=subject_of(m, of),
        how=c.pick("letter.how", len(of)), review_right=_right(right, of),
        contacts=c.pick_lists("letter.contacts", len(of)),
    )  # fmt: skip
    brought = c.some("letter.delivered", of)
    b.add(
        "letter.delivered", brought, at[brought] + 0.5, agency, subject=subject_of(m, brought),
        skilled=c.either("told.skilled", len(brought)),
        support_present=c.either("told.support_present", len(brought)),
        by=Named("p", c.dice.integers(1, 5000, len(brought))),
    )  # fmt: skip
    if agency == "cps":
        read = c.some("letter.assessed", of)
        b.add(
            "letter.assessed", read, at[read] + 60, "oversight", subject=subject_of(m, read),
            quality=c.pick("letter.quality", len(read)),
        )  # fmt: skip


def _others_told(b: Blocks, m: Model, police: Ints, cps: Ints) -> None:
    """The suspect, and the prosecutors where a file had gone to them."""
    c = m.cases
    of = np.concatenate([police, cps])
    of = c.some("told.suspect", of[m.interviewed[of]])
    at = c.soon(m.end, "told.days", m.closed)
    b.add("suspect.told", of, at[of], subject=PLACE["s"], of_="no_further_action")
    of = c.some("told.cps", police[m.cause[police] == WAITS])
    b.add("cps.told", of, c.soon(m.end, 2.0, m.closed)[of], of_="police_decision")
    of = c.some("outcome.assigned", police)
    b.add("outcome.assigned", of, m.end[of] + 1, outcome="21", why="made up")


def _reviews(b: Blocks, m: Model, police: Ints, cps: Ints) -> None:
    c, subject = m.cases, PLACE["v"]
    for agency, among in (("police", police), ("cps", cps)):
        of = c.some(f"review.asked_{agency}", among)
        asked = m.end + 3 + c.dice.exponential(c.p["review.days"], c.count)
        b.add("review.requested", of, asked[of], "victim", subject=subject, of_=agency)
        some = c.some("review.acknowledged", of)
        b.add("review.acknowledged", some, asked[some] + 5, agency, subject=subject)
        unwanted = c.some("review.not_wanted", np.setdiff1d(among, of))
        b.add("review.not_wanted", unwanted, asked[unwanted], "victim", subject=subject)
        done = c.some("review.decided", of)
        at = asked + 8 + c.dice.exponential(c.p["review.decided_days"], c.count)
        _review_decided(b, m, done, at, agency, "local")
        if agency == "cps":
            on = c.some("review.escalated", done)
            b.add("review.escalated", on, at[on] + 4, "victim", subject=subject)
            again = c.some("review.decided", on)
            _review_decided(b, m, again, at + 30, agency, "national")


def _review_decided(b: Blocks, m: Model, of: Ints, at: Floats, agency: str, stage: str) -> None:
    c = m.cases
    b.add(
        "review.decided", of, at[of], agency, subject=PLACE["v"], stage=stage,
        result=c.pick("review.result", len(of)),
        reviewer=_reviewer(m, of, "p" if agency == "police" else "c"),
    )  # fmt: skip


def _reviewer(m: Model, of: Ints, who: str) -> Named:
    """Somebody who did not decide; in some settings, the one who did."""
    c = m.cases
    same = c.uniform(len(of)) < c.p["review.not_independent"]
    number = decider(m, of)
    return Named(who, np.where(same, number, number + DECIDERS))


def _appeals(b: Blocks, m: Model, cps: Ints) -> None:
    c, subject = m.cases, PLACE["p"]
    of = c.some("appeal.share", cps)
    b.add("appeal.made", of, m.end[of] + 4, subject=subject, level="1")
    decided_ = c.some("appeal.decided", of)
    b.add(
        "appeal.decided", decided_, m.end[decided_] + 4 + c.dice.exponential(12, len(decided_)),
        "cps", subject=subject, result=c.pick("appeal.result", len(decided_)),
        reviewer=_reviewer(m, decided_, "c"),
    )  # fmt: skip


def _closed(b: Blocks, m: Model) -> None:
    """The case is closed; in some settings opened again, and decided again."""
    c = m.cases
    of = np.flatnonzero(np.isfinite(m.closed))
    at = np.where(np.isfinite(m.closed), m.closed, 0)
    b.add("case.closed", of, at[of], why="made up")
    again = c.some("reopened.share", of[np.isfinite(m.police_nfa[of])])
    later = at + 5 + c.dice.exponential(60, c.count)
    b.add("case.reopened", again, later[again], why="made up")
    b.add(
        "decision.made", again, later[again] + 20, subject=subject_of(m, again), by="police",
        result="no_further_action", outcome="21", stage="evidential", evidential="fail",
        public_interest="not_reached", rationale="made up", authorised_by="inspector",
        read=["file"],
        decided_by=Named("p", c.dice.integers(1, 5000, len(again))),
        authorised_id=Named("p", c.dice.integers(1, 5000, len(again))),
    )  # fmt: skip
    b.add("case.closed", again, later[again] + 40, why="made up")
