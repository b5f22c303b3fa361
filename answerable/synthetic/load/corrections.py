"""What was recorded wrongly, and what never arrived, in a case that weighs."""

from __future__ import annotations

from answerable.synthetic.load.blocks import Blocks
from answerable.synthetic.load.cases import Cases


def corrections(b: Blocks, c: Cases) -> None:
    """What was recorded wrongly, and what never arrived."""
    of = c.some(0.01)
    b.add(
        "record.corrected",
        c.case[of],
        c.within(of, 0.5, 1.0),
        "police",
        data=['{"seq":3}', '{"seq":9}'],
    )
    of = c.some(0.02)
    b.add("message.failed", c.case[of], c.within(of, 0.5, 1.0), "system", data=['{"seq":6}'])
