"""Counts: how much an agency owes and where its cases are, for who sees no case.

A count stands for 28 days, so that two looks cannot be held against each other, and is held to the
rules of what is published: a small number names somebody, so it is hidden, and the others are
rounded. No totals stand beside them, from which a small number could be worked out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from answerable.analysis.small_numbers import MOST_HIDDEN, ROUNDED_TO
from answerable.events.words import begun
from answerable.web import errors, words
from answerable.web.acting import now
from answerable.web.person import SignedIn, for_staff
from answerable.worklist.counting import agency_counts
from answerable.worklist.news import SIGNAL_OF
from answerable.worklist.ranking import SEVERITIES
from answerable.worklist.stage import STAGES

NOT_SHOWN = "not shown"
GROUPS = tuple(one for one in SEVERITIES if one != "others")


@require_safe
@for_staff
def page(request: SignedIn) -> HttpResponse:
    """The page for the role that measures; for others there is none."""
    counts = agency_counts(request.person, now(request))
    if counts is None:
        return errors.not_found(request)
    shown: dict[str, Any] = {
        "title": "Counts",
        "at": counts.counted_at,
        "again_from": counts.again_from,
        "groups": [words.GROUPS[one] for one in GROUPS],
        "owed": [
            (begun(words.PARTS[part]), [told(found[one]) for one in GROUPS])
            for part, found in counts.owed.items()
        ],
        "stages": apart({one.words: counts.stages[name] for name, one in STAGES.items()}),
        "signals": apart({one.what: counts.signals[id_] for id_, one in SIGNAL_OF.items()}),
        "most_hidden": MOST_HIDDEN,
        "rounded_to": ROUNDED_TO,
    }
    return render(request, "work/counts.html", shown)


def told(count: int | None) -> str:
    """A count in words."""
    return NOT_SHOWN if count is None else f"{count:,}"


def apart(counts: Mapping[str, int | None]) -> dict[str, Any]:
    """What there is a number of, and what there is none or few of: which of these is not told."""
    return {
        "rows": [(what, told(count)) for what, count in counts.items() if count is not None],
        "few": [what for what, count in counts.items() if count is None],
    }
