"""How figures are written for people who read no statistics for a living."""

from __future__ import annotations

from datetime import date

from answerable.analysis.evaluate import Row
from answerable.analysis.reporting.model import NOT_SHOWN


def day(iso: str) -> str:
    """A day as one reads it: 31 December 2025."""
    found = date.fromisoformat(iso[:10])
    return f"{found.day} {found:%B %Y}"


def number(value: float | None) -> str:
    """A count or a number of days."""
    return NOT_SHOWN if value is None else f"{value:,.0f}"


def percent(value: float | None) -> str:
    """A share; below ten in a hundred with a decimal, for there a whole per cent is much."""
    if value is None:
        return NOT_SHOWN
    hundred = 100 * value
    return f"{hundred:.1f}%" if 0 < hundred < 10 else f"{hundred:.0f}%"


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


def counts(row: Row | None) -> str:
    """How many of how many; of a count, how many."""
    if row is not None and row.unit == "count":
        return number(row.numerator)
    if row is None or row.denominator is None or row.numerator is None:
        return NOT_SHOWN
    return f"{number(row.numerator)} of {number(row.denominator)}"
