"""Cases opened in an emergency: somebody else says afterwards whether it was right. For who answers
for a team, and for professional standards, who see no case by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from answerable.actions.commit import NoSuchCase
from answerable.actions.letting_in import review
from answerable.actions.refusing import NotAllowed
from answerable.clocks.days import local_day
from answerable.people import exclusions, reviews
from answerable.people.access import may_review
from answerable.people.holding import working_cases
from answerable.people.reading import Somebody, staff
from answerable.people.reviews import Broken, said_lately, unreviewed
from answerable.people.roles import REVIEWS_EMERGENCIES
from answerable.people.standing import of_one_agency, standing_in
from answerable.record.reading import references
from answerable.web import dates, errors, words
from answerable.web.acting import now
from answerable.web.forms.fields import Choice, Line
from answerable.web.forms.plain import show
from answerable.web.person import SignedIn, for_staff, role_of
from answerable.worklist.listing import seen_by
from answerable.worklist.ranking import span

People = Mapping[UUID, Somebody]

LATELY = timedelta(days=28)
FINDINGS = {"justified": "It was right", "not_justified": "It was not right"}
# What somebody who is kept out of a case tried with its reference.
TRIED = {
    "open": "Tried to open it",
    "break_glass": "Asked to open it in an emergency",
    "cover": "Asked to have somebody cover it",
}
OTHERWISE = "Tried to get to it"
LEAD = (
    "Whoever opens a case in an emergency reads it for an hour, and writes down why. Somebody else "
    "says afterwards whether it was right. What you say stays, and cannot be changed.",
)


class Opened(NamedTuple):
    """A case that was opened in an emergency, as a page shows it; `href`: where to say more."""

    reference: str
    who: str
    since: datetime
    until: datetime
    why: str
    said: str
    href: str


@require_safe
@for_staff
def page(request: SignedIn) -> HttpResponse:
    """What waits to be looked at, and what was lately; for others there is no such page."""
    role = role_of(request)
    if role not in REVIEWS_EMERGENCIES:
        return errors.not_found(request)
    with seen_by(request.person):
        waiting, done = unreviewed(), said_lately(now(request) - LATELY)
        tried = exclusions.attempts()
        # Who only reads a case, for they opened it in an emergency too, says nothing of another.
        theirs = {glass.case_id for glass in waiting}
        if role != "professional_standards":
            theirs &= set(working_cases())
        names = references({glass.case_id for glass in (*waiting, *(one for one, _ in done))})
    people = staff({
        *(glass.staff_id for glass in waiting), *(glass.staff_id for glass, _ in done),
        *(said.by for _, said in done), *(one.staff_id for one in tried),
    })  # fmt: skip
    shown = {
        "title": "Cases opened in an emergency",
        "waiting": [
            _opened(
                glass, names, people, glass.why, _due(glass.since, now(request)),
                "" if glass.staff_id == request.person else _href(glass.id),
            )
            for glass in waiting
            if glass.case_id in theirs or glass.staff_id == request.person
        ],
        "done": [
            _opened(
                glass, names, people, said.why,
                f"{FINDINGS[said.finding]}, says {_called(people, said.by)}.",
            )
            for glass, said in done
        ],
        "tried": [(one.at, _called(people, one.staff_id), TRIED.get(one.what, OTHERWISE))
                  for one in tried],
        "sees_tries": role == "professional_standards",
        "lead": LEAD,
    }  # fmt: skip
    return render(request, "work/emergencies.html", shown)


def _opened(
    glass: Broken, names: Mapping[UUID, str], people: People, why: str, said: str, href: str = ""
) -> Opened:
    return Opened(
        names.get(glass.case_id, ""), _called(people, glass.staff_id), glass.since, glass.until,
        why, said, href,
    )  # fmt: skip


def _href(part_id: UUID) -> str:
    return reverse("emergency", kwargs={"part_id": part_id})


class Say(forms.Form):
    """Whether it was right, and why."""

    finding = Choice(
        [*FINDINGS.items()], required=True, asked="Was it right to open the case?", hint=""
    )
    why = Line(
        required=True, asked="Why do you say so?",
        hint="For example: the court needed an answer that hour. Write no names.",
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
def one(request: SignedIn, part_id: UUID) -> HttpResponse:
    """Say of one of them whether it was right; of one's own nobody can."""
    if role_of(request) not in REVIEWS_EMERGENCIES:
        return errors.not_found(request)
    with seen_by(request.person):
        glass = reviews.broken_glass(part_id)
        if glass is None or glass.staff_id == request.person or reviews.of(part_id) is not None:
            return errors.not_found(request)
        standing = standing_in(glass.case_id, request.person, now(request))
        if not may_review(standing, of_own_agency=of_one_agency(request.person, glass.staff_id)):
            return errors.not_found(request)  # who only reads there too says nothing of another
        reference = references({glass.case_id}).get(glass.case_id, "")
    form = Say(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            review(part_id, by=request.person, at=now(request), **form.cleaned_data)
        except (NoSuchCase, NotAllowed):
            return errors.not_found(request)
        messages.success(request, "What you say is kept.")
        return HttpResponseRedirect(reverse("emergencies"))
    people = staff({glass.staff_id})
    shown: dict[str, Any] = {
        "title": "Was it right to open this case?",
        "lead": [
            f"{_called(people, glass.staff_id)} opened "
            f"{f'case {reference}' if reference else 'a case'} in an emergency, "
            f"on {dates.moment(glass.since)}, and could read it until {dates.moment(glass.until)}.",
            f"They wrote: {glass.why}",
            _due(glass.since, now(request)),
        ],
        "back": {"text": "Back to cases opened in an emergency", "href": reverse("emergencies")},
    }
    return show(request, form, shown, button="Say it")


def waits(found: Sequence[Broken], at: datetime) -> tuple[str, str]:
    """What waits for whoever looks at emergencies: how much, and since when; empty where nothing
    does."""
    if not found:
        return ("", "")
    first = found[0].since
    how_many = f"{len(found)} times" if len(found) > 1 else "Once"
    since = f"{'the first' if len(found) > 1 else 'it'} was on {dates.moment(first)}"
    what = f"{how_many} a case was opened in an emergency, and you have to say if it was right"
    return (what, f"{since[0].upper()}{since[1:]}. {_due(first, at)}")


def _due(since: datetime, at: datetime) -> str:
    by = reviews.due_at(since)
    last = by - timedelta(microseconds=1)
    late = span((local_day(at) - local_day(last)).days)
    over = f": overdue by {late}" if at >= by else ""
    return f"To be looked at by the end of {dates.day(last)}{over}."


def _called(people: People, id_: UUID) -> str:
    found = people.get(id_)
    return f"{found.name}, {words.as_role(found.role)}" if found else "Somebody"
