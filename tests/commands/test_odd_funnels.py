"""The funnel of logs of which little can be said: it is said beside it, and nothing is nought."""

from __future__ import annotations

import csv

import pytest

from answerable.commands.failing import Failed
from tests.commands.test_models import many, stopped, told
from tests.commands.test_odd_logs import reported
from tests.commands.test_odd_reports import ODD

TRULY = {
    "no case": "no case was reported by then", "one case": "one case",
    "all open": "every case is open", "no decision": "no decision is recorded",
    "all missing": "force is not recorded of any case",
    "before 1970": "every case has the same force", "one force": "every case has the same force",
    "no cell above seven": "",
}  # fmt: skip


def rows_of(done) -> list[dict[str, str]]:
    return list(csv.DictReader(done.stdout.splitlines()))


@pytest.mark.parametrize("name", ODD)
def test_of_an_odd_log_the_funnel_says_what_it_can_and_what_it_cannot(tmp_path, name):
    done = told(tmp_path, ODD[name][0], "attrition", "--by", "force", "--format", "csv")

    assert TRULY[name] in done.stderr
    assert "nan" not in done.stdout
    recorded = [row for row in rows_of(done) if row["what"] == "recorded"]
    assert len(recorded) == (name != "no case")
    assert all(row["number"] == row["of"] and int(row["of"]) > 0 for row in recorded)


@pytest.mark.parametrize("kind", ["--cohort", "--period"])
@pytest.mark.parametrize("name", ["no case", "one case", "all open", "before 1970"])
def test_what_is_released_of_an_odd_funnel_is_hidden_and_never_nought(tmp_path, name, kind):
    done = told(tmp_path, ODD[name][0], "attrition", kind, "--release", "--format", "csv")

    few = name in {"no case", "one case"}
    assert ("7 cases or fewer" in done.stderr) is few
    rows = rows_of(done)
    numbers = {row["number"] for row in rows}
    assert "hidden" in numbers and not numbers & {"0", "1", "0.0"}
    assert numbers == {"hidden"} if few else "20" in numbers


def test_of_one_case_not_even_its_quarter_is_released(tmp_path):
    for kind in ("--cohort", "--period"):
        done = told(tmp_path, ODD["one case"][0], "attrition", kind, "--release", "--format", "csv")

        assert {row["part"] for row in rows_of(done)} == {"incidence"}
        assert "2020" not in done.stdout


def test_a_quarter_of_few_is_not_named_beside_one_of_many(tmp_path):
    text = many(stopped, 20) + reported("late", "2021-05-05T09:00:00Z")

    for kind in ("--cohort", "--period"):
        done = told(tmp_path, text, "attrition", kind, "--release", "--format", "csv")

        assert "2020-Q1" in done.stdout and "2021-Q2" not in done.stdout


@pytest.mark.parametrize("by", ["duty", "room", "basis"])
def test_victims_are_not_broken_down_by_what_is_owed(tmp_path, by):
    with pytest.raises(Failed, match=f"--by {by} is of what is owed"):
        told(tmp_path, ODD["one force"][0], "attrition", "--by", by)
