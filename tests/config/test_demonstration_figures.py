"""The figures of the demonstration lie in the package: they are those that would be made today."""

from __future__ import annotations

import re

import pytest

from answerable.analysis.reporting.csv_tables import tables_of
from answerable.analysis.reporting.release import release_of
from answerable.config.demonstration import figures, loading
from answerable.events.codes import FORCES
from answerable.synthetic.forces import made_up_names
from tests.people.cast import NOW

COUNTS = {
    "counts",
    "cases",
    "events",
    "number",
    "recorded",
    "referred",
    "charged",
    "convicted",
    "open",
}


def test_the_figures_of_the_package_are_of_what_is_in_force_today():
    assert figures.stale() == [], "run `make figures`"


@pytest.mark.prove
def test_the_figures_of_the_package_are_those_that_are_made_anew():
    lying = (figures.HERE / figures.FILE).read_bytes()

    assert figures.as_bytes(figures.make()) == lying, "run `make figures`"


@pytest.mark.django_db
def test_the_demonstration_publishes_them_once():
    assert [loading.publish_figures(NOW) for _ in range(2)] == [True, False]


def test_every_edition_of_the_package_says_that_it_is_made_up():
    for one in figures.lying_there():
        assert "no person, case or force in it is real" in one.made_up
        assert one.content["report"]["made_up"] == one.made_up


def test_5_no_count_of_a_release_lies_between_nought_and_eight_or_is_not_rounded():
    counts = []
    for one in figures.lying_there():
        for table in tables_of(release_of(one.content).report):
            if table.name == "national":
                continue  # published by others
            at = [n for n, column in enumerate(table.columns) if column.name in COUNTS]
            counts += [row[n] for row in table.rows for n in at]

    numbers = [int(n.replace(",", "")) for cell in counts for n in re.findall(r"[\d,]+", cell)]
    assert len(numbers) > 500
    assert [one for one in numbers if one < 8 or one % 5] == []


# A term of a model is behind no measure, and what was published by others has its source beside it.
WITHOUT_RULES = re.compile(r"why_\w+|missing_bounds|national|periods|cohorts")


def test_every_figure_of_a_release_leads_to_a_rule_or_says_where_it_stands():
    for one in figures.lying_there():
        release = release_of(one.content)
        for table in tables_of(release.report):
            if not WITHOUT_RULES.fullmatch(table.name):
                without = [n for n in range(len(table.rows)) if not release.rule_of_row(table, n)]
                columns = [one.measure for one in table.columns if one.number]
                assert without == [] or all(map(release.rule, columns)), table.name
            assert all(column.meaning for column in table.columns)
        assert all(map(release.rule, release.report.behind.get(release.report.findings[0])))


def test_what_one_may_look_up_is_of_every_force_and_quarter_that_the_release_shows():
    *_, one = figures.lying_there()
    release = release_of(one.content)
    chosen = {t.name: t for t in tables_of(release.report) if t.choose}

    assert set(chosen) == {"by_force", "by_area", "by_quarter", "duties_one_by_one"}
    cells = {tuple(row[:4]) for row in chosen["by_force"].rows}
    assert (made_up_names()["20"], "Cases recorded", "1,210", "1,210") in cells
    assert {row[0] for row in cells}.isdisjoint(FORCES.values())
    for table in chosen.values():
        for whom in {row[0] for row in table.rows}:
            assert {"not shown"} != {row[3] for row in table.rows if row[0] == whom}, whom


def test_the_second_edition_says_what_changed_since_the_first_and_what_is_only_chance():
    first, second = figures.lying_there()
    changed = release_of(second.content).table("changed")

    assert (first.number, second.number) == (1, 2) and first.as_of < second.as_of
    assert release_of(first.content).table("changed") is None
    assert changed is not None
    real = {row[-1] for row in changed.rows}
    assert {"cannot be told from chance", "grows with every case",
            "more than chance, but cases were followed for longer"} <= real  # fmt: skip
    # Nothing by force is lost to the first: what a force knew of itself then is worked out again.
    shown = [sum("force" in row["group"] for row in one.edition["rows"]) for one in (first, second)]
    assert shown[1] > 0.9 * shown[0] > 1000
