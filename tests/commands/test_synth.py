"""`answerable synth`: a made-up caseload from the command line."""

from __future__ import annotations

import re

import pytest

from tests.commands.run import rows, run


@pytest.mark.parametrize("name", ["log.parquet", "log.csv"])
def test_it_writes_a_caseload_and_says_as_of_when_it_holds(tmp_path, name):
    path = tmp_path / name
    done = run("synth", "--cases", "30", "--seed", "1", "--out", str(path))

    assert done.returncode == 0, done.stderr
    assert "30 made-up cases" in done.stderr
    as_of = re.search(r"^as_of: (\S+)$", done.stdout, re.M)
    last = re.search(r"^last_report: (\S+)$", done.stdout, re.M)
    assert as_of and last and as_of[1] > last[1]
    assert rows("duties", str(path), "--as-of", as_of[1], "--only", "overdue")


def test_a_setting_and_effects_may_be_chosen(tmp_path):
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    run("synth", "--cases", "30", "--setting", "TEST", "--out", str(one))
    done = run("synth", "--cases", "30", "--set", "effect.domestic_abuse=4", "--out", str(other))

    assert done.returncode == 0, done.stderr
    assert one.read_text() != other.read_text()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--out", "log.xes"), ".parquet or .csv"),
        (("--out", "log.csv", "--set", "effect.moon=1"), "effect.moon is no parameter"),
        (("--out", "log.csv", "--set", "effect.team=much"), "not to 'much'"),
        (("--out", "log.csv", "--set", "effect.team=-1"), "from nought on, not to '-1'"),
        (("--out", "log.csv", "--set", "case.adviser=nan"), "from nought on, not to 'nan'"),
        (("--out", "log.csv", "--set", "reports.days=inf"), "from nought on, not to 'inf'"),
        (("--out", "log.csv", "--set", "effect.team=0"), "1 takes the effect away"),
        (("--out", "nowhere/log.csv"), "nowhere/log.csv"),
    ],
)
def test_what_cannot_be_is_said_in_a_line(tmp_path, monkeypatch, words, says):
    monkeypatch.chdir(tmp_path)
    done = run("synth", "--cases", "3", *words)

    assert done.returncode == 2
    assert says in done.stderr and len(done.stderr.strip().splitlines()) == 1
