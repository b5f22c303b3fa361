"""Event types of every room are declared as the specification's tables say; so are code lists."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

import pytest

from answerable.events import (
    codes,
    contact,
    court,
    decision,
    engagement,
    every,
    investigation,
    material,
    prosecution,
    report,
    support,
)
from answerable.events.model import AGENCIES, EventType
from answerable.events.validate import check_data
from tests.shared import shared

ROOMS = dict(
    enumerate(
        (every, report, support, contact, engagement, investigation, material, prosecution,
         decision, court)
    )
)  # fmt: skip
DECLARED: dict[str, EventType] = {
    type_.name: type_ for room in ROOMS.values() for type_ in room.TYPES
}
LETTERS = {
    "P": "police", "C": "cps", "S": "support", "W": "witness_care", "T": "court", "V": "victim",
    "O": "oversight", "Y": "system",
}  # fmt: skip
NINE = (
    codes.AGE, codes.DISABILITY, codes.GENDER_REASSIGNMENT, codes.MARRIAGE_CIVIL_PARTNERSHIP,
    codes.PREGNANCY_MATERNITY, codes.RACE, codes.RELIGION_BELIEF, codes.SEX,
    codes.SEXUAL_ORIENTATION,
)  # fmt: skip


class Written(NamedTuple):
    """A field as the specification writes it."""

    name: str
    type: str
    codes: tuple[str, ...]
    required: bool


class Row(NamedTuple):
    """An event as the specification writes it."""

    room: int
    by: frozenset[str]
    victim: str
    fields: tuple[Written, ...]


def kind_of(words: str) -> tuple[str, tuple[str, ...]]:
    if words in ("bool", "int", "date", "code", "text", "id"):
        return words, ()
    if re.fullmatch(r"\d+ to \d+", words):
        return "int", ()
    if words.startswith("["):
        return "any_of", tuple(words.strip("[]").split("¦"))
    return "one_of", tuple(words.split("¦"))


def field_of(name: str, said: str, above: dict[str, Written], triage: tuple[str, ...]) -> Written:
    """One field; one without a type of its own has that of its namesake in the nearest row above."""
    said = re.sub(r"\([^)]*\)", "", said).split(" · ")[0].strip(" ,·—")
    required = not said.endswith("?")
    said = said.rstrip("?").strip()
    if said == "[as triage]":
        return Written(name, "any_of", triage, required)
    if name == "entry":
        return Written(name, "entry", (), False)
    if said in ("", "[…]"):
        # The one that stands above its namesake: crime.reported is a room further on.
        first = ("rape", "attempted_rape", "assault_by_penetration", "sexual_assault", "other")
        known = above.get(name) or Written(name, "one_of", first, True)
        assert name in above or name == "offence", name
        return Written(name, known.type, known.codes, required)
    type_, listed = kind_of(said)
    return Written(name, type_, listed, required)


def event_rows() -> list[tuple[int, str, str, str]]:
    """Room, event, by and fields of each row, in the order of the page."""
    found, room, inside = [], -1, False
    for line in shared("spec", "catalogue.md").read_text().replace("\\|", "¦").splitlines():
        if heading := re.match(r"## (\d+) ", line):
            room, inside = int(heading[1]), False
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| "):
            inside = cells[0] == "event" or (inside and cells[0] != "gate on")
        if not inside or not cells[0].startswith("`") or cells[2] == "see investigation":
            continue
        names = re.findall(r"`([a-z_0-9.]+)`", cells[0])
        bys = cells[1].split(" / ") if len(names) > 1 else [cells[1]]
        fields = cells[2].split(" / ") if len(names) > 1 else [cells[2]]
        mark = "V · " if fields[0].startswith("V · ") else ""
        for name, by, told in zip(names, bys, fields, strict=True):
            found.append((room, name, by, told if told.startswith(mark) else mark + told))
    return found


def rows() -> dict[str, Row]:
    """Every event of every room, read by itself from the page."""
    listed = event_rows()
    missing = next(fields for _, name, _, fields in listed if name == "triage.completed")
    triage = tuple(re.findall(r"`missing` \[([^\]]+)\]", missing)[0].split("¦"))
    found: dict[str, Row] = {}
    above: dict[str, Written] = {}
    for room, name, by, told in listed:
        seen = "no"
        if re.search(r"(^|· )V once told\b", told):
            seen = "once_told"
        elif re.search(r"(^|· )V\b", told):
            seen = "yes"
        if name == "characteristics.recorded":  # its nine are told in a sentence
            continue
        named = re.findall(r"`([a-z_0-9]+)`((?:\([^)]*\)|[^`])*)", told)
        fields = tuple(field_of(field, said, above, triage) for field, said in named)
        above |= {field.name: field for field in fields}
        # "or P C as agency victim": a worker may record it, on the victim's behalf.
        letters = re.findall(r"\b[A-Z]\b", by.split(", or ")[0])
        agencies = AGENCIES if by == "all" else [LETTERS[letter] for letter in letters]
        found[name] = Row(room, frozenset(agencies), seen, fields)
    return found


def test_the_page_is_read_whole():
    counts = [sum(row.room == room for row in rows().values()) for room in ROOMS]

    assert counts == [5, 16, 11, 10, 6, 28, 15, 23, 16, 14]
    assert sum(len(row.fields) for row in rows().values()) > 250


def test_every_event_is_in_its_room_and_in_the_order_of_the_page():
    for room, module in ROOMS.items():
        page = [name for name, row in rows().items() if row.room == room]

        assert [type_.name for type_ in module.TYPES if type_.name in page] == page


def test_whoever_may_record_an_event_is_who_the_page_says():
    for name, row in rows().items():
        assert set(DECLARED[name].by) == row.by, name


def test_the_victim_sees_what_the_page_says():
    for name, row in rows().items():
        assert DECLARED[name].victim == row.victim, name


# The page asks for both of everybody. But who says yes has no reason against it to give, and who
# takes back all that may be shared names nothing; what refuses them has them say what is not so.
# Whoever answers about their own phone, alone at night, need not say who sat beside them; and nobody
# has to say why they report.
MAY_BE_EMPTY = {
    ("crime.reported", "why"),
    ("position.stated", "reasons"),
    ("support.sharing_agreed", "of"),
    ("device.answered", "isva_present"),
}


def test_fields_have_the_order_the_types_and_the_codes_of_the_page():
    for name, row in rows().items():
        names = [field.name for field in row.fields]
        declared = [field for field in DECLARED[name].fields if field.name in names]

        assert [field.name for field in declared] == names, name
        for field, written in zip(declared, row.fields, strict=True):
            # The outcome alone is a code whose list is the Home Office's and not on the page.
            listed = written.codes or (tuple(codes.OUTCOMES) if field.name == "outcome" else ())
            asked = field.required or (name, field.name) in MAY_BE_EMPTY
            found = (field.type, field.codes, asked)
            assert found == (written.type, listed, written.required), (name, field.name)


def test_what_we_ask_beyond_the_page_may_be_left_out():
    for name, row in rows().items():
        page = {field.name for field in row.fields}

        needed = [field.name for field in DECLARED[name].fields if field.required]
        assert set(needed) <= page, name


def test_a_correction_holds_the_event_in_full_or_nothing_at_all():
    entry = DECLARED["record.corrected"].all_fields["entry"]

    assert (entry.type, entry.required) == ("entry", False)


def test_outcome_codes_are_those_of_the_standards():
    page = shared("spec", "standards.md").read_text()
    chapter = page[page.index("## 3. Home Office outcome codes") : page.index("## 4. ")]
    found = []
    for number, part in re.findall(r"^\| (\d+)(?: \((\d+a)[^)]*\))? \|", chapter, re.M):
        found += [number, part] if part else [number]

    assert list(codes.OUTCOMES) == found
    assert len(found) == 26
    assert all(codes.OUTCOMES.values())


@pytest.mark.parametrize("event", ["decision.made", "outcome.assigned"])
def test_an_outcome_is_one_of_the_home_offices(event):
    allowed = [
        code for code in codes.OUTCOMES if check_data(DECLARED[event], {"outcome": code}).problems
    ]
    refused = [
        code
        for code in ("23", "1b", "nfa")
        if check_data(DECLARED[event], {"outcome": code}).problems
    ]

    assert not allowed
    assert refused == ["23", "1b", "nfa"]


def test_forces_are_forty_three_and_the_transport_police():
    page = shared("spec", "standards.md").read_text()
    line = next(line for line in page.splitlines() if line.startswith("**CJS force codes**"))
    listed = set(re.findall(r"\b(\d{2})\b(?=[ /])", line)) - {"00", "02", "88", "91"}

    assert len(codes.FORCES) == 44
    assert set(codes.FORCES) == listed
    assert len(set(codes.FORCES.values())) == 44


def test_nineteen_ethnic_groups_stand_in_the_order_of_the_standard_each_with_a_parent():
    parents = [codes.ETHNIC_PARENT[code] for code in codes.RACE if code not in codes.MISSING]

    assert len(parents) == len(codes.ETHNIC_PARENT) == 19
    assert list(dict.fromkeys(parents)) == ["white", "mixed", "asian", "black", "other"]
    assert [parents.count(parent) for parent in dict.fromkeys(parents)] == [5, 4, 5, 3, 2]
    assert "white_roma" in codes.RACE


def test_four_kinds_of_missing_are_distinct_and_end_every_list_of_equality_data():
    assert codes.MISSING == ("none", "not_asked", "prefers_not_to_say", "not_known")
    assert len(set(codes.MISSING)) == 4
    for listed in NINE:
        assert listed[-4:] == codes.MISSING
        assert len(listed) == len(set(listed)) > 5


def test_the_nine_lists_are_the_nine_characteristics_of_the_act():
    assert tuple(codes.CHARACTERISTICS.values()) == NINE
    assert list(codes.CHARACTERISTICS) == list(codes.LABELS)[:9]


def test_an_age_is_held_as_a_band_and_never_as_a_number():
    bands = [band for band in codes.AGE if band not in codes.MISSING]

    assert bands[0] == "under_13" and bands[-1] == "75_and_over"
    assert not any(band.isdigit() for band in bands)
    edges = [tuple(map(int, band.split("_to_"))) for band in bands[1:-1]]
    assert edges[0][0] == 13 and edges[-1][1] == 74
    assert all(later[0] == earlier[1] + 1 for earlier, later in pairwise(edges))


def test_what_an_officer_saw_is_six_groups_and_unknown():
    assert len(codes.OFFICER_OBSERVED) == 7
    assert codes.OFFICER_OBSERVED[-1] == "unknown"
    assert not set(codes.OFFICER_OBSERVED) & set(codes.RACE)


@pytest.mark.parametrize("event", ["characteristics.recorded", "suspect.described"])
def test_what_was_said_and_what_an_officer_saw_stand_side_by_side(event):
    both = {"race": "asian_indian", "race_observed": "arab_north_african", "source": "self"}

    assert not check_data(DECLARED[event], both).problems
    assert check_data(DECLARED[event], {"race": "arab_north_african"}).problems


@pytest.mark.parametrize("listed", codes.LABELS, ids=str)
def test_every_code_has_its_own_words(listed):
    labels = codes.LABELS[listed]

    assert all(label.strip() for label in labels.values())
    assert len(set(labels.values())) == len(labels)
    assert all(re.fullmatch(r"[a-z0-9_]+", code) for code in labels)
