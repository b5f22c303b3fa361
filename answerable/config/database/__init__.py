"""Django's PostgreSQL backend, with one thing added: each transaction says for whom it is."""

from answerable.people.acting import acting_as, acting_for

__all__ = ["acting_as", "acting_for"]
