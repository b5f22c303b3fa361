"""Invitations to enrol a passkey: how an account begins, and how one is had back.

A code is given by hand to somebody who is known, never by e-mail. Whoever uses it has one passkey
from then on, the new one: what was lost or stolen opens nothing any more.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator

from answerable.people.accounts.models import Account, Invitation

# Without look-alikes: it is read out, or copied from paper.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, LONG = 5, 5  # 122 bits: nobody guesses it


def invite(staff_id: UUID, *, at: datetime) -> str:
    """Make a code for somebody; one made before opens nothing any more."""
    Invitation.objects.filter(staff_id=staff_id, used_at=None).update(used_at=at)
    code = "-".join("".join(secrets.choice(LETTERS) for _ in range(LONG)) for _ in range(GROUPS))
    Invitation.objects.create(code=_hashed(code), staff_id=staff_id, made_at=at)
    return code


def accept(code: str, *, at: datetime) -> Account | None:
    """Use a code: the account that is to have a passkey, and has none yet."""
    found = Invitation.objects.filter(
        code=_hashed(code), used_at=None, made_at__gt=at - Invitation.GOOD_FOR
    ).first()
    # Of two who come with one code at once, one is first.
    if found is None or not Invitation.objects.filter(code=found.code, used_at=None).update(
        used_at=at
    ):
        return None
    account, _ = Account.objects.select_related("staff").get_or_create(staff_id=found.staff_id)
    account.set_unusable_password()  # a new one, which ends every session of theirs
    account.save(update_fields=["password"])
    Authenticator.objects.filter(user_id=account.pk).delete()
    return account


def _hashed(code: str) -> str:
    plain = "".join(letter for letter in code.upper() if letter in LETTERS)
    return hashlib.sha256(plain.encode()).hexdigest()
