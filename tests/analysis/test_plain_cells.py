"""A file says what its page says: as plain numbers, and not more exactly."""

from __future__ import annotations

import pytest

from answerable.analysis.reporting.csv_tables import as_csv
from answerable.analysis.reporting.model import Column, Table
from answerable.analysis.reporting.plain_cells import plain


@pytest.mark.parametrize(
    ("cell", "parts", "unit"),
    [
        ("1,234", {"": "1234"}, ""),
        ("12%", {"": "0.12"}, "share"),
        ("10.0%", {"": "0.100"}, "share"),
        ("100%", {"": "1.00"}, "share"),
        ("105 of 3,000", {"": "105", "of": "3000"}, ""),
        ("7.3% to 8.0%", {"low": "0.073", "high": "0.080"}, "share"),
        ("under 0.1% to 0.3%", {"low": "[low]", "high": "0.003"}, "share"),
        ("88 days", {"": "88"}, "days"),
        ("88 days (80 to 96)", {"": "88", "low": "80", "high": "96"}, "days"),
        ("88 days (1,335 cases)", {"": "88", "of": "1335"}, "days"),
        ("45% (95 of 210)", {"": "0.45", "number": "95", "of": "210"}, "share"),
        ("+1.2 points (-0.8 to +1.7)", {"": "0.012", "low": "-0.008", "high": "0.017"}, "share"),
        ("-1 day", {"": "-1"}, "days"),
        ("over 99.9%", {"": "[high]"}, "share"),
        ("not shown", {"": "[c]"}, ""),
        ("none", {"": "[x]"}, ""),
        ("“almost a quarter”", {"": "“almost a quarter”"}, ""),
        ("stays", {"": "stays"}, ""),
    ],
)
def test_a_cell_of_a_page_as_plain_numbers(cell, parts, unit):
    assert plain(cell) == (parts, unit)


def test_a_column_of_which_nothing_is_shown_falls_into_the_same_parts_as_ever():
    columns = (Column("stage", "Stage", "How far", number=False),
               Column("counts", "How many", "How many of how many"),
               Column("value", "Value", "The share"), Column("interval", "95%", "Ends"))  # fmt: skip
    hidden = Table("t", "T", columns, [("Charged", *["not shown"] * 3)])
    shown = Table("t", "T", columns, [("Charged", "15 of 30", "50%", "33% to 67%")])

    assert as_csv(hidden).splitlines()[0] == as_csv(shown).splitlines()[0]
    assert as_csv(hidden).splitlines()[1] == "Charged,[c],[c],[c],[x],[c],[c]"
    assert as_csv(shown).splitlines()[1] == "Charged,15,30,0.50,share,0.33,0.67"
