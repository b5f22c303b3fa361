"""The worker that sends what waits in the outbox, and records what did not reach the victim."""

from __future__ import annotations

import signal
import time
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from answerable.commands.failing import Failed
from answerable.commands.plugging import plug_in

if TYPE_CHECKING:
    from answerable.messages.ways import WayOut

REST = 2.0  # seconds, where nothing waits
NO_DATABASE = "the database does not answer; it is tried again"


class Stopping:
    """Whether somebody asked the worker to stop: it does so between two messages."""

    def __init__(self) -> None:
        self.asked = False
        for which in (signal.SIGTERM, signal.SIGINT):
            signal.signal(which, self._ask)

    def _ask(self, *_: object) -> None:
        self.asked = True


@click.command()
@click.option("--once", is_flag=True, help="Stop when nothing is left to be done now.")
def command(once: bool) -> None:
    """Send what waits in the outbox, and ask what became of what left.

    Several may run at once, and each may be killed at any time: a message leaves once. Where
    ANSWERABLE_MESSAGES is not set, nothing leaves: each message lies in a folder as it would leave.
    """
    plug_in()
    from answerable.messages.chosen import NotSetUp, way_out  # noqa: PLC0415  after Django

    try:
        way = way_out()
    except NotSetUp as error:
        raise Failed(str(error)) from None
    done = work(way, once=once, stopping=Stopping())
    said = ", ".join(f"{count:,} {state}" for state, count in sorted(done.items()))
    click.echo(f"answerable: {said or 'nothing to send'}", err=True)


def work(way: WayOut, *, once: bool, stopping: Stopping) -> Counter[str]:
    """Message after message; how many ended in which state."""
    from answerable.messages import outbox  # noqa: PLC0415  after Django
    from answerable.messages.ways import OtherWords  # noqa: PLC0415

    done: Counter[str] = Counter()
    while not stopping.asked:
        try:
            state = one_message(way, datetime.now(UTC))
        except OtherWords as error:
            raise Failed(str(error)) from None
        except outbox.UNREACHABLE:
            outbox.hang_up()
            if once:
                raise Failed(NO_DATABASE) from None
            click.echo(f"answerable: {NO_DATABASE}", err=True)
            state = ""
        if state:
            done[state] += 1
        elif once:
            break
        else:
            time.sleep(REST)
    return done


def one_message(way: WayOut, at: datetime) -> str:
    """Take one message and try it: its state, or that it waits; empty where there is none."""
    from answerable.actions.messaging import settle  # noqa: PLC0415  after Django
    from answerable.messages import outbox  # noqa: PLC0415
    from answerable.messages.sending import attempt  # noqa: PLC0415
    from answerable.people.acting import working  # noqa: PLC0415

    with working():
        message = outbox.claim(at)
    if message is None:
        return ""
    over = attempt(message, way, at)
    if over is None:
        return "waiting"
    settle(message, over, at)
    return over.state
