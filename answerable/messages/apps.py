"""Tells Django of this folder."""

from __future__ import annotations

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """The folder as an application of Django's, whose own messages have the other name."""

    name = "answerable.messages"
    label = "outbox"
