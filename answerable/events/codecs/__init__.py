"""The forms in which a log comes and goes: CSV, Parquet, XES."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from answerable.events.entry import Entry


def write(form: str, path: Path, entries: Iterable[Entry]) -> None:
    """Write a log in one of the forms `csv`, `parquet` and `xes`."""
    if form == "csv":
        from answerable.events.codecs.csv_log import write_csv  # noqa: PLC0415  only what is asked

        write_csv(path, entries)
    elif form == "parquet":
        from answerable.events.codecs.parquet_log import write_parquet  # noqa: PLC0415

        write_parquet(path, entries)
    else:
        from answerable.events.codecs.xes_log import write_xes  # noqa: PLC0415

        write_xes(path, entries)
