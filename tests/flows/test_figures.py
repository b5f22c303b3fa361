"""Figures for those who oversee: every page, and nothing of a case."""

from __future__ import annotations

import csv
import io

import pytest
from lxml import html

from tests.oversight.releases import SERIES, put_by
from tests.people.cast import (
    AMBROSE,
    EDITH,
    HESTER,
    OMAR,
    PRIYA,
    RUFUS,
    SUNITA,
    omars_case,
    reference_of,
    rows,
)
from tests.signing_in import at_browser

pytestmark = pytest.mark.django_db

FIRST = f"/figures/{SERIES}/1"


def page(path, who=HESTER):
    found = at_browser(who).get(path)
    assert found.status_code == 200, path
    return html.fromstring(found.text)


def words(tree):
    return " ".join(tree.xpath("//main")[0].text_content().split())


def test_an_analyst_begins_with_the_figures_and_has_no_other_page():
    put_by()
    browser = at_browser(HESTER)

    assert browser.get("/")["Location"] == "/figures/"
    links = html.fromstring(browser.get("/figures/").text).xpath("//header//nav//a")
    assert [one.text_content().strip() for one in links] == ["Figures", "Lock and switch person"]
    for path in ("/my-work", "/my-work.csv", "/find", "/team", "/counts"):
        assert browser.get(path).status_code == 404


@pytest.mark.parametrize("who", [HESTER, AMBROSE])
def test_a_case_is_the_same_page_as_one_that_there_is_not(who):
    reference = reference_of(omars_case())
    browser = at_browser(who)

    for path in ("", "/contact", "/history", "/people", "/record", "/letters"):
        there = browser.get(f"/cases/{reference}{path}")
        not_there = browser.get(f"/cases/2222-2222-2222{path}")
        assert (there.status_code, there.text) == (404, not_there.text), path


def test_before_anything_was_published_the_page_says_so():
    omars_case()

    assert "Nothing was published yet" in words(page("/figures/"))


def test_every_page_says_as_of_when_how_many_cases_and_that_it_is_made_up():
    put_by()

    for path in ("", "/funnel", "/by_force", "/not_known", "/rules/funnel.charged"):
        said = words(page(FIRST + path))
        assert "as it stood on 31 December 2025" in said
        assert "Cases reported: 3,000" in said
        assert "Made up: nobody is real." in said


def test_every_figure_leads_to_the_rule_behind_it():
    put_by()
    rule = f"{FIRST}/rules/funnel.charged"

    finding = page(FIRST).xpath("//ol[1]/li[1]//a")[0]
    row = page(f"{FIRST}/funnel").xpath("//tbody/tr[1]/th/a")[0]
    named = page(f"{FIRST}/by_force").xpath("//tbody/tr[1]/th/a")[0]

    assert {one.get("href") for one in (finding, row, named)} == {rule}
    said = words(page(rule))
    assert "Share with a charge." in said and "recorded cases" in said
    assert "A document: p1" in said and "Figure 2 of the inspection" in said


def test_what_one_may_choose_are_rows_of_what_was_published_and_nothing_else():
    put_by()

    def shown(asked):
        table = page(f"{FIRST}/by_force{asked}").xpath("//main//table")[0]
        cells = table.xpath("./caption | ./tbody//th | ./tbody//td")
        return [cell.text_content().strip() for cell in cells]

    assert shown("") == shown("?by_force=Kent") == ["Kent", "Cases charged", "10 of 95", "11%"]
    assert shown("?by_force=Essex") == ["Essex", "Cases charged", "15 of 110", "14%"]
    assert shown("?by_force=%27%20OR%201%3D1&team=x") == shown("")


@pytest.mark.parametrize(
    ("asked", "said"),
    [("", False), ("?by_force=", False), ("?by_force=Essex", False), ("?team=general", False),
     ("?by_force=Northumbria", True), ("?by_force=nobody%40example.org", True)],
)  # fmt: skip
def test_what_an_address_asks_for_and_there_is_not_is_said_and_not_repeated(asked, said):
    put_by()

    text = words(page(f"{FIRST}/by_force{asked}"))

    note = "something that cannot be chosen here: there is none of that name, or no figure of it"
    assert (note in text) == said and ("Below is Kent." in text) == said
    assert "Northumbria" not in text and "example.org" not in text


def test_a_chart_is_an_image_with_words_beside_its_table():
    put_by()

    tree = page(f"{FIRST}/funnel")

    (svg,) = tree.xpath("//figure//svg")
    assert svg.get("role") == "img"
    assert all(tree.get_element_by_id(one).text for one in svg.get("aria-labelledby").split())
    assert not tree.xpath("//main//@style | //main//script")


def test_a_table_is_taken_away_as_csv_with_a_dictionary_and_is_on_record():
    put_by()
    browser = at_browser(HESTER)

    table = browser.get(f"{FIRST}/tables/funnel.csv")
    dictionary = browser.get(f"{FIRST}/tables/dictionary.csv")

    assert table["Content-Disposition"] == f'attachment; filename="{SERIES}-1-funnel.csv"'
    assert list(csv.reader(io.StringIO(table.text)))[1:] == [
        ["Charged", "105", "3000", "0.035", "share", "funnel.charged"],
        ["'=Convicted", "[c]", "[c]", "[c]", "[x]", ""],  # no formula
    ]
    described = {(row[0], row[1]) for row in csv.reader(io.StringIO(dictionary.text))}
    assert {("funnel.csv", "stage"), ("by_force.csv", "measure")} <= described
    taken = rows("SELECT what FROM oversight_taken ORDER BY what", by=HESTER)
    assert taken == [("dictionary",), ("funnel",)]


def test_earlier_editions_stay_and_say_that_they_are_earlier():
    put_by(1, 2)

    latest, earlier = page("/figures/"), page(FIRST)

    assert "Edition 2 of “of-the-tests”, this one" in words(latest)
    assert latest.xpath("//main//li/a[@href=$href]", href=FIRST)
    assert "This is an earlier edition" in words(earlier)
    assert earlier.xpath("//main/div/a/@href") == [f"/figures/{SERIES}/2"]
    assert "This is an earlier edition" not in words(latest)


@pytest.mark.parametrize(
    "path", ["/2", "/1/nothing", "/1/rules/nothing", "/1/tables/nothing.csv", "/99999999999999999999"]
)  # fmt: skip
def test_what_was_not_published_is_not_there(path):
    put_by()

    assert at_browser(HESTER).get(f"/figures/{SERIES}{path}").status_code == 404


@pytest.mark.parametrize("who", [OMAR, SUNITA, PRIYA, RUFUS])
def test_for_those_who_work_in_cases_there_are_no_such_pages(who):
    put_by()
    browser = at_browser(who)

    for path in ("/figures/", FIRST, f"{FIRST}/funnel", f"{FIRST}/tables/funnel.csv"):
        assert browser.get(path).status_code == 404
    assert "/figures" not in browser.get("/my-work").text


def test_a_performance_analyst_sees_figures_and_counts():
    put_by()

    links = page("/figures/", EDITH).xpath("//header//nav//a/@href")

    assert {"/figures/", "/counts"} <= set(links)
