"""The pages with a million cases and twenty million entries in the database, and with ten thousand.

    python -m benchmarks.million [CASES]

Two thousand made-up cases of 20 entries are loaded as any log is, the rest are copies of them made
set-wise (benchmarks/multiply.py), and afterwards `answerable verify` goes through every chain. Where
ten thousand are in, the database is copied; both databases then lie in one PostgreSQL, and both are
asked in turns, few, many, few, many, so that whatever else the machine does meets both. The pages
are asked for over HTTP, from the server and with the options of the demonstration, by people who
are signed in and have 25 cases each, and by those who answer for a team with 250.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple
from uuid import UUID

from answerable.config import postgres
from answerable.config.home import ADMIN, APPLICATION, DATABASE, OWNER, Home
from benchmarks import multiply, throughput, worklist
from benchmarks.visiting import Browser, Found, signed_in, timed
from benchmarks.worklist import LONG_AGO, NOW, SHARE, TEAM, investigator, supervisor

TEMPLATES, ENTRIES = 2_000, 20
FEW, MANY = 10_000, 1_000_000
USERS = (1, 8)
TURNS = 10
EACH = {1: 20, 8: 5}  # pages that each asks for in a turn, by how many they are
FEW_DATABASE = "answerable_few"
LIMIT = 1.3
TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")  # these ask for nothing
LONG = 1_000  # entries of the long case
SETTINGS = {"shared_buffers": "1GB", "max_wal_size": "8GB", "maintenance_work_mem": "512MB"}
PAGE = Path(__file__).parent / "million.md"
HEADING = (
    "# The pages, by how much is in the database",
    "",
    "Made by `python -m benchmarks.million`. Milliseconds over HTTP, by how many people ask at once:",
    f"the median of {TURNS} turns, in which both databases are asked one after the other. What counts",
    f"is the ratio, the median of those of the turns, which may not pass {LIMIT}, and the number of",
    "queries, which may not pass 25. How many pages a second that is, beside a peer, is in",
    "benchmarks/throughput.md.",
    "",
)


class Visited(NamedTuple):
    """A database, the browsers of those who ask its server and of those who answer for teams, and
    the references of the cases of the first."""

    browsers: list[Browser]
    answering: list[Browser]
    theirs: dict[int, list[str]]  # by the id of the browser


Turns = dict[tuple[str, int], list[tuple[Found, Found]]]  # by page and users: of few, of many


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
        PAGE.write_text("\n".join(lines) + "\n")  # the verification takes far longer than the rest
        lines.append(verified())
        PAGE.write_text("\n".join(lines) + "\n")
        print("\n".join(lines))
    finally:
        postgres.stop(home)
        shutil.rmtree(home.folder)


def page(home: Home, many: int) -> list[str]:
    """Load, copy, load more, measure both: the lines of the page."""
    worklist.put_in_staff(many)
    load_templates()
    admin = home.url(ADMIN)
    keep_staff(admin)
    templates = multiply.keep_templates(admin)
    first, all_ = FEW // SHARE, many // SHARE
    how = {"templates": templates, "since": LONG_AGO}
    multiply.multiply(admin, range(FEW // templates), staff=range(first), **how)
    queries = count_queries(long_case())
    copy_database(home)
    copies = range(FEW // templates, many // templates)
    took = multiply.multiply(admin, copies, staff=range(first, all_), **how)
    turns = measure(home, many)
    return [
        *HEADING, *table(turns, many), "",
        *(f"{name}: {number} queries." for name, number in queries.items()), "",
        loaded(admin, many - FEW, took),
    ]  # fmt: skip


def copy_database(home: Home) -> None:
    """The database as it is now, kept beside the one that grows."""
    import psycopg
    from django.db import connection

    connection.close()  # nobody may be in a database that is copied
    with psycopg.connect(home.url(ADMIN, "postgres"), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {FEW_DATABASE} TEMPLATE {DATABASE}")
        admin.execute(f"GRANT CONNECT ON DATABASE {FEW_DATABASE} TO {APPLICATION}")
    with psycopg.connect(home.url(ADMIN, FEW_DATABASE), autocommit=True) as admin:
        admin.execute("VACUUM ANALYZE")


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

    me, boss = at_browser(investigator(0)), at_browser(supervisor(0))
    paths = {"My work": (me, "/my-work"), "The team's work": (boss, "/team")}
    for length, (_, reference) in cases.items():
        paths[f"A case of {length:,} entries"] = me, f"/cases/{reference}"
        paths[f"Its history, {length:,} entries"] = me, f"/cases/{reference}/history"
    found = {}
    for name, (browser, path) in paths.items():
        browser.defaults["SERVER_NAME"] = "localhost"
        browser.get(path)
        with CaptureQueriesContext(connection) as queries:
            answer = browser.get(path)
        assert answer.status_code == 200, (path, answer.status_code, answer.headers)
        found[name] = sum(not one["sql"].startswith(TRANSACTION) for one in queries)
    return found


def measure(home: Home, many: int) -> Turns:
    """Every page, by one user and by several, of both databases in turns."""
    turns: Turns = {}
    with ExitStack() as stack:
        both = [stack.enter_context(visited(home, name)) for name in (FEW_DATABASE, DATABASE)]
        asked = {
            "My work": my_work, "A case": a_case, "Record an event": recorded,
            "The team's work": team_work,
        }  # fmt: skip
        for users in USERS:
            for name, ask in asked.items():
                found = [tuple(ask(one, users) for one in both) for _ in range(TURNS)]
                turns[name, users] = [(few, lots) for few, lots in found]
                print("\n".join(table(turns, many)), file=sys.stderr)
    return turns


@contextmanager
def visited(home: Home, database: str) -> Iterator[Visited]:
    """A server of the product for a database, and people who are signed in to it."""
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = database
    os.environ["DATABASE_URL"] = home.url(APPLICATION, database)
    people = [investigator(n) for n in range(max(USERS))]
    with throughput.ours(home) as server:
        browsers = [Browser(server.port, signed_in(who)) for who in people]
        pairs = zip(browsers, people, strict=True)
        theirs = {id(browser): references(who) for browser, who in pairs}
        teams = [supervisor(n * TEAM) for n in range(max(USERS))]
        yield Visited(browsers, [Browser(server.port, signed_in(who)) for who in teams], theirs)


def my_work(one: Visited, users: int) -> Found:
    """The list of what is owed by whoever asks."""
    browsers = one.browsers[:users]
    return timed(browsers, lambda browser, _: browser.get("/my-work") and None, EACH[users])


def team_work(one: Visited, users: int) -> Found:
    """What a team of ten owes, for whoever answers for it; each for another team."""
    answering = one.answering[:users]
    return timed(answering, lambda browser, _: browser.get("/team") and None, EACH[users])


def a_case(one: Visited, users: int) -> Found:
    """A case of their own, another each time."""

    def ask(browser: Browser, number: int) -> None:
        mine = one.theirs[id(browser)]
        browser.get(f"/cases/{mine[number % len(mine)]}")

    return timed(one.browsers[:users], ask, EACH[users])


def recorded(one: Visited, users: int) -> Found:
    """Sending a form that was filled in before the clock starts, each to a case that is its own."""
    each = EACH[users]  # a case once: who comes second to it is told to look again
    ready: dict[int, list[tuple[str, list[tuple[str, str]]]]] = {}
    for browser in one.browsers[:users]:
        mine = one.theirs[id(browser)][: each + 1]
        paths = [f"/cases/{reference}/record/line.opened" for reference in mine]
        ready[id(browser)] = [(path, filled(browser, path)) for path in paths]

    def send(browser: Browser, _: int) -> None:
        path, values = ready[id(browser)].pop()
        browser.post(path, [*values, ("do", "record")])

    return timed(one.browsers[:users], send, each)


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


def table(turns: Turns, many: int) -> list[str]:
    """A line a page and number of users."""
    lines = [
        f"| page | users | {FEW:,} cases p50 | p95 | {many:,} cases p50 | p95 | ratio |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for (name, users), found in turns.items():
        p50s = [median(one.p50 for one in side) for side in zip(*found, strict=True)]
        p95s = [median(one.p95 for one in side) for side in zip(*found, strict=True)]
        ratio = median(lots.p50 / few.p50 for few, lots in found)
        lines.append(
            f"| {name} | {users} | {p50s[0]:.1f} | {p95s[0]:.1f} | {p50s[1]:.1f} "
            f"| {p95s[1]:.1f} | {ratio:.2f} |"
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
