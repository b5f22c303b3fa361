"""The figures of the demonstration lie in the package: they are those that would be made today."""

from __future__ import annotations

import pytest

from answerable.config.demonstration import figures, loading
from tests.people.cast import NOW


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
