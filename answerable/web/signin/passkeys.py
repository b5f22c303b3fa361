"""One's own passkeys: a second one for the drawer, and taking away one that is lost."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView, ListWebAuthnView
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.web.signin.forms import AnotherPasskeyForm


class Passkeys(ListWebAuthnView):  # type: ignore[misc]  # allauth has no types
    """Those that there are."""

    template_name = "signin/passkeys.html"

    def get_queryset(self) -> QuerySet[Authenticator]:
        found: QuerySet[Authenticator] = super().get_queryset().order_by("created_at")
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "title": "Your passkeys"}


class AddPasskey(AddWebAuthnView):  # type: ignore[misc]
    """One more."""

    template_name = "signin/passkey.html"
    form_class = AnotherPasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        options = begin_registration(self.request.user, True)
        return {
            "title": "Add a passkey",
            "form": kwargs.get("form") or self.get_form(),
            "js_data": {"creation_options": options},
        }

    def get_success_url(self) -> str:
        return reverse("mfa_list_webauthn")


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one away; never the last, without which nobody gets in."""
    own = Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.WEBAUTHN)
    held = list(own.select_for_update())  # of two that are taken away at once, one is the last
    found = next((one for one in held if one.pk == pk), None)
    if found is None:
        raise Http404
    back = HttpResponseRedirect(reverse("mfa_list_webauthn"))
    if len(held) == 1:
        messages.error(request, "This is your only passkey. Add another before you take it away.")
        return back
    if request.method != "POST":
        shown = {"title": "Take a passkey away", "passkey": found.wrap()}
        return render(request, "signin/remove.html", shown)
    found.delete()
    messages.success(request, "The passkey was taken away. It opens nothing any more.")
    return back
