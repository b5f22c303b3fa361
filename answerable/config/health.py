"""Whether the product can do its work: for whoever watches over it."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
@transaction.non_atomic_requests  # so that a database that does not answer can be told
def healthz(_request: HttpRequest) -> HttpResponse:
    """200 where the database answers and there is a key for what is sealed, else 503 and which."""
    if not settings.FIELD_KEYS:
        return HttpResponse("no key: set ANSWERABLE_FIELD_KEYS\n", "text/plain", status=503)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer\n", "text/plain", status=503)
    return HttpResponse("ok\n", "text/plain")
