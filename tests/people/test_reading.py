"""Who is who: in one statement, however many are asked for, and as far as one may know."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import transaction

from answerable.actions.allocating import give_part
from answerable.people import demonstration, parts, reading
from answerable.people.acting import acting_as, working
from answerable.people.agencies import listed
from answerable.people.demonstration import STAFF, id_of, team_of
from answerable.people.roles import PARTS_OF
from answerable.people.staff import NotOfThisAgency, put_in
from answerable.people.standing import standing_in
from tests.people.cast import (
    BRONWEN,
    EDITH,
    ISLA,
    MAUD,
    NICK,
    NOW,
    OMAR,
    PRIYA,
    RHONA,
    SUNITA,
    WENDY,
    whole_case,
)

pytestmark = pytest.mark.django_db


def asked(by, ask):
    with acting_as(by), transaction.atomic():
        return ask()


def test_there_are_43_forces_and_14_areas_and_what_is_made_up_says_so():
    kinds = [one.kind for one in listed()]

    assert (kinds.count("police"), kinds.count("cps")) == (43, 14)
    assert len({one.code for one in listed()}) == len(listed())
    assert all("made up" in one.name for one in listed() if one.made_up)
    assert all(one.made_up for one in listed() if one.kind in ("support", "witness_care"))


def test_a_force_works_with_an_area_that_there_is():
    areas = {one.code for one in listed() if one.kind == "cps"}
    works_with = {one.name: one.area for one in listed() if one.kind == "police"}

    assert {name for name, area in works_with.items() if not area} == {
        "Metropolitan Police Service", "City of London Police"
    }  # fmt: skip
    assert set(works_with.values()) - {""} <= areas


def test_the_codes_of_forces_are_those_of_the_log():
    from answerable.events.codes import FORCES

    codes = {one.code for one in listed() if one.kind == "police"}
    assert codes == set(FORCES) - {"93"}  # British Transport Police are no territorial force


def test_the_agencies_of_the_list_are_those_of_the_database():
    assert {one.code for one in asked(None, reading.agencies)} == {one.code for one in listed()}
    assert len(asked(None, lambda: reading.agencies("cps"))) == 14


def test_everybody_of_a_case_is_read_in_two_statements(django_assert_num_queries):
    case_id = whole_case()

    with acting_as(OMAR), transaction.atomic():
        reading.parts_in(case_id)  # the connection is warm
        with django_assert_num_queries(2):
            held = reading.parts_in(case_id)
        with django_assert_num_queries(2):
            reading.parts_of([case_id] * 100)
        with django_assert_num_queries(1):
            reading.staff([OMAR, PRIYA, ISLA, WENDY] * 100)
        with django_assert_num_queries(1):
            reading.caseload([OMAR, BRONWEN], NOW)
        with django_assert_num_queries(1):
            reading.agencies_on([case_id], NOW)
    assert {(one.part, one.somebody.name.split()[0]) for one in held} == {
        ("investigator", "Omar"), ("prosecutor", "Priya"), ("adviser", "Isla"),
        ("witness_care_officer", "Wendy"),
    }  # fmt: skip


def test_a_member_of_staff_is_reached_directly():
    demonstration.load()
    omar = asked(PRIYA, lambda: reading.somebody(OMAR))

    assert omar.name == "Omar Fennimarsh"
    assert (omar.agency_name, omar.team_name) == (
        "West Yorkshire Police",
        "Rape investigation team",
    )
    assert omar.telephone.startswith("020 7946 0")
    assert omar.email == "omar@answerable.example"


def test_who_works_for_a_support_service_is_known_there_and_to_those_on_a_case_with_them():
    whole_case()
    known = {who: asked(who, lambda: set(reading.staff([ISLA, RHONA, OMAR, PRIYA])))
             for who in (OMAR, SUNITA, RHONA, NICK, EDITH)}  # fmt: skip

    assert known[OMAR] == known[SUNITA] == {ISLA, OMAR, PRIYA}
    assert known[RHONA] == {ISLA, RHONA, OMAR, PRIYA}
    assert known[NICK] == known[EDITH] == {OMAR, PRIYA}
    assert asked(None, lambda: reading.staff([OMAR])) == {}


def test_a_team_and_an_agency_are_their_people():
    demonstration.load()
    team = team_of("13", "Rape investigation team")

    names = [one.name.split()[0] for one in asked(SUNITA, lambda: reading.team(team, NOW))]
    assert names == ["Bronwen", "Desmond", "Greta", "Omar", "Sunita", "Tariq"]
    managers = asked(OMAR, lambda: reading.of_agency("13", NOW, ["supervisor"]))
    assert [one.name.split()[0] for one in managers] == ["Sunita", "Yusra"]


def test_what_somebody_is_trained_for_is_told_as_of_a_day():
    demonstration.load()
    held = asked(SUNITA, lambda: reading.qualifications([OMAR, BRONWEN], date(2026, 1, 1)))

    assert [one.kind for one in held[OMAR]] == ["abe", "ssaidp_1", "ssaidp_2"]
    assert [one.kind for one in held[BRONWEN]] == ["abe"]
    before = asked(SUNITA, lambda: reading.qualifications([OMAR], date(2019, 1, 1)))
    assert before == {OMAR: []}


def test_a_prosecutor_is_seen_beside_the_investigator_with_both_telephones():
    case_id = whole_case()
    give_part(case_id, BRONWEN, "victims_officer", by=SUNITA, at=NOW)

    held = asked(PRIYA, lambda: reading.parts_in(case_id))
    assert all(one.somebody.telephone for one in held if one.part in ("investigator", "prosecutor"))
    assert not asked(NICK, lambda: reading.parts_in(case_id))
    assert MAUD not in {one.staff_id for one in held}


def test_with_an_email_somebody_is_found_to_sign_in():
    demonstration.load()
    with working():
        assert reading.with_email("Omar@Answerable.example").id == OMAR
        assert reading.with_email("nobody@answerable.example") is None


def test_the_made_up_staff_are_impossible_and_always_the_same():
    people = demonstration.staff()

    assert len({one.id for one in people}) == len({one.email for one in people}) == len(people)
    assert str(id_of("Omar")) == "3545eefc-5277-5102-9ac6-bc4d76aedef0"
    assert all(one.telephone.startswith("020 7946 0") for one in people)
    assert all(one.email.endswith(".example") for one in people)
    assert {one.role for one in people} == set(PARTS_OF)
    kinds = {one.code: one.kind for one in listed()}
    counts = {kind: len({a for a, _ in STAFF if kinds[a] == kind}) for kind in kinds.values()}
    assert counts == {"police": 3, "cps": 2, "support": 2, "witness_care": 2, "oversight": 2}


def test_loading_the_demonstration_twice_adds_nobody():
    assert demonstration.load() == len(demonstration.staff())
    assert demonstration.load() == 0


def test_made_up_cases_are_dealt_out_to_those_who_can_have_them(django_assert_num_queries):
    demonstration.load()
    cases = {uuid4(): demonstration.dealt(number) for number in range(60)}
    with working(), django_assert_num_queries(3):
        parts.place(cases, by=SUNITA, at=NOW)

    for who, role in ((OMAR, "investigator"), (PRIYA, "prosecutor"), (ISLA, "adviser")):
        mine = asked(who, lambda who=who: reading.caseload([who], NOW))[who]
        assert mine == sum(held[role] == who for held in cases.values()) > 0
    for case_id, held in cases.items():
        standings = {part: standing_of(case_id, who) for part, who in held.items()}
        assert {part: (one.part, one.how) for part, one in standings.items()} == {
            part: (part, "given") for part in held
        }
    first = next(iter(cases))
    assert {one.kind for one in asked(OMAR, lambda: reading.agencies_on([first], NOW))[first]} == {
        "police", "cps", "support", "witness_care"
    }  # fmt: skip
    assert set(demonstration.dealt(0, ["police"])) == {"investigator", "supervisor"}


def standing_of(case_id, who):
    with transaction.atomic():
        return standing_in(case_id, who, NOW)


def test_nobody_is_put_in_with_a_role_that_their_agency_has_not():
    prosecutor = next(one for one in demonstration.staff() if one.id == PRIYA)

    with working(), pytest.raises(NotOfThisAgency):
        put_in(demonstration.teams(), [prosecutor._replace(agency="13", team=None)])
    with working(), pytest.raises(NotOfThisAgency):
        put_in(
            demonstration.teams(), [prosecutor._replace(team=team_of("20", "Public protection"))]
        )
