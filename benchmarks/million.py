"""The pages with a million cases and twenty million entries in the database, and with ten thousand.

    python -m benchmarks.million [CASES]

Two thousand made-up cases of 20 entries are loaded as any log is, the rest are copies of them made
set-wise (benchmarks/multiply.py), and afterwards `answerable verify` goes through every chain. The
pages are asked for over HTTP, from the server and with the options of the demonstration, by people
who are signed in and have 25 cases each.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from answerable.config import postgres
from answerable.config.home import ADMIN, APPLICATION, OWNER, Home
from benchmarks import multiply, throughput, worklist
from benchmarks.visiting import Browser, Found, signed_in, timed
from benchmarks.worklist import LONG_AGO, NOW, SHARE, investigator

TEMPLATES, ENTRIES = 2_000, 20
FEW, MANY = 10_000, 1_000_000
USERS = (1, 8)
ROUNDS = 200
LONG = 1_000  # entries of the long case
SETTINGS = {"shared_buffers": "1GB", "max_wal_size": "8GB", "maintenance_work_mem": "512MB"}
PAGE = Path(__file__).parent / "million.md"
HEADING = (
    "# The pages, by how much is in the database",
    "",
    "Made by `python -m benchmarks.million`. Milliseconds over HTTP, by how many people ask at once;",
    "what counts is the ratio of the medians, which may not pass 1.3, and the number of queries,",
    "which may not pass 25.",
    "",
)


class Sized(NamedTuple):
    """What was found with so much in the database: by page and users."""

    cases: int
    found: dict[tuple[str, int], Found]


def main() -> None:
    """Measure, print the page and keep it."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    home = Home(Path(tempfile.mkdtemp(prefix="answerable-bench-")))
    try:
        postgres.start(home, SETTINGS)
        os.environ["DATABASE_URL"] = home.url(APPLICATION)
        os.environ["DATABASE_OWNER_URL"] = home.url(OWNER)
        os.environ["ANSWERABLE_DEMONSTRATION"] = "1"
        os.environ["ANSWERABLE_HOME"] = str(home.folder)
        subprocess.run([sys.executable, "-m", "answerable.commands", "db", "migrate"], check=True)
        from answerable.config.starting import set_up

        set_up()
        from answerable.config.static import collect

        collect()
        lines = page(home, many)
        PAGE.write_text("\n".join(lines) + "\n")
        print("\n".join(lines))
    finally:
        postgres.stop(home)
        shutil.rmtree(home.folder)


def page(home: Home, many: int) -> list[str]:
    """Load, measure, load more, measure again, verify: the lines of the page."""
    worklist.put_in_staff(many)
    load_templates()
    admin = home.url(ADMIN)
    keep_staff(admin)
    templates = multiply.keep_templates(admin)
    first, all_ = FEW // SHARE, many // SHARE
    how = {"templates": templates, "since": LONG_AGO}
    multiply.multiply(admin, range(FEW // templates), staff=range(first), **how)
    queries = count_queries(long_case())
    few = measure(home, FEW)
    copies = range(FEW // templates, many // templates)
    took = multiply.multiply(admin, copies, staff=range(first, all_), **how)
    lots = measure(home, many)
    print("\n".join([*table(few, lots), str(queries)]), file=sys.stderr)
    return [
        *HEADING, *table(few, lots), "", *throughput.beside(home), "",
        *(f"{name}: {number} queries." for name, number in queries.items()), "",
        loaded(admin, many - FEW, took), verified(),
    ]  # fmt: skip


def load_templates() -> None:
    """The cases that the others are copies of, as any log is loaded."""
    from answerable.actions.loading import load_cases

    worklist.ENTRIES = ENTRIES
    cases = worklist.made_up(TEMPLATES)
    load_cases({str(n): one for n, one in enumerate(cases)}, at=NOW)


def keep_staff(url: str) -> None:
    """The investigators by their place, for cases to be given to them."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(
            "CREATE UNLOGGED TABLE bench_staff AS SELECT id, agency_id, team_id,"
            " row_number() OVER (ORDER BY id) - 1 AS place FROM people_staff"
            " WHERE role = 'investigator'"
        )
        admin.execute("CREATE UNIQUE INDEX ON bench_staff (place)")


def long_case() -> dict[int, tuple[UUID, str]]:
    """A case of ten entries and one of a thousand, of the first investigator: by their length."""
    from answerable.actions.loading import load_cases
    from answerable.people import parts
    from answerable.people.acting import working

    report, *_ = worklist.made_up(1)[0]
    found = {}
    for length in (10, LONG):
        tried = report._replace(
            event="contact.attempted", subject="", data={"method": "phone", "through": "direct"}
        )
        entries = [report, *(tried._replace(seq=n) for n in range(2, length + 1))]
        (loaded,) = load_cases({str(length): entries}, at=NOW).values()
        with working():
            parts.give(
                loaded.case_id, investigator(0), "investigator", by=investigator(0), at=LONG_AGO
            )
        found[length] = (loaded.case_id, loaded.reference)
    return found


def count_queries(cases: dict[int, tuple[UUID, str]]) -> dict[str, int]:
    """How many statements a page asks the database, by page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.signing_in import at_browser

    browser = at_browser(investigator(0))
    browser.defaults["SERVER_NAME"] = "localhost"
    paths = {"My work": "/my-work"}
    for length, (_, reference) in cases.items():
        paths[f"A case of {length:,} entries"] = f"/cases/{reference}"
        paths[f"Its history, {length:,} entries"] = f"/cases/{reference}/history"
    found = {}
    for name, path in paths.items():
        browser.get(path)
        with CaptureQueriesContext(connection) as queries:
            answer = browser.get(path)
        assert answer.status_code == 200, (path, answer.status_code, answer.headers)
        found[name] = len(queries)
    return found


def measure(home: Home, cases: int) -> Sized:
    """Every page, by one user and by several."""
    people = [investigator(n) for n in range(max(USERS))]
    theirs = {who: references(who) for who in people}
    found = {}
    with throughput.ours(home) as server:
        browsers = [Browser(server.port, signed_in(who)) for who in people]
        whose = dict(zip(map(id, browsers), people, strict=True))

        def a_case(browser: Browser, number: int) -> None:
            mine = theirs[whose[id(browser)]]
            browser.get(f"/cases/{mine[number % len(mine)]}")

        for users in USERS:
            some = browsers[:users]
            found["My work", users] = timed(
                some, lambda one, _: one.get("/my-work") and None, ROUNDS
            )
            found["A case", users] = timed(some, a_case, ROUNDS // users)
            found["Record an event", users] = recorded(some, theirs, whose)
    return Sized(cases, found)


def recorded(
    browsers: list[Browser], theirs: dict[UUID, list[str]], whose: dict[int, UUID]
) -> Found:
    """Sending a form that was filled in before the clock starts, each to a case that is its own."""
    each = SHARE - 1  # a case once: who comes second to it is told to look again
    ready: dict[int, list[tuple[str, list[tuple[str, str]]]]] = {}
    for browser in browsers:
        paths = [f"/cases/{one}/record/line.opened" for one in theirs[whose[id(browser)]][:SHARE]]
        ready[id(browser)] = [(path, filled(browser, path)) for path in paths]

    def send(browser: Browser, _: int) -> None:
        path, values = ready[id(browser)].pop()
        browser.post(path, [*values, ("do", "record")])

    return timed(browsers, send, each)


def filled(browser: Browser, path: str) -> list[tuple[str, str]]:
    """The form that opens a line of enquiry."""
    form = browser.fill(path)
    form.fields["line-opened-subject"] = "new"
    form.fields["line-opened-about"] = "digital"
    form.fields["line-opened-direction"] = "both"
    form.fields["line-opened-noticed_by"] = "investigator"
    return [(name, str(value)) for name, value in form.form_values()]


def references(who: UUID) -> list[str]:
    """The cases of somebody, as their addresses name them."""
    from django.db import connection, transaction

    from answerable.people.acting import acting_as

    with acting_as(who), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT reference FROM record_case ORDER BY reference")
        return [row[0] for row in cursor.fetchall()]


def table(few: Sized, lots: Sized) -> list[str]:
    """A line a page and number of users."""
    lines = [
        f"| page | users | {few.cases:,} cases p50 | p95 | {lots.cases:,} cases p50 | p95 | ratio |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for (name, users), one in few.found.items():
        other = lots.found[name, users]
        lines.append(
            f"| {name} | {users} | {one.p50:.1f} | {one.p95:.1f} | {other.p50:.1f} "
            f"| {other.p95:.1f} | {other.p50 / one.p50:.2f} |"
        )
    return lines


def loaded(url: str, cases: int, took: float) -> str:
    """How fast the copies came to be."""
    import psycopg

    with psycopg.connect(url) as admin:
        entries, size = admin.execute(
            "SELECT (SELECT sum(seq) FROM record_head), pg_database_size(current_database())"
        ).fetchone()
    return (
        f"{entries:,} entries in {size / 1e9:.1f} GB; the last {cases:,} cases were made in {took:.0f} s, "
        f"chain and worklist with them: {cases / took:,.0f} cases a second."
    )


def verified() -> str:
    """That every chain holds, by the command that operators have."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "answerable.commands", "verify"],
        check=True,
        capture_output=True,
        text=True,
    )
    took = time.perf_counter() - start
    number = int(re.sub(r"\D", "", done.stdout.split(" entries")[0]))
    return (
        f"`answerable verify`: {done.stdout.strip()} {took:.0f} s, {number / took:,.0f} a second."
    )


if __name__ == "__main__":
    main()
