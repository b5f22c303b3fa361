"""Who the victim and the suspects are: put down in the vault, which can be erased, and no log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.actions.commit import NoSuchCase
from answerable.actions.refusing import AlreadyThere, NotAllowed
from answerable.actions.vault import learn, mark_of, put_person
from answerable.clocks.days import local_day
from answerable.people import own_word
from answerable.people.access import may_see_person, may_work
from answerable.people.reading import with_email
from answerable.people.vault import Person
from answerable.web import dates, errors
from answerable.web.agency.looking import Looked, looked_at
from answerable.web.forms.fields import Choice, Day, Line
from answerable.web.forms.plain import show
from answerable.web.person import for_staff

NEW = "suspect"  # in an address, in the place of the id of somebody who is in the vault already
VAULT = "This is kept apart from the record, and can be erased. Leave empty what is not known."
NOT_YET = "Not put down yet"
CALLED = "Which word do they have for themself?"
LAW = "Ask. Names that the law gives stay as they are, such as the Victims’ Code."
CALLS = {
    "victim": "victim", "survivor": "survivor", "complainant": "complainant",
    own_word.NONE: "none of victim, survivor and complainant; use none of them",
}  # fmt: skip
ALREADY = (
    "Somebody else has put down who this is since you opened this page. Go back to people and "
    "needs, and change what is there now"
)
OTHER = "other"  # a suspect whom the record does not name yet


def called(person: Person | None) -> str:
    """What to call the victim, in a sentence; nobody's name is guessed."""
    if person is None or person.erased_at is not None:
        return "What to call the victim is not put down."
    name = person.chosen_name or person.name
    said = f"Ask for {name}" if name else "The name is not put down"
    pronoun = f"({person.pronoun})" if person.pronoun else "(pronoun not recorded)"
    return f"{said} {pronoun}. Calls themself: {calls(person.own_word)}."


def calls(word: str | None) -> str:
    """The word that the victim has for themself; that it was not recorded is said as such."""
    return CALLS[word] if word else "not recorded"


def lines(looked: Looked) -> list[dict[str, str]]:
    """Each of them in a line, with the address of the page to put down or change who it is."""
    found = [_line(one, looked) for one in looked.persons]
    if may_see_person(looked.standing, "suspect"):
        new = _href(looked, NEW)
        found += [_unsaid(place, new) for _, place in _unnamed(looked)]
    places = ["Victim", *looked.places.values()]
    found.sort(key=lambda line: places.index(line["who"]))
    victims = [one for one in looked.persons if one.kind == "victim"]
    if all(one.erased_at is not None for one in victims):  # nobody yet, or nobody any more
        found.insert(len(victims), _unsaid("Victim", _href(looked)))
    return found


def _unsaid(who: str, href: str) -> dict[str, str]:
    return {"who": who, "said": NOT_YET, "href": href, "of": ""}


def _line(one: Person, looked: Looked) -> dict[str, str]:
    who = "Victim" if one.kind == "victim" else looked.places[one.subject]
    if one.erased_at is not None:
        return {"who": who, "said": f"Erased on {dates.day(one.erased_at)}", "href": "", "of": ""}
    parts = [
        one.name or "Name not recorded",
        f"called {one.chosen_name}" if one.chosen_name else "",
        one.pronoun or "pronoun not recorded",
        f"calls themself: {calls(one.own_word)}" if one.kind == "victim" else "",
        f"born {dates.day(one.born_on)}" if one.born_on else "date of birth not recorded",
        f"at {one.address}" if one.address else "",
        "a member of staff, kept out of the case" if one.staff_id else "",
    ]
    of = "victim" if one.kind == "victim" else str(one.id)
    said = "; ".join(filter(None, parts))
    return {"who": who, "said": said, "href": _href(looked, of), "of": of}


def _href(looked: Looked, of: str = "victim") -> str:
    return reverse("who", kwargs={"reference": looked.reference, "of": of})


class Who(forms.Form):
    """Who somebody is. A suspect's page asks for more than the victim's."""

    name = Line(required=False, asked="Full name", hint="")
    chosen_name = Line(required=False, asked="What they want to be called", hint="")
    pronoun = Line(required=False, asked="Pronoun", hint="For example, she/her or they/them")
    born_on = Day(required=False, asked="Date of birth", hint="For example, 27 3 1991")
    staff = Line(
        required=False, asked="Work email, if they are a member of staff",
        hint="Of any agency that uses this service. They are then kept out of the case for good.",
    )  # fmt: skip

    def __init__(
        self, typed: Any, *, person: Person | None, kind: str, subjects: Sequence[tuple[str, str]],
        me: UUID, at: datetime,
    ) -> None:  # fmt: skip
        super().__init__(typed, initial=_initial(person))
        self.is_new, self.me, self.at = person is None, me, at
        if kind == "victim":
            self.fields["own_word"] = _own_word(person)
        if kind == "suspect":
            self.fields["address"] = Line(required=False, asked="Address", hint="")
            if person is None:
                given = [*subjects, (OTHER, "Not in the record yet")]
                self.fields["subject"] = Choice(
                    given, required=True, asked="Which suspect of the record is it?", hint=""
                )
        self.order_fields(["subject", "name", "chosen_name", "pronoun", "own_word"])

    def clean_born_on(self) -> date | None:
        """Today, or a day that is gone."""
        said = self.cleaned_data["born_on"]
        if said and date.fromisoformat(said) > local_day(self.at):
            raise forms.ValidationError("The date of birth must be in the past")
        return date.fromisoformat(said) if said else None

    def clean_staff(self) -> UUID | None:
        """The member of staff with that address."""
        said = self.cleaned_data["staff"]
        found = with_email(said) if said else None
        if said and found is None:
            raise forms.ValidationError("Enter the work email of a member of staff, or leave it")
        if found is not None and found.id == self.me:
            raise forms.ValidationError("This is you: step away from the case instead")
        return found.id if found else None

    def clean(self) -> dict[str, Any]:
        """Somebody new is put down with something that is known of them."""
        said = {**self.cleaned_data, "subject": None}
        if self.is_new and not self.errors and not any(said.values()):
            self.add_error("name", "Enter something that is known")
        return self.cleaned_data

    def details(self) -> dict[str, Any]:
        """What the vault is to hold. Whoever was kept out stays kept out; and what the victim said
        they call themself, perhaps just now, stays where no other word was said."""
        said = dict(self.cleaned_data)
        said.pop("subject", None)
        kept = {"staff_id": said.pop("staff"), "own_word": said.pop("own_word", "")}
        found = {name: value or None for name, value in said.items()}
        return found | {name: value for name, value in kept.items() if value}


def _own_word(person: Person | None) -> Choice:
    """The word for themself. What is known is changed, and never put back to not asked."""
    given = [(one, CALLS[one].capitalize()) for one in own_word.WORDS if one != own_word.NONE]
    given.append((own_word.NONE, "None of these"))
    if person is None or not person.own_word:
        given.append(("", "Not asked"))
    field = Choice(given, required=True, asked=CALLED, hint=LAW)
    field.required = False
    return field


def _initial(person: Person | None) -> dict[str, Any]:
    if person is None:
        return {}
    found: dict[str, Any] = {
        name: getattr(person, name) or "" for name in ("name", "chosen_name", "pronoun", "address")
    }
    found["own_word"] = person.own_word
    if person.born_on:
        on = person.born_on
        found["born_on"] = {"day": str(on.day), "month": str(on.month), "year": str(on.year)}
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
@looked_at
def who(request: HttpRequest, looked: Looked, of: str) -> HttpResponse:
    """Put down who the victim or a suspect is, or change what was put down."""
    kind = "victim" if of == "victim" else "suspect"
    person = asked_for(looked, of)
    if not may_work(looked.standing) or not may_see_person(looked.standing, kind):
        return errors.not_found(request)
    if person is None and of not in ("victim", NEW):
        return errors.not_found(request)
    form = Who(
        request.POST if request.method == "POST" else None, person=person, kind=kind,
        subjects=_unnamed(looked), me=looked.person, at=looked.at,
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        try:
            return _put_down(request, looked, form, kind, person)
        except (NoSuchCase, NotAllowed):  # it went out of sight, or was erased, just now
            return errors.not_found(request)
        except AlreadyThere:
            form.add_error(None, ALREADY)
    shown = {
        "title": "Who the victim is" if kind == "victim" else "Who a suspect is",
        "lead": [VAULT], "case": looked,
        "back": {"text": "Back to people and needs", "href": _people(looked)},
        "was": request.POST.get("was") or mark_of(person),
    }  # fmt: skip
    return show(request, form, shown, button="Put it down")


def asked_for(looked: Looked, of: str) -> Person | None:
    """The victim, or a suspect by id; None where the vault has nobody, or nobody any more."""

    def fits(one: Person) -> bool:
        return one.kind == "victim" if of == "victim" else str(one.id) == of

    return next((one for one in looked.persons if fits(one) and one.erased_at is None), None)


def _unnamed(looked: Looked) -> list[tuple[str, str]]:
    """The suspects of the record of whom the vault says nothing yet."""
    known = {one.subject for one in looked.persons if one.kind == "suspect"}
    named = {one.subject for one in looked.in_force if one.event == "suspect.identified"}
    return [(one, place) for one, place in looked.places.items() if one in named - known]


def _put_down(
    request: HttpRequest, looked: Looked, form: Who, kind: str, person: Person | None
) -> HttpResponse:
    by, at, details = looked.person, looked.at, form.details()
    if person is not None:
        was = request.POST.get("was", "")
        learn(looked.case_id, person.id, by=by, at=at, was=was, **details)
    else:
        subject = form.cleaned_data.get("subject", "")
        called_ = "" if subject == OTHER else subject
        put_person(looked.case_id, kind, by=by, at=at, subject=called_, **details)
    kept_out = " They are kept out of the case." if details.get("staff_id") else ""
    messages.success(request, f"It was put down.{kept_out}")
    return HttpResponseRedirect(_people(looked))


def _people(looked: Looked) -> str:
    return reverse("people", kwargs={"reference": looked.reference})
