"""Lock and switch person: at once, with what was half typed kept for its author."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

LOCKED = "Locked. What you had begun is kept for you. Whoever is next can sign in."


@require_http_methods(["GET", "HEAD", "POST"])
def lock(request: HttpRequest) -> HttpResponse:
    """End the session. The button of a page with a form sends the form along."""
    if request.method != "POST":
        return render(request, "signin/lock.html", {"title": "Lock and switch person"})
    logout(request)
    messages.success(request, LOCKED)
    response = HttpResponseRedirect(reverse("sign_in"))
    response["Clear-Site-Data"] = '"cache", "storage"'  # cookies: the device stays known
    return response
