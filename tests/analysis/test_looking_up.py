"""One force, Area or quarter at a time: rows of what is shown, and sums of no more than those."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from answerable.analysis.evaluate import Row
from answerable.analysis.reporting.edition import Edition
from answerable.analysis.reporting.gathering import Figures
from answerable.analysis.reporting.looking_up import TITLES, look_up
from answerable.synthetic.forces import made_up_names

AREAS = {"North": ["10", "11"], "South": ["44", "55"], "Elsewhere": ["99"]}
NOTHING = (None,) * 3


def recorded(force: str, count: int | None) -> Row:
    value = None if count is None else float(count)
    return Row(
        "cases.recorded", {"force": force}, count, None, value, "count", *[None] * 2, *NOTHING
    )


def looked_up(*rows: Row, **more: Any) -> dict[str, list[tuple[str, ...]]]:
    keyed = {(row.measure, tuple(sorted(row.group.items()))): row for row in rows}
    figures = Figures(keyed, {}, {}, [], [])
    sections = look_up(Edition(datetime(2025, 1, 1, tzinfo=UTC), figures, **more), AREAS)
    return {section.id: [tuple(row) for row in section.tables[0].rows] for section in sections}


def test_a_force_has_a_row_of_each_measure_that_is_shown_of_some_force():
    found = looked_up(recorded("10", 100), recorded("44", 50))["by_force"]

    assert [row[:3] for row in found] == [
        ("Hampshire", "Cases recorded", "50"), ("Northumbria", "Cases recorded", "100"),
    ]  # fmt: skip


def test_what_is_made_up_bears_no_real_name():
    found = looked_up(
        recorded("10", 100), recorded("11", 60), made_up="Made up.", names=made_up_names()
    )

    assert {row[0] for row in found["by_force"]} == {made_up_names()[code] for code in ("10", "11")}
    assert {row[0] for row in found["by_area"]} == {"North (made up)"}


def test_two_measures_of_one_name_are_told_apart():
    titles = [TITLES[id_] for id_ in ("funnel.convicted", "ending.convicted", "signal.room.report")]

    assert titles == ["Convicted", "How it ended: convicted", "Any signal, by room: Report"]


def test_a_force_of_which_nothing_is_shown_is_not_named():
    found = looked_up(recorded("10", 100), recorded("44", None))["by_force"]

    assert {row[0] for row in found} == {"Northumbria"}


def test_an_area_is_the_sum_of_what_is_shown_and_is_not_shown_where_a_force_of_it_is_hidden():
    found = looked_up(
        recorded("10", 100), recorded("11", 60), recorded("44", 50), recorded("55", None)
    )["by_area"]

    assert [row[:3] for row in found] == [("North", "Cases recorded", "160")]


def test_where_nothing_is_shown_there_is_nothing_to_look_up():
    assert looked_up(recorded("10", None)) == {}
