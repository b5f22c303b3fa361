"""How many of what was owed was done in time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from benchmarks.in_pandas.answering import Row, share
from benchmarks.in_pandas.cases import Cases
from benchmarks.in_pandas.owing import Duty, Kinds, obligations, tried
from benchmarks.in_pandas.reading import Log

ACTION, CONTACT = "prosecution.action", "contact.keep"


def kept(log: Log, cases: Cases, duties: Sequence[Duty], kinds: Kinds) -> Iterator[tuple[str, Row]]:
    """Duties kept, actions that were late, and contact kept as it was agreed."""
    owed = owed_by_duty(log, duties, kinds)
    breached = owed[CONTACT].loc[owed[CONTACT]["breached"]]
    base = cases.police_nfa & log.has(log["contact.agreed"])
    yield "contact.kept", share(base, ~log.has(breached))
    action = owed[ACTION]
    yield "action.late", fallen_due(cases, action, action["breached"])
    every = pd.concat(owed.values(), ignore_index=True)
    yield "duty.kept", fallen_due(cases, every, every["met"])


def owed_by_duty(log: Log, duties: Sequence[Duty], kinds: Kinds) -> dict[str, Any]:
    """The obligations of each duty."""
    # What is worked out from the log: a case is decided with a decision about its one suspect.
    log.tables["case.decided"] = log["decision.made"]
    log.tables["contact.tried"] = tried(log)
    return {duty.id: obligations(log, duty, kinds) for duty in duties}


def fallen_due(cases: Cases, owed: Any, yes: Any) -> Row:
    """Of what is due by now: what is done without a due day is missing, what was lifted in time
    not applicable, and what still runs, or was done early, open."""
    base = pd.Series(cases.counted.to_numpy()[owed["case"]], owed.index)
    return share(
        base, yes, case=owed["case"], open_=owed["open"], missing=owed["undated"],
        not_applicable=owed["lifted"],
    )  # fmt: skip
