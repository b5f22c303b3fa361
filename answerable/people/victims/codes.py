"""The codes: how one is given, and how somebody comes in with one.

What comes in is what the victim has, a code on paper, and what the victim knows, a phrase. A code
finds its account by itself, so there is no name to guess, and none to lock.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db.models import F
from django.utils.crypto import salted_hmac

from answerable.people.victims import sessions
from answerable.people.victims.models import Account, App, Code

# Without look-alikes: they are read out, or copied from paper.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
FIRST, PAPER = (5, 5), (3, 4)  # groups of so many: 122 bits, and 59 with a phrase beside it


class Issued(NamedTuple):
    """What a worker reads out and what a worker prints: shown once, and kept nowhere."""

    first: str
    paper: tuple[str, ...]


def issue(case_id: UUID, *, by: UUID, at: datetime, how: str, interpreter: str) -> Issued:
    """New codes for the victim of a case; all that there was before opens nothing any more."""
    account, _ = Account.objects.get_or_create(case_id=case_id, defaults={"made_at": at})
    end_all(case_id, at=at)
    account.phrase = ""
    account.save(update_fields=["phrase"])
    issued = Issued(new(FIRST), tuple(new(PAPER) for _ in range(Code.ON_PAPER)))
    given = {"account": account, "made_at": at, "made_by": by, "how": how,
             "interpreter": interpreter}  # fmt: skip
    Code.objects.create(code=hashed(issued.first), kind="first", **given)
    Code.objects.bulk_create(Code(code=hashed(one), kind="paper", **given) for one in issued.paper)
    return issued


def begin(first: str, paper: str, phrase: str, *, at: datetime) -> UUID | None:
    """Use the first code, with one on paper, and choose the phrase: whose account it is."""
    one = Code.objects.filter(
        code=hashed(first), kind="first", used_at=None, made_at__gt=at - Code.GOOD_FOR
    ).first()
    other = _paper(paper)
    if one is None or other is None or one.account_id != other.account_id:
        return None
    if not (_use(one, at) and _use(other, at)):
        return None
    Account.objects.filter(pk=one.account_id).update(phrase=make_password(plain(phrase)))
    return one.account_id


def enter(paper: str, phrase: str, *, at: datetime) -> UUID | None:
    """Use a code on paper, with the phrase: whose account it is."""
    code = _paper(paper, locked=True)  # of many who guess at once, each counts
    if code is None or not code.account.phrase:
        make_password(plain(phrase))  # as slow for a code that nobody has
        return None
    if not check_password(plain(phrase), code.account.phrase):
        Code.objects.filter(pk=code.pk).update(wrong=F("wrong") + 1)
        return None
    return code.account_id if _use(code, at) else None


def is_theirs(account_id: UUID, phrase: str) -> bool:
    """Whether it is the phrase of this account."""
    account = Account.objects.filter(pk=account_id).first()
    return account is not None and check_password(plain(phrase), account.phrase)


def left(account_id: UUID) -> int:
    """How many codes on paper an account still has."""
    return Code.objects.filter(
        account_id=account_id, kind="paper", used_at=None, wrong__lt=Code.MOST_WRONG
    ).count()


def end_all(case_id: UUID, *, at: datetime) -> None:
    """End every session of the victim of a case, and void every code; an app opens nothing more."""
    # By the account itself: through a join, one that is used in this moment would be voided too,
    # which the database refuses.
    theirs = list(Account.objects.filter(case_id=case_id).values_list("pk", flat=True))
    Code.objects.filter(account_id__in=theirs, used_at=None).update(used_at=at)
    App.objects.filter(account__case_id=case_id).delete()
    sessions.end_all(case_id)


def _paper(code: str, *, locked: bool = False) -> Code | None:
    found = Code.objects.filter(
        code=hashed(code), kind="paper", used_at=None, wrong__lt=Code.MOST_WRONG
    )
    if locked:
        found = found.select_for_update(of=("self",))
    return found.select_related("account").first()


def _use(code: Code, at: datetime) -> bool:
    # Of two who come with one code at once, one is first.
    return bool(Code.objects.filter(pk=code.pk, used_at=None).update(used_at=at))


def new(shape: tuple[int, int]) -> str:
    """A code of so many groups and letters that nobody had."""
    groups, long = shape
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(long)) for _ in range(groups))


def hashed(code: str) -> str:
    """A code as it is kept."""
    plain = "".join(letter for letter in code.upper() if letter in LETTERS)
    # Keyed: whoever has the table alone can try no code against it.
    return salted_hmac("victims.code", plain, settings.SECRET_KEY, algorithm="sha256").hexdigest()


def plain(phrase: str) -> str:
    """A phrase as it is compared: capitals and spaces are no part of what somebody remembers."""
    return " ".join(phrase.casefold().split())
