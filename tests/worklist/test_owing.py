"""Each duty is owed by a part in the case, and so by a person."""

from __future__ import annotations

import pytest

from answerable.people.roles import AGENCY_OF
from answerable.rules.catalogue import ON_RECORD
from answerable.worklist.owing import OWING, STANDS_IN, parts_owing
from answerable.worklist.ranking import GRAVE
from answerable.worklist.stage import STAGES

BOTH = {"police", "cps"}
MAY_OWE = {
    "the decision's by": BOTH,
    "the agency that did not raise it": BOTH,
    "cps for role=prosecutor, else police": BOTH,
    "police, from charge.made witness_care": {"police", "witness_care"},
}


def agencies(duty):
    return MAY_OWE.get(duty.owner) or {part.strip() for part in duty.owner.split(",")}


@pytest.mark.parametrize("duty", ON_RECORD, ids=lambda duty: duty.id)
def test_every_duty_has_one_part_in_each_agency_that_may_owe_it(duty):
    found = {AGENCY_OF[part]: part for part in OWING[duty.id]}

    assert set(found) == agencies(duty)
    assert len(found) == len(OWING[duty.id])
    for agency in agencies(duty):
        assert parts_owing(duty.id, (agency,)) == (found[agency],)


def test_no_part_owes_a_duty_that_there_is_not():
    assert set(OWING) == {duty.id for duty in ON_RECORD}
    assert {duty.id for duty in ON_RECORD} >= GRAVE


def test_supervision_is_the_supervisors_and_telling_the_victims_officers():
    assert parts_owing("investigation.supervise", ("police",)) == ("supervisor",)
    assert parts_owing("decision.tell", ("police",)) == ("victims_officer",)
    assert parts_owing("decision.tell", ("cps",)) == ("prosecutor",)
    assert STANDS_IN["victims_officer"] == "investigator"


def test_where_nothing_is_owed_the_stage_says_whose_move_it_is():
    assert {stage.part for stage in STAGES.values()} <= {*AGENCY_OF, ""}
