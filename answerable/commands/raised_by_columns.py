"""The signals of a large log, worked out in columns, part by part."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from answerable.analysis.log import Log
from answerable.analysis.signals.listing import signal_rows
from answerable.analysis.view import View
from answerable.commands.measuring import through
from answerable.commands.printing import piece_of, print_pieces
from answerable.commands.raised import COLUMNS, NONE, rows
from answerable.commands.reading_logs import Account, tell


def print_raised(path: Path, view: View, form: str, *, strict: bool) -> int:
    """Print the signals of a Parquet log; the exit code."""
    account = Account()
    pieces = through(path, Written(form), view, account, strict=strict)
    # Nothing is said before the last row was read where one that is put aside is to stop it, or
    # where a bar stands on the terminal.
    wait = strict or sys.stdout.isatty()
    print_pieces(list(pieces) if wait else pieces, COLUMNS, form, none=NONE)
    return tell(account)


@dataclass(frozen=True)
class Written:
    """The signals of a part of a log as they are printed."""

    form: str

    def __call__(self, log: Log) -> Any:
        """Write the signals of a part."""
        return piece_of(rows(signal_rows(log)), COLUMNS, self.form)
