"""What is drawn can be read."""

from __future__ import annotations

import re
from itertools import pairwise

from answerable.analysis.reporting import charts

SHOWN = re.compile(r'<text text-anchor="middle" transform="translate\(([\d.]+),17\)[^>]*opacity="1">([\d,]+)<')  # fmt: skip
HALF = 4.5  # half of a letter of 13 px, and some air


def test_the_numbers_along_a_chart_do_not_run_into_each_other() -> None:
    points = [(1_430.0, 64.0, "", False), (150.0, 60.0, "", False)]
    forces = charts.funnel("Forces", "Two forces.", points, 65.0, [], "% of cases")

    assert forces is not None
    along = [(float(at), HALF * len(words)) for at, words in SHOWN.findall(forces.svg)]
    assert len(along) >= 3
    assert all(one + half <= two - other for (one, half), (two, other) in pairwise(along))
