"""Commands with --db: the record says what its own export says, without words, and on record."""

from __future__ import annotations

import csv
import os
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection, transaction

from answerable.actions.loading import load_cases
from answerable.actions.taking_out import OPERATOR
from answerable.analysis.view import View
from answerable.commands import from_record
from answerable.commands.publish import of_record
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Entry, Event
from answerable.events.reading import read
from answerable.people.acting import acting_as, working
from answerable.record.reading import readings, references
from answerable.record.writing import append
from answerable.rules.catalogue import DUTIES
from answerable.synthetic.load.caseload import write_caseload
from answerable.worklist.case_view import case_view
from tests.commands.run import INSPECTION, rows, run, run_apart
from tests.people.cast import NOW, OMAR
from tests.signing_in import at_browser
from tests.sweeping import one_in
from tests.worklist.lists import a_case, report

AS_OF = ("--as-of", "2021-01-01")
SECRET = "canary-51b2"
READS = {
    "duties": AS_OF, "signals": AS_OF, "gates": (), "measures": AS_OF, "attrition": AS_OF,
    "models": (*AS_OF, "--of", "nfa"), "compare": (*AS_OF, "--measure", "withdrawal.share"),
    "explain": ("--case", "x", "--duty", "report.risk", *AS_OF),
    "report": (*AS_OF, "--out", os.devnull), "export": ("--to", "csv", "--out", os.devnull),
}  # fmt: skip
AT = datetime(2018, 3, 1, 9, tzinfo=UTC)


def put_right(case: str) -> list[Entry]:
    """A case with what was recorded long after it happened, put right, and said in words."""

    def at(number, days, event, recorded, subject="", **data):
        recorded_at = AT + timedelta(days=recorded)
        return Entry(
            case,
            number,
            event,
            AT + timedelta(days=days),
            recorded_at,
            "p",
            "police",
            subject,
            data,
        )

    return [
        at(1, 3, "suspect.identified", 3, "s1"),
        at(2, 0, "crime.reported", 4, force="44", domestic_abuse=True),  # late, and before the other
        at(3, 5, "line.opened", 5, "l1", about="digital"),
        at(4, 9, "line.closed", 9, "l1", result="completed", why=SECRET),
        at(5, 10, "record.corrected", 10, seq=2, reason=SECRET,
           entry={"event": "crime.reported", "occurred_at": "2018-02-27T09:00:00+00:00"}),
        at(6, 11, "decision.made", 11, "s1", by="police", result="no_further_action",
           outcome="15", rationale=SECRET, reasons={"bad_character": SECRET}),
        at(7, 12, "support.note", 12)._replace(agency="support", data={"note": SECRET}),
    ]  # fmt: skip


@pytest.fixture
def record(db, tmp_path) -> dict[str, UUID]:
    """The record, of the inspectors' cases, a made-up caseload in which all occurs, and one more."""
    write_caseload(tmp_path / "load.parquet", 8, seed=3)
    cases = read(Path(INSPECTION), EVENT_TYPES).cases | {"put right": put_right("put right")}
    cases |= read(tmp_path / "load.parquet", EVENT_TYPES).cases
    loaded = load_cases(cases, at=AT, refreshed=False)
    return {name: one.case_id for name, one in loaded.items()}


@pytest.fixture(params=["at once", "in parts"])
def size(request, monkeypatch) -> None:
    if request.param == "in parts":
        monkeypatch.setattr(from_record, "LARGE", 0)


@pytest.mark.parametrize(
    "command",
    one_in(7, ["duties", "signals", "gates", "measures", "attrition", "models", "compare"]),
)
@pytest.mark.parametrize("form", ["json", "csv"])
def test_the_record_says_what_its_export_says(record, size, tmp_path, command, form):
    path = tmp_path / "out.csv"
    exported = run("export", "--db", "--to", "csv", "--out", str(path))
    words = (*READS[command], "--format", form)

    of_path, of_record = run(command, str(path), *words), run(command, "--db", *words)

    assert exported.returncode == of_path.returncode == of_record.returncode == 0, of_record.stderr
    assert (of_record.stdout, of_record.stderr) == (of_path.stdout, of_path.stderr)
    assert len(of_path.stdout) > 200


def test_what_was_put_right_is_read_as_put_right_and_known_at_as_it_was_known(record):
    case = ("--case", str(record["put right"]), "--duty", "report.risk", *AS_OF)
    day = (AT + timedelta(days=9)).isoformat()

    (now,) = rows("explain", "--db", *case)
    (then,) = rows("explain", "--db", *case, "--known-at", day)

    assert (now["started_at"], then["started_at"]) == (
        "2018-02-27T09:00:00+00:00", "2018-03-01T09:00:00+00:00",
    )  # fmt: skip
    with working():
        (reference,) = references([record["put right"]]).values()
    assert rows("explain", "--db", "--case", reference, *case[2:]) == [now]


@pytest.mark.parametrize("form", ["csv", "xes", "parquet", "ocel", "ocel-xml", "ocel-sqlite"])
def test_words_and_support_services_notes_never_leave(record, tmp_path, form):
    out = tmp_path / f"out.{form}"

    done = run("export", "--db", "--to", form, "--out", str(out))

    assert done.returncode == 0
    assert SECRET.encode() not in out.read_bytes()
    if form == "csv":
        with out.open(newline="") as file:
            found = list(csv.DictReader(file))
        assert not {"support.note"} & {row["event"] for row in found}
        mine = [int(r["seq"]) for r in found if r["case_id"] == str(record["put right"])]
        assert sorted(mine) == [1, 2, 3, 4, 5, 6]
        assert any("sha256:" in row["data"] for row in found)


@pytest.mark.parametrize("form", ["csv", "xes", "parquet", "ocel"])
def test_immigration_and_sex_work_are_another_need_in_whatever_leaves(db, tmp_path, form):
    case_id, out = a_case(report(60)), tmp_path / f"out.{form}"
    needs = {"needs": ["autism", "immigration"], "phone_dependence": "none"}
    at = {"expected_seq": None, "actor": OMAR, "at": datetime.now(UTC)}
    with acting_as(OMAR), transaction.atomic():
        assessed = Event("needs.assessed", at["at"], "police", "", needs)
        append(case_id, [assessed], key="assessed", **at)
        now = {"data": {"needs": ["sex_work"]}}
        wrong = {"seq": 2, "reason": "Misheard.", "entry": now}
        append(case_id, [Event("record.corrected", at["at"], "police", "", wrong)], key="w", **at)

    assert run("export", "--db", "--to", form, "--out", str(out)).returncode == 0

    cases = read_log(out) if form == "parquet" else out.read_bytes()
    assert b"autism" in cases and b"other" in cases
    assert b"immigration" not in cases and b"sex_work" not in cases


def read_log(path: Path) -> bytes:
    return repr(read(path, EVENT_TYPES).cases).encode()


def noted(case_id: UUID) -> list[tuple[UUID, str]]:
    with working():
        return [(one["staff_id"], one["part"]) for one in readings(case_id)]


@pytest.mark.parametrize("command", one_in(5, READS))
def test_every_case_that_is_read_is_on_record_and_no_other(record, command):
    words = list(READS[command])
    one = record["inspection-alcohol"]
    if command == "explain":
        words[1] = str(one)
    before = {name: noted(case_id) for name, case_id in record.items()}

    assert run(command, "--db", *words).returncode == 0

    told = (OPERATOR, f"the log, by the command {command}")
    for name, case_id in record.items():
        new = noted(case_id)[: len(noted(case_id)) - len(before[name])]
        assert new == ([told] if command != "explain" or case_id == one else [])


def test_a_case_is_on_record_before_it_is_given(record, monkeypatch):
    def fails(*_, **__):
        raise RuntimeError

    monkeypatch.setattr("answerable.actions.taking_out.note_readings", fails)

    with pytest.raises(RuntimeError):
        run("duties", "--db", *AS_OF)


def test_a_case_that_is_not_there_is_one_line_and_noted_nowhere(record):
    for named in (str(UUID(int=7)), "7KQM-4XWA-TR9C", "inspection-alcohol", ""):
        done = run("explain", "--db", "--case", named, "--duty", "report.risk", *AS_OF)

        assert (done.returncode, done.stdout) == (2, "")
        assert "in the record" in done.stderr and len(done.stderr.splitlines()) == 1
    with working(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM record_reading WHERE staff_id = %s", [OPERATOR])
        assert cursor.fetchone() == (0,)


def test_what_stands_in_the_way_is_asked_of_the_record(record, tmp_path):
    run("export", "--db", "--to", "csv", "--out", str(tmp_path / "out.csv"))
    case = ("--case", str(record["inspection-alcohol"]))
    asked = ("--event", "decision.made", "--data", '{"by":"police","result":"no_further_action"}')
    at = ("--at", "2019-03-20")

    assert rows("gates", "--db", *case, *asked, *at) == rows(
        "gates", str(tmp_path / "out.csv"), *case, *asked, *at
    )


@pytest.mark.parametrize("command", READS)
def test_a_path_or_the_record_and_neither_both_nor_none(command):
    for words in ((INSPECTION, "--db"), ("--db", INSPECTION), ()):
        done = run(command, *words, *READS[command])

        assert (done.returncode, done.stdout) == (2, "")
        assert len(done.stderr.splitlines()) == 1 and "--db" in done.stderr


def test_an_empty_record_is_an_empty_log(db):
    assert rows("duties", "--db", *AS_OF) == []


def test_what_is_ours_alone_is_owed_on_the_page_and_by_no_command(db):
    agreed = (110, "contact.agreed", "police", "", {"when": "only_news", "safe": True})
    case_id = a_case(report(120), agreed)

    found = [row["duty"] for row in rows("duties", "--db", "--as-of", NOW.isoformat())]
    listed = [one.duty for one in case_view(case_id, NOW, by=OMAR).owed]

    assert "contact.check" in listed and "contact.check" not in found
    assert set(found) >= {"report.record"} and set(found) <= {duty.id for duty in DUTIES}


def outside(**given: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "ANSWERABLE_"))}
    return {**kept, **given}


def test_a_database_that_cannot_be_reached_is_one_line():
    password = "canary"
    url = f"postgresql://somebody:{password}@127.0.0.1:1/x"
    for words in (("duties", "--db", *AS_OF), ("verify",)):
        done = run_apart(*words, env=outside(DATABASE_URL=url, ANSWERABLE_SECRET_KEY="x"))

        assert (done.returncode, done.stdout) == (2, "")
        assert "the database cannot be reached" in done.stderr
        assert len(done.stderr.splitlines()) == 1 and password not in done.stderr


def test_where_there_is_no_record_none_is_made(tmp_path):
    for words in (("duties", "--db", *AS_OF), ("verify",)):
        done = run_apart(*words, env=outside(ANSWERABLE_HOME=str(tmp_path / "home")))

        assert (done.returncode, done.stdout) == (2, "")
        assert "holds no database yet: run `answerable db up`" in done.stderr
    assert not (tmp_path / "home").exists()


def test_who_is_on_the_case_reads_that_an_operator_took_it_out(db):
    case_id = a_case(report(3))
    assert run("duties", "--db").returncode == 0
    with working():
        (reference,) = references([case_id]).values()

    page = at_browser(OMAR).get(f"/cases/{reference}/history").text

    assert "an operator, at the machine itself" in page
    assert "The log, by the command duties" in page


def test_what_is_published_of_the_record_is_in_the_order_in_which_it_happened(record):
    log = of_record(View(AT + timedelta(days=900), None, DUTIES))

    at = log.columns.occurred
    for first, end in pairwise(log.columns.first.tolist()):
        assert (at[first : end - 1] <= at[first + 1 : end]).all()
