"""The victim's sessions: ten minutes without a click, and an hour in all."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from answerable.people.victims.models import Session, Visit

IDLE = timedelta(minutes=10)
LONGEST = timedelta(hours=1)
TOUCHED_EVERY = timedelta(seconds=30)  # so that not every click writes the session


def start(account_id: UUID, *, at: datetime) -> str:
    """Begin a session: the key for the browser. Those that are over are forgotten."""
    Session.objects.filter(touched_at__lte=at - IDLE).delete()
    key = secrets.token_urlsafe(32)
    Session.objects.create(key=_hashed(key), account_id=account_id, began_at=at, touched_at=at)
    Visit.objects.create(account_id=account_id, at=at)
    return key


def whose(key: str, *, at: datetime) -> UUID | None:
    """Whose session it is, where it is not over."""
    found = Session.objects.filter(
        key=_hashed(key), touched_at__gt=at - IDLE, began_at__gt=at - LONGEST
    ).first()
    if found is None:
        return None
    if at - found.touched_at >= TOUCHED_EVERY:
        Session.objects.filter(pk=found.pk).update(touched_at=at)
    return found.account_id


def end(key: str) -> None:
    """End a session."""
    Session.objects.filter(key=_hashed(key)).delete()


def end_all(case_id: UUID) -> None:
    """End every session of the victim of a case."""
    Session.objects.filter(account__case_id=case_id).delete()


def _hashed(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
