"""The forms in which a log comes and goes: CSV, Parquet, XES; and, to be read by others, OCEL."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from answerable.events.entry import Entry


class Codec(NamedTuple):
    """Where a form is written: what makes a part of whole cases, and what puts parts together."""

    module: str
    piece: str
    write: str


# By name, for only the one that is asked for is loaded.
CODECS = {
    "csv": Codec("csv_log", "csv_piece", "write_lines"),
    "parquet": Codec("parquet_log", "parquet_piece", "write_tables"),
    "xes": Codec("xes_log", "xes_piece", "write_traces"),
    "ocel": Codec("ocel.json_file", "json_piece", "write_json"),
    "ocel-xml": Codec("ocel.xml_file", "xml_piece", "write_xml"),
    "ocel-sqlite": Codec("ocel.sqlite_file", "sqlite_piece", "write_sqlite"),
}


def piece(form: str, entries: Iterable[Entry]) -> Any:
    """Whole cases, in order, in one of the forms: a part of a file."""
    codec = CODECS[form]
    return getattr(_loaded(codec), codec.piece)(entries)


def write(form: str, path: Path, entries: Iterable[Entry]) -> None:
    """Write a log, by case and in order."""
    ordered = sorted(entries, key=lambda e: (e.case_id, *e.order))
    write_pieces(form, path, [piece(form, ordered)])


def write_pieces(form: str, path: Path, pieces: Iterable[Any]) -> None:
    """Write the pieces of a log, in the order of their cases, as they come."""
    codec = CODECS[form]
    getattr(_loaded(codec), codec.write)(path, pieces)


def _loaded(codec: Codec) -> Any:
    return import_module(f"answerable.events.codecs.{codec.module}")
