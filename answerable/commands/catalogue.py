"""Everything that the rules say, with its source; and what traces to which requirement."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from answerable.commands.failing import Failed
from answerable.commands.printing import print_rows
from answerable.commands.reading_logs import format_option


@click.group(invoke_without_command=True)
@format_option("table", "json")
@click.pass_context
def command(ctx: click.Context, form: str) -> None:
    """Every event, duty, gate, signal and measure, with its source.

    As JSON: one object that holds events, duties, gates, signals, measures and sources; a duty
    there has the columns of the table of duties. What cases on record are held to beside them is
    in docs/catalogue.
    """
    if ctx.invoked_subcommand is not None:
        return
    import json  # noqa: PLC0415  --help needs none of these

    from answerable.analysis.listing import measures  # noqa: PLC0415
    from answerable.rules.listing import listing  # noqa: PLC0415

    found = listing() | {"measures": measures()}
    # The table of duties holds those of the sources, and not those that are ours alone.
    found["duties"] = [duty for duty in found["duties"] if duty["published"]]
    if form == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        _print(found)


def _print(found: Mapping[str, Any]) -> None:
    """A table of each kind, for a person."""
    print_rows(
        found["duties"], ("id", "owner", "clock", "basis"), "table",
        title=f"{len(found['duties'])} duties",
    )  # fmt: skip
    print_rows(
        [{**gate, "event": gate["guards"]} for gate in found["gates"]],
        ("event", "requirement", "force"), "table",
        title=f"\n{len(found['gates'])} requirements of gates",
    )  # fmt: skip
    print_rows(
        found["signals"],
        ("id", "kind", "what"),
        "table",
        title=f"\n{len(found['signals'])} signals",
    )
    print_rows(
        found["measures"], ("id", "unit", "title", "basis"), "table",
        title=f"\n{len(found['measures'])} measures",
    )  # fmt: skip
    print_rows(
        [{**event, "by": list(event["by"])} for event in found["events"]],
        ("name", "room", "by", "meaning"), "table", title=f"\n{len(found['events'])} event types",
    )  # fmt: skip


@command.command()
@click.option(
    "--requirements", type=click.Path(path_type=Path), required=True,
    help="A CSV with a column id; one row a requirement.",
)  # fmt: skip
@format_option()
def trace(requirements: Path, form: str) -> None:
    """For each requirement: what implements it and which test covers it."""
    from answerable.analysis.listing import measures  # noqa: PLC0415  --help needs none of it
    from answerable.rules.tracing import trace as traced  # noqa: PLC0415

    try:
        text = requirements.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Failed(f"{requirements}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise Failed(f"{requirements}: it is not UTF-8") from None
    try:
        rows = traced(text, {measure["id"] for measure in measures()})
    except ValueError as error:
        raise Failed(f"{requirements}: {error}") from None
    print_rows(rows, ("id", "kind", "status", "implemented_by", "tested_by", "how"), form)
