"""Appends a second, beside bare inserts of the same rows into a bare table, in the same run.

    python -m benchmarks.record

An append locks its case, looks its key up, numbers, hashes and chains the entry under row-level
security, and remembers the key; a bare insert does nothing of it. Both are one transaction each,
on one connection; the figures are of the median transaction, for a machine is noisy. Without waiting for the disk is the harder measure: there, the work itself is
all that there is.
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
from uuid import uuid4

import psycopg

from answerable.config import postgres
from answerable.config.home import ADMIN, APPLICATION, OWNER, Home
from benchmarks import worklist

OMAR = worklist.investigator(0)
NOW = datetime(2026, 3, 6, 10, tzinfo=UTC)
CASES = 50
PAGE = Path(__file__).parent / "record.md"
HEADING = (
    "# Appends to the record, beside bare inserts of the same rows",
    "",
    "Made by `python -m benchmarks.record`. The median transaction of each; what counts is the ratio,",
    "for a machine is noisy and another machine is another.",
    "",
    "| waits for the disk | events a transaction | appends/s | bare inserts/s | times the cost (limit 3) |",
    "|---|--:|--:|--:|--:|",
)
TIMES = 3
COLUMNS = (
    "case_id, log, seq, event, occurred_at, recorded_at, actor, agency, subject, data, audience,"
    " shared_if, previous, hash"
)
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
        worklist.put_in_staff(worklist.SHARE)
        page = [*HEADING]
        for waits in ("on", "off"):
            page += [line(home, waits, together) for together in (1, 5)]
        text = "\n".join(page) + "\n"
        PAGE.write_text(text)
        print(text)
    finally:
        postgres.stop(home)
        shutil.rmtree(home.folder)


def line(home: Home, waits: str, together: int) -> str:
    """One line of the table."""
    with psycopg.connect(home.url(ADMIN), autocommit=True) as admin:
        admin.execute(f"ALTER DATABASE answerable SET synchronous_commit = {waits}")
    count = 600 // together
    appends: list[float] = []
    bares: list[float] = []
    for _ in range(TIMES):  # in turn, so that both meet the same machine
        appends += append_all(count, together)
        bares += bare_all(home, count, together)
    append, bare = median(appends) / together, median(bares) / together
    return f"| {waits} | {together} | {1 / append:,.0f} | {1 / bare:,.0f} | {append / bare:.1f} |"


def append_all(count: int, together: int) -> list[float]:
    """Seconds that each transaction takes."""
    from django.db import connection, transaction

    from answerable.actions.opening import open_case
    from answerable.events.entry import Event
    from answerable.people.acting import acting_as
    from answerable.record.writing import append

    connection.close()  # the setting above is for new connections
    cases = [open_case(by=OMAR, part="investigator", at=NOW)[0] for _ in range(CASES)]
    events = [Event("line.opened", NOW, "police", "l1", {"about": "digital", "direction": "both"})]
    taken = []
    with acting_as(OMAR):
        for number in range(count):
            start = time.perf_counter()
            with transaction.atomic():
                append(
                    cases[number % CASES], events * together,
                    expected_seq=None, actor=OMAR, key=uuid4().hex, at=NOW,
                )  # fmt: skip
            taken.append(time.perf_counter() - start)
    return taken


def bare_all(home: Home, count: int, together: int) -> list[float]:
    """Seconds that each transaction of bare inserts of the same rows takes."""
    with psycopg.connect(home.url(ADMIN), autocommit=True) as admin:
        admin.execute("DROP TABLE IF EXISTS bare")
        admin.execute("CREATE TABLE bare (LIKE record_entry INCLUDING ALL)")
        rows = admin.execute(
            f"SELECT {COLUMNS.replace(' data', ' data::text')} FROM record_entry ORDER BY recorded_at DESC LIMIT {count * together}"
        ).fetchall()
        admin.execute("GRANT INSERT ON bare TO answerable_app")
    with psycopg.connect(home.url(APPLICATION)) as connection:
        taken = []
        for number in range(count):
            start = time.perf_counter()
            for row in rows[number * together : (number + 1) * together]:
                connection.execute(BARE, row)
            connection.commit()
            taken.append(time.perf_counter() - start)
        return taken


if __name__ == "__main__":
    main()
