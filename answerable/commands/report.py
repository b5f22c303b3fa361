"""A report that a board can read: a page, and as a PDF and as tables if asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from answerable.commands.failing import Failed
from answerable.commands.measures import said_beside
from answerable.commands.reading_logs import (
    LogAt,
    Record,
    as_of_option,
    from_record,
    known_at_option,
    now,
    path_argument,
    settings_option,
    strict_option,
    tell,
)
from answerable.commands.releasing import released_before

if TYPE_CHECKING:
    from answerable.analysis.audit.cells import Cell
    from answerable.analysis.log import Log
    from answerable.analysis.reporting.edition import Edition, Past
    from answerable.commands.reading_logs import Account

REGISTER = "register.jsonl"


@click.command()
@path_argument
@as_of_option
@known_at_option
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The page, as .html.")
@click.option("--pdf", type=click.Path(path_type=Path), help="The same as a PDF.")
@click.option("--tables", type=click.Path(path_type=Path), help="A folder for the tables as CSV.")
@click.option("--force", default="", help="The force that it is for, by its name or code.")
@click.option("--similar", default="", help="The forces most like it: names or codes, and commas.")
@click.option(
    "--previous", type=click.Path(path_type=Path), help="The last edition, to say what changed."
)
@click.option(
    "--register", type=click.Path(path_type=Path),
    help=f"All that was released of this log. Default: {REGISTER} beside the page.",
)  # fmt: skip
@settings_option
@strict_option
def command(
    path: LogAt,
    as_of: datetime,
    known_at: datetime | None,
    out: Path,
    pdf: Path | None,
    tables: Path | None,
    force: str,
    similar: str,
    previous: Path | None,
    register: Path | None,
    settings: Path | None,
    strict: bool,
) -> int:
    """A report for those who hold the police to account, as one page without a script.

    It always passes disclosure control, for a report is something that leaves: small numbers are
    hidden, the rest rounded, and all of it is held against everything that the register says was
    released of this log before. What would give somebody away is left out, and said. An edition
    file is written beside the page; give it with --previous next time.
    """
    writable(out, pdf, tables)
    if similar and not force:
        raise Failed("--similar is of the force that the report is for: give --force as well")
    past = past_edition(previous)
    in_order(past, as_of)
    held = register or out.with_name(REGISTER)
    released = released_before(held)
    log, account, made_up = loaded(path, as_of, known_at, settings, strict=strict)
    edition = edition_of(log, as_of, force, similar, past, released, made_up)
    beside = _write(log, edition, held, out, pdf, tables)
    for line in (*edition.said_beside, *(f"left out: {one}" for one in edition.figures.refused)):
        click.echo(f"answerable: {line}", err=True)
    click.echo(f"answerable: {out}, edition {edition.number}; {beside}; {held}", err=True)
    return tell(account)


def _write(
    log: Log, edition: Edition, register: Path, out: Path, pdf: Path | None, tables: Path | None
) -> Path:
    """Write all that was asked for, and the edition, which is given."""
    from answerable.analysis.audit.register import add_to_register  # noqa: PLC0415  --help
    from answerable.analysis.reporting.comparing_sections import revisions  # noqa: PLC0415
    from answerable.analysis.reporting.csv_tables import write_tables  # noqa: PLC0415
    from answerable.analysis.reporting.edition import write_edition  # noqa: PLC0415
    from answerable.analysis.reporting.page import page  # noqa: PLC0415
    from answerable.analysis.reporting.pdf import write_pdf  # noqa: PLC0415
    from answerable.analysis.reporting.sections import report  # noqa: PLC0415

    made = report(log, edition)
    released_at = now().isoformat(timespec="seconds")
    # Entered first: what is in the register and was never seen does no harm, the reverse would.
    add_to_register(register, f"report {out.name}", released_at, edition.figures.cells)
    out.write_text(page(made), "utf-8")
    if pdf is not None:
        write_pdf(pdf, made)
    if tables is not None:
        write_tables(tables, made)
    beside = out.with_suffix(".edition.json")
    write_edition(beside, edition, revisions(edition))
    return beside


def loaded(
    path: LogAt, as_of: datetime, known_at: datetime | None, settings: Path | None, *, strict: bool
) -> tuple[Log, Account, str]:
    """The log at a path, what became of its rows, and the words that say that it is made up."""
    from answerable.analysis.view import View  # noqa: PLC0415  --help needs none
    from answerable.commands.measuring import whole_log  # noqa: PLC0415
    from answerable.commands.settings import duties_with  # noqa: PLC0415

    view = View(as_of, known_at, duties_with(settings, path))
    log, account = whole_log(path, view, strict=strict)
    return log, account, said_made_up(path, log)


def said_made_up(path: LogAt, log: Log) -> str:
    """What a made-up log says of itself: in a Parquet file's own words, else by its cases; and the
    record, by who works there."""
    if isinstance(path, Record):
        found: str = from_record().said_made_up()
        return found
    import pyarrow.parquet as pq  # noqa: PLC0415  --help needs none

    from answerable.synthetic.caseload import MADE_UP  # noqa: PLC0415

    if path.is_file() and path.suffix == ".parquet":
        marks = pq.read_schema(path).metadata or {}
        if b"made_up" in marks:
            return bytes(marks[b"made_up"]).decode()
    names = [str(name) for name in log.columns.cases]
    return MADE_UP if names and all(name.startswith("made-up-") for name in names) else ""


def edition_of(
    log: Log, as_of: datetime, force: str, similar: str, past: Past | None,
    released: list[Cell], made_up: str,
) -> Edition:  # fmt: skip
    """The edition: the figures that may be shown, and of whom."""
    from answerable.analysis.catalogue import MEASURES  # noqa: PLC0415  --help needs none
    from answerable.analysis.reporting.edition import Edition  # noqa: PLC0415
    from answerable.analysis.reporting.gathering import forces_of, gather  # noqa: PLC0415
    from answerable.analysis.small_numbers import MOST_HIDDEN  # noqa: PLC0415
    from answerable.commands.measuring import known_of  # noqa: PLC0415

    there, names = forces_of(log), names_of(made_up)
    code = force_code(force, there, names) if force else ""
    like = [force_code(one.strip(), there, names) for one in similar.split(",") if one.strip()]
    if like and set(like) == {code}:
        raise Failed(
            "--similar names the force itself and no other: there is nothing like it in it"
        )
    known = known_of(log, ())
    said = said_beside(known, MEASURES, (), release=True)
    beside = [line for line in said if "--by" not in line]  # the report parts them already
    if as_of > now():
        beside.append(
            "the day asked for is still to come: what is open or overdue is said as if nothing "
            "more happened until then"
        )
    if known.cases <= MOST_HIDDEN:
        pass  # of so few, what they are alike in says something of each, and that there is one
    elif len(there) == 1:
        beside.append("every case is of the same force: there is nothing to compare it with")
    elif not there:
        beside.append("force is not recorded of any case: nothing can be said by it")
    return Edition(
        as_of, gather(log, released), code, names.get(code, code and f"Force {code}"),
        tuple(one for one in like if one != code), past, made_up, said_beside=tuple(beside),
        names=names,
    )  # fmt: skip


def names_of(made_up: str) -> Mapping[str, str]:
    """The names of the forces: no real one for what is made up."""
    from answerable.events.codes import FORCES  # noqa: PLC0415  --help needs none
    from answerable.synthetic.forces import made_up_names  # noqa: PLC0415

    return made_up_names() if made_up else FORCES


def force_code(name: str, there: list[str], names: Mapping[str, str]) -> str:
    """The code of a force that the log has; Failed for any other."""
    wanted = name.casefold()
    for code in there:
        name_of = names.get(code, "").casefold()
        if wanted in {code.casefold(), name_of, name_of.removesuffix(" (made up)")}:
            return code
    known = ", ".join(names.get(code, code) for code in there) or "none"
    raise Failed(f"{name!r} is no force of this log; there are {known}")


def writable(out: Path, pdf: Path | None, tables: Path | None) -> None:
    """Failed, before any work, where the results could not be written."""
    for path in (out, pdf):
        if path is not None and not path.parent.is_dir():
            raise Failed(f"{path}: there is no folder {path.parent}")
        if path is not None and path.is_dir():
            raise Failed(f"{path} is a folder, not a file to write")
    if tables is not None and tables.exists() and not tables.is_dir():
        raise Failed(f"{tables} is a file, not a folder for tables")


def in_order(past: Past | None, as_of: datetime) -> None:
    """Failed, where the last edition is of a later day: nothing has changed since, but before."""
    if past is not None and datetime.fromisoformat(past.as_of) > as_of:
        raise Failed(
            f"the last edition is of {past.as_of}, and this would be of {as_of.isoformat()}: what "
            "changed since can only be said of a later day"
        )


def past_edition(path: Path | None) -> Past | None:
    """The last edition, where one was given; Failed where it is none."""
    from answerable.analysis.reporting.edition import BrokenEdition, read_edition  # noqa: PLC0415

    try:
        return None if path is None else read_edition(path)
    except BrokenEdition as error:
        raise Failed(str(error)) from None
