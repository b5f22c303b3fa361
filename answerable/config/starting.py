"""What each way in does first: the database runs, and Django knows its settings."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django
import psycopg

from answerable.config import postgres
from answerable.config.connecting import application_url, is_embedded, owner_url, parts_of
from answerable.config.database import safety
from answerable.config.home import Unusable, default_home

OUT_OF_DATE = (
    "What is owed was worked out by the rules of another version, or before a force set something "
    "else: run `answerable worklist rebuild`"
)


def start() -> None:
    """Start the embedded database, unless another is named, and set Django up. Unusable where the
    database is not as the migrations make it: it could show a case to anybody, or lose an entry."""
    if is_embedded():
        postgres.start(default_home())
    found = what_is_wrong()
    if found:
        raise Unusable(
            f"the database is not as it has to be: {safety.in_a_line(found)}. After a new version "
            "run `answerable db migrate`; `answerable db check` names all of it"
        )
    set_up()


def worklist_is_out_of_date() -> bool:
    """Whether what is owed was worked out by other rules than those of this version."""
    from django.db import transaction  # noqa: PLC0415  what is imported here starts without Django

    from answerable.worklist.by_rules import is_out_of_date  # noqa: PLC0415

    with transaction.atomic():
        return is_out_of_date()


def what_is_wrong() -> list[str]:
    """What of the database is not as it has to be, seen as the role as which the product runs."""
    with _entered() as connection:
        return safety.wrong(connection)


def what_was_not_looked_at() -> str:
    """What of it could not be compared with what it has to be; an empty text where all was."""
    with _entered() as connection:
        return safety.not_compared(safety.facts(connection))


@contextmanager
def _entered() -> Iterator[psycopg.Connection]:
    try:
        with psycopg.connect(**parts_of(application_url()), autocommit=True) as connection:
            yield connection
    except psycopg.ProgrammingError:
        # What was written is not repeated: it holds a password.
        raise Unusable("DATABASE_URL is no connection string of PostgreSQL") from None
    except psycopg.OperationalError as error:
        said = (str(error).splitlines() or ["no answer"])[0]
        raise Unusable(f"the database cannot be reached: {said}") from None


def start_as_owner() -> None:
    """Start the embedded database, unless another is named; this process is its owner's then."""
    if is_embedded():
        postgres.start(default_home())
    as_owner()


def as_owner() -> None:
    """Set Django up in a process that is the owner's from then on, and does nothing else."""
    os.environ["DATABASE_URL"] = owner_url()
    set_up()


def start_what_is_there() -> None:
    """The same of a database that was made already; Unusable where there is none to be reached."""
    application_url()  # before anything is started: of none that was made it says what to do
    start()


def set_up() -> None:
    """Set Django up, with the product's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "answerable.config.settings")
    django.setup()
