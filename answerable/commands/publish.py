"""A release: figures worked out once, held against all before them, and put by to be shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from answerable.commands.failing import Failed
from answerable.commands.from_record import said_made_up
from answerable.commands.plugging import plug_in
from answerable.commands.reading_logs import (
    Record,
    as_of_option,
    known_at_option,
    now,
    settings_option,
    tell,
)
from answerable.commands.report import edition_of, in_order, loaded

if TYPE_CHECKING:
    from answerable.analysis.log import Log
    from answerable.analysis.view import View
    from answerable.commands.reading_logs import Account
    from answerable.oversight.published import Before, Published

SERIES = re.compile(r"[a-z0-9-]{1,40}")
RECORD = "record"  # the series of releases of the product's own record


@click.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True), required=False)
@as_of_option
@known_at_option
@click.option(
    "--series",
    help="What the log at PATH is called on the pages: small letters, digits and hyphens. Every "
    "release of one log has to be of one series, for they are held against each other.",
)
@settings_option
def command(
    path: Path | None,
    as_of: datetime,
    known_at: datetime | None,
    series: str | None,
    settings: Path | None,
) -> int:
    """Publish figures for those who oversee the agencies, to be read in the product.

    Of the record, or of the log at PATH. They are worked out now and never again: whoever looks at
    the pages asks nothing of any case. All of it passes disclosure control, and is held against
    every edition that was published of the same series; what would give somebody away is left out,
    and said. It cannot be taken back.
    """
    name = _series(path, series)
    if as_of > now():
        raise Failed(f"{as_of.isoformat()} is still to come: nobody knows what will have happened")
    plug_in()
    from answerable.actions.publishing import (  # noqa: PLC0415  after Django
        PublishedMeanwhile,
        publish,
        published_before,
    )

    log, made_up, account = _log(path, as_of, known_at, settings)
    try:
        at = now()
        publish(made(name, log, published_before(name), made_up, at), at=at)
    except PublishedMeanwhile as error:
        raise Failed(f"{error}: nothing was published; ask again") from None
    click.echo(f"answerable: published as the latest edition of {name}", err=True)
    return tell(account) if account else 0


def _series(path: Path | None, series: str | None) -> str:
    if path is None:
        if series:
            raise Failed(f"--series is for a log at a path; that of the record is {RECORD}")
        return RECORD
    if not series or not SERIES.fullmatch(series) or series == RECORD:
        raise Failed(
            "a log at a path needs --series: its name on the pages, of small letters, digits and "
            f"hyphens, and not {RECORD}"
        )
    return series


def _log(
    path: Path | None, as_of: datetime, known_at: datetime | None, settings: Path | None
) -> tuple[Log, str, Account | None]:
    """The log, what it says of itself if it is made up, and what became of its rows."""
    from answerable.analysis.view import View  # noqa: PLC0415  --help needs none
    from answerable.commands.settings import duties_with  # noqa: PLC0415

    if path is not None:
        log, account, made_up = loaded(path, as_of, known_at, settings, strict=False)
        return log, made_up, account
    duties = duties_with(settings, Record("publish"))
    return of_record(View(as_of, known_at, duties)), said_made_up(), None


def of_record(view: View) -> Log:
    """The record as the analysis half reads a log. Words are in the vault, and stay there."""
    from answerable.events.columns import from_cases  # noqa: PLC0415  as above
    from answerable.people.acting import working  # noqa: PLC0415
    from answerable.record.histories import case_ids, histories  # noqa: PLC0415

    with working():
        cases = [
            (str(case_id), sorted(entries, key=lambda entry: entry.order))
            for some in case_ids()
            for case_id, entries in histories(some).items()
        ]
    return view.log(from_cases(cases))


def made(series: str, log: Log, before: Before, made_up: str, at: datetime) -> Published:
    """The next edition of a series, held against all before it."""
    from answerable.analysis.audit.register import as_line, cells_in  # noqa: PLC0415  as above
    from answerable.analysis.reporting.comparing_sections import revisions  # noqa: PLC0415
    from answerable.analysis.reporting.edition import past_of, plain_edition  # noqa: PLC0415
    from answerable.analysis.reporting.release import plain_release  # noqa: PLC0415
    from answerable.analysis.reporting.releasing import release  # noqa: PLC0415
    from answerable.oversight.published import Published  # noqa: PLC0415

    past = past_of(before.edition) if before.edition else None
    in_order(past, log.as_of)
    released = [cell for line in before.lines for cell in cells_in(line)]
    edition = edition_of(log, log.as_of, "", "", past, released, made_up)
    for line in (*edition.said_beside, *(f"left out: {one}" for one in edition.figures.refused)):
        click.echo(f"answerable: {line}", err=True)
    return Published(
        series, edition.number, edition.as_of, made_up,
        plain_release(release(log, edition, areas())), plain_edition(edition, revisions(edition)),
        as_line(f"edition {edition.number}", at.isoformat(timespec="seconds"),
                edition.figures.cells),
    )  # fmt: skip


def areas() -> Mapping[str, list[str]]:
    """The forces of each Area of the Crown Prosecution Service, by the Area's name."""
    from answerable.people.agencies import listed  # noqa: PLC0415  as above

    names = {one.code: one.name for one in listed()}
    found: dict[str, list[str]] = {}
    for one in listed():
        if one.area:
            found.setdefault(names[one.area], []).append(one.code)
    return dict(sorted(found.items()))
