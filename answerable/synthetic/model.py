"""The model of a made-up case: who it is about, then how it ends, then when.

The cause is drawn first and the time given the cause, so that published shares and published times
rest on parameters of their own. Times are days since the report, with their fraction.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from answerable.synthetic.blocks import Coded, Floats, Ints, Mask
from answerable.synthetic.cases import Cases
from answerable.synthetic.forces import GENERAL, SPECIALIST, Forces

# How a case ends before charge.
WITHDRAWN, SUPPORTED, WAITS, CPS_NFA, CHARGED = range(5)
NEVER = np.inf


@dataclass
class Model:
    """What the rooms read of the cases, each an array with a place a case; NEVER: not at all."""

    cases: Cases
    world: Forces
    team: Ints
    force: Ints
    area: Ints
    age: Coded  # of the victim, in years
    relationship: Coded
    domestic_abuse: Mask
    adviser: Mask
    complex_needs: Mask
    inconsistent: Mask
    has_suspect: Mask
    cause: Ints
    withdrawn: Floats  # the day on which the victim leaves
    referred: Floats  # the first file for charging
    accepted: Floats  # the first accepted file
    quick: Mask  # charged at once, from custody
    planned: Floats  # of a case that waits, the action plan that is not answered
    waited: Floats  # the day from which the case waits on police
    police_nfa: Floats  # the police's decision
    cps: Floats  # the prosecutors' decision
    trial: Floats
    lost: Mask  # charged, and lost because the victim leaves
    plea: Mask
    outcome: Floats  # the end of the prosecution
    closed: Floats
    account: Floats  # the victim's account
    end: Floats = field(init=False)  # of the investigation: the decision, or as far as is known
    finished: Floats = field(init=False)  # of the case: its closing, or as far as is known
    # What the room of the suspects finds, and later rooms ask.
    identified: Mask = field(init=False)
    interviewed: Mask = field(init=False)
    second: Mask = field(init=False)  # a second suspect

    def __post_init__(self) -> None:
        self.end = np.minimum(np.minimum(self.police_nfa, self.cps), self.cases.known)
        self.finished = np.minimum(self.closed, self.cases.known)
        self.identified, self.interviewed, self.second = np.zeros((3, self.cases.count), np.bool_)

    def of(self, *causes: int) -> Ints:
        """The cases that end so."""
        return np.flatnonzero(np.isin(self.cause, causes))


def draw(cases: Cases, world: Forces) -> Model:
    """Draw the cases of a block."""
    p, dice, count = cases.p, cases.dice, cases.count
    force = dice.choice(len(world.share), count, p=world.share)
    team, area = world.team[force], world.area[force]
    relationship = cases.pick("relationship", count)
    abuse = _abuse(cases, relationship)
    adviser, complex_needs, inconsistent = (
        cases.uniform(count) < p[f"case.{name}"]
        for name in ("adviser", "complex_needs", "inconsistency")
    )
    withdraws = _withdraws(cases, team == SPECIALIST, abuse, adviser, complex_needs)
    cause = np.where(withdraws, WITHDRAWN, _of_those_who_stay(cases, inconsistent))
    factor = np.where(
        team == SPECIALIST, p["force.factor_specialist"], p["force.factor_general"]
    )  # fmt: skip
    times = _times(cases, cause, factor, team, world.effect[force], world.area_effect[area])
    lost = (cause == CHARGED) & (cases.uniform(count) < p["charged.lost"])
    plea = (cause == CHARGED) & ~lost & (cases.uniform(count) < p["charged.plea"])
    times |= _over(cases, times, lost, plea)
    times["account"] = _account(cases, cause, times)
    return Model(
        cases=cases, world=world, team=team, force=force, area=area,
        age=cases.pick_numbers("age", count), relationship=relationship,
        domestic_abuse=abuse, adviser=adviser, complex_needs=complex_needs,
        inconsistent=inconsistent, cause=cause, lost=lost, plea=plea,
        has_suspect=_has_suspect(cases, cause, relationship), **times,
    )  # fmt: skip


def _abuse(cases: Cases, relationship: Coded) -> Mask:
    """Domestic abuse: of relatives a share, of partners as many as make up the whole."""
    p, codes = cases.p, list(relationship.values)
    shares = dict(zip(*p.group("relationship"), strict=True))
    rest = p["case.domestic_abuse"] - shares["relative"] * p["abuse.relative"]
    chance = np.zeros(len(codes))
    chance[codes.index("relative")] = p["abuse.relative"]
    chance[codes.index("partner")] = min(rest / shares["partner"], 1)
    found: Mask = cases.uniform(cases.count) < chance[relationship.which]
    return found


def _withdraws(
    cases: Cases, specialist: Mask, abuse: Mask, adviser: Mask, complex_needs: Mask
) -> Mask:
    p = cases.p
    effects = [
        (specialist, "force.specialist", "effect.team"),
        (abuse, "case.domestic_abuse", "effect.domestic_abuse"),
        (adviser, "case.adviser", "effect.adviser"),
        (complex_needs, "case.complex_needs", "effect.complex_needs"),
    ]
    slopes = [(np.log(p[odds]), p[share]) for _, share, odds in effects]
    logit = intercept(p["withdrawal.share"], slopes) + sum(
        slope * mask for (slope, _), (mask, _, _) in zip(slopes, effects, strict=True)
    )
    found: Mask = cases.uniform(cases.count) < 1 / (1 + np.exp(-logit))
    return found


def _of_those_who_stay(cases: Cases, inconsistent: Mask) -> Ints:
    """How the case ends of a victim who does not leave."""
    p, count = cases.p, cases.count
    slope = np.log(p["effect.inconsistency"])
    logit = intercept(p["supported.share"], [(slope, p["case.inconsistency"])])
    closed = cases.uniform(count) < 1 / (1 + np.exp(-(logit + slope * inconsistent)))
    referred = cases.uniform(count)
    waits, nfa = p["referred.waits"], p["referred.waits"] + p["referred.nfa"]
    then = np.where(referred < waits, WAITS, np.where(referred < nfa, CPS_NFA, CHARGED))
    return np.where(closed, SUPPORTED, then)


def intercept(share: float, slopes: list[tuple[float, float]]) -> float:
    """The intercept of a logistic model that gives a share, whatever the slopes of what is there
    or not: each a slope on the log odds and how often it is there, independent of the others."""
    logits, weights = np.zeros(1), np.ones(1)
    for slope, often in slopes:
        logits = np.concatenate([logits, logits + slope])
        weights = np.concatenate([weights * (1 - often), weights * often])
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        if float(weights @ (1 / (1 + np.exp(-(middle + logits))))) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _has_suspect(cases: Cases, cause: Ints, relationship: Coded) -> Mask:
    """Whether a suspect is known: strangers seldom, of the rest as many as make up the whole."""
    p = cases.p
    stranger = np.array([code == "stranger" for code in relationship.values])[relationship.which]
    strangers = dict(zip(*p.group("relationship"), strict=True))["stranger"]
    chance = np.ones(cases.count)
    for code, name in ((WITHDRAWN, "named.withdrawn"), (SUPPORTED, "named.supported")):
        rest = (p[name] - strangers * p["named.stranger"]) / (1 - strangers)
        here = cause == code
        chance[here] = np.where(stranger[here], p["named.stranger"], rest)
    found: Mask = cases.uniform(cases.count) < chance
    return found


def _times(
    cases: Cases, cause: Ints, factor: Floats, team: Ints, by_force: Floats, by_area: Floats
) -> dict[str, Any]:
    p, dice, count = cases.p, cases.dice, cases.count
    withdrawn = _weibull(cases, factor * by_force, 2 * cause + team)
    lag = dice.exponential(p["withdrawal.lag"] * factor)
    mean = np.where(team == GENERAL, p["supported.mean_general"], p["supported.mean_specialist"])
    supported = cases.lognormal(mean * by_force, p["supported.sigma"], cause)
    referred = cases.lognormal(p["referral.mean"], p["referral.sigma"], cause)
    rejected = cases.uniform(count) < p["file.rejected"]
    gap = cases.lognormal(
        p["gap.mean"] / p["file.rejected"], p["gap.sigma"], 2 * cause + rejected
    ) * rejected  # fmt: skip
    nfa = cases.lognormal(p["decision.mean"] * by_area, p["decision.sigma"], cause)
    charge = cases.lognormal(p["charge.mean"] * by_area, p["charge.sigma"], cause)
    quick = (cause == CHARGED) & (cases.uniform(count) < p["charge.quick"])
    at_once = dice.exponential(p["charge.quick_mean"], count)
    referred = np.where(quick, at_once * 0.6, referred)
    charged = np.where(quick, at_once, referred + charge)
    # The accepted file lies between the first one and the charge, which is dated from the first.
    gap = np.where(cause == CHARGED, np.minimum(gap, 0.5 * (charged - referred)), gap)
    gap = np.where(quick, 0, gap)
    accepted = referred + gap
    planned = accepted + 2 + dice.exponential(p["wait.plan_mean"], count)
    waited = planned + p["wait.least"] + dice.exponential(p["wait.more_mean"], count)
    closed = cases.uniform(count) < p["wait.police_nfa"]
    after_waiting = np.where(closed, waited + dice.exponential(p["wait.police_mean"], count), NEVER)
    trial = charged + cases.lognormal(p["trial.mean"], p["trial.sigma"], cause)
    to_prosecutors = np.isin(cause, (WAITS, CPS_NFA, CHARGED))
    return {
        "withdrawn": np.where(cause == WITHDRAWN, withdrawn, NEVER),
        "referred": np.where(to_prosecutors, referred, NEVER),
        "accepted": np.where(to_prosecutors, accepted, NEVER),
        "quick": quick,
        "planned": np.where(cause == WAITS, planned, NEVER),
        "waited": np.where(cause == WAITS, waited, NEVER),
        "police_nfa": np.select(
            [cause == WITHDRAWN, cause == SUPPORTED, cause == WAITS],
            [withdrawn + lag, supported + lag, after_waiting],
            NEVER,
        ),
        "cps": np.select([cause == CPS_NFA, cause == CHARGED], [accepted + nfa, charged], NEVER),
        "trial": np.where(cause == CHARGED, trial, NEVER),
    }


def _over(cases: Cases, times: dict[str, Any], lost: Mask, plea: Mask) -> dict[str, Floats]:
    """When a prosecution ends, and when a case is closed."""
    p, dice, count = cases.p, cases.dice, cases.count
    charged, trial = np.where(np.isfinite(times["trial"]), times["cps"], NEVER), times["trial"]
    with np.errstate(invalid="ignore"):
        part = np.where(np.isfinite(trial), trial - charged, 0)
    early = charged + part * dice.uniform(0.1, 0.9, count)
    outcome = np.where(lost | plea, early, trial + dice.exponential(p["trial.lasts"], count))
    trial = np.where(lost | plea, NEVER, trial)
    decided = np.minimum(times["police_nfa"], times["cps"])
    over = np.where(np.isfinite(charged), outcome, decided)
    closed = over + p["closing.least"] + dice.exponential(p["closing.mean"], count)
    return {"trial": trial, "outcome": outcome, "closed": closed}


def _account(cases: Cases, cause: Ints, times: dict[str, Any]) -> Floats:
    """When the victim's account is recorded: before the file goes, or the case is decided, or not
    at all if she leaves first."""
    p, dice = cases.p, cases.dice
    decided = np.minimum(times["police_nfa"], times["cps"])
    until = np.minimum(np.minimum(times["referred"], decided), cases.known)
    given = cases.uniform(cases.count) < np.where(
        np.isin(cause, (WITHDRAWN, SUPPORTED)), p["account.share"], p["account.share_referred"]
    )
    leaves = dice.exponential(p["account.days"], cases.count)
    stays = cases.soon(0, "account.days", until)
    at = np.where(cause == WITHDRAWN, leaves, stays)
    found: Floats = np.where(given & (at < times["withdrawn"]), at, NEVER)
    return found


def _weibull(cases: Cases, factor: Floats, group: Ints) -> Floats:
    """Days to a withdrawal, none longer than the longest."""
    p, scale = cases.p, cases.p["withdrawal.scale"] * factor
    shape = p["withdrawal.shape"]
    within = 1 - np.exp(-((p["withdrawal.longest"] / scale) ** shape))
    drawn = cases.even(group) * within
    found: Floats = scale * (-np.log1p(-drawn)) ** (1 / shape)
    return found
