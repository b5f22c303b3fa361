"""A field of a form as GOV.UK's component for it: which macro, and with what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField

from answerable.web.forms.fields import MANY, Choice, Day, Moment, Parts, Several, Whole, Words
from answerable.web.language import gettext as _

WIDTH = {
    "day": "govuk-input--width-2", "month": "govuk-input--width-2",
    "year": "govuk-input--width-4", "time": "govuk-input--width-4",
}  # fmt: skip


class Control(NamedTuple):
    """A macro of GOV.UK's, by its name, and its parameters."""

    macro: str
    params: Mapping[str, Any]


def controls(form: forms.BaseForm, *, checked: bool) -> list[Control]:
    """The fields of a form in their order; with what is wrong, once it was `checked`."""
    return [control(bound, checked=checked) for bound in form]


def control(bound: BoundField, *, checked: bool) -> Control:
    """One field."""
    wrong = str(bound.errors[0]) if checked and bound.errors else ""
    shared = {
        "hint": {"text": bound.help_text} if bound.help_text else None,
        "errorMessage": {"text": wrong, "visuallyHiddenText": _("Error")} if wrong else None,
    }
    match bound.field:
        case Several():
            return Control("govukCheckboxes", {**_group(bound), **shared, "items": _items(bound)})
        case Choice() if not any(value for value, _ in _choices(bound)):
            none = f"{bound.label} There is none in this case yet: record it first."
            return Control("govukInsetText", {"id": bound.html_name, "text": none})
        case Choice() if len(_choices(bound)) > MANY:
            return Control("govukSelect", {**_one(bound), **shared, "items": _options(bound)})
        case Choice():
            return Control("govukRadios", {**_group(bound), **shared, "items": _items(bound)})
        case Day() | Moment():
            found = {**_group(bound), **shared, **_date(bound, wrong=bool(wrong))}
            return Control("govukDateInput", found)
        case Words():
            return Control("govukTextarea", {**_one(bound), **shared, "value": bound.value() or ""})
        case Whole():
            params = {
                "inputmode": "numeric",
                "spellcheck": False,
                "classes": "govuk-input--width-5",
            }
            return Control("govukInput", {**_one(bound), **shared, **params, "value": _text(bound)})
    return Control("govukInput", {**_one(bound), **shared, "value": _text(bound)})


def anchors(form: forms.BaseForm) -> Iterator[tuple[str, str]]:
    """What is wrong, each with the id of the place to put it right."""
    for bound in form:
        for wrong in bound.errors:
            yield str(wrong), _place(bound)
    for wrong in form.non_field_errors():
        yield str(wrong), "main-content"


def _place(bound: BoundField) -> str:
    return f"{bound.html_name}-day" if isinstance(bound.field, Day | Moment) else bound.html_name


def _group(bound: BoundField) -> dict[str, Any]:
    legend = {"text": bound.label, "classes": "govuk-fieldset__legend--s"}
    return {
        "idPrefix": bound.html_name, "id": bound.html_name, "name": bound.html_name,
        "fieldset": {"legend": legend},
    }  # fmt: skip


def _one(bound: BoundField) -> dict[str, Any]:
    label = {"text": bound.label, "classes": "govuk-label--s"}
    return {"id": bound.html_name, "name": bound.html_name, "label": label}


def _chosen(bound: BoundField) -> set[str]:
    value = bound.value()
    found = value if isinstance(value, list | tuple) else [value]
    return {str(one) for one in found if one is not None}


def _choices(bound: BoundField) -> list[tuple[str, str]]:
    field = bound.field
    return list(field.given) if isinstance(field, Choice | Several) else []


def _items(bound: BoundField) -> list[dict[str, Any]]:
    chosen = _chosen(bound)
    items = [
        {"value": value, "text": text, "checked": value in chosen}
        for value, text in _choices(bound)
    ]
    if len(items) > 1 and items[-1]["value"] == "":
        items.insert(-1, {"divider": _("or")})
    return items


def _options(bound: BoundField) -> list[dict[str, Any]]:
    chosen = _chosen(bound)
    choices = [(value, text) for value, text in _choices(bound) if value]
    first = "Choose one" if bound.field.required else "Not recorded"
    return [
        {"value": value, "text": text, "selected": value in chosen}
        for value, text in [("", first), *choices]
    ]


def _date(bound: BoundField, *, wrong: bool) -> dict[str, Any]:
    value = bound.value() or {}
    parts = bound.field.widget.parts if isinstance(bound.field.widget, Parts) else ()
    # An error of some parts has them as its code; any other is of them all.
    code = str(bound.form.errors.as_data()[bound.name][0].code) if wrong else ""
    named = [part for part in parts if part in code.split()] or parts
    items = [
        {
            "name": part, "id": f"{bound.html_name}-{part}", "label": _(part).capitalize(),
            "value": value.get(part, ""), "inputmode": "text" if part == "time" else "numeric",
            "classes": WIDTH[part] + (" govuk-input--error" if wrong and part in named else ""),
        }
        for part in parts
    ]  # fmt: skip
    return {"namePrefix": bound.html_name, "items": items}


def _text(bound: BoundField) -> str:
    value = bound.value()
    return "" if value is None else str(value)
