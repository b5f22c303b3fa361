"""Django's settings. Nothing here starts anything: that is for the ways in."""

from __future__ import annotations

import os

from csp.constants import NONE, SELF

from answerable.config.connecting import connection, secret_key
from answerable.config.home import default_home

DEMONSTRATION = os.environ.get("ANSWERABLE_DEMONSTRATION") == "1"

# Never: a debug page shows what a case says.
DEBUG = False
SECRET_KEY = secret_key()
ALLOWED_HOSTS = os.environ.get("ANSWERABLE_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "answerable.people",
    "answerable.record",
    "answerable.worklist",
    "answerable.actions",
    "answerable.web",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "answerable.web.headers.nothing_is_kept",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
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

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = not DEMONSTRATION
CSRF_COOKIE_SECURE = not DEMONSTRATION
CSRF_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "answerable.web.errors.stale_form"

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
