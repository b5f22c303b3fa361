"""Phones, and other people's records about the victim, in a made-up case."""

from __future__ import annotations

from typing import Any

import numpy as np

from answerable.synthetic.blocks import PLACE, Blocks, Coded, Dates, Floats, Ints
from answerable.synthetic.model import Model

HERS, THEIRS = PLACE["d"], PLACE["d"] + 1


def material(b: Blocks, m: Model) -> None:
    """Her phone, the suspect's, and records that somebody else holds."""
    _her_phone(b, m)
    _suspects_phone(b, m)
    _records(b, m)


def _her_phone(b: Blocks, m: Model) -> None:
    """Asked for while she still supports the case after so many days."""
    c = m.cases
    until = np.minimum(m.end, m.withdrawn)
    mentioned = c.some("phone.mentioned")
    b.add("device.mentioned", mentioned, c.soon(0, 5.0, until)[mentioned], subject=HERS)
    still = np.flatnonzero(m.withdrawn > c.p["phone.from_day"])
    of = c.some("phone.requested", still)
    at = c.soon(np.minimum(c.p["phone.from_day"], 0.3 * until), "phone.days", until)
    ready = c.some("phone.replacement_ready", of)
    b.add("device.replacement", ready, 0.9 * at[ready], subject=HERS)
    device_asked(b, m, of, at, HERS, "victim")
    legal = c.some("phone.legal_advice", of)
    b.add("support.offered", legal, c.soon(at, 1.0, m.end)[legal], service="legal_advice")
    formed = c.some("phone.form", of)
    b.add(
        "device.form_sent", formed, at[formed] + 0.05, subject=HERS,
        complete=c.either("phone.form_complete", len(formed)),
        states=c.pick_lists("phone.states", len(formed)),
    )  # fmt: skip
    agreed = c.mask(c.some("phone.agreed", of))
    later = c.soon(at + 0.1, "phone.answered_days", np.maximum(m.end, at + 1))
    advice = c.some("phone.asked_for_advice", of)
    _answered(b, m, advice, at + 0.08, "asked_for_advice")
    _answered(b, m, of[agreed[of]], later, "agreed")
    _answered(b, m, of[~agreed[of]], later, "refused")
    challenged = c.some("phone.challenged", of)
    b.add(
        "device.challenged", challenged, later[challenged], "support", subject=HERS, why="made up"
    )
    again = c.some("phone.asked_again", of[~agreed[of]])
    device_asked(b, m, again, c.soon(later, 10.0, np.maximum(m.end, later + 1)), HERS, "victim")
    taken = np.union1d(of[agreed[of]], c.some("phone.without_agreement", of[~agreed[of]]))
    _held(b, m, taken, later + c.dice.exponential(c.p["phone.taken_days"], c.count))


def device_asked(
    b: Blocks, m: Model, of: Ints, at: Floats, subject: int, whose: str, action: str = ""
) -> None:
    """A device asked for; for an action of the prosecutors', or by whoever thought of it."""
    c = m.cases
    day = c.day(of, at[of])
    back = c.pick_numbers("phone.period", len(of))
    by = c.pick("phone.asked_by", len(of))
    asked = ["a1" if who == "prosecutor" else "missing" for who in by.values]
    fields: dict[str, Any] = {
        "line": c.pick("phone.line", len(of)), "asked_by": "prosecutor" if action else by,
        "action": action or Coded(asked, by.which),
        "alternatives": c.pick_lists("phone.alternatives", len(of)),
        "data": c.pick_lists("phone.data", len(of)), "necessity": "made up",
        "in_use_at_time": c.either("phone.in_use", len(of)), "days_estimated": 28,
        "without_it": c.pick("phone.without_it", len(of)),
        "lawful_basis": "made_up", "to": Dates(day),
        "from_": Dates(day - np.array(back.values)[back.which]),
    }  # fmt: skip
    b.add("device.requested", of, at[of], subject=subject, of_=whose, **fields)


def _answered(b: Blocks, m: Model, of: Ints, at: Floats, answer: str) -> None:
    c = m.cases
    b.add(
        "device.answered", of, at[of], "victim", subject=HERS, answer=answer, given_by="victim",
        isva_present=Coded([False, True], m.adviser[of] * 1),
        why=c.pick_lists("phone.refusal", len(of)) if answer == "refused" else [],
    )  # fmt: skip


def _held(b: Blocks, m: Model, of: Ints, at: Floats) -> None:
    """Taken, read and given back; that may last longer than the case."""
    c = m.cases
    taken = np.isin(c.all, of) * 1
    hold = c.lognormal(c.p["phone.held"], c.p["phone.held_sigma"], taken)
    b.add("device.taken", of, at[of], subject=HERS, of_="victim", how=c.pick("phone.how", len(of)))
    replaced = c.some("phone.replacement", of)
    b.add("device.replacement", replaced, c.soon(at, 2.0, at + hold)[replaced], subject=HERS)
    copied = c.some("phone.downloaded", of)
    read = c.soon(at, "phone.download_days", at + hold)
    b.add(
        "device.downloaded", copied, read[copied], subject=HERS,
        verified=c.either("phone.verified", len(copied)), items=120,
    )  # fmt: skip
    seen = c.some("phone.reviewed", copied)
    wait = c.dice.exponential(c.p["phone.review_days"], len(seen))
    b.add(
        "device.reviewed", seen, read[seen] + wait, subject=HERS,
        relevant=c.either("phone.relevant", len(seen)),
    )  # fmt: skip
    _withdraws(b, m, c.some("phone.agreement_withdrawn", of), at + 0.5 * hold)
    b.add("device.returned", of, at[of] + hold[of], subject=HERS)
    shared = c.some("phone.shared", copied)
    b.add("device.shared", shared, (at + hold)[shared] + 5, subject=HERS, with_="cps")
    deleted = c.some("phone.deleted", copied)
    b.add("device.deleted", deleted, at[deleted] + hold[deleted] + 10, subject=HERS)
    twice = c.some("phone.taken_again", of)
    back = at + hold + 20
    b.add("device.taken", twice, back[twice], subject=HERS, of_="victim", how="agreement")
    b.add("device.returned", twice, back[twice] + 30, subject=HERS)


def _withdraws(b: Blocks, m: Model, of: Ints, at: Floats) -> None:
    _answered(b, m, of, at, "withdrawn")


def _suspects_phone(b: Blocks, m: Model) -> None:
    c = m.cases
    of = c.some("suspect_phone.requested", np.flatnonzero(m.identified))
    at = c.soon(0, "suspect_phone.days", np.minimum(m.end, m.referred))
    device_asked(b, m, of, at, THEIRS, "suspect")
    # No code says that a suspect gave the answer, so who gave it is not recorded.
    answered = c.some("suspect_phone.answered", of)
    b.add(
        "device.answered", answered, at[answered] + 0.03, subject=THEIRS, isva_present=False,
        answer=c.pick("suspect_phone.answer", len(answered)),
    )  # fmt: skip
    b.add("device.taken", of, at[of] + 0.05, subject=THEIRS, of_="suspect", how="power")
    copied = c.some("phone.downloaded", of)
    read = c.soon(at + 0.06, "phone.download_days", m.finished)
    b.add("device.downloaded", copied, read[copied], subject=THEIRS, verified=True, items=900)
    seen = c.some("phone.reviewed", copied)
    later = c.soon(read, "phone.review_days", m.finished)
    b.add(
        "device.reviewed", seen, later[seen], subject=THEIRS,
        relevant=c.either("phone.relevant", len(seen)),
    )  # fmt: skip
    # It is read before it is given back; what is still held has no return.
    held = c.lognormal(c.p["suspect_phone.held"], c.p["suspect_phone.held_sigma"], c.mask(of) * 1)
    read_by = np.where(c.mask(seen), later, np.where(c.mask(copied), read, at + 0.06))
    returned = c.some("suspect_phone.returned", of)
    b.add("device.returned", returned, (read_by + held)[returned], subject=THEIRS)


def _records(b: Blocks, m: Model) -> None:
    """Records that others hold: asked for with reasons, received after weeks, read."""
    c, subject = m.cases, PLACE["t"]
    of = c.some("records.requested", np.flatnonzero(m.withdrawn > c.p["phone.from_day"]))
    until = np.minimum(m.end, m.withdrawn)
    at = c.soon(0.2 * np.minimum(until, 30), "records.days", until)
    bounded = c.mask(c.some("records.period", of))[of]
    _record_asked(b, m, of[bounded], at, bounded=True)
    _record_asked(b, m, of[~bounded], at, bounded=False)
    answered = c.some("records.answered", of)
    b.add(
        "third_party.notice_sent", answered, at[answered], subject=subject,
        states=["what", "why", "handling", "may_object"],
    )  # fmt: skip
    b.add(
        "third_party.answered", answered, c.soon(at, 5.0, m.end)[answered], "victim",
        subject=subject, answer=c.pick("records.answer", len(answered)),
    )  # fmt: skip
    received = c.some("records.received", of)
    got = c.soon(at, "records.received_days", m.finished)
    b.add("third_party.received", received, got[received], subject=subject)
    read = c.some("records.reviewed", received)
    b.add(
        "third_party.reviewed", read, c.soon(got, 15.0, m.finished)[read], subject=subject,
        relevant=c.either("phone.relevant", len(read)),
    )  # fmt: skip


def _record_asked(b: Blocks, m: Model, of: Ints, at: Floats, *, bounded: bool) -> None:
    c, day = m.cases, m.cases.day(of, at[of])
    reasoned = c.pick("records.probative", len(of))
    approved = ["missing" if code == "missing" else "inspector" for code in reasoned.values]
    period: dict[str, Any] = {"from_": Dates(day - 700), "to": Dates(day)} if bounded else {}
    b.add(
        "third_party.requested", of, at[of], subject=PLACE["t"], of_="victim",
        kind=c.pick("records.kind", len(of)), line=c.pick("phone.line", len(of)),
        necessity="made up", alternatives=c.pick_lists("phone.alternatives", len(of)),
        notice=c.pick("records.notice", len(of)), probative=reasoned,
        approved_by=Coded(approved, reasoned.which), **period,
    )  # fmt: skip
