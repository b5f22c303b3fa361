"""Which database the product speaks to: DATABASE_URL's, or the embedded one."""

from __future__ import annotations

import os
from typing import Any

from answerable.config.home import APPLICATION, OWNER, Unusable, default_home

# From the fifth time on. A pooler between us and the server has to know of prepared statements.
PREPARED = {"server_side_binding": True, "prepare_threshold": 5}
# Seconds. A server that takes connections and says nothing would hold a page for two minutes.
PATIENCE = 10
# libpq's words for the parts of a connection string, and Django's.
NAMES = {
    "dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT",
}  # fmt: skip


def is_embedded() -> bool:
    """Whether the database is the one that the launcher starts."""
    return not os.environ.get("DATABASE_URL")


def application_url() -> str:
    """The connection string as which the product runs."""
    return os.environ.get("DATABASE_URL") or default_home().url(APPLICATION)


def parts_of(url: str) -> dict[str, Any]:
    """What a connection string says, by libpq's words; how long to wait, where it says nothing."""
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415  `db --help` needs none of it

    return {"connect_timeout": PATIENCE, **conninfo_to_dict(url)}


def owner_url() -> str:
    """The connection string as which migrations run."""
    given = os.environ.get("DATABASE_OWNER_URL")
    if given:
        return given
    if not is_embedded():
        raise Unusable("DATABASE_URL names a database; set DATABASE_OWNER_URL too, for its owner")
    return default_home().url(OWNER)


def secret_key() -> str:
    """The key that signs sessions; empty where there is none yet, and Django then refuses it."""
    return os.environ.get("ANSWERABLE_SECRET_KEY") or default_home().secrets().get("secret_key", "")


def field_keys() -> tuple[str, ...]:
    """The keys that seal fields, the one that seals first; none where there are none yet."""
    given = os.environ.get("ANSWERABLE_FIELD_KEYS")
    keys = given or default_home().secrets().get("field_keys", "")
    return tuple(key.strip() for key in keys.split(",") if key.strip())


def connection() -> dict[str, Any]:
    """Django's words for the connection; each thread keeps its own open, and tries it first.

    What is asked often is planned once a connection: row-level security makes each statement long,
    and planning it would be a quarter of what the database does for a page. A plan holds nobody's
    values: they are bound to it, and who is acting is read when it runs.
    """
    return {
        "ENGINE": "answerable.config.database",
        **_where(),
        "ATOMIC_REQUESTS": True,  # outside a transaction nobody is anybody, and sees nothing
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def _where() -> dict[str, Any]:
    from psycopg import ProgrammingError  # noqa: PLC0415  `db --help` needs none of it

    try:
        parts = parts_of(application_url())
    except ProgrammingError:
        # What was written is not repeated: it holds a password.
        raise Unusable("DATABASE_URL is no connection string of PostgreSQL") from None
    except Unusable:
        return {"NAME": "none"}  # nothing is started yet, and some that read settings need none
    found: dict[str, Any] = {NAMES[name]: str(parts.pop(name)) for name in NAMES if name in parts}
    return {**found, "OPTIONS": {**PREPARED, **parts}}
