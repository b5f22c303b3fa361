"""Letters that were sent to the victim, as text: on a page with a way out, and not as a file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from answerable.letters.catalogue import KIND_OF
from answerable.record.letters import reading
from answerable.web.portal.hers import Hers, for_the_victim
from answerable.web.portal.shell import menu, show


class Sent(NamedTuple):
    """A letter that was sent: what it is called, and when it went; `seq` is the entry of that."""

    id: UUID
    seq: int
    title: str
    at: datetime


def sent(hers: Hers) -> list[Sent]:
    """The letters that they were told of, the latest first.

    A letter shows with the entry that says that it was sent, and with nothing else: what is held
    back until a person has told them holds back the letter too.
    """
    shown = {entry.seq for entry in hers.entries}
    return [
        Sent(one.id, one.sent, KIND_OF[one.kind].to_victim, one.sent_at)
        for one in reading.of_case(hers.case_id)
        if one.sent is not None and one.sent in shown and one.sent_at and one.erased_at is None
    ]


@require_safe
@for_the_victim
def page(request: HttpRequest, hers: Hers, letter: UUID) -> HttpResponse:
    """One letter that they were told of."""
    one = next((one for one in sent(hers) if one.id == letter), None)
    said = reading.said_in(letter) if one else None
    if one is None or said is None:
        raise Http404
    shown: Mapping[str, Any] = {"blocks": said, "at": one.at, "pages": menu("updates")}
    return show(request, "letter", one.title, "Letter", **shown)
