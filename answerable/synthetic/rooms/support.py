"""Somebody beside the victim, in a made-up case."""

from __future__ import annotations

import numpy as np

from answerable.synthetic.blocks import PLACE, Blocks, Floats, Ints
from answerable.synthetic.cases import repeated
from answerable.synthetic.model import Model


def support(b: Blocks, m: Model) -> None:
    """An adviser offered, said yes to, referred to, started; and what there is besides."""
    _adviser(b, m)
    _others(b, m)


def _adviser(b: Blocks, m: Model) -> None:
    """She has an adviser, or was offered one and has none: said no, later, or waits in vain."""
    c = m.cases
    without = np.flatnonzero(~m.adviser)
    offered = np.sort(np.concatenate([np.flatnonzero(m.adviser), c.some("isva.offered", without)]))
    at = c.soon(0, "isva.offered_days", m.end)
    b.add("support.offered", offered, at[offered], service="isva")
    answered = c.soon(at, "isva.answered_days", c.known)
    answers = c.pick("isva.answer", c.count)
    said = np.where(m.adviser, "accepted", np.array(answers.values)[answers.which])
    referred = c.soon(answered, "isva.referred_days", c.known)
    for answer in ("accepted", "declined", "later"):
        of = offered[said[offered] == answer]
        b.add("support.answered", of, answered[of], "victim", service="isva", answer=answer)
        if answer == "accepted":
            of = np.union1d(of[m.adviser[of]], c.some("isva.referred", of))
            subject = PLACE["r"]
            b.add("support.referred", of, referred[of], subject=subject, service="isva")
            waiting = c.some("isva.waitlisted", of)
            b.add(
                "support.waitlisted", waiting, referred[waiting] + 0.5, "support", subject=subject
            )
    _begun(b, m, np.flatnonzero(m.adviser), c.soon(referred, "isva.started_days", c.known))


def _begun(b: Blocks, m: Model, of: Ints, at: Floats) -> None:
    c, subject = m.cases, PLACE["r"]
    b.add("support.started", of, at[of], "support", subject=subject, service="isva")
    sharing = c.some("sharing.share", of)
    b.add(
        "support.sharing_agreed", sharing, at[sharing] + 0.1, "victim",
        of_=c.pick_lists("sharing.of", len(sharing)),
    )  # fmt: skip
    over = np.minimum(m.finished + c.dice.exponential(c.p["isva.ended_days"], c.count), c.known)
    keeps = c.uniform(c.count) < c.p["liaison.regular"]
    least = np.where(keeps, c.p["liaison.every"] * 0.5, c.p["liaison.seldom"] * 0.5)
    place, times = repeated(c.dice, at[sharing], over[sharing], least[sharing], 2 * least[sharing])
    b.add("support.liaison", sharing[place], times, with_="support")
    ended = of[over[of] < c.known[of]]
    b.add(
        "support.ended", ended, over[ended] + 0.1, "support", subject=subject, service="isva",
        reason=c.pick("isva.ended", len(ended)),
    )  # fmt: skip
    of = c.some("feedback.share", of)
    b.add(
        "support.feedback", of, over[of], "victim", about="police", stage="investigation",
        rating=c.pick_numbers("feedback.rating", len(of)),
    )  # fmt: skip


def _others(b: Blocks, m: Model) -> None:
    c = m.cases
    for service in ("sarc", "therapy", "num"):
        of = c.some(f"support.{service}")
        at = c.soon(0, "isva.offered_days", m.end)
        b.add("support.offered", of, at[of], service=service)
