"""Whether the victim may be a child: what a child cannot agree to, an adult decides with them."""

from __future__ import annotations

from datetime import date

from answerable.clocks.days import local_day
from answerable.rules.case import Case

ADULT = 18
LONG_YEAR = 366  # days: so that nobody counts as grown up a day too early


def may_be_under_age(case: Case, on: date) -> bool:
    """Whether the victim may still be under 18 on a day; the record has the age at the report."""
    reported = case.last("crime.reported")
    age = reported.data.get("victim_age") if reported else None
    if reported is None or age is None:
        return False
    return int(age) + (on - local_day(reported.occurred_at)).days // LONG_YEAR < ADULT
