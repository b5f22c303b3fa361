"""Signals of phones and records."""

from __future__ import annotations

import numpy as np

from answerable.analysis.log import NOBODY, NONE, Log, Mask, Rows
from answerable.analysis.signals.raised import (
    By,
    Raised,
    before,
    days_after,
    each_of,
    first_in_case,
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
    rows, device, end, read = rows[unread], device[unread], end[unread], read[unread]
    return Raised(log.case_of[rows], device, end, read, each_of(rows))


def phone_again(log: Log) -> Raised:
    taken = log.rows("device.taken")
    taken = taken[log.columns.subject[taken] != NOBODY]
    keys = log.subject_keys(taken)
    order = np.lexsort((taken, keys))
    first = np.searchsorted(keys[order], keys[order], side="left")
    again = np.flatnonzero(first < np.arange(len(order)))
    rows = taken[order]
    by = By(rows, first[again], again + 1)
    return raised(log, rows[again], about=subject_of(log, rows[again]), by=by)


def asked_again(log: Log) -> Raised:
    requests, refused = log.rows("device.requested[of=victim]"), log.rows(REFUSED)
    said = preceding(log, refused, log.rows(DEVICES), subject_of(log, refused))
    hers = refused[~log.is_a(said, ANOTHERS)]
    again = requests[preceding(log, requests, hers) != NONE]
    both = np.sort(np.concatenate([hers, again]))
    by = By(both, first_in_case(log, both, again), np.searchsorted(both, again, side="right"))
    return raised(log, again, by=by)


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
    more = rows[hers > theirs]
    return raised(log, more, by=_asked_before(log, more, hers[hers > theirs]))


def _asked_before(log: Log, rows: Rows, number: Rows) -> By:
    """Raised by so many requests of hers before each of some rows, and by the row."""
    requests = log.rows(rules.REQUESTS.format("victim"))
    end = np.cumsum(number + 1)
    nth = np.arange(int(end[-1]) if len(end) else 0) - np.repeat(end - number - 1, number + 1)
    place = np.repeat(first_in_case(log, requests, rows), number + 1) + nth
    all_ = np.append(requests, NONE)[np.minimum(place, len(requests))]
    all_[end - 1] = rows
    return By(all_, end - number - 1, end)
