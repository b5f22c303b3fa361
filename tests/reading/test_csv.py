"""Reading a CSV log: every physical row is read or put aside, with its line and the reason."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.problems import ReadError
from answerable.events.reading import read

HEADER = "case_id,seq,event,occurred_at,recorded_at,actor,agency,subject,data"
GOOD = 'c{0},1,crime.reported,2020-01-01T10:00:00+00:00,,p,police,,"{{""force"":""A""}}"'


def log(tmp_path: Path, *lines: str, header: str = HEADER) -> Path:
    path = tmp_path / "log.csv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


BAD = {
    "an unknown event": ("x,1,crime.imagined,2020-01-01,,,,,", "event"),
    "no event": ("x,1,,2020-01-01,,,,,", "event"),
    "no case": (",1,plan.set,2020-01-01,,,,,", "case_id"),
    "a bad date": ("x,1,plan.set,2020-13-01,,,,,", "occurred_at"),
    "no date": ("x,1,plan.set,,,,,,", "occurred_at"),
    "a date without a zone": ("x,1,plan.set,2020-01-01T10:00:00,,,,,", "occurred_at"),
    "a bad date of recording": ("x,1,plan.set,2020-01-01,soon,,,,", "recorded_at"),
    "a year out of range": ("x,1,plan.set,0019-01-01,,,,,", "occurred_at"),
    "a day too early for an instant": ("x,1,plan.set,1900-01-01,,,,,", "occurred_at"),
    "broken JSON": ('x,1,crime.reported,2020-01-01,,,,,"{""force"":"', "data"),
    "no object": ("x,1,crime.reported,2020-01-01,,,,,[]", "data"),
    "not a number": ('x,1,crime.reported,2020-01-01,,,,,"{""victim_age"":NaN}"', "data"),
    "a number too large": ('x,1,plan.set,2020-01-01,,,,,"{""a"":1e400}"', "data"),
    "half a character": (r'x,1,plan.set,2020-01-01,,,,,"{""a"":""\ud800""}"', "data"),
    "JSON nested too deeply": (f"x,1,plan.set,2020-01-01,,,,,{'[' * 9000}{']' * 9000}", "data"),
    "a wrong type": ('x,1,crime.reported,2020-01-01,,,,,"{""domestic_abuse"":1}"', "data.domestic_abuse"),
    "an unknown code": ('x,1,crime.reported,2020-01-01,,,,,"{""wants"":""revenge""}"', "data.wants"),
    "an unknown agency": ("x,1,plan.set,2020-01-01,,,navy,,", "agency"),
    "a number that is none": ("x,one,plan.set,2020-01-01,,,,,", "seq"),
    "a number too large to number a row": ("x,2147483648,plan.set,2020-01-01,,,,,", "seq"),
    "no number": ("x,,plan.set,2020-01-01,,,,,", "seq"),
    "a corrected event without its type": (
        'x,1,record.corrected,2020-01-01,,,,,"{""seq"":1,""entry"":{""data"":{""until"":5}}}"',
        "data.entry",
    ),
    "a negative number": ("x,-1,plan.set,2020-01-01,,,,,", "seq"),
    "a number twice": ("c0,1,plan.set,2020-01-02,,,,,", "seq"),
    "the same row twice": (GOOD.format(0), "seq"),
    "too few cells": ("x,1,plan.set", ""),
    "too many cells": ("x,1,plan.set,2020-01-01,,,,,,,", ""),
    "a stray quote": ('x,1,plan.set,2020-01-01,,,,,"', ""),
    "a NUL": ("x\0,1,plan.set,2020-01-01,,,,,", ""),
    "a cell of 10 MB": (f"x,1,plan.set,2020-01-01,,{'y' * 10_000_000},,,", ""),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_a_bad_row_is_put_aside_alone_with_its_line_and_the_column(tmp_path, what):
    row, column = BAD[what]
    path = log(tmp_path, GOOD.format(0), row, GOOD.format(2))

    found = read(path, EVENT_TYPES)

    assert [(p.line, p.column) for p in found.problems] == [(3, column)]
    assert (found.rows, found.read, found.put_aside) == (3, 2, 1)
    assert set(found.cases) == {"c0", "c2"}
    assert len(str(found.problems[0])) < 400


def test_a_row_of_cp1252_is_put_aside_and_the_cause_is_named(tmp_path):
    path = log(tmp_path, GOOD.format(0))
    path.write_bytes(path.read_bytes() + "x,1,plan.set,2020-01-01,,Zoë,,,\n".encode("cp1252"))

    found = read(path, EVENT_TYPES)

    assert (found.read, found.put_aside) == (1, 1)
    assert "cp1252" in found.problems[0].reason


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path):
    path = log(tmp_path, GOOD.format(0), GOOD.format(1))
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    found = read(path, EVENT_TYPES)

    assert (found.read, found.put_aside) == (2, 0)


def test_lines_that_end_in_returns_alone_are_lines(tmp_path):
    path = log(tmp_path, GOOD.format(0), GOOD.format(1))
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r"))

    found = read(path, EVENT_TYPES)

    assert (found.read, found.put_aside) == (2, 0)


@pytest.mark.parametrize("seed", range(20))
def test_a_stray_quote_costs_one_row_of_a_thousand(tmp_path, seed):
    dice = random.Random(seed)
    rows = [GOOD.format(i) for i in range(1000)]
    row = dice.randrange(1000)
    place = dice.randrange(len(rows[row]) + 1)
    rows[row] = f'{rows[row][:place]}"{rows[row][place:]}'

    found = read(log(tmp_path, *rows), EVENT_TYPES)

    assert found.rows == 1000
    assert found.put_aside <= 1
    assert all(problem.line == row + 2 for problem in found.problems)


@settings(deadline=None, max_examples=150)
@given(
    damage=st.lists(
        st.tuples(st.integers(0, 39), st.integers(0, 80), st.binary(min_size=1, max_size=4)),
        max_size=6,
    )
)
def test_whatever_happens_to_a_file_nothing_is_lost(tmp_path_factory, damage):
    rows = [GOOD.format(i).encode() for i in range(40)]
    for row, place, junk in damage:
        junk = junk.replace(b"\n", b"?").replace(b"\r", b"?")
        rows[row] = rows[row][:place] + junk + rows[row][place:]
    path = tmp_path_factory.mktemp("damaged") / "log.csv"
    path.write_bytes(b"\n".join([HEADER.encode(), *rows]))

    found = read(path, EVENT_TYPES)

    hurt = {row for row, _, _ in damage}
    assert found.rows == 40 == found.read + found.put_aside
    assert {f"c{i}" for i in range(40) if i not in hurt} <= set(found.cases)
    assert {problem.line - 2 for problem in found.problems} <= hurt


def test_columns_that_may_be_missing_are_filled_in(tmp_path):
    path = log(
        tmp_path,
        "c,plan.set,2020-06-02",
        "c,plan.set,2020-06-01",
        header="case_id,event,occurred_at",
    )

    entries = read(path, EVENT_TYPES).cases["c"]

    assert [e.seq for e in entries] == [2, 1]
    assert entries[0].recorded_at == entries[0].occurred_at
    assert entries[0].occurred_at.isoformat() == "2020-05-31T23:00:00+00:00"


def test_a_column_that_a_log_does_not_have_is_said_once(tmp_path):
    path = log(tmp_path, "c,plan.set,2020-06-02,blue", header="case_id,event,occurred_at,hat")

    found = read(path, EVENT_TYPES)

    assert (found.read, len(found.notes)) == (1, 1)
    assert "hat" in found.notes[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"case_id,event\n", "occurred_at"),
        (b"case_id,case_id,event,occurred_at\n", "twice"),
    ],
)
def test_a_file_without_a_usable_header_is_refused(tmp_path, content, words):
    path = tmp_path / "log.csv"
    path.write_bytes(content)

    with pytest.raises(ReadError, match=words):
        read(path, EVENT_TYPES)


def test_a_header_alone_is_a_log_of_nothing(tmp_path):
    found = read(log(tmp_path), EVENT_TYPES)

    assert (found.rows, found.cases) == (0, {})


def test_a_missing_file_a_folder_without_a_log_and_another_kind_are_refused(tmp_path):
    (tmp_path / "notes.txt").write_text("hello")

    for path in (tmp_path / "none.csv", tmp_path, tmp_path / "notes.txt"):
        with pytest.raises(ReadError):
            read(path, EVENT_TYPES)


def test_a_folder_is_one_log(tmp_path):
    log(tmp_path, GOOD.format(0)).rename(tmp_path / "a.csv")
    log(tmp_path, "c0,2,plan.set,2020-01-02,,,,,").rename(tmp_path / "b.csv")
    (tmp_path / "notes.txt").write_text("hello")

    found = read(tmp_path, EVENT_TYPES)

    assert [e.seq for e in found.cases["c0"]] == [1, 2]
    assert "notes.txt" in found.notes[0]


def test_a_problem_never_repeats_free_text(tmp_path):
    path = log(tmp_path, 'c,1,withdrawal.stated,2020-01-01,,,,,"{""words"":[""secret""]}"')

    found = read(path, EVENT_TYPES)

    assert found.put_aside == 1
    assert "secret" not in str(found.problems[0])


def test_a_row_that_is_put_aside_keeps_its_place_among_those_of_its_case(tmp_path):
    path = log(
        tmp_path, "c,plan.set,2020-01-01", "c,plan.set,soon", "c,plan.set,2020-01-03",
        header="case_id,event,occurred_at",
    )  # fmt: skip

    found = read(path, EVENT_TYPES)

    assert [entry.seq for entry in found.cases["c"]] == [1, 3]


@pytest.mark.parametrize(
    ("header", "hint"),
    [
        ("case_id;event;occurred_at", "semicolons"),
        ("case_id\tevent\toccurred_at", "tabs"),
        ("CASE_ID,EVENT,OCCURRED_AT", "small letters"),
    ],
)
def test_a_header_that_is_nearly_right_is_told_what_is_wrong(tmp_path, header, hint):
    with pytest.raises(ReadError, match=hint):
        read(log(tmp_path, header=header), EVENT_TYPES)


def test_a_file_of_a_folder_that_cannot_be_read_is_put_aside_and_the_others_are_read(tmp_path):
    (tmp_path / "a.CSV").write_text(f"{HEADER}\n{GOOD.format(0)}\n")
    (tmp_path / "b.csv").write_text("")
    (tmp_path / "c.csv").write_text("case_id,event\n")
    (tmp_path / "d.csv").write_text(f"{HEADER}\n{GOOD.format(1)}\n")
    (tmp_path / "e").mkdir()

    found = read(tmp_path, EVENT_TYPES)

    assert set(found.cases) == {"c0", "c1"}
    assert [str(problem) for problem in found.problems] == [
        f"{tmp_path / 'b.csv'}: the file is empty",
        f"{tmp_path / 'c.csv'}:1: the column occurred_at is missing from the header",
    ]
    assert found.rows == found.read + found.put_aside == 4
    assert found.notes == [f"{tmp_path / 'e'}: a folder within, and not read"]
    with pytest.raises(ReadError, match=r"b\.csv"):
        read(tmp_path, EVENT_TYPES, strict=True)
