"""The stages of a case that weighs, each with the events of its room."""

from __future__ import annotations

from collections.abc import Callable

from answerable.synthetic.load.blocks import Blocks
from answerable.synthetic.load.cases import Cases
from answerable.synthetic.load.contact import contact
from answerable.synthetic.load.corrections import corrections
from answerable.synthetic.load.court import court
from answerable.synthetic.load.decision import decision
from answerable.synthetic.load.engagement import engagement
from answerable.synthetic.load.investigation import investigation
from answerable.synthetic.load.material import material
from answerable.synthetic.load.prosecution import prosecution
from answerable.synthetic.load.report import report
from answerable.synthetic.load.support import support

STAGES: tuple[Callable[[Blocks, Cases], None], ...] = (
    report, support, contact, engagement, investigation, material, prosecution, decision, court,
    corrections,
)  # fmt: skip
