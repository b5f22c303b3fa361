"""One connection serves one person after another: what is kept of it is never somebody's."""

from __future__ import annotations

import pytest
from django.db import connection
from psycopg.pq import TransactionStatus

from answerable.people.acting import acting_as
from answerable.worklist.my_work import my_work
from tests.people.cast import NICK, NOW, OMAR, PRIYA
from tests.worklist.lists import a_case, give, report


@pytest.mark.django_db
def test_a_statement_that_is_planned_once_shows_everybody_their_own_alone():
    both, his = a_case(report(3)), a_case(report(40))
    give(both, "prosecutor", PRIYA)
    seen = {OMAR: {both, his}, PRIYA: {both}, NICK: set()}

    for _ in range(8):  # planned from the fifth time on, and the plan made general some times later
        for person, cases in seen.items():
            assert {row.case_id for row in my_work(person, NOW).rows} == cases
            with acting_as(person), connection.cursor() as cursor:
                cursor.execute("SELECT id FROM record_case WHERE id = ANY(%s)", [[both, his]])
                assert {case_id for (case_id,) in cursor.fetchall()} == cases

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT statement FROM pg_prepared_statements WHERE generic_plans > 0"
            " AND statement LIKE '%worklist_item%'"
        )
        kept = [statement for (statement,) in cursor.fetchall()]
    assert kept
    assert not [one for one in (both, his, OMAR, PRIYA) if any(str(one) in plan for plan in kept)]


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_begun_and_none_is_left_open():
    connection.close()

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert connection.connection.info.transaction_status == TransactionStatus.IDLE


@pytest.mark.django_db
def test_a_plan_is_kept_while_all_the_other_pages_are_asked_for():
    with connection.cursor() as cursor:
        for _ in range(6):
            for page in range(150):  # the pages ask about as many different statements
                cursor.execute(f"SELECT {page}")
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement ~ '^SELECT [0-9]+$'"
        )
        assert cursor.fetchone() == (150,)
