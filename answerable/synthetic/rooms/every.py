"""What may be recorded in every room of a made-up case."""

from __future__ import annotations

from answerable.synthetic.blocks import PLACE, Blocks, Coded, Dates
from answerable.synthetic.model import Model


def every_room(b: Blocks, m: Model) -> None:
    """Delays explained, cases linked, offences added; and what was recorded wrongly."""
    c = m.cases
    of = c.some("delay.explained")
    at = c.soon(0, "delay.days", m.end)
    b.add(
        "delay.explained", of, at[of], of_=c.pick("delay.of", len(of)),
        cause=c.pick("delay.cause", len(of)), why="made up",
    )  # fmt: skip
    of = c.some("linked.share")
    b.add("case.linked", of, at[of], to="made-up-00000000", why=c.pick("linked.why", len(of)))
    of = c.some("offence_added.share")
    b.add("offence.added", of, at[of], subject=PLACE["o"], offence="assault_by_penetration")
    of = c.some("corrected.share")
    b.add(
        "record.corrected", of, c.soon(0, 30.0, m.finished)[of], seq=_entry(m, len(of)),
        reason="made up", entry={},
    )  # fmt: skip
    of = c.some("failed.share")
    at, about = c.soon(0, 30.0, m.finished)[of], _entry(m, len(of))
    b.add("message.failed", of, at, "system", seq=about)
    b.add(
        "message.handed_over", of, at, "system", subject=PLACE["n"], seq=about, channel="text",
        why="undelivered",
    )  # fmt: skip
    of = c.some("shown_later.share")
    at = c.soon(0, 30.0, m.finished)
    first = c.day(of, at[of])
    b.add(
        "opening.delayed", of, at[of], whose="police", from_=Dates(first),
        until=Dates(first + 14), provision="inquiry", rank="inspector", why="made up",
    )  # fmt: skip


def _entry(m: Model, count: int) -> Coded:
    """An entry, by its number; the report itself is the first and stays."""
    return Coded(list(range(4, 12)), m.cases.dice.integers(0, 8, count))
