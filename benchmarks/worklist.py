"""Lists of work and the page of a case, with ten thousand cases in the database and with five hundred.

    python -m benchmarks.worklist [CASES]

The cases are made up, cut to their first 30 entries so that much is open, loaded as any log is, and
given to investigators of 25 cases each, whose supervisors answer for ten of them. What counts is
the ratio: a page may not take longer because other people have cases too. Every query runs as the
application's role, under row-level security, for one person after another.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles
from typing import Any, NamedTuple
from uuid import UUID

from answerable.config import postgres
from answerable.config.home import APPLICATION, OWNER, Home

FEW, MANY = 500, 10_000
ENTRIES, SHARE, TEAM = 30, 25, 10
ROUNDS = 400
NOW = datetime.now(UTC)
LONG_AGO = NOW - timedelta(days=4000)
PAGE = Path(__file__).parent / "worklist.md"
HEADING = (
    "# Lists of work, by the size of the record",
    "",
    "Made by `python -m benchmarks.worklist`. Milliseconds, one user; the ratio is of the medians and",
    "may not pass 1.3.",
)


class Found(NamedTuple):
    """The median and the 95th percentile of a page in milliseconds, and how many queries it asks."""

    p50: float
    p95: float
    queries: int


def main() -> None:
    """Measure, print a table and keep it."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    home = Home(Path(tempfile.mkdtemp(prefix="answerable-bench-")))
    try:
        postgres.start(home)
        os.environ["DATABASE_URL"] = home.url(APPLICATION)
        os.environ["DATABASE_OWNER_URL"] = home.url(OWNER)
        os.environ["ANSWERABLE_HOME"] = str(home.folder)
        subprocess.run([sys.executable, "-m", "answerable.commands", "db", "migrate"], check=True)
        from answerable.config.starting import set_up

        set_up()
        text = "\n".join(page(many)) + "\n"
        PAGE.write_text(text)
        print(text)
    finally:
        postgres.stop(home)
        shutil.rmtree(home.folder)


def page(many: int) -> list[str]:
    """The lines of the table."""
    cases, loads = made_up(many), []
    put_in_staff(many)
    loads.append(load(cases[:FEW], 0))
    few = measure(FEW)
    loads.append(load(cases[FEW:], FEW))
    lots = measure(many)
    lines = [
        *HEADING, "",
        f"| page | {FEW:,} cases p50 | p95 | {many:,} cases p50 | p95 | ratio | queries |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]  # fmt: skip
    for name, one in few.items():
        other = lots[name]
        lines.append(
            f"| {name} | {one.p50:.1f} | {one.p95:.1f} | {other.p50:.1f} | {other.p95:.1f} "
            f"| {other.p50 / one.p50:.2f} | {other.queries} |"
        )
    entries, loading, rebuilding = (sum(column) for column in zip(*loads, strict=True))
    return [
        *lines, "",
        f"Loaded {entries:,.0f} entries at {entries / loading:,.0f} a second, each chained by the "
        f"database; the worklist of {many:,} cases made in {rebuilding:.0f} s by one process.",
    ]  # fmt: skip


def made_up(count: int) -> list[list[Any]]:
    """The first entries of made-up cases, moved so that the last of each lies in the last month."""
    from answerable.events.catalogue import EVENT_TYPES
    from answerable.events.reading import read
    from answerable.synthetic.load.caseload import write_caseload

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.parquet"
        write_caseload(path, count, seed=1)
        found = [entries[:ENTRIES] for entries in read(path, EVENT_TYPES).cases.values()]
    return [moved(entries, number % 30) for number, entries in enumerate(found)]


def moved(entries: list[Any], days_ago: int) -> list[Any]:
    """A case's entries, the last of them so many days ago, numbered from 1."""
    by = NOW - timedelta(days=days_ago) - entries[-1].occurred_at
    return [
        e._replace(seq=seq, occurred_at=e.occurred_at + by, recorded_at=e.occurred_at + by)
        for seq, e in enumerate(entries, start=1)
    ]


def put_in_staff(cases: int) -> None:
    """Investigators for so many cases, and a supervisor for every ten."""
    from answerable.people.acting import working
    from answerable.people.staff import Staff, Team, put_in

    count = cases // SHARE
    teams = [Team(team(n), "13", f"Team {n}") for n in range(0, count, TEAM)]
    people = [somebody(Staff, "investigator", investigator(n), team(n), n) for n in range(count)]
    people += [
        somebody(Staff, "supervisor", supervisor(n), team(n), count + n)
        for n in range(0, count, TEAM)
    ]
    with working():
        put_in(teams, people)


def somebody(kind: Any, role: str, who: UUID, of_team: UUID, number: int) -> Any:
    """A made-up member of staff."""
    return kind(
        who, "13", of_team, f"Made-up {number}", role, "", "020 7946 0000",
        f"made-up-{number}@bench.example", "", LONG_AGO,
    )  # fmt: skip


def investigator(number: int) -> UUID:
    """The id of an investigator."""
    return UUID(int=10**6 + number)


def team(number: int) -> UUID:
    """The id of the team of an investigator."""
    return UUID(int=2 * 10**6 + number // TEAM)


def supervisor(number: int) -> UUID:
    """The id of the supervisor of an investigator."""
    return UUID(int=3 * 10**6 + number // TEAM)


def load(cases: list[list[Any]], first: int) -> tuple[int, float, float]:
    """Put cases into the record and give them out: entries, seconds of loading, of rebuilding."""
    from answerable.actions.loading import load_cases
    from answerable.people import parts
    from answerable.people.acting import working
    from answerable.worklist.rebuilding import rebuild

    start = time.perf_counter()
    loaded = load_cases(
        {str(n): one for n, one in enumerate(cases, first)}, at=NOW, refreshed=False
    )
    loading = time.perf_counter() - start
    with working():
        for name, one in loaded.items():
            who = investigator(int(name) // SHARE)
            parts.give(one.case_id, who, "investigator", by=who, at=LONG_AGO)
    start = time.perf_counter()
    made = rebuild(NOW)
    rebuilding = (time.perf_counter() - start) * len(cases) / made
    analyse()
    return sum(map(len, cases)), loading, rebuilding


def analyse() -> None:
    """What the server does by itself after a while: know how much there is."""
    import psycopg

    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        for table in ("people_part", "worklist_item", "worklist_case", "worklist_signal"):
            owner.execute(f"ANALYZE {table}")


def measure(cases: int) -> dict[str, Found]:
    """Each page, for the people of the first cases, one after another."""
    from django.db import transaction

    from answerable.people.acting import acting_as
    from answerable.people.holding import cases_of
    from answerable.worklist.case_view import case_view
    from answerable.worklist.my_work import my_work
    from answerable.worklist.team import team_work

    people = [investigator(n) for n in range(FEW // SHARE)]
    theirs = []
    for who in people:
        with acting_as(who), transaction.atomic():
            theirs += [(who, case_id) for case_id in sorted(cases_of(who, NOW))]
    print(f"{cases:,} cases: {len(my_work(people[0], NOW).rows)} rows on a page", file=sys.stderr)
    return {
        "my work, 25 cases": timed(lambda n: my_work(people[n % len(people)], NOW)),
        "the team's work, 250 cases": timed(
            lambda n: team_work(supervisor(n % (FEW // SHARE)), NOW, NOW - timedelta(days=7)), ROUNDS // 4
        ),
        "a case": timed(lambda n: case_view(theirs[n % len(theirs)][1], NOW, by=theirs[n % len(theirs)][0])),
    }  # fmt: skip


def timed(asked: Callable[[int], Any], rounds: int = ROUNDS) -> Found:
    """How long it takes, by the round, after a few to warm up."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        assert asked(0)
    taken = []
    for number in range(-10, rounds):
        start = time.perf_counter()
        asked(number)
        if number >= 0:
            taken.append(1000 * (time.perf_counter() - start))
    cuts = quantiles(taken, n=20)
    return Found(cuts[9], cuts[18], len(queries))


if __name__ == "__main__":
    main()
