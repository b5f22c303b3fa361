"""GOV.UK Notify, through its official client.

Notify fills in templates that are kept there, so there are two of them, with nothing in them but
`((words))` (and `((subject))`): what they make of our words is looked at before anything leaves.
Whatever goes wrong is told by its status alone, for the words of an error may hold a number.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from io import BytesIO
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from answerable.messages.ways import FAILED, OtherWords, Out, Refused, Taken, Trouble
from answerable.messages.wording import Words

PATIENCE = 10  # seconds for an answer: the case waits as long
BAD_REQUEST, FORBIDDEN, NOT_FOUND, TOO_MANY, FAULT = 400, 403, 404, 429, 500
# In its words, what for us is one of two ways of failing.
NOT_DELIVERED = {
    "validation-failed": "permanent-failure", "virus-scan-failed": "permanent-failure",
    "cancelled": "permanent-failure", "returned-letter": "permanent-failure",
    "failed": "technical-failure", "pending-virus-check": "pending",
}  # fmt: skip
KNOWN = frozenset({"created", "sending", "pending", "accepted", "sent", "delivered", "received"})

# Its warnings hold what the provider says, which may repeat what it was given.
logging.getLogger("notifications_python_client").setLevel(logging.CRITICAL)

Answer = TypeVar("Answer")


class Account(NamedTuple):
    """With what we speak to Notify."""

    key: str
    text_template: str
    email_template: str
    url: str = "https://api.notifications.service.gov.uk"


class Notify:
    """Notify as a way out."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.client = NotificationsAPIClient(account.key, base_url=account.url, timeout=PATIENCE)
        self._looked_at: set[tuple[str, Words]] = set()

    def send(self, out: Out) -> Taken:
        """Send it: as a letter that is printed as it is, or as words of ours and no others."""
        reference = str(out.reference)
        if out.pdf is not None:
            pdf = BytesIO(out.pdf)
            found = _asked(lambda: self.client.send_precompiled_letter_notification(reference, pdf))
            return Taken(str(found["id"]), "created")
        assert out.words is not None  # noqa: S101  a text and an e-mail have words
        self._look_at_template(out.channel, out.words)
        filled = _filled(out.channel, out.words)
        if out.channel == "text":
            found = _asked(
                lambda: self.client.send_sms_notification(
                    out.to, self.account.text_template, filled, reference
                )
            )
        else:
            found = _asked(
                lambda: self.client.send_email_notification(
                    out.to, self.account.email_template, filled, reference
                )
            )
        return Taken(str(found["id"]), "created")

    def find(self, reference: UUID) -> Taken | None:
        """Ask by our own reference, before anything is sent a second time."""
        found = _asked(lambda: self.client.get_all_notifications(reference=str(reference)))
        there = [one for one in found["notifications"] if one.get("reference") == str(reference)]
        return Taken(str(there[0]["id"]), _state(there[0]["status"])) if there else None

    def look(self, provider_id: str, channel: str) -> str:  # noqa: ARG002  Notify knows it itself
        """What became of it."""
        try:
            found = _asked(lambda: self.client.get_notification_by_id(provider_id))
        except Refused:
            raise Trouble(may_have_left=True) from None  # forgotten there, after a week
        return _state(found["status"])

    def _look_at_template(self, channel: str, said: Words) -> None:
        if (channel, said) in self._looked_at:
            return
        account = self.account
        template = account.text_template if channel == "text" else account.email_template
        filled = _filled(channel, said)
        try:
            found = _asked(lambda: self.client.post_template_preview(template, filled))
        except Refused:
            raise Trouble(may_have_left=False) from None  # ours to put right, not the message's end
        except Trouble:
            raise Trouble(may_have_left=False) from None  # nothing was sent yet
        subject = said.subject if channel == "email" else None
        if (found.get("subject"), found["body"].strip()) != (subject, said.body):
            raise OtherWords("a template at Notify says something else than ((words))")
        self._looked_at.add((channel, said))


def _filled(channel: str, said: Words) -> dict[str, str]:
    subject = {"subject": said.subject} if channel == "email" else {}
    return {"words": said.body, **subject}


def _asked(ask: Callable[[], Answer]) -> Any:
    """The answer; or what its failing means for us."""
    try:
        return ask()
    except APIError as error:
        status = error.status_code if error.response is not None else 0
    # Out of the handler, so that the provider's words are in no chain of errors.
    if status in (BAD_REQUEST, NOT_FOUND):
        raise Refused(status)
    # For our key, or for too many, it was not taken. In all else nobody can be sure.
    raise Trouble(may_have_left=status not in (FORBIDDEN, TOO_MANY))


def _state(status: str) -> str:
    found = NOT_DELIVERED.get(status, status)
    return found if found in KNOWN or found in FAILED else "pending"
