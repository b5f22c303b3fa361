"""What is recorded in each room of a made-up case? A function a room, called in this order."""

from __future__ import annotations

from collections.abc import Callable

from answerable.synthetic.blocks import Blocks
from answerable.synthetic.model import Model
from answerable.synthetic.rooms.contact import contact
from answerable.synthetic.rooms.court import court
from answerable.synthetic.rooms.decision import decision
from answerable.synthetic.rooms.engagement import engagement
from answerable.synthetic.rooms.every import every_room
from answerable.synthetic.rooms.investigation import investigation
from answerable.synthetic.rooms.material import material
from answerable.synthetic.rooms.prosecution import prosecution
from answerable.synthetic.rooms.report import report
from answerable.synthetic.rooms.support import support
from answerable.synthetic.rooms.suspects import suspects

ROOMS: tuple[Callable[[Blocks, Model], None], ...] = (
    report, support, contact, engagement, investigation, suspects, material, prosecution,
    decision, court, every_room,
)  # fmt: skip
