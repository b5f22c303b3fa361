"""The forms of signing in that are not allauth's own."""

from __future__ import annotations

import struct
from typing import Any

from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
    SignupWebAuthnForm,
)
from allauth.mfa.webauthn.internal.auth import parse_registration_response
from django import forms
from fido2.webauthn import AuthenticatorData

COPIED = (
    "This passkey can be copied to other devices, so whoever gets into the account that keeps it "
    "could sign in as you. Use one that stays on a security key, a smart card or this computer."
)
NOTHING = "No passkey came through. Try again."
# What the parser stumbles over, where somebody sends it what no browser would.
NONSENSE = (LookupError, TypeError, ValueError, AttributeError, struct.error)
UNVERIFIED = "This passkey did not ask for a PIN or a fingerprint. Set one, and try again."


def stays_put(data: AuthenticatorData) -> str:
    """Why a new passkey will not do; an empty text where it stays in its hardware, and asks who
    is there."""
    if data.is_backup_eligible():
        return COPIED
    return "" if data.is_user_verified() else UNVERIFIED


class OfHardware:
    """A new passkey that stays in the hardware in which it was made."""

    def clean(self) -> dict[str, Any]:
        try:
            cleaned: dict[str, Any] = super().clean()  # type: ignore[misc]
            credential = cleaned.get("credential")
            wrong = credential and stays_put(_data_of(credential))
        except NONSENSE:
            raise forms.ValidationError(NOTHING) from None
        if wrong:
            raise forms.ValidationError(wrong)
        return cleaned


class Shown:
    """A passkey that is shown."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except NONSENSE:
            raise forms.ValidationError(NOTHING) from None


class FirstPasskeyForm(OfHardware, SignupWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """The passkey of somebody who was invited."""


class AnotherPasskeyForm(OfHardware, AddWebAuthnForm):  # type: ignore[misc]
    """A second one, to keep in a drawer."""


class PasskeyForm(Shown, LoginWebAuthnForm):  # type: ignore[misc]
    """One's passkey, to sign in."""


class PasskeyAgainForm(Shown, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """One's passkey, once more."""


def _data_of(credential: dict[str, Any]) -> AuthenticatorData:
    made: AuthenticatorData = parse_registration_response(
        credential
    ).response.attestation_object.auth_data
    return made


class InvitationForm(forms.Form):
    """The code of an invitation."""

    code = forms.CharField(
        max_length=64,
        strip=True,
        error_messages={"required": "Enter the code that you were given"},
    )
