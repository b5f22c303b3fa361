"""The working of one deadline, day by day."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from answerable.commands.failing import Failed
from answerable.commands.printing import STYLES, print_json
from answerable.commands.reading_logs import (
    LogAt,
    as_of_option,
    format_option,
    known_at_option,
    path_argument,
    settings_option,
    strict_option,
    tell,
)


@click.command()
@path_argument
@click.option("--case", "case_id", required=True, help="The case.")
@click.option("--duty", "duty_id", required=True, help="The duty, such as decision.letter.")
@click.option("--subject", default=None, help="The suspect, device or action. Default: each.")
@as_of_option
@known_at_option
@format_option("table", "json")
@settings_option
@strict_option
def command(
    path: LogAt,
    case_id: str,
    duty_id: str,
    subject: str | None,
    as_of: datetime,
    known_at: datetime | None,
    form: str,
    settings: Path | None,
    strict: bool,
) -> int:
    """The working of one deadline: from which event, by which clock and version, which days were
    skipped and why, what moved it, what closed it, and the rule behind it."""
    from answerable.commands.answering import one_case  # noqa: PLC0415  --help needs none of it
    from answerable.commands.evaluating import history  # noqa: PLC0415
    from answerable.commands.settings import duties_with  # noqa: PLC0415
    from answerable.rules.evaluate import evaluate  # noqa: PLC0415
    from answerable.rules.explain import explanation  # noqa: PLC0415
    from answerable.rules.set_by_force import for_case  # noqa: PLC0415

    duties = duties_with(settings, path)
    if all(duty.id != duty_id for duty in duties):
        raise Failed(f"there is no duty {duty_id!r}; `answerable catalogue` lists them")
    entries, account = one_case(path, case_id, strict=strict)
    events = history(entries, as_of, known_at)
    duty = next(duty for duty in for_case(duties, events) if duty.id == duty_id)
    if subject and all(subject != entry.subject for entry in events):
        raise Failed(f"nothing in case {case_id!r} is about {subject!r}")
    found = [
        explanation(duty, owed)
        for owed in sorted(evaluate(duty, events, as_of), key=lambda owed: owed.order)
        if subject is None or owed.subject == subject
    ]
    if form == "json":
        print_json(found)
    else:
        print_workings(found, duty_id)
    return tell(account)


def print_workings(found: list[dict[str, Any]], duty_id: str) -> None:
    """Workings for a person to read."""
    from rich.console import Console  # noqa: PLC0415  loaded only where a person reads

    from answerable.rules.sources import EVIDENCE  # noqa: PLC0415

    console = Console(highlight=False, emoji=False, soft_wrap=True)
    if not found:
        console.print(f"{duty_id} was not owed.", markup=False)
    for one in found:
        about = f" about {one['subject']}" if one["subject"] else ""
        owner = " and ".join(one["owner"])
        console.print(f"{one['duty']}{about}, owed by {owner}", style="bold", markup=False)
        console.print(one["what"], markup=False)
        for line in one["lines"]:
            console.print(f"  {line}", markup=False)
        console.print(f"  Status: {one['status']}", style=STYLES.get(one["status"]), markup=False)
        console.print(f"  Basis: {one['basis']}. The figure: {one['figure']}.", markup=False)
        for source in one["sources"]:
            known = f" (known by: {source['evidence']})" if source["evidence"] else ""
            console.print(f"  Source: {source['document']}, {source['place']}{known}", markup=False)
        if any(source["evidence"] for source in one["sources"]):
            legend = "; ".join(f"{letter}: {meaning}" for letter, meaning in EVIDENCE.items())
            console.print(f"  {legend}", markup=False)
        console.print(
            f"  Requirements: {', '.join(one['requirements'])}. Applies from "
            f"{one['applies_from']}; sources last read on {one['read_on']}.\n",
            markup=False,
        )
