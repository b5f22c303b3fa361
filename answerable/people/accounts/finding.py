"""Whose account it is."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import connection

from answerable.people.accounts.models import Account
from answerable.people.models import Staff

# Asked with every page, so in SQL: to make the statement would cost more than to ask it.
OF_ACCOUNT = tuple(field.attname for field in Account._meta.concrete_fields)
OF_STAFF = tuple(field.attname for field in Staff._meta.concrete_fields)
ACCOUNT = f"""
SELECT {", ".join(f"account.{name}" for name in OF_ACCOUNT)},
    {", ".join(f"staff.{name}" for name in OF_STAFF)}
FROM accounts_account AS account JOIN people_staff AS staff ON staff.id = account.staff_id
WHERE account.staff_id = %s
"""  # noqa: S608  the names are those of our own columns


def account(staff_id: UUID) -> Account | None:
    """The account of a member of staff."""
    with connection.cursor() as cursor:
        cursor.execute(ACCOUNT, [staff_id])
        row = cursor.fetchone()
    if row is None:
        return None
    found = Account.from_db(connection.alias, OF_ACCOUNT, row[: len(OF_ACCOUNT)])
    found.staff = Staff.from_db(connection.alias, OF_STAFF, row[len(OF_ACCOUNT) :])
    return found


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
