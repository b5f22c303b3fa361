"""Supporters: how one comes in, and who they are. What they see is for sharing.py and the database.

They come in as the victim does, with a code that a worker gave by hand and a phrase; nothing of
theirs opens anything of hers.
"""

from __future__ import annotations

import hashlib
import secrets
from calendar import isleap
from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import connection
from django.db.models import F

from answerable.clocks.days import start_of_day
from answerable.people import vault
from answerable.people.acting import WORKER, acting_for
from answerable.people.victims.codes import FIRST, PAPER, Issued, hashed, new, plain
from answerable.people.victims.models import (
    Code,
    Supporter,
    SupporterCode,
    SupporterSession,
    SupporterVisit,
)
from answerable.people.victims.sessions import IDLE, LONGEST, TOUCHED_EVERY
from answerable.sealing import seal, unseal

SEALED = ("supporter", "name")  # where each name is sealed, with the id of its row
MOST = 5  # supporters at a time


class Named(NamedTuple):
    """A supporter as the victim knows them; one that does not `live` is from before she was 18."""

    id: UUID
    name: str
    sees: tuple[str, ...]
    named_at: datetime
    lives: bool


def named(case_id: UUID) -> list[Named]:
    """Those whom the victim named and did not end, as far as whoever asks may know."""
    found = Supporter.objects.filter(case_id=case_id, until=None).order_by("named_at", "id")
    return [
        Named(one.id, _opened(one), tuple(one.sees), one.named_at, lives(one.id)) for one in found
    ]


def lives(supporter_id: UUID) -> bool:
    """Whether they are a supporter now: the database says, which knows whether she came of age."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT supporter_lives(%s)", [supporter_id])
        found = cursor.fetchone()
    return bool(found and found[0])


def name(case_id: UUID, called: str, sees: Collection[str], *, by: UUID, at: datetime) -> UUID:
    """Name one: nobody comes in before a worker gives them codes."""
    one = Supporter(case_id=case_id, sees=sorted(sees), named_at=at, named_by=by)
    one.name = seal(called, *SEALED, one.id)
    one.save(force_insert=True)
    ask_again_at_eighteen(case_id)
    return one.id


def ask_again_at_eighteen(case_id: UUID) -> None:
    """Let what was ticked by a child end on the day that she is eighteen.

    The day of birth is sealed, so the database is told when, and of nobody but a child who named a
    supporter. To be asked whenever one is named, and whenever her day of birth is put down.
    """
    with acting_for(WORKER):
        victim = vault.victim(case_id)
        born_on = victim.born_on if victim else None
        of_case = Supporter.objects.filter(case_id=case_id)
        if born_on is None:
            of_case.exclude(asked_again_at=None).update(asked_again_at=None)
        else:
            then = came_of_age(born_on)
            of_case.filter(named_at__lt=then).update(asked_again_at=then)
            of_case.filter(named_at__gte=then).update(asked_again_at=None)


def came_of_age(born_on: date) -> datetime:
    """When somebody is eighteen: as their birthday begins in England and Wales. Of who was born on
    29 February it is taken to be the 28th, which no source was read for: the earlier of the two,
    so that nothing that a child ticked outlives the day."""
    leaps = (born_on.month, born_on.day) == (2, 29) and not isleap(born_on.year + 18)
    birthday = born_on.replace(year=born_on.year + 18, day=28 if leaps else born_on.day)
    return start_of_day(birthday)


def tick(case_id: UUID, supporter_id: UUID, sees: Collection[str]) -> bool:
    """Let one see this and nothing else, from the next page on."""
    found = Supporter.objects.filter(id=supporter_id, case_id=case_id, until=None)
    return bool(found.update(sees=sorted(sees)))


def end(case_id: UUID, supporter_id: UUID, at: datetime) -> bool:
    """Let one see nothing any more."""
    found = Supporter.objects.filter(id=supporter_id, case_id=case_id, until=None)
    return bool(found.update(until=at))


def erase(case_id: UUID, at: datetime) -> None:
    """End all of a case, and forget what she called them."""
    Supporter.objects.filter(case_id=case_id, until=None).update(until=at)
    Supporter.objects.filter(case_id=case_id).update(name=None)


def end_sessions(supporter_id: UUID) -> None:
    """End every session of one."""
    SupporterSession.objects.filter(supporter_id=supporter_id).delete()


def visits(case_id: UUID) -> dict[UUID, list[datetime]]:
    """When each came in, the latest first."""
    found: dict[UUID, list[datetime]] = {}
    rows = SupporterVisit.objects.filter(supporter__case_id=case_id).order_by("-at")
    for supporter, at in rows.values_list("supporter_id", "at"):
        found.setdefault(supporter, []).append(at)
    return found


def issue(supporter_id: UUID, *, by: UUID, at: datetime) -> Issued:
    """New codes for one; those before, and every session, open nothing any more."""
    SupporterCode.objects.filter(supporter_id=supporter_id, used_at=None).update(used_at=at)
    end_sessions(supporter_id)
    Supporter.objects.filter(pk=supporter_id).update(phrase="")
    issued = Issued(new(FIRST), tuple(new(PAPER) for _ in range(Code.ON_PAPER)))
    made = [("first", issued.first), *(("paper", one) for one in issued.paper)]
    SupporterCode.objects.bulk_create(
        SupporterCode(
            code=hashed(one), supporter_id=supporter_id, kind=kind, made_at=at, made_by=by
        )
        for kind, one in made
    )
    return issued


def begin(first: str, paper: str, phrase: str, *, at: datetime) -> UUID | None:
    """Use the first code, with one on paper, and choose the phrase: who it is."""
    one = SupporterCode.objects.filter(
        code=hashed(first), kind="first", used_at=None, made_at__gt=at - Code.GOOD_FOR
    ).first()
    other = _paper(paper)
    if one is None or other is None or one.supporter_id != other.supporter_id:
        return None
    if not (lives(one.supporter_id) and _use(one, at) and _use(other, at)):
        return None
    Supporter.objects.filter(pk=one.supporter_id).update(phrase=make_password(plain(phrase)))
    return one.supporter_id


def enter(paper: str, phrase: str, *, at: datetime) -> UUID | None:
    """Use a code on paper, with the phrase: who it is."""
    code = _paper(paper, locked=True)  # of many who guess at once, each counts
    if code is None or not code.supporter.phrase:
        return None  # the victim's own door, tried before, took its time
    if not check_password(plain(phrase), code.supporter.phrase):
        SupporterCode.objects.filter(pk=code.pk).update(wrong=F("wrong") + 1)
        return None
    return code.supporter_id if lives(code.supporter_id) and _use(code, at) else None


def start(supporter_id: UUID, *, at: datetime) -> str:
    """Begin a session: the key for the browser."""
    SupporterSession.objects.filter(touched_at__lte=at - IDLE).delete()
    key = secrets.token_urlsafe(32)
    SupporterSession.objects.create(
        key=_hashed(key), supporter_id=supporter_id, began_at=at, touched_at=at
    )
    SupporterVisit.objects.create(supporter_id=supporter_id, at=at)
    return key


def whose(key: str, *, at: datetime) -> tuple[UUID, UUID, tuple[str, ...]] | None:
    """Whose session it is, where it is not over: who, in which case, and what they may see now."""
    found = SupporterSession.objects.select_related("supporter").filter(
        key=_hashed(key), touched_at__gt=at - IDLE, began_at__gt=at - LONGEST
    ).first()  # fmt: skip
    if found is None or not lives(found.supporter_id):
        return None
    if at - found.touched_at >= TOUCHED_EVERY:
        SupporterSession.objects.filter(pk=found.pk).update(touched_at=at)
    return found.supporter_id, found.supporter.case_id, tuple(found.supporter.sees)


def end_session(key: str) -> None:
    """End a session."""
    SupporterSession.objects.filter(key=_hashed(key)).delete()


def _opened(one: Supporter) -> str:
    return unseal(one.name, *SEALED, one.id) if one.name else ""


def _paper(code: str, *, locked: bool = False) -> SupporterCode | None:
    found = SupporterCode.objects.filter(
        code=hashed(code), kind="paper", used_at=None, wrong__lt=Code.MOST_WRONG
    )
    if locked:
        found = found.select_for_update(of=("self",))
    return found.select_related("supporter").first()


def _use(code: SupporterCode, at: datetime) -> bool:
    return bool(SupporterCode.objects.filter(pk=code.pk, used_at=None).update(used_at=at))


def _hashed(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
