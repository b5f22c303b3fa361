"""The database that the record is kept in: start it, stop it, bring its tables up to date."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path

import click

from answerable.commands.failing import Failed
from answerable.config.connecting import application_url, is_embedded, owner_url
from answerable.config.home import Unusable, default_home


@click.group()
def command() -> None:
    """The database that the record is kept in.

    Where DATABASE_URL is not set, a PostgreSQL of our own, in $ANSWERABLE_HOME (.answerable in a
    checkout). It needs no rights and no installation, and runs on until `answerable db down`.
    """


def _embedded(does: Callable[..., None]) -> Callable[..., None]:
    """For what only our own PostgreSQL can do; whatever stands in the way is one line."""

    @wraps(does)
    def checked(**given: Path) -> None:
        if not is_embedded():
            raise Failed("DATABASE_URL names a database, which is for its own operator to start")
        try:
            does(**given)
        except Unusable as error:
            raise Failed(str(error)) from None

    return checked


@command.command()
@_embedded
def up() -> None:
    """Start it, and bring its tables up to date."""
    from answerable.config import postgres  # noqa: PLC0415  --help needs none of it
    from answerable.config.migrating import migrate  # noqa: PLC0415

    postgres.start(default_home())
    before = dict(os.environ)
    migrate()
    _catch_up(before)
    click.echo(f"answerable: PostgreSQL runs in {default_home().folder}", err=True)


@command.command()
@_embedded
def down() -> None:
    """Stop it. Everything recorded stays where it is."""
    from answerable.config import postgres  # noqa: PLC0415

    stopped = postgres.stop(default_home())
    click.echo(f"answerable: PostgreSQL {'has stopped' if stopped else 'did not run'}", err=True)


@command.command()
def migrate() -> None:
    """Bring the tables up to date, as their owner ($DATABASE_OWNER_URL, where one is named).

    After a new version whose rules are others, what each case owes and what its victim was told is
    worked out anew as well. That may be broken off: `answerable worklist rebuild` does the same.
    """
    from answerable.config import postgres  # noqa: PLC0415
    from answerable.config.migrating import migrate as run  # noqa: PLC0415

    try:
        if is_embedded():
            postgres.start(default_home())
        before = dict(os.environ)
        run()
        _catch_up(before)
    except Unusable as error:
        raise Failed(str(error)) from None


def _catch_up(environment: Mapping[str, str]) -> None:
    """Work out anew what is owed, where the rules are others: in a process of the application's,
    for this one is the owner's by now."""
    from answerable.config.starting import (  # noqa: PLC0415  --help needs none of it
        OUT_OF_DATE,
        worklist_is_out_of_date,
    )

    if not worklist_is_out_of_date():
        return
    click.echo("answerable: the rules have changed; what is owed is worked out anew …", err=True)
    rebuild = [sys.executable, "-m", "answerable.commands", "worklist", "rebuild"]
    done = subprocess.run(rebuild, env=environment, stdout=subprocess.DEVNULL, check=False)  # noqa: S603
    if done.returncode:
        click.echo(f"answerable: that did not come to its end. {OUT_OF_DATE}", err=True)


@command.command()
def check() -> None:
    """Whether it is as the migrations make it: what keeps people out of cases, and entries safe.

    The same is looked at whenever the product starts, which refuses to where anything is wrong.
    """
    from answerable.config.starting import (  # noqa: PLC0415  --help needs none of it
        what_is_wrong,
        what_was_not_looked_at,
    )

    try:
        found, left_out = what_is_wrong(), what_was_not_looked_at()
    except Unusable as error:
        raise Failed(str(error)) from None
    for line in found:
        click.echo(line)
    if found:
        raise Failed(f"not as it has to be: {len(found):,}")
    click.echo("The database is as it has to be.")
    if left_out:
        click.echo(left_out)


@command.command()
@click.argument("role", type=click.Choice(["application", "owner"]))
def url(role: str) -> None:
    """The connection string of a role, with its password: for operators."""
    try:
        click.echo(application_url() if role == "application" else owner_url())
    except Unusable as error:
        raise Failed(str(error)) from None


@command.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@_embedded
def dump(file: Path) -> None:
    """Write all of it to FILE, as SQL that another version of PostgreSQL can read."""
    from answerable.config import postgres  # noqa: PLC0415

    postgres.dump(default_home(), file)
    keys = "ANSWERABLE_FIELD_KEYS"
    if not os.environ.get(keys):
        keys = f"field_keys of {default_home().secrets_file}"
    click.echo(
        f"answerable: all of it is in {file}; names and words are sealed, and opened by {keys} "
        "alone: keep those elsewhere",
        err=True,
    )


@command.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@_embedded
def load(file: Path) -> None:
    """Read what `dump` wrote into a database that holds nothing yet.

    What is sealed in it is opened by the keys of where it was written: name them in
    ANSWERABLE_FIELD_KEYS. docs/operating.md has the whole way back from a backup.
    """
    from answerable.config import postgres  # noqa: PLC0415

    postgres.load(default_home(), file)
    click.echo("answerable: loaded. Run `answerable db migrate`, `db check`, `verify`", err=True)
