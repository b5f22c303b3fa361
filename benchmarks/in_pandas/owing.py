"""What was owed: each duty as a stream of what starts, meets and lifts it, all cases at once.

Of a duty nothing but its words is known here: the patterns of events between which it runs, its
clock, and what pauses or moves it, as the catalogue writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.in_pandas.clocks import due, numbers_in
from benchmarks.in_pandas.lapsing import move, past, paused
from benchmarks.in_pandas.patterns import clock_fields, matching, split
from benchmarks.in_pandas.reading import Log, local_days

FLAG = re.compile(r"floor=(\d+)")
Kinds = Mapping[str, str | None]  # of an event type, the kind of thing that it is about
TRIES = 3  # attempts, each on another local day


@dataclass(frozen=True)
class Duty:
    """The words in which a duty is declared."""

    id: str
    per: str
    starts: str
    met_by: str
    lifted_by: str
    clock: str
    flags: str
    paused_by: str
    resumed_by: str
    moved_by: str
    when: str


def obligations(log: Log, duty: Duty, kinds: Kinds) -> Any:
    """A row an obligation: of which case, whether it was met, is open or breached, and whether it
    was lifted or has no due day."""
    about = partial(_about, log, duty, kinds)
    starts = _holding(log, duty, _starts(log, duty, about))
    columns = ["case", "subject", "all"]
    meets = [about(*one)[columns].assign(meets=True) for one in matching(log, duty.met_by)]
    lifts = [about(*one)[columns].assign(meets=False) for one in matching(log, duty.lifted_by)]
    # What meets it does not lift it as well.
    closers = pd.concat([*meets, *lifts]).reset_index(names="row").drop_duplicates("row")
    owed = _opened(_stream(starts, _of_subjects(closers, starts)), duty)
    owed["at"] = log.occurred[owed["row"]].astype(float)
    _set_due(owed, starts, duty)
    if duty.moved_by:
        move(log, owed, duty.moved_by)
    if duty.paused_by:
        floor = FLAG.search(duty.flags)
        paused(log, owed, duty.paused_by, duty.resumed_by, int(floor[1]) if floor else None)
    return _status(log, owed)


def _about(log: Log, duty: Duty, kinds: Kinds, event: str, table: Any) -> Any:
    """Rows with the subject that they have in the eyes of a duty, or that they are about all."""
    own = kinds[event] == duty.per
    subject = table["subject"] if own else log.nobody
    return table.assign(subject=subject, all=~pd.Series(own, table.index) | (subject == log.nobody))


def _starts(log: Log, duty: Duty, about: Any) -> Any:
    """The rows that start a duty, each with its clock where the first pattern that it matches has
    one of its own, and what they say that clocks ask for."""
    fields, clocks, parts = clock_fields(duty.clock + duty.starts), _clocks(duty), []
    for words, _, clock in _in_parts(duty.starts):
        for event, table in matching(log, words):
            said = {name: numbers_in(table, name) for name in fields}
            said["clock"] = pd.Categorical([clock], clocks).repeat(len(table))
            parts.append(about(event, table)[["case", "subject"]].assign(**said))
    found = pd.concat(parts)
    return found[~found.index.duplicated()].sort_index()


def _holding(log: Log, duty: Duty, starts: Any) -> Any:
    """The starts at which the fact holds that a duty asks for, as at each."""
    if not duty.when:
        return starts
    if duty.when == "domestic_abuse":
        reports = log["crime.reported"]
        reports = reports[reports["domestic_abuse"] == True]  # noqa: E712  a category
        return starts[log.preceding(starts, reports).notna().to_numpy()]
    if duty.when == "file_submitted":
        return starts[log.preceding(starts, log["file.submitted"]).notna().to_numpy()]
    if duty.when == "last_decision_by_police":
        made = log["decision.made"]
        last = log.preceding(starts, made)
        return starts[last.isin(made.index[made["by"] == "police"]).to_numpy()]
    if duty.when == "suspect_interviewed":
        seen = log.preceding(starts, log["suspect.interviewed"], about=True)
        return starts[seen.notna().to_numpy()]
    if duty.when == "device_held":
        taken = log.preceding(starts, log["device.taken"], about=True)
        back = log.preceding(starts, log["device.returned"], about=True)
        return starts[(taken > back.fillna(-1)).to_numpy()]
    raise ValueError(f"a fact that is not known here: {duty.when}")


def _of_subjects(closers: Any, starts: Any) -> Any:
    """What closes obligations, once for each subject that has any: what is about all counts for
    every one."""
    subjects = starts[["case", "subject"]].drop_duplicates()
    if closers["all"].all() and not subjects["case"].duplicated().any():
        return closers.drop(columns="subject").merge(subjects, on="case")
    own = closers[~closers["all"]].merge(subjects, on=["case", "subject"])
    of_all = closers[closers["all"]].drop(columns="subject").merge(subjects, on="case")
    return pd.concat([own, of_all])


def _stream(starts: Any, closers: Any) -> Any:
    """What starts and closes obligations, by case and subject and in order; of one row that does
    both, the closing comes first."""
    starts = starts[["case", "subject"]].reset_index(names="row")
    stream = pd.concat([closers[["case", "subject", "row", "meets"]], starts], ignore_index=True)
    stream["starts"] = stream["meets"].isna()
    stream["meets"] = stream["meets"] == True  # noqa: E712  nothing is no
    by = ["case", "subject", "row", "starts"]
    stream = stream.sort_values(by, kind="stable", ignore_index=True)
    one, other = stream[["case", "subject"]], stream[["case", "subject"]].shift()
    stream["key"] = (one != other).any(axis=1).cumsum()
    return stream


def _opened(stream: Any, duty: Duty) -> Any:
    """The obligations that were opened: by which row, what it says of them, what closed them, and
    whether that meets them, or something had met them before they were opened."""
    key, flags = stream["key"], duty.flags
    place = pd.Series(np.arange(len(stream), dtype=float), stream.index)
    closes = place.where(~stream["starts"])
    stream["closed"] = closes.groupby(key).shift(-1).groupby(key).bfill()
    stream["begun"] = place.where(stream["starts"]).groupby(key).ffill()
    stream["early"], opens = False, stream["starts"]
    if "before" in flags:
        left = _left_over(stream)
        opens, stream["early"] = opens & (left >= 0), left > 0
    if "recurs" in flags:
        lifted = place.where(~stream["starts"] & ~stream["meets"]).groupby(key).ffill()
        # While one is open, what meets it opens the next.
        opens = opens | (stream["meets"] & (stream["begun"] > lifted.fillna(-1)))
    owed = stream[opens]
    if "before" not in flags:  # nothing opens while one is open
        owed = owed.drop_duplicates(["key", "closed"])
    rows, met = np.append(stream["row"], np.nan), np.append(stream["meets"], False)
    closed = owed["closed"].fillna(-1).astype(np.int64).to_numpy()
    return pd.DataFrame(
        {
            "case": owed["case"], "subject": owed["subject"], "row": owed["row"],
            "says": stream["row"].to_numpy()[owed["begun"].astype(np.int64)], "again": ~owed["starts"],
            "closed": rows[closed], "met": met[closed], "early": owed["early"], "stopped": False,
        }
    ).reset_index(drop=True)  # fmt: skip


def _left_over(stream: Any) -> Any:
    """Before each row, how many of what meets the duty have met none yet; -1 while one is open.

    What meets it adds one, a start takes one, down to -1, below which it does not go; what lifts it
    brings -1 back to nought. Each is the larger of a sum and a bound, and so all of them together
    are: the sum so far, and the furthest that a bound was ever above it.
    """
    key = stream["key"]
    steps = np.where(stream["starts"], -1, np.where(stream["meets"], 1, 0))
    total = pd.Series(steps, stream.index).groupby(key).cumsum()
    bound = np.where(stream["starts"], -1, 0) - total
    left = total + bound.groupby(key).cummax().clip(lower=0)
    return left.groupby(key).shift(fill_value=0)


def _set_due(owed: Any, starts: Any, duty: Duty) -> None:
    """Set when each falls due; those of a time in which there was no such duty go."""
    says, at = starts.loc[owed["says"]], owed["at"].to_numpy()
    owed["due"], owed["elapsed"] = np.nan, False
    none = np.zeros(len(owed), bool)
    for words, anchor, of in _ways(duty, says, owed["again"].to_numpy(), at):
        if words == "none":
            none |= of
        elif of.any():
            owed.loc[of, "due"], owed.loc[of, "elapsed"] = due(words, at[of], says[of], anchor)
    owed.drop(index=owed.index[none], inplace=True)


def _ways(duty: Duty, says: Any, again: Any, at: Any) -> Iterator[tuple[str, str, Any]]:
    """The clocks that a duty knows, from what field each runs if not from the start, and which
    obligations run by it: by that of their start, or the version of the duty's own."""
    clock = says["clock"].cat.codes.to_numpy()
    own, version = (clock == 0) | again, np.zeros(len(says), int)
    parts = [part.strip() for part in duty.clock.split(";")]
    fields = dict(part.split("=") for part in parts if "=" in part)
    versions = [part.partition(" from ") for part in parts if "=" not in part]
    if len(versions) > 1:
        day = says[fields["version"]].to_numpy()
        day = np.where(np.isnan(day), local_days(at), day)
        for _, _, since in versions[1:]:
            version += day >= np.datetime64(since, "D").astype(int)
    for number, (words, _, _) in enumerate(versions):
        yield words, fields.get("anchor", ""), own & (version == number)
    for number, words in enumerate(_clocks(duty)[1:], 1):
        yield words, "", ~own & (clock == number)


def _clocks(duty: Duty) -> list[str]:
    """None, which is the duty's own, and the clocks of starts that have one of their own."""
    return ["", *dict.fromkeys(clock for _, _, clock in _in_parts(duty.starts) if clock)]


def _in_parts(starts: str) -> list[tuple[str, str, str]]:
    return [one.partition(" @") for one in split(starts)]


def _status(log: Log, owed: Any) -> Any:
    closed = owed["closed"].notna()
    until = log.at(owed["closed"]).fillna(log.end)
    late = past(owed, until) & ~owed["early"] & ~owed["stopped"]
    met = owed["early"] | (closed & owed["met"] & ~late)
    not_due = owed["due"] > log.end
    still = ~closed & ~owed["early"] & ~late
    return pd.DataFrame(
        {
            "case": owed["case"], "met": met, "breached": late, "open": still | (met & not_due),
            "undated": owed["due"].isna(), "lifted": closed & ~owed["met"] & ~late & ~owed["early"],
        }
    )  # fmt: skip


def tried(log: Log) -> Any:
    """The attempts that were the third in vain, on a third day, of one agency, since it was last in
    touch or a third was counted."""
    attempts, made = log["contact.attempted"], log["contact.made"]
    made = made[made["by"] == "agency"]
    both = log.together(attempts.assign(made=0), made.assign(made=1))
    run = both.groupby(["case", "agency"], observed=True)["made"].cumsum()
    day = local_days(log.occurred[attempts.index])
    attempts = attempts.assign(run=run[attempts.index], day=day)
    if attempts.duplicated(["case", "agency", "run", "day"]).any():
        raise ValueError("attempts of one agency on one day, which are left out here")
    number = attempts.groupby(["case", "agency", "run"], observed=True).cumcount()
    return attempts[number % TRIES == TRIES - 1]
