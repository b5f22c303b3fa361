"""Whether the victim stands by the case, since when, and who said so."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from answerable.analysis.log import NONE, Log, Mask, Rows, earlier, once
from answerable.events.catalogue import EVENT_TYPES

STATED = "withdrawal.stated"
NOT_SUPPORTING = "position.stated[position=does_not_support]"
BACK = "engagement.resumed; position.stated[position=supports]"
DISPUTED = "withdrawal.disputed"
# Confirmed by the victim or an adviser: recorded on behalf of either, or signed, or in a way that
# only they have; or a position that either recorded.
CONFIRMED = (
    "withdrawal.confirmed[agency=victim|support]; withdrawal.confirmed[how=portal|signed|isva]"
)
POSITION_OF_HERS = "position.stated[position=does_not_support,agency=victim|support]"


def _reasons(event: str) -> str:
    codes = EVENT_TYPES[event].all_fields["reasons"].codes
    return "|".join(code for code in codes if code != "not_established")


# Leaving for a reason that somebody established.
STATED_WITH_A_REASON = f"withdrawal.stated[reasons={_reasons('withdrawal.stated')}]"
POSITION_WITH_A_REASON = (
    f"position.stated[position=does_not_support,reasons={_reasons('position.stated')}]"
)


@dataclass(frozen=True)
class Standing:
    """For each case, the row that began what stands against support now (or NONE): a withdrawal
    that nobody disputed, and a position. `since` is the last row that ended an earlier withdrawal,
    `back` an earlier position: a dispute ends no position."""

    stated: Rows
    position: Rows
    since: Rows
    back: Rows

    @property
    def start(self) -> Rows:
        """The start of the current spell without support."""
        return earlier(self.stated, self.position)

    @property
    def withdrawn(self) -> Mask:
        """The cases in which the victim's latest standing is not to support."""
        return np.not_equal(self.start, NONE)


@once
def standing(log: Log) -> Standing:
    """Where the victim of each case stands."""
    return stood(log, np.full(log.cases, len(log.columns)))


def stood(log: Log, limit: Rows) -> Standing:
    """Where the victim of each case stood before its row in `limit`."""
    back, disputed = log.before(BACK, limit), log.before(DISPUTED, limit)
    return Standing(
        stated=_between(log, STATED, np.maximum(back, disputed), limit),
        position=_between(log, NOT_SUPPORTING, back, limit),
        since=np.maximum(back, disputed),
        back=back,
    )


def _between(log: Log, patterns: str, after: Rows, limit: Rows) -> Rows:
    found = log.first(patterns, after=after)
    return np.where(found < limit, found, NONE)


@once
def statements(log: Log) -> Rows:
    """Every withdrawal or non-support that was never disputed, whether or not the victim came
    back, in order. A dispute is about what was stated since they last took part."""
    rows = log.rows(f"{STATED}; {NOT_SUPPORTING}")
    disputed, back = log.next(rows, DISPUTED), log.next(rows, BACK)
    is_stated = log.is_a(rows, STATED)
    struck = is_stated & (disputed != NONE) & ((back == NONE) | (disputed < back))
    kept: Rows = rows[~struck]
    return kept


@once
def first_leaving(log: Log) -> Rows:
    """The first of these of each case."""
    kept = statements(log)[::-1]
    found = np.full(log.cases, NONE, np.int64)
    found[log.case_of[kept]] = kept
    return found
