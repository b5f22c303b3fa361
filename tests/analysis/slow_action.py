"""Actions of a plan, counted again in the plainest way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.analysis.slow import MISSING, Item, Plain, said

HEARD = (
    "actionplan.sent", "actionplan.sent", "action.set", "action.set", "action.set", "action.set",
    "action.set", "action.challenged", "action.challenged",
)  # fmt: skip


def essential(c: Plain) -> list[Item]:
    said_so = [e.data.get("essential") for e in c.all("action.set")] if c.counted else []
    return [MISSING if one is None else said(one) for one in said_so]


def challenged(grounds: tuple[str, ...], c: Plain) -> list[Item]:
    return [
        said(bool(c.concerning(e, "action.challenged", ground=grounds)))
        for e in (c.all("action.set") if c.counted else [])
    ]


def many(c: Plain) -> list[Item]:
    found: list[int] = []
    for e in c.all("actionplan.sent", "action.set") if c.counted else []:
        if e.event == "actionplan.sent":
            found.append(0)
        elif found:
            found[-1] += 1
    return [said(number > 3) if number else MISSING for number in found]


FOUND: dict[str, Callable[[Plain], list[Item]]] = {
    "action.essential": essential,
    "action.challenged_scope": partial(challenged, ("not_proportionate", "not_a_line")),
    "action.challenged_date": partial(challenged, ("date_unrealistic",)),
    "actionplan.over_three_actions": many,
}
