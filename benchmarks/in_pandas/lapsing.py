"""What happens to what is owed while it is: a new due day, and a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.in_pandas.clocks import beginning, numbers_in
from benchmarks.in_pandas.patterns import matching
from benchmarks.in_pandas.reading import Log, local_days


def past(owed: Any, instant: Any) -> Any:
    """Whether each is due at an instant: at that very instant, hours are not yet, days are."""
    return np.where(owed["elapsed"], instant > owed["due"], instant >= owed["due"])


def _during(owed: Any, changes: Any, by: list[str], ends: str) -> Iterator[Any]:
    """What changed while something was owed: first the first of each, then the second, and so on.
    A change lasts from its row to the row `ends`."""
    until = owed["closed"].fillna(np.inf).where(~owed["early"], -1)
    standing = owed[by].assign(owed=owed.index, opened=owed["row"], until=until)
    both = standing.merge(changes, on=by)
    both = both[(both["change"] < both["until"]) & (both[ends] > both["opened"])]
    both = both.sort_values(["owed", "change"], kind="stable")
    turn = both.groupby("owed").cumcount()
    for number in range(int(turn.max() + 1) if len(turn) else 0):
        yield both[turn == number].set_index("owed")


def move(log: Log, owed: Any, moved_by: str) -> None:
    """Give what is open and not yet due the due day that an event gives."""
    event, _, field = moved_by.rpartition(".")
    table = log[event][log[event][field].notna()]
    changes = table[["case", "subject"]].assign(change=table.index, day=numbers_in(table, field))
    for each in _during(owed, changes, ["case", "subject"], "change"):
        some = owed.loc[each.index]
        ahead = ~past(some, log.occurred[each["change"]])
        of = each.index[ahead]
        owed.loc[of, "due"], owed.loc[of, "elapsed"] = beginning(each["day"][ahead] + 1), False


def paused(log: Log, owed: Any, pauses: str, resumes: str, floor: int | None) -> None:
    """Stop the clock of what is not yet due while the duty is paused, and move it on by the local
    days of the pause; what is closed or looked at while its clock stands is `stopped`."""
    owed["stopped"] = False
    for each in _during(owed, _pauses(log, pauses, resumes), ["case"], "resumed"):
        some = owed.loc[each.index]
        start = np.maximum(log.occurred[each["change"]], some["at"])
        still = ~past(some, start)
        over = (each["resumed"] < each["until"]) & np.isfinite(each["resumed"])
        owed.loc[each.index[still & ~over], "stopped"] = True
        of = some.index[still & over & some["due"].notna()]
        if owed.loc[of, "elapsed"].any():
            raise ValueError("a duty of hours that is paused, which is left out here")
        resumed = local_days(log.occurred[each.loc[of, "resumed"].astype(np.int64)])
        later = local_days(owed.loc[of, "due"]) + resumed - local_days(start[of])
        owed.loc[of, "due"] = beginning(later if floor is None else np.fmax(later, resumed + floor))


def _pauses(log: Log, pauses: str, resumes: str) -> Any:
    """The pauses of a duty in each case, from a row to the row that ends it, or to no end."""
    parts = [one[["case"]].assign(pauses=True) for _, one in matching(log, pauses)]
    parts += [one[["case"]].assign(pauses=False) for _, one in matching(log, resumes)]
    changes = pd.concat(parts).sort_index()
    # While it stands still another pause does nothing, and while it runs no resumption does.
    before = changes.groupby("case")["pauses"].shift(fill_value=False)
    changes = changes[changes["pauses"] != before]
    row = pd.Series(changes.index.astype(float), changes.index)
    changes["resumed"] = row.groupby(changes["case"]).shift(-1).fillna(np.inf)
    return changes[changes["pauses"]].drop(columns="pauses").reset_index(names="change")
