"""Tells Django of this folder."""

from __future__ import annotations

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """The folder as an application of Django's."""

    name = "answerable.record.letters"
    label = "letters"
