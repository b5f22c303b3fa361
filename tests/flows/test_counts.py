"""Counts of a whole agency: for the role that measures, without any case."""

from __future__ import annotations

import pytest
from lxml import html

from tests.people.cast import EDITH, ISLA, NICK, OMAR, PRIYA, SUNITA, reference_of
from tests.signing_in import at_browser
from tests.worklist.lists import a_case, report

pytestmark = pytest.mark.django_db

EXPLAIN = "Something is 28 days late and nobody has explained it."


def counted(page, head):
    """What a table counts, by its first column."""
    rows = html.fromstring(page.text).xpath("//table[caption=$head]/tbody/tr", head=head)
    return {row[0].text_content(): [cell.text_content() for cell in row[1:]] for row in rows}


def test_who_measures_sees_how_much_is_owed_and_no_case():
    cases = [a_case(report(60)) for _ in range(8)]

    page = at_browser(EDITH).get("/counts")

    assert page.status_code == 200 and 'href="/counts"' in page.text
    assert counted(page, "Where cases are") == {"Reported to the police": ["10"]}
    owed = counted(page, "What is owed, by whom and by when")
    assert int(owed["Investigator"][0]) > 0
    assert counted(page, "Cases with a signal")[EXPLAIN] == ["10"]
    for case_id in cases:
        assert reference_of(case_id) not in page.text
    assert "Fennimarsh" not in page.text  # Omar's own cases: counted, and not as his


def test_a_small_number_of_cases_reads_as_none_does_however_much_they_owe():
    for _ in range(7):
        a_case(report(60))

    few = at_browser(EDITH).get("/counts")

    owed = counted(few, "What is owed, by whom and by when")
    assert {cell for row in owed.values() for cell in row} == {"not shown"}
    assert counted(few, "Where cases are") == {"Nothing may be shown": []}
    assert counted(few, "Cases with a signal") == {"Nothing may be shown": []}


def test_a_case_that_is_with_another_agency_is_not_counted():
    for _ in range(8):
        a_case(report(60), held={"investigator": NICK})

    page = at_browser(EDITH).get("/counts")

    owed = counted(page, "What is owed, by whom and by when")
    assert {cell for row in owed.values() for cell in row} == {"not shown"}
    nothing = {"Nothing may be shown": []}
    assert counted(page, "Where cases are") == counted(page, "Cases with a signal") == nothing


def test_who_looks_again_sees_the_same_counts_and_until_when():
    for _ in range(8):
        a_case(report(60))
    edith = at_browser(EDITH)
    first = edith.get("/counts")
    for _ in range(8):
        a_case(report(60))

    again = edith.get("/counts")

    assert counted(first, "Where cases are") == {"Reported to the police": ["10"]}
    said = [html.fromstring(page.text).xpath("string(//main)") for page in (first, again)]
    assert said[0] == said[1] and "These counts stay as they are; from" in said[0]


@pytest.mark.parametrize("who", [OMAR, SUNITA, PRIYA, ISLA])
def test_for_others_there_is_no_such_page(who):
    a_case(report(60))
    browser = at_browser(who)

    assert browser.get("/counts").status_code == 404
    assert 'href="/counts"' not in browser.get("/my-work").text
