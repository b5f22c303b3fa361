"""Made-up caseloads that weigh: the same seed, the same cases, all of them readable."""

from __future__ import annotations

from datetime import UTC, datetime

import pyarrow.parquet as pq
import pytest

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.corrections import in_force
from answerable.events.reading import read
from answerable.rules.catalogue import DUTIES
from answerable.rules.derived import with_derived
from answerable.rules.evaluate import obligations
from answerable.rules.kernel.bulk import catalogue_program, in_order
from answerable.rules.kernel.files import evaluate_file
from answerable.synthetic.load.caseload import write_caseload
from tests.sweeping import sweep

AS_OF = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def caseload(tmp_path_factory):
    path = tmp_path_factory.mktemp("caseload") / "log.parquet"
    write_caseload(path, 2000, seed=1)
    return path


@sweep
def test_the_same_seed_gives_the_same_cases_and_another_gives_others(tmp_path, caseload):
    write_caseload(tmp_path / "again.parquet", 2000, seed=1)
    write_caseload(tmp_path / "other.parquet", 2000, seed=2)

    assert pq.read_table(tmp_path / "again.parquet").equals(pq.read_table(caseload))
    assert not pq.read_table(tmp_path / "other.parquet").equals(pq.read_table(caseload))


def test_cases_are_marked_as_made_up_and_of_the_size_promised(caseload):
    table = pq.read_table(caseload)
    names = set(table["case_id"].to_pylist())

    assert len(names) == 2000
    assert all(name.startswith("made-up-") for name in names)
    assert 110 < len(table) / 2000 < 170


@sweep
def test_every_row_is_readable_and_every_duty_starts(caseload):
    parts, account = evaluate_file(caseload, AS_OF, catalogue_program())
    owed = {row.duty for row in in_order(parts)}

    assert account.put_aside == 0
    assert owed == {duty.id for duty in DUTIES}


def test_the_kernel_gives_what_the_referee_gives_on_a_caseload(tmp_path):
    path = tmp_path / "small.parquet"
    write_caseload(path, 60, seed=3)
    cases = read(path, EVENT_TYPES).cases

    parts, _ = evaluate_file(path, AS_OF, catalogue_program())

    assert list(in_order(parts)) == [
        row
        for _, entries in sorted(cases.items())
        for row in obligations(with_derived(in_force(entries, AS_OF)), DUTIES, AS_OF)
    ]
