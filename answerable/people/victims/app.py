"""An app that shows codes, beside the paper: the victim sets one up, and takes it away at once.

Its name is made by dice and stands in the app alone, so that nobody has a name to guess or to lock.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple
from urllib.parse import quote, urlencode
from uuid import UUID

from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.hashers import make_password

from answerable.people.victims.codes import hashed, is_theirs, new, plain
from answerable.people.victims.models import App
from answerable.sealing import seal, unseal

NAME = (2, 4)  # groups of so many letters
PERIOD = 30  # seconds for which a code is shown
EARLIER_OR_LATER = (0, -1, 1)  # the clock of a telephone may be a little wrong
MOST_WRONG = 3  # tries while one code is shown
CALLED = "Notes"  # what an app says that it is for


class Offered(NamedTuple):
    """What is typed into an app, or opened by it; kept nowhere until a code of it was right."""

    name: str
    secret: str

    @property
    def link(self) -> str:
        """The same, as an app on this device takes it."""
        called = quote(f"{CALLED}:{self.name}")
        return f"otpauth://totp/{called}?{urlencode({'secret': self.secret, 'issuer': CALLED})}"


def offer() -> Offered:
    """A name and a secret that nobody had."""
    return Offered(new(NAME), generate_totp_secret())


def set_up(account_id: UUID, offered: Offered, code: str, phrase: str, *, at: datetime) -> bool:
    """Keep what was offered, where the app shows its code and the phrase is right.

    The code that showed it opens nothing after that.
    """
    step = _step(offered.secret, code, at, after=0)
    if not is_theirs(account_id, phrase) or step is None:
        return False
    remove(account_id)
    App.objects.create(
        account_id=account_id, name=hashed(offered.name),
        secret=seal(offered.secret, "app", account_id), made_at=at, step=step,
    )  # fmt: skip
    return True


def remove(account_id: UUID) -> None:
    """Take it away: it opens nothing any more."""
    App.objects.filter(pk=account_id).delete()


def there_is(account_id: UUID) -> bool:
    """Whether an app was set up."""
    return App.objects.filter(pk=account_id).exists()


def enter(name: str, code: str, phrase: str, *, at: datetime) -> UUID | None:
    """Use the code that an app shows, with the phrase: whose account it is.

    Three wrong ones while a code is shown, and that code opens nothing; the next does, and so does
    paper, so that nobody is locked out.
    """
    found = App.objects.select_for_update().filter(name=hashed(name)).first()
    if found is None:
        make_password(plain(phrase))  # as slow for a name that nobody has
        return None
    now = int(at.timestamp()) // PERIOD
    wrong = found.tries if found.tried_step == now else 0
    secret = unseal(found.secret, "app", found.account_id)
    step = _step(secret, code, at, after=found.step)
    if not is_theirs(found.account_id, phrase) or step is None or wrong >= MOST_WRONG:
        App.objects.filter(pk=found.pk).update(tried_step=now, tries=wrong + 1)
        return None
    App.objects.filter(pk=found.pk).update(step=step)
    return found.account_id


def _step(secret: str, code: str, at: datetime, *, after: int) -> int | None:
    """Which code it is, by its number; None where it is none that may be used now."""
    now, digits = int(at.timestamp()) // PERIOD, re.sub(r"\D", "", code)
    steps = (now + one for one in EARLIER_OR_LATER)
    right = (one for one in steps if format_hotp_value(hotp_value(secret, one)) == digits)
    return next((one for one in right if one > after), None)
