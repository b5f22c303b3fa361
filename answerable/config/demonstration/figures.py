"""The demonstration's figures: two editions of a made-up caseload, worked out beforehand.

The two hundred cases of the demonstration would leave little that may be shown. These are of twenty
thousand, and say that they are made up. To work them out takes too long for a start, so they lie in
the package; `make figures` makes them anew, and a test says when that is due.
"""

from __future__ import annotations

import gzip
import json
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from answerable.oversight.published import Before, Published

HERE = Path(__file__).parent
FILE = "figures.json.gz"
SERIES = "made-up"
CASES, SEED = 20_000, 2021
EDITIONS = (datetime(2020, 12, 31, tzinfo=UTC), datetime(2021, 12, 31, tzinfo=UTC))


def lying_there() -> Iterator[Published]:
    """The editions in the package."""
    for plain in _read()["editions"]:
        yield Published(**plain | {"as_of": datetime.fromisoformat(plain["as_of"])})


def stale() -> list[str]:
    """In what the figures of the package are not those that would be made today: as far as can be
    said without making them."""
    then = _read()["made_of"]
    return [name for name, mark in made_of().items() if then.get(name) != mark]


def made_of() -> dict[str, Any]:
    """What the figures rest on, by name: a mark that changes with it."""
    from answerable.analysis.reporting.gathering import ASKED  # noqa: PLC0415  slow to load
    from answerable.analysis.reporting.releasing import rules  # noqa: PLC0415
    from answerable.analysis.reporting.sections import SECTIONS  # noqa: PLC0415

    parameters = (files("answerable.synthetic") / "parameters.csv").read_bytes()
    return {
        "sections": [section.__name__ for section in SECTIONS],
        "definitions": _mark(rules()),
        "asked": _mark([[[one.id for one in measures], by] for measures, by in ASKED]),
        "parameters": sha256(parameters).hexdigest(),
        "caseload": [CASES, SEED, *(one.isoformat() for one in EDITIONS)],
    }


def _mark(plain: Any) -> str:
    return sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


def _read() -> Any:
    return json.loads(gzip.decompress((HERE / FILE).read_bytes()))


def make() -> list[Published]:
    """The editions, worked out."""
    from answerable.commands.publish import made  # noqa: PLC0415  slow to load
    from answerable.commands.report import loaded  # noqa: PLC0415
    from answerable.synthetic.caseload import write_caseload  # noqa: PLC0415

    found: list[Published] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made-up.parquet"
        write_caseload(path, CASES, SEED)
        for as_of in EDITIONS:
            before = Before(found[-1].edition if found else None, [one.line for one in found])
            log, _, made_up = loaded(path, as_of, None, None, strict=True)
            found.append(made(SERIES, log, before, made_up, as_of))
    return found


def as_bytes(editions: list[Published]) -> bytes:
    """What lies in the package: the same editions, the same bytes."""
    plain = [one._asdict() | {"as_of": one.as_of.isoformat()} for one in editions]
    text = json.dumps({"made_of": made_of(), "editions": plain}, separators=(",", ":"))
    return gzip.compress(text.encode(), mtime=0)


if __name__ == "__main__":
    (HERE / FILE).write_bytes(as_bytes(make()))
