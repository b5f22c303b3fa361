"""Models and comparisons of logs of which little can be said: it is said in a plain line."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

from answerable.commands.failing import Failed
from answerable.commands.main import answerable
from tests.commands.test_odd_logs import HEAD, line, reported

NFA = {"by": "police", "result": "no_further_action"}


def told(tmp_path, text: str, *words: str, as_of: str = "2024-01-01"):
    """What the command says in a process of the test's own, where a library's warning fails."""
    log = tmp_path / "log.csv"
    log.write_text(HEAD + text)
    done = CliRunner().invoke(
        answerable, [words[0], str(log), "--as-of", as_of, *words[1:]], standalone_mode=False
    )
    if done.exception is not None:
        raise done.exception
    assert "Traceback" not in done.output
    assert "Warning" not in done.output
    return done


def stopped(case: str, day: str = "2020-02-01", **data: object) -> str:
    return reported(case, **data) + line(case, "decision.made", day, **NFA)


def left(case: str, day: str = "2020-02-01", **data: object) -> str:
    return reported(case, **data) + line(case, "withdrawal.stated", day)


def many(of, number: int, start: int = 0, **data: object) -> str:
    return "".join(of(f"c{start + n}", **data) for n in range(number))


ODD = {
    "no case": ("", "no case was reported"),
    "one case": (stopped("c1"), "one case"),
    "all open": (many(reported, 20), "every case is open"),
    "no decision": (many(left, 9) + many(reported, 9, 9), "every case is open"),
    "all missing": (many(stopped, 20) + many(left, 20, 20), "is not recorded of any of these"),
    "one level": (
        many(stopped, 20, relationship="friend") + many(left, 20, 20, relationship="friend"),
        "relationship is the same in all of these cases",
    ),
    "all alike": (many(stopped, 20, team="general"), "in all of these cases or in none"),
    "separation": (
        many(stopped, 30, team="general", domestic_abuse=True)
        + many(left, 30, 30, team="specialist", domestic_abuse=False),
        "tell for certain",
    ),
    "before 1970": (
        "".join(reported(f"c{n}", at="1965-01-06T09:00:00Z") for n in range(9)), "every case is open",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("landmark", ["0", "28"])
def test_of_an_odd_log_the_models_say_what_they_can_and_what_they_cannot(tmp_path, name, landmark):
    text, expected = ODD[name]

    done = told(tmp_path, text, "models", "--landmark", landmark, "--model", "odds",
                "--model", "hazard", "--model", "incidence", "--model", "risk")  # fmt: skip

    assert done.return_value == 0
    assert expected in done.stderr or landmark == "28"
    assert "associations in what was recorded by the people who decide" in done.stderr


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("by", ["force", "quarter"])
def test_of_an_odd_log_a_comparison_says_that_there_is_nothing_to_compare(tmp_path, name, by):
    done = told(tmp_path, ODD[name][0], "compare", "--measure", "withdrawal.share", "--by", by)

    assert done.return_value == 0
    assert "fewer than two" in done.stderr


def test_a_change_is_of_a_course_in_time_with_quarters_on_both_sides(tmp_path):
    asked = ("compare", "--measure", "withdrawal.share", "--change", "2020-01-01")

    with pytest.raises(Failed, match="give --by quarter as well"):
        told(tmp_path, mixed(), *asked)
    with pytest.raises(Failed, match="a change needs 4 of each"):
        told(tmp_path, mixed(), *asked, "--by", "quarter")


def mixed() -> str:
    return (
        many(stopped, 40, relationship="friend", force="01")
        + many(left, 30, 40, relationship="friend", force="02")
        + many(stopped, 25, 70, relationship="stranger", force="02")
        + many(left, 30, 95, relationship="stranger", force="01")
        + many(left, 3, 125, relationship="relative", force="03")
    )


def test_each_term_comes_with_its_interval_its_cases_and_its_events(tmp_path):
    done = told(tmp_path, mixed(), "models", "--of", "withdrawal", "--model", "odds",
                "--format", "json")  # fmt: skip
    rows = {row["term"]: row for row in json.loads(done.stdout)}

    assert rows["relationship=stranger"]["n"] == 55
    assert rows["relationship=stranger"]["events"] == 30
    assert rows["relationship=stranger"]["low"] < rows["relationship=stranger"]["high"]
    assert rows["relationship=stranger"]["compared_with"] == "friend"


def test_what_is_released_names_no_level_of_three_cases_and_says_so(tmp_path):
    done = told(tmp_path, mixed(), "models", "--of", "withdrawal", "--model", "odds",
                "--format", "json", "--release")  # fmt: skip
    rows = {row["term"]: row for row in json.loads(done.stdout)}

    assert "relationship=relative" not in rows
    assert all(row["n"] is not None for row in rows.values())
    assert "fewer than eight cases" in done.stderr


def test_ethnicity_is_bounded_by_where_it_is_missing_and_released_without_counts(tmp_path):
    def noted(case: str, race: str) -> str:
        return line(case, "characteristics.recorded", "2020-01-07", race=race)

    text = "".join(
        (left if n % 3 else stopped)(f"c{n:03}")
        + (noted(f"c{n:03}", "white_british" if n % 2 else "black_other") if n % 4 else "")
        for n in range(200)
    )
    words = ("--model", "bounds", "--of", "withdrawal", "--landmark", "7", "--format", "json")

    rows = json.loads(told(tmp_path, text, "models", *words).stdout)
    shown = json.loads(told(tmp_path, text, "models", *words, "--release").stdout)

    least, alone, most = (row["estimate"] for row in rows)
    assert least < alone < most
    assert [row["n"] for row in shown] == [None] * 3
    assert [row["estimate"] for row in shown] == [float(f"{row['estimate']:.2g}") for row in rows]
    with pytest.raises(Failed, match="give --landmark 7 or 28"):
        told(tmp_path, text, "models", "--model", "bounds")


def test_a_comparison_prints_forces_with_limits_and_what_is_missing(tmp_path):
    done = told(tmp_path, mixed(), "compare", "--measure", "withdrawal.share", "--format", "json")
    first, second, third = json.loads(done.stdout)

    assert [row["group"] for row in (first, second, third)] == ["01", "02", "03"]
    assert first["low_998"] < first["low_95"] < first["expected"] < first["high_95"]
    assert "over-dispersion factor" in done.stderr
    assert {"missing", "open", "case_mix_missing"} <= first.keys()


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_a_released_comparison_names_no_force_of_three_cases_and_no_few_that_are_open(
    tmp_path, form
):
    words = ("compare", "--measure", "withdrawal.share", "--release", "--format", form)
    done = told(tmp_path, mixed(), *words)
    none = told(tmp_path, many(left, 3, relationship="relative", force="03"), *words)

    def names(force: str, said: str) -> bool:
        return re.search(rf'(^|"){force}("|,|\s)', said, re.MULTILINE) is not None

    assert names("01", done.stdout) and not names("03", done.stdout)
    assert not names("03", none.stdout)
    if form == "json":
        rows = json.loads(done.stdout)
        assert [row["group"] for row in rows] == ["01", "02"]
        assert all({"open", "missing"} <= set(row["hidden"]) for row in rows)
        assert all(row["n"] and row["value"] is not None for row in rows)


@pytest.mark.parametrize("words", [("--measure", "time.report_to_charge"), ("--measure", "withdrawal"),
                                   ("--measure", "nothing"),
                                   ("--measure", "withdrawal.share", "--by", "colour")])  # fmt: skip
def test_what_cannot_be_compared_is_wrong_use(tmp_path, words):
    from answerable.commands.failing import Failed

    with pytest.raises(Failed, match=r"share|measure|dimension"):
        told(tmp_path, mixed(), "compare", *words)
