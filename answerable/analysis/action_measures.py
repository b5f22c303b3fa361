"""What prosecutors ask of the police, action by action, and what the police say to it."""

from __future__ import annotations

from functools import partial

import numpy as np

from answerable.analysis.answers import Answers, share
from answerable.analysis.cases import counted
from answerable.analysis.log import NONE, Log
from answerable.analysis.measure import Measure
from answerable.analysis.prosecution_measures import ACTION_PLANS, PLAN

SET, CHALLENGED = "action.set", "action.challenged"
SCOPE, DATE = "not_proportionate|not_a_line", "date_unrealistic"
MANY = 3  # actions in a plan; a default of this product


def _essential(log: Log) -> Answers:
    rows = log.rows(SET)
    case = log.case_of[rows]
    said = log.is_a(rows, f"{SET}[essential=true|false]")
    yes = log.is_a(rows, f"{SET}[essential=true]")
    return share(counted(log)[case], yes, case=case, missing=~said)


def _challenged(grounds: str, log: Log) -> Answers:
    """Of each action, whether it was challenged so, by its name."""
    rows = log.rows(SET)
    case = log.case_of[rows]
    challenged = log.next_about(rows, f"{CHALLENGED}[ground={grounds}]")
    return share(counted(log)[case], np.not_equal(challenged, NONE), case=case)


def _many(log: Log) -> Answers:
    """Of each plan, by the actions set between it and the next of its case."""
    rows = log.rows(PLAN)
    case = log.case_of[rows]
    plan = log.previous(log.rows(SET), PLAN)
    number = np.bincount(np.searchsorted(rows, plan[plan != NONE]), minlength=len(rows))
    return share(counted(log)[case], number > MANY, case=case, missing=number == 0)


MEASURES = (
    Measure(
        id="action.essential", title="Actions on which the charging decision depends",
        base="actions of a plan", unit="share", ask=_essential, starts=SET, basis="stated",
        definition=(
            "Share of which the prosecutor recorded that the charging decision depends on it. "
            "Those of which nothing is recorded are missing."
        ),
        sources=ACTION_PLANS,
    ),
    *(
        Measure(
            id=f"action.challenged_{name}", title=title, base="actions of a plan", unit="share",
            definition=(
                f"Share that the police challenged on record: {said}. Whether they were right is "
                "for somebody who reads the file."
            ),
            ask=partial(_challenged, grounds), starts=SET, ends=CHALLENGED, basis="stated",
            sources=ACTION_PLANS,
        )
        for name, title, said, grounds in (
            ("scope", "Actions challenged as too much",
             "as not proportionate, or as no reasonable line of enquiry", SCOPE),
            ("date", "Actions challenged for their date", "that the date is not realistic", DATE),
        )
    ),
    Measure(
        id="actionplan.over_three_actions", title="Action plans with more than three actions",
        base="action plans with an action on record", unit="share", ask=_many, starts=PLAN,
        definition=(
            "Share with more than three actions set after it and before the next plan of the "
            "case; three is a default of this product. A plan without any is missing."
        ),
        sources=ACTION_PLANS,
    ),
)  # fmt: skip
