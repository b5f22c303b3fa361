"""Whence a try to sign in comes: a device on which somebody has signed in before, or a network."""

from __future__ import annotations

import secrets
from datetime import timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "device"
SALT = "answerable.device"
LASTS = timedelta(days=400)


def know(request: HttpRequest, response: HttpResponse) -> None:
    """Remember the device, and nothing of who used it: others' guesses no longer count for it."""
    if _known(request):
        return
    response.set_signed_cookie(
        COOKIE, secrets.token_hex(16), salt=SALT, max_age=LASTS, httponly=True, samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def whence(request: HttpRequest) -> str:
    """The device where it is known, else the network.

    Nobody can make up a known device: one becomes known when somebody signs in on it.
    """
    known = _known(request)
    return f"device {known}" if known else f"network {network(request)}"


def _known(request: HttpRequest) -> str | None:
    return request.get_signed_cookie(
        COOKIE, default=None, salt=SALT, max_age=int(LASTS.total_seconds())
    )


def network(request: HttpRequest) -> str:
    """The address; of version 6 the half that a household or an office has to itself."""
    address = str(request.META.get("REMOTE_ADDR") or "")
    forwarded = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
    if 0 < settings.PROXIES <= len(forwarded):
        # Of the list, our own proxies wrote the last; what is before them anybody can write.
        address = forwarded[-settings.PROXIES]
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"  # behind a socket of the machine's own
    return str(parsed if parsed.version == 4 else ip_network((parsed, 64), strict=False))
