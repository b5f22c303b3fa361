"""An agency's provider of OpenID Connect: django-oauth-toolkit, in a process of its own.

`python -m tests.signin.provider FOLDER REDIRECT` serves on a port that it prints. Whom it signs in,
and what it says of them, stands in FOLDER/claims.json.
"""

from __future__ import annotations

import os
import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application


class Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, *_):
        pass


def configure(folder: str) -> None:
    """Django, with the toolkit and nothing else."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    settings.configure(
        SECRET_KEY="of the provider",
        DEBUG_PROPAGATE_EXCEPTIONS=True,
        ALLOWED_HOSTS=["localhost"],
        # Our client's secret is hashed at each sign-in; how slowly is the provider's affair.
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        ROOT_URLCONF="tests.signin.provider_site",
        LOGIN_URL="/login",
        CLAIMS=f"{folder}/claims.json",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        INSTALLED_APPS=[
            "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
            "oauth2_provider",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True,
            "OIDC_RSA_PRIVATE_KEY": key.decode(),
            "OAUTH2_VALIDATOR_CLASS": "tests.signin.provider_site.Validator",
            "SCOPES": {"openid": "", "profile": "", "email": ""},
        },
    )  # fmt: skip
    django.setup()
    call_command("migrate", verbosity=0)


def register(redirect: str) -> None:
    """Let Answerable be known to it."""
    from oauth2_provider.models import Application

    Application.objects.create(
        client_id="answerable", client_secret="between the two", algorithm="RS256",
        client_type="confidential", authorization_grant_type="authorization-code",
        redirect_uris=redirect, skip_authorization=True,
    )  # fmt: skip


if __name__ == "__main__":
    os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"  # on loopback
    configure(sys.argv[1])
    register(sys.argv[2])
    server = make_server("localhost", 0, get_wsgi_application(), handler_class=Quiet)
    print(server.server_port, flush=True)
    server.serve_forever()
