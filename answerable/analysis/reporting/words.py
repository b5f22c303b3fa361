"""How figures are written for people who read no statistics for a living."""

from __future__ import annotations

from datetime import date, datetime

from answerable.analysis.evaluate import Row
from answerable.analysis.measure import Measure
from answerable.analysis.reporting.model import NOT_SHOWN
from answerable.clocks.days import local_day
from answerable.events.words import begun

# What the title of a measure leaves to the table that it stands in, by the beginning of its id.
IN_FULL = {
    "ending.": "How it ended", "delayed.": "Stopped by the police",
    "open.": "Age of open cases", "leaving.stage.": "Stage at which victims left",
    "leaving.where.": "Where the case stood when victims left",
    "leaving.reason.": "Why victims left", "leaving.helped.": "What could have helped",
    "delay.cause.": "Cause of delay", "delay.wait.": "What took more than 28 days",
    "plans.": "Action plans in a case",
    "plan_again.": "Why there was another action plan", "signal.room.": "Any signal, by room",
    "signal.": "Signal", "standing.": "Signal that still stands",
}  # fmt: skip


def day(iso: str) -> str:
    """A day as one reads it, of an instant the one in London: 31 December 2025."""
    found = day_of(iso)
    return f"{found.day} {found:%B %Y}"


def day_of(iso: str) -> date:
    """A day that is written as one, or the local day of an instant."""
    return local_day(datetime.fromisoformat(iso)) if "T" in iso else date.fromisoformat(iso)


def number(value: float | None) -> str:
    """A count or a number of days."""
    return NOT_SHOWN if value is None else f"{value:,.0f}"


def percent(value: float | None) -> str:
    """A share; with a decimal near nought and near all, for there a whole per cent is much. What is
    not none is never 0%, and what is not all is never 100%."""
    if value is None:
        return NOT_SHOWN
    hundred = 100 * value
    if 0 < hundred < 0.05:
        return "under 0.1%"
    if 99.95 <= hundred < 100:
        return "over 99.9%"
    return f"{hundred:.1f}%" if 0 < hundred < 10 or 99 < hundred < 100 else f"{hundred:.0f}%"


def value(row: Row | None) -> str:
    """The value of a row with its unit."""
    if row is None or row.value is None:
        return NOT_SHOWN
    if row.unit == "share":
        return percent(row.value)
    return f"{number(row.value)} days" if row.unit == "days" else number(row.value)


def interval(row: Row | None) -> str:
    """The 95% interval of a row."""
    if row is None or row.value is None or row.low is None or row.high is None:
        return NOT_SHOWN
    if row.unit == "share":
        return f"{percent(row.low)} to {percent(row.high)}"
    return f"{number(row.low)} to {number(row.high)}"


def in_text(row: Row | None) -> str:
    """A value with its interval, in a sentence."""
    if row is None or row.value is None:
        return NOT_SHOWN
    if row.low is None or row.high is None:
        return value(row)
    return f"{value(row)} ({interval(row)})"


def with_counts(row: Row | None) -> str:
    """A value with how many it is of: what a reader should never be without."""
    if row is None or row.value is None:
        return NOT_SHOWN
    if row.unit == "days":
        of = f"{number(row.denominator)} cases" if row.denominator else ""
        return f"{value(row)} ({of})" if of else value(row)
    return value(row) if row.unit == "count" else f"{value(row)} ({counts(row)})"


def counts(row: Row | None) -> str:
    """How many of how many; of a count, how many."""
    if row is not None and row.unit == "count":
        return number(row.numerator)
    if row is None or row.denominator is None or row.numerator is None:
        return NOT_SHOWN
    return f"{number(row.numerator)} of {number(row.denominator)}"


def in_full(measure: Measure) -> str:
    """The title of a measure as it is understood where no table stands round it."""
    begins = (one for one in IN_FULL if measure.id.startswith(one))
    before = next(begins, "") if measure.id != "signal.any" else ""
    return f"{IN_FULL[before]}: {measure.title}" if before else begun(measure.title)
