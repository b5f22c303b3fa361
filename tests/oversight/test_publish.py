"""`answerable publish`: of the record and of a log, worked out once and held against all before."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner

from answerable.actions.publishing import published_before
from answerable.commands import publish as command
from answerable.commands.failing import Failed
from answerable.commands.main import answerable
from answerable.oversight import reading
from tests.people.cast import HESTER, NOW, reference_of
from tests.signing_in import at_browser
from tests.worklist.lists import a_case, report

pytestmark = pytest.mark.django_db


def run(*words):
    """What the command says; Failed where it fails."""
    done = CliRunner().invoke(answerable, ["publish", *map(str, words)])
    if isinstance(done.exception, Failed):
        raise done.exception
    return done.output


def test_of_a_record_of_few_cases_everything_is_hidden_and_the_page_says_so():
    cases = [a_case(report(400)) for _ in range(3)]

    run("--as-of", (NOW - timedelta(minutes=1)).isoformat())

    (edition,) = reading.editions(HESTER)
    assert (edition.series, edition.number) == ("record", 1)
    browser = at_browser(HESTER)
    assert "there are too few cases" in browser.get("/figures/").text
    release = reading.release(HESTER, "record", 1)
    said = [browser.get(f"/figures/record/1/{one.id}").text for one in release.report.sections]
    assert len(said) > 10 and any("No row of it may be shown" in one for one in said)
    for case_id in cases:
        assert not [one for one in said if str(case_id) in one or reference_of(case_id) in one]
    (line,) = published_before("record").lines
    told = {cell[4] for cell in line["cells"]}
    assert told <= {"hidden", "withheld"}
    assert not {str(case_id) for case_id in cases} & set(json.dumps(line).split('"'))


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
