"""The report in a browser: it asks for nothing, and keeps WCAG 2.2 AA."""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from answerable.analysis.reporting import charts
from answerable.analysis.reporting.model import Column, Report, Section, Table
from answerable.analysis.reporting.page import page
from tests.browser.conftest import LEVELS, PHONE
from tests.sweeping import sweep


def report() -> Report:
    """A report with one of everything that a page can hold."""
    columns = tuple(Column(name, name, name, number=at > 0) for at, name in enumerate("abcdef"))
    rows = [["one", *["15 of 20"] * 5], ["two", *["not shown"] * 5]]
    drawn = (
        charts.bars("Bars", "Two bars.", [("one", 15.0, "15"), ("two", 20.0, "20")], "cases"),
        charts.intervals("Points", "One point.", [("one", 3.0, 2.0, 4.0, "3 days")], "days"),
        charts.lines(
            "Lines", "Two lines.", [("a", [(7, 10), (30, 20)]), ("b", [(7, 9)])], "d", "%"
        ),
    )
    tables = [Table(f"t{at}", f"Table {at}", columns, rows, one) for at, one in enumerate(drawn)]
    section = Section("s", "A section", ("Text.",), ("A point.",), tables, ("After.",))
    return Report(
        "A report", "A force", "2024-01-01", "made up", ["Found."], [("Cases", "20")], [section]
    )


@sweep
def test_a_report_keeps_the_guidelines_at_any_width_and_asks_for_nothing(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    path.write_text(page(report()), "utf-8")
    opened = browser.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(path.as_uri())

    for width in (1100, PHONE):
        opened.set_viewport_size({"width": width, "height": 800})
        found = Axe().run(opened, options={"runOnly": LEVELS}).response["violations"]
        assert [(one["id"], one["help"]) for one in found] == []
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
    assert asked == [path.as_uri()]
    opened.close()


@sweep
def test_on_a_phone_a_chart_keeps_the_size_of_its_words_and_is_scrolled_by_itself(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    path.write_text(page(report()), "utf-8")
    opened = browser.new_page(viewport={"width": PHONE, "height": 800})
    opened.goto(path.as_uri())

    charts_of_the_page = opened.locator("figure svg")
    assert charts_of_the_page.count() == 3
    for chart in charts_of_the_page.all():
        wide = chart.evaluate("one => one.getBoundingClientRect().width")
        assert wide == float(chart.get_attribute("width") or 0)
        assert chart.evaluate("one => getComputedStyle(one.parentElement).overflowX") == "auto"
    opened.close()


@sweep
def test_on_a_phone_no_word_of_a_heading_is_broken(browser: Browser, tmp_path: Path) -> None:
    columns = tuple(
        Column(name, heading, name, number=name != "a")
        for name, heading in zip(
            "abcd", ("Measure", "How many", "Value", "95% interval"), strict=True
        )
    )
    rows = [["An adviser was at work when the case was closed", "12,155 of 13,125", "93%",
             "92.1% to 93.4%"]]  # fmt: skip
    one = Section("s", "A section", tables=[Table("t", "A table", columns, rows)])
    path = tmp_path / "report.html"
    path.write_text(page(Report("R", "Kent", "2024-01-01", "", [], [], [one])), "utf-8")
    opened = browser.new_page(viewport={"width": PHONE, "height": 800})
    opened.goto(path.as_uri())

    lines = opened.locator("thead th").evaluate_all(
        """heads => heads.flatMap(head => head.textContent.split(' ').map(word => {
          const range = document.createRange(), at = head.textContent.indexOf(word);
          range.setStart(head.firstChild, at); range.setEnd(head.firstChild, at + word.length);
          return [word, range.getClientRects().length]; }))"""
    )

    assert len(lines) == 6 and {number for _, number in lines} == {1}
    assert opened.evaluate("document.documentElement.scrollWidth") <= PHONE
    opened.close()
