"""An edition of a report as a file: what it said, so that the next can say what changed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from answerable.analysis.catalogue import MEASURE_OF
from answerable.analysis.dimensions import NOT_RECORDED
from answerable.analysis.evaluate import Row
from answerable.analysis.reporting.gathering import Figures, Key
from answerable.events.codes import FORCES

VERSION = 1
NOBODYS = "No force recorded"


class BrokenEdition(ValueError):
    """A file that is no edition, with the reason."""


@dataclass(frozen=True)
class Past:
    """An earlier edition: when it was of, its figures, and of what definition each was."""

    number: int
    as_of: str
    rows: Mapping[Key, Row]
    definitions: Mapping[str, str]
    happened: Mapping[str, Mapping[str, int | None]]
    revisions: Sequence[str]


@dataclass(frozen=True)
class Edition:
    """What a section needs to know beside the log: the figures that may be shown, of when, of
    which force and which are like it, and the edition before."""

    as_of: datetime
    figures: Figures
    force: str = ""
    force_name: str = ""
    similar: tuple[str, ...] = ()
    previous: Past | None = None
    made_up: str = ""
    cases: int = 0
    said_beside: tuple[str, ...] = ()
    # Of forces, by their codes; those of a made-up log have names of their own.
    names: Mapping[str, str] = field(default_factory=lambda: FORCES)

    def called(self, force: str) -> str:
        """The name of a force."""
        return self.names.get(force, NOBODYS if force == NOT_RECORDED else f"Force {force}")

    @property
    def number(self) -> int:
        """The number of this edition."""
        return self.previous.number + 1 if self.previous else 1


def definitions() -> dict[str, str]:
    """Of each measure, a mark that changes with its definition."""
    return {
        measure.id: sha256(f"{measure.base}|{measure.definition}".encode()).hexdigest()[:12]
        for measure in MEASURE_OF.values()
    }


def plain_edition(edition: Edition, revisions: Sequence[str]) -> dict[str, Any]:
    """What the report said, and nothing else."""
    figures = edition.figures
    return {
        "answerable_edition": VERSION, "number": edition.number,
        "as_of": edition.as_of.isoformat(), "definitions": definitions(),
        "revisions": list(revisions), "happened": _shown(figures.happened),
        "rows": [row._asdict() for row in figures.rows.values() if row.value is not None],
    }  # fmt: skip


def write_edition(path: Path, edition: Edition, revisions: Sequence[str]) -> None:
    """Write what the report said, and nothing else."""
    plain = plain_edition(edition, revisions)
    path.write_text(json.dumps(plain, indent=1, ensure_ascii=False), "utf-8")


def _shown(happened: Mapping[str, Mapping[str, int | None]]) -> dict[str, Any]:
    """The periods of which something is shown: of another even the name is too much."""
    return {name: dict(of) for name, of in happened.items() if any(of.values())}


def read_edition(path: Path) -> Past:
    """An earlier edition; BrokenEdition, where the file is none."""
    try:
        plain: Any = json.loads(path.read_text("utf-8"))
        if plain["answerable_edition"] != VERSION:
            raise BrokenEdition(f"{path} is an edition of another version")
        return past_of(plain)
    except FileNotFoundError:
        raise BrokenEdition(f"{path}: there is no such edition") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        if isinstance(error, BrokenEdition):
            raise
        raise BrokenEdition(f"{path} is no edition of a report: it cannot be read") from None


def past_of(plain: Mapping[str, Any]) -> Past:
    """An earlier edition, out of what it said."""
    rows = [Row(**row) for row in plain["rows"]]
    return Past(
        int(plain["number"]), str(plain["as_of"]),
        {(row.measure, tuple(sorted(row.group.items()))): row for row in rows},
        dict(plain["definitions"]), dict(plain["happened"]), list(plain["revisions"]),
    )  # fmt: skip
