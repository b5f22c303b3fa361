"""Where a page leads on to: one of ours, and no other."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def next_of(request: HttpRequest) -> str:
    """The page that was asked for, where it is one of ours; else the start."""
    asked = request.POST.get("next") or request.GET.get("next") or "/"
    here = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(asked, here, require_https=request.is_secure())
    return asked if safe else "/"
