"""What leaves the house of a model: no term that rests on a few cases, and no count behind it."""

from __future__ import annotations

from dataclasses import replace

from answerable.analysis.models.released import HIDDEN, notes, released
from answerable.analysis.models.terms import Fit, Term

FIT = Fit(
    "withdrawal", "odds_ratio", "", "", 0, 300, 150, {},
    (
        Term("relationship", "partner", 1.0, None, None, 160, 80, reference=True),
        Term("relationship", "friend", 1.2345, 0.9876, 1.5432, 83, 41),
        Term("relationship", "stranger", 0.777, 0.3, 2.0, 40, 22),
        Term("relationship", "relative", 4.567, 0.1, 99.0, 17, 7),
        Term("sex", "female", 1.0, None, None, 200, 100, reference=True),
        Term("sex", "male", 1.51, 1.0, 2.2, 100, 50),
        Term("team", "general", 1.0, None, None, 290, 285, reference=True),
        Term("team", "specialist", 3.0, 1.0, 9.0, 10, 2),
        Term("delay", "later", 1.0, None, None, 500, 497, reference=True),
        Term("delay", "soon", 0.1, 0.05, 0.2, 200, 100),
        Term("delay", "not_recorded", 0.2, 0.1, 0.4, 100, 50),
    ),
    notes=("relationship=relative: it happened in none of these cases, which are left out",),
)  # fmt: skip


def of(fit: Fit, covariate: str):
    return {one.level: one for one in released(fit) if one.covariate == covariate}


def test_a_term_that_rests_on_seven_cases_is_hidden_and_the_next_smallest_with_it():
    found = of(FIT, "relationship")

    assert (found["relative"].estimate, found["relative"].n) == (None, None)
    assert found["relative"].hidden
    assert (found["stranger"].estimate, found["stranger"].n) == (None, None)
    assert not found["friend"].hidden


def test_counts_are_rounded_and_ratios_have_two_digits():
    friend = of(FIT, "relationship")["friend"]

    assert (friend.n, friend.events) == (80, 40)
    assert (friend.estimate, friend.low, friend.high) == (1.2, 0.99, 1.5)


def test_a_term_is_not_shown_where_what_it_is_compared_with_rests_on_few():
    found = of(FIT, "team")

    assert all(one.estimate is None and one.hidden for one in found.values())


def test_a_large_level_has_no_ratio_to_one_that_is_hidden():
    found = of(FIT, "delay")

    assert (found["soon"].estimate, found["soon"].low, found["soon"].hidden) == (None, None, True)
    assert (found["soon"].n, found["soon"].events) == (200, 100)


def test_where_enough_cases_stand_behind_every_level_all_are_shown():
    assert [one.hidden for one in of(FIT, "sex").values()] == [False, False]


def test_what_is_hidden_is_the_same_whatever_the_hidden_counts_are():
    terms = tuple(
        replace(term, events=2, n=9) if term.level == "relative" else term for term in FIT.terms
    )

    assert list(released(replace(FIT, terms=terms))) == list(released(FIT))


def test_what_is_said_beside_it_names_no_level():
    assert notes(FIT) == (HIDDEN,)
