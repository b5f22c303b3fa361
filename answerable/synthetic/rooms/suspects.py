"""The suspects of a made-up case: found, arrested, interviewed, released, on bail."""

from __future__ import annotations

import numpy as np

from answerable.synthetic.blocks import PLACE, Blocks, Coded, Dates, Floats, Ints
from answerable.synthetic.model import CHARGED, CPS_NFA, WAITS, Model


def suspects(b: Blocks, m: Model) -> None:
    """The suspect of each case that has one; a second one in some settings."""
    c = m.cases
    known = np.flatnonzero(m.has_suspect)
    identified = np.union1d(
        c.some("suspect.identified", known), np.intersect1d(known, m.of(WAITS, CPS_NFA, CHARGED))
    )
    _one(b, m, identified, 1)
    second = c.some("suspect.second", identified)
    m.second[second] = True
    m.identified[identified] = True
    _one(b, m, second, 2)


def _one(b: Blocks, m: Model, of: Ints, number: int) -> None:
    c, subject = m.cases, PLACE["s"] + number - 1
    until = np.minimum(m.end, m.referred)
    found = c.soon(0, "suspect.identified_days", until)
    b.add("suspect.identified", of, found[of], subject=subject)
    referred = np.intersect1d(of, m.of(WAITS, CPS_NFA, CHARGED))
    interviewed = np.union1d(c.some("suspect.interviewed", of), referred)
    arrested = c.some("suspect.arrested", interviewed)
    at = c.soon(found, "suspect.arrested_days", until)
    b.add("suspect.arrested", arrested, at[arrested], subject=subject)
    _told(b, m, arrested, at, subject, "arrested")
    spoken = c.soon(at, "suspect.interviewed_days", until)
    _interviewed(b, m, interviewed, spoken, subject)
    deferred = c.some("suspect.action_deferred", np.setdiff1d(of, interviewed))
    b.add(
        "suspect.action_deferred", deferred, c.soon(found, 8.0, until)[deferred],
        subject=subject, why="made up",
    )  # fmt: skip
    _released(b, m, arrested, c.soon(spoken, 0.2, until), spoken, subject)
    _found_and_ordered(b, m, of, found, subject)


def _interviewed(b: Blocks, m: Model, of: Ints, at: Floats, subject: int) -> None:
    """What the suspect says, and whether it is tested."""
    c = m.cases
    account = c.uniform(c.count) < c.p["suspect.account_given"]
    b.add(
        "suspect.interviewed", of, at[of], subject=subject, under_caution=True,
        account_given=Coded([False, True], account[of] * 1),
    )  # fmt: skip
    m.interviewed[of] = True
    _told(b, m, of, at, subject, "interviewed")
    tested = c.some("suspect.account_tested", of[account[of]])
    b.add("suspect.account_tested", tested, c.soon(at, 30.0, m.end)[tested], subject=subject)
    described = c.some("suspect.described", of)
    b.add(
        "suspect.described", described, at[described] + 0.02, subject=subject,
        race=c.pick("suspect.race", len(described)), sex="male", source="self",
    )  # fmt: skip


def _found_and_ordered(b: Blocks, m: Model, of: Ints, found: Floats, subject: int) -> None:
    """Where the suspect is, and which orders protect the victim."""
    c = m.cases
    until = np.minimum(m.end, m.referred)
    located = c.some("suspect.located", of)
    b.add(
        "suspect.located", located, c.soon(found, 4.0, until)[located], subject=subject,
        where="at_home",
    )  # fmt: skip
    ordered = c.some("order.considered", of)
    b.add(
        "order.considered", ordered, c.soon(found, "order.days", m.end)[ordered],
        subject=subject, kind=c.pick("order.kind", len(ordered)),
        decision=c.pick("order.decision", len(ordered)), why="made up",
    )  # fmt: skip
    granted = c.some("order.granted", ordered)
    b.add(
        "order.granted", granted, c.soon(found, 30.0, m.finished)[granted], "court",
        subject=subject, kind="dvpn",
    )  # fmt: skip


def _told(b: Blocks, m: Model, of: Ints, at: Floats, subject: int, about: str) -> None:
    """The victim is told, mostly."""
    c = m.cases
    told = c.some("told.share", of)
    later = c.soon(at, "told.days", m.finished)
    b.add("progress.told", told, later[told], subject=subject, about=about)


def _released(b: Blocks, m: Model, of: Ints, at: Floats, day: Floats, subject: int) -> None:
    """On bail, under investigation, or with nothing more to come."""
    c = m.cases
    to = c.pick("released.to", len(of))
    b.add("suspect.released", of, at[of], subject=subject, to=to)
    _told(b, m, of, at, subject, "released")
    bailed = of[np.array(to.values)[to.which] == "bail"]
    b.add(
        "bail.granted", bailed, at[bailed], subject=subject,
        arrested_on=Dates(c.day(bailed, day[bailed])),
        conditions=c.pick_lists("bail.conditions", len(bailed)),
        victim_views=c.pick("bail.victim_views", len(bailed)),
    )  # fmt: skip
    _told(b, m, bailed, at, subject, "bail")
    varied = c.some("bail.varied", bailed)
    b.add(
        "bail.varied", varied, c.soon(at, 10.0, m.end)[varied], subject=subject,
        conditions=c.pick_lists("bail.conditions", len(varied)), victim_views="sought",
    )  # fmt: skip
    longer = c.some("bail.extended", bailed)
    later = np.minimum(at + c.p["bail.extended_days"], (at + m.end) / 2)
    b.add(
        "bail.extended", longer, later[longer], subject=subject,
        until=Dates(c.day(longer, later[longer]) + c.dice.integers(20, 90, len(longer))),
        authorised_by=c.pick("bail.authorised_by", len(longer)),
        conditions_a_to_d=c.either("bail.conditions_met", len(longer)),
        representations=c.pick("bail.representations", len(longer)), victim_views="sought",
    )  # fmt: skip
    ended = c.some("bail.ended", bailed)
    over = c.soon(later, "bail.ended_days", m.end)
    b.add(
        "bail.ended", ended, over[ended], subject=subject, to=c.pick("bail.ended_to", len(ended)),
        rationale=c.either("bail.rationale", len(ended)),
        risk_assessed=c.either("bail.risk_assessed", len(ended)),
    )  # fmt: skip
