"""Told, and told again, in a case that weighs."""

from __future__ import annotations

from answerable.synthetic.load.blocks import Blocks
from answerable.synthetic.load.cases import Cases


def contact(b: Blocks, c: Cases) -> None:
    """Told, and told again."""
    _kept(b, c)
    _changes(b, c)


def _kept(b: Blocks, c: Cases) -> None:
    """Contact agreed, made and tried."""
    of = c.some(0.8)
    b.add("contact.agreed", c.case[of], c.after(c.reported[of], 6.0), "police", data=[
        *(f'{{"when":"regular","every_days":{n},"method":"phone","may_leave_message":false,"letters":true,"safe":true}}' for n in (7, 14, 28)),
        '{"when":"only_news","method":"email","may_leave_message":false,"letters":false,"safe":true}',
    ])  # fmt: skip
    of = c.each(26.0)
    made = [
        '{"method":"phone","by":"agency","alone":"yes","news":true}',
        '{"method":"text","by":"agency","alone":"not_known","news":false}',
        '{"method":"phone","by":"victim","alone":"yes","news":false}',
    ]
    b.add("contact.made", c.case[of], c.within(of), "police", data=made, weights=[0.5, 0.3, 0.2])
    of = c.each(3.0)
    b.add("contact.made", c.case[of], c.within(of), "cps", data=made, weights=[0.5, 0.3, 0.2])
    of = c.each(9.0)
    b.add(
        "contact.attempted",
        c.case[of],
        c.within(of),
        "police",
        data=['{"method":"phone","through":"direct"}', '{"method":"phone","through":"adviser"}'],
    )


def _changes(b: Blocks, c: Cases) -> None:
    """Officers change, addresses leak, and some want no contact."""
    of = c.each(0.8)
    at = c.within(of)
    b.add(
        "officer.changed",
        c.case[of],
        at,
        "police",
        data=['{"role":"investigator","name":"o№"}', '{"role":"prosecutor","name":"c№"}'],
    )
    b.add(
        "officer.change_told",
        c.case[of],
        c.after(at, 5.0),
        "police",
        data=['{"role":"investigator"}'],
    )
    of = c.some(0.03)
    at = c.within(of)
    b.add("contact.breached", c.case[of], at, "police", data=['{"how":"wrong_address"}'])
    b.add(
        "risk.assessed",
        c.case[of],
        c.after(at, 0.1),
        "police",
        data=['{"level":"high","risk_to_others":true}'],
    )
    of = c.some(0.02)
    b.add(
        "contact.declined",
        c.case[of],
        c.within(of),
        "victim",
        data=['{"scope":"all"}', '{"scope":"letters"}'],
    )
