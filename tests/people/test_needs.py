"""Immigration and sex work are named to allocated people alone; the others learn of another need."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from answerable.actions.commit import record, since
from answerable.actions.letting_in import break_glass, cover
from answerable.events.entry import Event
from answerable.people.access import coarse
from answerable.people.acting import acting_as, working
from answerable.record import reading
from tests.people.cast import (
    CALLUM,
    DESMOND,
    ISLA,
    NICK,
    NOW,
    OMAR,
    PRIYA,
    SUNITA,
    WENDY,
    key,
    reference_of,
    rows,
    whole_case,
)

pytestmark = pytest.mark.django_db
NEEDS = Event(
    "needs.assessed",
    NOW,
    "police",
    "",
    {"needs": ["interpreter", "sex_work", "other"], "phone_dependence": "none"},
)
WRONG = {"seq": 1, "reason": "Misheard.", "entry": {"data": {"needs": ["immigration"]}}}
CORRECTED = Event("record.corrected", NOW, "police", "", WRONG)


def needs(case_id, by):
    with acting_as(by), transaction.atomic():
        assessed, corrected = [entry.data for entry in reading.entries(case_id)]
    return [assessed["needs"], corrected["entry"]["data"]["needs"]]


@pytest.fixture
def case_id(db):
    case_id = whole_case()
    record(case_id, [NEEDS, CORRECTED], by=OMAR, key=key(), expected_seq=0, at=NOW)
    return case_id


def test_those_to_whom_the_case_was_given_read_what_it_is(case_id):
    for who in (OMAR, PRIYA, WENDY):
        assert needs(case_id, who) == [["interpreter", "sex_work", "other"], ["immigration"]]


def test_a_supervisor_cover_and_broken_glass_read_that_there_is_another_need(case_id):
    until = NOW + timedelta(hours=8)
    reference = reference_of(case_id)
    cover(reference, CALLUM, "investigator", by=DESMOND, at=NOW, until=until, why="Night.")
    break_glass(reference, by=NICK, at=NOW, why="At our front desk.")

    for who in (SUNITA, CALLUM, NICK):
        assert needs(case_id, who) == [["interpreter", "other"], ["other"]]
        assert [entry.seq for entry in since(case_id, 0, by=who)] == [1, 2], "and no gap tells"
        assert rows("SELECT count(*) FROM record_entry", by=who) == [(0,)]


def test_who_does_not_see_the_entry_learns_of_no_need_at_all(case_id):
    assert since(case_id, 0, by=ISLA) == []
    assert rows("SELECT count(*) FROM record_coarse(%s)", [case_id], by=ISLA) == [(0,)]


def test_the_program_reads_each_entry_once(case_id):
    with working():
        assert [entry.seq for entry in reading.entries(case_id)] == [1, 2]


def test_every_other_need_is_told_as_it_is():
    plain = {"needs": ["interpreter", "housing"], "phone_dependence": "none"}

    assert coarse(plain) == plain
    assert coarse({"needs": ["immigration"]}) == {"needs": ["other"]}
    assert coarse({"needs": ["sex_work", "immigration", "caring"]}) == {
        "needs": ["caring", "other"]
    }
    assert coarse({}) == {}
