"""Whose account it is."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from answerable.people.accounts.models import Account
from answerable.people.models import Staff


def account(staff_id: UUID) -> Account | None:
    """The account of a member of staff."""
    return Account.objects.select_related("staff").filter(pk=staff_id).first()


def account_with_email(email: str) -> Account | None:
    """The account of whoever their agency knows by this address."""
    return Account.objects.select_related("staff").filter(staff__email=email.lower()).first()


def account_in(agencies: Collection[str], email: str) -> Account | None:
    """The account of somebody of these agencies, made where there is none yet."""
    found = Staff.objects.filter(email=email.lower(), agency_id__in=list(agencies)).first()
    if found is None:
        return None
    made, new = Account.objects.select_related("staff").get_or_create(staff_id=found.id)
    if new:
        made.set_unusable_password()
        made.save(update_fields=["password"])
    return made


def agency_of(account: Account) -> str:
    """The agency of whose account it is."""
    return account.staff.agency_id


def anybody_outside(domain: str) -> bool:
    """Whether there is a member of staff whose address is of another domain."""
    return Staff.objects.exclude(email__endswith=f"@{domain}").exists()
