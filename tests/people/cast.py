"""The made-up staff of the demonstration, and a case of Omar's to try things on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction

from answerable.actions.allocating import bring, give_part
from answerable.actions.opening import open_case
from answerable.clocks.days import LONDON
from answerable.people import demonstration
from answerable.people.acting import acting_as
from answerable.people.demonstration import id_of
from answerable.record import reading

NOW = datetime.now(UTC)
YESTERDAY = NOW - timedelta(days=1)


def ago(days: float) -> datetime:
    """So many days ago by London's calendar: at this time of day there, whatever its clocks did since."""
    return (NOW.astimezone(LONDON) - timedelta(days=days)).astimezone(UTC)


OMAR, BRONWEN, TARIQ, GRETA = map(id_of, ("Omar", "Bronwen", "Tariq", "Greta"))
SUNITA, DESMOND = id_of("Sunita"), id_of("Desmond")  # the team's supervisor, and the duty one
CALLUM, YUSRA = id_of("Callum"), id_of("Yusra")  # another team of the force, and its supervisor
EDITH, RUFUS = id_of("Edith"), id_of("Rufus")  # performance, professional standards
HESTER, AMBROSE = id_of("Hester"), id_of("Ambrose")  # a commissioner's analyst, an inspector
NICK, LIONEL = id_of("Nick"), id_of("Lionel")  # of another force, and his supervisor
PRIYA, GARETH, MAUD = map(id_of, ("Priya", "Gareth", "Maud"))
ANIL, FFION = id_of("Anil"), id_of("Ffion")
ISLA, ZEYNEP, RHONA = map(id_of, ("Isla", "Zeynep", "Rhona"))
WENDY, LEILA = id_of("Wendy"), id_of("Leila")


def omars_case() -> UUID:
    """A case that Omar opened."""
    demonstration.load()
    return open_case(by=OMAR, part="investigator", at=YESTERDAY)[0]


def whole_case() -> UUID:
    """A case of Omar's, to which each agency came, and gave it to somebody of its own."""
    case_id = omars_case()
    for agency, by, to, part in (
        ("cps-yorkshire-and-humberside", MAUD, PRIYA, "prosecutor"),
        ("support-lantern-house", RHONA, ISLA, "adviser"),
        ("wcu-aire", LEILA, WENDY, "witness_care_officer"),
    ):
        bring(case_id, agency, by=OMAR, at=YESTERDAY)
        give_part(case_id, to, part, by=by, at=YESTERDAY)
    return case_id


def reference_of(case_id: UUID) -> str:
    """By what a case is found."""
    return str(rows("SELECT reference FROM record_case WHERE id = %s", [case_id])[0][0])


def sees(who: UUID, case_id: UUID) -> bool:
    """Whether the database shows somebody that there is such a case."""
    with acting_as(who), transaction.atomic():
        return reading.last_seq(case_id) is not None


def rows(statement: str, values: Sequence[Any] = (), by: UUID | None = OMAR) -> list[tuple]:
    """What a statement gives to somebody, as the application."""
    with acting_as(by), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def key() -> str:
    """A key that was never used."""
    return uuid4().hex


def at_the_tests_time(monkeypatch: Any) -> None:
    """Let requests happen at NOW: what begins with one is not of the future for the database, whose
    time is that at which the transaction of the whole test began."""
    monkeypatch.setattr("answerable.web.acting.timezone", SimpleNamespace(now=lambda: NOW))
