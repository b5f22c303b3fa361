"""One entry of the log: an event, when it happened, and when it was learnt."""

from __future__ import annotations

import copyreg
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

NO_DATA: Mapping[str, Any] = MappingProxyType({})


def _read_only(data: dict[str, Any]) -> MappingProxyType[str, Any]:
    return MappingProxyType(data)


# An entry may be sent to another process, and NO_DATA with it, which by itself cannot.
copyreg.pickle(MappingProxyType, lambda data: (_read_only, (dict(data),)))

COLUMNS = (
    "case_id", "seq", "event", "occurred_at", "recorded_at",
    "actor", "agency", "subject", "data",
)  # fmt: skip


class Entry(NamedTuple):
    """A row of the log. Instants are aware and in UTC; `data` holds the event type's own fields.

    A field that is absent from `data`, or empty, is not recorded.
    """

    case_id: str
    seq: int
    event: str
    occurred_at: datetime
    recorded_at: datetime
    actor: str = ""
    agency: str = ""
    subject: str = ""
    data: Mapping[str, Any] = NO_DATA

    @property
    def order(self) -> tuple[datetime, int]:
        """Where the entry stands in its case: when it happened, then when it was recorded."""
        return (self.occurred_at, self.seq)


class Event(NamedTuple):
    """What somebody wants recorded: an entry that has no number yet.

    `log` is the case's own, or "support" for what concerns support services' notes alone.
    """

    event: str
    occurred_at: datetime
    agency: str
    subject: str = ""
    data: Mapping[str, Any] = NO_DATA
    log: Literal["case", "support"] = "case"
