"""Reports of logs of which little can be said: the page says what it can and what it cannot."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import html

from answerable.commands.failing import Failed
from answerable.commands.main import answerable
from tests.commands.test_models import left, many, stopped
from tests.commands.test_odd_logs import HEAD, line, reported, run
from tests.sweeping import sweep

NOTHING = "No finding may be given: each rests on"
ODD = {
    "no case": ("", "there is nothing that may be released", NOTHING),
    "one case": (stopped("c1"), "there is nothing that may be released", NOTHING),
    "all open": (many(reported, 20), "every case is open: for how long can be said", NOTHING),
    "no decision": (
        "".join(reported(f"c{n}") + line(f"c{n}", "case.closed", "2020-03-01") for n in range(20)),
        "no decision is recorded", NOTHING,
    ),
    "all missing": (
        many(stopped, 20) + many(left, 20, 20), "force is not recorded of any case",
        "No row of it may be shown",
    ),
    "before 1970": (
        "".join(
            stopped(f"c{n}", "1965-02-06T09:00:00Z", force="01").replace("2020-01-06", "1965-01-06")
            for n in range(20)
        ),
        "every case is of the same force", "1965",
    ),
    "one force": (
        many(stopped, 20, force="01") + many(left, 20, 20, force="01"),
        "every case is of the same force", "there is nothing to compare it with",
    ),
    "no cell above seven": (
        "".join(stopped(f"c{n:02}", force=f"{n % 4 + 10}") for n in range(24)), "", "not shown",
    ),
}  # fmt: skip
AT_ONCE = ("one case", "no cell above seven")  # the others take longer, and wait for `make prove`


def reporting(folder: Path, text: str, *words: str) -> tuple[str, Result]:
    log, page = folder / "log.csv", folder / "report.html"
    log.write_text(HEAD + text)
    done = CliRunner().invoke(
        answerable, ["report", str(log), "--as-of", "2024-01-01", "--out", str(page), *words],
        standalone_mode=False,
    )  # fmt: skip
    if done.exception is not None:
        raise done.exception
    return html.fromstring(page.read_text("utf-8")).text_content(), done


@pytest.mark.parametrize(
    "name",
    [pytest.param(one, marks=[] if one in AT_ONCE else [pytest.mark.prove]) for one in ODD],
)
@sweep
def test_of_an_odd_log_the_report_says_what_it_can_and_what_it_cannot(tmp_path, name):
    text, said, shown = ODD[name]

    page, done = reporting(tmp_path, text)

    assert said in done.output
    assert said in page
    assert shown in page
    assert "nan" not in re.findall(r"\w+", page)
    assert not any(force in page for force in ("Northumbria", "Force 13 ", "Durham"))
    assert not re.search(r"\b[1-7] of [1-7]\b", page.partition("What has been published")[0])


def test_a_force_that_is_not_there_is_no_report_at_all(tmp_path):
    with pytest.raises(Failed, match="'99' is no force of this log; there are Metropolitan"):
        reporting(tmp_path, ODD["one force"][0], "--force", "99")
    assert not (tmp_path / "report.html").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--similar", "01"), "give --force as well"),
        (("--force", "01", "--similar", "01"), "names the force itself and no other"),
    ],
)
def test_a_group_that_cannot_be_most_similar_is_said_and_gives_no_report(tmp_path, words, said):
    with pytest.raises(Failed, match=said):
        reporting(tmp_path, ODD["one force"][0], *words)
    assert not (tmp_path / "report.html").exists()


def test_what_changed_cannot_be_said_since_an_edition_of_a_later_day(tmp_path):
    reporting(tmp_path, reported("c1"))
    later, page = tmp_path / "report.edition.json", tmp_path / "before.html"

    done = CliRunner().invoke(
        answerable, ["report", str(tmp_path / "log.csv"), "--as-of", "2023-01-01", "--out",
                     str(page), "--previous", str(later)], standalone_mode=False,
    )  # fmt: skip

    assert isinstance(done.exception, Failed)
    assert "of 2024-01-01" in str(done.exception) and "a later day" in str(done.exception)
    assert not page.exists()


def test_of_a_day_that_is_still_to_come_the_report_says_that_it_is(tmp_path):
    page, done = reporting(tmp_path, reported("c1"), "--as-of", "2190-01-01")
    now, _ = reporting(tmp_path, reported("c1"))

    assert "the day asked for is still to come" in page
    assert "the day asked for is still to come" in done.output
    assert "still to come" not in now


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--only", "nonsense"), "'nonsense' is no measure"),
        (("--by", "nonsense"), "'nonsense' is no dimension"),
        (("--as-of", "yesterday"), "yesterday"),
        (("--by", "sex", "--by", "race", "--by", "age", "--release"), "no more than 2 protected"),
    ],
)
def test_a_filter_that_cannot_be_is_said_and_gives_no_figures(tmp_path, words, said):
    log = tmp_path / "log.csv"
    log.write_text(HEAD + reported("c1"))

    done = run("measures", str(log), *words, "--format", "json")

    assert done.returncode != 0 and done.stdout == ""
    assert said in done.stderr
