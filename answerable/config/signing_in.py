"""How people sign in: the settings of django-allauth, and no way that is not among them.

A hardware-backed passkey, or the agency's own OpenID Connect provider that asserts the same. A
password with a one-time code is for the demonstration alone.
"""

from __future__ import annotations

import os

from answerable.config.providers import openid_connect

_DEMONSTRATION = os.environ.get("ANSWERABLE_DEMONSTRATION") == "1"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["answerable.web.signin.backend.Accounts"]
LOGIN_URL = "sign_in"

ACCOUNT_ADAPTER = "answerable.web.signin.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = [
    "email*",
    "password1*",
]  # says that the form has a password; nobody signs up
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = None  # the list of staff has it
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_TIMEOUT = 5 * 60  # for the second step
# allauth counts by user name too, which would let anybody lock anybody out: ours does not.
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False

MFA_ADAPTER = "answerable.web.signin.adapters.PasskeyAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp"] if _DEMONSTRATION else ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # no address is verified: none is used
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = _DEMONSTRATION  # http://localhost
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Answerable, demonstration"

SOCIALACCOUNT_ADAPTER = "answerable.web.signin.adapters.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": openid_connect()}
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_ONLY = False
# A form that leads to another site is refused by our own policy; a link is not.
SOCIALACCOUNT_LOGIN_ON_GET = True
