"""The addresses of the pages. No address holds anything but an unguessable reference."""

from __future__ import annotations

from django.urls import path

from answerable.web.agency import about

urlpatterns = [
    path("accessibility", about.accessibility, name="accessibility"),
    path("what-is-recorded", about.what_is_recorded, name="what_is_recorded"),
]
