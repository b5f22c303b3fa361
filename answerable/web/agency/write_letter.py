"""Writing a letter: what is merged, what its author has to say, and how that reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from answerable.actions import commit, lettering
from answerable.actions.lettering import Begun
from answerable.actions.refusing import NotReady
from answerable.events.words import as_words, code_words
from answerable.letters.languages import WELSH, is_reviewed
from answerable.letters.model import Facts, Kind
from answerable.letters.reading import reading
from answerable.letters.ready import not_written
from answerable.letters.setting import named
from answerable.letters.welsh.setting import asked_in_welsh
from answerable.record.reading import last_seq
from answerable.rules.enquiry import REQUESTED, line_about
from answerable.web import dates, errors
from answerable.web.acting import now
from answerable.web.agency.letters import as_paper, draft_of
from answerable.web.forms import drafts
from answerable.web.forms.fields import Choice, Words
from answerable.web.forms.machine import key_of
from answerable.web.forms.rendering import anchors, controls
from answerable.web.opening import OpenCase, open_case
from answerable.web.person import recently_signed_in, signed_in, to_sign_in
from answerable.web.signin.locking import end_session

WAYS = [
    ("hand", "By hand: somebody brings it, and can explain it"),
    ("post", "By post, in a plain envelope, to the address that the victim said is safe"),
]
WITH_HER = [
    ("adviser", "The adviser"), ("supporter", "Somebody whom the victim chose"),
    ("alone_by_choice", "Nobody: the victim wants to be alone"),
    ("not_needed", "Nobody: the victim said that nobody is needed"),
]  # fmt: skip
LONGEST_SEQ = 10  # digits: no case has so many entries
IN_WELSH = "Of your agency’s translators. Left empty, the victim reads your English in its place."
LATE = (
    "Somebody recorded something in this case just now. Look at the letter again, then prepare it"
)


class LetterForm(forms.Form):
    """What the author of a letter says."""

    use_required_attribute = False

    def __init__(self, kind: Kind, begun: Begun, typed: Any) -> None:
        first = {ask.name: ask.first(begun.facts) for ask in kind.asks if ask.first}
        super().__init__(typed, initial=first, auto_id="%s")
        self.kind = kind
        if not kind.leaflet:
            self.fields["way"] = Choice(WAYS, required=True, asked="How will it go?", hint="")
        for ask in kind.asks:
            self.fields[ask.name] = Words(required=False, asked=ask.asks, hint=ask.hint)
            if begun.facts.in_welsh:
                self.fields[asked_in_welsh(ask.name)] = Words(
                    required=False, asked=f"The same in Welsh: {ask.asks}", hint=IN_WELSH
                )
        if kind.decides:
            hint = "Ask the victim. A letter like this goes once that is arranged."
            asked = "Who will be with the victim when they read it?"
            self.fields["support"] = Choice(WITH_HER, required=True, asked=asked, hint=hint)

    @property
    def written(self) -> dict[str, str]:
        """What was written, as far as it was."""
        names = [one for ask in self.kind.asks for one in (ask.name, asked_in_welsh(ask.name))]
        found = {name: str(self[name].value() or "") for name in names if name in self.fields}
        return {name: said.replace("\x00", "") for name, said in found.items()}

    def clean(self) -> dict[str, Any]:
        """Hold it to what the letter cannot do without."""
        for name, wrong in not_written(self.kind, self.written).items():
            self.add_error(name, wrong)
        return self.cleaned_data


@dataclass(frozen=True)
class Asked:
    """The letter that a request is about."""

    case: OpenCase
    kind: str
    about: int

    @property
    def draft(self) -> tuple[UUID, UUID, str]:
        """Whose draft of it, and where it is kept."""
        return self.case.person, self.case.case_id, draft_of(self.kind, self.about)

    def address(self, name: str) -> str:
        """An address of a page about it."""
        args = {"reference": self.case.reference, "kind": self.kind, "about": self.about}
        return reverse(name, kwargs=args)

    def begin(self, *, by_post: bool) -> Begun:
        """What it is made from."""
        return lettering.begin(
            self.case.case_id, self.kind, self.about, by_post=by_post, by=self.case.person,
            at=self.case.at,
        )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, reference: str, kind: str, about: int) -> HttpResponse:
    """Write a letter: show it, keep it, check how it reads, prepare it."""
    person = signed_in(request)
    if request.method == "POST" and not drafts.is_author(request.POST, person):
        saved = drafts.keep_for_author(request.POST, at=now(request))
        return errors.not_theirs(request, kept=saved, signed_in=person is not None)
    if person is None:
        return to_sign_in(request)
    case = open_case(request, reference, "letter")
    if not isinstance(case, OpenCase):
        return case
    asked = Asked(case, kind, about)
    kept = drafts.kept(*asked.draft)
    typed = request.POST if request.method == "POST" else kept.typed if kept else None
    try:
        begun = asked.begin(by_post=typed is not None and typed.get("way") == "post")
    except commit.NoSuchCase:
        return errors.not_found(request)
    form = LetterForm(begun.offer.kind, begun, typed)
    if request.method != "POST":
        return _show(request, asked, begun, form, kept=kept)
    drafts.keep(*asked.draft, request.POST, at=case.at)
    if request.POST.get("do") == "keep":
        messages.info(request, "What you have begun is kept for you. Nothing was recorded yet.")
        return HttpResponseRedirect(reverse("letters", kwargs={"reference": reference}))
    if request.POST.get("do") == "lock":
        return end_session(request)
    if request.POST.get("do") == "prepare":
        return _prepare(request, asked, begun, form)
    return _show(request, asked, begun, form, checked=True)


@require_safe
@recently_signed_in
def paper(request: HttpRequest, reference: str, kind: str, about: int) -> HttpResponse:
    """The letter as it would go, of what was kept of it."""
    case = open_case(request, reference, "letter")
    if not isinstance(case, OpenCase):
        return case
    asked = Asked(case, kind, about)
    kept = drafts.kept(*asked.draft)
    typed = {name: str(said) for name, said in kept.typed.items()} if kept else {}
    try:
        pdf = lettering.look_at(
            case.case_id, kind, about, typed, by_post=typed.get("way") == "post", by=case.person,
            at=case.at,
        )  # fmt: skip
    except (commit.NoSuchCase, NotReady):
        return errors.not_found(request)
    return as_paper(pdf)


def _prepare(request: HttpRequest, asked: Asked, begun: Begun, form: LetterForm) -> HttpResponse:
    if not form.is_valid() or begun.missing:
        return _show(request, asked, begun, form, checked=True, wrong=True)
    case, said = asked.case, form.cleaned_data
    given = request.POST.get("expected_seq", "")
    seen = int(given) if given.isdecimal() and len(given) < LONGEST_SEQ else None
    try:
        lettering.prepare(
            case.case_id, asked.kind, asked.about, form.written, by=case.person, at=case.at,
            support=said.get("support", ""), by_post=said.get("way") == "post",
            key=key_of(request), expected_seq=seen,
        )  # fmt: skip
    except NotReady as late:
        return _show(request, asked, begun._replace(missing=late.missing), form, wrong=True)
    except commit.SomebodyRecorded:
        again = asked.begin(by_post=said.get("way") == "post")
        return _show(request, asked, again, form, checked=True, late=True)
    except commit.NotAllowed:
        return errors.forbidden(request)
    drafts.throw_away(*asked.draft)
    messages.success(
        request, "The letter is prepared. It has not gone yet: record that when it does."
    )
    return HttpResponseRedirect(reverse("letters", kwargs={"reference": case.reference}))


def _show(
    request: HttpRequest,
    asked: Asked,
    begun: Begun,
    form: LetterForm,
    *,
    checked: bool = False,
    wrong: bool = False,
    late: bool = False,
    kept: drafts.Kept | None = None,
) -> HttpResponse:
    problems = [{"text": LATE, "href": "#main-content"}] if late else []
    if wrong:
        problems += [{"text": text, "href": f"#{place}"} for text, place in anchors(form)]
        problems += [{"text": text, "href": "#missing"} for text in begun.missing]
    shown = {
        "title": begun.offer.kind.title, "reference": asked.case.reference, "wrong": problems,
        "missing": begun.missing, "merged": _merged(begun), "kept": kept,
        "controls": controls(form, checked=wrong), "key": key_of(request),
        "author": drafts.author_token(*asked.draft),
        "expected_seq": last_seq(asked.case.case_id) or 0,
        "readings": _readings(form) if checked else (), "checked": checked,
        "paper": asked.address("see_letter") if checked or kept else "",
    }  # fmt: skip
    status = 409 if late else 400 if problems else 200
    return render(request, "case/write_letter.html", shown, status=status)


def _readings(form: LetterForm) -> list[dict[str, Any]]:
    return [
        {"asks": ask.asks, "reading": reading(said)}
        for ask in form.kind.asks
        if (said := form.written[ask.name].strip())
    ]


def _merged(begun: Begun) -> list[tuple[str, str]]:
    """What is in the letter without being typed; of an address only which one it is."""
    facts = begun.facts
    found = [("To", f"{facts.full_name}, “Dear {facts.name}”" if facts.name else "Not put down")]
    if facts.in_welsh:
        found.append(("Language", _welsh()))
    if begun.address:
        found.append(
            ("Address", f"The one that was checked on {dates.day(begun.address.checked_at)}")
        )
    if begun.offer.about:
        found.append(("About what happened on", dates.day(begun.offer.about.occurred_at)))
    if begun.offer.about and begun.offer.about.event in REQUESTED:
        found.append(("Line of enquiry", _line(facts)))
    if facts.suspect:
        found.append(("Suspect", facts.suspect))
    if begun.offer.kind.decides and facts.told_at:
        found.append(("The victim was told on", dates.day(facts.told_at)))
    found += [
        (as_words(one.part), _who(one.name, one.telephone, one.email))
        for one in named(begun.offer.kind, facts)
    ]
    return [] if begun.offer.kind.leaflet else found


def _line(facts: Facts) -> str:
    about = line_about(facts.case.events, facts.says("line"))
    if not about:
        return "Not on record: the letter says nothing of it"
    return f"{code_words('about', about)}: its kind in plain words, and nothing else of it"


def _welsh() -> str:
    if is_reviewed("letters", WELSH):
        return "Welsh"
    return "Welsh, marked as a draft that nobody has reviewed, and all of it in English after it"


def _who(*parts: str) -> str:
    return ", ".join(part or "(not on the list of staff)" for part in parts)
