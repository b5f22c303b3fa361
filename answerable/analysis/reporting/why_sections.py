"""Why, as far as a record can say it: what goes with leaving, and with no further action."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from answerable.analysis.log import Log
from answerable.analysis.models.sample import WITHIN
from answerable.analysis.models.terms import ASSOCIATION
from answerable.analysis.reporting import charts, words
from answerable.analysis.reporting.edition import Edition
from answerable.analysis.reporting.model import NOT_SHOWN, Column, Section, Table
from answerable.analysis.reporting.modelling import Line, Model

ASKED: Mapping[str, str] = MappingProxyType(
    {"withdrawal": "The victim leaves", "nfa": "The police take no further action"}
)
SHORT: Mapping[str, str] = MappingProxyType(
    {
        "relationship": "Suspect is", "domestic_abuse": "Domestic abuse", "suspect": "Suspect",
        "reported_by": "Reported by", "delay": "Reported", "team": "Team", "sex": "Sex",
        "age": "Age", "race": "Ethnic group", "complex_needs": "Complex needs",
        "adviser": "Has an adviser", "inconsistency": "Inconsistency noted",
        "phone_requested": "Phone asked for", "phone_taken": "Phone taken",
    }
)  # fmt: skip
COLUMNS = (
    Column("term", "What was recorded", "Something recorded of a case, and what it says",
           number=False),
    Column("against", "Compared with", "What it is compared with", number=False),
    Column("cases", "Cases", "Of how many cases that is recorded; to the nearest five"),
    Column("events", "In how many", "In how many of those it happened; to the nearest five"),
    Column("ratio", "Odds ratio", "How many times the odds are those of what it is compared with, "
           "the other rows of the table alike"),
    Column("interval", "95% interval", "How far the ratio varies by chance of the process"),
)  # fmt: skip


def why(_log: Log, edition: Edition) -> Section:
    """The models, each as a table beside its chart."""
    tables = tuple(_table(one) for one in edition.figures.models)
    return Section(
        "why", "What goes with leaving, and with no further action",
        ("What was recorded of a case and what became of it, side by side. None of it says what "
         "brought about the other; the note below each table says why.",
         "An odds ratio of 1 is no difference; above 1 it happened more often than in the cases "
         "that it is compared with, below 1 less often, with all other rows of the table alike. "
         "Where its interval takes in 1, or ends at 1.0, chance alone may have made it. "
         f"Asked is what had happened {WITHIN} days after the report, of the cases that are that "
         "old. Odds are not risks: where something is common, a ratio of odds looks larger.",
         "Only what was known on the day of the report is in the first tables. Those of day 28 "
         "are of cases that were still open then with the victim in them, and have what was known "
         "by then: something that comes about later is found in cases that last, and would look "
         "like a cause of lasting."),
        tables=tables,
        after=() if tables else ("No model may be shown.",),
    )  # fmt: skip


def _table(model: Model) -> Table:
    when = f"day {model.landmark} after the report" if model.landmark else "the day of the report"
    title = f"{ASKED[model.of]}: by what was known on {when}"
    drawn = charts.ratios(
        title, "A point a row of the table with its 95% interval; a line where there is no "
        "difference, at 1.",
        [(_name(one), one.estimate, one.low, one.high, ratio(one.estimate))
         for one in model.lines if one.low and one.high],
        "odds ratio",
    )  # fmt: skip
    rows = [
        [_name(one), _said(one.covariate, one.against), words.number(one.n),
         words.number(one.events), ratio(one.estimate), between(one.low, one.high)]
        for one in model.lines
    ]  # fmt: skip
    return Table(f"why_{model.of}_{model.landmark}", title, COLUMNS, rows, drawn, _note(model))


def _note(model: Model) -> str:
    of = "cases in which the victim did not leave" if model.of == "nfa" else "cases"
    said = [
        f"Of {words.number(model.n)} {of}, it happened in {words.number(model.events)}."
        if model.n is not None and model.events is not None
        else "How many cases it is of is not shown."
    ]
    said += [f"{one[0].upper()}{one[1:]}." for one in model.notes]
    said.append("The cases that the others are compared with are not counted: with them, the "
                "rounding of the others could be undone.")  # fmt: skip
    return " ".join([*said, ASSOCIATION])


def _name(line: Line) -> str:
    return f"{SHORT[line.covariate]}: {_said(line.covariate, line.level)}"


def _said(covariate: str, level: str) -> str:
    """What a covariate says, in words."""
    if covariate == "domestic_abuse":
        return {"true": "yes", "false": "no"}.get(level, level.replace("_", " "))
    return level.replace("_", " ")


def between(low: float | None, high: float | None) -> str:
    """The interval of a ratio."""
    return NOT_SHOWN if low is None or high is None else f"{ratio(low)} to {ratio(high)}"


def ratio(value: float | None) -> str:
    """A ratio, which has two digits and no more."""
    if value is None:
        return NOT_SHOWN
    return f"{value:.1f}" if 1 <= value < 10 else f"{value:.2g}"
