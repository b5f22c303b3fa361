"""What the sources ask to be counted, beside the inspection's figures: whom support was asked for,
what is known of suspects and when of victims, and who leaves while a charge is waited for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from answerable.analysis.answers import Answers, share, spell
from answerable.analysis.cases import (
    CHARGING,
    REPORTED,
    charged,
    counted,
    ended,
    stopped,
    undecided,
)
from answerable.analysis.dimensions import CHARACTERISTICS, CHARACTERISTICS_RECORDED
from answerable.analysis.log import NONE, Log, Mask, Rows, earlier, once
from answerable.analysis.measure import Measure, phase_one
from answerable.analysis.report_measures import NAMES, UNANSWERED
from answerable.analysis.withdrawal_measures import incidence
from answerable.analysis.withdrawals import STATED, first_leaving
from answerable.events.catalogue import EVENT_TYPES
from answerable.rules.model import Source

REFERRED_TO_SUPPORT = "support.referred[service=isva]"
AT_WORK, NO_MORE = "support.started[service=isva]", "support.ended[service=isva]"
IDENTIFIED, DESCRIBED = "suspect.identified", "suspect.described"
HELPS = EVENT_TYPES[STATED].all_fields["could_have_helped"].codes
HELPED = "|".join(code for code in HELPS if code != "not_known")
WAITED_FOR = "device.requested; third_party.requested"
AVON = "avon_somerset_response"
AWAITING = (
    Source(
        document="devon_cornwall_response", place="3.0 Police and Crime Commissioner's response"
    ),
)


def _referred(log: Log) -> Answers:
    yes = log.has(REFERRED_TO_SUPPORT)
    return share(counted(log), yes, still_open=undecided(log) & ~yes)


def _asked_after(log: Log) -> Answers:
    first = log.first(CHARACTERISTICS_RECORDED)
    return spell(log, counted(log), log.first(REPORTED), first, ended(log))


@once
def _suspects(log: Log) -> Rows:
    """The row that first identified each suspect who was identified by name."""
    rows = log.rows(IDENTIFIED)
    rows = rows[log.columns.subject[rows] != 0]
    _, first = np.unique(log.subject_keys(rows), return_index=True)
    found: Rows = rows[np.sort(first)]
    return found


def _is_known(log: Log, name: str) -> Mask:
    codes = EVENT_TYPES[DESCRIBED].all_fields[name].codes
    answers = "|".join(code for code in codes if code not in UNANSWERED)
    said = log.next_about(_suspects(log), f"{DESCRIBED}[{name}={answers}]")
    return np.not_equal(said, NONE)


def _described(names: tuple[str, ...], log: Log) -> Answers:
    case = log.case_of[_suspects(log)]
    known = np.all([_is_known(log, name) for name in names], axis=0)
    return share(counted(log)[case], known, case=case)


@once
def _victim_lost(log: Log) -> Mask:
    """The cases that stand closed because the victim does not support them: outcome 16."""
    found: Mask = counted(log) & (log.decisions.outcome == "16")
    return found


def _with_an_adviser(log: Log) -> Answers:
    end = log.decisions.row
    at_work = log.before(AT_WORK, end) > log.before(NO_MORE, end)
    return share(_victim_lost(log), at_work, missing=np.equal(end, NONE))


def _asked_what_helps(log: Log) -> Answers:
    return share(_victim_lost(log), log.has(f"{STATED}[could_have_helped={HELPED}]"))


def _while_waiting(log: Log) -> Answers:
    """Of the cases in which a decision on charging was asked for while the victim was there."""
    asked, left = log.first(CHARGING), first_leaving(log)
    other = earlier(stopped(log), charged(log))
    gone = earlier(left, other)
    base = counted(log) & ((gone == NONE) | (gone > asked))
    return spell(log, base, asked, left, other)


def _plain_to_decision(log: Log) -> Answers:
    """Of cases in which little has to be waited for: to the standing decision, whoever made it."""
    suspects = np.bincount(log.case_of[_suspects(log)], minlength=log.cases)
    plain = counted(log) & ~log.has(WAITED_FOR) & (suspects <= 1)
    return spell(log, plain, log.first(REPORTED), log.decisions.row, ended(log))


def _suspect(id_: str, title: str, names: tuple[str, ...], which: str) -> Measure:
    return Measure(
        id=f"suspect_characteristics.{id_}", title=title, base="suspects identified",
        definition=(
            f"Share of whom {which} was recorded, since they were identified, as anything but "
            "not asked and not known."
        ),
        unit="share", ask=partial(_described, names), starts=IDENTIFIED, ends=DESCRIBED,
        basis="stated", sources=phase_one(
            "The response to victims / Recording reports of rape where victims have protected "
            "characteristics"
        ),
    )  # fmt: skip


def _outcome_16(
    id_: str, title: str, definition: str, starts: str, ask: Callable[[Log], Answers]
) -> Measure:
    return Measure(
        id=f"outcome_16.{id_}", title=title,
        base="cases with the outcome that the victim does not support the case",
        definition=definition, unit="share", ask=ask, starts=starts, basis="stated",
        sources=phase_one("Foreword"),
    )  # fmt: skip


MEASURES = (
    Measure(
        id="support.referred", title="Victims referred to an adviser", base="cases",
        definition=(
            "Share with a referral to an independent sexual violence adviser. Cases that nobody "
            "has decided and that have none are open, and stay in."
        ),
        unit="share", ask=_referred, starts=REFERRED_TO_SUPPORT, basis="stated",
        sources=(Source(document=AVON, place="Recommendation 2"),),
    ),
    Measure(
        id="characteristics.first_asked", title="From the report to the first characteristic",
        base="cases with a characteristic of the victim on record",
        definition=(
            "Elapsed days from the report to the first time that any protected characteristic of "
            "the victim was recorded. Open are those of which none is."
        ),
        unit="days", ask=_asked_after, starts=REPORTED, ends=CHARACTERISTICS_RECORDED,
        basis="stated", sources=(Source(document=AVON, place="Recommendation 1"),),
    ),
    _suspect("complete", "All nine protected characteristics of the suspect recorded",
             tuple(CHARACTERISTICS), "each of the nine"),
    *(
        _suspect(name, f"{NAMES.get(name, name.replace('_', ' ').capitalize())} of the suspect "
                 "recorded", (name,), "it")
        for name in CHARACTERISTICS
    ),
    Measure(
        id="time.plain_report_to_decision", title="From the report to a decision, of plain cases",
        base="plain cases that ended so",
        definition=(
            "Elapsed days to the standing decision, whoever made it, of the cases in which nobody "
            "was asked for a device, no third party for material, and no more than one suspect was "
            "identified. What makes a case plain is a default of this product; it is not that it "
            "was simple."
        ),
        unit="days", ask=_plain_to_decision, starts=REPORTED, ends="the standing decision",
        sources=phase_one("Timeliness / Delays in CPS advice and decisions"),
    ),
    _outcome_16(
        "adviser",
        "An adviser was at work when the case was closed because the victim did not support it",
        "Share in which an independent sexual violence adviser had started, and not ended, when "
        "the standing decision was made. Without a decision it is missing.", AT_WORK,
        _with_an_adviser,
    ),
    _outcome_16(
        "asked_what_helps", "The victim was asked what could have helped",
        "Share in which it is on record what could have helped the victim to stay, or that "
        "nothing could; that it is not known is no answer.", STATED,
        _asked_what_helps,
    ),
    *(
        incidence("waiting", day, f"Victims who had left by day {day} of waiting for a charge",
                  "cases sent for a decision on charging before the victim left", _while_waiting,
                  after=" after the first file for charging", starts=CHARGING, sources=AWAITING)
        for day in (30, 90, 365)
    ),
)  # fmt: skip
