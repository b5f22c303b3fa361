"""Which address belongs to whom."""

from __future__ import annotations

from django.urls import include, path

from answerable.config.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("answerable.web.urls")),
]

handler400 = "answerable.web.handlers.bad_request"
handler403 = "answerable.web.handlers.forbidden"
handler404 = "answerable.web.handlers.not_found"
handler500 = "answerable.web.handlers.server_error"
