"""From charge to outcome, in a case that weighs."""

from __future__ import annotations

import numpy as np

from answerable.synthetic.load.blocks import DAY, PLACE, Blocks, Ints
from answerable.synthetic.load.cases import Cases


def court(b: Blocks, c: Cases) -> None:
    """From charge to outcome."""
    of = c.some(0.12)
    at = c.reported[of] + (c.days[of] * DAY).astype(np.int64) + DAY
    suspect = np.full(len(of), PLACE["s"])
    b.add("charge.made", c.case[of], at, "police", subject=suspect)
    b.add(
        "progress.told",
        c.case[of],
        c.after(at, 1.0),
        "police",
        subject=suspect,
        data=['{"about":"charged"}'],
    )
    b.add("witness_care.taken_on", c.case[of], c.after(at, 5.0), "witness_care")
    b.add(
        "measures.considered",
        c.case[of],
        c.after(at, 20.0),
        "cps",
        data=['{"kinds":["screen"],"victim_wish":"yes"}'],
    )
    b.add(
        "bad_character.considered",
        c.case[of],
        c.after(at, 20.0),
        "police",
        data=['{"material":"none_found"}'],
    )
    _hearings(b, c, of, at, suspect)


def _hearings(b: Blocks, c: Cases, of: Ints, at: Ints, suspect: Ints) -> None:
    """Hearings listed, told and moved, up to the trial."""
    hearing = np.full(len(of), PLACE["h"])
    listed = c.after(at, 60.0)
    b.add(
        "hearing.listed",
        c.case[of],
        listed,
        "court",
        subject=hearing,
        dates=[c.day(listed, 300)],
        data=['{"kind":"trial","on":"§"}', '{"kind":"plea","on":"§"}'],
    )
    b.add("hearing.told", c.case[of], c.after(listed, 2.0), "witness_care", subject=hearing)
    moved = c.after(listed, 90.0)
    b.add(
        "hearing.moved",
        c.case[of],
        moved,
        "court",
        subject=hearing,
        dates=[c.day(moved, 200)],
        data=['{"kind":"trial","on":"§","reason":"court","days_notice":5}'],
    )
    b.add(
        "statement.offered",
        c.case[of],
        c.after(moved, 30.0),
        "witness_care",
        data=['{"form":"update"}'],
    )
    _outcome(b, c, of, moved, suspect)


def _outcome(b: Blocks, c: Cases, of: Ints, moved: Ints, suspect: Ints) -> None:
    """The trial, or what comes in its place."""
    end = c.after(moved, 150.0)
    b.add("trial.started", c.case[of], end, "court")
    b.add(
        "court.outcome",
        c.case[of],
        end + 3 * DAY,
        "court",
        subject=suspect,
        data=['{"result":"convicted"}', '{"result":"acquitted"}', '{"result":"discontinued"}'],
    )
    stopped = c.dice.random(len(of)) < 0.1
    b.add(
        "proceedings.stopped",
        c.case[of][stopped],
        end[stopped],
        "cps",
        subject=suspect[stopped],
        data=['{"how":"discontinued"}'],
    )
