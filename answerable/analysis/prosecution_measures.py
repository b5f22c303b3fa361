"""What passes between police and prosecutors: advice, files, action plans, and waiting."""

from __future__ import annotations

from functools import partial

import numpy as np

from answerable.analysis.answers import Answers, share, spell
from answerable.analysis.cases import (
    CHARGING,
    REFERRED,
    counted,
    cps_nfa,
    ended,
    police_nfa,
    undecided,
)
from answerable.analysis.log import NONE, Log
from answerable.analysis.measure import Measure, phase_one
from answerable.analysis.signals.raised import before
from answerable.events.catalogue import EVENT_TYPES

EARLY = "early_advice.requested; file.submitted[purpose=early_advice]"
TRIAGED, ASSESSED = "triage.completed", "file.assessed"
WAITING, TOLD = "case.waiting_on_police", "cps.told[of=police_decision]"
GATEKEPT = "gatekeeper.reviewed"
PLAN, UNSAID = "actionplan.sent", "not_recorded"
REASONS = EVENT_TYPES[PLAN].all_fields["why_again"].codes
GATEKEEPER = phase_one("CPS referrals / The role of the police gatekeeper")
ACTION_PLANS = phase_one("CPS referrals / CPS case strategies and action plans")


def _any(event: str, field: str) -> str:
    """The pattern of events whose list says anything at all."""
    return f"{event}[{field}={'|'.join(EVENT_TYPES[event].all_fields[field].codes)}]"


def _early(log: Log) -> Answers:
    early, charging = log.first(EARLY), log.first(CHARGING)
    return share(cps_nfa(log), (early != NONE) & ((charging == NONE) | (early < charging)))


def _incomplete(log: Log) -> Answers:
    rows = log.rows(TRIAGED)
    lacking = log.mask(f"{TRIAGED}[accepted=false]; {_any(TRIAGED, 'missing')}")[rows]
    said = log.mask(f"{TRIAGED}[accepted=true|false]")[rows]
    case = log.case_of[rows]
    return share(counted(log)[case], lacking, case=case, missing=~said & ~lacking)


def _inadequate(log: Log) -> Answers:
    """Files that were assessed; those that were triaged and never assessed are missing."""
    assessed, triaged = log.rows(ASSESSED), log.rows(TRIAGED)
    at, again = log.next(triaged, ASSESSED), log.next(triaged, TRIAGED)
    never = triaged[(at == NONE) | ((again != NONE) & (again < at))]
    rows = np.concatenate([assessed, never])
    case = log.case_of[rows]
    poor = log.mask(_any(ASSESSED, "inadequate"))[rows]
    return share(counted(log)[case], poor, case=case, missing=log.mask(TRIAGED)[rows])


def _plans(more_than: int, log: Log) -> Answers:
    return share(cps_nfa(log), log.count(PLAN) > more_than)


def _number(least: int, most: int, log: Log) -> Answers:
    number = log.count(PLAN)
    return share(counted(log) & (number > 0), (number >= least) & (number <= most))


def _again(why: str, log: Log) -> Answers:
    """Of each plan after the first of its case; one that does not say why is a no here, for that
    nothing is said is counted by itself."""
    rows = log.rows(PLAN)
    rows = rows[before(log, PLAN, rows) > 0]
    case = log.case_of[rows]
    said = log.is_a(rows, f"{PLAN}[why_again={'|'.join(REASONS) if why == UNSAID else why}]")
    return share(counted(log)[case], ~said if why == UNSAID else said, case=case)


def _gatekept(log: Log) -> Answers:
    """Of each file: whether the police's own gatekeeper had passed it, since the file before it."""
    rows = log.rows(REFERRED)
    seen, before_it = log.previous(rows, GATEKEPT), log.previous(rows, REFERRED)
    case = log.case_of[rows]
    return share(counted(log)[case], (seen != NONE) & (seen > before_it), case=case)


def _at_the_gate(log: Log) -> Answers:
    """From the first look of each case's gatekeeper to the first file for charging after it."""
    first = log.first(GATEKEPT)
    return spell(log, counted(log), first, log.first(REFERRED, after=first), ended(log))


def _differs(log: Log) -> Answers:
    """Of each triage after a gatekeeper's look: whether it misses what that did not."""
    rows = log.rows(TRIAGED)
    looked = log.previous(rows, GATEKEPT)
    rows, looked = rows[looked != NONE], looked[looked != NONE]
    case = log.case_of[rows]
    new = np.zeros(len(rows), np.bool_)
    for code in EVENT_TYPES[TRIAGED].all_fields["missing"].codes:
        named = log.is_a(looked, f"{GATEKEPT}[missing={code}]")
        new |= log.is_a(rows, f"{TRIAGED}[missing={code}]") & ~named
    return share(counted(log)[case], new, case=case)


def _told(log: Log) -> Answers:
    waited, decided = log.first(WAITING), log.decisions
    by_police = police_nfa(log) & (decided.row > waited)
    told = log.first(TOLD, after=np.maximum(waited, decided.first))
    return share(
        counted(log) & (waited != NONE), np.not_equal(told, NONE), open_=undecided(log),
        not_applicable=~by_police & ~undecided(log),
    )  # fmt: skip


MEASURES = (
    Measure(
        id="early_advice.first", title="Early advice before the first file for charging",
        base="prosecutors' no-further-action cases",
        definition=(
            "Share in which early advice was requested, or a file for it submitted, before the "
            "first file for charging or without one."
        ),
        unit="share", ask=_early, starts=EARLY, ends=CHARGING, basis="stated",
        answers="Figure 7", sources=phase_one("Figure 7"),
    ),
    Measure(
        id="file.incomplete", title="Files that were incomplete", base="files triaged",
        definition=(
            "Share not accepted, or with anything missing: whether it is there, as triage checks "
            "it, and not how good it is."
        ),
        unit="share", ask=_incomplete, starts=TRIAGED, basis="stated", answers="Figure 10",
        sources=phase_one("Figure 10"),
    ),
    Measure(
        id="file.inadequate", title="Files that were inadequate", base="files assessed",
        definition=(
            "Share in which the prosecutor found anything inadequate. Files that were triaged and "
            "not assessed are missing."
        ),
        unit="share", ask=_inadequate, starts=ASSESSED, basis="stated", answers="Figure 10",
        sources=phase_one("Figure 10"),
    ),
    *(
        Measure(
            id=f"actionplan.more_than_{word}", title=f"More than {word} action plans" if number > 1
            else "More than one action plan", base="prosecutors' no-further-action cases",
            definition=f"Share with more than {word} action plan{'s' if number > 1 else ''} sent.",
            unit="share", ask=partial(_plans, number), starts=PLAN, basis="stated",
            answers="Figure 12", sources=phase_one("Figure 12"),
        )
        for word, number in (("one", 1), ("three", 3))
    ),
    Measure(
        id="waiting.told", title="Prosecutors told of the police's decision",
        base="cases that waited on police and were then decided by police",
        definition=(
            "Share in which prosecutors were told once it was decided. Open are those that nobody "
            "has decided yet, not applicable those that others did."
        ),
        unit="share", ask=_told, starts=WAITING, ends=TOLD, basis="stated", answers="Figure 15",
        sources=phase_one("Figure 15"),
    ),
)  # fmt: skip

PLANS = tuple(
    Measure(
        id=f"plans.{least}", title=title, base="cases with an action plan", unit="share",
        definition=f"Share in which that many were sent: {title}.",
        ask=partial(_number, least, most), starts=PLAN, answers="Figure 12",
        sources=phase_one("Figure 12"),
    )
    for title, least, most in (("one", 1, 1), ("two", 2, 2), ("three or more", 3, 10**9))
)  # fmt: skip
AGAIN = tuple(
    Measure(
        id=f"plan_again.{why}", title=why.replace("_", " "),
        base="action plans after the first of a case", unit="share", ask=partial(_again, why),
        definition=f"Share of which the reason on record for another plan is: "
        f"{why.replace('_', ' ')}.",
        starts=PLAN, sources=ACTION_PLANS,
    )
    for why in (*REASONS, UNSAID)
)  # fmt: skip
GATES = (
    Measure(
        id="gatekeeper.passed", title="Files that a gatekeeper looked at first",
        base="files for charging",
        definition=(
            "Share that the police's own gatekeeper looked at before they were sent, and after "
            "the file before them."
        ),
        unit="share", ask=_gatekept, starts=GATEKEPT, ends=REFERRED, basis="stated",
        sources=GATEKEEPER,
    ),
    Measure(
        id="gatekeeper.days", title="From the gatekeeper's first look to the file",
        base="cases that a gatekeeper looked at",
        definition=(
            "Elapsed days to the first file for charging after it. Open are undecided cases in "
            "which none was sent."
        ),
        unit="days", ask=_at_the_gate, starts=GATEKEPT, ends=REFERRED, basis="stated",
        sources=GATEKEEPER,
    ),
    Measure(
        id="gatekeeper.differs", title="Files found to lack what the gatekeeper had not named",
        base="files triaged after a gatekeeper's look",
        definition=(
            "Share in which triage found anything missing that the gatekeeper, looking last "
            "before it, had not."
        ),
        unit="share", ask=_differs, starts=GATEKEPT, ends=TRIAGED, basis="stated",
        sources=GATEKEEPER,
    ),
)  # fmt: skip
