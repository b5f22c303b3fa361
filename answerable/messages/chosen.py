"""The way out that the installation has chosen."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.conf import settings

from answerable.messages.folder import Folder
from answerable.messages.ways import WayOut

KEY_LENGTH = 73  # the service's id and the secret, both with their hyphens, and one between


class NotSetUp(Exception):
    """What is set cannot be used: one line that names the setting, and never repeats a key."""


def way_out() -> WayOut:
    """The folder, or GOV.UK Notify; NotSetUp where what is needed for that is not there."""
    if settings.MESSAGES_BY == "folder":
        return Folder(Path(settings.MESSAGES_FOLDER))
    if settings.MESSAGES_BY != "notify":
        raise NotSetUp("ANSWERABLE_MESSAGES is neither folder nor notify")
    # Only where it is wanted: the client brings the network with it.
    from answerable.messages.notify import Account, Notify  # noqa: PLC0415

    if len(settings.NOTIFY_KEY) < KEY_LENGTH:
        raise NotSetUp("ANSWERABLE_NOTIFY_KEY is no key of GOV.UK Notify")
    templates = (settings.NOTIFY_TEXT_TEMPLATE, settings.NOTIFY_EMAIL_TEMPLATE)
    for name, value in zip(("TEXT", "EMAIL"), templates, strict=True):
        if not _is_id(value):
            raise NotSetUp(f"ANSWERABLE_NOTIFY_{name}_TEMPLATE is no id of a template")
    return Notify(Account(settings.NOTIFY_KEY, *templates, settings.NOTIFY_URL))


def _is_id(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True
