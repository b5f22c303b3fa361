"""What the victim sees in the database: one case, and nothing that is not theirs."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection, transaction

from answerable.people.acting import acting_as, acting_as_victim
from answerable.people.victims import reading
from answerable.record import reading as entries_of
from tests.people.cast import OMAR, omars_case
from tests.people.vera import put, sees

pytestmark = pytest.mark.django_db


def test_the_victim_sees_what_is_marked_for_them_in_their_own_case_and_nothing_else(case_id, vera):
    put(case_id, "victim.spoken_to", first=True)
    put(
        case_id,
        "line.opened",
        subject="l1",
        about="suspect",
        direction="both",
        noticed_by="investigator",
    )
    put(omars_case(), "victim.spoken_to", first=True)

    assert sees(vera, "SELECT case_id, event FROM record_entry") == [(case_id, "victim.spoken_to")]
    assert sees(vera, "SELECT id FROM record_case") == [(case_id,)]
    for table in (
        "people_part", "people_staff", "people_person", "people_safe_contact", "people_team",
        "people_case_agency", "people_exclusion", "record_reading", "record_head", "worklist_item",
        "worklist_case", "worklist_signal", "worklist_reason", "web_draft", "victims_account",
        "victims_code", "victims_session", "victims_visit", "accounts_account", "accounts_session",
    ):  # fmt: skip
        assert sees(vera, f"SELECT count(*) FROM {table}") == [(0,)], table


def test_somebody_whose_account_this_is_not_is_nobody(case_id, vera):
    put(case_id, "victim.spoken_to", first=True)

    for other in (uuid4(), OMAR, case_id):
        assert sees(other, "SELECT count(*) FROM record_entry") == [(0,)]
    with acting_as(vera), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM record_entry")  # an account, taken for staff
        assert cursor.fetchall() == [(0,)]


def test_words_that_an_agency_wrote_for_itself_are_not_the_victims_to_read(case_id, vera):
    put(case_id, "discussion.agreed", what="For ourselves.", for_victim="We said we will ring.")

    with acting_as_victim(vera), transaction.atomic():
        (entry,) = entries_of.entries(case_id)
    assert entry.data["for_victim"] == "We said we will ring."
    assert "ourselves" not in str(entry.data)


def test_who_is_told_of_people_is_told_roles_and_ways_and_no_number_of_theirs(case_id, vera):
    with acting_as_victim(vera), transaction.atomic():
        parts = {one.part for one in reading.workers()}
        opened = reading.opened()

        assert parts == {"investigator", "prosecutor", "adviser", "witness_care_officer"}
        assert [(one.role, one.kind) for one in opened] == [("investigator", "police")]
        assert reading.codes_left() == 9
    with acting_as(OMAR), transaction.atomic():
        assert reading.workers() == [] and reading.opened() == [] and reading.ways() == []
