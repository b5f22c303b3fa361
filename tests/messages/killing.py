"""Kills workers over and over while they send, and says what reached the provider.

    python -m tests.messages.killing 10

A process of its own, on the database that DATABASE_URL names. The provider is the fake Notify,
which fails now and then as well: before it took a message, and after. Workers use the real client.
Time goes three hundred times as fast for them, so that nobody waits for a lease.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import sys
import time
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

WORKERS = 3
FAULTS = ("", "", "", "500_taken", "drop_taken", "500", "drop")
BEGAN, FASTER = time.time(), 300
NOON = datetime(2026, 3, 11, 8, 30, tzinfo=UTC)
LONGEST = 60  # seconds for what is left after the last kill
fork = multiprocessing.get_context("fork")


def now() -> datetime:
    """A time that goes fast."""
    return NOON + timedelta(seconds=(time.time() - BEGAN) * FASTER)


def main(kills: int, seed: int) -> None:
    """Kill that many times, and print a report."""
    from answerable.config.starting import set_up

    set_up()
    dice = random.Random(seed)
    url, told = fork.Queue(), fork.Queue()
    # First, and by itself: a process with threads is none to be copied.
    server = fork.Process(target=serve, args=(url, told, seed), daemon=True)
    server.start()
    address = url.get(timeout=10)
    references = put_in(max(12, kills // 3))
    workers = [start(address) for _ in range(WORKERS)]
    for _ in range(kills):
        time.sleep(dice.uniform(0.01, 0.12))
        n = dice.randrange(WORKERS)
        workers[n].kill()
        workers[n].join()
        workers[n] = start(address)
    await_end()
    for worker in workers:
        worker.kill()
        worker.join()
    told.put("stop")
    sent = url.get(timeout=10)
    print(json.dumps(report(references, sent)))


def serve(url, told, seed: int) -> None:
    """The provider, in a process of its own."""
    from tests.messages.fake_notify import FakeNotify

    dice = random.Random(seed)
    with FakeNotify(a_minute=1_000_000) as server:
        server.faults.extend(dice.choice(FAULTS) for _ in range(100_000))
        url.put(server.url)
        while told.empty():
            time.sleep(0.05)
            with server.lock:
                server.time_passes()
        url.put([one["reference"] for one in server.messages.values()])


def put_in(count: int) -> list[str]:
    """Messages in a few cases, each of which says that the victim was told in writing."""
    from django.db import connections

    from answerable.people.acting import working
    from tests.messages.cast import a_case_to_write_in, answer, outbox

    found = []
    for _ in range(max(1, count // 4)):
        case_id = a_case_to_write_in(at=NOON - timedelta(hours=2))
        for _ in range(4):
            answer(case_id, how="text", at=NOON - timedelta(hours=1))
        with working():
            found += [str(one.id) for one in outbox.of_case(case_id)]
    connections.close_all()  # a connection cannot be shared with a fork
    return found


def start(address: str) -> multiprocessing.Process:
    worker = fork.Process(target=work, args=(address,))
    worker.start()
    return worker


def work(address: str) -> None:
    """A worker, as the command is one."""
    from answerable.commands import send
    from answerable.messages.notify import Account, Notify
    from tests.messages.fake_notify import EMAIL, KEY, TEXT

    class Clock(datetime):
        @classmethod
        def now(cls, _tz=None) -> datetime:
            return now()

    with patch.object(send, "datetime", Clock), patch.object(send, "REST", 0.02):
        send.work(Notify(Account(KEY, TEXT, EMAIL, address)), once=False, stopping=Never())


class Never:
    """Nobody asks it to stop: it is killed."""

    asked = False


def await_end() -> None:
    """Until nothing is left to be done."""
    deadline = time.monotonic() + LONGEST
    while left() and time.monotonic() < deadline:
        time.sleep(0.1)


def left() -> int:
    from django.db import connection

    from answerable.people.acting import working

    with working(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM messages_message WHERE ended_at IS NULL")
        return int(cursor.fetchone()[0])


def report(references: list[str], sent: list[str]) -> dict[str, object]:
    """What was put in, what the provider was given, and what the record says."""
    from answerable.messages.models import Message, Step
    from answerable.people.acting import working
    from answerable.record.verifying import verify

    with working():
        ended = Message.objects.exclude(ended_at=None).count()
        states = sorted(set(Step.objects.values_list("state", flat=True)))
        verified = verify()
    return {
        "messages": len(references),
        "ended": ended,
        "not_sent": sorted(set(references) - set(sent)),
        "sent_twice": sorted({one for one in sent if sent.count(one) > 1}),
        "of_nobody": sorted(set(sent) - set(references)),
        "states": states,
        "verified": verified.broken is None,
    }


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
