"""Which address belongs to whom."""

from __future__ import annotations

from django.urls import path

from answerable.config.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
]
