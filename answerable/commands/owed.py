"""What cases owe, as the rows that are printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from answerable.rules.explain import show
from answerable.rules.obligation import Obligation

if TYPE_CHECKING:
    from answerable.events.entry import Entry
    from answerable.rules.model import Duty

COLUMNS = (
    "case_id", "duty", "subject", "owner", "started_at", "due_at", "closed_at", "status",
    "days_late",
)  # fmt: skip
STATUSES = ("met", "late", "lifted", "missed", "open", "paused", "overdue")


@dataclass(frozen=True)
class Owed:
    """What do cases owe?"""

    as_of: datetime
    known_at: datetime | None
    duties: tuple[Duty, ...]
    statuses: frozenset[str]

    def __call__(self, cases: dict[str, list[Entry]], *, many: bool) -> Iterator[dict[str, Any]]:
        """A row an obligation, of the statuses asked for."""
        from answerable.commands import evaluating  # noqa: PLC0415  --help needs none of it

        how = evaluating.owed_by_many if many else evaluating.owed_by
        return rows(how(cases, self.as_of, self.known_at, self.duties, self.statuses))


def rows(found: Iterable[Obligation]) -> Iterator[dict[str, Any]]:
    """Obligations as the rows that are printed."""
    for owed in found:
        yield {
            "case_id": owed.case_id, "duty": owed.duty, "subject": owed.subject,
            "owner": list(owed.owner), "started_at": show(owed.started_at),
            "due_at": show(owed.due_at), "closed_at": show(owed.closed_at),
            "status": owed.status, "days_late": owed.days_late or 0,
        }  # fmt: skip
