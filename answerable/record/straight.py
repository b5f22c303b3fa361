"""What every append asks of the server, past the cursors: they would take as long as it does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection
from psycopg import Connection, OperationalError, pq
from psycopg.errors import error_from_result

# Asked by name: a connection has each of them planned once.
STATEMENTS: Mapping[str, str] = {
    "begin": "SELECT record_begin($1, string_to_array($2, ','), $3, $4)",
    "append": "SELECT record_append($1, $2, $3, $4, $5, $6, $7, $8)",
}
_planned: WeakKeyDictionary[Connection[Any], set[str]] = WeakKeyDictionary()


def ask(name: str, *values: object) -> str:
    """The one value that a statement gives, as a text; empty where it is nothing.

    In a transaction alone: it is asked of the connection that is open.
    """
    connection.validate_no_broken_transaction()
    server: Connection[Any] = connection.connection
    with connection.wrap_database_errors:
        if server not in _planned:
            _planned[server] = _kept(server)
        if name not in _planned[server]:
            _done(server, server.pgconn.prepare(name.encode(), STATEMENTS[name].encode()))
            _planned[server].add(name)
        said = [str(value).encode() for value in values]
        answer = _done(server, server.pgconn.exec_prepared(name.encode(), said))
    return (answer.get_value(0, 0) or b"").decode()


def rolled_back(server: Connection[Any]) -> None:
    """Something was taken back on a connection: psycopg then has the server drop every plan where
    it had planned anything itself, ours too."""
    _planned.pop(server, None)


def _kept(server: Connection[Any]) -> set[str]:
    answer = _done(server, server.pgconn.exec_(b"SELECT name FROM pg_prepared_statements"))
    names = (answer.get_value(row, 0) or b"" for row in range(answer.ntuples))
    return {name.decode() for name in names} & set(STATEMENTS)


def _done(server: Connection[Any], answer: pq.abc.PGresult) -> pq.abc.PGresult:
    if answer.status in (pq.ExecStatus.COMMAND_OK, pq.ExecStatus.TUPLES_OK):
        return answer
    if server.pgconn.status != pq.ConnStatus.OK:
        raise OperationalError("the connection is lost")
    raise error_from_result(answer)
