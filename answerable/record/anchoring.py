"""Heads of the chains, written to somewhere outside the database.

Whoever rules the database can make a whole chain anew, and every hash in it would be right. What
was written down elsewhere, day by day, is what he cannot change.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from answerable.record.verifying import Head, Log

COLUMNS = ["case_id", "log", "seq", "hash"]


class NoAnchor(Exception):
    """A file that does not hold heads of chains, or that is there already."""


def write_anchor(path: Path, found: Mapping[Log, Head]) -> None:
    """Write the heads to a new file; one that is there is never overwritten."""
    try:
        with path.open("x", newline="") as file:
            out = csv.writer(file)
            out.writerow(COLUMNS)
            out.writerows((*log, head.seq, head.hash.hex()) for log, head in found.items())
    except FileExistsError:
        raise NoAnchor(f"{path} is there already; write each anchor to a file of its own") from None


def read_anchor(path: Path) -> dict[Log, Head]:
    """The heads that a file holds."""
    with path.open(newline="") as file:
        rows = list(csv.reader(file))
    if not rows or rows[0] != COLUMNS:
        raise NoAnchor(f"{path}: its first line is not {','.join(COLUMNS)}")
    found = {}
    for line, row in enumerate(rows[1:], start=2):
        try:
            case_id, log, seq, hash_ = row
            found[Log(UUID(case_id), log)] = Head(int(seq), bytes.fromhex(hash_))
        except ValueError:
            raise NoAnchor(f"{path}: line {line} is no head of a chain") from None
    return found
