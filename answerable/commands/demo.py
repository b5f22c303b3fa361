"""What the product does, on the cases that the inspectors described."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import click

from answerable.commands.printing import STYLES

if TYPE_CHECKING:
    from rich.console import Console

    from answerable.rules.case import Case
    from answerable.rules.obligation import Obligation

AS_OF = datetime(2021, 1, 1, tzinfo=UTC)
STATUSES = ("met", "late", "missed", "lifted", "overdue")


@dataclass(frozen=True)
class Finding:
    """What the inspectors wrote of a case, and the duty in which the record shows it."""

    wrote: str
    duty: str
    subject: str = ""


CASES: Mapping[str, tuple[str, tuple[Finding, ...]]] = {
    "inspection-partner-2018": (
        "A woman reported her partner; she withdrew after 16 months, for the time it took.",
        (
            Finding("Reviews came, but gave no direction", "investigation.supervise"),
            Finding("A neighbour's account, asked for by prosecutors", "prosecution.action", "a1"),
            Finding("Medical evidence of her injuries", "prosecution.action", "a2"),
            Finding("Nobody went back over the plan", "prosecution.review_plan"),
        ),
    ),
    "inspection-marriage-2018": (
        "Rape in a long marriage; the file waited three months, then came a plan of 23 points.",
        (
            Finding("Checking the file took ten days", "prosecution.triage"),
            Finding("A prosecutor was named in May", "prosecution.allocate"),
            Finding("The review came after three months", "prosecution.review"),
        ),
    ),
    "inspection-phone-2018": (
        "Her phone was back in six hours; what was copied from it was read six months later.",
        (
            Finding("The phone was back on the day", "material.return_device", "d1"),
            Finding("The copy lay unread for six months", "material.review", "d1"),
            Finding("Counselling notes took ten months", "material.chase_third_party", "t1"),
            Finding("The letter went after two days, not one", "decision.letter"),
        ),
    ),
    "inspection-alcohol": (
        "A woman who drinks was spoken to once; the police inferred that she had withdrawn.",
        (
            Finding("Her risk was never assessed", "report.risk"),
            Finding("Nobody offered her an adviser", "support.offer_isva"),
            Finding("Nobody confirmed that she wanted to stop", "engagement.confirm"),
        ),
    ),
}  # fmt: skip


@click.command()
def command() -> None:
    """What the product does, on four cases that inspectors described in 2021.

    Shows what was owed in each and what became of it, what the gates would have said to the
    closures, which signals rise, and the working of one deadline.
    """
    from rich.console import Console  # noqa: PLC0415  --help needs none of these

    from answerable.commands.evaluating import case_at  # noqa: PLC0415
    from answerable.commands.reading_logs import load  # noqa: PLC0415
    from answerable.rules.catalogue import DUTIES  # noqa: PLC0415

    with as_file(files("answerable.commands") / "cases" / "inspection.csv") as path:
        reading = load(path)
    cases = {name: case_at(reading.cases[name], AS_OF, None, DUTIES) for name in CASES}
    console = Console(highlight=False, emoji=False)
    console.print("Four cases that inspectors described in 2021", style="bold")
    console.print(
        f"{reading.read} events, {len(DUTIES)} duties, as things stood on 1 January 2021. What "
        "happened is the inspectors'; where they gave a month, the day is ours.\n"
    )
    _owed(console, cases)
    for name, case in cases.items():
        _case(console, name, case)
    _closures(console, cases.values())
    _signals(console, cases.values())
    _one_deadline(console, cases["inspection-phone-2018"])
    console.print("Go on with", style="bold")
    console.print("  .venv/bin/answerable --help", markup=False)


def _owed(console: Console, cases: Mapping[str, Case]) -> None:
    from rich.table import Table  # noqa: PLC0415

    table = Table(title="What was owed, and what became of it", title_justify="left", box=None)
    table.add_column("case")
    for name in ("owed", *STATUSES):
        table.add_column(name, justify="right", style=STYLES.get(name))
    for name, case in cases.items():
        counts = Counter[str](owed.status for owed in case.obligations)
        numbers = [len(case.obligations), *(counts[status] for status in STATUSES)]
        table.add_row(name, *map(str, numbers))
    console.print(table, "")


def _case(console: Console, name: str, case: Case) -> None:
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    story, findings = CASES[name]
    console.print(name, style="bold")
    console.print(story)
    table = Table(box=None, pad_edge=False, show_edge=False)
    for column in ("what the inspectors wrote", "duty", "due", "what became of it"):
        table.add_column(column, header_style="dim")
    for finding in findings:
        owed = _worst(case.obligations, finding)
        late = f", {owed.days_late:g} days" if owed.days_late else ""
        status = Text(f"{owed.status}{late}", style=STYLES.get(owed.status, ""))
        table.add_row(finding.wrote, finding.duty, _by(owed), status)
    console.print(table, "")


def _worst(obligations: Sequence[Obligation], finding: Finding) -> Obligation:
    about = [o for o in obligations if (o.duty, o.subject) == (finding.duty, finding.subject)]
    return max(about, key=lambda owed: owed.days_late)


def _by(owed: Obligation) -> str:
    from answerable.clocks.days import LONDON  # noqa: PLC0415

    if owed.due_at is None:
        return "no day recorded"
    local = owed.due_at.astimezone(LONDON)
    if (local.hour, local.minute) == (0, 0):
        last = local.date().fromordinal(local.date().toordinal() - 1)
        return f"end of {last:%-d %b %Y}"
    return f"{local:%H:%M, %-d %b %Y}"


def _closures(console: Console, cases: Iterable[Case]) -> None:
    from answerable.rules.gate_catalogue import REQUIREMENTS  # noqa: PLC0415
    from answerable.rules.gates import stands_in_the_way  # noqa: PLC0415

    console.print("What the gates would have said to the closures", style="bold")
    for case in cases:
        decision = case.last("decision.made")
        if decision is None:
            continue
        answers = stands_in_the_way(case.before(decision), decision, REQUIREMENTS)
        unmet = [answer for answer in answers if not answer.met]
        refusing = [answer for answer in unmet if answer.force == "must"]
        verdict = "refused" if refusing else "recorded, with reasons in words"
        console.print(
            f"{decision.case_id}: {verdict}; {len(unmet)} requirements not met",
            style=STYLES.get(verdict),
        )
        for answer in refusing:
            console.print(f"  must    {answer.requirement}: {answer.message}", markup=False)
        explain = ", ".join(answer.requirement for answer in unmet if answer.force == "explain")
        console.print(f"  explain {explain}", markup=False)
    console.print()


def _signals(console: Console, cases: Iterable[Case]) -> None:
    from answerable.rules.signal_catalogue import SIGNALS  # noqa: PLC0415
    from answerable.rules.signals import raise_signals  # noqa: PLC0415

    console.print("Signals that no clock catches", style="bold")
    for case in cases:
        rows = [row for row in raise_signals(case, SIGNALS) if row.status == "raised"]
        names = ", ".join(dict.fromkeys(row.signal for row in rows))
        console.print(f"{case.events[0].case_id}: {names}", markup=False)
    console.print()


def _one_deadline(console: Console, case: Case) -> None:
    from answerable.commands.explain import print_workings  # noqa: PLC0415
    from answerable.rules.catalogue import DUTY_OF  # noqa: PLC0415
    from answerable.rules.evaluate import evaluate  # noqa: PLC0415
    from answerable.rules.explain import explanation  # noqa: PLC0415

    duty = DUTY_OF["decision.letter"]
    console.print("The working of one deadline", style="bold")
    print_workings(
        [explanation(duty, owed) for owed in evaluate(duty, case.events, AS_OF)], duty.id
    )
