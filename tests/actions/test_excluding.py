"""For whoever is kept from a case there is no such case, and nothing tells them so."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction

from answerable.actions import allocating, excluding, leaving, letting_in, opening, vault
from answerable.actions.commit import NoSuchCase, NotAllowed, record, since
from answerable.actions.excluding import declare, exclude
from answerable.actions.vault import put_person
from answerable.events.entry import Event
from answerable.people import exclusions, parts
from answerable.people.acting import acting_as, working
from answerable.people.exclusions import in_case
from answerable.people.reading import parts_in
from answerable.record import reading
from tests.people.cast import (
    BRONWEN,
    CALLUM,
    DESMOND,
    EDITH,
    GRETA,
    MAUD,
    NICK,
    NOW,
    OMAR,
    PRIYA,
    RUFUS,
    SUNITA,
    TARIQ,
    YUSRA,
    key,
    omars_case,
    reference_of,
    rows,
    sees,
    whole_case,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=8)
SPOKEN_TO = Event("victim.spoken_to", NOW, "police", "", {"first": True})


def test_an_exclusion_beats_every_grant():
    case_id = whole_case()
    for who in (OMAR, DESMOND):
        exclude(case_id, who, by=SUNITA, at=NOW, why="Her brother-in-law.")

    assert [sees(who, case_id) for who in (OMAR, DESMOND, SUNITA, PRIYA)] == [
        False, False, True, True
    ]  # fmt: skip
    with pytest.raises(NoSuchCase):
        record(case_id, [SPOKEN_TO], by=OMAR, key=key(), expected_seq=0, at=NOW)
    for give in ({"how": "given"}, {"how": "cover", "until": NOW}):
        with (
            acting_as(SUNITA),
            pytest.raises(ProgrammingError, match="row-level security"),
            transaction.atomic(),
        ):
            parts.give(case_id, OMAR, "investigator", by=SUNITA, at=NOW, **give)


def test_every_list_of_cases_that_the_database_makes_leaves_it_out():
    case_id = omars_case()
    lists = "SELECT working_case_ids() || visible_case_ids() || allocated_case_ids()"
    assert set(rows(lists, by=OMAR)[0][0]) == {case_id}

    with working():  # his part is not ended, as it is by the action
        exclusions.put(case_id, OMAR, "decided", by=SUNITA, at=NOW)

    assert rows(lists, by=OMAR) == [([],)]


def test_it_is_checked_again_when_a_case_is_given_out():
    case_id = omars_case()
    exclude(case_id, BRONWEN, by=SUNITA, at=NOW, why="They were engaged.")

    with pytest.raises(NotAllowed):
        allocating.give_part(case_id, BRONWEN, "investigator", by=SUNITA, at=NOW)
    with pytest.raises(NotAllowed):
        letting_in.cover(
            reference_of(case_id), BRONWEN, "investigator", by=SUNITA, at=NOW, why="Night.",
            until=LATER,
        )  # fmt: skip


def test_one_declares_of_oneself_and_cannot_take_it_back():
    case_id = omars_case()
    declare(case_id, by=OMAR, at=NOW, why="I know the suspect.")

    assert not sees(OMAR, case_id)
    assert rows("SELECT count(*) FROM people_exclusion", by=OMAR) == [(0,)]
    for statement in ("DELETE FROM people_exclusion", "UPDATE people_exclusion SET case_id = id"):
        with pytest.raises(ProgrammingError, match="permission denied"):
            rows(statement, by=OMAR)
    with acting_as(SUNITA), transaction.atomic():
        assert [(one.staff_id, one.how) for one in in_case(case_id)] == [(OMAR, "declared")]


def test_a_member_of_staff_who_is_a_party_is_excluded_with_the_same_statement():
    case_id = whole_case()
    assert sees(DESMOND, case_id)

    put_person(case_id, "suspect", by=OMAR, at=NOW, subject="s1", staff_id=DESMOND, name="He")

    assert not sees(DESMOND, case_id)
    with acting_as(SUNITA), transaction.atomic():
        assert [(one.staff_id, one.how) for one in in_case(case_id)] == [(DESMOND, "party")]


def test_a_party_who_is_known_later_is_excluded_from_then_on():
    case_id = omars_case()
    allocating.give_part(case_id, DESMOND, "supervisor", by=SUNITA, at=NOW)
    person = put_person(case_id, "suspect", by=OMAR, at=NOW, subject="s1")
    assert sees(DESMOND, case_id)

    vault.learn(case_id, person.id, by=OMAR, at=NOW, staff_id=DESMOND)

    assert not sees(DESMOND, case_id)
    with acting_as(SUNITA), transaction.atomic():
        assert [one.staff_id for one in parts_in(case_id) if one.now(NOW)] == [OMAR]


@pytest.mark.parametrize(
    ("by", "who"), [(OMAR, BRONWEN), (OMAR, OMAR), (SUNITA, SUNITA), (SUNITA, NICK), (MAUD, OMAR)]
)
def test_who_may_not_exclude_does_not(by, who):
    case_id = whole_case()

    with pytest.raises(NotAllowed):
        exclude(case_id, who, by=by, at=NOW, why="")
    with (
        acting_as(by),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        exclusions.put(case_id, who, "decided", by=by, at=NOW)


def test_professional_standards_keep_somebody_of_the_force_from_a_case_that_they_do_not_see():
    case_id = omars_case()
    found = letting_in.find(reference_of(case_id), by=RUFUS, at=NOW)

    exclude(found, OMAR, by=RUFUS, at=NOW, why="A complaint.")

    assert [sees(who, case_id) for who in (OMAR, RUFUS, SUNITA)] == [False, False, True]
    with acting_as(SUNITA), transaction.atomic():
        assert [one.staff_id for one in parts_in(case_id) if one.now(NOW)] == []
    with pytest.raises(NoSuchCase):
        exclude(found, PRIYA, by=RUFUS, at=NOW, why="Not of the force.")


def test_nobody_sees_their_own_exclusion_whatever_their_role():
    case_id = omars_case()
    exclude(case_id, YUSRA, by=SUNITA, at=NOW, why="")
    put_person(case_id, "suspect", by=OMAR, at=NOW, subject="s1", staff_id=RUFUS)

    assert rows("SELECT count(*) FROM people_exclusion", by=SUNITA) == [(2,)]
    for who in (YUSRA, RUFUS, OMAR, EDITH):
        assert rows("SELECT count(*) FROM people_exclusion", by=who) == [(0,)]


def test_a_stranger_and_somebody_excluded_get_the_same_answer_to_everything():
    case_id = whole_case()
    reference = reference_of(case_id)
    record(case_id, [SPOKEN_TO], by=OMAR, key="once", expected_seq=0, at=NOW)
    opening.open_to_read(case_id, by=OMAR, at=NOW, part="case")
    allocating.give_part(case_id, BRONWEN, "victims_officer", by=SUNITA, at=NOW)
    # One who never had to do with it, one who worked in it, and one who is of its team.
    for who in (TARIQ, OMAR, DESMOND):
        exclude(case_id, who, by=SUNITA, at=NOW, why="His sister.")

    stranger = answers_to(CALLUM, uuid4(), "AAAA-AAAA-AAAA")
    for who in (TARIQ, OMAR, DESMOND):
        of_no_case = answers_to(who, uuid4(), "AAAA-AAAA-AAAA")
        assert answers_to(who, case_id, reference) == of_no_case
        assert who == DESMOND or of_no_case == stranger  # he answers for a team, Callum does not
    assert len(stranger) > 30


def answers_to(who, case_id, reference):
    """What somebody gets for everything that can be asked or done of a case."""
    asked = [
        lambda: reading.case_of(reference),
        lambda: reading.case_named(reference),
        lambda: reading.entries(case_id),
        lambda: reading.entries(case_id, log="support"),
        lambda: reading.last_seq(case_id),
        lambda: reading.readings(case_id),
        lambda: reading.references([case_id]).get(case_id),
        lambda: parts_in(case_id),
        lambda: in_case(case_id),
        lambda: since(case_id, 0, by=who),
        lambda: record(case_id, [SPOKEN_TO], by=who, key="once", expected_seq=0, at=NOW),
        lambda: opening.open_to_read(case_id, by=who, at=NOW, part="case", reason="R"),
        lambda: letting_in.find(reference, by=who, at=NOW),
        lambda: letting_in.break_glass(reference, by=who, at=NOW, why="R"),
        lambda: letting_in.cover(
            reference, GRETA, "investigator", by=who, at=NOW, until=LATER, why="R"
        ),
        lambda: allocating.give_part(case_id, GRETA, "investigator", by=who, at=NOW),
        lambda: allocating.end_part(case_id, BRONWEN, "investigator", by=who, at=NOW),
        lambda: allocating.bring(case_id, "wcu-aire", by=who, at=NOW),
        lambda: excluding.declare(case_id, by=who, at=NOW, why="R"),
        lambda: excluding.exclude(case_id, GRETA, by=who, at=NOW, why="R"),
        lambda: vault.put_person(case_id, "suspect", by=who, at=NOW),
        lambda: vault.put_contact(case_id, "email", "x@x.example", safe=True, by=who, at=NOW),
        lambda: vault.open_contact(case_id, uuid4(), by=who, at=NOW),
        lambda: leaving.hand_over(GRETA, {case_id: NICK}, by=who, at=NOW, key="h"),
        *(
            lambda statement=statement: rows(statement, [case_id], by=who)
            for statement in (
                "SELECT count(*) FROM record_case WHERE id = %s",
                "SELECT count(*) FROM people_part WHERE case_id = %s",
                "SELECT count(*) FROM people_case_agency WHERE case_id = %s",
                "SELECT count(*) FROM people_exclusion WHERE case_id = %s",
                "SELECT count(*) FROM people_attempt WHERE case_id = %s",
                "SELECT count(*) FROM people_person WHERE case_id = %s",
                "SELECT count(*) FROM people_safe_contact WHERE case_id = %s",
                "SELECT count(*) FROM record_reading WHERE case_id = %s",
                "SELECT count(*) FROM record_request WHERE case_id = %s",
                "SELECT count(*) FROM worklist_item WHERE case_id = %s",
                "SELECT record_lock(%s, '{case,support}')",
                "SELECT * FROM record_coarse(%s)",
            )
        ),
    ]
    return [repr(answer(who, ask)).encode() for ask in asked]


def answer(who, ask):
    try:
        with acting_as(who), transaction.atomic():
            return ask()
    except Exception as refused:  # noqa: BLE001  whatever it is, it has to be the same
        return type(refused).__name__, str(refused)
