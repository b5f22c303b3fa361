"""What was refused, or rolled back, does not stand in the way of what comes after it."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from answerable.people.acting import acting_as
from answerable.record import reading
from answerable.record.writing import SomebodyRecorded
from tests.record.cast import OMAR, a_case, an_event, put

ENOUGH = 8  # times that a query is asked until the driver has it planned


def read(case_id):
    with acting_as(OMAR), transaction.atomic():
        return reading.entries(case_id)


pytestmark = pytest.mark.usefixtures("forgetful_driver")


@pytest.mark.django_db(transaction=True)
def test_a_connection_on_which_something_was_refused_still_records():
    case_id = a_case()
    put(case_id, an_event())
    for _ in range(ENOUGH):
        read(case_id)
    for _ in range(2):
        with pytest.raises(SomebodyRecorded):
            put(case_id, an_event(), seq=0)

        put(case_id, an_event())

    assert [one.seq for one in read(case_id)] == [1, 2, 3]


@pytest.mark.django_db
def test_what_is_taken_back_within_a_transaction_leaves_the_rest_of_it_to_record():
    case_id = a_case()
    put(case_id, an_event())
    for _ in range(ENOUGH):
        read(case_id)
    with transaction.atomic():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT 1")
                raise LookupError
        except LookupError:
            put(case_id, an_event())

    assert [one.seq for one in read(case_id)] == [1, 2]
