"""What django-allauth asks of us: who may sign in, what a session begins with, where it leads."""

from __future__ import annotations

from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from answerable.people.accounts.finding import account_in, agency_of
from answerable.people.accounts.models import Account
from answerable.people.accounts.sessions import SessionStore
from answerable.web.acting import began, now
from answerable.web.signin import device
from answerable.web.signin.strength import is_strong, shown_at

WEAK = (
    "Your agency signed you in, but did not say that you used a passkey or key of hardware. Sign "
    "in there with one, or ask your agency to say so."
)
UNKNOWN = (
    "Your agency signed you in, but nobody with that address is on its list of staff here. Ask "
    "whoever keeps the list."
)
FAILED = "Your agency's sign-in did not work, or you stopped it. Try again, or use a passkey."
# How somebody shows once more who they are, the first that they hold.
AGAIN_BY = {"webauthn": "mfa_reauthenticate_webauthn", "totp": "mfa_reauthenticate"}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Nobody signs up, nothing is sent by e-mail, and a session begins with its time."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        return [
            f"{__name__}.SecondStep",
            "allauth.mfa.webauthn.stages.PasskeySignupStage",  # after an invitation
        ]

    def login(self, request: HttpRequest, user: Account) -> None:
        super().login(request, user)
        began(request)
        SessionStore.clear_expired()

    def post_login(self, request: HttpRequest, user: Account, **given: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **given)
        device.know(request, response)
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return str(request.session.pop("after_sign_in", "/"))

    def respond_user_inactive(self, request: HttpRequest, user: Account) -> HttpResponse:
        return HttpResponseRedirect(reverse("sign_in"))

    def get_reauthentication_methods(self, user: Account) -> list[dict[str, Any]]:
        """By what they hold: a passkey or, in the demonstration, a code.

        Never by a password alone: there is no page for that, so allauth's own list fails for
        whoever has one, as everybody in the demonstration has.
        """
        found = {one["id"]: one for one in get_reauthentication_flows(user)}
        held = found.get("mfa_reauthenticate", {}).get("types", ())
        return [
            {"id": name, "description": kind, "url": reverse(name)}
            for kind, name in AGAIN_BY.items()
            if kind in held
        ]

    def is_reauthentication_required(self, *, app: str, **_: Any) -> bool:
        return False  # our own `recently_signed_in` stands before every page that needs it

    def add_message(self, *_: Any, **__: Any) -> None:
        """Ours say themselves what there is to say, and never a name."""

    def send_notification_mail(self, *_: Any, **__: Any) -> None:
        """Whoever reads somebody's e-mail learns nothing here."""


class SecondStep(AuthenticateStage):  # type: ignore[misc]
    """The one-time code of the demonstration; a strong provider has asked for both already."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        records = get_authentication_records(self.request, self.login.user)
        if records and records[-1].get("method") == "socialaccount":
            return None, True
        response: tuple[HttpResponse | None, bool] = super().handle()
        return response


class PasskeyAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """What a passkey is called, where the browser or the key shows it."""

    def _get_user_identifier(self, user: Account) -> str:
        return user.email

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": "Answerable"}


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """An agency's provider says who somebody of that agency is, and that they showed it well."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let nobody pass who is not on the list of an agency that this provider speaks for."""
        claims, email = _said(sociallogin)
        app: SocialApp = sociallogin.provider.app
        _keep_nothing(sociallogin)
        if sociallogin.state.get("process") != "login":
            refuse(request, FAILED)
        if not is_strong(claims, app.settings["strong"]):
            refuse(request, WEAK)
        agencies = app.settings["agencies"]
        if not sociallogin.is_existing:
            found = account_in(agencies, email) if email else None
            if found is None:
                refuse(request, UNKNOWN)
            sociallogin.connect(request, found)
        elif agency_of(sociallogin.user) not in agencies:
            refuse(request, UNKNOWN)
        request.shown_at = shown_at(claims, now(request))  # type: ignore[attr-defined]

    def on_authentication_error(self, request: HttpRequest, *_: Any, **__: Any) -> None:
        refuse(request, FAILED)


def _said(sociallogin: SocialLogin) -> tuple[dict[str, Any], str]:
    """The ID token, and the address: nothing where the two answers are of two people."""
    data = sociallogin.account.extra_data
    token = data.get("id_token") or {}
    more = data.get("userinfo") or token
    if not token or more.get("sub") != token.get("sub") or more.get("email_verified") is False:
        return token, ""
    return token, str(more.get("email") or "")


def _keep_nothing(sociallogin: SocialLogin) -> None:
    """Of all that a provider tells of somebody, that it knows them is kept, and no more."""
    sociallogin.account.extra_data = {}
    if sociallogin.is_existing:
        sociallogin.account.save(update_fields=["extra_data"])


def refuse(request: HttpRequest, why: str) -> NoReturn:
    """Back to the sign-in page, which says why."""
    messages.error(request, why)
    raise ImmediateHttpResponse(HttpResponseRedirect(reverse("sign_in")))
