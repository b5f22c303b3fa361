"""The figures of the demonstration lie in the package: they are those that would be made today."""

from __future__ import annotations

import re

import pytest

from answerable.analysis.reporting.csv_tables import tables_of
from answerable.analysis.reporting.release import release_of
from answerable.config.demonstration import figures, loading
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
