"""How a log is looked at, and what may be asked of it then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from answerable.analysis.log import Log
from answerable.events.columns import Columns
from answerable.rules.catalogue import DUTIES
from answerable.rules.model import Duty

Question = Callable[[Log], Any]


@dataclass(frozen=True)
class View:
    """How a log is looked at: as it stood at `as_of`, and as far as was known at `known_at`."""

    as_of: datetime
    known_at: datetime | None = None
    duties: tuple[Duty, ...] = DUTIES

    def log(self, columns: Columns) -> Log:
        """A log, or a part of one, looked at like this."""
        return Log(columns, self.as_of, self.known_at, self.duties)
