"""A log from a path, or the record, with everything that was put aside said on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, TypeGuard, TypeVar

import click

from answerable.commands.failing import PUT_ASIDE, Failed
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.problems import Problem, ReadError, RowRefused
from answerable.events.reading import Reading, read
from answerable.events.streaming import is_large
from answerable.events.times import parse_instant

LONG_WORK = 5_000_000  # bytes of a log that takes a while to read
DB = "answerable.db"  # where the context of a command says that --db was given
SAID = 40  # problems that are said one by one; the rest are gathered by reason

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


class LogPath(click.Path):
    """Where a log is. No text at all, as of a variable that is not set, is no folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("it is empty; name a file or a folder", param, ctx)
        return super().convert(value, param, ctx)


@dataclass(frozen=True)
class Record:
    """The record of the running database, in the place of a log at a path."""

    command: str

    @property
    def part(self) -> str:
        """What is put on record of the reading."""
        return f"the log, by the command {self.command}"

    def __str__(self) -> str:
        return "the record"


LogAt = Path | Record


def _log_at(ctx: click.Context, _: click.Parameter, path: Path | None) -> LogAt:
    """What a command reads: the log at PATH or, with --db, the record."""
    if ctx.meta.get(DB):
        if path is not None:
            raise click.UsageError("--db is the record, in the place of a PATH: give one of them")
        return Record(str(ctx.info_name))
    if path is None:
        raise click.UsageError("name a log (PATH), or give --db for the record")
    return path


def _note_db(ctx: click.Context, _: click.Parameter, given: bool) -> None:
    ctx.meta[DB] = given


def path_argument(command: Command) -> Command:
    """What a command reads: PATH, or --db in its place."""
    option = click.option(
        "--db", is_flag=True, is_eager=True, expose_value=False, callback=_note_db,
        help="In the place of PATH, the record: each case is noted as read.",
    )  # fmt: skip
    path = click.argument("path", type=LogPath(path_type=Path), required=False, callback=_log_at)
    return path(option(command))


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
    help="What a force has set in place of the defaults, dated (TOML; docs/settings.md).",
)  # fmt: skip


def format_option(*forms: str) -> Callable[[Command], Command]:
    """`--format`, for a person or for a program."""
    return click.option(
        "--format", "form", type=click.Choice(forms or ("table", "json", "csv")),
        default="table", show_default=True, help="For a person, or for a program.",
    )  # fmt: skip


@contextmanager
def failing() -> Iterator[None]:
    """A log that cannot be read, as the one line with which a command ends."""
    try:
        yield
    except RowRefused as error:
        raise Failed(str(error), PUT_ASIDE) from None
    except ReadError as error:
        raise Failed(str(error)) from None


def large(path: LogAt) -> bool:
    """Whether a log is so large that it is best gone through in parts."""
    if isinstance(path, Record):
        found: bool = from_record().is_large(path)
        return found
    with failing():
        return is_large(path)


def from_record() -> Any:
    """The module that reads the record: by its name, for a log in a file needs no database."""
    return import_module("answerable.commands.from_record")


def large_parquet(path: LogAt) -> TypeGuard[Path]:
    """Whether a log is a Parquet file so large that it is best gone through by columns."""
    if isinstance(path, Record):
        return False
    with failing():
        return path.suffix.lower() == ".parquet" and path.is_file() and is_large(path)


def load(path: LogAt, *, strict: bool = False, any_event: bool = False) -> Reading:
    """The log at a path, or the record; Failed where there is none."""
    if isinstance(path, Record):
        with progress("Reading") as step:
            found: Reading = from_record().load(path, step)
        return found
    with failing(), progress("Reading", path) as step:
        return read(path, None if any_event else EVENT_TYPES, strict=strict, progress=step)


@dataclass
class Account:
    """What became of the rows of a log, part by part: of problems the first, and of the rest the
    lines, by file, column and reason."""

    notes: list[str] = field(default_factory=list)
    rows: int = 0
    put_aside: int = 0
    not_recorded: int = 0
    first: list[Problem] = field(default_factory=list)
    more: dict[tuple[str, str, str], list[int]] = field(default_factory=dict)

    def add(self, reading: Any) -> None:
        """Add what became of the rows of a part, or of a whole log."""
        self.rows += reading.rows
        self.put_aside += reading.put_aside
        self.not_recorded += reading.not_recorded
        room = SAID - len(self.first)
        self.first += reading.problems[:room]
        for problem in reading.problems[room:]:
            key = (problem.path, problem.column, problem.reason)
            self.more.setdefault(key, []).append(problem.line)

    @property
    def read(self) -> int:
        """Rows that were read."""
        return self.rows - self.put_aside


def account_of(reading: Any) -> Account:
    """What became of the rows of a log that was read at once."""
    account = Account(list(getattr(reading, "notes", ())))
    account.add(reading)
    return account


def tell(account: Account) -> int:
    """Say what became of the rows; the exit code that follows from it."""
    for note in account.notes:
        click.echo(f"answerable: {note}", err=True)
    for problem in account.first:
        click.echo(f"answerable: put aside: {problem}", err=True)
    for (path, column, reason), lines in account.more.items():
        where = f"{path}:{ranges(lines)}: {column}".removesuffix(": ")
        click.echo(f"answerable: put aside: {len(lines):,} more: {where}: {reason}", err=True)
    said = f"{account.read:,} of {account.rows:,} rows read, {account.put_aside:,} put aside"
    if account.not_recorded:
        said += f"; {account.not_recorded:,} fields that their event requires are not recorded"
    click.echo(f"answerable: {said}", err=True)
    return PUT_ASIDE if account.put_aside else 0


def ranges(lines: Iterable[int]) -> str:
    """The numbers of lines in short: `3,7-9,12`."""
    found: list[list[int]] = []
    for line in sorted(lines):
        if found and line <= found[-1][1] + 1:
            found[-1][1] = line
        else:
            found.append([line, line])
    return ",".join(f"{a}-{b}" if b > a else str(a) for a, b in found)


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

    # What the command prints goes where it should, not to where the bar is.
    with Progress(
        console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False
    ) as bars:
        task = bars.add_task(what, total=1.0)
        yield lambda share: bars.update(task, completed=share)
