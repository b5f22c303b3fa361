"""What a support service recorded reaches the others as far as the victim agreed: both say alike."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answerable.events.entry import Event
from answerable.people.access import agreed_items
from answerable.people.acting import acting_as, working
from answerable.record import reading
from answerable.record.writing import append
from tests.people.cast import ISLA, NOW, OMAR, key, whole_case

pytestmark = pytest.mark.django_db
ITEMS = ("that_supported", "conversations", "decisions_first", "presence")

agreements = st.lists(
    st.one_of(
        st.sets(st.sampled_from(ITEMS)).map(sorted),  # what she says now
        st.integers(1, 6),  # or the entry that was put right
    ),
    min_size=1,
    max_size=6,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(said=agreements)
def test_the_program_and_the_database_agree_on_what_she_agreed_to(said, django_db_setup):
    with transaction.atomic():
        case_id = whole_case()
        events = [event_of(one) for one in said]
        with acting_as(ISLA), transaction.atomic():
            append(case_id, events, expected_seq=None, actor=ISLA, key=key(), at=NOW)
        with working():
            entries = reading.entries(case_id)
        with acting_as(OMAR), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT agreed_items()")
            (found,) = cursor.fetchone()
        transaction.set_rollback(True)

    assert {item.partition("/")[2] for item in found} == agreed_items(entries)


def event_of(said):
    if isinstance(said, int):
        return Event("record.corrected", NOW, "support", "", {"seq": said, "reason": "Misheard."})
    return Event("support.sharing_agreed", NOW, "support", "", {"of": said})
