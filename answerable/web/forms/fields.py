"""A declared field as a field of a form: what it takes, and what it says when it is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from unicodedata import category

from django import forms
from django.core.exceptions import ValidationError

from answerable.events.hidden import HIDDEN
from answerable.events.model import EventType, Field
from answerable.events.times import FIRST_YEAR, LAST_YEAR, LONDON
from answerable.events.words import code_words, field_words
from answerable.web.language import gettext as _

Choices = Sequence[tuple[str, str]]

NOT_RECORDED = "Not recorded"
LONGEST_WORDS, LONGEST_LINE = 10_000, 200
MANY = 12  # more than these are a list to choose from, and no longer buttons to look through
KEPT = "Kept in the log for ever: no names, and nothing that tells who somebody is."


class Choice(forms.ChoiceField):
    """One of several; an optional one can be left, or put back to, not recorded."""

    def __init__(self, choices: Choices, *, required: bool, asked: str, hint: str) -> None:
        self.given = tuple(choices if required else [*choices, ("", NOT_RECORDED)])
        super().__init__(
            choices=self.given, required=required, label=asked, help_text=hint,
            error_messages=_choose(asked),
        )  # fmt: skip


def _choose(asked: str) -> dict[str, str]:
    # What was sent in the place of a choice is not repeated: it may be anything, and of any length.
    return {"required": command("Select", asked), "invalid_choice": command("Select", asked)}


class YesNo(Choice):
    """Yes or no, which are not the same as not recorded."""

    def __init__(self, *, required: bool, asked: str, hint: str) -> None:
        choices = [("true", _("Yes")), ("false", _("No"))]
        super().__init__(choices, required=required, asked=asked, hint=hint)

    def clean(self, value: Any) -> Any:
        return {"true": True, "false": False}.get(super().clean(value))


class Several(forms.MultipleChoiceField):
    """Any number of several."""

    def __init__(self, choices: Choices, *, required: bool, asked: str, hint: str) -> None:
        self.given = tuple(choices)
        super().__init__(
            choices=choices, required=required, label=asked,
            help_text=hint or _("Select all that apply"),
            error_messages=_choose(asked),
        )  # fmt: skip


class Named:
    """A field that names itself in what it says is wrong, for the summary of a page names no other.

    Asked for the first time where it was left out, the question is in the words already.
    """

    label: Any

    def clean(self, value: Any) -> Any:
        """What was typed, or what is wrong with it and where."""
        try:
            return super().clean(value)  # type: ignore[misc]  # of the field that it stands before
        except ValidationError as wrong:
            raise named(wrong, str(self.label)) from None


def named(wrong: ValidationError, asked: str) -> ValidationError:
    """What is wrong, with what it is about: “Enter a whole number …: how many items”."""
    return ValidationError(
        [
            one if one.code in ("required", "invalid_choice")
            else ValidationError(f"{one.messages[0]}: {within(asked)}", code=one.code)
            for one in wrong.error_list
        ]
    )  # fmt: skip


class Whole(Named, forms.IntegerField):
    """A whole number."""

    def __init__(self, field: Field, *, asked: str, hint: str) -> None:
        low, high = field.least or 0, field.most or 0
        between = _("Enter a whole number between {low} and {high}")
        between = between.format(low=low, high=f"{high:,}")
        super().__init__(
            required=field.required, label=asked, help_text=hint, min_value=low, max_value=high,
            error_messages={
                "required": command("Enter", asked), "invalid": between, "min_value": between,
                "max_value": between,
            },
        )  # fmt: skip


def wrong_text(most: int) -> dict[str, str]:
    """What is said of a text that is not taken, in the language of the page, by Django's code."""
    return {
        "max_length": _("Use {most} characters or fewer").format(most=f"{most:,}"),
        "hidden": _("Type it again, for it holds a hidden character"),
        "null_characters_not_allowed": _(
            "Type it again, for this box holds a character that cannot be kept"
        ),
    }


class Line(Named, forms.CharField):
    """A few words that stay in the log."""

    def __init__(self, *, required: bool, asked: str, hint: str) -> None:
        super().__init__(
            required=required, label=asked, help_text=hint, max_length=LONGEST_LINE,
            error_messages={"required": command("Enter", asked), **wrong_text(LONGEST_LINE)},
        )  # fmt: skip

    def validate(self, value: str) -> None:
        """Words that read as they are written, and something to read."""
        super().validate(value)
        if HIDDEN.search(value) or (value and not any(_shows(one) for one in value)):
            raise forms.ValidationError(self.error_messages["hidden"], code="hidden")


def _shows(letter: str) -> bool:
    return category(letter)[0] not in "CZM"  # controls, spaces, and marks that need a letter


class Words(Named, forms.CharField):
    """Free text, which lives in the vault of notes."""

    widget = forms.Textarea

    def __init__(self, *, required: bool, asked: str, hint: str) -> None:
        super().__init__(
            required=required, label=asked, help_text=hint, max_length=LONGEST_WORDS,
            error_messages={"required": command("Enter", asked), **wrong_text(LONGEST_WORDS)},
        )  # fmt: skip


class Parts(forms.Widget):
    """Several inputs of one question, by their names: what was typed, as it was typed."""

    def __init__(self, *parts: str) -> None:
        super().__init__()
        self.parts = parts

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:  # noqa: ARG002
        return {part: str(data.get(f"{name}-{part}") or "").strip() for part in self.parts}

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:  # noqa: ARG002
        return not any(f"{name}-{part}" in data for part in self.parts)


class Day(Named, forms.Field):
    """A day of the calendar, in three parts."""

    def to_python(self, value: Any) -> Any:
        """The day as the log has it."""
        return day_of(value).isoformat() if value and any(value.values()) else None

    def __init__(self, *, required: bool, asked: str, hint: str) -> None:
        super().__init__(
            widget=Parts("day", "month", "year"), required=required, label=asked, help_text=hint,
            error_messages={"required": command("Enter", asked)},
        )  # fmt: skip


class Moment(Named, forms.Field):
    """A day and a time of day, in London."""

    def to_python(self, value: Any) -> Any:
        """The instant."""
        if not value or not any(value.values()):
            return None
        on = day_of(value)
        hour, minute = _time_of(value["time"])
        found = datetime(on.year, on.month, on.day, hour, minute, tzinfo=LONDON)
        if found.astimezone(UTC).astimezone(LONDON).hour != hour:
            raise ValidationError("The clocks went forward: this time was skipped on that day")
        return found

    def __init__(self, *, asked: str, hint: str) -> None:
        super().__init__(
            widget=Parts("day", "month", "year", "time"), label=asked, help_text=hint,
            error_messages={"required": command("Enter", asked)},
        )  # fmt: skip


def day_of(parts: Mapping[str, str]) -> date:
    """The day that three parts name; what is wrong with them is said of the parts, which are the
    code of it."""
    lacking = [part for part in ("day", "month", "year") if not parts[part]]
    if lacking:
        parts_of_it = _(" and a ").join(_(part) for part in lacking)
        raise ValidationError(
            _("The date must include a {parts}").format(parts=parts_of_it), code=" ".join(lacking)
        )
    try:
        found = date(*(int(parts[part]) for part in ("year", "month", "day")))
    except (ValueError, OverflowError):
        raise ValidationError(_("The date must be a real day, such as 27 3 2026")) from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValidationError(
            _("The year must be between {first} and {last}").format(
                first=FIRST_YEAR, last=LAST_YEAR
            ),
            code="year",
        )
    return found


def _time_of(text: str) -> tuple[int, int]:
    hour, _, minute = text.replace(".", ":").partition(":")
    try:
        found = int(hour), int(minute or 0)
    except ValueError:
        found = -1, 0
    if not (0 <= found[0] < 24 and 0 <= found[1] < 60):
        raise ValidationError("The time must be a time of day, such as 9:30 or 14:05", code="time")
    return found


def form_field(
    type_: EventType, field: Field, *, choices: Choices | None = None, note: str = ""
) -> forms.Field:
    """The form's field for a declared one; `choices` where the case gives them."""
    asked, hint = field_words(type_, field)
    hint = " ".join(part for part in (f"{hint}." if hint else "", note) if part)
    required = field.required and not field.required_when
    given: dict[str, Any] = {"required": required, "asked": asked, "hint": hint}
    if choices is not None:
        return Choice(choices, **given)
    if field.codes:
        listed = [(code, code_words(field.name, code)) for code in field.codes]
        return Several(listed, **given) if field.type == "any_of" else Choice(listed, **given)
    match field.type:
        case "bool":
            return YesNo(**given)
        case "int":
            return Whole(field, asked=asked, hint=hint)
        case "date":
            return Day(**given)
        case "text":
            return Words(**given)
        case _:
            return Line(**{**given, "hint": f"{hint} {KEPT}".strip()})


def command(verb: str, asked: str) -> str:
    """What to do about a question: "Select whether she was alone", "Answer: which language?"."""
    words = within(asked)
    return f"Answer: {words}" if asked.endswith("?") else f"{verb} {words}"


def within(asked: str) -> str:
    """A question within a sentence: a small letter, but for what is written in capitals."""
    keeps = asked[:2].isupper() or asked.partition(" ")[0] == "I"
    return asked if keeps else asked[:1].lower() + asked[1:]
