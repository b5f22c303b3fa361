"""What was typed and not yet recorded, sealed, and kept for its author or for who takes over.

The author is a member of staff or, `acting` as a victim, an account of theirs.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.http import QueryDict

from answerable.people.acting import HANDING_OVER, acting_as, acting_for
from answerable.sealing import seal, unseal
from answerable.web.models import Draft

# Of the page and not of what was typed: a draft that comes back gets its own anew.
NOT_TYPED = ("csrfmiddlewaretoken", "expected_seq", "key", "do", "author")
TOKEN_DAYS = 1
SALT = "answerable.web.draft"
LARGEST = 200_000


Acting = Callable[[UUID], AbstractContextManager[None]]


class Kept(NamedTuple):
    """A draft: what was typed, when it was kept, and whether by who had the case before."""

    typed: QueryDict
    saved_at: datetime
    from_another: bool


class Waiting(NamedTuple):
    """That there is a draft: of which case and page, and since when."""

    case_id: UUID
    page: str
    saved_at: datetime


def keep(
    person: UUID,
    case_id: UUID,
    page: str,
    typed: QueryDict,
    *,
    at: datetime,
    acting: Acting = acting_as,
) -> None:
    """Keep what was typed, in the place of what was kept before."""
    found = {name: values for name, values in typed.lists() if name not in NOT_TYPED}
    if sum(len(value) for values in found.values() for value in values) > LARGEST:
        return  # no form of ours is so long
    cleaned = {
        name.replace("\x00", ""): [str(value).replace("\x00", "") for value in values]
        for name, values in found.items()
    }
    sealed = seal(json.dumps(cleaned), "draft", case_id, page)
    with acting(person), transaction.atomic():
        Draft.objects.update_or_create(
            staff_id=person, case_id=case_id, page=page,
            defaults={"typed": sealed, "saved_at": at, "from_another": False},
        )  # fmt: skip


def kept(person: UUID, case_id: UUID, page: str, *, acting: Acting = acting_as) -> Kept | None:
    """What was kept."""
    with acting(person), transaction.atomic():
        draft = Draft.objects.filter(staff_id=person, case_id=case_id, page=page).first()
    if draft is None:
        return None
    typed = QueryDict(mutable=True)
    for name, values in json.loads(unseal(draft.typed, "draft", case_id, page)).items():
        typed.setlist(name, values)
    return Kept(typed, draft.saved_at, draft.from_another)


def throw_away(person: UUID, case_id: UUID, page: str, *, acting: Acting = acting_as) -> None:
    """Forget what was kept: it was recorded, or is not wanted."""
    with acting(person), transaction.atomic():
        Draft.objects.filter(staff_id=person, case_id=case_id, page=page).delete()


def waiting(person: UUID, case_id: UUID | None = None) -> Sequence[Waiting]:
    """All that somebody has begun, in one case or in any; the latest first."""
    with acting_as(person), transaction.atomic():
        found = Draft.objects.filter(staff_id=person).order_by("-saved_at")
        if case_id is not None:
            found = found.filter(case_id=case_id)
        return [Waiting(*row) for row in found.values_list("case_id", "page", "saved_at")]


def hand_over(of: UUID, to: Mapping[UUID, UUID]) -> int:
    """Give what somebody had begun to who takes over each case: how many drafts went.

    Who has begun the same page keeps their own. Nobody reads a draft by this.
    """
    with acting_for(HANDING_OVER), transaction.atomic():
        return sum(_hand_over(of, case_id, whom) for case_id, whom in to.items())


def _hand_over(of: UUID, case_id: UUID, to: UUID) -> int:
    begun = Draft.objects.filter(staff_id=to, case_id=case_id).values_list("page", flat=True)
    theirs = Draft.objects.filter(staff_id=of, case_id=case_id).exclude(page__in=list(begun))
    return theirs.update(staff_id=to, from_another=True)


def author_token(person: UUID, case_id: UUID, page: str) -> str:
    """Whose page this is, signed: what was typed on it is theirs, should they be signed out."""
    return signing.dumps([str(person), str(case_id), page], salt=SALT)


def is_author(typed: QueryDict, person: UUID | None) -> bool:
    """Whether the page was made for this person."""
    found = _author(typed)
    return found is not None and found[0] == person


def keep_for_author(typed: QueryDict, *, at: datetime, acting: Acting = acting_as) -> bool:
    """Keep what arrived after its author was signed out: whether the page says whose it is."""
    found = _author(typed)
    if found is not None:
        keep(*found, typed, at=at, acting=acting)
    return found is not None


def _author(typed: QueryDict) -> tuple[UUID, UUID, str] | None:
    token = typed.get("author", "")
    try:
        person, case_id, page = signing.loads(token, salt=SALT, max_age=TOKEN_DAYS * 86_400)
    except signing.BadSignature:
        return None
    return UUID(person), UUID(case_id), page
