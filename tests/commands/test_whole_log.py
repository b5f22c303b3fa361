"""A log that is read whole is read to its end, however many parts its cases in order would make."""

from __future__ import annotations

from datetime import UTC, datetime

import pyarrow.parquet as pq

from answerable.analysis.view import View
from answerable.commands import measuring, reading_logs
from answerable.events.codecs import parquet_columns
from answerable.synthetic.load.caseload import write_caseload

CASES = 60
AS_OF = datetime(2026, 1, 1, tzinfo=UTC)


def test_a_log_in_order_is_read_beyond_its_first_part(tmp_path, monkeypatch):
    path = tmp_path / "log.parquet"
    write_caseload(path, CASES, seed=4)
    monkeypatch.setattr(reading_logs, "is_large", lambda _: True)
    monkeypatch.setattr(parquet_columns, "BATCH", 500)

    log, account = measuring.whole_log(path, View(AS_OF), strict=False)

    assert account.rows == pq.read_metadata(path).num_rows
    assert len(log.columns.cases) == CASES
