"""The page of the measures, made from their declarations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from answerable.analysis.disclosure import MOST_HIDDEN, ROUNDED_TO
from answerable.analysis.listing import dimensions, measures
from answerable.rules.sources import DOCUMENTS

INTRODUCTION = f"""\
Figures of a log, as `answerable measures` gives them: each with what it is of, its interval, and
how many are open, missing (not recorded) or not applicable. Intervals mean that the process
varies, and not that cases were sampled: Wilson for shares (on the effective number, where a case
gives several items), the bootstrap by case for means, order statistics for medians, Garwood for
counts, Aalen's variance for incidence.

Cases are counted by `crime.reported`, less those classified otherwise than as a crime. Each
suspect's last decision that was not reopened stands; the case takes a charge, then the
prosecutors' decision, then the police's, and is dated by the last once all are decided.

A time is given as the mean of those that ended so. Beside it are their median, their quartiles and
their ninth decile; the Kaplan-Meier median to any ending, open cases censored; and how many ended
so by 30, 90 and 365 days, where other endings compete. Means are never added up.

`--by` breaks a figure down, by several at once. `--release` passes all of it through disclosure
control: a count of {MOST_HIDDEN} or fewer, or that rests on so few cases, is hidden, the others
are rounded to {ROUNDED_TO}, and shares, intervals and totals come from what is shown. Several cuts
of one log, released one after the other, can be held against each other: release one table.

Those of signals, of single causes of delay, of plans, of suspects' devices and of what became of
duties are given where `--only` names them, and in a report; without `--only` they are not asked.

The funnel followed by cohort, and counted by period, are two things
(`answerable/analysis/attrition.py`), and are never put into one table."""


def page(made: str) -> list[str]:
    """The page, with the line that says that it is made."""
    found = ["# Measures", "", made, "", *INTRODUCTION.splitlines(), ""]
    of_obligations = [f"`{name}`" for name, owed in dimensions().items() if owed]
    others = [f"`{name}`" for name, owed in dimensions().items() if not owed]
    found += [
        f"Dimensions: {', '.join(others)}; of obligations alone: {', '.join(of_obligations)}."
    ]
    for subject, of_subject in groupby(measures(), key=lambda one: one["id"].partition(".")[0]):
        found += ["", f"## {subject}"]
        for measure in of_subject:
            found += ["", *_measure(measure)]
    return found


def _measure(measure: Mapping[str, Any]) -> Iterator[str]:
    yield f"### {measure['id']}"
    yield ""
    yield f"**{measure['title']}** · {measure['definition']}"
    yield ""
    yield "| | |"
    yield "|---|---|"
    yield f"| of | {measure['base']} |"
    yield f"| unit | {measure['unit']} |"
    for label, name in (("starts", "starts"), ("ends", "ends")):
        if measure[name]:
            yield f"| {label} | `{measure[name].replace('|', chr(92) + '|')}` |"
    if measure["beside"]:
        yield f"| beside it | {', '.join(f'`{name}`' for name in measure['beside'])} |"
    if measure["answers"]:
        yield f"| answers | {measure['answers']} of the inspection |"
    yield f"| basis | {measure['basis']} |"
    for source in measure["sources"]:
        yield f"| source | {DOCUMENTS[source['document']].title}: {source['place']} |"
