"""Who leads, what is followed up and who watches over it, in a made-up case."""

from __future__ import annotations

import numpy as np

from answerable.synthetic.blocks import PLACE, Blocks, Coded, Floats, Ints, Named, numbered
from answerable.synthetic.cases import repeated
from answerable.synthetic.forces import TEAMS
from answerable.synthetic.model import CHARGED, CPS_NFA, SUPPORTED, WAITS, WITHDRAWN, Model


def investigation(b: Blocks, m: Model) -> None:
    """The lead and the plan, the reviews, the lines of enquiry, the victim's account."""
    allocated = _lead(b, m)
    _supervision(b, m, allocated)
    _lines(b, m)
    _account(b, m)
    _inconsistency(b, m)
    _considered(b, m)


def _lead(b: Blocks, m: Model) -> Floats:
    c = m.cases
    of = c.some("allocated.share")
    at = c.soon(0, "allocated.days", m.end)
    untrained = c.uniform(len(of)) < c.p["allocated.untrained"]
    explained = untrained & (c.uniform(len(of)) < c.p["allocated.reason"])
    for mask, fields in (
        (~untrained, {"qualified": True}),
        (untrained & ~explained, {"qualified": False}),
        (explained, {"qualified": False, "reason": "made up"}),
    ):
        b.add(
            "investigation.allocated", of[mask], at[of[mask]],
            team=Coded(TEAMS, m.team[of[mask]]), **fields,
            officer=Named("p", c.dice.integers(1, 5000, int(mask.sum()))),
        )  # fmt: skip
    planned = c.some("plan.share", of)
    b.add("plan.set", planned, c.soon(at, "plan.days", m.end)[planned])
    found: Floats = np.full(c.count, np.nan)
    found[of] = at[of]
    return found


def _supervision(b: Blocks, m: Model, allocated: Floats) -> None:
    """Reviews within seven days of each other to the end, or further apart from the first on."""
    c = m.cases
    of = np.flatnonzero(np.isfinite(allocated))
    kept = c.uniform(len(of)) < c.p["supervision.weekly"]
    least = np.where(kept, 4.5, c.p["supervision.least"])
    most = np.where(kept, 6.9, c.p["supervision.most"])
    _reviews(b, m, of, allocated[of], m.end[of], least, most)
    charged = m.of(CHARGED)
    least, most = np.full(len(charged), 14.0), np.full(len(charged), 40.0)
    _reviews(b, m, charged, m.cps[charged], m.finished[charged], least, most)


def _reviews(
    b: Blocks, m: Model, of: Ints, start: Floats, end: Floats, least: Floats, most: Floats
) -> None:
    c = m.cases
    place, times = repeated(c.dice, start, end, least, most)
    direction = c.pick("supervision.direction", len(place))
    why = Coded(
        ["made up" if code == "none_needed" else "missing" for code in direction.values],
        direction.which,
    )
    b.add("supervision.reviewed", of[place], times, direction=direction, why=why)


def _lines(b: Blocks, m: Model) -> None:
    """Lines of enquiry, all closed before the end, but for those that are left open."""
    c = m.cases
    counts = np.array(c.p.group("lines.count")[0], int)
    shares = np.cumsum(c.p.group("lines.count")[1])[:-1]
    of = np.repeat(c.all, counts[np.searchsorted(shares, c.uniform(c.count), side="right")])
    subject = numbered("l", of)
    first = subject == PLACE["l"]
    left = c.mask(c.some("lines.outstanding", m.of(WITHDRAWN, SUPPORTED, WAITS)))
    opened = c.soon(0, "lines.opened_days", 0.6 * m.end[of])
    b.add(
        "line.opened", of, opened, subject=subject, about=c.pick("lines.about", len(of)),
        direction=c.pick("lines.direction", len(of)),
        noticed_by=c.pick("lines.noticed_by", len(of)),
    )  # fmt: skip
    shut = ~(first & left[of])
    closed = c.soon(opened, "lines.closed_days", m.end[of])
    b.add(
        "line.closed", of[shut], closed[shut], subject=subject[shut],
        result=c.pick("lines.result", int(shut.sum())), why="made up",
    )  # fmt: skip


def _account(b: Blocks, m: Model) -> None:
    c = m.cases
    given = np.flatnonzero(np.isfinite(m.account))
    subject = PLACE["k"]
    kind = c.pick("account.kind", c.count)
    offered = np.union1d(c.some("account.offered", given), c.some("account.offered_only"))
    until = np.minimum(np.minimum(m.account, m.withdrawn), m.end)
    at = c.soon(0, "account.offered_days", until)
    b.add(
        "account.offered", offered, at[offered], subject=subject,
        kind=Coded(kind.values, kind.which[offered]),
        interviewer_sex=c.pick("account.interviewer_sex", len(offered)),
    )  # fmt: skip
    moved = c.some("account.rearranged", offered)
    b.add(
        "account.rearranged", moved, c.soon(at, 3.0, until)[moved], subject=subject,
        next_actor=c.pick("account.next_actor", len(moved)),
    )  # fmt: skip
    b.add(
        "account.recorded", given, m.account[given], subject=subject,
        kind=Coded(kind.values, kind.which[given]),
        intermediary=c.pick("account.intermediary", len(given)),
        read_back=c.either("account.read_back", len(given)),
    )  # fmt: skip
    of = c.some("statement.offered", given)
    at = c.soon(m.account, "statement.days", m.end)
    b.add("statement.offered", of, at[of], form="statement")
    of = c.some("statement.taken", of)
    b.add("statement.taken", of, c.soon(at, 10.0, m.end)[of], form="statement")


def _inconsistency(b: Blocks, m: Model) -> None:
    c = m.cases
    told = np.isfinite(m.account)
    of = np.flatnonzero(m.inconsistent & (told | (m.cause != WITHDRAWN)))
    start = np.where(told, m.account, 0.0)
    b.add(
        "account.inconsistency", of, c.soon(start, "inconsistency.days", m.end)[of],
        trauma_considered=c.either("inconsistency.trauma", len(of)),
    )  # fmt: skip


def _considered(b: Blocks, m: Model) -> None:
    """What has to have been thought of before a decision."""
    c = m.cases
    of = c.some("control.considered", np.flatnonzero(m.domestic_abuse))
    at = c.soon(0, "considered.days", m.end)
    b.add("control.considered", of, at[of], found=c.either("control.found", len(of)))
    of = c.some("bad_character.considered", np.flatnonzero(m.has_suspect))
    at = c.soon(0, "considered.days", m.end)
    b.add(
        "bad_character.considered", of, at[of], material=c.pick("bad_character.material", len(of))
    )
    of = c.some("related_offences.considered")
    at = c.soon(0, "considered.days", m.end)
    b.add("related_offences.considered", of, at[of], found=c.either("related.found", len(of)))
    of = c.some("unused.share", m.of(WAITS, CPS_NFA, CHARGED))
    effect = c.pick("unused.effect", len(of))
    relevance = c.pick("unused.relevance", len(of))
    b.add(
        "unused.scheduled", of, c.soon(0, 60.0, m.referred)[of], subject=PLACE["m"],
        effect=effect, relevance=relevance, sensitive=False,
    )  # fmt: skip
    shown = c.some("unused.disclosed", of)
    b.add(
        "unused.disclosed", shown, c.soon(m.accepted, 60.0, m.finished)[shown], "cps",
        subject=PLACE["m"], decision="not_disclosable",
    )  # fmt: skip
