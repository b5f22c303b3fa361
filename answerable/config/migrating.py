"""Brings the database's tables up to date, as their owner."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from types import MappingProxyType

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.backends.utils import CursorWrapper

from answerable.config.home import APPLICATION, OWNER, Unusable
from answerable.config.starting import as_owner
from answerable.sealing import Unsealable

MIGRATING = 4_718_203  # a number of ours among the database's advisory locks

# What the application may do with a library's table, and with which of its rows. What stands not
# here is closed to it: Django's groups and permissions, for one, which say nothing of who may what.
SIGNING_IN = "(SELECT acting_signing_in())"
OPEN: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "django_migrations": ("SELECT", "true"),
        "mfa_authenticator": ("SELECT, INSERT, UPDATE, DELETE", SIGNING_IN),
        "socialaccount_socialaccount": ("SELECT, INSERT, UPDATE", SIGNING_IN),
        "socialaccount_socialapp": ("SELECT", SIGNING_IN),
    }
)


def migrate() -> None:
    """Run the migrations as the owner. This process is the owner's, so nothing else runs in it.

    Unusable where something is to be sealed that no key seals; it is then as it was.
    """
    as_owner()
    with connection.cursor() as cursor:
        # One at a time: whoever comes meanwhile waits, and finds nothing left to do.
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
    _run()
    open_library_tables()
    connection.close()  # lets go of the lock


def _run() -> None:
    # Whoever runs it reads what is wrong from us, once: the log would say the same beside it.
    logging.getLogger("answerable").disabled = True
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except Unsealable as error:
        raise Unusable(
            f"the tables cannot be brought up to date, and what they hold is as it was: {error}; "
            "then run `answerable db migrate` again"
        ) from None


def open_library_tables() -> None:
    """Let the application use what it needs of the tables of libraries, and nothing else of them.

    Ours say in their own migrations who may do what; a library's cannot. Row-level security is
    forced on them too, so that a table without it is always a mistake (tests/config/test_schema).
    """
    with connection.cursor() as cursor:
        cursor.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO " + APPLICATION)
        for table in library_tables():
            name = connection.ops.quote_name(table)
            cursor.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
            cursor.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
            cursor.execute(f"DROP POLICY IF EXISTS owner ON {name}")
            cursor.execute(f"CREATE POLICY owner ON {name} TO {OWNER} USING (true)")
            _open(cursor, table, name)


def _open(cursor: CursorWrapper, table: str, name: str) -> None:
    may, rows = OPEN.get(table, ("", ""))
    cursor.execute(f"REVOKE ALL ON {name} FROM {APPLICATION}")
    cursor.execute(f"DROP POLICY IF EXISTS application ON {name}")
    if may:
        cursor.execute(f"GRANT {may} ON {name} TO {APPLICATION}")
        cursor.execute(f"CREATE POLICY application ON {name} TO {APPLICATION} USING ({rows})")


def library_tables() -> list[str]:
    """The tables that are not ours."""
    found = {
        model._meta.db_table
        for config in apps.get_app_configs()
        if not config.name.startswith("answerable.")
        for model in config.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    return sorted({*found, "django_migrations"})
