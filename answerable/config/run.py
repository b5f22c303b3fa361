"""The demonstration, in one command: database, made-up staff and cases, pages."""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
from types import FrameType

import click

from answerable.commands.failing import Failed
from answerable.config.home import Home, Unusable, default_home, locked, prepare, write_private

NOTHING_REAL = (
    "this runs the demonstration, with made-up people and a password for everybody, so it asks to "
    "be called as `make run` does: ANSWERABLE_DEMONSTRATION=1 answerable run. The product itself "
    "is served by `gunicorn answerable.config.wsgi`, and has no passwords (docs/operating.md)"
)

CODES = 4  # of those on the victim's paper, as many as fit a line


@click.command()
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    envvar="ANSWERABLE_PORT",
    help="Where to serve. Default: the first that is free from 8000 on.",
)
def command(port: int | None) -> None:
    """The demonstration: all that it needs is started, and ended again with Ctrl-C.

    The database is one of our own in $ANSWERABLE_HOME, or the one that DATABASE_URL names. What was
    recorded is there again the next time.
    """
    if os.environ.get("ANSWERABLE_DEMONSTRATION") != "1":
        raise Failed(NOTHING_REAL)
    # Ctrl-C too: whoever is started in the background by a script ignores it from birth.
    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, _stop)
    try:
        _run(default_home(), port)
    except Unusable as error:
        raise Failed(str(error)) from None


def _run(home: Home, port: int | None) -> None:
    from answerable.config import postgres, serving  # noqa: PLC0415  --help needs none of it
    from answerable.config.connecting import is_embedded  # noqa: PLC0415

    prepare(home)
    if serving.runs(home):
        raise Failed("the demonstration runs already; `make stop` ends it")
    serving.end(home)
    serving.note_starter(home)
    try:
        _migrate()
        codes = _load(_password(home))
        port = serving.free_port(port)
        server = serving.start(home, port)
        serving.start_worker(home)
        _say(serving.address(port), _password(home), codes)
        server.wait()
        raise Failed(f"the web server has ended; its log is {home.folder / 'gunicorn.log'}")
    except KeyboardInterrupt:
        click.echo("answerable: stopping", err=True)
    finally:
        serving.end(home)
        if is_embedded():
            postgres.stop(home)


def _migrate() -> None:
    # In a process of its own: it is the owner's, and this one is the application's.
    command = [sys.executable, "-m", "answerable.commands", "db", "migrate"]
    done = subprocess.run(command, check=False)  # noqa: S603  the words are ours
    if done.returncode:
        raise Unusable("the database could not be made ready")


def _load(password: str) -> list[str]:
    from answerable.config.starting import start  # noqa: PLC0415

    start()
    from django.utils import timezone  # noqa: PLC0415  after the settings

    from answerable.config.demonstration.loading import load, publish_figures  # noqa: PLC0415
    from answerable.config.demonstration.victim import codes_for_the_victim  # noqa: PLC0415
    from answerable.worklist.rebuilding import rebuild  # noqa: PLC0415

    click.echo("answerable: looking at the cases, or making them up the first time", err=True)
    if not load(password, timezone.now()):
        # Another version may have made it, whose rules, and what the victim was told, were others.
        rebuild(timezone.now())
    publish_figures(timezone.now())
    return codes_for_the_victim(password, timezone.now())[:CODES]


def _password(home: Home) -> str:
    """The password of everybody in the demonstration of this folder."""
    path = home.folder / "demonstration.json"
    with locked(home):
        if not path.exists():
            write_private(path, json.dumps({"password": secrets.token_urlsafe(9)}))
    return str(json.loads(path.read_text())["password"])


def _say(address: str, password: str, codes: list[str]) -> None:
    from django.conf import settings  # noqa: PLC0415  after the settings

    from answerable.people.demonstration import FIRST_VISIT, email_of, staff  # noqa: PLC0415

    roles = {one.email: one.role for one in staff()}
    click.echo(f"\nAnswerable, a demonstration: nobody in it is real.\n{address}\n")
    click.echo("Demonstration sign-ins, for this demonstration alone: role, e-mail, password.")
    for first in FIRST_VISIT:
        email = email_of(first)
        click.echo(f"{roles[email]:24}{email:32}{password}")
    click.echo(
        f"{'victim':24}{address + '/n/':32}{password}\n"
        f"{'':24}one of these codes with it, each works once: {', '.join(codes)}\n"
        f"{'':24}(new ones with each `make run`)"
    )
    click.echo(
        "\nStaff need a one-time code then: the page that asks for it shows it, as a phone would.\n"
        f"Messages to victims are put here, as they would leave: {settings.MESSAGES_FOLDER}\n"
        "Ctrl-C stops everything; what you recorded is there again with the next `make run`."
    )


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
