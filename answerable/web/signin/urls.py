"""The addresses of signing in. The names that begin otherwise are those by which allauth goes."""

from __future__ import annotations

from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.urls import path

from answerable.web.person import for_staff, recently_signed_in
from answerable.web.signin import passkeys, views
from answerable.web.signin.locking import lock
from answerable.web.signin.purpose import in_the_demonstration, signing_in, throttled

sign_in = throttled(signing_in(views.SignIn.as_view()))
invitation = throttled(signing_in(views.invitation))

urlpatterns = [
    path("sign-in", sign_in, name="account_login"),
    path("sign-in", sign_in, name="sign_in"),
    path(
        "sign-in/code",
        in_the_demonstration(throttled(signing_in(views.Code.as_view()))),
        name="mfa_authenticate",
    ),
    path("sign-in/passkey", signing_in(views.Passkey.as_view()), name="mfa_login_webauthn"),
    path("sign-in/invitation", invitation, name="account_signup"),
    path("sign-in/invitation", invitation, name="invitation"),
    path(
        "sign-in/invitation/passkey",
        signing_in(views.FirstPasskey.as_view()),
        name="mfa_signup_webauthn",
    ),
    path("sign-in/again", for_staff(signing_in(views.again)), name="sign_in_again"),
    path(
        "sign-in/again/passkey",
        for_staff(signing_in(views.AgainByPasskey.as_view())),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "sign-in/again/code",
        in_the_demonstration(throttled(for_staff(signing_in(views.AgainByCode.as_view())))),
        name="mfa_reauthenticate",
    ),
    path(
        "sign-in/agency/<slug:provider_id>",
        signing_in(openid_connect.login),
        name="openid_connect_login",
    ),
    path(
        "sign-in/agency/<slug:provider_id>/back",
        signing_in(openid_connect.callback),
        name="openid_connect_callback",
    ),
    path("lock", for_staff(lock), name="lock"),
    path(
        "passkeys",
        recently_signed_in(signing_in(passkeys.Passkeys.as_view())),
        name="mfa_list_webauthn",
    ),
    path(
        "passkeys/add",
        recently_signed_in(signing_in(passkeys.AddPasskey.as_view())),
        name="mfa_add_webauthn",
    ),
    path(
        "passkeys/<int:pk>/remove",
        recently_signed_in(signing_in(passkeys.remove)),
        name="mfa_remove_webauthn",
    ),
]
