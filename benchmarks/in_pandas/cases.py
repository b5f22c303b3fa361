"""What became of each case: its decision, its endings, and whether the victim stands by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.in_pandas.reading import Log, earlier

NO_OUTCOME = "0"  # the Home Office's code for none yet
RANKED = {"cps": "cps_nfa", "police": "police_nfa"}


@dataclass(frozen=True)
class Cases:
    """A row a case: which count, what was decided and in which row, and how each ended; the rows
    that are asked for by many; and the tables of files."""

    counted: Any
    recorded: Any
    reported: Any  # rows from here on, but for what is said
    decided: Any
    decision: Any  # charge, cps_nfa, police_nfa, nfa or nothing
    outcome: Any
    charge_made: Any
    charged: Any
    stopped: Any
    finished: Any
    ended: Any
    referred_files: Any
    charging_files: Any

    @property
    def undecided(self) -> Any:
        """The cases that nothing has ended, charged or closed."""
        return self.ended.isna()

    @property
    def police_nfa(self) -> Any:
        """The cases that stand decided by the police, no further action."""
        return self.counted & (self.decision == "police_nfa")

    @property
    def cps_nfa(self) -> Any:
        """The cases that stand decided by prosecutors, no further action."""
        return self.counted & (self.decision == "cps_nfa")


def cases_of(log: Log) -> Cases:
    """What became of each case. A case has one suspect at the most, so its last decision stands."""
    reported, files = log.first(log["crime.reported"]), log["file.submitted"]
    decisions = log["decision.made"]
    result = decisions["result"].astype(object)
    by = decisions["by"].astype(object).map(RANKED).fillna("nfa")
    means = pd.Series(np.where(result == "charge", "charge", by), decisions.index)
    decided = log.last(decisions[result.notna()])
    decision = means.reindex(decided).set_axis(decided.index)
    gave = decisions["outcome"].astype(object)
    gave = gave.mask(gave.isna() & (result == "charge"), "1")
    outcome = log.last(decisions[gave.notna()])
    outcome = gave.reindex(outcome).set_axis(outcome.index).replace(NO_OUTCOME, np.nan)

    stopped = decided.where(decision.isin(["cps_nfa", "police_nfa", "nfa"]))
    charge_made = log.first(log["charge.made"])
    charged = earlier(charge_made, decided.where(decision == "charge"))
    finished = earlier(stopped, log.last(log["case.closed"]))
    counted = reported.notna()
    return Cases(
        counted=counted, recorded=counted & log.has(log["crime.recorded"]), reported=reported,
        decided=decided, decision=decision, outcome=outcome, charge_made=charge_made,
        charged=charged, stopped=stopped, finished=finished, ended=earlier(finished, charged),
        referred_files=files[files["purpose"].isin(["charging", "resubmission"])],
        charging_files=files[files["purpose"] == "charging"],
    )  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """For each case, the row that began what stands against support: a withdrawal, and a position;
    and the last row with which the victim came back."""

    stated: Any
    position: Any
    back: Any

    @property
    def start(self) -> Any:
        """The start of the time without support."""
        return earlier(self.stated, self.position)

    @property
    def withdrawn(self) -> Any:
        """The cases in which the victim's latest standing is not to support."""
        return self.start.notna()


def standing(log: Log, before: Any = None) -> Standing:
    """Where the victim of each case stands, or stood before a row of it. The log holds no dispute
    and no taking part again, so that only a position ends an earlier one."""
    positions = log["position.stated"]
    back = log.last(positions[positions["position"] == "supports"], before)
    against = positions[positions["position"] == "does_not_support"]
    stated, position = log.first(log["withdrawal.stated"], back), log.first(against, back)
    if before is not None:
        stated, position = stated.where(stated < before), position.where(position < before)
    return Standing(stated, position, back)


def statements(log: Log) -> Any:
    """Every withdrawal or position of no support."""
    positions = log["position.stated"]
    against = positions[positions["position"] == "does_not_support"]
    return log.together(log["withdrawal.stated"][["case"]], against[["case"]])
