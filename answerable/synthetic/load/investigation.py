"""Who leads, what is followed up, who watches over it, in a case that weighs."""

from __future__ import annotations

from answerable.synthetic.load.blocks import DAY, Blocks, Ints, numbered
from answerable.synthetic.load.cases import Cases

HOUR = DAY // 24


def investigation(b: Blocks, c: Cases) -> None:
    """Who leads, what is followed up, who watches over it."""
    _allocated(b, c)
    _supervision(b, c)
    _lines(b, c)
    _account(b, c)
    _suspects(b, c)


def _allocated(b: Blocks, c: Cases) -> None:
    """Who leads, and the plan."""
    of = c.some(0.95)
    at = c.after(c.reported[of], 3.0)
    b.add(
        "investigation.allocated",
        c.case[of],
        at,
        "police",
        data=[
            f'{{"officer":"o№","qualified":{q},"team":"{t}"}}'
            for q in ("true", "false")
            for t in ("specialist", "general")
        ],
    )
    b.add("plan.set", c.case[of], c.after(at, 6.0), "police")


def _supervision(b: Blocks, c: Cases) -> None:
    """Who watches over it."""
    of = c.each(22.0)
    b.add(
        "supervision.reviewed",
        c.case[of],
        c.within(of),
        "police",
        data=[f'{{"direction":"{d}"}}' for d in ("given", "none_needed", "none")],
        weights=[0.5, 0.2, 0.3],
    )


def _lines(b: Blocks, c: Cases) -> None:
    """Lines of enquiry."""
    of = c.each(5.0)
    at = c.within(of, 0.02, 0.6)
    subject = numbered("l", of)
    b.add(
        "line.opened",
        c.case[of],
        at,
        "police",
        subject=subject,
        data=[
            '{"about":"digital","direction":"both","noticed_by":"investigator"}',
            '{"about":"witness","direction":"towards","noticed_by":"supervisor"}',
        ],
    )
    b.add(
        "line.closed",
        c.case[of],
        c.after(at, 40.0),
        "police",
        subject=subject,
        data=['{"result":"completed"}', '{"result":"impossible"}'],
    )


def _account(b: Blocks, c: Cases) -> None:
    """Her account, and advice sought early."""
    of = c.some(0.7)
    at = c.after(c.reported[of], 12.0)
    b.add(
        "account.offered",
        c.case[of],
        at,
        "police",
        data=['{"kind":"video","interviewer_sex":"met"}'],
    )
    b.add(
        "account.recorded",
        c.case[of],
        c.after(at, 10.0),
        "police",
        data=['{"kind":"video"}', '{"kind":"statement"}'],
    )
    of = c.some(0.4)
    b.add("statement.offered", c.case[of], c.within(of), "police", data=['{"form":"statement"}'])
    of = c.some(0.6)
    b.add(
        "early_advice.considered",
        c.case[of],
        c.after(c.reported[of], 25.0),
        "police",
        data=['{"sought":true}', '{"sought":false}'],
    )


def _suspects(b: Blocks, c: Cases) -> None:
    """One suspect or several, each with a way of their own."""
    of = c.each(1.1, 4)
    subject = numbered("s", of)
    found = c.after(c.reported[of], 5.0)
    b.add("suspect.identified", c.case[of], found, "police", subject=subject)
    keep = c.dice.random(len(of)) < 0.6
    of, subject = of[keep], subject[keep]
    at = c.after(found[keep], 6.0)
    b.add("suspect.arrested", c.case[of], at, "police", subject=subject)
    b.add(
        "suspect.interviewed",
        c.case[of],
        at + 6 * HOUR,
        "police",
        subject=subject,
        data=[
            '{"under_caution":true,"account_given":true}',
            '{"under_caution":true,"account_given":false}',
        ],
    )
    b.add(
        "progress.told",
        c.case[of],
        c.after(at, 1.0),
        "police",
        subject=subject,
        data=['{"about":"arrested"}', '{"about":"interviewed"}', '{"about":"released"}'],
    )
    _released(b, c, of, subject, at)


def _released(b: Blocks, c: Cases, of: Ints, subject: Ints, at: Ints) -> None:
    """Bail, or under investigation, and how it ends."""
    released = at + 20 * HOUR
    b.add(
        "suspect.released",
        c.case[of],
        released,
        "police",
        subject=subject,
        data=['{"to":"bail"}', '{"to":"rui"}'],
    )
    b.add(
        "bail.granted",
        c.case[of],
        released,
        "police",
        subject=subject,
        dates=[at // DAY],
        data=[
            '{"arrested_on":"§","conditions":["no_contact"],"victim_views":"sought"}',
            '{"conditions":["area"],"victim_views":"not_sought"}',
        ],
        weights=[0.95, 0.05],
    )
    _bail_goes_on(b, c, of, subject, released)
    _bail_ends(b, c, of, subject, released)


def _bail_goes_on(b: Blocks, c: Cases, of: Ints, subject: Ints, released: Ints) -> None:
    """Bail of some is extended."""
    longer = c.dice.random(len(of)) < 0.4
    at = released[longer] + 24 * DAY
    b.add(
        "bail.extended",
        c.case[of][longer],
        at,
        "police",
        subject=subject[longer],
        dates=[c.day(at, 60)],
        data=[
            '{"until":"§","authorised_by":"superintendent","conditions_a_to_d":true,"representations":"invited","victim_views":"sought"}'
        ],
    )


def _bail_ends(b: Blocks, c: Cases, of: Ints, subject: Ints, released: Ints) -> None:
    """Bail ended, orders thought of, and the account tested."""
    b.add(
        "bail.ended",
        c.case[of],
        c.after(released, 60.0),
        "police",
        subject=subject,
        data=[
            '{"to":"rui","rationale":true,"risk_assessed":true}',
            '{"to":"lapsed","rationale":false,"risk_assessed":false}',
            '{"to":"charged","rationale":true,"risk_assessed":true}',
        ],
    )
    b.add(
        "order.considered",
        c.case[of],
        c.after(released, 10.0),
        "police",
        subject=subject,
        data=['{"kind":"sro","decision":"not_appropriate"}'],
    )
    b.add("suspect.account_tested", c.case[of], c.after(released, 40.0), "police", subject=subject)
