"""The backend: the first statement of each transaction tells the database who is acting."""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base
from psycopg import Connection

from answerable.people.acting import tell
from answerable.record.straight import rolled_back

# As many statements as all the pages have, and half as many again: with fewer (psycopg keeps 100)
# a server that is asked for now this page and now that plans each of them anew. A plan takes some
# 80 kB of the process that serves the connection.
PLANS = 300


class DatabaseWrapper(base.DatabaseWrapper):
    """Row-level security sees the person, in the transaction alone.

    In middleware the setting would be lost with the first transaction, and a setting of the
    session would be there for the next borrower of the connection.
    """

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection[Any]:
        """A connection that keeps the plans of all that the pages ask."""
        connection: Connection[Any] = super().get_new_connection(conn_params)
        connection.prepared_max = PLANS
        return connection

    def _set_autocommit(self, autocommit: bool) -> None:
        """Begin a transaction, or have ended one: how the outermost `atomic()` does it.

        psycopg stays in autocommit throughout: it would send a BEGIN of its own before the first
        statement, which is one more way to the server for every transaction.
        """
        if autocommit:
            if not self.connection.autocommit:  # it is new
                self.connection.autocommit = True
            return
        try:
            with self.wrap_database_errors:
                tell(self.connection, b"BEGIN; ")
        except Exception:
            self.close()  # a server that was killed is found again by the next transaction
            raise

    def rollback(self) -> None:
        """Take all of a transaction back; what was planned for an append may be gone then."""
        super().rollback()
        if self.connection is not None:
            rolled_back(self.connection)

    def savepoint_rollback(self, sid: str) -> None:
        """The same, of the part of a transaction that began at a savepoint."""
        super().savepoint_rollback(sid)
        rolled_back(self.connection)
