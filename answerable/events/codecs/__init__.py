"""The forms in which a log comes and goes: CSV, Parquet, XES."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from answerable.events.entry import Entry


def piece(form: str, entries: Iterable[Entry]) -> Any:
    """Whole cases, in order, in one of the forms `csv`, `parquet` and `xes`: a part of a file."""
    if form == "csv":
        from answerable.events.codecs.csv_log import csv_piece  # noqa: PLC0415  only what is asked

        return csv_piece(entries)
    if form == "parquet":
        from answerable.events.codecs.parquet_log import parquet_piece  # noqa: PLC0415

        return parquet_piece(entries)
    from answerable.events.codecs.xes_log import xes_piece  # noqa: PLC0415

    return xes_piece(entries)


def write(form: str, path: Path, entries: Iterable[Entry]) -> None:
    """Write a log, by case and in order."""
    ordered = sorted(entries, key=lambda e: (e.case_id, *e.order))
    write_pieces(form, path, [piece(form, ordered)])


def write_pieces(form: str, path: Path, pieces: Iterable[Any]) -> None:
    """Write the pieces of a log, in the order of their cases, as they come."""
    if form == "csv":
        from answerable.events.codecs.csv_log import write_lines  # noqa: PLC0415  as above

        write_lines(path, pieces)
    elif form == "parquet":
        from answerable.events.codecs.parquet_log import write_tables  # noqa: PLC0415

        write_tables(path, pieces)
    else:
        from answerable.events.codecs.xes_log import write_traces  # noqa: PLC0415

        write_traces(path, pieces)
