"""A made-up caseload that weighs, for measuring speed: no figure in it is calibrated."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa

from answerable.events.codecs.parquet_log import SCHEMA, writer
from answerable.synthetic.load.blocks import SUBJECTS, Blocks
from answerable.synthetic.load.cases import Cases
from answerable.synthetic.load.stages import STAGES

PART = 10_000  # cases made up at a time; their seed is their own, so the same seed, the same cases
GROUP = 1_000_000  # rows of a row group
FIRST = np.datetime64("2015-01-01", "us").astype(np.int64)
SPAN = 10 * 365  # days in which the reports lie
LATE = 0.04  # share of events that are recorded some days after they happened


def write_caseload(
    path: Path, cases: int, seed: int, progress: Callable[[float], None] | None = None
) -> None:
    """Write `cases` made-up cases of about 150 events as a Parquet log.

    The same seed gives the same cases; memory is that of PART cases, whatever the number.
    """
    with writer(path) as file:
        waiting: list[pa.Table] = []
        for start in range(0, cases, PART):
            count = min(PART, cases - start)
            waiting.append(made_up(start, count, seed))
            if sum(map(len, waiting)) >= GROUP or start + count == cases:
                table = pa.concat_tables(waiting).unify_dictionaries().combine_chunks()
                file.write_table(table, row_group_size=len(table))
                waiting = []
            if progress is not None:
                progress((start + count) / cases)


def made_up(start: int, count: int, seed: int) -> pa.Table:
    """Cases `start` to `start + count`, in order, in the columns of a log."""
    dice = np.random.default_rng([seed, start])
    blocks = Blocks(dice)
    cases = Cases(
        case=np.arange(start, start + count),
        reported=FIRST + dice.integers(0, SPAN * 86_400, count) * 1_000_000,
        days=np.clip(dice.lognormal(5.3, 0.7, count), 5, 1500),
        dice=dice,
    )
    for stage in STAGES:
        stage(blocks, cases)
    return _table(blocks, dice)


def _table(blocks: Blocks, dice: np.random.Generator) -> pa.Table:
    case, at = np.concatenate(blocks.case), np.concatenate(blocks.at)
    at = at // 60_000_000 * 60_000_000  # to the minute, so that ties occur
    late = dice.random(len(at)) < LATE
    recorded = at + np.where(late, dice.integers(1, 12 * 1440, len(at)), 0) * 60_000_000
    known = np.lexsort((at, recorded, case))
    seq = np.empty(len(at), np.int32)
    starts = np.concatenate([[0], np.flatnonzero(np.diff(case[known])) + 1])
    sizes = np.diff(np.concatenate([starts, [len(case)]]))
    seq[known] = np.arange(len(at)) - np.repeat(starts, sizes) + 1
    order = np.lexsort((seq, at, case))
    take = pa.array(order)
    names = _names(case)
    columns = {
        "case_id": names.take(take),
        "seq": pa.array(seq[order]),
        "event": pa.chunked_array(blocks.event).combine_chunks().take(take).dictionary_encode(),
        "occurred_at": pa.array(at[order]).cast(SCHEMA.field("occurred_at").type),
        "recorded_at": pa.array(recorded[order]).cast(SCHEMA.field("recorded_at").type),
        "actor": pa.array(case % 5000).cast(pa.string()).dictionary_encode().take(take),
        "agency": pa.chunked_array(blocks.agency).combine_chunks().take(take).dictionary_encode(),
        "subject": pa.DictionaryArray.from_arrays(
            pa.array(np.concatenate(blocks.subject)[order].astype(np.int32)), pa.array(SUBJECTS)
        ),
        "data": pa.chunked_array(blocks.data).combine_chunks().take(take).dictionary_encode(),
    }
    return pa.table(
        {name: column.cast(SCHEMA.field(name).type) for name, column in columns.items()}
    )


def _names(case: np.ndarray[tuple[int], np.dtype[np.int64]]) -> pa.DictionaryArray:
    """The names of the cases, plainly made up, in the order of their numbers."""
    first = int(case.min())
    names = [f"made-up-{number:08d}" for number in range(first, int(case.max()) + 1)]
    return pa.DictionaryArray.from_arrays(
        pa.array((case - first).astype(np.int32)), pa.array(names)
    )
