"""Nothing new: what is awaited, from whom, since when, previewed as the victim will read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from answerable.actions import commit
from answerable.actions.introducing import REASON, with_reason
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Event
from answerable.events.words import code_words, field_words
from answerable.letters.languages import WELSH, wants_welsh
from answerable.messages.kinds import WRITTEN
from answerable.web import errors
from answerable.web.agency.awaiting import awaited, contact, has_untold_news, may_tell
from answerable.web.agency.case import frame
from answerable.web.agency.looking import Looked, looked_at
from answerable.web.agency.rooms import PAGE_OF
from answerable.web.agency.taken_over import is_new
from answerable.web.forms.fields import Choice, Words
from answerable.web.forms.machine import key_of
from answerable.web.forms.plain import error_list
from answerable.web.forms.rendering import controls
from answerable.web.person import for_staff
from answerable.web.portal.coming import awaited_line

VOICE = (
    ("phone", "On the phone: I reached the victim, who was alone"),
    ("in_person", "In person, and the victim was alone"),
    ("bsl_video", "By BSL video, and the victim was alone"),
)
MADE, SAFE = EVENT_TYPES["contact.made"], "still_safe"
HERE = ("app", "On the victim’s own pages, as we agreed to write there")


class How(forms.Form):
    """How she is told; in writing only where that was agreed."""

    def __init__(self, typed: Any, looked: Looked) -> None:
        super().__init__(typed)
        agreed = looked.last("contact.agreed")
        written = agreed is not None and agreed.data.get("method") in (*WRITTEN, "app")
        self.fields["how"] = Choice(
            [*VOICE, *([HERE] if written else [])], required=True, asked="How is the victim told?",
            hint="It then counts as contact. A call that nobody answered does not.",
        )  # fmt: skip
        if agreed is not None:
            asked, codes = field_words(MADE, MADE.all_fields[SAFE]), MADE.all_fields[SAFE].codes
            self.fields[SAFE] = Choice(
                [(one, code_words(SAFE, one)) for one in codes], required=False, asked=asked[0],
                hint=asked[1],
            )  # fmt: skip
        if is_new(looked):
            self.fields[REASON] = Words(
                required=True, asked="Why could it not wait until the victim was told of you?",
                hint="Your reason is kept with the record, for your supervisor to see.",
            )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
@looked_at
def no_news(request: HttpRequest, looked: Looked) -> HttpResponse:
    """What she will read, and how she is told; nothing of it is typed."""
    if not may_tell(looked):
        return errors.not_found(request)
    waits, form = awaited(looked), How(request.POST or None, looked)
    if waits and form.is_bound and form.is_valid():
        try:
            _record(request, looked, waits, form.cleaned_data)
        except (commit.NoSuchCase, commit.NotAllowed):  # it went out of sight just now
            return errors.not_found(request)
        messages.success(
            request, "Recorded: the victim was told that there is nothing new, and why."
        )
        return HttpResponseRedirect(reverse("case", kwargs={"reference": looked.reference}))
    shown = frame(looked, PAGE_OF["contact"], title="Nothing new: tell the victim what is awaited")
    shown |= {
        "read": [awaited_line(one.data) for one in waits], "welsh": _in_welsh(looked, waits),
        "controls": controls(form, checked=form.is_bound), "error_list": error_list(form),
        "key": key_of(request), "untold": has_untold_news(looked),
    }  # fmt: skip
    status = 400 if request.method == "POST" else 200
    return render(request, "case/no_news.html", shown, status=status)


def _record(
    request: HttpRequest, looked: Looked, waits: list[Event], said: Mapping[str, str]
) -> None:  # fmt: skip
    told = [contact(looked, said["how"], said.get(SAFE, ""), looked.at), *waits]
    events = [with_reason(one, said.get(REASON, "")) for one in told]
    commit.record(
        looked.case_id, events, by=looked.person, key=key_of(request), expected_seq=None,
        at=looked.at,
    )  # fmt: skip


def _in_welsh(looked: Looked, waits: list[Event]) -> list[str]:
    """What she reads where she chose Welsh: a draft, as her pages say."""
    agreed = looked.last("contact.agreed")
    if agreed is None or not wants_welsh(agreed.data.get("language")):
        return []
    with override(WELSH):
        return [awaited_line(one.data) for one in waits]
