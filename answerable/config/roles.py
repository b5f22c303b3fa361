"""The three roles of the database, and the database itself."""

from __future__ import annotations

import psycopg
from psycopg import sql

from answerable.config.home import ADMIN, APPLICATION, DATABASE, OWNER, Home

# Neither may pass row-level security, nor make another role that could.
LEAST = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT"


def make_roles(home: Home) -> None:
    """Make the owner, the application's role and the database, where they are not there."""
    passwords = home.secrets()
    with psycopg.connect(home.url(ADMIN, "postgres"), autocommit=True) as connection:
        found = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
        for role in (OWNER, APPLICATION):
            if role not in found:
                connection.execute(_role(role, passwords[role]))
        made = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if made.fetchone() is None:
            make_database(connection, DATABASE)


def make_database(connection: psycopg.Connection, name: str, template: str = "template0") -> None:
    """Make a database that is the owner's, and that only our roles may enter."""
    database = sql.Identifier(name)
    connection.execute(
        sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
            database, sql.Identifier(OWNER), sql.Identifier(template)
        )
    )
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    connection.execute(
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, sql.Identifier(APPLICATION))
    )


def _role(name: str, password: str) -> sql.Composed:
    return sql.SQL("CREATE ROLE {} " + LEAST + " PASSWORD {}").format(
        sql.Identifier(name), sql.Literal(password)
    )
