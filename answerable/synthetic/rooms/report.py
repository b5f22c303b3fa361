"""From the first call to a recorded crime, in a made-up case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from answerable.events.codes import CHARACTERISTICS
from answerable.synthetic.blocks import PLACE, Blocks, Coded, Dates, Ints, Named
from answerable.synthetic.forces import TEAMS
from answerable.synthetic.model import Model
from answerable.synthetic.parameters import MISSING

# Bands of age, each with the last year in it.
BANDS = {
    "18_to_24": 24, "25_to_34": 34, "35_to_44": 44, "45_to_54": 54, "55_to_64": 64,
    "65_to_74": 74,
}  # fmt: skip


def report(b: Blocks, m: Model) -> None:
    """What is recorded of the report, in the order in which it mostly is."""
    _reported(b, m)
    _recorded(b, m)
    _first_response(b, m)
    _needs_and_risk(b, m)
    _characteristics(b, m)
    _evidence(b, m)
    _information(b, m)


def _reported(b: Blocks, m: Model) -> None:
    c = m.cases
    recent = c.uniform(c.count) < c.p["offence_days.recent"]
    mean = np.where(recent, c.p["offence_days.recent_mean"], c.p["offence_days.old_mean"])
    before = np.minimum(c.dice.exponential(mean), 20_000)
    b.add(
        "crime.reported", c.all, np.zeros(c.count),
        force=Coded(m.world.codes, m.force), team=Coded(TEAMS, m.team),
        offence=c.pick("offence", c.count), reported_by=c.pick("reported_by", c.count),
        why=c.pick_lists("why", c.count), wants=c.pick("wants", c.count),
        relationship=m.relationship, domestic_abuse=Coded([False, True], m.domestic_abuse * 1),
        suspect=Coded(["unknown", "named"], m.has_suspect * 1),
        victim_age=m.age,
        offence_from=Dates(c.day(c.all, -before)),
    )  # fmt: skip


def _recorded(b: Blocks, m: Model) -> None:
    c = m.cases
    otherwise = c.some("case.classified_otherwise")
    b.add(
        "crime.classified_n100", otherwise, c.soon(0, "recorded.days", m.end)[otherwise],
        ground=c.pick("classified.ground", len(otherwise)),
    )  # fmt: skip
    of = np.setdiff1d(c.all, otherwise)
    at = c.soon(0, "recorded.days", m.end)
    b.add("crime.recorded", of, at[of], crime_ref=Named("made-up/", c.first + of))
    of = np.intersect1d(of, c.some("acknowledged.share"))
    at = c.soon(at, "acknowledged.days", m.end)
    b.add("report.acknowledged", of, at[of], how=c.pick("acknowledged.how", len(of)))


def _first_response(b: Blocks, m: Model) -> None:
    c = m.cases
    of = c.some("thrive.share")
    b.add(
        "thrive.assessed", of, c.soon(0, "thrive.days", m.end)[of],
        priority=c.pick("thrive.priority", len(of)),
    )  # fmt: skip
    of = c.some("attended.share")
    b.add(
        "response.attended", of, c.soon(0, "attended.days", m.end)[of],
        officer_skill=c.pick("attended.skill", len(of)),
    )  # fmt: skip
    of = c.some("spoken_to.share")
    b.add("victim.spoken_to", of, c.soon(0, "spoken_to.days", m.end)[of], first=True)
    of = c.some("victim_arrested.share")
    b.add("victim.arrested", of, c.soon(0, 3.0, m.end)[of])


def _needs_and_risk(b: Blocks, m: Model) -> None:
    c = m.cases
    of = c.some("risk.share")
    b.add(
        "risk.assessed", of, c.soon(0, "risk.days", m.end)[of],
        level=c.pick("risk.level", len(of)), risk_to_others=c.either("risk.to_others", len(of)),
    )  # fmt: skip
    drawn = c.pick("safeguarding", c.count)
    result = np.array(drawn.values)[drawn.which]
    at = c.soon(0, "safeguarding.days", m.end)
    for code in ("made", "not_needed", "declined", "not_made"):
        of = np.flatnonzero(result == code)
        to: Coded | list[str] = []
        if code == "made":
            to = c.pick_lists("safeguarding.to", len(of))
        b.add("safeguarding.decided", of, at[of], result=code, to=to)
    at = c.soon(0, "needs.days", m.end)
    for complex_needs in (True, False):
        of = np.flatnonzero(m.complex_needs == complex_needs)
        group = "needs.complex" if complex_needs else "needs.other"
        b.add(
            "needs.assessed", of, at[of], needs=c.pick_lists(group, len(of)),
            phone_dependence=c.pick("phone_dependence", len(of)),
        )  # fmt: skip


def _characteristics(b: Blocks, m: Model) -> None:
    """Every one of the nine as often as it is recorded. The rest was left out, or not asked, or not
    known, in one case all in one way: it is one form."""
    c = m.cases
    left_out = np.searchsorted(
        np.cumsum([c.p["characteristic.not_asked"], c.p["characteristic.not_known"]]),
        c.uniform(c.count), side="right",
    )  # fmt: skip
    fields: dict[str, Any] = {}
    for name in CHARACTERISTICS:
        codes, which = _ages(m) if name == "age" else _drawn(m, name)
        missing = c.uniform(c.count) >= c.p[f"characteristic.{name}"]
        values = [*codes, "not_asked", "not_known", MISSING]
        fields[name] = Coded(values, np.where(missing, len(codes) + left_out, which))
    b.add(
        "characteristics.recorded", c.all, c.soon(0, "characteristics.days", m.end),
        **fields, source=c.pick("characteristics.source", c.count),
    )  # fmt: skip


def _drawn(m: Model, name: str) -> tuple[Sequence[Any], Ints]:
    found = m.cases.pick(name, m.cases.count)
    return found.values, found.which


def _ages(m: Model) -> tuple[Sequence[Any], Ints]:
    """The band of the age that the report gave."""
    years = np.array(m.age.values)[m.age.which]
    return list(BANDS), np.searchsorted(list(BANDS.values()), years)


def _evidence(b: Blocks, m: Model) -> None:
    c = m.cases
    of = c.some("evidence.share")
    b.add(
        "evidence.secured", of, c.soon(0, "evidence.days", m.end)[of],
        kind=c.pick("evidence.kind", len(of)),
    )  # fmt: skip
    of = c.some("perishable.share")
    at = c.soon(0, "perishable.days", m.end)
    dated = c.some("perishable.dated", of)
    place = PLACE["e"]
    b.add(
        "evidence.perishable", dated, at[dated], subject=place,
        kind=c.pick("perishable.kind", len(dated)),
        expires_on=Dates(c.day(dated, at[dated]) + c.dice.integers(3, 30, len(dated))),
    )  # fmt: skip
    undated = np.setdiff1d(of, dated)
    b.add(
        "evidence.perishable", undated, at[undated], subject=place,
        kind=c.pick("perishable.kind", len(undated)),
    )  # fmt: skip
    of = c.some("preserved.share", of)
    later = c.soon(at, "preserved.days", m.end)
    b.add(
        "evidence.preserved", of, later[of], subject=place,
        result=c.pick("preserved.result", len(of)),
    )  # fmt: skip


def _information(b: Blocks, m: Model) -> None:
    c = m.cases
    codes, _ = c.p.group("information.share")
    for kind in codes:
        of = c.some(f"information.share:{kind}")
        at = c.soon(0, f"information.days:{kind}", m.end)
        b.add("information.given", of, at[of], kind=kind)
