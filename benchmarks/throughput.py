"""Lists of work a second, beside two other pages of Django that the same server serves.

    python -m benchmarks.throughput [CASES]

The peer (benchmarks/peer.py) does what any list for somebody who is signed in has to do; the floor
(benchmarks/bare.py) returns a constant and does nothing. Each is served by one process of gunicorn
with eight threads, and asked by eight people at once, in turns, so that all three meet the same
machine; the figure is the median turn. Who asks runs on the same machine and takes its share of it.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from typing import NamedTuple

import psutil

from answerable.config import postgres
from answerable.config.home import ADMIN, APPLICATION, OWNER, Home
from benchmarks import worklist
from benchmarks.visiting import Browser, signed_in, timed
from benchmarks.worklist import investigator

CASES = 5_000
USERS, TURNS, EACH = 8, 10, 25
PEER_PORT, FLOOR_PORT = 8790, 8791
LIMIT = 0.33
PAGE = Path(__file__).parent / "throughput.md"
WHAT = {
    "ours": "My work: 25 cases of whoever is signed in, ranked, from the server of the demonstration",
    "peer": "the peer: a bare Django page that lists 25 rows to whoever is signed in",
    "floor": "the floor: a bare Django page that is a constant",
}
DEFINITIONS = (
    "A share is how many pages of My work are served for one of the other kind, by the median of "
    f"{TURNS} turns each, A B C A B C, of {USERS * EACH} pages for {USERS} people at once. All are "
    "served by gunicorn with one process and eight threads, on one machine with the database and "
    "with those who ask.",
    "",
    "- **The peer** (`benchmarks/peer.py`) is Django as `startproject` writes it: its seven "
    "middlewares, sessions and users in the same PostgreSQL, `login_required`, one query of 25 rows "
    "of our own table of work, a plain Django template. It reads as a role that sees every row. The "
    "limit, a third, is held against this share.",
    "- **The floor** (`benchmarks/bare.py`) is a Django that returns a constant: no session, no "
    "user, no database, no template, one middleware. No page that knows who is asking is near it; "
    "the share says what the server and the framework cost by themselves.",
)


class Turn(NamedTuple):
    """Pages a second of one turn, and milliseconds of the server's processor for each."""

    a_second: float
    processor: float


class Server(NamedTuple):
    """A server that runs, with all its processes."""

    port: int
    pid: int

    def processor(self) -> float:
        """Seconds of the processor that it has used."""
        first = psutil.Process(self.pid)
        times = [one.cpu_times() for one in (first, *first.children(recursive=True))]
        return sum(one.user + one.system for one in times)


def main() -> None:
    """Measure, print the page and keep it."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else CASES
    home = Home(Path(tempfile.mkdtemp(prefix="answerable-bench-")))
    try:
        prepare(home, cases)
        lines = [
            "# Lists of work a second, beside a peer and a floor", "",
            f"Made by `python -m benchmarks.throughput`, with {cases:,} cases in the database.", "",
            *beside(home),
        ]  # fmt: skip
        PAGE.write_text("\n".join(lines) + "\n")
        print("\n".join(lines))
    finally:
        postgres.stop(home)
        shutil.rmtree(home.folder)


def prepare(home: Home, cases: int) -> None:
    """A database with so many made-up cases, and Django set up for it."""
    postgres.start(home)
    os.environ["DATABASE_URL"] = home.url(APPLICATION)
    os.environ["DATABASE_OWNER_URL"] = home.url(OWNER)
    os.environ["ANSWERABLE_DEMONSTRATION"] = "1"
    os.environ["ANSWERABLE_HOME"] = str(home.folder)
    subprocess.run([sys.executable, "-m", "answerable.commands", "db", "migrate"], check=True)
    from answerable.config.starting import set_up

    set_up()
    from answerable.config.static import collect

    collect()
    worklist.put_in_staff(cases)
    worklist.load(worklist.made_up(cases), 0)


def beside(home: Home) -> list[str]:
    """The three measured in turns: a table, and what its words mean."""
    with ours(home) as one, peer(home) as two, floor() as three:
        people = [investigator(number) for number in range(USERS)]
        asked = {
            "ours": (one, "/my-work", [signed_in(person) for person in people]),
            "peer": (two, "/", peer_cookies(home)),
            "floor": (three, "/", [{}] * USERS),
        }
        browsers = {
            name: [Browser(server.port, one) for one in cookies]
            for name, (server, _, cookies) in asked.items()
        }
        turns: dict[str, list[Turn]] = {name: [] for name in asked}
        for _ in range(TURNS):
            for name, (server, path, _) in asked.items():
                turns[name].append(turn(server, browsers[name], path))
    return [*table(turns), "", *DEFINITIONS]


def turn(server: Server, browsers: list[Browser], path: str) -> Turn:
    """All of them ask for a page, each so often."""
    before = server.processor()
    found = timed(browsers, lambda one, _: one.get(path) and None, EACH)
    pages = len(browsers) * (EACH + 1)  # the one to warm up is served as well
    return Turn(found.a_second, 1000 * (server.processor() - before) / pages)


@contextmanager
def ours(home: Home) -> Iterator[Server]:
    """The product's own server, as the demonstration starts it."""
    from answerable.config import serving

    port = serving.free_port(None)
    yield from _until_done(serving.start(home, port), port)


@contextmanager
def peer(home: Home) -> Iterator[Server]:
    """A Django as `startproject` makes it, with one list."""
    yield from _until_done(gunicorn("benchmarks.peer", PEER_PORT, home), PEER_PORT)


@contextmanager
def floor() -> Iterator[Server]:
    """A Django that does nothing."""
    yield from _until_done(gunicorn("benchmarks.bare", FLOOR_PORT), FLOOR_PORT)


def gunicorn(module: str, port: int, home: Home | None = None) -> subprocess.Popen[bytes]:
    """The server of `config/serving.py`, for another page."""
    command = [
        sys.executable, "-m", "gunicorn", f"{module}:application", "--bind", f"127.0.0.1:{port}",
        "--worker-class", "gthread", "--threads", "8", "--workers", "1", "--no-control-socket",
        "--log-level", "critical",
    ]  # fmt: skip
    return subprocess.Popen(command, env=for_peer(home) if home else None)


def _until_done(process: subprocess.Popen[bytes], port: int) -> Iterator[Server]:
    try:
        until_it_answers(port)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait()


def until_it_answers(port: int) -> None:
    """Wait for a server that was just started."""
    for _ in range(100):
        with suppress(OSError), socket.create_connection(("localhost", port), timeout=1):
            return
        time.sleep(0.1)
    raise AssertionError(f"the server of port {port} does not answer")


def peer_cookies(home: Home) -> list[dict[str, str]]:
    """The sessions of users of the peer."""
    command = [sys.executable, "-m", "benchmarks.peer", str(USERS)]
    done = subprocess.run(
        command, env=for_peer(home), check=True, stdout=subprocess.PIPE, text=True
    )
    return [{"sessionid": key} for key in done.stdout.split()]


def for_peer(home: Home) -> dict[str, str]:
    """What the peer has to know: where the database is. It comes as a role that sees every row."""
    return {**os.environ, "BENCH_PEER_URL": home.url(ADMIN)}


def table(turns: Mapping[str, list[Turn]]) -> list[str]:
    """A line for each page; the shares beside it."""
    speed = {name: median(one.a_second for one in found) for name, found in turns.items()}
    spent = {name: median(one.processor for one in found) for name, found in turns.items()}
    shares = {"ours": "", "peer": f"{speed['ours'] / speed['peer']:.2f} (limit {LIMIT})"}
    shares["floor"] = f"{speed['ours'] / speed['floor']:.2f}"
    return [
        "| page | pages a second | ms of the server's processor a page | our share of it |",
        "|---|--:|--:|--:|",
        *(
            f"| {what} | {speed[name]:,.0f} | {spent[name]:.1f} | {shares[name]} |"
            for name, what in WHAT.items()
        ),
    ]


if __name__ == "__main__":
    main()
