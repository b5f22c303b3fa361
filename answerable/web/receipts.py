"""Where GOV.UK Notify says that something became of a message: a reason to ask it, and no more.

What stands in such a call is not believed, and of it no more is read than our own reference: the
rest holds a number or an address. The message is asked after at Notify at once, with our own key,
as it would have been within the hour; so a call that somebody else makes changes nothing, and one
that does not come is missed for an hour at most.
"""

from __future__ import annotations

import json
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from answerable.messages import outbox
from answerable.people.acting import working
from answerable.web.acting import now

LONGEST = 10_000  # bytes: a receipt has some hundred


@csrf_exempt  # it comes from a server, with a token of its own
@require_POST
@transaction.non_atomic_requests
@sensitive_variables()
def receipt(request: HttpRequest) -> HttpResponse:
    """204 for every call that has our token, whether or not we know what it is about; else 403."""
    token = settings.NOTIFY_CALL_BACK_TOKEN
    if not token or not constant_time_compare(
        request.headers.get("Authorization", ""), f"Bearer {token}"
    ):
        return HttpResponse(status=403)
    reference = _reference(request)
    if reference is None:
        return HttpResponse(status=400)
    with working():
        outbox.look_now(reference, now(request))
    return HttpResponse(status=204)


def _reference(request: HttpRequest) -> UUID | None:
    """Our own reference in what was sent; None where there is none that could be ours."""
    body = request.read(LONGEST + 1)
    if len(body) > LONGEST:
        return None
    try:
        said = json.loads(body)
        return UUID(said["reference"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
