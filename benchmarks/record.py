"""Appends a second, beside bare inserts of the same rows into a bare table, in the same run.

    python -m benchmarks.record

An append locks its case, looks its key up, numbers, hashes and chains the entry under row-level
security, and remembers the key; a bare insert does nothing of it, and goes past Django. Otherwise
they are alike: the rows that were appended, as many of them to a transaction, as many transactions,
each committed, with the same wait for the disk, on one connection each, a few of the one and then a
few of the other, so that both meet the same machine. The figures are of the median transaction.
Without waiting for the disk is the harder measure: there, the work itself is all that there is.

Beside them, the whole way of recording an event: permission, gates, append, and the worklist of the
case worked out anew, in one transaction.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import psycopg

from answerable.config import postgres
from answerable.config.home import ADMIN, APPLICATION, OWNER, Home
from benchmarks import worklist

OMAR, RITA = worklist.investigator(0), worklist.investigator(1)
NOW = datetime(2026, 3, 6, 10, tzinfo=UTC)
TURNS, WARM = 25, 3  # of every kind once for each case of OMAR's, the first few to warm up
WHOLE = 2  # in each turn so many events are recorded, in cases of RITA's
PAGE = Path(__file__).parent / "record.md"
HEADING = (
    "# Appends to the record, beside bare inserts of the same rows",
    "",
    "Made by `python -m benchmarks.record`. The median transaction of each, and what counts is the",
    "ratio, for a machine is noisy and another machine is another. The rows, how many transactions",
    "they are and the wait for the disk at each commit are the same on both sides, which are",
    "measured in turn: an append through Django, a bare insert past it. Processor time, of both ends",
    "of the connection, is what is left of the cost where nobody waits for anything. The last column",
    "is the whole way of recording an event: permission, gates, append, and the worklist of a case of",
    "30 entries worked out anew, in one transaction.",
    "",
    "| waits for the disk | events a transaction | appends/s | bare inserts/s | times the cost (limit 3) | µs of processor an append | a bare insert | recorded/s |",
    "|---|--:|--:|--:|--:|--:|--:|--:|",
)
COLUMNS = (
    "case_id, log, seq, event, occurred_at, recorded_at, actor, agency, subject, data, audience,"
    " shared_if, previous, hash"
)
APPENDED = f"""
    SELECT {COLUMNS.replace(" data", " data::text")} FROM record_entry
    WHERE case_id = %s AND log = 'case' AND seq = ANY(%s) ORDER BY seq
"""
BARE = f"INSERT INTO bare ({COLUMNS}) VALUES ({', '.join(['%s'] * 14)})"


def main() -> None:
    """Measure, print a table and keep it."""
    home = Home(Path(tempfile.mkdtemp(prefix="answerable-bench-")))
    try:
        postgres.start(home)
        os.environ["DATABASE_URL"] = home.url(APPLICATION)
        os.environ["DATABASE_OWNER_URL"] = home.url(OWNER)
        os.environ["ANSWERABLE_HOME"] = str(home.folder)
        subprocess.run([sys.executable, "-m", "answerable.commands", "db", "migrate"], check=True)
        from answerable.config.starting import set_up

        set_up()
        worklist.put_in_staff(2 * worklist.SHARE)
        cases = Cases(opened(), loaded())
        page = [*HEADING]
        for waits in ("on", "off"):
            page += [line(home, cases, waits, together) for together in (1, 5)]
        text = "\n".join(page) + "\n"
        PAGE.write_text(text)
        print(text)
    finally:
        postgres.stop(home)
        shutil.rmtree(home.folder)


Transactions = list[list[tuple[Any, ...]]]


class Cost(NamedTuple):
    """Seconds that a transaction took, and seconds of a processor, here and in the server."""

    took: float
    used: float


class Cases(NamedTuple):
    """What is written to: a share of cases for appends, and more for events that are recorded."""

    appended: list[UUID]
    recorded: list[UUID]


def opened() -> list[UUID]:
    """Cases of OMAR's that nothing is recorded in yet."""
    from answerable.actions.opening import open_case

    return [open_case(by=OMAR, part="investigator", at=NOW)[0] for _ in range(worklist.SHARE)]


def loaded() -> list[UUID]:
    """Made-up cases of 30 entries, RITA's."""
    from answerable.actions.loading import load_cases
    from answerable.people import parts
    from answerable.people.acting import working

    made = dict(enumerate(worklist.made_up((TURNS + WARM) * WHOLE)))
    found = load_cases({str(n): one for n, one in made.items()}, at=worklist.NOW)
    with working():
        for one in found.values():
            parts.give(one.case_id, RITA, "investigator", by=RITA, at=worklist.LONG_AGO)
    return [one.case_id for one in found.values()]


def line(home: Home, cases: Cases, waits: str, together: int) -> str:
    """One line of the table."""
    from django.db import connection

    with psycopg.connect(home.url(ADMIN), autocommit=True) as admin:
        admin.execute(f"ALTER DATABASE answerable SET synchronous_commit = {waits}")
        admin.execute("DROP TABLE IF EXISTS bare")
        admin.execute("CREATE TABLE bare (LIKE record_entry INCLUDING ALL)")
        admin.execute("GRANT INSERT ON bare TO answerable_app")
    connection.close()  # the setting above is for new connections
    appends: list[Cost] = []
    bares: list[Cost] = []
    records: list[Cost] = []
    with psycopg.connect(home.url(APPLICATION)) as past_django:
        for turn in range(WARM + TURNS):
            taken, done = append_all(cases.appended, together)
            found = (
                taken, bare_all(past_django, rows_of(home, done)),
                record_all(cases.recorded, turn, together),
            )  # fmt: skip
            for of_all, of_turn in zip((appends, bares, records), found, strict=True):
                of_all.extend(of_turn if turn >= WARM else ())
    append, bare, record = (median(one.took for one in of) for of in (appends, bares, records))
    ours, theirs = (median(one.used for one in of) / together for of in (appends, bares))
    return (
        f"| {waits} | {together} | {together / append:,.0f} | {together / bare:,.0f} "
        f"| {append / bare:.1f} | {1e6 * ours:,.0f} | {1e6 * theirs:,.0f} "
        f"| {together / record:,.0f} |"
    )


def append_all(cases: list[UUID], together: int) -> tuple[list[Cost], list[tuple[UUID, list[int]]]]:
    """What each transaction costs, one a case; and what it appended, by case and number."""
    from django.db import connection, transaction

    from answerable.people.acting import acting_as
    from answerable.record.writing import append

    @transaction.atomic
    def one(case: UUID) -> tuple[UUID, list[int]]:
        found = append(
            case, events(together), expected_seq=None, actor=OMAR, key=uuid4().hex, at=NOW
        )
        return case, list(found.seqs)

    connection.ensure_connection()
    with acting_as(OMAR):
        found = [cost(connection.connection, one, case) for case in cases]
    return [each for each, _ in found], [done for _, done in found]


def rows_of(home: Home, appended: list[tuple[UUID, list[int]]]) -> Transactions:
    """The rows as they are in the record now, by transaction."""
    with psycopg.connect(home.url(ADMIN)) as admin:
        return [admin.execute(APPENDED, one).fetchall() for one in appended]


def bare_all(past_django: psycopg.Connection[Any], transactions: Transactions) -> list[Cost]:
    """What each transaction of bare inserts of the same rows costs."""

    def one(rows: list[tuple[Any, ...]]) -> None:
        for row in rows:
            past_django.execute(BARE, row)
        past_django.commit()

    return [cost(past_django, one, rows)[0] for rows in transactions]


def record_all(cases: list[UUID], turn: int, together: int) -> list[Cost]:
    """What it costs to record events in a case, with all that belongs to it."""
    from django.db import connection

    from answerable.actions.commit import record

    def one(case: UUID) -> None:
        record(case, events(together), by=RITA, key=uuid4().hex, expected_seq=None, at=worklist.NOW)

    some = cases[turn * WHOLE : (turn + 1) * WHOLE]
    return [cost(connection.connection, one, case)[0] for case in some]


def cost(server: psycopg.Connection[Any], work: Callable[[Any], Any], of: Any) -> tuple[Cost, Any]:
    """What something costs that asks one connection, and what it gives."""
    used, start = processor(server), time.perf_counter()
    found = work(of)
    return Cost(time.perf_counter() - start, processor(server) - used), found


def processor(server: psycopg.Connection[Any]) -> float:
    """Seconds of a processor so far, of this process and of the one that serves the connection."""
    served = Path(f"/proc/{server.info.backend_pid}/schedstat").read_text().split()[0]
    return time.process_time() + int(served) / 1e9


def events(together: int) -> list[Any]:
    """What is recorded at once."""
    from answerable.events.entry import Event

    said = {"about": "digital", "direction": "both", "noticed_by": "investigator"}
    return [Event("line.opened", NOW, "police", "l1", said)] * together


if __name__ == "__main__":
    main()
