"""A code with which a member of staff makes their passkey, the first or another."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from answerable.commands.failing import Failed
from answerable.commands.plugging import plug_in


@click.command()
@click.argument("email")
def command(email: str) -> None:
    """Print a code for the member of staff with this e-mail address.

    Give it by hand to somebody whom you know. It is good for a day and for one time. With it they
    make a passkey; those that they had open nothing any more.
    """
    plug_in()
    from answerable.people.accounts.inviting import invite  # noqa: PLC0415  after the settings
    from answerable.people.acting import working  # noqa: PLC0415
    from answerable.people.reading import with_email  # noqa: PLC0415

    at = datetime.now(UTC)
    with working():
        found = with_email(email)
        if found is None or (found.until is not None and found.until <= at):
            raise Failed("nobody who works here now has that address")
        click.echo(invite(found.id, at=at))
