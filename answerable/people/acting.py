"""For whom the program is acting now: what row-level security goes by."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.backends.utils import debug_transaction
from psycopg import Connection, pq
from psycopg.errors import error_from_result

# Of the transaction alone: a setting of the session would be there for whoever borrows the
# connection next. After the transaction it is an empty text, so the database reads NULLIF.
SET = b"SET LOCAL answerable.person = %b; SET LOCAL answerable.purpose = %b"

# What the program does by itself, for nobody: bring the worklist up to date, check the chains.
WORKER = "worker"

# Finding out who somebody is, before they are anybody: accounts and sessions, and no case.
SIGNING_IN = "signing_in"

# Handing on what somebody had begun and not recorded: drafts, and no case.
HANDING_OVER = "handing_over"

# The victim of one case, whose account stands in the place of the member of staff.
VICTIM = "victim"

# A supporter whom the victim named, whose id stands there in the same way.
SUPPORTER = "supporter"

_person: ContextVar[UUID | None] = ContextVar("person", default=None)
_purpose: ContextVar[str] = ContextVar("purpose", default="")


def person() -> UUID | None:
    """The member of staff for whom the program is acting; None: nobody, who sees nothing."""
    return _person.get()


def tell(server: Connection[Any], first: bytes = b"") -> None:
    """Tell the database for whom it is, after what is to be done first, in one message.

    Every transaction begins with it. So it goes past psycopg's cursors, which would take three
    times what the server takes.
    """
    quote = pq.Escaping(server.pgconn).escape_literal
    said = (str(_person.get() or ""), _purpose.get())
    answer = server.pgconn.exec_(first + SET % tuple(bytes(quote(one.encode())) for one in said))
    if answer.status != pq.ExecStatus.COMMAND_OK:
        raise error_from_result(answer)


@contextmanager
def acting_as(person: UUID | None) -> Iterator[None]:
    """Within, the database shows what this member of staff may see."""
    with _as(person, ""):
        yield


@contextmanager
def acting_for(purpose: str) -> Iterator[None]:
    """Within, the program works for nobody, and sees what this purpose needs."""
    with _as(None, purpose):
        yield


@contextmanager
def acting_as_victim(account: UUID) -> Iterator[None]:
    """Within, the database shows what the victim whose account this is may see of their case."""
    with _as(account, VICTIM):
        yield


@contextmanager
def acting_as_supporter(supporter: UUID) -> Iterator[None]:
    """Within, the database shows what the victim ticked for this supporter, and no words of it."""
    with _as(supporter, SUPPORTER):
        yield


@contextmanager
def working() -> Iterator[None]:
    """A transaction in which the program works by itself, and sees every case."""
    with acting_for(WORKER), transaction.atomic():
        yield


@contextmanager
def _as(person: UUID | None, purpose: str) -> Iterator[None]:
    if (_person.get(), _purpose.get()) == (person, purpose):
        yield
        return
    was_person, was_purpose = _person.set(person), _purpose.set(purpose)
    try:
        _tell()
        yield
    finally:
        _person.reset(was_person)
        _purpose.reset(was_purpose)
        _tell()


def _tell() -> None:
    """Tell a transaction that is already open; one that opens later is told by the backend."""
    if not connection.in_atomic_block or connection.connection is None:
        return
    # A transaction that failed takes no statements, and forgets what it was told.
    if connection.connection.info.transaction_status == pq.TransactionStatus.INTRANS:
        with debug_transaction(connection, "SET LOCAL"), connection.wrap_database_errors:
            tell(connection.connection)
