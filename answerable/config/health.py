"""Whether the product can do its work: for whoever watches over it."""

from __future__ import annotations

from functools import lru_cache
from time import monotonic

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from answerable.config.home import Unusable
from answerable.config.starting import what_is_wrong

CHECKED_EVERY = 60  # seconds: whoever asks all the time has the database asked no more often


@require_safe
@never_cache
@transaction.non_atomic_requests  # so that a database that does not answer can be told
def healthz(_request: HttpRequest) -> HttpResponse:
    """200 where the database answers, is as it has to be, and there is a key for what is sealed;
    else 503 and which."""
    if not settings.FIELD_KEYS:
        return HttpResponse("no key: set ANSWERABLE_FIELD_KEYS\n", "text/plain", status=503)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        wrong = _is_wrong(int(monotonic() // CHECKED_EVERY))
    except (DatabaseError, Unusable):
        return HttpResponse("the database does not answer\n", "text/plain", status=503)
    if wrong:
        said = "the database is not as it has to be: run `answerable db check`\n"
        return HttpResponse(said, "text/plain", status=503)
    return HttpResponse("ok\n", "text/plain")


@lru_cache(maxsize=1)
def _is_wrong(_minute: int) -> bool:
    return bool(what_is_wrong())
