"""Phones, and other people's records, in a case that weighs."""

from __future__ import annotations

from answerable.synthetic.load.blocks import DAY, Blocks, Ints, numbered
from answerable.synthetic.load.cases import Cases

HOUR = DAY // 24


def material(b: Blocks, c: Cases) -> None:
    """Phones, and other people's records."""
    _phones(b, c)
    _records(b, c)


def _phones(b: Blocks, c: Cases) -> None:
    """Phones, from the asking."""
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
    _answered(b, c, of, subject, asked)


def _answered(b: Blocks, c: Cases, of: Ints, subject: Ints, asked: Ints) -> None:
    """The written notice, and what she answers."""
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
    _taken(b, c, of, subject, asked)


def _taken(b: Blocks, c: Cases, of: Ints, subject: Ints, asked: Ints) -> None:
    """Most phones asked for are taken, read and given back."""
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
    _given_back(b, c, of, subject, taken, at)


def _given_back(b: Blocks, c: Cases, of: Ints, subject: Ints, taken: Ints, at: Ints) -> None:
    """Phones given back, what was read, and some who change their mind."""
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


def _records(b: Blocks, c: Cases) -> None:
    """Other people's records."""
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
