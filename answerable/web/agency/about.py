"""Pages about the service itself, which anybody may read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the service is, and what to do where it is not."""
    return render(request, "pages/accessibility.html", {"title": "Accessibility statement"})


@require_safe
def what_is_recorded(request: HttpRequest) -> HttpResponse:
    """What the service keeps about those who use it."""
    title = "What is recorded when you use this service"
    return render(request, "pages/what_is_recorded.html", {"title": title})
