"""What a supporter sees: one page, of what the victim ticked and a person has told her."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from answerable.events.entry import Entry
from answerable.people.acting import SIGNING_IN, acting_as_supporter, acting_for
from answerable.people.victims import supporters
from answerable.people.victims.reading import workers_shared
from answerable.people.victims.sharing import events
from answerable.record import reading
from answerable.rules.told import Told, shown_entries, told
from answerable.web.acting import now
from answerable.web.portal import coming, gathering, words
from answerable.web.portal.hers import readable
from answerable.web.portal.shell import show
from answerable.web.portal.turn import COOKIE

# Of what is owed to her: nothing of her statement, a phone, records, or how she is reached.
OWED = (
    "support.offer_isva", "support.refer", "decision.review_acknowledge", "decision.review",
    "decision.review_local", "decision.review_national", "court.measures", "court.tell_hearing",
)  # fmt: skip


def let_supporter_in(supporter: UUID, at: datetime) -> HttpResponse:
    """Begin a session of a supporter's, with a cookie that looks as the victim's does."""
    with acting_for(SIGNING_IN), transaction.atomic():
        key = supporters.start(supporter, at=at)
    response = HttpResponseRedirect(reverse("hers_shared"))
    response.set_cookie(
        COOKIE, key, httponly=True, samesite="Strict", secure=settings.SESSION_COOKIE_SECURE
    )
    return response


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The page, for whom it was ticked, as it is ticked now."""
    at = now(request)
    with acting_for(SIGNING_IN), transaction.atomic():
        found = supporters.whose(request.COOKIES.get(COOKIE, ""), at=at)
    if found is None:
        return HttpResponseRedirect(reverse("hers_in"))
    supporter, case_id, sees = found
    with acting_as_supporter(supporter), transaction.atomic():
        entries = [readable(entry) for entry in reading.entries(case_id)]
        shown = {"words": words, "sees": sees, **_parts(entries, sees, at)}
    return show(request, "shared", "What is shared with you", "Shared", **shown)


def _parts(entries: Sequence[Entry], sees: Collection[str], at: datetime) -> dict[str, Any]:
    # How she chose to hear is not among these entries: a supporter reads nothing hard before a
    # person has told her, even where she asked to read it here first.
    all_told, allowed = told(entries, at), shown_entries(entries, at)
    return {
        "now": coming.now(_only(all_told, events(["where"]))) if "where" in sees else [],
        "hearings": gathering.hearings(_only(all_told, events(["dates"]))),
        "workers": gathering.workers(_only(all_told, events(["where"])), workers_shared()),
        "steps": sorted(coming.promised(allowed, OWED, at), key=_by) if "owed" in sees else [],
    }


def _by(step: coming.Step) -> date:
    return step.by or date.max


def _only(all_told: Told, wanted: Collection[str]) -> Told:
    return Told(tuple(one for one in all_told.shown if one.event in wanted))
