"""What people read of an event: plain, without blame, true whatever its fields say."""

from __future__ import annotations

import re

import pytest

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.validate import check_data
from answerable.events.words import code_words, field_words
from answerable.rules.listing import listing


@pytest.mark.parametrize("type_", EVENT_TYPES.values(), ids=lambda type_: type_.name)
def test_a_type_speaks_to_all_who_read_it(type_):
    assert re.fullmatch(r"[A-Z].*\.", type_.meaning)
    assert re.fullmatch(r"[A-Z].*[^.]", type_.to_agencies)
    assert bool(type_.to_victim) == (type_.victim != "no")
    assert all(re.fullmatch(r"[A-Z].*[^.]", field.meaning) for field in type_.fields)


@pytest.mark.parametrize(
    "type_", [t for t in EVENT_TYPES.values() if t.to_victim], ids=lambda type_: type_.name
)
def test_a_line_for_the_victim_is_short_and_never_blames(type_):
    blame = re.compile(r"fail|alleg|claim|refus|comply|withdr", re.I)

    for line in (type_.to_victim, *(line for _, line in type_.to_victim_where)):
        for sentence in re.split(r"(?<=\.) ", line):
            assert sentence.endswith(".")
            assert 2 <= len(sentence.split()) <= 20
        assert not blame.search(line)


def test_a_line_of_its_own_is_for_what_a_field_can_say():
    for type_ in EVENT_TYPES.values():
        for condition, line in type_.to_victim_where:
            name, _, word = condition.partition("=")
            of_truth = type_.all_fields[name].type == "bool"
            value = {"true": True, "false": False}[word] if of_truth else word

            assert not check_data(type_, {name: value}).problems, (type_.name, condition)
            assert of_truth or type_.all_fields[name].codes, (type_.name, condition)
            assert type_.line_for_victim({name: value}) == line


def test_a_victim_whose_leaving_was_inferred_never_reads_that_they_said_so():
    stated = EVENT_TYPES["withdrawal.stated"]

    for said_by in ("police_inference", "support"):
        assert "You said" not in stated.line_for_victim({"said_by": said_by})
    assert stated.line_for_victim({"said_by": "victim"}).startswith("You said")


def test_a_decision_not_to_charge_says_that_the_victim_was_believed():
    line = EVENT_TYPES["decision.made"].line_for_victim({"result": "no_further_action"})

    assert "decided not to charge" in line
    assert "does not mean that you were not believed" in line


def test_nobody_is_taken_to_be_a_woman_or_a_man():
    listed = listing()
    taken = re.compile(r"\b(she|her|hers|herself|he|him|his|himself)\b", re.I)
    texts = ("meaning", "to_agencies", "to_victim", "asks", "message", "what", "why", "put_right")

    found = [
        (rule.get("id") or rule["name"], name)
        for kind in ("events", "duties", "gates", "signals")
        for rule in listed[kind]
        for name in texts
        if taken.search(rule.get(name, ""))
    ]
    fields = [
        (event["name"], field["name"])
        for event in listed["events"]
        for field in event["fields"]
        if taken.search(field["meaning"])
    ]

    assert not found + fields


def test_nothing_that_a_form_says_holds_a_code_or_a_word_that_is_not_for_the_screen():
    not_said = re.compile(r"_|\brefus|ping-pong|admin finali[sz]ed|inconsisten|\bchases\b", re.I)
    said = [
        (type_.name, text)
        for type_ in EVENT_TYPES.values()
        for text in (
            type_.meaning, type_.to_agencies, type_.to_victim,
            *(words for field in type_.all_fields.values() for words in field_words(type_, field)),
            *(code_words(field.name, code) for field in type_.all_fields.values()
              for code in field.codes),
        )
    ]  # fmt: skip

    assert not [one for one in said if not_said.search(one[1])]


def test_a_device_that_may_be_somebody_elses_is_never_called_hers():
    lines = [
        EVENT_TYPES[name].to_victim
        for name in ("device.requested", "device.taken", "device.downloaded", "device.returned",
                     "device.reviewed", "device.deleted", "device.shared")
    ]  # fmt: skip

    assert not [line for line in lines if re.search(r"\byour phone|\byour device", line)]


def test_the_victim_reads_that_waiting_on_police_is_no_decision():
    line = EVENT_TYPES["case.waiting_on_police"].to_victim

    assert "waiting for more from the police" in line
    assert "No decision has been made" in line


def test_a_field_with_a_list_is_not_explained_as_free_words():
    for type_ in EVENT_TYPES.values():
        for field in type_.fields:
            assert field.type == "text" or "in words" not in field.meaning, (type_.name, field.name)


def test_a_question_that_is_put_for_several_fields_means_the_same_for_each_of_them():
    """“Was direction given?” of a supervisor is no question about a line of enquiry."""
    begin: dict[str, set[str]] = {}
    for type_ in EVENT_TYPES.values():
        for field in type_.all_fields.values():
            asked = field_words(type_, field)[0]
            if field.codes and asked.endswith("?"):
                begin.setdefault(asked, set()).add(
                    field.meaning.split()[0].replace("Which", "What")
                )

    assert not {asked: words for asked, words in begin.items() if len(words) > 1}


def test_a_hint_says_more_than_its_question():
    """“Which Home Office outcome?” needs no “The Home Office outcome” below it."""
    decided, agreed = EVENT_TYPES["decision.made"], EVENT_TYPES["contact.agreed"]

    assert field_words(decided, decided.all_fields["outcome"]) == ("Which Home Office outcome?", "")
    assert field_words(decided, decided.all_fields["decided_by"]) == (
        "Who decided it, by name?",
        "",
    )
    assert field_words(agreed, agreed.all_fields["single_contact"])[1] == ""
    assert field_words(agreed, agreed.all_fields["here_first"])[1] == ""
    language = ("Which language?", "The language, where it is not English")
    assert field_words(agreed, agreed.all_fields["language"]) == language
