"""Who works for the agencies: their own lists, brought in and brought up to date."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from answerable.commands.failing import Failed
from answerable.commands.plugging import plug_in, plug_in_as_owner

file_argument = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
check_option = click.option("--check", is_flag=True, help="Say what it would do, and do nothing.")


@click.group()
def command() -> None:
    """Who works for the agencies, and which agencies there are.

    The 43 forces and the 14 CPS Areas are there. Support services, witness care units and offices
    of oversight are brought by `agencies`, people by `staff`, each all or nothing: where one line
    is wrong, nothing is taken, and every wrong line is named.
    """


@command.command()
@file_argument
@check_option
def staff(file: Path, check: bool) -> None:
    """Bring in an agency's list of its staff, or bring it up to date.

    A CSV with the columns agency, team, name, role, email and since, and where they are wanted
    rank, telephone, working_pattern, until, trained and email_before. A day is 2026-03-06, an
    instant has an offset; what somebody is trained for is "ssaidp_1 from 2019-05-01; abe from
    2020-01-01 to 2025-01-01".

    Somebody is known by their address, and by email_before where it has changed. Whoever has an
    `until` is out from then on; their cases wait with the team. Whoever stands in no line stays as
    they are. `answerable invite` then gives each a code to sign in with, unless their agency's own
    provider does.
    """
    text = _read(file)
    plug_in()
    from answerable.actions.staffing import WrongList, bring  # noqa: PLC0415  after Django

    try:
        found = bring(text, only_ask=check)
    except ValueError as error:
        raise Failed(f"{file}: {error}") from None
    except WrongList as error:
        _say_what_is_wrong(file, error.problems)
    would = "it would be: " if check else ""
    click.echo(
        f"{would}{found.came:,} new, {found.changed:,} changed, {found.left:,} left, "
        f"{found.as_they_were:,} as they were; {found.teams:,} new teams."
    )
    if found.not_listed:
        click.echo(f"{found.not_listed:,} who work there stand in no line, and stay as they are.")


@command.command()
@file_argument
@check_option
def agencies(file: Path, check: bool) -> None:
    """Bring in agencies: a CSV with the columns code, kind, name and area.

    The kind is police, cps, support, witness_care or oversight; the area is the CPS Area that a
    force works with, and nothing for others. It is done as the owner of the database. An agency
    that is there is left as it is, and cannot be another by its code.
    """
    text = _read(file)
    plug_in_as_owner()
    from answerable.actions.staffing import WrongList, bring_agencies  # noqa: PLC0415  as above

    try:
        came, there = bring_agencies(text, only_ask=check)
    except ValueError as error:
        raise Failed(f"{file}: {error}") from None
    except WrongList as error:
        _say_what_is_wrong(file, error.problems)
    would = "it would be: " if check else ""
    click.echo(f"{would}{came:,} new, {there:,} there before.")


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Failed(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise Failed(f"{file}: it is not UTF-8") from None


def _say_what_is_wrong(file: Path, problems: Sequence[object]) -> None:
    for problem in problems:
        click.echo(f"answerable: {file}: {problem}", err=True)
    raise Failed(f"{file}: nothing was taken; lines that are wrong: {len(problems):,}")
