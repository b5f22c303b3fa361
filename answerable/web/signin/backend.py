"""Django's way to an account: by its id, and in the demonstration by a password."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpRequest

from answerable.people.accounts.finding import account, account_with_email
from answerable.people.accounts.models import Account
from answerable.people.acting import SIGNING_IN, acting_for


class Accounts(BaseBackend):
    """The only backend. Outside the demonstration no password is ever looked at."""

    def authenticate(
        self, request: HttpRequest | None, email: str = "", password: str = "", **_: Any
    ) -> Account | None:
        """Whose password this is; as slow for an address that nobody has."""
        if not settings.DEMONSTRATION or not email or not password:
            return None
        with acting_for(SIGNING_IN), transaction.atomic():
            found = account_with_email(email)
            if found is None:
                make_password(password)
                return None
            return found if found.check_password(password) and found.is_active else None

    def get_user(self, user_id: UUID) -> Account | None:
        """Whose session it is; nobody's, where they have left."""
        with acting_for(SIGNING_IN), transaction.atomic(savepoint=False):
            found = account(user_id)
        return found if found is not None and found.is_active else None
