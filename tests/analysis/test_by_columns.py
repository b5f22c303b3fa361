"""Measures of a Parquet log that is read by columns, in pieces, are those of its entries."""

from __future__ import annotations

import pickle
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import numpy as np
import pyarrow.parquet as pq
import pytest

from answerable.analysis import evaluate as evaluating
from answerable.analysis.attrition import by_cohort, by_period
from answerable.analysis.catalogue import MEASURES
from answerable.analysis.disclosure import release, release_each
from answerable.analysis.evaluate import evaluate, rows
from answerable.analysis.files import FileAsked, fields_of_duties
from answerable.analysis.gathering import Funnel, Measured
from answerable.analysis.view import View
from answerable.events.codecs import parquet_columns
from answerable.events.codecs.parquet_log import write_parquet
from answerable.events.codecs.parquet_stream import whole
from answerable.events.columns import from_cases
from answerable.events.entry import Entry
from answerable.rules.catalogue import DUTIES
from tests.analysis import (
    slow_decision,
    slow_duty,
    slow_funnel,
    slow_material,
    slow_prosecution,
    slow_report,
    slow_withdrawal,
)
from tests.analysis.thrown_cases import thrown
from tests.sweeping import one_in

AS_OF = datetime(2024, 6, 1, tzinfo=UTC)
HEARD = sorted(
    {
        event
        for module in (
            slow_funnel, slow_withdrawal, slow_report, slow_material, slow_prosecution,
            slow_decision, slow_duty,
        )
        for event in module.HEARD
    }
)  # fmt: skip
# A force is any code: among them what compiled code takes for a date, and what JSON escapes.
FORCES = ("01", "02", "2020-01-01", "2021-03-04", 'the "new" one', "")
MEASURED = tuple(measure.id for measure in MEASURES)


class Both(NamedTuple):
    """One log as its entries, and as a Parquet file whose cases go on from group to group."""

    entries: dict[str, list[Entry]]
    path: str


@pytest.fixture(scope="module")
def both(tmp_path_factory) -> Both:
    path = tmp_path_factory.mktemp("logs") / "log.parquet"
    made = {
        name: [_varied(entry, number) for entry in entries] + _corrected(name, entries, number)
        for number, (name, entries) in enumerate(thrown(5, HEARD, 250).items())
    }
    made = {name: sorted(entries, key=lambda entry: entry.order) for name, entries in made.items()}
    write_parquet(path, [entry for entries in made.values() for entry in entries])
    pq.write_table(pq.read_table(path), path, row_group_size=400)
    return Both({name: entries for name, entries in made.items() if entries}, path)


def _varied(entry: Entry, number: int) -> Entry:
    """Of some force, and in every fourth case recorded late."""
    if entry.event == "crime.reported":
        force = {"force": FORCES[number % len(FORCES)]} if number % 7 else {}
        entry = entry._replace(data={**entry.data, **force})
    late = timedelta(days=60) if number % 4 == 0 else timedelta()
    return entry._replace(recorded_at=entry.recorded_at + late)


def _corrected(name: str, entries: list[Entry], number: int) -> list[Entry]:
    """In every third case the first entry, the report, is moved; in some it is struck out."""
    if number % 3 or not entries:
        return []
    at = entries[-1].occurred_at + timedelta(days=1)
    moved = {"occurred_at": (entries[0].occurred_at + timedelta(days=5)).isoformat()}
    data = {"seq": 1, "reason": "a mistake", **({"entry": moved} if number % 2 else {})}
    correction = (len(entries) + 1, "record.corrected", at, at, "somebody", "police", "", data)
    return [Entry(name, *correction)]


def gathered(path, question, view: View) -> list:
    """What a question comes to of each piece, asked as another process would."""
    here = FileAsked(path, question, view)
    pieces = here.pieces()
    there = pickle.loads(pickle.dumps(here))  # as it goes to another process
    found = [pickle.loads(pickle.dumps(there(piece))) for piece in pieces]
    assert sum(one.reading.put_aside for one in found) == 0
    return [answer for one in found for answer in one.answers]


@pytest.fixture
def small_groups(monkeypatch):
    """Groups are not gathered, so that the log is cut at each."""
    monkeypatch.setattr(parquet_columns, "GATHERED", 1)


KNOWN_AT = datetime(2021, 1, 1, tzinfo=UTC)
ASKED = [
    ((), None), ((), KNOWN_AT), (("force",), None), (("team", "quarter"), KNOWN_AT),
    (("duty",), None), (("basis", "force"), KNOWN_AT), (("outcome", "race"), None),
]  # fmt: skip


@pytest.mark.parametrize(("by", "known_at"), one_in(3, ASKED))
def test_every_measure_is_the_same_from_pieces_of_a_file(both, small_groups, by, known_at):
    view, question = View(AS_OF, known_at), Measured(MEASURED, by)
    log = view.log(from_cases(both.entries.items()))

    answers = gathered(both.path, question, view)
    found, expected = list(question.gathered(answers)), list(evaluate(log, MEASURES, by))

    assert len(answers) > 4
    assert list(rows(found)) == expected
    number = len({row.measure for row in expected if row.value is not None})
    assert number >= (1 if {"duty", "basis"} & set(by) else 70)
    assert len(by) < 2 or len({str(row.group) for row in expected}) > 6
    once = [row for _, rows in release_each(found, by) for row in rows]
    assert once == list(release(log, MEASURES, by))


def test_the_funnel_is_the_same_from_pieces_of_a_file(both, small_groups):
    view, question = View(AS_OF), Funnel()
    log = view.log(from_cases(both.entries.items()))

    cohorts, periods = question.gathered(gathered(both.path, question, view))

    assert (cohorts, periods) == (by_cohort(log), by_period(log))
    assert len(cohorts) > 3


def test_a_file_whose_cases_do_not_lie_in_order_gives_the_same(both, tmp_path):
    table = pq.read_table(both.path)
    order = np.random.default_rng(1).permutation(len(table))
    path, view, question = tmp_path / "log.parquet", View(AS_OF), Measured(MEASURED, ("force",))
    pq.write_table(table.take(order), path)

    found = question.gathered(gathered(path, question, view))

    log = view.log(from_cases(both.entries.items()))
    assert list(rows(found)) == list(evaluate(log, MEASURES, ("force",)))


def test_rows_that_are_worked_out_at_once_are_those_of_one_after_the_other(both, monkeypatch):
    log = View(AS_OF).log(from_cases(both.entries.items()))
    expected, threads = list(evaluate(log, MEASURES)), set()
    one_after_the_other = evaluating.summarise

    def noted(*of):
        threads.add(threading.get_ident())
        return one_after_the_other(*of)

    monkeypatch.setattr(evaluating, "summarise", noted)
    monkeypatch.setattr(evaluating, "MANY", 1)

    assert list(evaluate(log, MEASURES)) == expected
    assert threading.get_ident() not in threads


ASKS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from answerable.analysis.catalogue import MEASURES
from answerable.analysis.files import FileAsked
from answerable.analysis.gathering import Measured
from answerable.analysis.view import View
question = Measured(tuple(measure.id for measure in MEASURES))
work = FileAsked(Path(sys.argv[1]), question, View(datetime(2024, 6, 1, tzinfo=UTC)))
assert all(work(piece).answers for piece in work.pieces())
print(sorted({"pandas", "scipy.stats"} & set(sys.modules)))
"""


def test_a_process_that_is_asked_for_pieces_loads_neither_pandas_nor_the_slow_part_of_scipy(both):
    done = subprocess.run(
        [sys.executable, "-c", ASKS, both.path], capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"


def test_pieces_hold_each_row_once_and_no_case_is_in_two(both, small_groups):
    pieces = FileAsked(both.path, Measured(("cases.reported",)), View(AS_OF)).pieces()
    cases = pq.read_table(both.path)["case_id"].to_pylist()

    edges = [piece.before for piece in pieces] + [len(cases)]
    assert edges[0] == 0
    assert [piece.before + piece.rows for piece in pieces] == edges[1:]
    assert all(cases[edge - 1] != cases[edge] for edge in edges[1:-1])


def test_a_log_read_whole_owes_what_its_entries_owe(both):
    view = View(AS_OF, None, DUTIES)

    found = view.log(whole(both.path, fields_of_duties(view))[0]).obligations
    expected = view.log(from_cases(both.entries.items())).obligations

    for name in ("case", "duty", "started", "due", "closed", "status"):
        assert np.array_equal(getattr(found, name), getattr(expected, name)), name
