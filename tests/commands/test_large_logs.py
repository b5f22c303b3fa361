"""A large log, gone through in parts and over processes, gives what a small one gives at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import chain
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings

from answerable.analysis.view import View
from answerable.commands import export, spreading
from answerable.commands.answering import answer, one_case
from answerable.commands.failing import PUT_ASIDE, Failed
from answerable.commands.gates import FINDING, Audit
from answerable.commands.owed import COLUMNS as OBLIGATION
from answerable.commands.owed import STATUSES, Owed
from answerable.commands.owed_by_columns import print_owed
from answerable.commands.printing import print_rows
from answerable.commands.raised import COLUMNS as SIGNAL
from answerable.commands.raised import Signals
from answerable.commands.raised_by_columns import print_raised
from answerable.commands.reading_logs import account_of, tell
from answerable.events import codecs, streaming
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.codecs.parquet_log import SCHEMA
from answerable.events.reading import read
from answerable.rules.catalogue import DUTIES
from answerable.rules.gate_catalogue import REQUIREMENTS
from answerable.synthetic.load.caseload import write_caseload
from tests.examples.loading import entries, examples
from tests.rules.made_logs import logs
from tests.rules.test_parquet_columns import BAD, GOOD
from tests.rules.test_paths_agree import last_instant
from tests.sweeping import one_in, sweep
from tests.trying import tries

AS_OF = datetime(2026, 1, 1, tzinfo=UTC)
ANSWERABLE = str(Path(sys.executable).parent / "answerable")
ASKED = {
    "signals": (Signals(AS_OF, None, DUTIES), SIGNAL),
    "an audit": (Audit(None, REQUIREMENTS), FINDING),
    "duties": (Owed(AS_OF, None, DUTIES, frozenset({"overdue", "missed"})), OBLIGATION),
}
often = settings(deadline=None, max_examples=tries(20), suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("logs")


@pytest.fixture(scope="module")
def caseload(folder) -> Path:
    path = folder / "caseload.parquet"
    write_caseload(path, 40, seed=11)
    return path


@pytest.fixture
def large(monkeypatch):
    """Every log is large, and gone through in parts."""
    monkeypatch.setattr(streaming, "LARGE", dict.fromkeys(streaming.LARGE, 1))
    monkeypatch.setattr(streaming, "ROWS", 600)
    monkeypatch.setattr(streaming, "CASES", 4)
    monkeypatch.setattr(spreading, "FEW", 1_000_000)  # done here: no process is started


@pytest.fixture
def processes(large, monkeypatch):
    """The parts are spread over processes."""
    monkeypatch.setattr(spreading, "FEW", 8)


@lru_cache
def plain_rows(path, question):
    """The rows of a log, worked out at once in the plainest way."""
    reading = read(path, EVENT_TYPES)
    return list(question(reading.cases, many=False)), account_of(reading)


def at_once(path, question, columns, form, capsys) -> tuple[str, str, int]:
    rows, account = plain_rows(path, question)
    print_rows(rows, columns, form, none="nothing")
    code = tell(account)
    return (*capsys.readouterr(), code)


def in_parts(path, question, columns, form, capsys, **strict) -> tuple[str, str, int]:
    code = answer(path, question, columns, form, none="nothing", strict=strict.get("strict", False))
    return (*capsys.readouterr(), code)


@often
@given(log=logs())
def test_many_cases_are_answered_as_a_few_are(log):
    as_of = last_instant(log) + timedelta(days=40)
    known_at = as_of - timedelta(days=60)
    every = frozenset(STATUSES)
    for question in (
        Signals(as_of, None, DUTIES), Signals(as_of, known_at, DUTIES), Owed(as_of, None, DUTIES, every),
        Owed(as_of, known_at, DUTIES, every),
    ):  # fmt: skip
        assert list(question(log, many=True)) == list(question(log, many=False))


@pytest.mark.parametrize("example", [*examples("signals")], ids=lambda one: one["example"])
def test_every_worked_example_of_a_signal_is_the_same_in_parts(example):
    case = {"example": sorted(entries(example), key=lambda entry: entry.order)}
    question = Signals(AS_OF, None, DUTIES)

    assert list(question(case, many=True)) == list(question(case, many=False))


@pytest.mark.parametrize("form", one_in(3, ["json", "csv", "table"]))
@pytest.mark.parametrize("what", one_in(3, ASKED))
def test_a_caseload_in_parts_prints_what_is_printed_at_once(caseload, large, capsys, what, form):
    question, columns = ASKED[what]

    expected = at_once(caseload, question, columns, form, capsys)

    assert in_parts(caseload, question, columns, form, capsys) == expected
    assert len(expected[0].splitlines()) > 100


@pytest.mark.parametrize(("what", "form"), [("signals", "json"), ("an audit", "csv")])
@sweep
def test_a_caseload_over_processes_prints_what_is_printed_at_once(
    caseload, processes, capsys, what, form
):
    assert len(list(streaming.stream(caseload).parts)) >= spreading.FEW
    question, columns = ASKED[what]

    expected = at_once(caseload, question, columns, form, capsys)

    assert in_parts(caseload, question, columns, form, capsys) == expected


def test_duties_by_columns_print_what_is_printed_at_once(caseload, capsys):
    question, columns = ASKED["duties"]
    expected = at_once(caseload, question, columns, "csv", capsys)

    code = print_owed(caseload, question, "csv", strict=True)

    assert (*capsys.readouterr(), code) == expected


@pytest.mark.parametrize("form", one_in(3, ["json", "csv", "table"]))
def test_signals_by_columns_print_what_is_printed_at_once(caseload, capsys, form):
    question, columns = ASKED["signals"]
    expected = at_once(caseload, question, columns, form, capsys)

    code = print_raised(caseload, View(AS_OF), form, strict=False)

    assert (*capsys.readouterr(), code) == expected


@pytest.mark.parametrize("form", one_in(3, ["csv", "xes", "parquet"]))
def test_a_log_in_another_form_gives_the_same(folder, caseload, large, capsys, form):
    question, columns = ASKED["signals"]
    expected = at_once(caseload, question, columns, "json", capsys)
    again = folder / f"again.{form}"

    assert export.in_parts(caseload, form, again, strict=False) == 0
    capsys.readouterr()

    assert in_parts(again, question, columns, "json", capsys) == expected
    assert read(again, EVENT_TYPES).cases == read(caseload, EVENT_TYPES).cases


def test_a_log_of_cases_that_lie_apart_gives_the_same(folder, caseload, large, capsys):
    question, columns = ASKED["an audit"]
    apart = folder / "apart.parquet"
    table = pq.read_table(caseload)
    pq.write_table(pa.concat_tables([table.slice(9_001), table.slice(0, 9_001)]), apart)

    found = in_parts(apart, question, columns, "json", capsys)

    assert found == at_once(caseload, question, columns, "json", capsys)


@pytest.mark.parametrize("form", one_in(2, ["ocel", "ocel-xml"]))
def test_a_large_log_as_events_and_things_is_what_a_small_one_is(folder, caseload, large, form):
    in_parts_, at_once_ = folder / f"parts.{form}", folder / f"once.{form}"

    assert export.in_parts(caseload, form, in_parts_, strict=False) == 0
    codecs.write(form, at_once_, chain.from_iterable(read(caseload, EVENT_TYPES).cases.values()))

    assert in_parts_.read_bytes() == at_once_.read_bytes()


@pytest.fixture
def faulty(tmp_path) -> Path:
    """A log with every kind of bad row among many good ones."""
    cases = [f"c{number:02}" for number in range(60)]
    rows = [{**GOOD, "case_id": case, "seq": seq} for case in cases for seq in (1, 2, 3)]
    for place, (changed, _) in enumerate(BAD.values()):
        rows[8 + 9 * place].update(changed)
    path = tmp_path / "faulty.parquet"
    pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), path)
    return path


def test_what_is_put_aside_is_said_in_the_same_words(faulty, large, capsys):
    question, columns = ASKED["an audit"]

    expected = at_once(faulty, question, columns, "json", capsys)

    assert in_parts(faulty, question, columns, "json", capsys) == expected
    assert expected[2] == 3
    assert f"{len(BAD)} put aside" in expected[1]


def test_a_great_many_bad_rows_are_one_line_that_names_them_all(tmp_path, large, capsys):
    path = tmp_path / "bad.csv"
    rows = "".join(f"c{n:04},crime.imagined,2020-01-01\n" for n in range(3_000))
    path.write_text(f"case_id,event,occurred_at\n{rows}")
    question, columns = ASKED["an audit"]

    found = in_parts(path, question, columns, "json", capsys)

    assert found == at_once(path, question, columns, "json", capsys)
    assert "2-3001: event: 'crime.imagined'" in found[1]


def test_strict_refuses_before_anything_is_printed(faulty, large, capsys):
    for work in (
        lambda: in_parts(faulty, *ASKED["signals"], "json", capsys, strict=True),
        lambda: print_owed(faulty, ASKED["duties"][0], "json", strict=True),
        lambda: print_raised(faulty, View(AS_OF), "json", strict=True),
        lambda: export.in_parts(faulty, "csv", faulty.with_suffix(".csv"), strict=True),
    ):
        with pytest.raises(Failed, match=r"faulty\.parquet:9: event") as failed:
            work()
        assert failed.value.code == PUT_ASIDE
        assert capsys.readouterr().out == ""
    assert not faulty.with_suffix(".csv").exists()


def test_nothing_found_in_a_large_log_is_an_empty_array(caseload, large, capsys):
    before_any_case = datetime(2001, 1, 1, tzinfo=UTC)

    out, _, _ = in_parts(caseload, Signals(before_any_case, None, DUTIES), SIGNAL, "json", capsys)

    assert json.loads(out) == []


def test_a_log_from_elsewhere_is_converted_in_parts_with_its_own_events(tmp_path, large, capsys):
    path, out = tmp_path / "foreign.csv", tmp_path / "out.csv"
    rows = "".join(f"c{n // 3:04},Something done,2020-01-0{1 + n % 3}\n" for n in range(9_000))
    path.write_text(f"case_id,event,occurred_at\n{rows}")

    code = export.in_parts(path, "csv", out, strict=False)

    assert code == 0
    assert "a log from elsewhere" in capsys.readouterr().err
    assert read(out, None).cases == read(path, None).cases


@pytest.mark.parametrize("form", one_in(2, ["csv", "parquet"]))
def test_one_case_of_a_large_log_is_the_case_it_is(folder, caseload, large, form):
    path = folder / f"one.{form}"
    cases = read(caseload, EVENT_TYPES).cases
    codecs.write(form, path, chain.from_iterable(cases.values()))
    named = sorted(cases)[27]

    found, account = one_case(path, named, strict=False)

    assert found == cases[named]
    # A CSV has to be gone through from end to end; of Parquet only what is asked for is read.
    everything = sum(map(len, cases.values()))
    assert account.read == account.rows == (len(found) if form == "parquet" else everything)
    with pytest.raises(Failed, match="there is no case 'nobody'"):
        one_case(path, "nobody", strict=False)


@pytest.mark.parametrize("form", one_in(3, ["json", "csv", "table"]))
def test_a_reader_who_has_seen_enough_ends_the_command_in_silence(caseload, form):
    reader, writer = os.pipe()
    os.close(reader)  # as `head` does once it has its lines

    done = subprocess.run(
        [ANSWERABLE, "gates", str(caseload), "--format", form],
        stdout=writer, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    os.close(writer)

    assert (done.returncode, done.stderr) == (0, "")
