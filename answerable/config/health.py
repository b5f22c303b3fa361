"""Whether the product can do its work: for whoever watches over it."""

from __future__ import annotations

import logging
from functools import lru_cache
from time import monotonic

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from answerable.config.home import Unusable
from answerable.config.starting import OUT_OF_DATE, what_is_wrong, worklist_is_out_of_date
from answerable.people.acting import working
from answerable.people.vault import keys_open_what_is_there
from answerable.sealing import Unsealable, try_keys

CHECKED_EVERY = 60  # seconds: whoever asks all the time has the database asked no more often
NO_KEY = "no key: set ANSWERABLE_FIELD_KEYS"
BAD_KEY = "a key of ANSWERABLE_FIELD_KEYS cannot be used"
OTHER_KEY = "no key of ANSWERABLE_FIELD_KEYS opens what is sealed: pages that show it do not open"
NO_ANSWER = "the database does not answer"
NOT_AS_IT_HAS_TO_BE = "the database is not as it has to be: run `answerable db check`"


@require_safe
@never_cache
@transaction.non_atomic_requests  # so that a database that does not answer can be told
def healthz(_request: HttpRequest) -> HttpResponse:
    """200 where the database answers, is as it has to be, and the keys open what is sealed; else
    503 and which, in the log as well. What works and is out of date is said with the 200."""
    minute = int(monotonic() // CHECKED_EVERY)
    try:
        amiss = _keys_amiss() or _database_amiss(minute)
        late = "" if amiss else _out_of_date(minute)
    except (DatabaseError, Unusable):
        amiss = NO_ANSWER
    if amiss:
        logging.getLogger("answerable").error(amiss)
        return HttpResponse(f"{amiss}\n", "text/plain", status=503)
    return HttpResponse(f"ok\n{late}", "text/plain")


def _keys_amiss() -> str:
    if not settings.FIELD_KEYS:
        return NO_KEY
    try:
        try_keys()
    except Unsealable:
        return BAD_KEY
    return ""


def _database_amiss(minute: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    if _is_wrong(minute):
        return NOT_AS_IT_HAS_TO_BE
    return "" if _keys_open(minute, settings.FIELD_KEYS) else OTHER_KEY


@lru_cache(maxsize=1)
def _is_wrong(_minute: int) -> bool:
    return bool(what_is_wrong())


@lru_cache(maxsize=1)
def _keys_open(_minute: int, _keys: tuple[str, ...]) -> bool:
    with working():
        return keys_open_what_is_there()


@lru_cache(maxsize=1)
def _out_of_date(_minute: int) -> str:
    return f"{OUT_OF_DATE}\n" if worklist_is_out_of_date() else ""
