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
    "measured in turn: an append through Django, a bare insert past it. The last column is the whole",
    "way of recording an event: permission, gates, append, and the worklist of a case of 30 entries",
    "worked out anew, in one transaction.",
    "",
    "| waits for the disk | events a transaction | appends/s | bare inserts/s | times the cost (limit 3) | recorded/s |",
    "|---|--:|--:|--:|--:|--:|",
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
    appends: list[float] = []
    bares: list[float] = []
    records: list[float] = []
    with psycopg.connect(home.url(APPLICATION)) as past_django:
        for turn in range(WARM + TURNS):
            taken, rows = append_all(home, cases.appended, together)
            found = taken, bare_all(past_django, rows), record_all(cases.recorded, turn, together)
            for of_all, of_turn in zip((appends, bares, records), found, strict=True):
                of_all.extend(of_turn if turn >= WARM else ())
    append, bare, record = (median(one) / together for one in (appends, bares, records))
    return (
        f"| {waits} | {together} | {1 / append:,.0f} | {1 / bare:,.0f} | {append / bare:.1f} "
        f"| {1 / record:,.0f} |"
    )


def append_all(home: Home, cases: list[UUID], together: int) -> tuple[list[float], Transactions]:
    """Seconds that each transaction takes, one a case; and the rows that each appended."""
    from django.db import transaction

    from answerable.people.acting import acting_as
    from answerable.record.writing import append

    taken, done = [], []
    with acting_as(OMAR):
        for case in cases:
            start = time.perf_counter()
            with transaction.atomic():
                recorded = append(
                    case, events(together), expected_seq=None, actor=OMAR, key=uuid4().hex, at=NOW
                )
            taken.append(time.perf_counter() - start)
            done.append((case, list(recorded.seqs)))
    with psycopg.connect(home.url(ADMIN)) as admin:
        return taken, [admin.execute(APPENDED, one).fetchall() for one in done]


def bare_all(past_django: psycopg.Connection[Any], transactions: Transactions) -> list[float]:
    """Seconds that each transaction of bare inserts of the same rows takes."""
    taken = []
    for rows in transactions:
        start = time.perf_counter()
        for row in rows:
            past_django.execute(BARE, row)
        past_django.commit()
        taken.append(time.perf_counter() - start)
    return taken


def record_all(cases: list[UUID], turn: int, together: int) -> list[float]:
    """Seconds that it takes to record events in a case, with all that belongs to it."""
    from answerable.actions.commit import record

    taken = []
    for case in cases[turn * WHOLE : (turn + 1) * WHOLE]:
        start = time.perf_counter()
        record(case, events(together), by=RITA, key=uuid4().hex, expected_seq=None, at=worklist.NOW)
        taken.append(time.perf_counter() - start)
    return taken


def events(together: int) -> list[Any]:
    """What is recorded at once."""
    from answerable.events.entry import Event

    said = {"about": "digital", "direction": "both", "noticed_by": "investigator"}
    return [Event("line.opened", NOW, "police", "l1", said)] * together


if __name__ == "__main__":
    main()
