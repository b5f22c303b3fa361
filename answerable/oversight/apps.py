"""Tells Django of this folder."""

from __future__ import annotations

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """The folder as an application of Django's."""

    name = "answerable.oversight"
    label = "oversight"
