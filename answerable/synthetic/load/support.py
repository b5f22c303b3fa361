"""Somebody beside the victim, in a case that weighs."""

from __future__ import annotations

import numpy as np

from answerable.synthetic.load.blocks import PLACE, Blocks
from answerable.synthetic.load.cases import Cases


def support(b: Blocks, c: Cases) -> None:
    """Somebody beside the victim."""
    of = c.some(0.7)
    at = c.after(c.reported[of], 2.0)
    b.add(
        "support.offered",
        c.case[of],
        at,
        "police",
        data=['{"service":"isva"}', '{"service":"sarc"}', '{"service":"legal_advice"}'],
        weights=[0.8, 0.15, 0.05],
    )
    at = c.after(at, 3.0)
    b.add(
        "support.answered",
        c.case[of],
        at,
        "victim",
        data=[f'{{"service":"isva","answer":"{x}"}}' for x in ("accepted", "declined", "later")],
        weights=[0.6, 0.3, 0.1],
    )
    subject = np.full(len(of), PLACE["r"])
    at = c.after(at, 2.0)
    b.add(
        "support.referred", c.case[of], at, "police", subject=subject, data=['{"service":"isva"}']
    )
    at = c.after(at, 25.0)
    b.add(
        "support.started", c.case[of], at, "support", subject=subject, data=['{"service":"isva"}']
    )
    b.add("support.sharing_agreed", c.case[of], at, "victim", data=['{"of":["conversations"]}'])
    of = c.each(4.0)
    b.add("support.liaison", c.case[of], c.within(of), "police", data=['{"with":"support"}'])
