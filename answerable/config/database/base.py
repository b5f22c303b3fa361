"""The backend: the first statement of each transaction tells the database who is acting."""

from __future__ import annotations

from django.db.backends.postgresql import base

from answerable.people.acting import SET_ACTING, acting


class DatabaseWrapper(base.DatabaseWrapper):
    """Row-level security sees the person, in the transaction alone.

    In middleware the setting would be lost with the first transaction, and a setting of the
    session would be there for the next borrower of the connection.
    """

    def set_autocommit(
        self, autocommit: bool, force_begin_transaction_with_broken_autocommit: bool = False
    ) -> None:
        """Begin or end a transaction: how the outermost `atomic()` does it."""
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        if autocommit:
            return
        try:
            with self.wrap_database_errors:
                self.connection.execute(SET_ACTING, acting())
        except Exception:
            self.close()  # a server that was killed is found again by the next transaction
            raise
