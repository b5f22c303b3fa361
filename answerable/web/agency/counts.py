"""Counts: how much an agency owes and where its cases are, for who sees no case.

Everything is counted for the moment at which the page is asked for. What happened in cases is not
told in small numbers, with which somebody could be known; no totals stand beside them, from which
a small number could be worked out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from answerable.events.words import begun
from answerable.web import errors, words
from answerable.web.acting import now
from answerable.web.person import SignedIn, for_staff
from answerable.worklist.news import SIGNAL_OF, agency_counts
from answerable.worklist.ranking import SEVERITIES
from answerable.worklist.stage import STAGES

SMALLEST = 8  # cases: the least that is told
SMALL = f"fewer than {SMALLEST}"
GROUPS = tuple(one for one in SEVERITIES if one != "others")


@require_safe
@for_staff
def page(request: SignedIn) -> HttpResponse:
    """The page for the role that measures; for others there is none."""
    at = now(request)
    counts = agency_counts(request.person, at)
    if counts is None:
        return errors.not_found(request)
    shown: dict[str, Any] = {
        "title": "Counts",
        "at": at,
        "groups": [words.GROUPS[one] for one in GROUPS],
        "owed": [
            (begun(words.PARTS[part]), [found.get(one, 0) for one in GROUPS])
            for part, found in sorted(counts.owed.items())
        ],
        "stages": told({one.words: counts.stages.get(name, 0) for name, one in STAGES.items()}),
        "signals": told({one.what: counts.signals.get(id_, 0) for id_, one in SIGNAL_OF.items()}),
        "smallest": SMALLEST,
    }
    return render(request, "work/counts.html", shown)


def told(counts: Mapping[str, int]) -> list[tuple[str, str]]:
    """Counts of cases as they are told: nothing of what there is none of, and no small number."""
    return [
        (what, str(count) if count >= SMALLEST else SMALL)
        for what, count in counts.items()
        if count
    ]  # fmt: skip
