"""What stands in the way of an event; or the audit of a whole log."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from answerable.commands.failing import Failed
from answerable.commands.printing import print_rows
from answerable.commands.reading_logs import (
    Instant,
    LogAt,
    format_option,
    known_at_option,
    now,
    path_argument,
    settings_option,
    strict_option,
    tell,
)

if TYPE_CHECKING:
    from answerable.events.entry import Entry
    from answerable.rules.model import Requirement

ANSWER = ("requirement", "force", "met", "explained", "message", "source")
FINDING = ("case_id", "seq", "event", "requirement", "force", "explained")


@click.command()
@path_argument
@click.option("--case", "case_id", default=None, help="The case in which to record.")
@click.option("--event", default=None, help="The event type to be recorded.")
@click.option("--data", default="{}", help="Its fields, as a JSON object.")
@click.option("--subject", default="", help="The suspect, device or action it is about.")
@click.option("--agency", default="", help="On whose behalf.")
@click.option("--at", type=Instant(), default=None, help="When it happens. Default: now.")
@known_at_option
@format_option()
@settings_option
@strict_option
def command(
    path: LogAt,
    case_id: str | None,
    event: str | None,
    data: str,
    subject: str,
    agency: str,
    at: datetime | None,
    known_at: datetime | None,
    form: str,
    settings: Path | None,
    strict: bool,
) -> int:
    """What stands in the way of recording an event; or the audit of a whole log.

    With --case and --event: every requirement of the gate, whether it is met, and what is
    missing. Without: every guarded event of the log with the requirements that it did not meet.
    A `must` refuses; an `explain` needs a reason in words, in data.reasons.

    \b
    What a force may set in a requirement is a default until it does, in the file of --settings:
      [[gate]]
      id = "decision.made.authority"
      rank = "chief_inspector"
      from = 2024-04-01
    """
    if (case_id is None) != (event is None):
        raise Failed("--case and --event go together; leave both out to audit the log")
    if event is None and (data != "{}" or subject or agency or at):
        raise Failed("--data, --subject, --agency and --at go with --case and --event")
    from answerable.commands.answering import answer, one_case  # noqa: PLC0415  as for --help
    from answerable.commands.settings import requirements_with  # noqa: PLC0415

    requirements = requirements_with(settings, path)
    if case_id is None or event is None:
        none = "Every gate was kept."
        return answer(path, Audit(known_at, requirements), FINDING, form, none=none, strict=strict)
    asked = {"event": event, "data": _data(event, data), "subject": subject, "agency": agency}
    entries, account = one_case(path, case_id, strict=strict)
    answers = _answers(entries, asked, at or now(), known_at, requirements)
    print_rows(answers, ANSWER, form, none=f"No gate guards {event}.")
    return tell(account)


def _data(event: str, text: str) -> dict[str, Any]:
    from answerable.events.catalogue import EVENT_TYPES  # noqa: PLC0415  --help needs none of it
    from answerable.events.validate import check_data  # noqa: PLC0415

    if event not in EVENT_TYPES:
        raise Failed(f"there is no event type {event!r}; `answerable catalogue` lists them")
    try:
        found = json.loads(text)
    except ValueError as error:
        raise Failed(f"--data is not JSON: {error}") from None
    if not isinstance(found, dict):
        raise Failed("--data is not a JSON object")
    checked = check_data(EVENT_TYPES[event], found)
    if checked.problems:
        column, reason = checked.problems[0]
        raise Failed(f"--data: {column}: {reason}")
    return dict(checked.data)


def _answers(
    entries: list[Entry],
    asked: dict[str, Any],
    at: datetime,
    known_at: datetime | None,
    requirements: tuple[Requirement, ...],
) -> Iterator[dict[str, Any]]:
    from answerable.commands.evaluating import history  # noqa: PLC0415
    from answerable.events.entry import Entry  # noqa: PLC0415
    from answerable.rules.case import Case  # noqa: PLC0415
    from answerable.rules.gates import stands_in_the_way  # noqa: PLC0415
    from answerable.rules.set_by_force import for_case  # noqa: PLC0415

    seq = max(entry.seq for entry in entries) + 1
    event = Entry(
        entries[0].case_id, seq, asked["event"], at, at, "", asked["agency"], asked["subject"],
        asked["data"],
    )  # fmt: skip
    events = history(entries, at, known_at)
    for answer in stands_in_the_way(Case(events, at), event, for_case(requirements, events)):
        yield {name: getattr(answer, name) for name in ANSWER}


@dataclass(frozen=True)
class Audit:
    """Which guarded events of cases did not meet a requirement?"""

    known_at: datetime | None
    requirements: tuple[Requirement, ...]

    def __call__(
        self,
        cases: dict[str, list[Entry]],
        *,
        many: bool,  # noqa: ARG002  few or many, no kernel is needed
    ) -> Iterator[dict[str, Any]]:
        """A row an event and a requirement that it did not meet."""
        from answerable.commands.evaluating import history  # noqa: PLC0415
        from answerable.rules.gates import audited, by_event  # noqa: PLC0415
        from answerable.rules.set_by_force import for_force, force_of  # noqa: PLC0415

        guarding = lru_cache(lambda force: by_event(for_force(self.requirements, force)))
        end_of_time = datetime.max.replace(tzinfo=UTC)
        for _, entries in sorted(cases.items()):
            events = history(entries, end_of_time, self.known_at)
            for finding in audited(events, guarding(force_of(events))):
                yield {name: getattr(finding, name) for name in FINDING}
