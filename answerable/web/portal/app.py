"""Codes from an app, beside the paper: coming in with one, setting it up, taking it away."""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.urls import reverse

from answerable.people.acting import SIGNING_IN, acting_for
from answerable.people.victims import app
from answerable.web.acting import now
from answerable.web.language import gettext as _
from answerable.web.portal.coming_in import TOO_MANY, counted, given, methods
from answerable.web.portal.hers import Hers, for_the_victim, let_in
from answerable.web.portal.shell import menu, show

SALT = "victims.app"
GOOD_FOR = 600  # seconds for setting one up
NO = "That did not work. Wait for the next code in your app, and try again"
NOT_SET_UP = "That did not work. Check your phrase, and the code that the app shows now"


@transaction.non_atomic_requests
@methods
def come_in(request: HttpRequest) -> HttpResponse:
    """Each time: the name that the app shows, its code, and the phrase."""
    typed = given(request, "name", "code", "phrase")
    wrong: dict[str, str] = {}
    if request.method == "POST":
        with acting_for(SIGNING_IN), transaction.atomic():
            account = app.enter(typed["name"], typed["code"], typed["phrase"], at=now(request))
            if account is not None:
                rotate_token(request)
                return let_in(HttpResponseRedirect(reverse("hers_updates")), account, now(request))
        wrong = {"name": NO if counted(request) else TOO_MANY}
    status = 200 if not wrong else 400 if wrong["name"] == NO else 429
    said = {name: _(text) for name, text in wrong.items()}
    return show(request, "come_in_by_app", "Sign in", "Sign in", wrong_of=said, status=status)


@for_the_victim
def set_up(request: HttpRequest, hers: Hers) -> HttpResponse:
    """What it is and what it risks; then the key to put into an app; and taking it away."""
    do = request.POST.get("do", "")
    shown: dict[str, Any] = {"pages": menu("yours"), "offered": None, "wrong": []}
    with acting_for(SIGNING_IN):
        if do == "remove":
            app.remove(hers.account)
            return HttpResponseRedirect(f"{reverse('hers_yours')}?done=app-gone")
        shown["there_is"] = app.there_is(hers.account)
        if do == "begin":
            shown |= _offered(app.offer())
        elif do == "keep":
            offered = _read(request)
            typed = given(request, "code", "phrase")
            if offered is None:
                return HttpResponseRedirect(reverse("hers_app"))
            if app.set_up(hers.account, offered, typed["code"], typed["phrase"], at=hers.at):
                return HttpResponseRedirect(f"{reverse('hers_yours')}?done=app")
            shown |= _offered(offered) | {"wrong": [{"text": _(NOT_SET_UP), "href": "#code"}]}
    status = 400 if shown["wrong"] else 200
    return show(request, "app", "Codes from an app", "Yours", status=status, **shown)


def _offered(offered: app.Offered) -> dict[str, Any]:
    # Not kept here meanwhile: signed, and in the page alone.
    return {"offered": offered, "signed": signing.dumps(list(offered), salt=SALT)}


def _read(request: HttpRequest) -> app.Offered | None:
    try:
        return app.Offered(
            *signing.loads(request.POST.get("offered", ""), salt=SALT, max_age=GOOD_FOR)
        )
    except signing.BadSignature:
        return None
