"""OCEL 2.0, in its three encodings: nothing dangling, nothing said in words, and read by others."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lxml import etree

from answerable.events.codecs import piece, write, write_pieces
from answerable.events.codecs.ocel.things import escaped
from answerable.events.entry import Entry
from tests.commands.run import INSPECTION, run

AT = datetime(2020, 6, 1, 9, 30, tzinfo=UTC)
FORMS = ("ocel", "ocel-xml", "ocel-sqlite")
SECRET = "canary-7f3a"
HOSTILE = [
    '"><x a="',
    "a\nb\tc\r",
    "\x01\x1f\ufffe",
    "'; DROP TABLE event; --",
    "\U0001f600 é",
    "%2F/%",
]


def entry(number: int, event: str, subject: str = "", case: str = "c 1", **data: object) -> Entry:
    at = AT + timedelta(minutes=number)
    return Entry(case, number, event, at, at, "p-1", "police", subject, data)


LOG = [
    entry(1, "crime.reported", force="44", domestic_abuse=False, victim_age=30),
    entry(2, "suspect.identified", "s1"),
    entry(3, "device.requested", "phone", of="victim", line="l1", data=["messages", "calls"]),
    entry(4, "device.returned", "phone"),
    entry(5, "plan.set", "of no kind"),
    entry(1, "suspect.identified", "s1", case="c 2"),
]


def of_json(path: Path) -> dict:
    """A log as one reads it: types, events and things, with what they name."""
    found = json.loads(path.read_text())
    return {
        "events": {
            e["id"]: (
                e["type"], e["time"], {a["name"]: a["value"] for a in e["attributes"]},
                {(r["objectId"], r["qualifier"]) for r in e["relationships"]},
            )
            for e in found["events"]
        },
        "things": {
            o["id"]: (o["type"], {(r["objectId"], r["qualifier"]) for r in o["relationships"]})
            for o in found["objects"]
        },
        "event_types": {
            t["name"]: {a["name"]: a["type"] for a in t["attributes"]} for t in found["eventTypes"]
        },
        "kinds": {t["name"] for t in found["objectTypes"]},
    }  # fmt: skip


def of_xml(path: Path) -> dict:
    log = etree.parse(path).getroot()
    assert [one.tag for one in log] == ["object-types", "event-types", "objects", "events"]

    def related(of):
        return {(one.get("object-id"), one.get("qualifier")) for one in of.find("objects")}

    return {
        "events": {
            e.get("id"): (
                e.get("type"), e.get("time"),
                {a.get("name"): a.text or "" for a in e.find("attributes")}, related(e),
            )
            for e in log.find("events")
        },
        "things": {o.get("id"): (o.get("type"), related(o)) for o in log.find("objects")},
        "event_types": {
            t.get("name"): {a.get("name"): a.get("type") for a in t.find("attributes")}
            for t in log.find("event-types")
        },
        "kinds": {t.get("name") for t in log.find("object-types")},
    }  # fmt: skip


def of_sqlite(path: Path) -> dict:
    """The same, whose attributes have the names and the types of the columns."""
    base = sqlite3.connect(path)
    base.row_factory = sqlite3.Row
    assert not base.execute("PRAGMA foreign_key_check").fetchall()
    tables = dict(base.execute("SELECT ocel_type, ocel_type_map FROM event_map_type").fetchall())
    kinds = dict(base.execute("SELECT ocel_type, ocel_type_map FROM object_map_type").fetchall())

    def related(table, column, one):
        found = base.execute(f"SELECT * FROM {table} WHERE {column} = ?", [one]).fetchall()
        return {(row[1], row[2]) for row in found}

    events, types = {}, {}
    for type_, table in tables.items():
        types[type_] = {
            row["name"]: row["type"]
            for row in base.execute(f'PRAGMA table_info("event_{table}")')
            if not row["name"].startswith("ocel_")
        }
        for row in base.execute(f'SELECT * FROM "event_{table}"'):
            values = {n: str(row[n]) for n in types[type_] if row[n] is not None}
            named = related("event_object", "ocel_event_id", row["ocel_id"])
            events[row["ocel_id"]] = (type_, row["ocel_time"], values, named)
    assert dict(base.execute("SELECT ocel_id, ocel_type FROM event").fetchall()) == {
        one: type_ for one, (type_, *_) in events.items()
    }
    things = {
        row["ocel_id"]: (kind, related("object_object", "ocel_source_id", row["ocel_id"]))
        for kind, table in kinds.items()
        for row in base.execute(f'SELECT * FROM "object_{table}"')
    }
    base.close()
    return {"events": events, "things": things, "event_types": types, "kinds": set(kinds)}


READERS = dict(zip(FORMS, (of_json, of_xml, of_sqlite), strict=True))


def written(tmp_path: Path, form: str, entries: list[Entry]) -> dict:
    """What is read back of a log, of which every reference holds and every type is declared."""
    path = tmp_path / "out"
    write(form, path, entries)
    found = READERS[form](path)
    assert {type_ for type_, *_ in found["events"].values()} == set(found["event_types"])
    assert {kind for kind, _ in found["things"].values()} == found["kinds"]
    for *_, related in (*found["events"].values(), *found["things"].values()):
        assert {thing for thing, _ in related} <= set(found["things"])
    for type_, _, attributes, _ in found["events"].values():
        assert set(attributes) <= set(found["event_types"][type_])
    assert not set(found["events"]) & set(found["things"])
    return found


@pytest.mark.parametrize("form", FORMS)
def test_an_event_is_about_its_case_its_subject_and_what_its_fields_name(tmp_path, form):
    found = written(tmp_path, form, LOG)

    assert {one: kind for one, (kind, _) in found["things"].items()} == {
        "c 1": "case", "c 1/suspect/s1": "suspect", "c 1/device/phone": "device",
        "c 1/line/l1": "line", "c 2": "case", "c 2/suspect/s1": "suspect",
    }  # fmt: skip
    assert found["things"]["c 1/line/l1"][1] == {("c 1", "case")}
    type_, time, attributes, related = found["events"]["c 1/3"]
    assert (type_, time) == ("device.requested", "2020-06-01T09:33:00.000000+00:00")
    assert related == {
        ("c 1", "case"), ("c 1/device/phone", "subject"), ("c 1/line/l1", "line"),
    }  # fmt: skip
    assert attributes == {
        "answerable:seq": "3", "answerable:recorded_at": time, "answerable:actor": "p-1",
        "answerable:agency": "police", "data:of": "victim", "data:line": "l1",
        "data:data": "messages; calls",
    }  # fmt: skip
    # A subject of an event type that has none is of no kind, and no thing.
    assert found["events"]["c 1/5"][2]["answerable:subject"] == "of no kind"


def test_values_are_texts_with_their_types_declared(tmp_path):
    found = written(tmp_path, "ocel", LOG)
    types = found["event_types"]["crime.reported"]

    assert types["data:victim_age"] == "integer" and types["data:domestic_abuse"] == "boolean"
    assert types["data:force"] == "string" and types["answerable:recorded_at"] == "time"
    assert found["events"]["c 1/1"][2]["data:domestic_abuse"] == "false"
    columns = written(tmp_path, "ocel-sqlite", LOG)["event_types"]["crime.reported"]
    assert columns["data:victim_age"] == "INTEGER"


@pytest.mark.parametrize("form", FORMS)
def test_nothing_that_is_said_in_words_leaves(tmp_path, form):
    corrected = {
        "event": "line.closed",
        "occurred_at": "2020-01-01",
        "data": {"why": f"{SECRET} 1"},
    }
    said = [
        entry(1, "line.closed", "l", result="completed", why=f"{SECRET} 2"),
        entry(2, "record.corrected", seq=1, why=f"{SECRET} 3", entry=corrected),
        entry(3, "decision.made", by="police", reasons={"risk": f"{SECRET} 4"}, rationale=SECRET),
        entry(4, "plan.set", undeclared=f"{SECRET} 5"),
        entry(5, "bail.granted", "s", for_victim=f"{SECRET} 6"),
    ]

    found = written(tmp_path, form, said)

    assert SECRET.encode() not in (tmp_path / "out").read_bytes()
    assert found["events"]["c 1/1"][2]["data:result"] == "completed"
    assert found["events"]["c 1/2"][2]["data:seq"] == "1"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_a_text(tmp_path, form, text):
    log = [Entry(text, 1, "device.requested", AT, AT, text, "police", text, {"lawful_basis": text})]

    found = written(tmp_path, form, log)

    ((_, _, attributes, related),) = found["events"].values()
    assert (len(found["events"]), len(found["things"]), len(related)) == (1, 2, 2)
    if form != "ocel-xml" or text.isprintable() or "\n" in text:
        assert attributes["data:lawful_basis"] == text
        assert attributes["answerable:actor"] == text


def test_names_that_differ_never_come_to_one_thing(tmp_path):
    names = [
        "a",
        "A",
        "a/suspect/b",
        "a%2Fsuspect%2Fb",
        "a b",
        "a\x01",
        "a\x02",
        "a\\u0001",
        "é",
        *HOSTILE,
    ]
    log = [entry(1, "suspect.identified", subject, case) for case in names for subject in names]
    log = [one._replace(seq=number) for number, one in enumerate(log, 1)]

    for form in FORMS:
        found = written(tmp_path, form, log)

        assert len(found["events"]) == len(log)
        assert Counter(kind for kind, _ in found["things"].values()) == {
            "case": len(names), "suspect": len(names) ** 2,
        }  # fmt: skip
    assert all("/" not in escaped(name) for name in names)


@pytest.mark.parametrize("form", FORMS)
def test_a_log_from_elsewhere_keeps_what_it_has_whatever_it_is_called(tmp_path, form):
    names = ["object", "map_type", "A b", "a B", "a.b", "ocel_id", "", "событие", 'x"; --']
    log = [
        Entry(
            "c",
            number,
            name,
            AT,
            AT,
            "",
            "",
            "thing",
            {"A": 1, "a": 1.5, "ocel_id": "x", "m": 2**70},
        )
        for number, name in enumerate(names, 1)
    ]

    found = written(tmp_path, form, log)

    assert Counter(type_ for type_, *_ in found["events"].values()) == Counter(names)
    assert found["things"] == {
        "c": ("case", set()), "c/subject/thing": ("subject", {("c", "case")}),
    }  # fmt: skip
    attributes = found["events"]["c/1"][2]
    assert attributes["data:m"] == str(2**70) and attributes["data:A"] == "1"
    assert "1.5" in attributes.values() and "x" in attributes.values()


@pytest.mark.parametrize("form", FORMS)
def test_an_attribute_that_is_now_a_number_and_now_a_text_is_a_text(tmp_path, form):
    log = [
        Entry("c", number, "own", AT, AT, "", "", "", {"x": x})
        for number, x in enumerate([1, "one", None, [1, {"a": 2}]], 1)
    ]

    found = written(tmp_path, form, log)

    assert found["event_types"]["own"]["data:x"] in ("string", "TEXT")
    assert found["events"]["c/1"][2]["data:x"] == "1"
    assert found["events"]["c/4"][2]["data:x"] == '[1, {"a": 2}]'


@pytest.mark.parametrize("form", FORMS)
def test_a_log_in_parts_is_the_log_and_twice_the_same(tmp_path, form):
    whole, parts, again = (tmp_path / name for name in ("whole", "parts", "again"))
    write(form, whole, LOG)
    write(form, again, LOG)
    write_pieces(form, parts, [piece(form, LOG[:5]), piece(form, LOG[5:])])

    assert whole.read_bytes() == again.read_bytes()
    assert READERS[form](parts) == READERS[form](whole)
    assert parts.read_bytes() == whole.read_bytes() or form == "ocel-sqlite"


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_log_is_one(tmp_path, form):
    log, out = tmp_path / "log.csv", tmp_path / "out"
    log.write_text("case_id,event,occurred_at\n")
    out.write_text("what stood there before")

    assert run("export", str(log), "--to", form, "--out", str(out)).returncode == 0
    assert not any(READERS[form](out).values())


@pytest.mark.parametrize("form", FORMS)
def test_what_cannot_be_written_is_one_line(tmp_path, form):
    done = run("export", INSPECTION, "--to", form, "--out", str(tmp_path / "no" / "out"))

    assert (done.returncode, done.stdout) == (2, "")
    assert len([line for line in done.stderr.splitlines() if "rows read" not in line]) == 1


def test_more_columns_than_a_database_holds_are_one_line_and_leave_no_half(tmp_path):
    data = json.dumps({f"a{n}": n for n in range(3000)}).replace('"', '""')
    log = tmp_path / "log.csv"
    log.write_text(f'case_id,event,occurred_at,data\nc,its.own,2020-01-01,"{data}"\n')

    done = run("export", str(log), "--to", "ocel-sqlite", "--out", str(tmp_path / "out"))

    assert done.returncode == 2
    assert "no database of SQLite could be made: too many columns" in done.stderr


@pytest.mark.prove
@pytest.mark.filterwarnings("ignore")
def test_process_mining_reads_each_and_finds_the_same(tmp_path):
    pm4py = pytest.importorskip("pm4py", reason="the bench group brings it")
    from pm4py.objects.ocel.validation import ocel20_rel_validation

    readers = (pm4py.read_ocel2_json, pm4py.read_ocel2_xml, pm4py.read_ocel2_sqlite)
    for form, ending, reader in zip(FORMS, ("json", "xml", "sqlite"), readers, strict=True):
        out = tmp_path / f"log.{ending}"
        assert run("export", INSPECTION, "--to", form, "--out", str(out)).returncode == 0
        ours, theirs = READERS[form](out), reader(str(out))

        assert len(theirs.events) == len(ours["events"]) == 82
        assert len(theirs.objects) == len(ours["things"])
        assert len(theirs.relations) == sum(len(one[3]) for one in ours["events"].values())
        assert len(theirs.o2o) == sum(len(related) for _, related in ours["things"].values())
        assert set(theirs.objects["ocel:type"]) == ours["kinds"]
        assert theirs.events["ocel:timestamp"].dtype.kind == "M"
    assert ocel20_rel_validation.apply(str(tmp_path / "log.sqlite"))[1] == []
