"""From the first call to a recorded crime, in a case that weighs."""

from __future__ import annotations

import numpy as np

from answerable.synthetic.load.blocks import PLACE, Blocks
from answerable.synthetic.load.cases import Cases


def report(b: Blocks, c: Cases) -> None:
    """From the first call to a recorded crime."""
    _reported(b, c)
    _first_days(b, c)
    _told(b, c)
    _perishable(b, c)


def _reported(b: Blocks, c: Cases) -> None:
    """The first call."""
    data = [
        f'{{"force":"{force}","team":"{team}","offence":"rape","reported_by":"victim",'
        f'"relationship":"{who}","domestic_abuse":{abuse},"suspect":"named"}}'
        for force in ("01", "13", "20", "52") for team in ("specialist", "general")
        for who, abuse in (("partner", "true"), ("acquaintance", "false"), ("stranger", "false"))
    ]  # fmt: skip
    b.add("crime.reported", c.case, c.reported, "police", data=data)


def _first_days(b: Blocks, c: Cases) -> None:
    """What the first days bring."""
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


def _told(b: Blocks, c: Cases) -> None:
    """Leaflets, and where the victim stands."""
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


def _perishable(b: Blocks, c: Cases) -> None:
    """Evidence that does not keep."""
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
