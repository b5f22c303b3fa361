"""Leaving, and coming back, in a case that weighs."""

from __future__ import annotations

from answerable.synthetic.load.blocks import Blocks
from answerable.synthetic.load.cases import Cases


def engagement(b: Blocks, c: Cases) -> None:
    """Leaving, and coming back."""
    of = c.some(0.45)
    at = c.within(of, 0.05, 0.95)
    stated = [
        f'{{"stage":"investigation","said_by":"{who}","reasons":["time_taken"],"own_choice":"not_known"}}'
        for who in ("victim", "police_inference")
    ]
    b.add("withdrawal.stated", c.case[of], at, "police", data=stated, weights=[0.7, 0.3])
    half = c.dice.random(len(of)) < 0.6
    b.add(
        "withdrawal.confirmed",
        c.case[of][half],
        c.after(at[half], 8.0),
        "victim",
        data=['{"how":"signed"}', '{"how":"portal"}'],
    )
    some = c.dice.random(len(of)) < 0.1
    b.add("engagement.resumed", c.case[of][some], c.after(at[some], 30.0), "victim")
    some = c.dice.random(len(of)) < 0.3
    b.add("return.offered", c.case[of][some], c.after(at[some], 20.0), "police")
