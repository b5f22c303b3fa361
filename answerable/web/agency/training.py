"""What somebody of a team is trained for: put down, ended, or taken back, by who answers for it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.actions.refusing import NotAllowed
from answerable.actions.training import end, put_down, take_back
from answerable.clocks.days import local_day
from answerable.people.access import may_train
from answerable.people.reading import Somebody, Training, somebody, trainings
from answerable.people.staff import Qualified
from answerable.web import dates, errors, words
from answerable.web.acting import now
from answerable.web.forms.fields import Choice, Day
from answerable.web.forms.plain import show
from answerable.web.person import SignedIn, for_staff

ENDED, WRONG = "ended", "wrong"
LEAD = (
    "What is put down here stands beside their name on every case of theirs. It counts from its"
    " first day until the day before its end.",
)


class PutDown(forms.Form):
    """What somebody is trained for, and from when to when."""

    kind = Choice([*words.TRAININGS.items()], required=True, asked="Trained for what?", hint="")
    gained_on = Day(required=True, asked="Since which day?", hint="For example, 27 3 2021")
    expires_on = Day(required=False, asked="Until which day?", hint="Leave empty if it has no end")

    def __init__(self, typed: Any, *, today: date) -> None:
        super().__init__(typed)
        self.today = today

    def clean_gained_on(self) -> date:
        """Nobody is trained yet for what they will learn."""
        found = date.fromisoformat(self.cleaned_data["gained_on"])
        if found > self.today:
            raise forms.ValidationError("The day since which it holds must be today or in the past")
        return found

    def clean_expires_on(self) -> date | None:
        """A day after it began."""
        said, since = self.cleaned_data["expires_on"], self.cleaned_data.get("gained_on")
        found = date.fromisoformat(said) if said else None
        if found and since and found <= since:
            raise forms.ValidationError(
                "The day until which it holds must be after the one since which it does"
            )
        return found


class End(forms.Form):
    """Whether it ended, or was put down wrongly."""

    what = Choice(
        [(ENDED, "It ended, or will end"), (WRONG, "It was put down wrongly: take it back")],
        required=True, asked="What is to be changed?",
        hint="To correct something, take it back and put down what is right.",
    )  # fmt: skip
    on = Day(required=False, asked="From which day on is it over?", hint="Only where it ended")

    def __init__(self, typed: Any, *, since: date) -> None:
        super().__init__(typed)
        self.since = since

    def clean_on(self) -> date | None:
        """A day on which it held, where it ended."""
        said = self.cleaned_data["on"]
        if not said and self.cleaned_data.get("what") == ENDED:
            raise forms.ValidationError("Enter from which day on it is over")
        found = date.fromisoformat(said) if said else None
        if found and found < self.since:
            raise forms.ValidationError(
                "The day from which it is over cannot be before the one since which it holds"
            )
        return found


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
def page(request: SignedIn, staff_id: UUID) -> HttpResponse:
    """All that was put down of somebody, and a form for more."""
    of = _of(request, staff_id)
    if of is None:
        return errors.not_found(request)
    today = local_day(now(request))
    form = PutDown(request.POST if request.method == "POST" else None, today=today)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        trained = Qualified(said["kind"], said["gained_on"], said["expires_on"])
        return _done(request, of, lambda: put_down(of.id, trained, by=me(request), at=now(request)))
    shown = {
        "title": "What they are trained for", "of": of, "lead": LEAD,
        "lines": [_line(one, of) for one in trainings(of.id)],
        "back": {"text": "Back to the team", "href": reverse("team")},
    }  # fmt: skip
    return show(request, form, shown, button="Put it down", template="work/training.html")


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
def one(request: SignedIn, staff_id: UUID, training_id: UUID) -> HttpResponse:
    """End one that was put down, or take it back."""
    of = _of(request, staff_id)
    held = _held(of, training_id)
    if of is None or held is None:
        return errors.not_found(request)
    form = End(request.POST if request.method == "POST" else None, since=held.gained_on)
    if form.is_bound and form.is_valid():
        said, by, at = form.cleaned_data, me(request), now(request)
        if said["what"] == ENDED:
            return _done(request, of, lambda: end(of.id, held.id, on=said["on"], by=by))
        return _done(request, of, lambda: take_back(of.id, held.id, by=by, at=at))
    back = reverse("training", kwargs={"staff_id": of.id})
    shown = {
        "title": "End it, or take it back",
        "lead": [f"{words.TRAININGS[held.kind]}, since {dates.day(held.gained_on)}."],
        "back": {"text": "Back to what they are trained for", "href": back},
    }
    return show(request, form, shown, button="Change it")


def me(request: SignedIn) -> UUID:
    """Who asks."""
    return request.person


def _of(request: SignedIn, staff_id: UUID) -> Somebody | None:
    """Whom it is about, where whoever asks answers for a team of the same agency."""
    asks, of = somebody(request.person), somebody(staff_id)
    if asks is None or of is None or asks.agency != of.agency:
        return None
    return of if may_train(asks.role, own=asks.id == of.id) else None


def _held(of: Somebody | None, training_id: UUID) -> Training | None:
    found = trainings(of.id) if of else []
    return next((x for x in found if x.id == training_id and x.taken_back_at is None), None)


def _done(request: HttpRequest, of: Somebody, do: Any) -> HttpResponse:
    try:
        do()
    except NotAllowed:  # somebody else has just taken it back, or it is no longer theirs to say
        return errors.not_found(request)
    messages.success(request, "It was put down.")
    return HttpResponseRedirect(reverse("training", kwargs={"staff_id": of.id}))


def _line(one: Training, of: Somebody) -> dict[str, Any]:
    until = f", until {dates.day(one.expires_on)}" if one.expires_on else ""
    back = f" Taken back on {dates.day(one.taken_back_at)}." if one.taken_back_at else ""
    kwargs = {"staff_id": of.id, "training_id": one.id}
    return {
        "what": words.TRAININGS[one.kind],
        "when": f"Since {dates.day(one.gained_on)}{until}.{back}",
        "href": "" if one.taken_back_at else reverse("one_training", kwargs=kwargs),
    }
