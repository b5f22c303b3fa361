"""The event types are those of the specification, and say all that their users need."""

from __future__ import annotations

import re
import runpy

import pytest

from answerable.events import catalogue, codes, court, every
from answerable.events.catalogue import DERIVED, EVENT_TYPES, subject_kind
from answerable.events.model import AGENCIES, ROOMS
from answerable.events.validate import check_data, check_strict
from tests.shared import shared

LETTERS = {
    "P": "police", "C": "cps", "S": "support", "W": "witness_care", "T": "court", "V": "victim",
    "O": "oversight", "Y": "system",
}  # fmt: skip
TYPES = list(EVENT_TYPES.values())


def table() -> dict[str, tuple[str, str]]:
    """The rows of the specification's tables: by event, who records it and its fields."""
    found = {}
    for line in shared("spec", "catalogue.md").read_text().replace("\\|", "¦").splitlines():
        row = re.match(
            r"^\| `([a-z_0-9.]+)`(?: / `([a-z_0-9.]+)`)? \| ([PCSWTVOYa][^|]*) \| (.*) \|", line
        )
        if row and "." in row[1] and row[4] != "see investigation":
            for name, by in zip((row[1], row[2]), (row[3].split(" / ") * 2), strict=False):
                if name:
                    found[name] = (by, row[4])
    return found


def test_every_event_of_the_specification_is_declared():
    names = set(table())

    assert len(names) > 130
    assert not names - set(EVENT_TYPES)


def test_who_may_record_is_as_specified():
    for name, (by, _) in table().items():
        expected = (
            set(AGENCIES)
            if by.strip() == "all"
            else {
                agency
                for letter, agency in LETTERS.items()
                if re.search(rf"\b{letter}\b", by.split(", or")[0])
            }
        )
        assert set(EVENT_TYPES[name].by) == expected, name


def test_fields_and_their_codes_are_as_specified():
    for name, (_, fields) in table().items():
        declared = EVENT_TYPES[name].all_fields
        for field, kind in re.findall(
            r"`([a-z_0-9]+)` (\[?[a-z_0-9]+(?:¦[a-z_0-9]+)+\]?|bool|int|date|text|id)\b", fields
        ):
            if "/" in fields and field not in declared:
                continue
            found = declared[field]
            if "¦" in kind:
                assert set(found.codes) >= set(kind.strip("[]").split("¦")), (name, field)
                assert found.type == ("any_of" if kind.startswith("[") else "one_of"), (name, field)
            else:
                assert found.type == kind, (name, field)


@pytest.mark.parametrize("type_", [*TYPES, *DERIVED.values()], ids=lambda t: t.name)
def test_an_event_type_says_all_that_its_users_need(type_):
    assert type_.room in ROOMS
    assert type_.meaning.endswith(".") and type_.to_agencies
    assert all(field.meaning for field in type_.all_fields.values())
    assert bool(type_.to_victim) == (type_.victim != "no")
    assert ("for_victim" in type_.all_fields) == (
        type_.victim != "no" and any(agency != "victim" for agency in type_.by)
    )


UNASKED = ("where it is known", "if they want to say")


def test_what_is_asked_only_where_somebody_knows_or_wants_to_say_it_may_be_left_unsaid():
    required = [
        f"{type_.name}.{field.name}"
        for type_ in EVENT_TYPES.values()
        for field in type_.fields
        if field.required and any(words in field.meaning for words in UNASKED)
    ]

    assert not required


def test_what_is_derived_cannot_be_typed():
    assert set(DERIVED) == {"case.decided", "contact.tried"}
    assert not set(DERIVED) & set(EVENT_TYPES)
    assert not any(type_.by for type_ in DERIVED.values())


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ("suspect.arrested", "suspect"), ("letter.sent", "suspect"), ("charge.made", "suspect"),
        ("device.taken", "device"), ("third_party.received", "request"), ("action.set", "action"),
        ("evidence.perishable", "evidence"), ("evidence.secured", None), ("hearing.told", "hearing"),
        ("support.referred", "referral"), ("support.offered", None), ("review.decided", "review"),
        ("account.offered", "account"), ("account.inconsistency", None), ("crime.reported", None),
        ("outcome.assigned", "offence"), ("unused.scheduled", "material"), ("case.decided", None),
    ],
)  # fmt: skip
def test_an_event_is_about_the_kind_that_the_specification_says(event, kind):
    assert subject_kind(event) == kind


def kinds_of_the_specification() -> dict[str, tuple[str, bool]]:
    """The kind of each event that has one, and whether its subject may be empty."""
    page = shared("spec", "catalogue.md").read_text()
    line = next(line for line in page.splitlines() if line.startswith("Subject kinds:"))
    found = {}
    for kind, listed, empty in re.findall(r"`(\w+)` \(([^:)]*)(: may be empty)?\)", line):
        stem = ""
        for pattern in listed.split(", "):
            stem = pattern.split(".")[0] or stem
            ending = pattern.split(".")[1]
            names = [n for n in EVENT_TYPES if n.startswith(f"{stem}.")] if ending == "*" else []
            for name in names or [f"{stem}.{ending}"]:
                found[name] = (kind, bool(empty))
    return found


# Its list gives `case.reopened` none; its page on the engine has it name the decisions that no longer
# stand, or all: it names them by whom they are about.
NAMES_DECISIONS = {"case.reopened": ("suspect", True)}


def test_every_kind_of_subject_is_the_specifications():
    kinds = kinds_of_the_specification() | NAMES_DECISIONS

    assert len({kind for kind, _ in kinds.values()}) == 14
    for name in {*table(), *kinds} & set(EVENT_TYPES):
        kind, may_be_empty = kinds.get(name, (None, False))
        assert subject_kind(name) == EVENT_TYPES[name].subject == kind, name
        if name in table():
            assert EVENT_TYPES[name].subject_may_be_empty == may_be_empty, name
    assert set(kinds) <= {*EVENT_TYPES, *DERIVED}


def test_an_event_that_nobody_declared_is_about_nothing():
    assert subject_kind("no.such") is None


def test_an_event_declared_twice_is_refused_by_its_name(monkeypatch):
    monkeypatch.setattr(court, "TYPES", (*court.TYPES, every.TYPES[0]))

    with pytest.raises(ValueError, match=r"record\.corrected is declared twice"):
        runpy.run_path(str(catalogue.__file__))


def test_the_rooms_follow_one_another_and_each_knows_its_own():
    order = [type_.room for type_ in EVENT_TYPES.values()]

    assert tuple(dict.fromkeys(order)) == ROOMS
    assert order == sorted(order, key=ROOMS.index)


def test_what_is_derived_may_be_recorded_by_nobody():
    for type_ in DERIVED.values():
        for agency in AGENCIES:
            refused = check_strict(type_, {"by": "police", "result": "charge"}, agency)
            assert "agency" in dict(refused), (type_.name, agency)


def test_four_kinds_of_missing_are_kept_apart_in_every_characteristic():
    for name, allowed in codes.CHARACTERISTICS.items():
        type_ = EVENT_TYPES["characteristics.recorded"]
        assert len(set(codes.MISSING)) == 4
        assert set(codes.MISSING) <= set(allowed)
        for code in codes.MISSING:
            assert not check_data(type_, {name: code, "source": "self"}).problems


def test_there_are_nineteen_ethnic_groups_each_under_its_broad_group():
    groups = [code for group in codes.ETHNIC_GROUPS.values() for code in group]

    assert len(groups) == len(set(groups)) == 19
    assert all(
        code.startswith(f"{broad}_")
        for broad, group in codes.ETHNIC_GROUPS.items()
        for code in group
    )


def test_outcomes_are_the_home_offices():
    numbers = {code.rstrip("a") for code in codes.OUTCOMES}

    assert numbers == {str(n) for n in range(23)}


@pytest.mark.parametrize(
    ("event", "data", "column", "words"),
    [
        ("crime.reported", {"team": "gentle"}, "data.team", "specialist, general"),
        ("crime.reported", {"domestic_abuse": "true"}, "data.domestic_abuse", "neither true nor false"),
        ("crime.reported", {"victim_age": 200}, "data.victim_age", "between 0 and 130"),
        ("crime.reported", {"victim_age": True}, "data.victim_age", "no whole number"),
        ("crime.reported", {"offence_from": "2020-02-30"}, "data.offence_from", "no day of the calendar"),
        ("crime.reported", {"why": "justice"}, "data.why", "no list"),
        ("crime.reported", {"why": ["gain"]}, "data.why", "'gain' is not allowed"),
        ("contact.agreed", {"every_days": 0}, "data.every_days", "between 1 and 3650"),
        ("characteristics.recorded", {"race": "martian"}, "data.race", "white_roma"),
        ("decision.made", {"outcome": "99"}, "data.outcome", "'99' is not allowed"),
        ("record.corrected", {"entry": {"event": "no.such"}}, "data.entry", "no event type"),
        ("record.corrected", {"entry": {"event": "plan.set", "agency": "navy"}}, "data.entry", "no agency"),
    ],
)  # fmt: skip
def test_a_message_names_the_field_the_value_and_what_is_allowed(event, data, column, words):
    problems = check_data(EVENT_TYPES[event], data).problems

    assert [name for name, _ in problems] == [column]
    assert words in problems[0][1]


def test_a_message_never_repeats_somebodys_own_words():
    problems = check_data(EVENT_TYPES["withdrawal.stated"], {"words": {"said": "secret"}}).problems

    assert problems and "secret" not in problems[0][1]


def test_an_empty_text_is_not_recorded_and_an_unknown_field_is_kept():
    checked = check_data(EVENT_TYPES["investigation.allocated"], {"officer": "", "hat": "blue"})

    assert checked.data == {"hat": "blue"}
    assert checked.unknown == ("hat",)
    assert checked.not_recorded == 3


def test_recording_inside_is_strict():
    type_ = EVENT_TYPES["contact.agreed"]
    data = {"when": "regular", "method": "phone", "may_leave_message": False, "letters": False,
            "safe": True, "hat": "blue"}  # fmt: skip

    found = dict(check_strict(type_, data, "court"))

    assert set(found) == {"agency", "data.every_days", "data.hat"}
    assert not check_strict(type_, {**data, "every_days": 14} | {"hat": None}, "victim")
