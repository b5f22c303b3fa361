"""Signals of phones and records."""

from __future__ import annotations

from answerable.analysis.log import NOBODY, NONE, Log, Mask, Rows
from answerable.analysis.signals.raised import (
    Raised,
    before,
    days_after,
    following,
    preceding,
    raised,
    subject_of,
)
from answerable.rules import material_signals as rules
from answerable.rules.stance import REFUSED

DEVICES = "device.taken; device.requested"
VICTIMS = "device.taken[of=victim]; device.requested[of=victim]"
ANOTHERS = "device.taken[of=suspect|witness]; device.requested[of=suspect|witness]"


def phone_unread(log: Log) -> Raised:
    rows = log.rows("device.downloaded")
    device, end = subject_of(log, rows), days_after(log.at(rows), rules.UNREAD)
    review = following(log, rows, log.rows("device.reviewed"), device)
    read = review != NONE
    unread = (end <= log.end) & ~(read & (log.at(review) < end))
    return Raised(log.case_of[rows][unread], device[unread], end[unread], read[unread])


def phone_again(log: Log) -> Raised:
    taken = log.rows("device.taken")
    taken = taken[log.columns.subject[taken] != NOBODY]
    device = subject_of(log, taken)
    again = preceding(log, taken, taken, device) != NONE
    return raised(log, taken[again], about=device[again])


def asked_again(log: Log) -> Raised:
    requests, refused = log.rows("device.requested[of=victim]"), log.rows(REFUSED)
    said = preceding(log, refused, log.rows(DEVICES), subject_of(log, refused))
    hers = refused[~log.is_a(said, ANOTHERS)]
    return raised(log, requests[preceding(log, requests, hers) != NONE])


def taken_without_agreement(log: Log) -> Raised:
    taken = log.rows("device.taken[of=victim]")
    ground = log.mask("device.taken[how=scene_exhibit|power]")[taken]
    without = taken[~ground & ~_agreed(log, taken)]
    return raised(log, without, about=subject_of(log, without))


def extracted_without_agreement(log: Log) -> Raised:
    rows = log.rows("device.downloaded")
    device = subject_of(log, rows)
    said = preceding(log, rows, log.rows(DEVICES), device)
    ground = preceding(log, rows, log.rows("device.taken[how=power]"), device) != NONE
    without = rows[log.is_a(said, VICTIMS) & ~ground & ~_agreed(log, rows)]
    return raised(log, without, about=subject_of(log, without))


def _agreed(log: Log, rows: Rows) -> Mask:
    """Whether agreement to the device of each row stood just before it, and nobody was pressed."""
    answer = preceding(log, rows, log.rows("device.answered"), subject_of(log, rows))
    pressed = log.is_a(answer, "device.answered[pressed=yes]")
    return log.is_a(answer, "device.answered[answer=agreed]") & ~pressed


def victim_more_than_suspect(log: Log) -> Raised:
    rows = log.rows("decision.made; file.submitted[purpose=charging]")
    hers, theirs = (before(log, rules.REQUESTS.format(who), rows) for who in ("victim", "suspect"))
    return raised(log, rows[hers > theirs])
