"""What may be set beside what: two figures of one definition, or two with the difference said.

A definition says what is counted, of what, in which unit. Two figures that sound the same and are
not are how 3% charged became 3% convicted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from answerable.analysis.measure import Measure
from answerable.analysis.published.figures import Published, published

# Each definition in words. A figure or a measure that has none is like nothing else.
DEFINITIONS: Mapping[str, str] = MappingProxyType(
    {
        "days report to police nfa": "mean days from the report to the police's decision to stop",
        "days report to cps nfa": "mean days from the report to the prosecutors' decision to stop",
        "days report to any nfa": "mean days from the report to a decision to stop by anybody",
        "days report to referral": "mean days from the report to the first file for prosecutors",
        "days accepted file to cps nfa":
            "mean days from the first file to the prosecutors' decision to stop",
        "days report to trial": "mean days from the report to the start of the trial",
        "days report to charge, mean, adult": "mean days from the report to a charge, adult rape",
        "days report to charge, median, all": "median days from the report to a charge, all rape",
        "days to any outcome, median": "median days from recording to any outcome",
        "charged of recorded, cohort": "share of the recorded cases that were charged by now",
        "charged in the year of recording":
            "share of offences recorded in a year that were charged within it",
        "charges over recorded, period":
            "charges in a year for every hundred offences recorded in it",
        "charged of decisions": "share of prosecutors' legal decisions that were to charge",
        "charged of referrals": "charges in a year for every hundred referrals in it",
        "charge rate, undefined": "a charge rate that says of what it is not",
        "convictions over recorded, period":
            "successful prosecutions in a year for every hundred offences recorded in it",
        "convicted of recorded, cohort": "share of the recorded cases that were convicted by now",
        "convicted of completed": "share of completed prosecutions that were convictions",
        "outcome 16 of recorded": "share of recorded cases with outcome 16, the open in the base",
        "outcome 16 of police nfa files": "share of police no-further-action files with outcome 16",
        "unsupported of recorded": "share of recorded cases with outcome 14 or 16",
        "unsupported of closed": "share of closed investigations with outcome 14 or 16",
        "not supporting at the outset":
            "share of files with a known position that did not support at the outset",
        "not supporting, loosely": "cases in which victims did not support, without a base",
        "withdrew later": "files in which the victim withdrew later and evidence could be lost",
        "withdrawn of all": "share of all cases in which the victim does not support",
        "withdrawn by day 7 of withdrawn": "share of those who withdrew that had by day 7",
        "withdrawn by day 30 of withdrawn": "share of those who withdrew that had by day 30",
        "withdrawn by day 30 of withdrawn, 2019":
            "share of those who withdrew that had by day 30, dated as in the review of 2019",
        "withdrawn by day 30 of reports": "share of all reports withdrawn by day 30",
        "no reason of withdrawn": "share of withdrawals with no reason established",
        "referrals received": "cases that the police sent to prosecutors in a year",
        "legal decisions": "legal decisions that prosecutors made in a year",
        "charges, offences": "offences charged in a year, as the police count them",
        "charges, suspects": "suspects charged in a year, as prosecutors count them",
        "recorded, first print": "offences recorded in a year, as first published",
        "recorded, revised": "offences recorded in a year, as revised later",
        "file below standard, share": "share of submitted files below the national standard",
        "file below standard, base": "the number of files that were below the standard",
        "phone requests on record": "share of cases with a recorded request for the phone",
        "phone requests as advisers see": "share of advisers' clients asked, on record or not",
        "phones agreed of requests": "share of requests for a phone that were agreed to",
        "phone refusals on record": "share of requests with a refusal on record",
        "phones held": "phones handed over, a number without its sample",
        "days phone held": "mean days for which a phone was held",
        "odds ratio": "ratio of odds",
        "risk ratio": "ratio of risks",
        "trial share, right-censored": "share of allegations that had reached court when counted",
        "trial share, followed": "share of allegations that reached trial",
        "participants by outcome": "people interviewed, by the outcome of their case",
        "prosecutions of the year": "prosecutions completed in the year named",
        "prosecutions of another year": "prosecutions completed in probably a later year",
        "early advice of cps nfa": "share of files stopped by prosecutors with early advice",
        "lines open of police nfa": "share of police no-further-action files with a line open",
        "ethnicity unknown": "share of victims whose ethnicity is not recorded",
        "disability recorded": "share of files with a disability recorded, a floor",
    }
)  # fmt: skip
OF_FIGURE: Mapping[str, str] = MappingProxyType(
    {
        "I001": "days report to any nfa", "I087": "days report to police nfa",
        "I099": "days report to police nfa", "I089": "days report to cps nfa",
        "A02": "days report to cps nfa", "I088": "days report to referral",
        "I100": "days accepted file to cps nfa", "D04": "days report to trial",
        "X122": "days report to trial", "X103": "days report to charge, mean, adult",
        "X113": "days report to charge, mean, adult",
        "X041": "days report to charge, median, all", "X046": "days report to charge, median, all",
        "X038": "days to any outcome, median", "A01": "charges over recorded, period",
        "I011": "convictions over recorded, period", "X044": "charged in the year of recording",
        "X062": "charged in the year of recording", "I032": "charge rate, undefined",
        "X066": "charge rate, undefined", "X117": "charged of decisions",
        "X102": "charged of referrals", "X072": "convicted of completed",
        "I003": "outcome 16 of police nfa files", "I060": "outcome 16 of recorded",
        "I061": "outcome 16 of recorded", "X047": "unsupported of recorded",
        "X052": "unsupported of recorded", "X045": "unsupported of recorded",
        "X107": "unsupported of closed", "X109": "unsupported of closed",
        "I064": "not supporting at the outset", "I004": "not supporting, loosely",
        "I068": "withdrew later", "L03": "withdrawn of all", "L04": "withdrawn of all",
        "L05": "withdrawn by day 7 of withdrawn", "L06": "withdrawn by day 30 of withdrawn",
        "L07": "withdrawn by day 30 of withdrawn, 2019", "X005": "withdrawn by day 30 of reports",
        "L08": "no reason of withdrawn", "I008": "referrals received", "I026": "referrals received",
        "X073": "legal decisions", "I009": "charges, offences", "I030": "charges, offences",
        "X053": "charges, suspects", "I022": "recorded, revised", "X099": "recorded, first print",
        "I072": "file below standard, share", "I074": "file below standard, base",
        "L11": "phone requests on record", "X124": "phone requests on record",
        "L25": "phone requests as advisers see", "L12": "phones agreed of requests",
        "X125": "phone refusals on record", "L14": "days phone held", "L23": "odds ratio",
        "X002": "odds ratio", "X001": "trial share, right-censored",
        "X004": "trial share, right-censored", "X011": "trial share, followed",
        "I169": "participants by outcome", "I170": "participants by outcome",
        "X065": "prosecutions of the year", "X123": "prosecutions of another year",
        "I058": "early advice of cps nfa", "I067": "lines open of police nfa",
    }
)  # fmt: skip
OF_MEASURE: Mapping[str, str] = MappingProxyType(
    {
        "time.report_to_police_nfa": "days report to police nfa",
        "time.report_to_cps_nfa": "days report to cps nfa",
        "time.report_to_referral": "days report to referral",
        "time.accepted_file_to_cps_nfa": "days accepted file to cps nfa",
        "time.report_to_trial": "days report to trial",
        "funnel.charged": "charged of recorded, cohort",
        "funnel.convicted": "convicted of recorded, cohort",
        "outcome.16": "outcome 16 of recorded",
        "withdrawal.share": "withdrawn of all",
        "withdrawal.outset": "not supporting at the outset",
        "withdrawal.by_day_7": "withdrawn by day 7 of withdrawn",
        "withdrawal.by_day_30": "withdrawn by day 30 of withdrawn",
        "withdrawal.incidence_30": "withdrawn by day 30 of reports",
        "withdrawal.no_reason": "no reason of withdrawn",
        "device.requested": "phone requests on record",
        "device.agreed": "phones agreed of requests",
        "device.days_held": "days phone held",
        "early_advice.first": "early advice of cps nfa",
        "lines.outstanding": "lines open of police nfa",
    }
)


class Unlike(ValueError):
    """Two figures of different definitions were set side by side without saying so."""


@dataclass(frozen=True)
class Pair:
    """Two figures side by side, and what has to be said between them; empty: they are alike."""

    one: Measure | Published
    other: Published
    differs: str


def definition_of(figure: Measure | Published) -> str:
    """The definition of a figure, or a name that only it has."""
    known = OF_MEASURE if isinstance(figure, Measure) else OF_FIGURE
    return known.get(figure.id, f"only {figure.id}")


def side_by_side(one: Measure | Published, other: Published, differs: str = "") -> Pair:
    """Set two figures beside each other; Unlike, where their definitions differ and `differs`
    does not say how."""
    mine, theirs = definition_of(one), definition_of(other)
    if mine != theirs and not differs:
        raise Unlike(
            f"{one.id} is {_in_words(mine, one)}; {other.id} is {_in_words(theirs, other)}: "
            "they are not set side by side without saying so"
        )
    return Pair(one, other, differs)


def _in_words(definition: str, figure: Measure | Published) -> str:
    if definition in DEFINITIONS:
        return DEFINITIONS[definition]
    return figure.title if isinstance(figure, Measure) else figure.measure


def add_up(*figures: Published | Measure) -> float:
    """The sum of counts of one definition; Unlike for all else: means of different cases, or
    counts of different things, do not add up."""
    first = definition_of(figures[0])
    for figure in figures:
        if not isinstance(figure, Published) or figure.unit != "count":
            raise Unlike(f"{figure.id} is no count, and is not added to anything")
        if definition_of(figure) != first:
            raise Unlike(f"{figure.id} counts something else than {figures[0].id}")
    return sum(figure.value or 0.0 for figure in figures if isinstance(figure, Published))


def share_of(numerator: Published, denominator: Published) -> float:
    """One published count over another; Unlike, where one is not part of the other."""
    if (definition_of(numerator), definition_of(denominator)) not in PART_OF:
        raise Unlike(f"{numerator.id} is no part of {denominator.id}: their ratio is no share")
    return (numerator.value or 0.0) / (denominator.value or 1.0)


# Of which count another is a part, so that a share may be made of them: of one unit and period.
PART_OF = frozenset({("charges, suspects", "legal decisions")})


def figure(id_: str) -> Published:
    """A published figure by its id."""
    return published()[id_]
