"""Files, plans and actions, back and forth, in a case that weighs."""

from __future__ import annotations

import numpy as np

from answerable.synthetic.load.blocks import DAY, Blocks, Ints, numbered
from answerable.synthetic.load.cases import Cases

HOUR = DAY // 24
AREA = "cps-yorkshire-and-humberside"


def prosecution(b: Blocks, c: Cases) -> None:
    """Files, plans and actions, back and forth."""
    _early_advice(b, c)
    _plans(b, c, _files(b, c))
    _waiting(b, c)
    _disagreements(b, c)


def _early_advice(b: Blocks, c: Cases) -> None:
    """Advice before there is a file."""
    of = c.some(0.25)
    at = c.within(of, 0.1, 0.4)
    b.add("early_advice.requested", c.case[of], at, "police")
    b.add("early_advice.given", c.case[of], c.after(at, 25.0), "cps")


def _files(b: Blocks, c: Cases) -> Ints:
    """Files sent, sorted and given to a prosecutor; the cases that have one."""
    of = c.some(0.55)
    at = c.within(of, 0.3, 0.6)
    b.add(
        "file.submitted",
        c.case[of],
        at,
        "police",
        data=[
            f'{{"purpose":"charging","track":"{t}","cps_area":"{AREA}"}}'
            for t in ("custody", "five_day", "standard")
        ],
        weights=[0.05, 0.1, 0.85],
    )
    at = c.after(at, 2.0)
    b.add(
        "triage.completed",
        c.case[of],
        at,
        "cps",
        data=[
            '{"accepted":true,"track":"custody"}',
            '{"accepted":true,"track":"five_day"}',
            '{"accepted":true}',
            '{"accepted":false,"missing":["medical"]}',
        ],
        weights=[0.05, 0.1, 0.65, 0.2],
    )
    _taken_up(b, c, of, at)
    return of


def _taken_up(b: Blocks, c: Cases, of: Ints, at: Ints) -> None:
    """A prosecutor takes the file up, and says how it is to be built."""
    b.add(
        "prosecutor.allocated",
        c.case[of],
        c.after(at, 6.0),
        "cps",
        data=['{"officer":"c№","rasso":true}'],
    )
    b.add(
        "strategy.set",
        c.case[of],
        c.after(at, 30.0),
        "cps",
        data=['{"strengths":true,"weaknesses":true,"handling":false}'],
    )


def _plans(b: Blocks, c: Cases, of: Ints) -> None:
    """Plans of action, one or several a case."""
    rounds = np.repeat(of, c.dice.integers(1, 4, len(of)))
    sent = c.within(rounds, 0.6, 0.85)
    b.add("actionplan.sent", c.case[rounds], sent, "cps", data=['{"number":1}'])
    b.add(
        "actionplan.reviewed",
        c.case[rounds],
        c.after(sent, 30.0),
        "police",
        data=['{"together":true}', '{"together":false}'],
    )
    b.add(
        "reminder.sent", c.case[rounds], c.after(sent, 40.0), "cps", data=['{"to":"investigator"}']
    )
    _actions(b, c, rounds, sent)


def _actions(b: Blocks, c: Cases, rounds: Ints, sent: Ints) -> None:
    """The actions of each plan, set, challenged, amended and done."""
    acts = np.repeat(np.arange(len(rounds)), c.dice.integers(1, 9, len(rounds)))
    of, at = rounds[acts], sent[acts] + HOUR
    subject = numbered("a", of)
    b.add(
        "action.set",
        c.case[of],
        at,
        "cps",
        subject=subject,
        dates=[c.day(at, 30), c.day(at, 15)],
        data=[
            f'{{"kind":"{k}","essential":{e},"target":"§","review":"§"}}'
            for k in ("statement", "medical", "digital", "forensic")
            for e in ("true", "false")
        ],
    )
    _challenged(b, c, of, at, subject)
    _done(b, c, of, at, subject)


def _challenged(b: Blocks, c: Cases, of: Ints, at: Ints, subject: Ints) -> None:
    """Some of the actions are argued about, and some of these amended."""
    some = c.dice.random(len(of)) < 0.1
    b.add(
        "action.challenged",
        c.case[of][some],
        c.after(at[some], 4.0),
        "police",
        subject=subject[some],
        data=['{"ground":"date_unrealistic"}'],
    )
    moved = c.after(at[some], 9.0)
    b.add(
        "action.amended",
        c.case[of][some],
        moved,
        "cps",
        subject=subject[some],
        dates=[c.day(moved, 40)],
        data=['{"target":"§","withdrawn":false}', '{"withdrawn":true}'],
        weights=[0.8, 0.2],
    )


def _done(b: Blocks, c: Cases, of: Ints, at: Ints, subject: Ints) -> None:
    """Most actions are done."""
    done = c.dice.random(len(of)) < 0.8
    b.add(
        "action.completed",
        c.case[of][done],
        c.after(at[done], 30.0),
        "police",
        subject=subject[done],
        data=['{"result":"done"}', '{"result":"not_possible"}'],
    )


def _waiting(b: Blocks, c: Cases) -> None:
    """Cases put aside until the police answer, and taken up again."""
    of = c.some(0.1)
    at = c.within(of, 0.7, 0.9)
    b.add(
        "case.waiting_on_police",
        c.case[of],
        at,
        "cps",
        data=[
            '{"agreed":false,"reason":"no_response"}',
            '{"agreed":true,"reason":"material_awaited"}',
        ],
    )
    b.add("progress.told", c.case[of], c.after(at, 3.0), "cps", data=['{"about":"waiting"}'])
    b.add("case.reactivated", c.case[of], c.after(at, 40.0), "police")


def _disagreements(b: Blocks, c: Cases) -> None:
    """What police and prosecutors do not agree on."""
    of = c.some(0.05)
    at = c.within(of, 0.5, 0.9)
    subject = numbered("r", of)
    b.add(
        "disagreement.raised",
        c.case[of],
        at,
        "police",
        subject=subject,
        data=['{"about":"action","level":1}'],
    )
    b.add(
        "disagreement.answered",
        c.case[of],
        c.after(at, 12.0),
        "cps",
        subject=subject,
        data=['{"resolved":true,"level":1,"independent":true}'],
    )
