"""By which rules the worklist was worked out, so that after a new version nobody has to know."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection

from answerable.people.acting import WORKER, acting_for

HERE = Path(__file__).parents[1]
# What a case owes, and who sees of it what, follows from these and from what forces have set.
FROM = ("clocks", "events", "rules", "worklist", "record/audience.py")


@lru_cache(maxsize=1)
def rules() -> str:
    """The rules of this version, in short: another text as soon as anything of them is another."""
    read = sha256(settings.SET_BY_FORCES.encode())
    for path in sorted(path for one in FROM for path in _files(HERE / one)):
        read.update(f"{path.relative_to(HERE)}\n".encode())
        read.update(path.read_bytes())
    return read.hexdigest()


def _files(where: Path) -> Iterator[Path]:
    found = [where] if where.is_file() else where.rglob("*")
    for path in found:
        if path.suffix in (".py", ".csv") and "migrations" not in path.parts:
            yield path


def is_out_of_date() -> bool:
    """Whether all of it was last worked out by other rules than these. In a transaction."""
    with acting_for(WORKER), connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM worklist_rules WHERE rules = %s)", [rules()])
        return not cursor.fetchone()[0]


def put_down() -> None:
    """Say that all of it was worked out by these rules. In a transaction."""
    with acting_for(WORKER), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO worklist_rules (id, rules, at) VALUES (1, %s, now())"
            " ON CONFLICT (id) DO UPDATE SET rules = excluded.rules, at = excluded.at",
            [rules()],
        )
