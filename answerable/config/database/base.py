"""The backend: the first statement of each transaction tells the database who is acting."""

from __future__ import annotations

from django.db.backends.postgresql import base
from psycopg import Connection, pq
from psycopg.errors import error_from_result

from answerable.people.acting import acting

# Three statements in one message, as every transaction begins: so past psycopg's cursors, which
# would do three times as much as the server has to do.
BEGIN = b"BEGIN; SET LOCAL answerable.person = %b; SET LOCAL answerable.purpose = %b"


class DatabaseWrapper(base.DatabaseWrapper):
    """Row-level security sees the person, in the transaction alone.

    In middleware the setting would be lost with the first transaction, and a setting of the
    session would be there for the next borrower of the connection.
    """

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
                _begin(self.connection)
        except Exception:
            self.close()  # a server that was killed is found again by the next transaction
            raise


def _begin(connection: Connection) -> None:
    quote = pq.Escaping(connection.pgconn).escape_literal
    person, purpose = (bytes(quote(one.encode())) for one in acting())
    answer = connection.pgconn.exec_(BEGIN % (person, purpose))
    if answer.status != pq.ExecStatus.COMMAND_OK:
        raise error_from_result(answer)
