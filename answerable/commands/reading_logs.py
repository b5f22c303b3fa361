"""A log from a path, read with everything that was put aside said on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from answerable.commands.failing import PUT_ASIDE, Failed
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.problems import Problem, ReadError
from answerable.events.reading import Reading, read
from answerable.events.times import parse_instant

LONG_WORK = 5_000_000  # bytes of a log that takes a while to read
SAID = 40  # problems that are said one by one; the rest are counted by reason

Command = TypeVar("Command", bound=Callable[..., Any])


class Instant(click.ParamType[datetime]):
    """An instant on the command line, as in a log: ISO 8601 with an offset, or a bare date."""

    name = "ISO"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            return parse_instant(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


def now() -> datetime:
    """The time, asked for once a command."""
    return datetime.now(UTC)


path_argument = click.argument("path", type=click.Path(path_type=Path))
as_of_option = click.option(
    "--as-of", type=Instant(), default=now, help="The time asked for. Default: now."
)
known_at_option = click.option(
    "--known-at", type=Instant(), default=None,
    help="Only what had been recorded by then, corrections too. Default: all that is known.",
)  # fmt: skip
strict_option = click.option("--strict", is_flag=True, help="Stop at the first row put aside.")
settings_option = click.option(
    "--settings", type=click.Path(path_type=Path), default=None,
    help="What a force has set in place of the defaults, dated (TOML).",
)  # fmt: skip


def format_option(*forms: str) -> Callable[[Command], Command]:
    """`--format`, for a person or for a program."""
    return click.option(
        "--format", "form", type=click.Choice(forms or ("table", "json", "csv")),
        default="table", show_default=True, help="For a person, or for a program.",
    )  # fmt: skip


def load(path: Path, *, strict: bool = False, any_event: bool = False) -> Reading:
    """The log at a path; Failed where there is none."""
    try:
        with progress("Reading", path) as step:
            return read(path, None if any_event else EVENT_TYPES, strict=strict, progress=step)
    except ReadError as error:
        raise Failed(str(error)) from None


def tell(reading: Any) -> int:
    """Say what became of the rows; the exit code that follows from it."""
    for note in getattr(reading, "notes", ()):
        click.echo(f"answerable: {note}", err=True)
    _tell_problems(reading.problems)
    said = f"{reading.read:,} of {reading.rows:,} rows read, {reading.put_aside:,} put aside"
    if reading.not_recorded:
        said += f"; {reading.not_recorded:,} fields that their event requires are not recorded"
    click.echo(f"answerable: {said}", err=True)
    return PUT_ASIDE if reading.problems else 0


def _tell_problems(problems: Iterable[Problem]) -> None:
    rest: dict[tuple[str, str], int] = {}
    for number, problem in enumerate(problems):
        if number < SAID:
            click.echo(f"answerable: put aside: {problem}", err=True)
        else:
            key = (problem.column, problem.reason)
            rest[key] = rest.get(key, 0) + 1
    for (column, reason), count in rest.items():
        click.echo(f"answerable: put aside: {count:,} more: {column}: {reason}", err=True)


@contextmanager
def progress(what: str, of: Path | None = None) -> Iterator[Callable[[float], None] | None]:
    """A bar for long work while a person watches; nothing where nobody does, or for a small file.

    Gives a function that takes the share done, from 0 to 1, or None.
    """
    small = of is not None and of.is_file() and of.stat().st_size < LONG_WORK
    if small or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415  loaded only where a person watches
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(what, total=1.0)
        yield lambda share: bars.update(task, completed=share)
