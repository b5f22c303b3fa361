"""What was read of a Parquet log is let go of: a log ten times as long takes no more memory."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from answerable.events.codecs.parquet_file import opened

GROUPS, ROWS = 16, 20_000


def test_a_group_of_rows_is_held_no_longer_than_it_is_read(tmp_path):
    path, drawn = tmp_path / "log.parquet", np.random.default_rng(1)
    names = [f"{one:016x}" for one in drawn.integers(0, 2**60, GROUPS * ROWS)]
    at = ["2026-03-06T10:00:00Z"] * len(names)
    table = pa.table({"case_id": names, "event": names, "occurred_at": at})
    pq.write_table(table, path, row_group_size=ROWS, use_dictionary=False)
    del names, at, table
    file, before = opened(path), pa.total_allocated_bytes()

    held = []
    for batch in file.iter_batches(ROWS):
        del batch
        held.append(pa.total_allocated_bytes() - before)

    assert len(held) == GROUPS
    assert max(held) < path.stat().st_size / 2  # the whole of it, where nothing is let go of
    file.close()
