"""What each way in does first: the database runs, and Django knows its settings."""

from __future__ import annotations

import os

import django

from answerable.config import postgres
from answerable.config.connecting import application_url, is_embedded
from answerable.config.home import Unusable, default_home


def start() -> None:
    """Start the embedded database, unless another is named, and set Django up."""
    if is_embedded():
        postgres.start(default_home())
    set_up()


def start_what_is_there() -> None:
    """The same of a database that was made already; Unusable where there is none to be reached."""
    application_url()  # says what to do where nothing was made yet
    start()
    from django.db import OperationalError, connection  # noqa: PLC0415  after the settings

    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('record_entry')")
            (made,) = cursor.fetchone()
    except OperationalError as error:
        said = (str(error).splitlines() or ["no answer"])[0]
        raise Unusable(f"the database cannot be reached: {said}") from None
    if made is None:
        raise Unusable("the database has no tables of the record: run `answerable db migrate`")


def set_up() -> None:
    """Set Django up, with the product's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "answerable.config.settings")
    django.setup()
