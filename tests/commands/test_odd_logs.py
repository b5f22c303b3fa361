"""Logs of which little can be said: the figures say what they can and what they cannot."""

from __future__ import annotations

import json

import pytest

from tests.commands.run import run

HEAD = "case_id,event,occurred_at,data\n"


def line(case: str, event: str, at: str, **data: object) -> str:
    text = json.dumps(data).replace('"', '""')
    return f'{case},{event},{at},"{text}"\n'


def reported(case: str, at: str = "2020-01-06T09:00:00Z", **data: object) -> str:
    return line(case, "crime.reported", at, **data) + line(case, "crime.recorded", at)


def measured(tmp_path, text: str, *words: str, as_of: str = "2024-01-01"):
    log = tmp_path / "log.csv"
    log.write_text(HEAD + text)
    done = run("measures", str(log), "--as-of", as_of, "--format", "json", *words)
    rows = json.loads(done.stdout) if done.stdout else []
    return {(row["measure"], *row["group"].values()): row for row in rows}, done


def test_without_a_decision_what_is_asked_of_decided_cases_is_empty_and_not_nought(tmp_path):
    text = "".join(reported(f"c{n}") + line(f"c{n}", "case.closed", "2020-03-01") for n in "12")

    found, done = measured(tmp_path, text)

    assert "no decision is recorded" in done.stderr
    assert found["safeguarding.made",]["value"] is None
    assert found["safeguarding.made",]["denominator"] == 0
    assert found["funnel.open",]["value"] == 0.0


def test_of_one_case_it_is_said_that_it_says_nothing_of_others(tmp_path):
    found, done = measured(tmp_path, reported("c1"))

    assert "one case" in done.stderr
    assert found["cases.reported",]["value"] == found["cases.reported",]["denominator"] == 1


def test_where_every_case_is_open_times_are_counted_and_not_ended(tmp_path):
    found, done = measured(tmp_path, reported("c1") + reported("c2"))

    assert "every case is open" in done.stderr
    assert found["time.report_to_charge",]["open"] == 2
    assert found["time.report_to_charge",]["value"] is None
    assert found["time.report_to_charge.any_median",]["value"] is None
    assert found["funnel.open",]["value"] == 1.0


def test_what_is_missing_everywhere_is_counted_as_missing(tmp_path):
    nfa = {"by": "police", "result": "no_further_action"}
    text = "".join(
        reported(f"c{n}") + line(f"c{n}", "decision.made", "2020-02-01", **nfa) for n in range(3)
    )

    found, done = measured(tmp_path, text, "--by", "force")

    assert found["safeguarding.made", "not_recorded"]["missing"] == 3
    assert found["withdrawal.outset", "not_recorded"]["missing"] == 3
    assert "force is not recorded of any case" in done.stderr


def test_dates_before_1970_are_days_like_others(tmp_path):
    text = reported("c1", "1968-02-28T12:00:00Z") + line(
        "c1", "charge.made", "1968-03-01T12:00:00Z"
    )
    text += reported("c2", "1969-12-30T12:00:00Z") + line(
        "c2", "charge.made", "1970-01-03T12:00:00Z"
    )

    found, _ = measured(tmp_path, text, as_of="1971-01-01")
    by_quarter, _ = measured(tmp_path, text, "--by", "quarter", as_of="1971-01-01")

    assert found["time.report_to_charge",]["value"] == pytest.approx(3.0)
    assert found["time.report_to_charge",]["missing"] == 0
    assert by_quarter["time.report_to_charge", "1968-Q1"]["value"] == pytest.approx(2.0)


def test_one_force_is_not_compared_with_itself(tmp_path):
    found, done = measured(
        tmp_path, reported("c1", force="01") + reported("c2", force="01"), "--by", "force"
    )

    assert found["cases.reported", "01"]["value"] == 2
    assert "every case has the same force" in done.stderr


def test_a_breakdown_of_which_no_cell_may_be_shown_says_so(tmp_path):
    text = "".join(reported(f"c{n}", force=f"{n % 4 + 10}") for n in range(12))

    found, done = measured(tmp_path, text, "--by", "force", "--release", "--only", "cases")

    assert {row["value"] for row in found.values()} == {None}
    assert {row["numerator"] for row in found.values()} == {None}
    assert {group for _, group in found} == {"all_shown"}
    assert "no cell rests on enough cases" in done.stderr


def test_a_group_of_few_is_not_named_beside_one_of_many(tmp_path):
    text = "".join(reported(f"c{n}", force="01" if n < 20 else "03") for n in range(23))

    found, _ = measured(tmp_path, text, "--by", "force", "--release", "--only", "cases,funnel")

    assert {group for _, group in found} == {"01", "all_shown"}
    assert found["cases.reported", "01"]["value"] == 20
    assert found["funnel.charged", "01"]["value"] is None


def test_a_breakdown_that_no_measure_has_gives_an_empty_array(tmp_path):
    found, done = measured(tmp_path, reported("c1"), "--by", "duty", "--only", "funnel")

    assert (found, done.returncode) == ({}, 0)


def test_any_two_dimensions_go_together(tmp_path):
    text = reported("c1", force="01", team="general") + reported("c2", force="03", team="general")

    found, _ = measured(tmp_path, text, "--by", "force", "--by", "team", "--only", "cases,duty")

    assert found["cases.reported", "01", "general"]["group"] == {"force": "01", "team": "general"}
    of_duty, _ = measured(tmp_path, text, "--by", "duty", "--by", "force", "--only", "duty.kept")
    assert of_duty["duty.kept", "report.risk", "03"]["denominator"] == 1


def test_a_case_that_was_classified_otherwise_counts_only_if_it_is_recorded_later(tmp_path):
    out = reported("c1") + line("c1", "crime.classified_n100", "2020-02-01", ground="not_confirmed")
    back = (
        line("c2", "crime.reported", "2020-01-06") + line("c2", "crime.classified_n100", "2020-01-07")
        + line("c2", "crime.recorded", "2020-02-01")
    )  # fmt: skip

    found, _ = measured(tmp_path, out + back)

    assert found["cases.reported",]["value"] == 1
