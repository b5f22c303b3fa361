"""Django's settings. Nothing here starts anything: that is for the ways in."""

from __future__ import annotations

import os

from csp.constants import NONE, SELF

from answerable.config.connecting import connection, field_keys, secret_key
from answerable.config.forces import rules_of_forces, set_by_forces
from answerable.config.home import default_home
from answerable.config.logs import LOGGING  # noqa: F401  a setting
from answerable.config.signing_in import *

DEMONSTRATION = os.environ.get("ANSWERABLE_DEMONSTRATION") == "1"

# Never: a debug page shows what a case says.
DEBUG = False
SECRET_KEY = secret_key()
FIELD_KEYS = field_keys()
# How many proxies of our own a request comes through: they say from where.
PROXIES = int(os.environ.get("ANSWERABLE_PROXIES", "0"))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
ALLOWED_HOSTS = os.environ.get("ANSWERABLE_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "answerable.people",
    "answerable.people.accounts",
    "answerable.people.victims",
    "answerable.record",
    "answerable.record.letters",
    "answerable.worklist",
    "answerable.messages",
    "answerable.oversight",
    "answerable.actions",
    "answerable.web",
    "django.contrib.postgres",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "answerable.web.headers.nothing_is_kept",
    "answerable.web.portal.speaking.in_the_language_chosen",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "answerable.web.acting.as_whoever_is_signed_in",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "answerable.config.urls"
WSGI_APPLICATION = "answerable.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "OPTIONS": {
            "environment": "answerable.web.jinja.environment",
            "context_processors": [
                "answerable.web.layout.layout",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

DATABASES = {"default": connection()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = os.environ.get("ANSWERABLE_STATIC") or str(default_home().folder / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "answerable.config.static.Hashed"},
}

SESSION_ENGINE = "answerable.people.accounts.sessions"
# What was done is said once, on the next page. It may name somebody, so no cookie holds it.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_AGE = 15 * 60  # since somebody last did something: web/acting.py
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = not DEMONSTRATION
CSRF_COOKIE_SECURE = not DEMONSTRATION
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # gone with the window, as the session is: no trace of having been here
SECURE_CONTENT_TYPE_NOSNIFF = True
# Nothing is told to others. "no-referrer" would take the origin from our own forms as well, which
# the check against forged requests goes by.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "answerable.web.handlers.stale_form"

# What forces have set in place of our defaults; a case goes by those of its own.
RULES_OF_FORCES = rules_of_forces()
SET_BY_FORCES = set_by_forces()  # and whether it is what the worklist was worked out by

# How messages leave: "folder" shows each as it would leave, and nobody gets it; "notify" sends.
MESSAGES_BY = os.environ.get("ANSWERABLE_MESSAGES", "folder")
MESSAGES_FOLDER = os.environ.get("ANSWERABLE_MESSAGES_FOLDER") or str(
    default_home().folder / "messages"
)
NOTIFY_KEY = os.environ.get("ANSWERABLE_NOTIFY_KEY", "")
# With it Notify may call back; without one nobody may, and Notify is asked every hour.
NOTIFY_CALL_BACK_TOKEN = os.environ.get("ANSWERABLE_NOTIFY_CALL_BACK_TOKEN", "")
NOTIFY_TEXT_TEMPLATE = os.environ.get("ANSWERABLE_NOTIFY_TEXT_TEMPLATE", "")
NOTIFY_EMAIL_TEMPLATE = os.environ.get("ANSWERABLE_NOTIFY_EMAIL_TEMPLATE", "")
NOTIFY_URL = os.environ.get("ANSWERABLE_NOTIFY_URL", "https://api.notifications.service.gov.uk")

# Only our own files, and nothing written into a page; no page may be framed, or sent elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
