"""The hint to an author: how old a reader has to be, what is hard, what to look at again."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.letters.reading import reading

COLD = (
    "Following consideration of the available evidential material it has been determined that "
    "there is no realistic prospect of conviction in relation to the alleged offence, and no "
    "further action will therefore be taken against the individual, notwithstanding the account "
    "of the complainant."
)
WARM = (
    "I am sorry. I know that this is not what you hoped for. You told us clearly what he did, and "
    "we looked for what could show it. The camera had not recorded. His phone held nothing from "
    "that night. That was not enough for a court to be sure. "
) * 2


def test_a_cold_letter_is_called_hard_with_the_reason():
    found = reading(COLD)

    assert found.age > 16
    assert len(found.long_sentences) == 1
    assert "notwithstanding" in found.hard_words
    said = " ".join(found.prompts)
    assert "You wrote “no further action”. Say instead: decided not to charge." in said
    assert "You wrote “complainant”. Say instead: you." in said
    assert "You wrote “the survivor”. Say instead: you." in " ".join(
        reading(f"{COLD} The survivor was told.").prompts
    )
    assert "It never says “you”" in said and "Nothing here says that you know" in said


def test_a_warm_and_plain_letter_is_left_alone():
    found = reading(WARM)

    assert found.age <= 11
    assert found[1:4] == ((), (), ())


def test_a_myth_is_pointed_out():
    assert any("Most victims do not report at once" in one for one in
               reading("We noted the delay in reporting.").prompts)  # fmt: skip


def test_nobody_is_told_that_she_is_not_in_the_minority():
    assert any("Do not compare" in one for one in reading("You are not in the minority.").prompts)


def test_of_a_few_words_no_age_is_said():
    assert reading("He has bail.").age == 0
    assert reading("") == (0, (), (), (), 11)


@settings(max_examples=50)
@given(st.text(max_size=400))
def test_any_text_can_be_read(text):
    assert reading(text).age >= 0
