"""The addresses of the pages. No address holds anything but an unguessable reference."""

from __future__ import annotations

from django.urls import include, path

from answerable.web import opening
from answerable.web.agency import about, recording, start

urlpatterns = [
    path("", start.start, name="start"),
    path("", include("answerable.web.signin.urls")),
    path("accessibility", about.accessibility, name="accessibility"),
    path("what-is-recorded", about.what_is_recorded, name="what_is_recorded"),
    path("cases/<slug:reference>/reason", opening.reason, name="reason"),
    path("cases/<slug:reference>/record", recording.choose, name="record"),
    path("cases/<slug:reference>/record/<str:name>", recording.form, name="record_form"),
]
