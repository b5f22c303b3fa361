"""Prompts for the author of a decision's reasons, and for whoever authorises them."""

from __future__ import annotations

import pytest

from answerable.rules.prompts import MYTHS, REPEATED, for_authoriser, prompts
from answerable.rules.tracing import places


def first_words(text):
    return [one.words[0] for one in prompts(text)]


def test_words_that_rest_on_a_myth_are_pointed_out():
    assert first_words("There was a Delay in reporting, and a jury would wonder.") == [
        "delay in reporting", "jury would",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Because she didn’t react with angry shouting, a jury might not accept it.",
         ["did not scream", "jury would"]),
        ("He had a casual relationship and had been drinking.", ["alcohol", "casual relationship"]),
        ("The victim refused to hand over her phone.", ["refused to hand over"]),
        ("The suspect is an upstanding member of society.", ["upstanding"]),
    ],
)  # fmt: skip
def test_what_the_inspectors_quoted_is_pointed_out_whoever_the_victim_is(text, found):
    assert first_words(text) == found


@pytest.mark.parametrize("person", ["She", "He", "They"])
def test_a_myth_is_one_of_women_and_men_alike(person):
    assert first_words(f"What {person} wore was noted.") == ["dressed"]


def test_a_word_inside_another_is_no_match():
    assert not prompts(
        "The redressed claim was reassessed by the grand jurywoman; she relied on it."
    )


def test_reasons_that_only_repeat_the_recommendation_are_pointed_out():
    assert for_authoriser("No further lines.", "no further LINES")[0] is REPEATED
    assert not for_authoriser("No further lines.", "I read the file: the cameras were checked.")
    assert not for_authoriser("", "")


def test_every_prompt_says_why_and_what_it_rests_on():
    assert len(MYTHS) >= 10
    for one in (*MYTHS, REPEATED):
        assert one.why.endswith((".", "?"))
        assert one.requirements and set(one.requirements) <= set(places())
