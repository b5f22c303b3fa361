"""What is said to be wrong names its question: a summary of errors shows it apart from its field."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from lxml import html

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.model import Field
from answerable.web.forms.fields import (
    LONGEST_LINE,
    LONGEST_WORDS,
    Choice,
    Day,
    Line,
    Moment,
    Several,
    Whole,
    Words,
    YesNo,
    form_field,
    within,
)
from answerable.web.forms.rendering import control
from tests.people.cast import whole_case
from tests.portal.cast import vera_in

ASKED = ("How many items", "Since which day was it?", "CCTV of that day")
GIVEN = {"required": True, "hint": ""}
COUNT = Field(name="items", type="int", meaning="How many", least=1, most=12)
DAY = {"day": "31", "month": "12", "year": "2025"}
WRONG: dict[type[forms.Field], list[Any]] = {
    Whole: ["", "0", "13", "many", "1.5", "-1"],
    Line: ["", "x" * (LONGEST_LINE + 1), "Vera\u202eevil", "a\x00b"],
    Words: ["", "x" * (LONGEST_WORDS + 1), "a\x00b"],
    Choice: ["", "other"],
    YesNo: ["", "maybe"],
    Several: [[], ["other"]],
    Day: [{}, DAY | {"year": ""}, DAY | {"month": "2"}, DAY | {"year": "1066"}, DAY | {"day": "x"}],
    Moment: [
        {}, DAY | {"time": ""}, DAY | {"time": "25:00"}, DAY | {"day": "", "time": "9:00"},
        {"day": "29", "month": "3", "year": "2026", "time": "1:30"},
    ],
}  # fmt: skip


def made(kind: type[forms.Field], asked: str) -> forms.Field:
    """A field of the kind, that asks this."""
    if kind is Whole:
        return Whole(COUNT, asked=asked, hint="")
    if kind is Moment:
        return Moment(asked=asked, hint="")
    if kind in (Choice, Several):
        return kind([("one", "One"), ("two", "Two")], asked=asked, **GIVEN)
    return kind(asked=asked, **GIVEN)


def sent(kind: type[forms.Field], asked: str, value: Any) -> forms.BoundField:
    """A form in which this was typed into such a field: the field as it comes back."""
    form = forms.Form(of_parts(value) if isinstance(value, dict) else {"one": value})
    form.fields["one"] = made(kind, asked)
    assert not form.is_valid()
    return form["one"]


def of_parts(value: dict[str, str]) -> dict[str, str]:
    return {f"one-{part}": typed for part, typed in value.items()}


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize(
    ("kind", "value"), [(kind, value) for kind, values in WRONG.items() for value in values]
)
def test_every_kind_of_field_names_its_question(kind, value, asked):
    if kind is Whole and value == "":
        return  # it may be left out

    for error in sent(kind, asked, value).errors:
        assert within(asked) in error and "\x00" not in error


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize(
    ("value", "marked"),
    [
        (DAY | {"year": ""}, ["year"]),
        (DAY | {"day": "", "month": ""}, ["day", "month"]),
        (DAY | {"year": "1066"}, ["year"]),
        (DAY | {"month": "2"}, ["day", "month", "year"]),
    ],
)
def test_of_a_day_the_parts_that_are_wrong_are_marked_whatever_is_asked(value, marked, asked):
    shown = control(sent(Day, asked, value), checked=True).params["items"]

    assert [one["name"] for one in shown if "govuk-input--error" in one["classes"]] == marked


@pytest.mark.parametrize("name", EVENT_TYPES)
def test_what_is_typed_wrongly_into_a_field_of_any_event_is_said_by_its_question(name):
    type_ = EVENT_TYPES[name]
    for one in type_.all_fields.values():
        field = form_field(type_, one)
        wrong = next((typed for kind, typed in WRONG.items() if type(field) is kind), None)
        if wrong is None:
            continue
        form = forms.Form(
            of_parts(wrong[-1]) if isinstance(wrong[-1], dict) else {"one": wrong[-1]}
        )
        form.fields["one"] = field
        for error in form["one"].errors:
            assert within(str(field.label)) in error, (name, one.name)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "cy"])
def test_on_the_victims_pages_it_is_said_in_the_language_of_the_page(language):
    said = {"method": "text", "when": "regular", "every_days": "0"}
    answer = vera_in(whole_case()).post(f"/n/tell/reach?iaith={language}", said)

    page = html.fromstring(answer.text)
    (listed,) = page.xpath("//a[@href='#every_days']/text()")
    (label,) = page.xpath("//label[@for='every_days']")
    assert answer.status_code == 400 and within(label.text_content().strip()) in listed
    assert ("whole number between 1 and" in listed) == (language == "en")
    assert listed in page.xpath("string(//*[@id='every_days-error'])")
