"""Kills the server and those who write, over and over, and says what became of what they wrote.

    python -m tests.record.killing 20

A process of its own, for it needs a server that it may kill. Each writer notes the key that it is
about to ask with, and afterwards what it was answered; one that was killed is followed by another
that asks again with the last key, as a browser would.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from uuid import UUID

import psutil

from answerable.config import postgres
from answerable.config.home import APPLICATION, OWNER, Home

WRITERS = 3
fork = multiprocessing.get_context("fork")


def main(kills: int, seed: int) -> None:
    """Kill that many times, and print a report."""
    home = Home(Path(tempfile.mkdtemp(prefix="answerable-kill-")))
    try:
        postgres.start(home)
        os.environ["DATABASE_URL"] = home.url(APPLICATION)
        os.environ["DATABASE_OWNER_URL"] = home.url(OWNER)
        os.environ["ANSWERABLE_HOME"] = str(home.folder)  # the key is there
        subprocess.run([sys.executable, "-m", "answerable.commands", "db", "migrate"], check=True)
        from answerable.config.starting import set_up

        set_up()
        print(json.dumps(report(home, kill_many(home, kills, random.Random(seed)))))
    finally:
        postgres.stop(home)
        shutil.rmtree(home.folder)


def kill_many(home: Home, kills: int, chance: random.Random) -> UUID:
    """Let writers write to one case, kill them and the server, and let all finish in the end."""
    from django.db import connections

    from tests.record.cast import a_case

    case_id = a_case()
    connections.close_all()  # a connection cannot be shared with a fork
    writers = [start_writer(home, case_id, n) for n in range(WRITERS)]
    for number in range(kills):
        time.sleep(chance.uniform(0.01, 0.25))
        if number % 2:
            n = chance.randrange(WRITERS)
            writers[n].kill()
            writers[n].join()
            writers[n] = start_writer(home, case_id, n)
        else:
            pid = int((home.data / "postmaster.pid").read_text().split()[0])
            psutil.Process(pid).send_signal(signal.SIGKILL)
            postgres.start(home)
    enough(home).touch()
    for writer in writers:
        writer.join(60)
    assert not any(writer.exitcode for writer in writers), "a writer could not finish"
    return case_id


def enough(home: Home) -> Path:
    """The file that says so. An event of multiprocessing has a lock, and who is killed keeps it."""
    return home.folder / "enough"


def start_writer(home: Home, case_id: UUID, number: int) -> multiprocessing.Process:
    writer = fork.Process(target=write, args=(home, case_id, number))
    writer.start()
    return writer


def write(home: Home, case_id: UUID, number: int) -> None:
    """Write until it is enough; whatever was asked before is asked again until it is answered."""
    from django.db import DatabaseError, connections

    from tests.record.cast import a_delay, an_event, put

    asked, answered = home.folder / f"asked.{number}", home.folder / f"answered.{number}"
    last = asked.read_text().splitlines()[-1] if asked.exists() else f"{number}-0"
    key = int(last.partition("-")[2])  # it may not have been answered
    while True:
        name = f"{number}-{key}"
        add(asked, name)
        while True:
            try:
                found = put(case_id, an_event(), a_delay(), key=name)
                break
            except DatabaseError:
                connections.close_all()
                time.sleep(0.02)
        add(answered, json.dumps([name, found.seqs]))
        if enough(home).exists():
            return
        key += 1


def add(path: Path, line: str) -> None:
    """One write, so that a kill leaves a line whole or not at all."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.write(file, f"{line}\n".encode())
    os.close(file)


def report(home: Home, case_id: UUID) -> dict[str, object]:
    """What was asked, what was answered, and what is there."""
    from answerable.people.acting import working
    from answerable.record import reading
    from answerable.record.verifying import verify
    from tests.record.cast import rows

    asked = {line for path in home.folder.glob("asked.*") for line in path.read_text().splitlines()}
    told: dict[str, set[tuple[int, ...]]] = {}
    for path in home.folder.glob("answered.*"):
        for line in path.read_text().splitlines():
            key, seqs = json.loads(line)
            told.setdefault(key, set()).add(tuple(seqs))
    kept = {key: tuple(seqs) for key, seqs in rows("SELECT key, seqs FROM record_request")}
    with working():
        numbers = [entry.seq for entry in reading.entries(case_id)]
        verified = verify()
    given = sorted(seq for seqs in kept.values() for seq in seqs)
    return {
        "answered": len(told),
        "lost": sorted(key for key in told if key not in kept),
        "told_otherwise": sorted(key for key, seqs in told.items() if seqs != {kept.get(key)}),
        "never_answered": sorted(asked - set(told)),
        "doubled_or_half": given != numbers or numbers != list(range(1, len(numbers) + 1)),
        "entries": len(numbers),
        "verified": [verified.entries, verified.broken and verified.broken.why],
    }


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
