"""The command line as other programs and people meet it."""

from __future__ import annotations

import csv
import io
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.run import INSPECTION, rows, run, run_apart
from tests.shared import shared
from tests.sweeping import sweep

AS_OF = ("--as-of", "2021-01-01")
DECISION = ("--case", "inspection-alcohol", "--duty", "decision.tell")
ANSWERABLE = str(Path(sys.executable).parent / "answerable")


@pytest.mark.parametrize(
    "words",
    [
        ("imagined",),
        ("duties", INSPECTION, "--imagined"),
        ("duties", "nowhere.csv", *AS_OF),
        ("duties",),
        ("duties", INSPECTION, "--as-of", "yesterday"),
        ("duties", INSPECTION, "--as-of", "2021-01-01T10:00:00"),
        ("duties", INSPECTION, *AS_OF, "--only", "tardy"),
        ("duties", INSPECTION, *AS_OF, "--format", "xml"),
        ("explain", INSPECTION, "--case", "x", "--duty", "decision.letter", *AS_OF),
        ("explain", INSPECTION, "--case", "inspection-alcohol", "--duty", "imagined", *AS_OF),
        ("explain", INSPECTION, *DECISION, "--subject", "imagined", *AS_OF),
        ("gates", INSPECTION, "--case", "inspection-alcohol"),
        ("gates", INSPECTION, "--data", '{"by": "police"}'),
        ("gates", INSPECTION, "--at", "2020-01-01"),
        ("gates", INSPECTION, "--case", "inspection-alcohol", "--event", "imagined.event"),
        ("gates", INSPECTION, "--case", "inspection-alcohol", "--event", "plan.set", "--data", "{"),
        ("export", INSPECTION, "--to", "csv", "--out", "/nowhere/at/all.csv"),
        ("catalogue", "trace", "--requirements", "nowhere.csv"),
    ],
)
def test_wrong_use_is_one_line_and_code_2(words):
    done = run(*words)

    assert done.returncode == 2
    assert done.stdout == ""
    assert len([line for line in done.stderr.splitlines() if "rows read" not in line]) == 1
    assert "Errno" not in done.stderr


def test_an_empty_path_is_not_the_folder_that_one_stands_in(tmp_path):
    (tmp_path / "log.csv").write_bytes(Path(INSPECTION).read_bytes())

    done = run_apart("duties", "", *AS_OF, cwd=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert "it is empty" in done.stderr


def test_only_keeps_the_statuses_asked_for():
    found = rows("duties", INSPECTION, *AS_OF, "--only", "late,missed")

    assert {row["status"] for row in found} == {"late", "missed"}


def test_the_fields_of_a_duty_are_those_of_the_contract():
    found = rows("duties", INSPECTION, *AS_OF)[0]

    assert list(found) == [
        "case_id", "duty", "subject", "owner", "started_at", "due_at", "closed_at", "status",
        "days_late",
    ]  # fmt: skip
    assert found["owner"] == ["police"]


def test_csv_and_json_say_the_same():
    done = run("duties", INSPECTION, *AS_OF, "--format", "csv")
    from_csv = list(csv.DictReader(io.StringIO(done.stdout)))

    assert [(r["duty"], r["status"]) for r in from_csv] == [
        (r["duty"], r["status"]) for r in rows("duties", INSPECTION, *AS_OF)
    ]


def test_a_bad_row_is_code_3_and_said_by_its_line(tmp_path):
    path = tmp_path / "log.csv"
    lines = Path(INSPECTION).read_text().splitlines()
    path.write_text("\n".join([*lines[:3], "c,1,crime.imagined,2020-01-01,,,,,", *lines[3:]]))

    done = run("duties", str(path), *AS_OF, "--format", "json")

    assert done.returncode == 3
    assert len(json.loads(done.stdout)) == 141
    assert f"{path}:4: event: 'crime.imagined'" in done.stderr
    assert "82 of 83 rows read, 1 put aside" in done.stderr


def test_every_line_put_aside_is_named_however_many_there_are(tmp_path):
    path = tmp_path / "log.csv"
    bad = ["c,crime.imagined,2020-01-01"] * 60 + ["c,plan.set,2020-01-01"] + ["c,plan.set,soon"] * 2
    path.write_text("\n".join(["case_id,event,occurred_at", *bad]))

    said = run("duties", str(path), *AS_OF).stderr.splitlines()

    assert [line for line in said if f"{path}:41:" in line]
    assert f"put aside: 20 more: {path}:42-61: event: 'crime.imagined'" in said[40]
    assert f"put aside: 2 more: {path}:63-64: occurred_at: 'soon'" in said[41]
    assert said[42] == "answerable: 1 of 63 rows read, 62 put aside"


@pytest.mark.parametrize("form", ["json", "csv", "table"])
def test_a_reader_that_has_seen_enough_ends_the_command_without_a_word(form):
    command = shlex.join(
        [ANSWERABLE, "duties", INSPECTION, *AS_OF, "--format", form]
    )  # fmt: skip
    done = subprocess.run(
        ["bash", "-c", f"{command} | head -1 >/dev/null; exit ${{PIPESTATUS[0]}}"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_an_output_that_is_full_is_one_line():
    command = shlex.join([ANSWERABLE, "duties", INSPECTION, *AS_OF, "--format", "csv"])
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    for env in (buffered, {**buffered, "PYTHONUNBUFFERED": "1"}):
        done = subprocess.run(
            ["bash", "-c", f"{command} >/dev/full"], capture_output=True, text=True, check=False,
            env=env,
        )  # fmt: skip

        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


@pytest.mark.parametrize("form", ["json", "csv", "table"])
def test_a_terminal_of_another_language_does_not_stop_the_answer(tmp_path, form):
    path = tmp_path / "log.csv"
    path.write_text("case_id,event,occurred_at,subject\nc,suspect.identified,2020-01-01,Zo\u00eb\n")
    words = ("duties", str(path), *AS_OF, "--format", form)
    done = subprocess.run(
        [ANSWERABLE, *words], capture_output=True, check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip

    assert done.returncode == 0
    assert ("Zo?" if form == "table" else "Zo\u00eb").encode() in done.stdout


def test_strict_stops_at_the_first_bad_row(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text("case_id,event,occurred_at\nc,crime.imagined,2020-01-01\n")

    done = run("duties", str(path), *AS_OF, "--strict")

    assert (done.returncode, done.stdout) == (3, "")
    assert f"{path}:2: event: 'crime.imagined'" in done.stderr


def test_explain_shows_the_clock_the_version_and_the_source():
    words = ("--case", "inspection-phone-2018", "--duty", "decision.review_right", *AS_OF)
    found = rows("explain", INSPECTION, *words)[0]

    assert (found["clock"], found["version_from"]) == ("WorkingDays(1)", "2021-04-01")
    assert found["not_yet_in_force"] is True
    assert found["closed_by"]["event"] == "letter.sent"
    assert "not verified" in found["basis"]
    assert found["sources"]


def test_explain_says_when_nothing_of_the_kind_was_owed():
    words = ("explain", INSPECTION, *DECISION, "--subject", "s1", *AS_OF)

    assert rows(*words) == []
    assert "was not owed" in run(*words).stdout


def paused_case(tmp_path: Path) -> tuple[str, ...]:
    """A charging file within the supervisor's week, and back the same day; then a late start."""
    path = tmp_path / "log.csv"
    path.write_text(
        "case_id,event,occurred_at,data\n"
        "c,investigation.allocated,2026-03-02T09:00:00Z,\n"
        'c,file.submitted,2026-03-04T09:00:00Z,"{""purpose"":""charging""}"\n'
        "c,actionplan.sent,2026-03-04T16:00:00Z,\n"
        'c,file.submitted,2026-03-05T09:00:00Z,"{""purpose"":""resubmission""}"\n'
        'c,supervision.reviewed,2026-03-06T09:00:00Z,"{""direction"":""given""}"\n'
        "c,actionplan.sent,2026-03-20T09:00:00Z,\n"
    )
    return ("explain", str(path), "--case", "c", "--duty", "investigation.supervise")


def test_explain_says_what_each_pause_did(tmp_path):
    found = rows(*paused_case(tmp_path), "--as-of", "2026-03-21")

    assert [[pause["due_after"] for pause in one["pauses"]] for one in found] == [
        ["2026-03-10T00:00:00+00:00", None], ["2026-03-28T00:00:00+00:00"],
    ]  # fmt: skip
    first, second = ("\n".join(one["lines"]) for one in found)
    assert "did not move it, for no day had gone by" in first
    assert "The clock stood still when it started; cps held the case" in second
    assert "moved it from the end of Friday 13 March 2026 to the end of Friday 27 March" in second


def test_explain_says_that_a_rule_was_not_in_force_of_a_start_with_a_clock_of_its_own(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(
        "case_id,event,occurred_at,data\n"
        'c,file.submitted,2018-03-05T09:00:00Z,"{""track"":""custody""}"\n'
    )
    words = ("--case", "c", "--duty", "prosecution.triage", *AS_OF)
    found = rows("explain", str(path), *words)[0]

    assert (found["clock"], found["not_yet_in_force"]) == ("Hours(3)", True)
    assert "This kind of start has a clock of its own." in found["lines"]


def test_explain_names_each_day_that_was_skipped(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text("case_id,event,occurred_at\nc,charge.made,2026-12-24T10:00:00+00:00\n")

    found = rows(
        "explain",
        str(path),
        "--case",
        "c",
        "--duty",
        "contact.tell_charge",
        *AS_OF[:1],
        "2027-02-01",
    )[0]

    assert [day["why"] for day in found["skipped"]] == [
        "Christmas Day", "Saturday", "Sunday", "Boxing Day",
    ]  # fmt: skip
    assert found["due_at"] == "2026-12-30T00:00:00+00:00"


def test_the_gates_say_what_stands_in_the_way_and_change_nothing():
    data = '{"by":"police","result":"no_further_action","outcome":"16"}'
    words = ("--case", "inspection-alcohol", "--event", "decision.made", "--data", data)
    found = rows("gates", INSPECTION, *words, "--at", "2019-03-20")
    by_name = {row["requirement"]: row for row in found}

    assert list(found[0]) == ["requirement", "force", "met", "explained", "message", "source"]
    assert by_name["position_confirmed"]["met"] is False
    assert by_name["outcome_fits"]["met"] is True


def test_a_reason_in_words_explains_what_may_be_explained():
    data = json.dumps(
        {"by": "police", "result": "no_further_action", "reasons": {"risk_to_others": "none known"}}
    )
    words = ("--case", "inspection-alcohol", "--event", "decision.made", "--data", data)
    by_name = {row["requirement"]: row for row in rows("gates", INSPECTION, *words)}

    assert (by_name["risk_to_others"]["met"], by_name["risk_to_others"]["explained"]) == (
        False,
        True,
    )
    assert by_name["bad_character"]["explained"] is False


def test_the_catalogue_has_the_columns_of_the_table_of_duties():
    done = run("catalogue", "--format", "json")
    found = json.loads(done.stdout)
    with shared("spec", "duties.csv").open(newline="") as file:
        table = list(csv.DictReader(file))

    assert set(found) == {"events", "duties", "gates", "signals", "measures", "sources"}
    assert [{name: duty[name] for name in table[0]} for duty in found["duties"]] == table


def test_the_trace_knows_every_requirement():
    path = shared("spec", "requirements.csv")
    found = rows("catalogue", "trace", "--requirements", str(path))

    assert len(found) == 580
    assert not [row for row in found if row["status"] == "unknown"]
    assert all(
        row["implemented_by"]
        for row in found
        if row["status"] == "covered" and row["kind"] == "duty"
    )


@pytest.mark.parametrize("form", ["csv", "parquet", "xes"])
def test_a_log_comes_through_every_form_as_it_was(tmp_path, form):
    first, again = tmp_path / f"one.{form}", tmp_path / "two.csv"
    run("export", INSPECTION, "--to", form, "--out", str(first))
    run("export", str(first), "--to", "csv", "--out", str(again))

    assert rows("duties", str(again), *AS_OF) == rows("duties", INSPECTION, *AS_OF)
    assert len(again.read_text().splitlines()) == 83


@pytest.mark.parametrize("whole_folder", [False, True])
def test_a_log_is_never_written_over_itself(tmp_path, whole_folder):
    log = tmp_path / "log.csv"
    log.write_bytes(Path(INSPECTION).read_bytes())
    other = tmp_path / "name.csv"
    other.symlink_to(log)

    for out in (log, other):
        done = run(
            "export", str(tmp_path if whole_folder else log), "--to", "csv", "--out", str(out)
        )

        assert done.returncode == 2
        assert "is the log itself" in done.stderr
    assert log.read_bytes() == Path(INSPECTION).read_bytes()


@pytest.mark.parametrize(("name", "events"), [("receipt", 8577), ("sepsis", 15214)])
@sweep
def test_a_log_from_elsewhere_is_converted_with_its_own_events(tmp_path, name, events):
    path, out = shared("logs", f"{name}.xes.gz"), tmp_path / "out.csv"
    done = run("export", str(path), "--to", "csv", "--out", str(out))

    assert done.returncode == 0
    assert len(out.read_text().splitlines()) == events + 1


def test_an_answer_says_what_is_asked_and_where_it_is_not_so_what_is_missing():
    asked = rows(
        "gates", INSPECTION, "--case", "inspection-alcohol", "--event", "decision.made",
        "--data", '{"by":"police","result":"no_further_action"}', "--at", "2019-03-20",
    )  # fmt: skip
    said = {row["requirement"]: (row["met"], row["message"]) for row in asked}

    assert said["victim_spoken_to"] == (True, "The victim was spoken to.")
    assert not said["bad_character"][0]
    assert "was not considered. Consider it" in said["bad_character"][1]


def test_the_demonstration_shows_what_was_owed_and_one_working():
    done = run("demo")

    assert done.returncode == 0
    for words in ("What was owed", "position_confirmed", "The working of one deadline", "24 hours"):
        assert words in done.stdout


def test_a_table_fits_a_narrow_terminal_and_keeps_every_word():
    done = run_apart("catalogue", env={**os.environ, "COLUMNS": "80"})

    assert done.returncode == 0
    assert "decision.review_right" in done.stdout


def test_help_teaches():
    for command in ("duties", "explain", "signals", "gates", "catalogue", "export", "synth"):
        done = run(command, "--help")

        assert done.returncode == 0
        assert len(done.stdout) > 200


CASE = ("--case", "inspection-alcohol")


@pytest.mark.parametrize(
    "words",
    [
        ("duties", INSPECTION, *AS_OF, "--format", "json"),
        ("signals", INSPECTION, *AS_OF, "--format", "json"),
        ("gates", INSPECTION, "--format", "json"),
        ("gates", INSPECTION, *CASE, "--event", "case.closed", "--format", "json"),
        ("explain", INSPECTION, *CASE, "--duty", "report.risk", *AS_OF, "--format", "json"),
        ("export", INSPECTION, "--to", "csv", "--out", os.devnull),
    ],
    ids=lambda words: " ".join([words[0], *words[2:5]]),
)
def test_a_small_log_loads_neither_numpy_nor_a_compiler_nor_other_processes(words):
    code = (
        f"import sys; sys.argv=['answerable', *{words!r}]\n"
        "from answerable.commands.main import answerable\n"
        "answerable.main(standalone_mode=False)\n"
        "slow = {'django', 'psycopg', 'numpy', 'numba', 'pyarrow', 'rich', 'multiprocessing', 'concurrent.futures'}\n"
        "print(sorted(slow & set(sys.modules)), file=sys.stderr)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stderr.splitlines()[-1] == "[]"
