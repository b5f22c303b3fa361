"""Whether a row's data is what its event type says; generously from outside, strictly inside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from answerable.events.model import AGENCIES, EventType, Field
from answerable.events.times import parse_day, parse_instant, shown

# A reason in words for each requirement of a gate that asks for one, kept with any event.
REASONS = "reasons"


class Checked(NamedTuple):
    """What a row's data says: the recorded fields, what is wrong (column, reason), how many
    required fields are not recorded, and the fields that the event type does not have."""

    data: Mapping[str, Any]
    problems: tuple[tuple[str, str], ...]
    not_recorded: int
    unknown: tuple[str, ...]


def check_data(type_: EventType, data: Mapping[str, Any]) -> Checked:
    """Data from outside: a missing field is not recorded, an unknown one is kept and unused; a
    wrong type or an unknown code is a problem."""
    fields = type_.all_fields
    recorded = as_recorded(type_, data)
    found = [
        (f"data.{name}", reason)
        for name, value in recorded.items()
        if name in fields and (reason := wrong_with(fields[name], value))
    ]
    absent = [field for name, field in fields.items() if name not in recorded]
    missing = sum(is_needed(field, recorded) for field in absent)
    unknown = tuple(name for name in recorded if name not in fields and name != REASONS)
    return Checked(recorded, tuple(found), missing, unknown)


def as_recorded(type_: EventType, data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields of data that say anything, codes as their lists write them."""
    fields = type_.all_fields
    return {
        name: _as_written(fields.get(name), value)
        for name, value in data.items()
        if is_recorded(value)
    }


def check_strict(type_: EventType, data: Mapping[str, Any], agency: str) -> list[tuple[str, str]]:
    """Data recorded through a page or the API: required fields are required, unknown ones
    refused, and the agency has to be one that may record it. Each problem is (column, reason)."""
    checked = check_data(type_, data)
    found = list(checked.problems)
    if agency not in type_.by:
        allowed = ", ".join(type_.by) or "nobody"
        found.append(("agency", f"{shown(agency)} may not record {type_.name}; {allowed} may"))
    for name, field in type_.all_fields.items():
        if is_needed(field, checked.data):
            found.append((f"data.{name}", f"is required: {field.meaning}"))
    found += [(f"data.{name}", f"{type_.name} has no such field") for name in checked.unknown]
    if REASONS not in type_.all_fields and not _are_reasons(checked.data.get(REASONS, {})):
        found.append((f"data.{REASONS}", "is no text for each requirement of a gate"))
    return found


def _are_reasons(value: Any) -> bool:
    """Whether a value is what a gate asks for: a reason in words by requirement."""
    return isinstance(value, dict) and all(isinstance(words, str) for words in value.values())


def _as_written(field: Field | None, value: Any) -> Any:
    """A code that was written as a number, as the list writes it: level 1, outcome 16."""
    if type(value) is not int or field is None or not field.codes:
        return value
    return str(value) if str(value) in field.codes else value


def is_recorded(value: Any) -> bool:
    """Whether a value says anything: an empty text, an empty list and null do not."""
    return bool(value) or not (value is None or value in ("", []))


def is_needed(field: Field, data: Mapping[str, Any]) -> bool:
    """Whether a field is required, of this data, and not recorded."""
    if field.name in data:
        return False
    if field.required_when:
        name, _, value = field.required_when.partition("=")
        return data.get(name) == value
    return field.required


def wrong_with(field: Field, value: Any) -> str:
    """What is wrong with a field's value; an empty text where nothing is."""
    return _CHECKS[field.type](field, value)


def _bool(_field: Field, value: Any) -> str:
    return "" if isinstance(value, bool) else f"{shown(value)} is neither true nor false"


def _int(field: Field, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int):
        return f"{shown(value)} is no whole number"
    low, high = field.least or 0, field.most or 0
    return "" if low <= value <= high else f"{value} is not between {low} and {high}"


def _date(_field: Field, value: Any) -> str:
    if not isinstance(value, str):
        return f"{shown(value)} is no day (2026-03-06)"
    try:
        parse_day(value)
    except ValueError as error:
        return str(error)
    return ""


def _one_of(field: Field, value: Any) -> str:
    if isinstance(value, str) and value in field.codes:
        return ""
    return f"{shown(value)} is not allowed; allowed are {_listed(field.codes)}"


def _any_of(field: Field, value: Any) -> str:
    if not isinstance(value, list):
        return f"{shown(value)} is no list; write a list of {_listed(field.codes)}"
    return next((reason for item in value if (reason := _one_of(field, item))), "")


def _code(field: Field, value: Any) -> str:
    if field.codes:
        return _one_of(field, value)
    return "" if isinstance(value, str) else f"{shown(value)} is no code; write a text"


def _words(field: Field, value: Any) -> str:
    # What was written is never repeated: it may be somebody's own words.
    kind = "text" if field.type == "text" else "id"
    return "" if isinstance(value, str) else f"holds no {kind} but {type(value).__name__}"


def _entry(_field: Field, value: Any) -> str:
    from answerable.events.catalogue import EVENT_TYPES  # noqa: PLC0415  it holds this very type

    if not isinstance(value, dict):
        return f"holds no event but {type(value).__name__}"
    if not value:
        return ""
    event = value.get("event")
    if event is not None and event not in EVENT_TYPES:
        return f"{shown(event)} is no event type of the catalogue"
    for name in ("subject", "agency", "actor"):
        if not isinstance(value.get(name, ""), str | None):
            return f"its {name} is no text"
    if (value.get("agency") or AGENCIES[0]) not in AGENCIES:
        return f"{shown(value['agency'])} is no agency; there are {_listed(AGENCIES)}"
    data = value.get("data")
    if not isinstance(data, dict | None):
        return "its data is no object"
    found = check_data(EVENT_TYPES[event], data or {}).problems if event else ()
    if data and event is None and not any(_fits(type_, data) for type_ in EVENT_TYPES.values()):
        return "its data is that of no event type"
    wrong = [f"{column}: {reason}" for column, reason in found]
    return "; ".join([*_wrong_instant(value.get("occurred_at")), *wrong])


def _fits(type_: EventType, data: Mapping[str, Any]) -> bool:
    checked = check_data(type_, data)
    return not checked.problems and not checked.unknown


def what_fits(type_: EventType, data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields of a corrected entry's data that are right for the event that it corrects, where
    the correction did not name it and nobody could tell when the row was read."""
    wrong = {column for column, _ in check_data(type_, data).problems}
    return {k: v for k, v in as_recorded(type_, data).items() if f"data.{k}" not in wrong}


def _wrong_instant(written: Any) -> list[str]:
    try:
        if written is not None:
            parse_instant(written)
    except (ValueError, TypeError) as error:
        return [str(error)]
    return []


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(codes)


_CHECKS: Mapping[str, Callable[[Field, Any], str]] = {
    "bool": _bool, "int": _int, "date": _date, "code": _code, "text": _words, "id": _words,
    "one_of": _one_of, "any_of": _any_of, "entry": _entry,
}  # fmt: skip
