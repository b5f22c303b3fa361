"""Reading a Parquet log that somebody else wrote: the same rows, whatever the types of its columns,
row by row and by columns."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.codecs.parquet_values import are_sound
from answerable.events.problems import ReadError
from answerable.events.reading import read
from answerable.rules.kernel.bulk import catalogue_program
from answerable.rules.kernel.files import open_log

TEXTS: dict[str, list[Any]] = {
    "case_id": ["1", "1", "2"],
    "seq": ["1", "2", "1"],
    "event": ["crime.reported", "crime.recorded", "bail.granted"],
    "occurred_at": ["2020-06-01", "2020-06-02T00:00:00+01:00", "2020-06-01T23:00:00Z"],
    "recorded_at": ["2020-06-01", "2020-06-02", "2020-06-02"],
    "actor": ["p", "p", ""],
    "agency": ["police", "police", "police"],
    "subject": ["", "", "7"],
    "data": ['{"force":"A"}', '{"crime_ref":"x"}', '{"arrested_on":"2020-06-01"}'],
}
INSTANTS = [
    datetime(2020, 5, 31, 23, tzinfo=UTC), datetime(2020, 6, 1, 23, tzinfo=UTC),
    datetime(2020, 6, 1, 23, tzinfo=UTC),
]  # fmt: skip


def log(tmp_path: Path, types: dict[str, pa.DataType] | None = None, **columns: Any) -> Path:
    """The log with some of its columns otherwise; None leaves one out."""
    path = tmp_path / "log.parquet"
    table = {
        name: pa.array(values, (types or {}).get(name, None))
        for name, values in {**TEXTS, **columns}.items()
        if values is not None
    }
    pq.write_table(pa.table(table), path)
    return path


UNITS = [(unit, zone) for unit in ("ms", "us", "ns") for zone in ("UTC", "Europe/London", None)]


@pytest.mark.parametrize(("unit", "zone"), UNITS)
@pytest.mark.parametrize(
    ("years", "within"),
    [((1901, 2100), True), ((1850, 2020), False), ((2020, 2250), False), ((2199, 2200), False)],
)
def test_a_group_says_whether_its_instants_are_within_those_of_a_log(
    tmp_path, unit, zone, years, within
):
    known = [datetime(year, 6, 1, tzinfo=UTC if zone else None) for year in years]
    pq.write_table(pa.table({"at": pa.array(known, pa.timestamp(unit, zone))}), tmp_path / "at")

    found = are_sound(pq.read_metadata(tmp_path / "at").row_group(0).column(0).statistics)

    assert found == (within and zone is not None), "a time without an offset is no instant"


@pytest.mark.parametrize("values", [["2020-06-01"], [1], [None], [1.5]])
def test_what_is_no_instant_is_not_taken_for_one_by_what_a_group_says(tmp_path, values):
    pq.write_table(pa.table({"at": values}), tmp_path / "at")

    assert not are_sound(pq.read_metadata(tmp_path / "at").row_group(0).column(0).statistics)


def by_rows(path: Path) -> tuple[dict[str, Any], list[tuple[int, str, str]], int]:
    found = read(path, EVENT_TYPES)
    return found.cases, [(p.line, p.column, p.reason) for p in found.problems], found.not_recorded


def by_columns(path: Path) -> tuple[dict[str, Any], list[tuple[int, str, str]], int]:
    opened = open_log(path, catalogue_program(), recorded=True)
    cases = {
        name: case for part in opened.parts() for name, case in part.entries(EVENT_TYPES) if case
    }
    problems = sorted((p.line, p.column, p.reason) for p in opened.account.problems)
    return cases, problems, opened.account.not_recorded


def without_actor(cases: dict[str, Any]) -> dict[str, Any]:
    return {name: [entry._replace(actor="") for entry in case] for name, case in cases.items()}


def coded(values: list[Any]) -> Any:
    return pa.array(values).dictionary_encode()


FORMS: dict[str, dict[str, Any]] = {
    "numbers as numbers": {"seq": [1, 2, 1]},
    "small numbers": {"seq": pa.array([1, 2, 1], pa.uint8())},
    "numbers as floats": {"seq": [1.0, 2.0, 1.0]},
    "no numbers": {"seq": None},
    "instants": {"occurred_at": INSTANTS, "recorded_at": INSTANTS},
    "instants by the second": {"occurred_at": pa.array(INSTANTS, pa.timestamp("s", "UTC"))},
    "instants by the nanosecond": {
        "occurred_at": pa.array(INSTANTS, pa.timestamp("ns", "Europe/London"))
    },
    "days": {"occurred_at": [date(2020, 6, 1), date(2020, 6, 2), date(2020, 6, 2)]},
    "cases and subjects as numbers": {"case_id": [1, 1, 2], "subject": [None, None, 7]},
    "large texts": {name: pa.array(values, pa.large_string()) for name, values in TEXTS.items()},
    "bytes": {name: pa.array(values, pa.string()).cast(pa.binary()) for name, values in TEXTS.items()},
    "codes": {name: coded(values) for name, values in TEXTS.items()},
    "nothing where nothing is": {"subject": [None, None, "7"], "actor": ["p", "p", None]},
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_log_is_the_same_whatever_the_types_of_its_columns(tmp_path, form):
    expected, problems, missing = by_rows(log(tmp_path))

    path = log(tmp_path, **FORMS[form])

    assert not problems
    plain = [
        (e.case_id, e.seq, e.event, e.occurred_at, e.subject, e.data)
        for case in by_rows(path)[0].values()
        for e in case
    ]
    assert plain == [
        (e.case_id, e.seq, e.event, e.occurred_at, e.subject, e.data)
        for case in expected.values()
        for e in case
    ]
    assert by_rows(path)[1:] == ([], missing)
    assert by_columns(path) == (without_actor(by_rows(path)[0]), [], missing)


@pytest.mark.parametrize("left_out", [["recorded_at"], ["agency", "subject"], ["actor", "data"]])
def test_columns_that_may_be_missing_are_filled_in(tmp_path, left_out):
    path = log(tmp_path, **dict.fromkeys(left_out))

    cases, problems, missing = by_rows(path)

    assert not problems
    assert by_columns(path) == (without_actor(cases), [], missing)
    if "recorded_at" in left_out:
        assert all(e.recorded_at == e.occurred_at for case in cases.values() for e in case)


@pytest.mark.parametrize("recorded", [[None] * 3, [""] * 3, pa.nulls(3)])
def test_what_says_not_when_it_was_recorded_was_recorded_as_it_happened(tmp_path, recorded):
    path = log(tmp_path, recorded_at=recorded)

    cases, problems, _ = by_rows(path)

    assert not problems
    assert all(e.recorded_at == e.occurred_at for case in cases.values() for e in case)
    assert by_columns(path)[0] == without_actor(cases)


def not_utf8(values: list[bytes]) -> pa.Array:
    return pa.StringArray.from_buffers(len(values), *pa.array(values, pa.binary()).buffers()[1:])


FAR = [INSTANTS[0], datetime(2300, 1, 1, tzinfo=UTC), INSTANTS[2]]
BAD: dict[str, tuple[dict[str, Any], str]] = {
    "half a number": ({"seq": [1.0, 1.5, 1.0]}, "seq"),
    "a number in words": ({"seq": ["1", "two", "1"]}, "seq"),
    "a number too large": ({"seq": [1, 2**40, 1]}, "seq"),
    "no number": ({"seq": [1, None, 1]}, "seq"),
    "a number twice": ({"seq": [1, 1, 1]}, "seq"),
    "an instant out of range": ({"occurred_at": FAR}, "occurred_at"),
    "a recording out of range": ({"recorded_at": FAR}, "recorded_at"),
    "a bad recording": ({"recorded_at": ["2020-06-01", "soon", ""]}, "recorded_at"),
    "an unknown agency": ({"agency": ["police", "navy", "police"]}, "agency"),
    "a case that is not UTF-8": ({"case_id": not_utf8([b"1", b"\xff", b"2"])}, "case_id"),
    "a subject that is not UTF-8": ({"subject": not_utf8([b"", b"\xff", b"7"])}, "subject"),
    "data that is not UTF-8": ({"data": not_utf8([b"", b'{"a":"\xff"}', b""])}, "data"),
    "a subject with a NUL": ({"subject": ["", "a\0b", "7"]}, "subject"),
    "data of 2 MB": ({"data": ["", '{"crime_ref":"%s"}' % ("x" * 2_000_000), ""]}, "data"),
    "a date of a wrong field": ({"data": ["", '{"crime_ref":["2020-01-01"]}', ""]}, "data.crime_ref"),
    "an object for a code": (
        {"event": ["crime.reported", "device.taken", "bail.granted"],
         "data": ["", '{"of":{"a":1}}', ""]}, "data.of"),
    "a text for a number of days": (
        {"event": ["crime.reported", "contact.agreed", "bail.granted"],
         "data": ["", '{"every_days":"x"}', ""]}, "data.every_days"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_a_bad_row_is_put_aside_alone_for_the_same_reason_on_both_ways(tmp_path, what):
    changed, column = BAD[what]
    path = log(tmp_path, **changed)

    cases, problems, missing = by_rows(path)

    assert [(line, where) for line, where, _ in problems] == [(2, column)]
    assert sum(map(len, cases.values())) == 2
    assert by_columns(path) == (without_actor(cases), problems, missing)


def test_a_time_without_an_offset_is_refused_row_by_row(tmp_path):
    path = log(tmp_path, occurred_at=[one.replace(tzinfo=None) for one in INSTANTS])

    cases, problems, _ = by_rows(path)

    assert not cases
    assert ["offset" in reason for *_, reason in problems] == [True] * 3
    assert by_columns(path)[1] == problems


def twice() -> pa.Table:
    table = pa.table(TEXTS)
    return table.append_column("data", table.column("data"))


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (pa.table({name.upper(): values for name, values in TEXTS.items()}), "case_id is missing"),
        (twice(), "data stands there twice"),
        (pa.table({**TEXTS, "data": [{"force": "A"}] * 3}), "data has to hold a text of JSON"),
        (pa.table({**TEXTS, "subject": [["s"]] * 3}), "subject has to hold one value"),
    ],
)
def test_a_file_whose_columns_are_not_those_of_a_log_is_refused(tmp_path, table, words):
    path = tmp_path / "log.parquet"
    pq.write_table(table, path)

    with pytest.raises(ReadError, match=words):
        read(path, EVENT_TYPES)
    with pytest.raises(ReadError, match=words):
        open_log(path, catalogue_program())


def test_a_column_that_a_log_does_not_have_is_said_on_both_ways(tmp_path):
    path = log(tmp_path, hat=["blue"] * 3)

    assert "hat" in read(path, EVENT_TYPES).notes[0]
    assert "hat" in open_log(path, catalogue_program()).account.notes[0]


def test_a_field_that_says_nothing_is_not_recorded_by_columns_either(tmp_path):
    """A correction that names no entry, by an empty list, corrects none."""
    path = log(
        tmp_path,
        event=["crime.reported", "record.corrected", "bail.granted"],
        data=["", '{"seq":[],"entry":null,"reason":""}', '{"arrested_on":[]}'],
    )

    assert by_columns(path)[:2] == (without_actor(by_rows(path)[0]), [])
