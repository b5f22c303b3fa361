"""Lock and switch person: at once. A page with a form keeps what stands on it first."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

LOCKED = "Locked. Drafts are kept for whoever wrote them, alone. Whoever is next can sign in."


@require_http_methods(["GET", "HEAD", "POST"])
def lock(request: HttpRequest) -> HttpResponse:
    """Ask once, for what stands on a form that was left is not sent along; then end the session."""
    if request.method != "POST":
        return render(request, "signin/lock.html", {"title": "Lock and switch person"})
    return end_session(request)


def end_session(request: HttpRequest) -> HttpResponse:
    """End the session, and let whoever is next sign in."""
    logout(request)
    messages.success(request, LOCKED)
    response = HttpResponseRedirect(reverse("sign_in"))
    response["Clear-Site-Data"] = '"cache", "storage"'  # cookies: the device stays known
    return response
