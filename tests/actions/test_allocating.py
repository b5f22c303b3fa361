"""Parts in a case: who gives them, to whom, and what comes with them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction

from answerable.actions.allocating import bring, end_part, give_part, put_with_team
from answerable.actions.commit import Invalid, NoSuchCase, NotAllowed, record
from answerable.actions.opening import open_case
from answerable.events.entry import Event
from answerable.people import parts
from answerable.people.acting import acting_as
from answerable.people.demonstration import id_of, team_of
from answerable.people.reading import agencies_on, parts_in
from answerable.record.reading import entries
from answerable.worklist.team import team_work
from tests.people.cast import (
    ANIL,
    BRONWEN,
    CALLUM,
    EDITH,
    FFION,
    GRETA,
    ISLA,
    LIONEL,
    MAUD,
    NICK,
    NOW,
    OMAR,
    PRIYA,
    SUNITA,
    WENDY,
    YUSRA,
    key,
    omars_case,
    reference_of,
    rows,
    sees,
    whole_case,
)

pytestmark = pytest.mark.django_db


def held(case_id, by=OMAR):
    with acting_as(by), transaction.atomic():
        return {(one.staff_id, one.part) for one in parts_in(case_id) if one.now(NOW)}


def test_whoever_opens_a_case_has_its_first_part_and_their_supervisor_sees_it():
    case_id = omars_case()

    assert held(case_id) == {(OMAR, "investigator")}
    assert [sees(who, case_id) for who in (OMAR, SUNITA)] == [True, True]
    assert [sees(who, case_id) for who in (BRONWEN, YUSRA, NICK, MAUD, ISLA, EDITH)] == [False] * 6


def test_nobody_opens_a_case_in_a_part_that_their_role_does_not_have():
    omars_case()

    for who, part in ((OMAR, "prosecutor"), (EDITH, "investigator"), (id_of("nobody"), "adviser")):
        with pytest.raises(NotAllowed):
            open_case(by=who, part=part, at=NOW)


def test_the_supervisor_gives_parts_to_those_of_the_agency():
    case_id = omars_case()

    give_part(case_id, BRONWEN, "victims_officer", by=SUNITA, at=NOW, why="She knows her.")

    assert (BRONWEN, "victims_officer") in held(case_id)
    assert sees(BRONWEN, case_id)


@pytest.mark.parametrize(
    ("by", "to", "part"),
    [
        (OMAR, BRONWEN, "investigator"),  # answers for no team
        (OMAR, OMAR, "victims_officer"),  # to himself
        (SUNITA, SUNITA, "supervisor"),  # to herself, who answers for the team
        (SUNITA, NICK, "investigator"),  # of another force
        (SUNITA, PRIYA, "prosecutor"),  # of another agency
        (SUNITA, BRONWEN, "prosecutor"),  # a part that her role has not
        (SUNITA, EDITH, "investigator"),  # a role that has no part
    ],
)
def test_a_part_is_not_given(by, to, part):
    case_id = omars_case()

    with pytest.raises(NotAllowed):
        give_part(case_id, to, part, by=by, at=NOW)
    with (
        acting_as(by),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        parts.give(case_id, to, part, by=by, at=NOW)

    assert held(case_id) == {(OMAR, "investigator")}


def test_who_does_not_see_the_case_is_told_that_there_is_none():
    case_id = omars_case()

    for by in (YUSRA, LIONEL, MAUD):
        with pytest.raises(NoSuchCase):
            give_part(case_id, CALLUM, "investigator", by=by, at=NOW)


def test_an_agency_that_is_brought_sees_the_case_as_nobodys_yet():
    case_id = omars_case()
    bring(case_id, "cps-yorkshire-and-humberside", by=OMAR, at=NOW)

    assert team_work(MAUD, NOW, NOW).had_by_nobody == [reference_of(case_id)]
    give_part(case_id, PRIYA, "prosecutor", by=MAUD, at=NOW)
    assert team_work(MAUD, NOW, NOW).had_by_nobody == []
    assert not sees(FFION, case_id)


def test_a_case_that_goes_to_a_team_is_no_longer_before_the_other_teams():
    case_id = omars_case()
    give_part(case_id, CALLUM, "investigator", by=SUNITA, at=NOW)

    with acting_as(OMAR), transaction.atomic():
        (mine,) = agencies_on([case_id], NOW)[case_id]
    assert mine.team == team_of("13", "Criminal investigation, north")
    assert sees(YUSRA, case_id)
    end_part(case_id, OMAR, "investigator", by=YUSRA, at=NOW)
    assert not sees(SUNITA, case_id)
    assert not sees(OMAR, case_id)


def test_a_supervisor_says_which_team_of_the_agency_has_a_case():
    case_id = omars_case()
    put_with_team(case_id, team_of("13", "Criminal investigation, north"), by=SUNITA, at=NOW)

    assert sees(YUSRA, case_id)
    with pytest.raises(NotAllowed):
        put_with_team(case_id, team_of("13", "Rape investigation team"), by=OMAR, at=NOW)


def test_an_allocation_gives_the_part_and_ends_that_of_who_had_it():
    case_id = omars_case()

    record(case_id, [allocated(BRONWEN)], by=SUNITA, key=key(), expected_seq=0, at=NOW)

    assert held(case_id, SUNITA) == {(BRONWEN, "investigator")}
    assert not sees(OMAR, case_id)


def test_a_prosecutor_is_allocated_by_who_answers_for_the_unit():
    case_id = whole_case()
    gareth = id_of("Gareth")
    event = Event("prosecutor.allocated", NOW, "cps", "", {"officer": str(gareth), "rasso": True})

    for by in (PRIYA, OMAR, SUNITA):
        with pytest.raises(NotAllowed):
            record(case_id, [event], by=by, key=key(), expected_seq=0, at=NOW)
    record(case_id, [event], by=MAUD, key=key(), expected_seq=0, at=NOW)

    assert (gareth, "prosecutor") in held(case_id)
    assert (PRIYA, "prosecutor") not in held(case_id)


@pytest.mark.parametrize("to", [NICK, PRIYA, EDITH, id_of("nobody"), "o2"])
def test_an_allocation_to_somebody_who_cannot_have_the_part_says_so(to):
    case_id = omars_case()

    with pytest.raises(Invalid) as told:
        record(case_id, [allocated(to)], by=SUNITA, key=key(), expected_seq=0, at=NOW)

    assert told.value.problems[0][0][0] == "data.officer"
    assert held(case_id) == {(OMAR, "investigator")}


def test_nobody_allocates_a_case_to_themselves():
    case_id = omars_case()

    for who in (OMAR, SUNITA):
        with pytest.raises(NotAllowed):
            record(case_id, [allocated(who)], by=who, key=key(), expected_seq=0, at=NOW)


def allocated(to):
    data = {"officer": str(to), "qualified": True, "team": "specialist"}
    return Event("investigation.allocated", NOW, "police", "", data)


def changes(case_id):
    with acting_as(SUNITA), transaction.atomic():
        return [one.data for one in entries(case_id) if one.event == "officer.changed"]


@pytest.mark.parametrize("ended", [True, False])
def test_an_allocation_to_somebody_new_says_that_the_part_changed_hands_once(ended):
    case_id = omars_case()
    if ended:
        end_part(case_id, OMAR, "investigator", by=SUNITA, at=NOW)

    for _ in range(2):  # the second is the same page, sent again
        record(case_id, [allocated(GRETA)], by=SUNITA, key="again", expected_seq=None, at=NOW)

    assert changes(case_id) == [{"role": "investigator", "name": str(GRETA)}]


def test_an_allocation_that_is_sent_again_after_a_later_one_says_nothing_new():
    case_id = omars_case()
    for to, one in ((OMAR, "first"), (GRETA, "second"), (OMAR, "first")):
        record(case_id, [allocated(to)], by=SUNITA, key=one, expected_seq=None, at=NOW)

    assert [data["name"] for data in changes(case_id)] == [str(GRETA)]
    of_part = {who for who, part in held(case_id, SUNITA) if part == "investigator"}
    assert of_part == {GRETA}, "the case was not taken from whoever has it since"


def test_an_allocation_to_whoever_has_it_changes_no_hands():
    case_id = omars_case()

    record(case_id, [allocated(OMAR)], by=SUNITA, key=key(), expected_seq=None, at=NOW)

    assert changes(case_id) == []


def test_who_takes_over_as_the_victims_officer_has_the_part():
    case_id = omars_case()
    event = Event("officer.changed", NOW, "police", "", {"role": "solo", "name": str(BRONWEN)})

    record(case_id, [event], by=SUNITA, key=key(), expected_seq=0, at=NOW)

    assert (BRONWEN, "victims_officer") in held(case_id)


def test_what_is_sent_to_prosecutors_brings_the_area_that_the_force_works_with():
    case_id = omars_case()
    sent = Event("early_advice.requested", NOW, "police", "", {})

    assert not sees(MAUD, case_id)
    record(case_id, [sent], by=OMAR, key=key(), expected_seq=0, at=NOW)

    assert sees(MAUD, case_id)
    assert not sees(FFION, case_id)


def test_what_is_sent_to_another_area_brings_that_one():
    case_id = omars_case()
    data = {"purpose": "early_advice", "track": "standard", "cps_area": "cps-west-midlands"}
    sent = Event("file.submitted", NOW, "police", "", data)

    record(case_id, [sent], by=OMAR, key=key(), expected_seq=0, at=NOW)

    assert sees(FFION, case_id)
    assert [sees(who, case_id) for who in (MAUD, ANIL)] == [False, False]


def test_one_ends_ones_own_part_and_a_supervisor_that_of_others():
    case_id = whole_case()

    with pytest.raises(NotAllowed):
        end_part(case_id, OMAR, "investigator", by=PRIYA, at=NOW)
    with pytest.raises(NotAllowed):
        end_part(case_id, OMAR, "investigator", by=MAUD, at=NOW)
    end_part(case_id, WENDY, "witness_care_officer", by=WENDY, at=NOW)
    end_part(case_id, OMAR, "investigator", by=SUNITA, at=NOW)

    assert [sees(who, case_id) for who in (WENDY, OMAR, PRIYA)] == [False, False, True]


def test_a_part_only_ever_ends():
    case_id = omars_case()
    change = "UPDATE people_part SET until = %s, ended_by = %s WHERE case_id = %s"

    end_part(case_id, OMAR, "investigator", by=SUNITA, at=NOW)
    with pytest.raises(ProgrammingError, match="only ever ends"):
        rows(change, [NOW + timedelta(days=1), SUNITA, case_id], by=SUNITA)

    assert not sees(OMAR, case_id)
