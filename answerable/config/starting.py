"""What each way in does first: the database runs, and Django knows its settings."""

from __future__ import annotations

import os

import django

from answerable.config import postgres
from answerable.config.connecting import is_embedded, owner_url
from answerable.config.home import default_home


def start() -> None:
    """Start the embedded database, unless another is named, and set Django up."""
    if is_embedded():
        postgres.start(default_home())
    set_up()


def start_as_owner() -> None:
    """Start the embedded database, unless another is named; this process is its owner's then."""
    if is_embedded():
        postgres.start(default_home())
    os.environ["DATABASE_URL"] = owner_url()
    set_up()


def set_up() -> None:
    """Set Django up, with the product's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "answerable.config.settings")
    django.setup()
