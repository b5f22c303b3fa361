"""People who are signed in, for tests that are about something else."""

from __future__ import annotations

import time
from functools import cache
from typing import Any
from uuid import UUID

from django.core.signals import setting_changed
from django.db import transaction
from django.test import Client
from django.test.client import ClientHandler

from answerable.people.accounts.models import Account
from answerable.people.acting import SIGNING_IN, acting_for


@cache
def product(enforce_csrf_checks: bool) -> ClientHandler:
    """The product with its middleware, made once for all browsers: Django's own client makes it
    anew for each, and looks at every static file for it."""
    return ClientHandler(enforce_csrf_checks)


def _forget(**_: Any) -> None:
    product.cache_clear()  # middleware reads the settings when it is made


setting_changed.connect(_forget)


class Browser(Client):
    """One that speaks https, as all do outside tests and the demonstration."""

    def generic(self, method: str, path: str, *args: Any, **kwargs: Any) -> Any:
        self.handler = product(self.handler.enforce_csrf_checks)
        return super().generic(method, path, *args, **{**kwargs, "secure": True})


def an_account(person: UUID, password: str | None = None) -> Account:
    """The account of a member of staff."""
    with acting_for(SIGNING_IN), transaction.atomic():
        account, _ = Account.objects.select_related("staff").get_or_create(staff_id=person)
        account.set_password(password)  # None: one that nobody can type
        account.save(update_fields=["password"])
    return account


def at_browser(person: UUID | None) -> Client:
    """A browser of somebody who has just signed in; None: of somebody who has not."""
    client = Browser()
    if person is not None:
        sign_in(client, person)
    return client


def sign_in(client: Client, person: UUID) -> None:
    """Let this person be signed in, in the place of whoever was."""
    account = an_account(person)
    with acting_for(SIGNING_IN), transaction.atomic():
        client.force_login(account)
    move(client, began=0, touched=0, shown=0)


def move(client: Client, **ago: float) -> None:
    """Let something of a session have been so many seconds ago."""
    session = client.session
    session.update({what: time.time() - seconds for what, seconds in ago.items()})
    session.save()
