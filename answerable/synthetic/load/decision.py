"""A decision, how it was told, and whether it was looked at again, in a case that weighs."""

from __future__ import annotations

import numpy as np

from answerable.synthetic.load.blocks import DAY, PLACE, Blocks, Ints
from answerable.synthetic.load.cases import Cases


def decision(b: Blocks, c: Cases) -> None:
    """A decision, how it was told, and whether it was looked at again."""
    ends = c.reported + (c.days * DAY).astype(np.int64)
    of = c.some(0.85)
    by = c.dice.random(len(of)) < 0.75
    at = ends[of]
    b.add(
        "decision.made",
        c.case[of][by],
        at[by],
        "police",
        data=[
            '{"by":"police","result":"no_further_action","outcome":"16","stage":"victim_position","authorised_by":"inspector","read":["file"]}',
            '{"by":"police","result":"no_further_action","outcome":"15","stage":"evidential","authorised_by":"sergeant","read":["briefing_only"]}',
        ],
    )
    b.add(
        "cps.told",
        c.case[of][by],
        c.after(at[by], 2.0),
        "police",
        data=['{"of":"police_decision"}'],
    )
    _by_prosecutors(b, c, of[~by], at[~by])
    _told(b, c, of, at)
    _looked_at_again(b, c, of, at)
    _after(b, c, of, at)


def _by_prosecutors(b: Blocks, c: Cases, of: Ints, at: Ints) -> None:
    """Prosecutors' decisions, each on the first suspect."""
    first = np.full(len(of), PLACE["s"])
    b.add(
        "decision.made",
        c.case[of],
        at,
        "cps",
        subject=first,
        data=[
            '{"by":"cps","result":"charge","evidential":"pass","public_interest":"for","read":["file","account"]}',
            '{"by":"cps","result":"no_further_action","evidential":"fail","stage":"evidential","read":["file"]}',
        ],
    )


def _told(b: Blocks, c: Cases, of: Ints, at: Ints) -> None:
    """Who was told, how, and in what letter."""
    b.add(
        "decision.told",
        c.case[of],
        c.after(at, 2.0),
        "police",
        data=[
            f'{{"how":"{h}","review_right":"{r}","needs_considered":true,"adviser_told":"yes","support_present":false}}'
            for h in ("phone", "email", "in_person")
            for r in ("applies", "not_told")
        ],
    )
    b.add(
        "letter.sent",
        c.case[of],
        c.after(at, 4.0),
        "police",
        data=[
            '{"how":"post","review_right":"applies","contacts":["investigator"]}',
            '{"how":"email","review_right":"not_told","contacts":["prosecutor"]}',
        ],
    )
    b.add(
        "suspect.told", c.case[of], c.after(at, 2.0), "police", data=['{"of":"no_further_action"}']
    )


def _looked_at_again(b: Blocks, c: Cases, of: Ints, at: Ints) -> None:
    """Reviews that victims ask for."""
    some = c.dice.random(len(of)) < 0.06
    subject = np.full(int(some.sum()), PLACE["r"] + 1)
    asked = c.after(at[some], 20.0)
    b.add(
        "review.requested",
        c.case[of][some],
        asked,
        "victim",
        subject=subject,
        data=['{"of":"police"}', '{"of":"cps"}'],
    )
    b.add("review.acknowledged", c.case[of][some], c.after(asked, 6.0), "police", subject=subject)
    b.add("review.escalated", c.case[of][some], c.after(asked, 15.0), "victim", subject=subject)
    b.add(
        "review.decided",
        c.case[of][some],
        c.after(asked, 30.0),
        "cps",
        subject=subject,
        data=[
            '{"stage":"local","result":"upheld","reviewer":"c9"}',
            '{"stage":"national","result":"upheld","reviewer":"c8"}',
        ],
    )


def _after(b: Blocks, c: Cases, of: Ints, at: Ints) -> None:
    """Appeals of the police, cases reopened, cases closed."""
    few = c.dice.random(len(of)) < 0.02
    b.add(
        "appeal.made",
        c.case[of][few],
        c.after(at[few], 5.0),
        "police",
        subject=np.full(int(few.sum()), PLACE["r"] + 2),
        data=['{"level":1}'],
    )
    b.add("case.reopened", c.case[of][few], c.after(at[few], 60.0), "police")
    shut = c.dice.random(len(of)) < 0.7
    b.add("case.closed", c.case[of][shut], c.after(at[shut], 90.0), "police")
