"""How victims say that they were treated, and their phones, counted again in the plainest way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.analysis.slow import MISSING, Item, Plain, said

HEARD = (
    "support.feedback", "support.feedback", "support.feedback", "device.mentioned",
    "device.mentioned", "device.requested", "device.requested", "device.answered",
    "device.answered", "decision.made", "case.closed",
)  # fmt: skip
HERS = ("victim",)


def poor(about: str, c: Plain) -> list[Item]:
    rated = [e.data.get("rating") for e in c.all("support.feedback", about=(about,))]
    return [MISSING if one is None else said(one <= 2) for one in rated] if c.counted else []


def agreed(treated_badly: bool, c: Plain) -> list[Item]:
    found = []
    for request in c.all("device.requested", of=HERS) if c.counted else []:
        feedback = c.before(request).all("support.feedback", about=("police",), rating=(1, 2))
        answers = c.concerning(request, "device.answered", answer=("agreed", "refused"))
        again = c.concerning(request, "device.requested", of=HERS)
        in_time = answers and not (again and c.place(again[0]) < c.place(answers[0]))
        if in_time and bool(feedback) == treated_badly:
            found.append(said(answers[0].data["answer"] == "agreed"))
    return found


def spoken_of(c: Plain) -> list[Item]:
    yes = bool(c.all("device.mentioned") or c.all("device.requested", of=HERS))
    return [said(yes, not yes and c.undecided)] if c.counted else []


def only_mentioned(c: Plain) -> list[Item]:
    mentioned, requested = c.first("device.mentioned"), c.first("device.requested", of=HERS)
    if not c.counted or mentioned is None or c.earliest(mentioned, requested) is requested:
        return []
    return [said(requested is None, requested is None and c.undecided)]


FOUND: dict[str, Callable[[Plain], list[Item]]] = {
    **{
        f"feedback.{about}": partial(poor, about) for about in ("police", "cps", "court", "support")
    },
    "device.agreed_after_bad": partial(agreed, True),
    "device.agreed_otherwise": partial(agreed, False),
    "device.spoken_of": spoken_of,
    "device.only_mentioned": only_mentioned,
}
