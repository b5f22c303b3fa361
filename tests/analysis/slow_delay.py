"""Why it took so long until the police stopped a case, counted again in the plainest way."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from answerable.rules.catalogue import DUTIES
from answerable.rules.derived import with_derived
from answerable.rules.evaluate import obligations
from tests.analysis.slow import Item, Plain, said

LONG = timedelta(days=28)
HEARD = (
    "decision.made", "decision.made", "delay.explained", "device.taken", "device.taken",
    "device.reviewed", "third_party.requested", "third_party.received", "suspect.identified",
    "case.reopened", "investigation.allocated", "supervision.reviewed",
)  # fmt: skip
CAUSES = ("digital", "third_party", "medical", "forensic", "witness", "suspect", "workload",
          "advice", "file_quality", "court", "other")  # fmt: skip
DEVICES = ("victim", "suspect", "witness")


def causes(c: Plain) -> list[str | None]:
    return [e.data.get("cause") for e in c.before(c.decided).all("delay.explained")]


def waited(c: Plain, starts: str, ends: str, **fields: tuple[str, ...]) -> bool:
    for start in c.before(c.decided).all(starts, **fields):
        came = [e for e in c.concerning(start, ends) if c.place(e) <= c.place(c.decided)]
        end = came[0] if came else c.decided
        if end.occurred_at - start.occurred_at > LONG:
            return True
    return False


def late(c: Plain) -> bool:
    if not hasattr(c, "owed"):
        c.owed = obligations(with_derived(c.entries), DUTIES, c.as_of)
    until = c.decided.occurred_at
    return any(
        one.due_at is not None
        and one.status in ("late", "missed", "overdue")
        and min(one.closed_at or until, until) - one.due_at > LONG
        for one in c.owed
    )


def gap(c: Plain) -> bool:
    rows = [*c.before(c.decided).entries, c.decided]
    return any(b.occurred_at - a.occurred_at > LONG for a, b in itertools.pairwise(rows))


WAITS: dict[str, Callable[[Plain], bool]] = {
    **{
        f"{whose}_device": partial(
            waited, starts="device.taken", ends="device.reviewed", of=(whose,)
        )
        for whose in DEVICES
    },
    "third_party": partial(waited, starts="third_party.requested", ends="third_party.received"),
    "duty": late,
    "gap": gap,
}


def delayed(which: str, c: Plain) -> list[Item]:
    if not c.police_nfa:
        return []
    explained, any_ = bool(causes(c)), any(wait(c) for wait in WAITS.values())
    found = "explained" if explained else "unexplained" if any_ else "not"
    return [said(found == which)]


def of_cause(cause: str, c: Plain) -> list[Item]:
    return [said(cause in causes(c))] if c.police_nfa else []


def of_wait(wait: Callable[[Plain], bool], c: Plain) -> list[Item]:
    return [said(wait(c))] if c.police_nfa else []


FOUND: dict[str, Callable[[Plain], list[Item]]] = {
    **{
        f"delayed.{which}": partial(delayed, which) for which in ("explained", "unexplained", "not")
    },
    **{f"delay.cause.{cause}": partial(of_cause, cause) for cause in CAUSES},
    **{f"delay.wait.{name}": partial(of_wait, wait) for name, wait in WAITS.items()},
}
