"""The stages of a made-up case, each with the events of its rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from answerable.synthetic.load.blocks import DAY, PLACE, Blocks, Ints, numbered

HOUR = DAY // 24


@dataclass
class Cases:
    """Cases by their numbers: when reported (microseconds since 1970), how many days they last."""

    case: Ints
    reported: Ints
    days: NDArray[np.float64]
    dice: np.random.Generator

    def some(self, share: float) -> Ints:
        """A share of the cases, drawn, by their place."""
        return np.flatnonzero(self.dice.random(len(self.case)) < share)

    def each(self, mean: float, most: int = 40) -> Ints:
        """Each case some number of times, `mean` on average, by its place."""
        counts = np.minimum(self.dice.poisson(mean, len(self.case)), most)
        return np.repeat(np.arange(len(self.case)), counts)

    def after(self, at: Ints, days: float) -> Ints:
        """Some time after an instant, `days` on average."""
        return at + (self.dice.exponential(days, len(at)) * DAY).astype(np.int64)

    def within(self, of: Ints, start: float = 0.02, end: float = 1.0) -> Ints:
        """Times drawn within the life of cases, between shares of it, in order by case."""
        share = start + (end - start) * self.dice.random(len(of))
        at = self.reported[of] + (share * self.days[of] * DAY).astype(np.int64)
        return at[np.lexsort((at, of))]

    def day(self, at: Ints, later: int) -> Ints:
        """The day of an instant and up to so many days later, since 1970."""
        found: Ints = at // DAY + self.dice.integers(1, later + 1, len(at))
        return found


def report(b: Blocks, c: Cases) -> None:
    """From the first call to a recorded crime."""
    data = [
        f'{{"force":"{force}","team":"{team}","offence":"rape","reported_by":"victim",'
        f'"relationship":"{who}","domestic_abuse":{abuse},"suspect":"named"}}'
        for force in ("01", "13", "20", "52") for team in ("specialist", "general")
        for who, abuse in (("partner", "true"), ("acquaintance", "false"), ("stranger", "false"))
    ]  # fmt: skip
    b.add("crime.reported", c.case, c.reported, "police", data=data)
    for event, share, days, data in (
        ("crime.recorded", 0.97, 0.5, ['{"crime_ref":"made-up/№"}']),
        ("crime.classified_n100", 0.02, 2.0, ['{"ground":"elsewhere"}']),
        ("victim.spoken_to", 0.9, 0.6, ['{"first":true}']),
        ("response.attended", 0.7, 0.5, ['{"officer_skill":"trained"}', '{"officer_skill":"none"}']),
        ("risk.assessed", 0.8, 1.0, [f'{{"level":"{x}","risk_to_others":{y}}}' for x in ("standard", "medium", "high") for y in ("true", "false")]),
        ("safeguarding.decided", 0.7, 1.5, ['{"result":"made","to":["marac"]}', '{"result":"not_needed","to":[]}']),
        ("needs.assessed", 0.8, 1.5, ['{"needs":["none"]}', '{"needs":["mental_health"]}', '{"needs":["alcohol","housing"]}']),
        ("characteristics.recorded", 0.6, 5.0, ['{"sex":"female","race":"not_asked","source":"self"}', '{"sex":"male","source":"self"}']),
        ("report.acknowledged", 0.7, 4.0, ['{"how":"letter"}', '{"how":"email"}']),
        ("evidence.secured", 0.8, 1.0, ['{"kind":"early_evidence_kit"}', '{"kind":"forensic"}']),
    ):  # fmt: skip
        of = c.some(share)
        b.add(event, c.case[of], c.after(c.reported[of], days), "police", data=data)
    for kind, share, days in (("first_leaflet", 0.8, 3.0), ("full_leaflet", 0.6, 20.0)):
        of = c.some(share)
        b.add(
            "information.given",
            c.case[of],
            c.after(c.reported[of], days),
            "police",
            data=[f'{{"kind":"{kind}"}}'],
        )
    of = c.some(0.85)
    positions = [
        f'{{"position":"{p}","at":"outset","reasons":["other"]}}'
        for p in ("supports", "does_not_support", "undecided")
    ]
    b.add(
        "position.stated",
        c.case[of],
        c.after(c.reported[of], 2.0),
        "police",
        data=positions,
        weights=[0.6, 0.25, 0.15],
    )
    of = c.some(0.3)
    at = c.after(c.reported[of], 2.0)
    subject = np.full(len(of), PLACE["e"])
    b.add("evidence.perishable", c.case[of], at, "police", subject=subject, dates=[c.day(at, 20)],
          data=['{"kind":"cctv","expires_on":"§"}', '{"kind":"toxicology"}'])  # fmt: skip
    b.add(
        "evidence.preserved",
        c.case[of],
        c.after(at, 3.0),
        "police",
        subject=subject,
        data=['{"result":"secured"}', '{"result":"lost"}'],
    )


def support(b: Blocks, c: Cases) -> None:
    """Somebody beside the victim."""
    of = c.some(0.7)
    at = c.after(c.reported[of], 2.0)
    b.add(
        "support.offered",
        c.case[of],
        at,
        "police",
        data=['{"service":"isva"}', '{"service":"sarc"}', '{"service":"legal_advice"}'],
        weights=[0.8, 0.15, 0.05],
    )
    at = c.after(at, 3.0)
    b.add(
        "support.answered",
        c.case[of],
        at,
        "victim",
        data=[f'{{"service":"isva","answer":"{x}"}}' for x in ("accepted", "declined", "later")],
        weights=[0.6, 0.3, 0.1],
    )
    subject = np.full(len(of), PLACE["r"])
    at = c.after(at, 2.0)
    b.add(
        "support.referred", c.case[of], at, "police", subject=subject, data=['{"service":"isva"}']
    )
    at = c.after(at, 25.0)
    b.add(
        "support.started", c.case[of], at, "support", subject=subject, data=['{"service":"isva"}']
    )
    b.add("support.sharing_agreed", c.case[of], at, "victim", data=['{"of":["conversations"]}'])
    of = c.each(4.0)
    b.add("support.liaison", c.case[of], c.within(of), "police", data=['{"with":"support"}'])


def contact(b: Blocks, c: Cases) -> None:
    """Told, and told again."""
    of = c.some(0.8)
    b.add("contact.agreed", c.case[of], c.after(c.reported[of], 6.0), "police", data=[
        *(f'{{"when":"regular","every_days":{n},"method":"phone","may_leave_message":false,"letters":true,"safe":true}}' for n in (7, 14, 28)),
        '{"when":"only_news","method":"email","may_leave_message":false,"letters":false,"safe":true}',
    ])  # fmt: skip
    of = c.each(26.0)
    made = [
        '{"method":"phone","by":"agency","alone":"yes","news":true}',
        '{"method":"text","by":"agency","alone":"not_known","news":false}',
        '{"method":"phone","by":"victim","alone":"yes","news":false}',
    ]
    b.add("contact.made", c.case[of], c.within(of), "police", data=made, weights=[0.5, 0.3, 0.2])
    of = c.each(3.0)
    b.add("contact.made", c.case[of], c.within(of), "cps", data=made, weights=[0.5, 0.3, 0.2])
    of = c.each(9.0)
    b.add(
        "contact.attempted",
        c.case[of],
        c.within(of),
        "police",
        data=['{"method":"phone","through":"direct"}', '{"method":"phone","through":"adviser"}'],
    )
    of = c.each(0.8)
    at = c.within(of)
    b.add(
        "officer.changed",
        c.case[of],
        at,
        "police",
        data=['{"role":"investigator","name":"o№"}', '{"role":"prosecutor","name":"c№"}'],
    )
    b.add(
        "officer.change_told",
        c.case[of],
        c.after(at, 5.0),
        "police",
        data=['{"role":"investigator"}'],
    )
    of = c.some(0.03)
    at = c.within(of)
    b.add("contact.breached", c.case[of], at, "police", data=['{"how":"wrong_address"}'])
    b.add(
        "risk.assessed",
        c.case[of],
        c.after(at, 0.1),
        "police",
        data=['{"level":"high","risk_to_others":true}'],
    )
    of = c.some(0.02)
    b.add(
        "contact.declined",
        c.case[of],
        c.within(of),
        "victim",
        data=['{"scope":"all"}', '{"scope":"letters"}'],
    )


def engagement(b: Blocks, c: Cases) -> None:
    """Leaving, and coming back."""
    of = c.some(0.45)
    at = c.within(of, 0.05, 0.95)
    stated = [
        f'{{"stage":"investigation","said_by":"{who}","reasons":["time_taken"],"own_choice":"not_known"}}'
        for who in ("victim", "police_inference")
    ]
    b.add("withdrawal.stated", c.case[of], at, "police", data=stated, weights=[0.7, 0.3])
    half = c.dice.random(len(of)) < 0.6
    b.add(
        "withdrawal.confirmed",
        c.case[of][half],
        c.after(at[half], 8.0),
        "victim",
        data=['{"how":"signed"}', '{"how":"portal"}'],
    )
    some = c.dice.random(len(of)) < 0.1
    b.add("engagement.resumed", c.case[of][some], c.after(at[some], 30.0), "victim")
    some = c.dice.random(len(of)) < 0.3
    b.add("return.offered", c.case[of][some], c.after(at[some], 20.0), "police")


def investigation(b: Blocks, c: Cases) -> None:
    """Who leads, what is followed up, who watches over it."""
    of = c.some(0.95)
    at = c.after(c.reported[of], 3.0)
    b.add(
        "investigation.allocated",
        c.case[of],
        at,
        "police",
        data=[
            f'{{"officer":"o№","qualified":{q},"team":"{t}"}}'
            for q in ("true", "false")
            for t in ("specialist", "general")
        ],
    )
    b.add("plan.set", c.case[of], c.after(at, 6.0), "police")
    of = c.each(22.0)
    b.add(
        "supervision.reviewed",
        c.case[of],
        c.within(of),
        "police",
        data=[f'{{"direction":"{d}"}}' for d in ("given", "none_needed", "none")],
        weights=[0.5, 0.2, 0.3],
    )
    of = c.each(5.0)
    at = c.within(of, 0.02, 0.6)
    subject = numbered("l", of)
    b.add(
        "line.opened",
        c.case[of],
        at,
        "police",
        subject=subject,
        data=[
            '{"about":"digital","direction":"both","noticed_by":"investigator"}',
            '{"about":"witness","direction":"towards","noticed_by":"supervisor"}',
        ],
    )
    b.add(
        "line.closed",
        c.case[of],
        c.after(at, 40.0),
        "police",
        subject=subject,
        data=['{"result":"completed"}', '{"result":"impossible"}'],
    )
    of = c.some(0.7)
    at = c.after(c.reported[of], 12.0)
    b.add(
        "account.offered",
        c.case[of],
        at,
        "police",
        data=['{"kind":"video","interviewer_sex":"met"}'],
    )
    b.add(
        "account.recorded",
        c.case[of],
        c.after(at, 10.0),
        "police",
        data=['{"kind":"video"}', '{"kind":"statement"}'],
    )
    of = c.some(0.4)
    b.add("statement.offered", c.case[of], c.within(of), "police", data=['{"form":"statement"}'])
    of = c.some(0.6)
    b.add(
        "early_advice.considered",
        c.case[of],
        c.after(c.reported[of], 25.0),
        "police",
        data=['{"sought":true}', '{"sought":false}'],
    )
    _suspects(b, c)


def _suspects(b: Blocks, c: Cases) -> None:
    """One suspect or several, each with a way of their own."""
    of = c.each(1.1, 4)
    subject = numbered("s", of)
    found = c.after(c.reported[of], 5.0)
    b.add("suspect.identified", c.case[of], found, "police", subject=subject)
    keep = c.dice.random(len(of)) < 0.6
    of, subject = of[keep], subject[keep]
    at = c.after(found[keep], 6.0)
    b.add("suspect.arrested", c.case[of], at, "police", subject=subject)
    b.add(
        "suspect.interviewed",
        c.case[of],
        at + 6 * HOUR,
        "police",
        subject=subject,
        data=[
            '{"under_caution":true,"account_given":true}',
            '{"under_caution":true,"account_given":false}',
        ],
    )
    b.add(
        "progress.told",
        c.case[of],
        c.after(at, 1.0),
        "police",
        subject=subject,
        data=['{"about":"arrested"}', '{"about":"interviewed"}', '{"about":"released"}'],
    )
    released = at + 20 * HOUR
    b.add(
        "suspect.released",
        c.case[of],
        released,
        "police",
        subject=subject,
        data=['{"to":"bail"}', '{"to":"rui"}'],
    )
    b.add(
        "bail.granted",
        c.case[of],
        released,
        "police",
        subject=subject,
        dates=[at // DAY],
        data=[
            '{"arrested_on":"§","conditions":["no_contact"],"victim_views":"sought"}',
            '{"conditions":["area"],"victim_views":"not_sought"}',
        ],
        weights=[0.95, 0.05],
    )
    longer = c.dice.random(len(of)) < 0.4
    at = released[longer] + 24 * DAY
    b.add(
        "bail.extended",
        c.case[of][longer],
        at,
        "police",
        subject=subject[longer],
        dates=[c.day(at, 60)],
        data=[
            '{"until":"§","authorised_by":"superintendent","conditions_a_to_d":true,"representations":"invited","victim_views":"sought"}'
        ],
    )
    b.add(
        "bail.ended",
        c.case[of],
        c.after(released, 60.0),
        "police",
        subject=subject,
        data=[
            '{"to":"rui","rationale":true,"risk_assessed":true}',
            '{"to":"lapsed","rationale":false,"risk_assessed":false}',
            '{"to":"charged","rationale":true,"risk_assessed":true}',
        ],
    )
    b.add(
        "order.considered",
        c.case[of],
        c.after(released, 10.0),
        "police",
        subject=subject,
        data=['{"kind":"sro","decision":"not_appropriate"}'],
    )
    b.add("suspect.account_tested", c.case[of], c.after(released, 40.0), "police", subject=subject)


def material(b: Blocks, c: Cases) -> None:
    """Phones, and other people's records."""
    of = c.each(0.6, 3)
    subject = numbered("d", of)
    asked = c.within(of, 0.02, 0.4)
    b.add(
        "device.requested",
        c.case[of],
        asked,
        "police",
        subject=subject,
        dates=[c.day(asked, 1) - 400, c.day(asked, 1) - 30],
        data=[
            '{"of":"victim","line":"l1","asked_by":"investigator","alternatives":["social_media"],"from":"§","to":"§","data":["messages"],"in_use_at_time":true,"days_estimated":7,"lawful_basis":"dpa"}'
        ],
    )
    b.add(
        "device.form_sent",
        c.case[of],
        asked + HOUR,
        "police",
        subject=subject,
        data=[
            '{"complete":true,"states":["what","why","handling","may_refuse","not_ended_by_refusal"]}'
        ],
    )
    b.add(
        "device.answered",
        c.case[of],
        c.after(asked, 4.0),
        "victim",
        subject=subject,
        data=[
            f'{{"answer":"{a}","given_by":"victim","isva_present":false}}'
            for a in ("agreed", "refused")
        ],
        weights=[0.8, 0.2],
    )
    keep = c.dice.random(len(of)) < 0.75
    of, subject, taken = of[keep], subject[keep], c.after(asked[keep], 8.0)
    b.add(
        "device.taken",
        c.case[of],
        taken,
        "police",
        subject=subject,
        data=['{"of":"victim","how":"agreement"}', '{"of":"suspect","how":"power"}'],
        weights=[0.8, 0.2],
    )
    at = c.after(taken, 20.0)
    b.add(
        "device.downloaded",
        c.case[of],
        at,
        "police",
        subject=subject,
        data=['{"verified":true,"items":120}', '{"verified":false}'],
        weights=[0.9, 0.1],
    )
    b.add("device.returned", c.case[of], c.after(at, 15.0), "police", subject=subject)
    b.add(
        "device.reviewed",
        c.case[of],
        c.after(at, 60.0),
        "police",
        subject=subject,
        data=['{"relevant":true}', '{"relevant":false}'],
    )
    back = c.dice.random(len(of)) < 0.1
    b.add(
        "device.answered",
        c.case[of][back],
        c.after(taken[back], 5.0),
        "victim",
        subject=subject[back],
        data=['{"answer":"withdrawn","given_by":"victim","isva_present":true}'],
    )
    of = c.each(0.5, 3)
    subject = numbered("t", of)
    at = c.within(of, 0.05, 0.5)
    b.add(
        "third_party.requested",
        c.case[of],
        at,
        "police",
        subject=subject,
        dates=[c.day(at, 1) - 700, c.day(at, 1)],
        data=['{"of":"victim","kind":"medical","line":"l1","from":"§","to":"§","notice":"before"}'],
    )
    at = c.after(at, 60.0)
    b.add("third_party.received", c.case[of], at, "police", subject=subject)
    b.add(
        "third_party.reviewed",
        c.case[of],
        c.after(at, 20.0),
        "police",
        subject=subject,
        data=['{"relevant":true}'],
    )


def prosecution(b: Blocks, c: Cases) -> None:
    """Files, plans and actions, back and forth."""
    of = c.some(0.25)
    at = c.within(of, 0.1, 0.4)
    b.add("early_advice.requested", c.case[of], at, "police")
    b.add("early_advice.given", c.case[of], c.after(at, 25.0), "cps")
    of = c.some(0.55)
    at = c.within(of, 0.3, 0.6)
    b.add(
        "file.submitted",
        c.case[of],
        at,
        "police",
        data=[
            f'{{"purpose":"charging","track":"{t}","cps_area":"x"}}'
            for t in ("custody", "five_day", "standard")
        ],
        weights=[0.05, 0.1, 0.85],
    )
    at = c.after(at, 2.0)
    b.add(
        "triage.completed",
        c.case[of],
        at,
        "cps",
        data=[
            '{"accepted":true,"track":"custody"}',
            '{"accepted":true,"track":"five_day"}',
            '{"accepted":true}',
            '{"accepted":false,"missing":["medical"]}',
        ],
        weights=[0.05, 0.1, 0.65, 0.2],
    )
    b.add(
        "prosecutor.allocated",
        c.case[of],
        c.after(at, 6.0),
        "cps",
        data=['{"officer":"c№","rasso":true}'],
    )
    b.add(
        "strategy.set",
        c.case[of],
        c.after(at, 30.0),
        "cps",
        data=['{"strengths":true,"weaknesses":true,"handling":false}'],
    )
    rounds = np.repeat(of, c.dice.integers(1, 4, len(of)))
    sent = c.within(rounds, 0.6, 0.85)
    b.add("actionplan.sent", c.case[rounds], sent, "cps", data=['{"number":1}'])
    b.add(
        "actionplan.reviewed",
        c.case[rounds],
        c.after(sent, 30.0),
        "police",
        data=['{"together":true}', '{"together":false}'],
    )
    b.add(
        "reminder.sent", c.case[rounds], c.after(sent, 40.0), "cps", data=['{"to":"investigator"}']
    )
    acts = np.repeat(np.arange(len(rounds)), c.dice.integers(1, 9, len(rounds)))
    of, at = rounds[acts], sent[acts] + HOUR
    subject = numbered("a", of)
    b.add(
        "action.set",
        c.case[of],
        at,
        "cps",
        subject=subject,
        dates=[c.day(at, 30), c.day(at, 15)],
        data=[
            f'{{"kind":"{k}","essential":{e},"target":"§","review":"§"}}'
            for k in ("statement", "medical", "digital", "forensic")
            for e in ("true", "false")
        ],
    )
    some = c.dice.random(len(of)) < 0.1
    b.add(
        "action.challenged",
        c.case[of][some],
        c.after(at[some], 4.0),
        "police",
        subject=subject[some],
        data=['{"ground":"date_unrealistic"}'],
    )
    moved = c.after(at[some], 9.0)
    b.add(
        "action.amended",
        c.case[of][some],
        moved,
        "cps",
        subject=subject[some],
        dates=[c.day(moved, 40)],
        data=['{"target":"§","withdrawn":false}', '{"withdrawn":true}'],
        weights=[0.8, 0.2],
    )
    done = c.dice.random(len(of)) < 0.8
    b.add(
        "action.completed",
        c.case[of][done],
        c.after(at[done], 30.0),
        "police",
        subject=subject[done],
        data=['{"result":"done"}', '{"result":"not_possible"}'],
    )
    of = c.some(0.1)
    at = c.within(of, 0.7, 0.9)
    b.add(
        "case.waiting_on_police",
        c.case[of],
        at,
        "cps",
        data=[
            '{"agreed":false,"reason":"no_response"}',
            '{"agreed":true,"reason":"material_awaited"}',
        ],
    )
    b.add("progress.told", c.case[of], c.after(at, 3.0), "cps", data=['{"about":"waiting"}'])
    b.add("case.reactivated", c.case[of], c.after(at, 40.0), "police")
    of = c.some(0.05)
    at = c.within(of, 0.5, 0.9)
    subject = numbered("r", of)
    b.add(
        "disagreement.raised",
        c.case[of],
        at,
        "police",
        subject=subject,
        data=['{"about":"action","level":1}'],
    )
    b.add(
        "disagreement.answered",
        c.case[of],
        c.after(at, 12.0),
        "cps",
        subject=subject,
        data=['{"resolved":true,"level":1,"independent":true}'],
    )


def decision(b: Blocks, c: Cases) -> None:
    """A decision, how it was told, and whether it was looked at again."""
    ends = c.reported + (c.days * DAY).astype(np.int64)
    of = c.some(0.85)
    by = c.dice.random(len(of)) < 0.75
    at = ends[of]
    b.add(
        "decision.made",
        c.case[of][by],
        at[by],
        "police",
        data=[
            '{"by":"police","result":"no_further_action","outcome":"16","stage":"victim_position","authorised_by":"inspector","read":["file"]}',
            '{"by":"police","result":"no_further_action","outcome":"15","stage":"evidential","authorised_by":"sergeant","read":["briefing_only"]}',
        ],
    )
    b.add(
        "cps.told",
        c.case[of][by],
        c.after(at[by], 2.0),
        "police",
        data=['{"of":"police_decision"}'],
    )
    first = np.full(int((~by).sum()), PLACE["s"])
    b.add(
        "decision.made",
        c.case[of][~by],
        at[~by],
        "cps",
        subject=first,
        data=[
            '{"by":"cps","result":"charge","evidential":"pass","public_interest":"for","read":["file","account"]}',
            '{"by":"cps","result":"no_further_action","evidential":"fail","stage":"evidential","read":["file"]}',
        ],
    )
    b.add(
        "decision.told",
        c.case[of],
        c.after(at, 2.0),
        "police",
        data=[
            f'{{"how":"{h}","review_right":"{r}","needs_considered":true,"adviser_told":"yes","support_present":false}}'
            for h in ("phone", "email", "in_person")
            for r in ("applies", "not_told")
        ],
    )
    b.add(
        "letter.sent",
        c.case[of],
        c.after(at, 4.0),
        "police",
        data=[
            '{"how":"post","review_right":"applies","contacts":["investigator"]}',
            '{"how":"email","review_right":"not_told","contacts":["prosecutor"]}',
        ],
    )
    b.add(
        "suspect.told", c.case[of], c.after(at, 2.0), "police", data=['{"of":"no_further_action"}']
    )
    some = c.dice.random(len(of)) < 0.06
    subject = np.full(int(some.sum()), PLACE["r"] + 1)
    asked = c.after(at[some], 20.0)
    b.add(
        "review.requested",
        c.case[of][some],
        asked,
        "victim",
        subject=subject,
        data=['{"of":"police"}', '{"of":"cps"}'],
    )
    b.add("review.acknowledged", c.case[of][some], c.after(asked, 6.0), "police", subject=subject)
    b.add("review.escalated", c.case[of][some], c.after(asked, 15.0), "victim", subject=subject)
    b.add(
        "review.decided",
        c.case[of][some],
        c.after(asked, 30.0),
        "cps",
        subject=subject,
        data=[
            '{"stage":"local","result":"upheld","reviewer":"c9"}',
            '{"stage":"national","result":"upheld","reviewer":"c8"}',
        ],
    )
    few = c.dice.random(len(of)) < 0.02
    b.add(
        "appeal.made",
        c.case[of][few],
        c.after(at[few], 5.0),
        "police",
        subject=np.full(int(few.sum()), PLACE["r"] + 2),
        data=['{"level":1}'],
    )
    b.add("case.reopened", c.case[of][few], c.after(at[few], 60.0), "police")
    shut = c.dice.random(len(of)) < 0.7
    b.add("case.closed", c.case[of][shut], c.after(at[shut], 90.0), "police")


def court(b: Blocks, c: Cases) -> None:
    """From charge to outcome."""
    of = c.some(0.12)
    at = c.reported[of] + (c.days[of] * DAY).astype(np.int64) + DAY
    suspect = np.full(len(of), PLACE["s"])
    b.add("charge.made", c.case[of], at, "police", subject=suspect)
    b.add(
        "progress.told",
        c.case[of],
        c.after(at, 1.0),
        "police",
        subject=suspect,
        data=['{"about":"charged"}'],
    )
    b.add("witness_care.taken_on", c.case[of], c.after(at, 5.0), "witness_care")
    b.add(
        "measures.considered",
        c.case[of],
        c.after(at, 20.0),
        "cps",
        data=['{"kinds":["screen"],"victim_wish":"yes"}'],
    )
    b.add(
        "bad_character.considered",
        c.case[of],
        c.after(at, 20.0),
        "police",
        data=['{"material":"none_found"}'],
    )
    hearing = np.full(len(of), PLACE["h"])
    listed = c.after(at, 60.0)
    b.add(
        "hearing.listed",
        c.case[of],
        listed,
        "court",
        subject=hearing,
        dates=[c.day(listed, 300)],
        data=['{"kind":"trial","on":"§"}', '{"kind":"plea","on":"§"}'],
    )
    b.add("hearing.told", c.case[of], c.after(listed, 2.0), "witness_care", subject=hearing)
    moved = c.after(listed, 90.0)
    b.add(
        "hearing.moved",
        c.case[of],
        moved,
        "court",
        subject=hearing,
        dates=[c.day(moved, 200)],
        data=['{"kind":"trial","on":"§","reason":"court","days_notice":5}'],
    )
    b.add(
        "statement.offered",
        c.case[of],
        c.after(moved, 30.0),
        "witness_care",
        data=['{"form":"update"}'],
    )
    end = c.after(moved, 150.0)
    b.add("trial.started", c.case[of], end, "court")
    b.add(
        "court.outcome",
        c.case[of],
        end + 3 * DAY,
        "court",
        subject=suspect,
        data=['{"result":"convicted"}', '{"result":"acquitted"}', '{"result":"discontinued"}'],
    )
    stopped = c.dice.random(len(of)) < 0.1
    b.add(
        "proceedings.stopped",
        c.case[of][stopped],
        end[stopped],
        "cps",
        subject=suspect[stopped],
        data=['{"how":"discontinued"}'],
    )


def corrections(b: Blocks, c: Cases) -> None:
    """What was recorded wrongly, and what never arrived."""
    of = c.some(0.01)
    b.add(
        "record.corrected",
        c.case[of],
        c.within(of, 0.5, 1.0),
        "police",
        data=['{"seq":3}', '{"seq":9}'],
    )
    of = c.some(0.02)
    b.add("message.failed", c.case[of], c.within(of, 0.5, 1.0), "system", data=['{"seq":6}'])


STAGES: tuple[Callable[[Blocks, Cases], None], ...] = (
    report, support, contact, engagement, investigation, material, prosecution, decision, court,
    corrections,
)  # fmt: skip
