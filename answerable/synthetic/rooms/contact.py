"""Told, and told again, in a made-up case."""

from __future__ import annotations

from typing import Any

import numpy as np

from answerable.synthetic.blocks import Blocks, Coded, Dates, Floats, Ints, Named
from answerable.synthetic.cases import repeated
from answerable.synthetic.model import CHARGED, Model
from answerable.synthetic.parameters import MISSING


def contact(b: Blocks, m: Model) -> None:
    """What was agreed about contact, and what came of it."""
    _agreed(b, m)
    _by_victim(b, m)
    _officers(b, m)
    _mishaps(b, m)
    _said(b, m)


def _agreed(b: Blocks, m: Model) -> None:
    """An agreement, and contacts as agreed or not; without one, contacts now and then."""
    c = m.cases
    agreed = c.uniform(c.count) < c.p["contact.agreed"]
    regular = agreed & (c.uniform(c.count) < c.p["contact.regular"])
    every = c.pick_numbers("contact.every", c.count)
    days = np.array(every.values, float)[every.which]
    at = c.soon(0, "contact.agreed_days", m.end)
    for when, mask in (("regular", regular), ("only_news", agreed & ~regular)):
        of = np.flatnonzero(mask)
        every_days = Coded(every.values, every.which[of]) if when == "regular" else "missing"
        _agreement(b, m, of, at, when=when, every_days=every_days)
    declines = c.some("contact.declined", np.flatnonzero(~agreed))
    b.add(
        "contact.declined", declines, at[declines], "victim",
        scope=c.pick("contact.declined_scope", len(declines)),
    )  # fmt: skip
    kept = regular & (c.uniform(c.count) < c.p["contact.kept"])
    least = np.select([kept, regular], [0.5 * days, 0.8 * days], c.p["contact.seldom"] * 0.4)
    most = np.select([kept, regular], [0.95 * days, 2.2 * days], c.p["contact.seldom"] * 1.6)
    spoken = np.setdiff1d(c.all, declines)
    start = np.where(agreed, at, 0)
    place, times = repeated(c.dice, start[spoken], m.finished[spoken], least[spoken], most[spoken])
    _made(b, m, spoken[place], times)


def _agreement(b: Blocks, m: Model, of: Ints, at: Floats, **fields: Any) -> None:
    c = m.cases
    b.add(
        "contact.agreed", of, at[of], method=c.pick("contact.method", len(of)),
        may_leave_message=c.either("contact.message", len(of)),
        letters=c.either("contact.letters", len(of)), safe=c.either("contact.safe", len(of)),
        **fields,
    )  # fmt: skip


def _made(b: Blocks, m: Model, of: Ints, at: Floats) -> None:
    """Contacts by the agency that has the case: the police, and witness care once charged."""
    c = m.cases
    charged = np.where(m.cause == CHARGED, m.cps, np.inf)[of]
    for agency, mask in (("police", at < charged), ("witness_care", at >= charged)):
        b.add(
            "contact.made", of[mask], at[mask], agency, by="agency",
            method=c.pick("contact.method", int(mask.sum())),
            alone=c.pick("contact.alone", int(mask.sum())),
            news=c.either("contact.news", int(mask.sum())),
            still_safe=_still_safe(m, int(mask.sum())),
        )  # fmt: skip


def _still_safe(m: Model, count: int) -> Any:
    """What victims said of the agreed way; where nobody asked, no dice are thrown for it."""
    if not m.cases.p["contact.asked_safe"]:
        return MISSING
    return m.cases.pick("contact.still_safe", count)


def _by_victim(b: Blocks, m: Model) -> None:
    """Some victims do the chasing."""
    c = m.cases
    of = c.some("chasing.share")
    often = np.full(len(of), c.p["chasing.every"])
    place, times = repeated(c.dice, np.zeros(len(of)), m.finished[of], 0.3 * often, 1.7 * often)
    b.add(
        "contact.made", of[place], times, by="victim",
        method=c.pick("contact.method", len(place)), alone=c.pick("contact.alone", len(place)),
        news=False,
    )  # fmt: skip
    of = c.some("attempts.share")
    start = c.soon(0, "attempts.days", m.end)[of]
    until = np.minimum(start + c.p["attempts.last"], m.end[of])
    place, times = repeated(c.dice, start, until, np.full(len(of), 1.0), np.full(len(of), 5.0))
    b.add(
        "contact.attempted", of[place], times, method=c.pick("contact.method", len(place)),
        through=c.pick("attempts.through", len(place)),
    )  # fmt: skip


def _officers(b: Blocks, m: Model) -> None:
    """Somebody else takes over."""
    c = m.cases
    for role, agency in (("investigator", "police"), ("prosecutor", "cps")):
        until = m.finished
        among = c.all if role == "investigator" else np.flatnonzero(np.isfinite(m.referred))
        of = c.some(f"officer.changed_{role}", among)
        start = np.where(np.isfinite(m.accepted), m.accepted, 0) if role == "prosecutor" else 0.0
        at = c.soon(start, "officer.changed_days", until)
        b.add(
            "officer.changed", of, at[of], agency, role=role,
            name=Named("p", c.first + of), why=c.pick("officer.why", len(of)),
        )  # fmt: skip
        of = c.some("officer.told", of)
        b.add("officer.change_told", of, c.soon(at, "told.days", until)[of], agency, role=role)


def _mishaps(b: Blocks, m: Model) -> None:
    c = m.cases
    of = c.some("breached.share")
    at = c.soon(0, 20.0, m.finished)
    b.add("contact.breached", of, at[of], how=c.pick("breached.how", len(of)))
    of = c.some("breached.assessed", of)
    b.add("risk.assessed", of, at[of] + 0.03, level="high", risk_to_others=True)
    of = c.some("moved.share")
    at = c.soon(0, 30.0, m.finished)
    b.add("victim.moved", of, at[of], to=c.pick("moved.to", len(of)))


def _said(b: Blocks, m: Model) -> None:
    """Questions and their answers, what was talked over, how long things will take."""
    c = m.cases
    of = c.some("question.share")
    at = c.soon(0, 25.0, m.finished)
    b.add("question.asked", of, at[of], "victim", of_="police", what="made up")
    of = c.some("question.answered", of)
    later = c.soon(at, 5.0, m.finished)
    b.add("question.answered", of, later[of], how="phone")
    of = c.some("question.unasked")
    b.add("question.answered", of, c.soon(0, 25.0, m.finished)[of], how="phone")
    # Of the same few, for it makes no difference to any figure: none, but in the TEST setting.
    wordings = Coded(["new", "update", "message", "reminder"], of % 4)
    b.add("contact.wording_chosen", of, at[of], "victim", wording=wordings)
    of = c.some("discussion.share")
    b.add("discussion.agreed", of, at[of], what="made up")
    of = c.some("discussion.disputed", of)
    b.add("discussion.disputed", of, later[of], "victim", what="made up")
    b.add("complaint.made", of, later[of], "victim", of_="police", what="made up")
    b.add("complaint.answered", of, later[of] + 7, how="letter", answer="in_full")
    of = c.some("timescale.share")
    likely = Dates(c.day(of, at[of]) + 60)
    b.add("timescale.told", of, at[of], of_="investigation", likely_by=likely)
    since = Dates(c.day(of, at[of]) - 14)
    b.add("awaiting.told", of, at[of], what="police_work", of_="police", since=since)
