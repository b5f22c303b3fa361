"""Reading and writing XES, our own and others'."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.codecs import write
from answerable.events.entry import Entry
from answerable.events.problems import ReadError
from answerable.events.reading import read
from tests.shared import shared

AT = datetime(2020, 6, 1, 9, 30, 0, 123456, tzinfo=UTC)
ENTRIES = [
    Entry("c 1", 2, "crime.reported", AT, AT, "p-1", "police", "",
          {"force": "A & B", "why": ["justice"], "domestic_abuse": False, "victim_age": 30}),
    Entry("c 1", 5, "suspect.identified", AT, AT, "", "police", "s<1>", {}),
    Entry("c 2", 1, "line.closed", AT, AT, "p", "cps", "l", {"why": 'said "no"\nand left'}),
]  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "parquet", "xes"])
def test_a_log_comes_back_as_it_was_written(tmp_path, form):
    path = tmp_path / f"log.{form}"
    write(form, path, ENTRIES)

    found = read(path, EVENT_TYPES)

    assert [e for _, entries in sorted(found.cases.items()) for e in entries] == ENTRIES
    assert found.put_aside == 0


def test_a_character_that_xml_cannot_hold_breaks_no_file(tmp_path):
    path = tmp_path / "log.xes"
    data = {"why": "a\x01b\x1f\ufffe"}
    kept = [one._replace(case_id=f"c\x01{n}", data=data) for n, one in enumerate(ENTRIES[2:] * 2)]
    write("xes", path, kept)

    found = read(path, EVENT_TYPES)

    # What JSON holds comes back; a name comes back as it is written there, and differs still.
    assert found.put_aside == 0
    assert sorted(found.cases) == ["c\\u00010", "c\\u00011"]
    assert [one.data for entries in found.cases.values() for one in entries] == [data, data]


@pytest.mark.parametrize(
    ("name", "cases", "events"), [("receipt", 1434, 8577), ("sepsis", 1050, 15214)]
)
def test_a_log_that_nobody_here_wrote_is_read_without_loss(name, cases, events):
    path = shared("logs", f"{name}.xes.gz")
    text = gzip.decompress(path.read_bytes())

    found = read(path, None)

    assert (len(found.cases), found.read, found.put_aside) == (cases, events, 0)
    assert text.count(b"<event>") == events
    kept = sum(len(e.data) for entries in found.cases.values() for e in entries)
    keys = text.count(b"key=")
    assert kept > events and keys > kept


def test_a_file_that_breaks_off_keeps_what_came_before(tmp_path):
    path = tmp_path / "log.xes"
    write("xes", path, ENTRIES)
    text = path.read_text()
    path.write_text(text[: text.index("c 2")])

    found = read(path, EVENT_TYPES)

    assert list(found.cases) == ["c 1"]
    assert found.put_aside == 1
    assert "breaks off" in found.problems[0].reason


def test_a_packed_file_that_breaks_off_gives_what_it_holds(tmp_path):
    path = tmp_path / "log.xes.gz"
    many = [entry._replace(case_id=f"c {n}") for n in range(300) for entry in ENTRIES[:2]]
    write("xes", tmp_path / "log.xes", many)
    path.write_bytes(gzip.compress((tmp_path / "log.xes").read_bytes())[:-300])
    (tmp_path / "log.xes").unlink()

    found = read(path, EVENT_TYPES)

    assert found.put_aside == 1
    assert found.read > 100


def test_the_events_of_a_case_that_breaks_off_are_read(tmp_path):
    path = tmp_path / "log.xes"
    write("xes", path, ENTRIES)
    text = path.read_text()
    path.write_text(text[: text.index("suspect.identified")])

    found = read(path, EVENT_TYPES)

    assert [entry.event for entry in found.cases["c 1"]] == ["crime.reported"]
    assert [problem.line for problem in found.problems] == [len(path.read_text().splitlines())]


def test_a_row_is_named_by_the_line_on_which_its_event_begins(tmp_path):
    path = tmp_path / "log.xes"
    write("xes", path, ENTRIES)
    text = path.read_text().replace("suspect.identified", "suspect.imagined")
    path.write_text(text)

    found = read(path, EVENT_TYPES)

    line = 1 + text[: text.index("suspect.imagined")].count("\n")
    assert [problem.line for problem in found.problems] == [line - 1]


@pytest.mark.parametrize("content", [b"", b"case_id,event\n", b"<log><trace>", b"\x1f\x8bno"])
@pytest.mark.parametrize("name", ["log.xes", "log.xes.gz"])
def test_what_holds_no_event_that_can_be_read_is_refused(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(ReadError, match="not readable as XES"):
        read(path, EVENT_TYPES)


def test_an_event_nested_too_deeply_is_put_aside_alone(tmp_path):
    path = tmp_path / "log.xes"
    deep = '<string key="a" value="b">' * 3000 + "</string>" * 3000
    good = '<event><string key="concept:name" value="plan.set"/><date key="time:timestamp" value="2020-01-01T00:00:00Z"/></event>'
    path.write_text(
        f'<log><trace><string key="concept:name" value="c"/><event>{deep}</event>{good}</trace></log>'
    )

    found = read(path, EVENT_TYPES)

    assert (found.read, found.put_aside) == (1, 1)
    assert "nested too deeply" in found.problems[0].reason


def test_an_event_without_a_case_or_a_zone_is_put_aside(tmp_path):
    path = tmp_path / "log.xes"
    event = '<event><string key="concept:name" value="plan.set"/><date key="time:timestamp" value="{}"/></event>'
    path.write_text(
        f"<log><trace>{event.format('2020-01-01T00:00:00Z')}</trace>"
        f'<trace><string key="concept:name" value="c"/>{event.format("2020-01-01T00:00:00")}</trace></log>'
    )

    found = read(path, EVENT_TYPES)

    assert [p.column for p in found.problems] == ["case_id", "occurred_at"]


def test_what_is_no_xes_is_refused(tmp_path):
    path = tmp_path / "log.xes"
    path.write_text("<html></html>")

    with pytest.raises(ReadError, match="no traces"):
        read(path, EVENT_TYPES)


def test_an_entity_bomb_is_refused(tmp_path):
    path = tmp_path / "log.xes"
    path.write_text('<!DOCTYPE l [<!ENTITY a "aaaa">]><log><trace>&a;</trace></log>')

    with pytest.raises(ReadError, match="harm"):
        read(path, EVENT_TYPES)
