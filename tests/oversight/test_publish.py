"""`answerable publish`: of the record and of a log, worked out once and held against all before."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from click.testing import CliRunner

from answerable.actions.publishing import published_before
from answerable.commands import publish as command
from answerable.commands.failing import Failed
from answerable.commands.main import answerable
from answerable.oversight import reading
from answerable.people import demonstration
from tests.commands.test_odd_logs import HEAD, reported
from tests.commands.test_odd_reports import NOTHING, ODD
from tests.people.cast import HESTER, NOW, reference_of
from tests.signing_in import at_browser
from tests.sweeping import sweep
from tests.worklist.lists import a_case, report

pytestmark = pytest.mark.django_db


def run(*words):
    """What the command says; Failed where it fails."""
    done = CliRunner().invoke(answerable, ["publish", *map(str, words)])
    if isinstance(done.exception, Failed):
        raise done.exception
    return done.output


@sweep
def test_of_a_record_of_few_cases_everything_is_hidden_and_the_page_says_so():
    cases = [a_case(report(400)) for _ in range(3)]

    run("--as-of", (NOW - timedelta(minutes=1)).isoformat())

    (edition,) = reading.editions(HESTER)
    assert (edition.series, edition.number) == ("record", 1)
    browser = at_browser(HESTER)
    assert "No finding may be given" in browser.get("/figures/").text
    release = reading.release(HESTER, "record", 1)
    said = [browser.get(f"/figures/record/1/{one.id}").text for one in release.report.sections]
    assert len(said) > 10 and any("No row of it may be shown" in one for one in said)
    for case_id in cases:
        assert not [one for one in said if str(case_id) in one or reference_of(case_id) in one]
    (line,) = published_before("record").lines
    told = {cell[4] for cell in line["cells"]}
    assert told <= {"hidden", "withheld"}
    assert not {str(case_id) for case_id in cases} & set(json.dumps(line).split('"'))


def test_no_edition_of_an_earlier_day_follows_one_of_a_later(tmp_path):
    log = tmp_path / "log.csv"
    log.write_text(HEAD + reported("c1"))
    run(log, "--series", "x", "--as-of", "2024-01-01")

    with pytest.raises(Failed, match="can only be said of a later day"):
        run(log, "--series", "x", "--as-of", "2023-01-01")

    assert len(published_before("x").lines) == 1


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--series", "x"], "that of the record is record"),
        ([__file__], "needs --series"),
        ([__file__, "--series", "record"], "and not record"),
        ([__file__, "--series", "../x"], "of small letters, digits and hyphens"),
        (["--as-of", (NOW + timedelta(days=2)).isoformat()], "is still to come"),
    ],
)
def test_what_it_cannot_publish_it_refuses_before_any_work(words, why):
    with pytest.raises(Failed, match=why):
        run(*words)

    assert reading.editions(HESTER) == []


def test_an_area_is_of_the_forces_that_work_with_it():
    found = command.areas()

    assert found["CPS Wessex"] == ["44", "54", "55"]
    assert all(len(forces) > 0 for forces in found.values())


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(one, marks=[] if one in {"no case", "one case"} else [pytest.mark.prove])
        for one in ODD
    ],
)
@sweep
def test_of_an_odd_log_the_pages_say_what_they_can_and_what_they_cannot(tmp_path, name):
    demonstration.load()
    text, said, shown = ODD[name]
    log = tmp_path / "log.csv"
    log.write_text(HEAD + text)

    output = run(log, "--series", "odd", "--as-of", "2024-01-01")

    assert said in output and "published as the latest edition of odd" in output
    report = reading.release(HESTER, "odd", 1).report
    browser = at_browser(HESTER)
    paths = ["/figures/", *(f"/figures/odd/1/{one.id}" for one in report.sections)]
    pages = {path: browser.get(path) for path in paths}
    assert {page.status_code for page in pages.values()} == {200}
    words = {word for page in pages.values() for word in re.findall(r"\w+", page.text)}
    assert not {"nan", "NaN", "Traceback", "Northumbria"} & words
    first = pages["/figures/"].text
    assert "No finding may be given" in first if shown == NOTHING else report.facts
    counts = [value for _, value in report.facts] + [
        cell for section in report.sections for table in section.tables
        if table.name not in {"national", "definitions", "inspection"}
        for row in table.rows for cell in row
    ]  # fmt: skip
    assert not {"0", "0%", "0 of 0", "0 days"} & set(counts)


@sweep
def test_of_no_case_and_of_one_the_pages_are_word_for_word_the_same(tmp_path):
    demonstration.load()
    found = []
    for number, name in enumerate(("no case", "one case")):
        log = tmp_path / f"{number}.csv"
        log.write_text(HEAD + ODD[name][0])
        run(log, "--series", f"odd-{number}", "--as-of", "2024-01-01")
        found.append(reading.release(HESTER, f"odd-{number}", 1).report)

    assert found[0] == found[1]
