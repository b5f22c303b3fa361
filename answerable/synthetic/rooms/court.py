"""From charge to outcome, in a made-up case."""

from __future__ import annotations

import numpy as np

from answerable.synthetic.blocks import PLACE, Blocks, Coded, Dates, Floats, Ints
from answerable.synthetic.model import CHARGED, Model


def court(b: Blocks, m: Model) -> None:
    """The charge, what witness care does, the hearings, the outcome."""
    of = m.of(CHARGED)
    _charged(b, m, of)
    _hearings(b, m, of)
    _ends(b, m, of)


def _charged(b: Blocks, m: Model, of: Ints) -> None:
    c, suspect = m.cases, PLACE["s"]
    at = m.cps + 0.02
    early = c.some("charge.without_decision")
    early = early[m.identified[early]]
    b.add("charge.made", early, 0.5 * m.end[early], subject=suspect, emergency=True)
    b.add("charge.made", of, at[of], subject=suspect, emergency=False)
    told = c.some("told.share", of)
    b.add(
        "progress.told", told, c.soon(at, "told.days", m.finished)[told], subject=suspect,
        about="charged",
    )  # fmt: skip
    taken = c.some("court.taken_on", of)
    start = c.soon(at, "court.taken_on_days", m.outcome)
    b.add("witness_care.taken_on", taken, start[taken], "witness_care")
    for event, agency, fields in (
        ("measures.considered", "cps", {"kinds": ["screen"], "victim_wish": "yes"}),
        ("measures.applied", "cps", {"kinds": ["screen"]}),
        ("measures.decided", "court", {"granted": True}),
        ("court_visit.offered", "witness_care", {}),
        ("bad_character.considered", "police", {"material": "none_found"}),
    ):
        some = c.some(f"court.{event}", of)
        b.add(event, some, c.soon(at, "court.days", m.outcome)[some], agency, **fields)


def _hearings(b: Blocks, m: Model, of: Ints) -> None:
    c = m.cases
    for number, kind in enumerate(("first", "plea")):
        on = m.cps + (m.outcome - m.cps) * (0.06 + 0.12 * number)
        _hearing(b, m, of, m.cps + 0.05 + 0.5 * number, on, kind, number)
    goes = of[np.isfinite(m.trial[of])]
    on = np.where(np.isfinite(m.trial), m.trial, 0)
    listed = m.cps + 0.3 * (on - m.cps)
    moved = c.some("hearing.moved", goes)
    notice = c.pick_numbers("hearing.notice", c.count)
    before = on - np.array(notice.values)[notice.which]
    before = np.where(before > listed, before, (listed + on) / 2)
    _hearing(b, m, goes, listed, on, "trial", 2, first_on=np.where(c.mask(moved), on - 30, on))
    left = np.ceil((on - before)[moved]).astype(np.int64)
    codes, place = np.unique(left, return_inverse=True)
    b.add(
        "hearing.moved", moved, before[moved], "court", subject=PLACE["h"] + 2, kind="trial",
        on=Dates(c.day(moved, on[moved])), reason=c.pick("hearing.reason", len(moved)),
        days_notice=Coded(codes.tolist(), place),
    )  # fmt: skip
    some = c.some("hearing.told", moved)
    b.add(
        "hearing.told", some, c.soon(before, "told.days", on)[some], "witness_care",
        subject=PLACE["h"] + 2,
    )  # fmt: skip
    some = c.some("hearing.update_offered", goes)
    b.add("statement.offered", some, (on - 40)[some], "witness_care", form="update")


def _hearing(
    b: Blocks, m: Model, of: Ints, listed: Floats, on: Floats, kind: str, number: int,
    first_on: Floats | None = None,
) -> None:  # fmt: skip
    c, subject = m.cases, PLACE["h"] + number
    day = on if first_on is None else first_on
    b.add(
        "hearing.listed", of, listed[of], "court", subject=subject, kind=kind,
        on=Dates(c.day(of, day[of])),
    )  # fmt: skip
    told = c.some("hearing.told", of)
    b.add(
        "hearing.told", told, c.soon(listed, "told.days", on)[told], "witness_care", subject=subject
    )
    b.add("hearing.held", of, on[of] + 0.05, "court", subject=subject)


def _ends(b: Blocks, m: Model, of: Ints) -> None:
    c, suspect = m.cases, PLACE["s"]
    goes = of[np.isfinite(m.trial[of])]
    b.add("trial.started", goes, m.trial[goes], "court")
    convicted = c.mask(c.some("charged.convicted", goes))
    for result, some in (
        ("guilty_plea", of[m.plea[of]]), ("convicted", goes[convicted[goes]]),
        ("acquitted", goes[~convicted[goes]]),
    ):  # fmt: skip
        b.add("court.outcome", some, m.outcome[some], "court", subject=suspect, result=result)
    guilty = of[m.plea[of] | convicted[of]]
    b.add(
        "sentence.passed", guilty, m.outcome[guilty] + 0.2, "court", subject=suspect,
        orders=c.pick_lists("sentence.orders", len(guilty)),
    )  # fmt: skip
    lost = of[m.lost[of]]
    proposed = c.some("stopped.proposed", lost)
    b.add(
        "proceedings.stop_proposed", proposed, m.outcome[proposed] - 0.4, "cps", subject=suspect,
        why="made up",
    )  # fmt: skip
    b.add("proceedings.stopped", lost, m.outcome[lost], "cps", subject=suspect, how="discontinued")
    told = c.some("told.share", of)
    b.add(
        "progress.told", told, c.soon(m.outcome, 1.0, m.finished)[told], "witness_care",
        subject=suspect, about="outcome",
    )  # fmt: skip
    told = c.some("told.share", lost)
    b.add(
        "decision.told", told, m.outcome[told] + 0.5, "cps", subject=suspect, how="phone",
        review_right="applies", needs_considered=True, adviser_told="not_applicable",
        support_present=False, explained_by="c1", skilled=True,
    )  # fmt: skip
    some = c.some("court.orders", of)
    b.add(
        "order.considered", some, m.outcome[some] + 0.1, "cps", subject=suspect, kind="shpo",
        decision=c.pick("order.decision", len(some)), why="made up",
    )  # fmt: skip
    some = c.some("court.feedback", of)
    b.add("court.feedback", some, m.outcome[some] + 3, "victim", about="court")
