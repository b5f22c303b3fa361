"""Handing over and leaving: access ends at once, and nothing is left lying."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import transaction

from answerable.actions.commit import Invalid, NoSuchCase, NotAllowed, record
from answerable.actions.excluding import exclude
from answerable.actions.leaving import hand_over
from answerable.events.entry import Event
from answerable.people import demonstration
from answerable.people.access import NOBODY
from answerable.people.acting import acting_as
from answerable.people.holding import holders
from answerable.people.reading import caseload, somebody
from answerable.people.standing import standing_in
from answerable.record import reading
from tests.people.cast import (
    BRONWEN,
    DESMOND,
    EDITH,
    GRETA,
    ISLA,
    LIONEL,
    MAUD,
    NICK,
    NOW,
    OMAR,
    PRIYA,
    RHONA,
    SUNITA,
    TARIQ,
    ZEYNEP,
    key,
    omars_case,
    rows,
    sees,
    whole_case,
)

pytestmark = pytest.mark.django_db
SPOKEN_TO = Event("victim.spoken_to", NOW, "police", "", {"first": True})


def who_holds(case_id, by=SUNITA):
    with acting_as(by), transaction.atomic():
        return holders([case_id], NOW).get(case_id, {})


def test_who_leaves_is_nobody_from_that_moment_and_their_cases_have_somebody():
    first, second = omars_case(), whole_case()

    done = hand_over(
        OMAR, {first: BRONWEN, second: TARIQ}, by=SUNITA, at=NOW, key=key(), leaves=True
    )

    assert (done.parts, done.left_over) == (2, ())
    assert [sees(OMAR, case_id) for case_id in (first, second)] == [False, False]
    assert who_holds(first) == {"investigator": (BRONWEN,)}
    assert who_holds(second)["investigator"] == (TARIQ,)
    with pytest.raises(NoSuchCase):
        record(first, [SPOKEN_TO], by=OMAR, key=key(), expected_seq=None, at=NOW)
    assert rows("SELECT count(*) FROM people_staff", by=OMAR) == [(0,)]


def test_who_left_is_nobody_to_the_program_too_whatever_parts_they_still_have():
    case_id = omars_case()
    hand_over(OMAR, {}, by=SUNITA, at=NOW, key=key(), leaves=True)

    assert who_holds(case_id) == {"investigator": (OMAR,)}
    with transaction.atomic():
        assert standing_in(case_id, OMAR, NOW) == NOBODY


def test_the_record_says_who_took_over_so_that_the_victim_is_told_first():
    case_id = omars_case()
    hand_over(OMAR, {case_id: BRONWEN}, by=SUNITA, at=NOW, key=key(), leaves=True)

    with acting_as(BRONWEN), transaction.atomic():
        (entry,) = reading.entries(case_id)
    assert entry.event == "officer.changed"
    assert entry.data == {"role": "investigator", "name": str(BRONWEN), "why": "left"}
    owed = rows("SELECT duty FROM worklist_item WHERE case_id = %s", [case_id], by=BRONWEN)
    assert owed == [("contact.tell_change",)]


def test_what_nobody_was_named_for_stays_with_the_team_as_nobodys():
    first, second = omars_case(), omars_case()

    done = hand_over(OMAR, {first: BRONWEN}, by=SUNITA, at=NOW, key=key(), leaves=True)

    assert done.left_over == (second,)
    assert sees(SUNITA, second)
    assert not sees(OMAR, second)


def test_whoever_is_excluded_from_a_case_learns_nothing_of_it_by_handing_over():
    case_id = omars_case()
    exclude(case_id, SUNITA, by=DESMOND, at=NOW, why="His sister.")

    done = hand_over(OMAR, {}, by=SUNITA, at=NOW, key=key(), leaves=True)

    assert done.left_over == ()
    assert [sees(who, case_id) for who in (SUNITA, OMAR, DESMOND)] == [False, False, True]


def test_handing_over_is_all_or_nothing():
    first, second = omars_case(), omars_case()

    for wrong, refusal in ((NICK, Invalid), (EDITH, Invalid), (uuid4(), Invalid)):
        with pytest.raises(refusal):
            hand_over(
                OMAR, {first: BRONWEN, second: wrong}, by=SUNITA, at=NOW, key=key(), leaves=True
            )
    assert who_holds(first) == {"investigator": (OMAR,)}
    assert [sees(OMAR, first), sees(BRONWEN, first)] == [True, False]


def test_a_double_click_hands_over_once():
    case_id, once = omars_case(), key()

    for _ in range(2):
        hand_over(OMAR, {case_id: BRONWEN}, by=SUNITA, at=NOW, key=once, leaves=True)

    with acting_as(SUNITA), transaction.atomic():
        assert len(reading.entries(case_id)) == 1
        left = somebody(OMAR).until
    assert left == NOW


def test_an_adviser_hands_over_within_the_service_and_the_police_see_no_event_of_it():
    case_id = whole_case()

    hand_over(ISLA, {case_id: ZEYNEP}, by=RHONA, at=NOW, key=key(), why="leave")

    assert [sees(who, case_id) for who in (ISLA, ZEYNEP)] == [False, True]
    with acting_as(OMAR), transaction.atomic():
        assert reading.entries(case_id) == []


@pytest.mark.parametrize("by", [OMAR, BRONWEN, EDITH, LIONEL, MAUD, PRIYA])
def test_only_who_answers_for_a_team_of_the_agency_hands_over_and_never_for_themselves(by):
    case_id = whole_case()

    with pytest.raises(NotAllowed):
        hand_over(OMAR, {case_id: BRONWEN}, by=by, at=NOW, key=key(), leaves=True)
    with pytest.raises(NotAllowed):
        hand_over(SUNITA, {}, by=SUNITA, at=NOW, key=key(), leaves=True)


def test_nobody_takes_over_from_themselves():
    case_id = whole_case()

    with pytest.raises(NotAllowed):
        hand_over(OMAR, {case_id: OMAR}, by=SUNITA, at=NOW, key=key())


def test_a_caseload_counts_the_cases_that_were_given_to_somebody():
    demonstration.load()
    first, _ = omars_case(), omars_case()
    hand_over(OMAR, {first: BRONWEN}, by=SUNITA, at=NOW, key=key())

    with acting_as(SUNITA), transaction.atomic():
        assert caseload([OMAR, BRONWEN, GRETA], NOW) == {OMAR: 1, BRONWEN: 1, GRETA: 0}
