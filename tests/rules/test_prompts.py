"""Prompts for the author of a decision's reasons."""

from __future__ import annotations

from answerable.rules.prompts import MYTHS, prompts


def test_words_that_rest_on_a_myth_are_pointed_out():
    found = prompts("There was a Delay in reporting, and a jury would wonder.")

    assert [one.words.split("|")[0] for one in found] == ["delay in reporting", "jury would"]


def test_a_word_inside_another_is_no_match():
    assert not prompts("The redressed claim was reassessed by the grand jurywoman.")


def test_every_prompt_says_why():
    assert len(MYTHS) >= 10
    assert all(one.why.endswith((".", "?")) for one in MYTHS)
