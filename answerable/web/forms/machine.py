"""One machine for every form: show it, keep it, record it, and say what stands in the way.

A form is never lost. What was typed comes back with whatever is wrong; it is kept as a draft; and
what arrives after its author was signed out is kept for its author too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from answerable.actions import commit
from answerable.actions.asking import ask, foresee
from answerable.actions.refusing import NotReady
from answerable.events.entry import Entry, Event
from answerable.rules.gates import Answer
from answerable.rules.hard_news import is_hard_event, warning
from answerable.web import errors
from answerable.web.forms import drafts
from answerable.web.forms.filled import CannotRecord, Filled
from answerable.web.forms.opened import Opened, opened_from
from answerable.web.forms.rendering import controls
from answerable.web.forms.second_look import LOOKED_AGAIN, second_look
from answerable.web.forms.sections import FormPage
from answerable.web.forms.showing import problems, sections
from answerable.web.forms.since import what_is_new
from answerable.web.forms.telling import before_asking, before_telling
from answerable.web.opening import OpenCase, open_case
from answerable.web.person import signed_in, to_sign_in
from answerable.web.signin.locking import end_session

LONGEST_KEY = 128
NOT_INTRODUCED = (
    "The victim was not told of you yet. Somebody whom they know tells them first: record that, and"
    " then this"
)
REFUSED = "Something that you typed cannot be recorded: look for unusual characters"
BEFORE_IT = (
    "Something that is in the way was put right after the time that you give here. If this happened"
    " later, change “When did this happen?”"
)


Follows = Callable[[Opened, Sequence[Event]], str]


def nothing_follows(_opened: Opened, _events: Sequence[Event]) -> str:
    """Of most of what is recorded nothing more is said than that it is."""
    return ""


def serve(
    request: HttpRequest,
    reference: str,
    page: FormPage,
    *,
    at: datetime,
    record: Callable[..., commit.Recorded] = commit.record,
    follows: Follows = nothing_follows,
) -> HttpResponse:
    """A page of a form, for somebody who may record what it is for.

    `record` is given where more is done with it, in the same transaction; `follows` says what
    comes of what was recorded, where that is to be read at once.
    """
    person = signed_in(request)
    if request.method == "POST" and not drafts.is_author(request.POST, person):
        # Somebody else has signed in at this terminal, or nobody has: it is not theirs to record.
        # Answered and not raised: what is raised takes the draft with it.
        kept = drafts.keep_for_author(request.POST, at=at)
        return errors.not_theirs(request, kept=kept, signed_in=person is not None)
    if person is None:
        return to_sign_in(request)
    case = open_case(request, reference, f"form {page.name}")
    if not isinstance(case, OpenCase):
        return case
    try:
        return Machine(request, page, opened_from(case), record, follows).answer()
    except (CannotRecord, commit.NotAllowed):
        raise PermissionDenied from None


class Machine:
    """One request for a page of a form."""

    def __init__(
        self,
        request: HttpRequest,
        page: FormPage,
        opened: Opened,
        record: Callable[..., commit.Recorded] = commit.record,
        follows: Follows = nothing_follows,
    ) -> None:
        self.request, self.page, self.opened = request, page, opened
        self.record_all, self.follows = record, follows
        self.of = (opened.person, opened.case_id, page.name)

    def answer(self) -> HttpResponse:
        """Show the page, or do what was asked with what was typed."""
        if self.request.method != "POST":
            kept = drafts.kept(*self.of)
            about = self.request.GET.get("about", "")
            filled = Filled(self.page, self.opened, kept.typed if kept else None, about)
            return self.show(filled, kept=kept)
        asked = self.request.POST.get("do", "record")
        if asked == "throw_away":
            drafts.throw_away(*self.of)
            return self.leave("What you had begun was thrown away. Nothing was recorded.")
        filled = Filled(self.page, self.opened, self.request.POST)
        drafts.keep(*self.of, self.request.POST, at=self.opened.at)
        if asked == "keep":
            return self.leave("What you have begun is kept for you. Nothing was recorded yet.")
        if asked == "lock":
            return end_session(self.request)
        return self.show(filled, preview=True) if asked == "preview" else self.record(filled)

    def record(self, filled: Filled) -> HttpResponse:
        """Record it, all or nothing; or show what is wrong, or new, or in the way."""
        if not filled.is_valid:
            return self.show(filled, checked=True, status=400)
        again = second_look(filled)
        if again and not self.looked_again:
            return self.show(filled, again=again)
        events, case_id = filled.events(), self.opened.case_id
        try:
            self.record_all(
                case_id, events, by=self.opened.person, key=self.key, at=self.opened.at,
                expected_seq=self.expected_seq,
            )  # fmt: skip
        except commit.GateClosed:
            answered = ask(case_id, events, self.opened.at)
            why = [BEFORE_IT] if self._is_met_by_now(events, answered) else []
            return self.show(filled, answered=answered, why=why, status=400)
        except commit.SomebodyRecorded as late:
            new = commit.since(case_id, late.expected_seq, by=self.opened.person)
            return self.show(filled, new=new, late=True, status=409)
        except commit.NotIntroduced:
            return self.show(filled, checked=True, why=[NOT_INTRODUCED], status=400)
        except NotReady as refusal:
            return self.show(filled, checked=True, why=refusal.missing, status=400)
        except (commit.Invalid, commit.Unrecordable):
            return self.show(filled, checked=True, refused=True, status=400)
        drafts.throw_away(*self.of)
        said = f"Recorded. {self.follows(self.opened, events)}".rstrip()
        return self.leave(said, done=True)

    def _is_met_by_now(self, events: Sequence[Event], answered: Sequence[Sequence[Answer]]) -> bool:
        """Whether something in the way was put right since the time that the page gives: what a
        draft holds, or a page that stood open meanwhile."""
        at = self.opened.at
        by_now = ask(self.opened.case_id, [one._replace(occurred_at=at) for one in events], at)
        return _in_the_way(by_now) < _in_the_way(answered)

    @property
    def key(self) -> str:
        """The page's own key: sent twice, it is recorded once."""
        return key_of(self.request)

    @property
    def warning(self) -> str:
        """What whoever decides or tells something hard is told before they do."""
        hard = any(is_hard_event(section.event) for section in self.page.sections)
        return warning(self.opened.at) if hard else ""

    @property
    def looked_again(self) -> bool:
        """Whether this page was shown already with what to look at again."""
        return LOOKED_AGAIN in self.request.POST

    @property
    def expected_seq(self) -> int:
        """The last entry that was there when the page was made; one that is no number is none."""
        given = self.request.POST.get("expected_seq", "")
        return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else -1

    def leave(self, said: str, *, done: bool = False) -> HttpResponse:
        """Back to the case, with what was done."""
        (messages.success if done else messages.info)(self.request, said)
        return HttpResponseRedirect(reverse("case", kwargs={"reference": self.opened.reference}))

    def show(
        self,
        filled: Filled,
        *,
        checked: bool = False,
        refused: bool = False,
        why: Sequence[str] = (),
        preview: bool = False,
        again: Sequence[Mapping[str, str]] = (),
        answered: Sequence[Sequence[Answer]] = (),
        late: bool = False,
        new: Sequence[Entry] = (),
        kept: drafts.Kept | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """The page, with what was typed."""
        opened = self.opened
        ahead = [
            foresee(opened.case_id, form.type.name, agency=form.agency, at=opened.at)
            for form in filled.sections
        ]
        checked = checked or bool(answered)
        parts = sections(filled, checked=checked, foreseen=ahead, answered=answered)
        wrong = problems(filled, parts) if checked else []
        if refused and not wrong:
            wrong = [{"text": REFUSED, "href": "#main-content"}]
        place = "#when-day" if answered else "#main-content"
        wrong = [*({"text": text, "href": place} for text in why), *wrong]
        shown = {
            "page": self.page, "title": self.page.title, "reference": opened.reference,
            "warning": self.warning, "telling": before_telling(self.page, opened),
            "asking": before_asking(self.page, opened),
            "wrong": wrong, "closed": bool(answered), "late": late, "new": what_is_new(new),
            "preview": preview, "kept": kept, "sections": parts,
            "when": controls(filled.when, checked=checked),
            "new_to_her": controls(filled.new_to_her, checked=checked),
            "breach": controls(filled.breach, checked=checked),
            "read_back": controls(filled.read_back, checked=checked), "key": self.key,
            "again": again, "looked_again": LOOKED_AGAIN if again or self.looked_again else "",
            "expected_seq": opened.seq, "author": drafts.author_token(*self.of),
        }  # fmt: skip
        return render(self.request, "forms/page.html", shown, status=status)


def _in_the_way(answered: Sequence[Sequence[Answer]]) -> int:
    return sum(one.refuses for answers in answered for one in answers)


def key_of(request: HttpRequest) -> str:
    """The key that a page was made with, or a new one: sent twice, a page does its work once."""
    given = request.POST.get("key", "")
    return given if given.isalnum() and len(given) <= LONGEST_KEY else uuid4().hex
