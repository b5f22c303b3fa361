"""The pages of signing in: who are you, the second step, an invitation, once more, lock."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.webauthn.views import (
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    SignupWebAuthnView,
)
from allauth.socialaccount.adapter import get_adapter as providers_of
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from answerable.people.accounts.inviting import accept
from answerable.web.acting import now, shown_again
from answerable.web.onward import next_of
from answerable.web.signin.forms import (
    FirstPasskeyForm,
    InvitationForm,
    PasskeyAgainForm,
    PasskeyForm,
)

NOT_THAT_ONE = (
    "That passkey did not work here. Try once more, or another one. If it is lost, ask whoever "
    "keeps your agency's list of staff for an invitation."
)
MOST_CODES = 5


class SignIn(LoginView):  # type: ignore[misc]  # allauth has no types
    """Who are you? A passkey, one's agency or, in the demonstration, a password."""

    template_name = "signin/sign_in.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMONSTRATION:
            raise Http404
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "title": "Sign in",
            "providers": provider_links(self.request),
        }


class Code(AuthenticateView):  # type: ignore[misc]
    """The one-time code of the demonstration, which the page itself shows."""

    template_name = "signin/code.html"

    def form_invalid(self, form: Form) -> HttpResponse:
        wrong = self.request.session.get("wrong_codes", 0) + 1
        if wrong >= MOST_CODES:
            self.request.session.flush()
            messages.error(self.request, "That was the fifth wrong code. Begin again.")
            return HttpResponseRedirect(reverse("sign_in"))
        self.request.session["wrong_codes"] = wrong
        response: HttpResponse = super().form_invalid(form)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = code_and_secret(self.stage.login.user.pk)
        return {**super().get_context_data(**kwargs), "title": "Enter your code", **shown}


class Passkey(LoginWebAuthnView):  # type: ignore[misc]
    """A passkey, which says whose it is. It is never throttled, so that nobody is locked out."""

    form_class = PasskeyForm

    def form_invalid(self, form: Form) -> HttpResponse:
        messages.error(self.request, NOT_THAT_ONE)
        return HttpResponseRedirect(reverse("sign_in"))


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest) -> HttpResponse:
    """The code that somebody was given by hand: what follows is their passkey."""
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        account = accept(form.cleaned_data["code"], at=now(request))
        if account is not None:
            if request.user.is_authenticated:
                logout(request)
            request.session.cycle_key()
            found: HttpResponse = perform_login(
                request, Login(user=account, state={"passkey_signup": True})
            )
            return found
        form.add_error("code", "That code is wrong, was used, or is older than a day")
    title = "Use your invitation"
    return render(request, "signin/invitation.html", {"title": title, "form": form})


class FirstPasskey(SignupWebAuthnView):  # type: ignore[misc]
    """The passkey of somebody who was invited."""

    template_name = "signin/passkey.html"
    form_class = FirstPasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # form: allauth's view drops the one that was wrong, and with it what was wrong with it.
        shown = {"title": "Make your passkey", "form": kwargs.get("form") or self.get_form()}
        return {**super().get_context_data(**kwargs), **shown}


@require_safe
def again(request: HttpRequest) -> HttpResponse:
    """Showing once more who one is: the way there is for this person."""
    onward = next_of(request)
    from allauth.account.adapter import get_adapter  # noqa: PLC0415  it reads the settings

    ways = get_adapter(request).get_reauthentication_methods(request.user)
    if ways:
        return HttpResponseRedirect(f"{ways[0]['url']}?{urlencode({'next': onward})}")
    links = provider_links(request, next=onward, auth_params="prompt=login&max_age=0")
    return render(
        request, "signin/again.html", {"title": "Sign in again", "providers": links, "form": None}
    )


class AgainByPasskey(ReauthenticateWebAuthnView):  # type: ignore[misc]
    """Once more, by passkey."""

    template_name = "signin/again.html"
    form_class = PasskeyAgainForm

    def form_valid(self, form: Form) -> HttpResponse:
        shown_again(self.request)
        response: HttpResponse = super().form_valid(form)
        return response

    def form_invalid(self, form: Form) -> HttpResponse:
        messages.error(self.request, NOT_THAT_ONE)
        return HttpResponseRedirect(self.request.get_full_path())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "title": "Sign in again", "providers": []}


class AgainByCode(ReauthenticateView):  # type: ignore[misc]
    """Once more, in the demonstration: by code."""

    template_name = "signin/code.html"

    def form_valid(self, form: Form) -> HttpResponse:
        shown_again(self.request)
        response: HttpResponse = super().form_valid(form)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = code_and_secret(self.request.user.pk)
        return {**super().get_context_data(**kwargs), "title": "Sign in again", **shown}


def provider_links(request: HttpRequest, **given: str) -> list[dict[str, str]]:
    """The agencies that sign their own staff in."""
    found = providers_of(request).list_providers(request)
    return [{"text": one.name, "href": one.get_login_url(request, **given)} for one in found]


def code_and_secret(account_id: Any) -> dict[str, str]:
    """What an authenticator app would show: a newcomer to the demonstration has none."""
    found = Authenticator.objects.filter(user_id=account_id, type=Authenticator.Type.TOTP).first()
    if found is None:
        return {"code": "", "secret": ""}
    secret: str = found.data["secret"]
    period = int(time.time()) // 30
    used = found.last_used_at
    if used is not None and int(used.timestamp()) // 30 == period:
        period += 1  # each code passes once; the next one passes already
    return {"code": format_hotp_value(hotp_value(secret, period)), "secret": secret}
