"""The letters of a case: what may be written now, what was prepared, has gone, was handed over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from answerable.actions import lettering
from answerable.actions.commit import NoSuchCase
from answerable.events.words import AGENCY_WORDS
from answerable.letters.catalogue import KIND_OF, Offer, seq_of
from answerable.messages import outbox
from answerable.messages.outbox import Became
from answerable.messages.ways import FINAL
from answerable.people.access import may_erase, may_work
from answerable.record.letters import reading
from answerable.record.letters.reading import Kept
from answerable.web import dates, errors
from answerable.web.acting import now
from answerable.web.agency.case import WRITES_LETTERS, frame
from answerable.web.agency.looking import Looked, case_page
from answerable.web.agency.message_table import became
from answerable.web.agency.rooms import PAGE_OF
from answerable.web.forms import drafts
from answerable.web.forms.machine import serve
from answerable.web.forms.sections import FormPage, Section
from answerable.web.opening import OpenCase, of_case, open_case
from answerable.web.person import recently_signed_in, signed_in, to_sign_in

BROUGHT = "letter.delivered"
PLAIN = (
    "In a plain envelope. Outside stands no name of an agency, and no return address that says "
    "whose it is."
)
HAS_GONE = "Record it when it was posted, or when somebody set out to bring it: not before."
PRINTED = (
    "GOV.UK Notify prints it exactly as it was prepared, and posts it in a plain envelope. It "
    "leaves only if the address is still the safe one then, and the adviser the same. What became "
    "of it stands with the letter."
)
IN_A_FOLDER = (
    "This installation sends nothing: the letter is put into a folder, and nobody gets it."
)
HAS_IT = (
    "This says that the victim was told. Record it once they have the letter, and not "
    "when it was posted: what was sent may not have come."
)


@case_page
def letters(request: HttpRequest, looked: Looked) -> HttpResponse:
    """The letters that there are, and those that make sense now."""
    if not may_work(looked.standing) or looked.standing.agency not in WRITES_LETTERS:
        return errors.not_found(request)
    offers = lettering.to_write(looked.case_id, by=looked.person, at=looked.at)
    with transaction.atomic():
        kept = reading.of_case(looked.case_id)
        posted = _posted(looked.case_id)
    begun = {one.page for one in drafts.waiting(looked.person, looked.case_id)}
    shown = frame(looked, PAGE_OF["decision"], title="Letters")
    shown |= {
        "offers": [_offer(one, looked, begun) for one in offers],
        "letters": [_line(one, looked, posted.get(one.sent or 0)) for one in kept],
    }
    return render(request, "case/letters.html", shown)


def draft_of(kind: str, about: int) -> str:
    """Under what a letter that was begun is kept."""
    return f"letter {kind} {about}"


def _offer(one: Offer, looked: Looked, begun: set[str]) -> dict[str, Any]:
    about = seq_of(one)
    args = {"reference": looked.reference, "kind": one.kind.name, "about": about}
    on = f"About what happened on {dates.day(one.about.occurred_at)}" if one.about else ""
    return {
        "href": reverse("write_letter", kwargs=args), "title": one.kind.title, "on": on,
        "subject": looked.about(one.about.subject) if one.about else "",
        "begun": draft_of(one.kind.name, about) in begun,
    }  # fmt: skip


def _line(one: Kept, looked: Looked, posted: Became | None) -> dict[str, Any]:
    kind = KIND_OF[one.kind]
    who = looked.people.get(one.prepared_by)
    args = {"reference": looked.reference, "letter": one.id}
    ours = one.agency == looked.standing.agency and one.erased_at is None
    failed = posted is not None and bool(posted.why)
    to_go = ours and one.sent is None
    went = one.sent is not None and not _is_under_way(posted)
    may_bring = ours and kind.decides and went and one.delivered is None
    erasable = one.erased_at is None and may_erase(looked.standing, one.agency)
    return {
        "kept": one,
        "title": kind.title,
        "way": "leaflet" if kind.leaflet else "by post" if one.by_post else "by hand",
        "who": who.name if who else AGENCY_WORDS[one.agency],
        "open": "" if one.erased_at else reverse("letter", kwargs=args),
        "to_send": reverse("letter_sent", kwargs=args) if to_go else "",
        "to_print": _to_print(one, looked) if to_go else "",
        "became": _became(posted) if posted else "",
        "failed": failed,
        "again": _again(one, looked) if to_go or (ours and failed) else "",
        "to_bring": reverse("letter_delivered", kwargs=args) if may_bring else "",
        "to_erase": reverse("letter_erase", kwargs=args) if erasable else "",
    }


def _posted(case_id: UUID) -> dict[int, Became]:
    """What became of the letters that the print service was given, by the entry that says so."""
    return {one.seq: one for one in outbox.of_case(case_id) if one.channel == "letter"}


def _is_under_way(posted: Became | None) -> bool:
    return posted is not None and posted.state not in FINAL


def _became(posted: Became) -> str:
    over = posted.why or posted.state in FINAL
    return became(posted) + (f" ({dates.moment(posted.at)})" if over else "")


def _again(one: Kept, looked: Looked) -> str:
    args = {"reference": looked.reference, "kind": one.kind, "about": one.about}
    return reverse("write_letter", kwargs=args)


def _to_print(one: Kept, looked: Looked) -> str:
    args = {"reference": looked.reference, "letter": one.id}
    return reverse("letter_print", kwargs=args) if lettering.may_be_printed(one) else ""


@require_safe
@recently_signed_in
@of_case("letter")
def paper(request: HttpRequest, case: OpenCase, letter: UUID) -> HttpResponse:
    """A letter exactly as it was made, to be read where one is and not to be taken away."""
    try:
        pdf = lettering.open_letter(case.case_id, letter, by=case.person, at=case.at)
    except NoSuchCase:
        return errors.not_found(request)
    return as_paper(pdf)


def as_paper(pdf: bytes) -> HttpResponse:
    """A PDF that opens where one is. Its name says nothing, and no browser keeps it."""
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="letter.pdf"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def sent(request: HttpRequest, reference: str, letter: UUID) -> HttpResponse:
    """Record that a letter has gone: posted by ourselves, or given to whoever brings it."""
    kept = _to_go(request, reference, letter)
    if not isinstance(kept, Kept):
        return kept
    kind = KIND_OF[kept.kind]
    form = FormPage(
        name=f"sent {letter}", title=f"It has gone: {kind.title}",
        sections=(_section(kept, "It has gone", HAS_IT if kind.tells else HAS_GONE),),
        lead=_before_it_goes(request, kept) or (PLAIN if kept.by_post else ""),
    )  # fmt: skip
    return serve(request, reference, form, at=now(request), record=lettering.gone(letter))


@require_http_methods(["GET", "HEAD", "POST"])
def printed(request: HttpRequest, reference: str, letter: UUID) -> HttpResponse:
    """Have a letter posted by the print service: recorded, and handed to the outbox."""
    kept = _to_go(request, reference, letter)
    if not isinstance(kept, Kept):
        return kept
    if not lettering.may_be_printed(kept):
        return errors.not_found(request)
    in_a_folder = IN_A_FOLDER if settings.MESSAGES_BY == "folder" else ""
    form = FormPage(
        name=f"print {letter}", title=f"Post it: {KIND_OF[kept.kind].title}",
        sections=(_section(kept, "By the print service", in_a_folder),),
        lead=_before_it_goes(request, kept) or PRINTED, by_itself=True, button="Post it",
    )  # fmt: skip
    record = lettering.gone(letter, printed=True)
    return serve(request, reference, form, at=now(request), record=record)


def _section(kept: Kept, title: str, hint: str) -> Section:
    return Section(
        event=KIND_OF[kept.kind].sent, fixed=kept.records, subject=kept.subject, title=title,
        only=("for_victim",), hint=hint,
    )  # fmt: skip


def _to_go(request: HttpRequest, reference: str, letter: UUID) -> Kept | HttpResponse:
    """A letter that has not gone yet; or what to answer."""
    kept = _kept(request, reference, letter)
    return errors.not_found(request) if isinstance(kept, Kept) and kept.sent is not None else kept


def _before_it_goes(request: HttpRequest, kept: Kept) -> str:
    person, at = signed_in(request), now(request)
    stops = lettering.may_not_go(kept.case_id, kept, by=person, at=at) if person else []
    return f"Do not send it. {' '.join(stops)}" if stops else ""


@require_http_methods(["GET", "HEAD", "POST"])
def delivered(request: HttpRequest, reference: str, letter: UUID) -> HttpResponse:
    """Record that somebody brought a letter that explains a decision, and talked it through."""
    kept = _kept(request, reference, letter)
    if not isinstance(kept, Kept):
        return kept
    if not KIND_OF[kept.kind].decides or kept.sent is None or kept.delivered is not None:
        return errors.not_found(request)
    with transaction.atomic():
        posted = _posted(kept.case_id).get(kept.sent)
    if _is_under_way(posted):
        return errors.under_way(request)
    form = FormPage(
        name=f"delivered {letter}", title="It was handed over",
        sections=(Section(event=BROUGHT, subject=kept.subject),),
        lead="By somebody who can explain it, with somebody beside the victim if they want.",
    )  # fmt: skip
    return serve(request, reference, form, at=now(request), record=lettering.handed_over(letter))


def _kept(request: HttpRequest, reference: str, letter: UUID) -> Kept | HttpResponse:
    """A letter of the person's own agency, in a case in which they work; or what to answer."""
    if request.method == "POST" and not drafts.is_author(request.POST, signed_in(request)):
        # The machine answers it and keeps what was typed: it opens no case.
        return serve(request, reference, FormPage(name="", title="", sections=()), at=now(request))
    if signed_in(request) is None:
        return to_sign_in(request)
    case = open_case(request, reference, "letter")
    if not isinstance(case, OpenCase):
        return case
    with transaction.atomic():
        kept = reading.one_of(case.case_id, letter)
    ours = kept is not None and kept.agency == case.standing.agency and kept.erased_at is None
    return kept if kept and ours and may_work(case.standing) else errors.not_found(request)
