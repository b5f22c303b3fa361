"""What is drawn can be read."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from answerable.analysis.reporting import charts
from answerable.analysis.reporting.model import Chart

SHOWN = re.compile(r'<text text-anchor="middle" transform="translate\(([\d.]+),17\)[^>]*opacity="1">([\d,]+)<')  # fmt: skip
HALF = 4.5  # half of a letter of 13 px, and some air


def test_the_numbers_along_a_chart_do_not_run_into_each_other() -> None:
    points = [(1_430.0, 64.0, "", False), (150.0, 60.0, "", False)]
    forces = charts.funnel("Forces", "Two forces.", points, 65.0, [], "% of cases")

    assert forces is not None
    along = [(float(at), HALF * len(words)) for at, words in SHOWN.findall(forces.svg)]
    assert len(along) >= 3
    assert all(one + half <= two - other for (one, half), (two, other) in pairwise(along))


LONG = "Report to the prosecutors' decision to stop"
OF_EACH_KIND = (
    charts.bars("Bars", "Two.", [(LONG, 20_000.0, "20,000"), ("Short", 3.0, "3")], "cases"),
    charts.intervals("Points", "One.", [(LONG, 698.0, 673.0, 719.0, "698 days")], "days"),
    charts.ratios("Ratios", "One.", [(LONG, 5.1, 4.3, 6.1, "5.1")], "odds ratio"),
    charts.lines(
        "Lines", "Two.",
        [("cumulative incidence", [(7, 25), (365, 63)]), ("naive figure", [(7, 25), (365, 77)])],
        "days since the report", "% of cases",
    ),
    charts.funnel(
        "Forces", "Three.",
        [(1_430.0, 64.0, "", False), (1_265.0, 60.0, "Avon and Somerset", True),
         (150.0, 70.0, "Metropolitan Police", False)],
        65.0, [("with spread", (2, 3), [(150.0, 55.0, 75.0), (1_430.0, 62.0, 68.0)])],
        "% of cases",
    ),
    charts.stacked(
        "A life", "Two parts.",
        [("Waiting on a third party", 4.0, "4 days"), ("With the police", 88.0, "88 days")],
        "days, the mean of all cases that are over",
    ),
)  # fmt: skip


@pytest.mark.parametrize("chart", OF_EACH_KIND, ids=lambda chart: chart.title)
def test_a_chart_is_no_wider_than_a_telephone_of_360_leaves_room_for(chart: Chart) -> None:
    width = re.search(r'<svg [^>]*\bwidth="([\d.]+)"', chart.svg)

    assert width is not None and float(width[1]) <= 360 - 2 * 16


@pytest.mark.parametrize("chart", OF_EACH_KIND[:3], ids=lambda chart: chart.title)
def test_the_name_of_a_row_is_written_whole(chart: Chart) -> None:
    assert LONG in chart.svg.replace("&#39;", "'").replace("&apos;", "'")
