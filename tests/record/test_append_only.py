"""Nothing of the record is changed or taken away: not by the application, and not by its owner."""

from __future__ import annotations

import psycopg
import pytest

from answerable.config.home import ADMIN, APPLICATION, OWNER
from tests import throwaway
from tests.record.cast import ISLA, OMAR, a_case, a_delay, a_note, an_event, put, rows

TABLES = {
    "record_case": "opened_by = gen_random_uuid()",
    "record_entry": "agency = 'cps'",
    "record_request": "key = 'other'",
    "record_reading": "reason = 'other'",
    "record_note": "text = 'Other words.'",
    "record_head": "seq = 7",
}


@pytest.fixture
def case_id():
    from answerable.actions.opening import note_reading
    from tests.record.cast import NOW

    case_id = a_case(ISLA)
    put(case_id, an_event(), a_delay())
    put(case_id, a_note(), by=ISLA)
    note_reading(case_id, by=OMAR, at=NOW, part="timeline")
    return case_id


def attempt(role: str, statement: str) -> None:
    with psycopg.connect(throwaway.url(role)) as connection:
        connection.execute("SELECT set_config('answerable.purpose', 'worker', true)")
        connection.execute(statement)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("role", [APPLICATION, OWNER, ADMIN])
def test_no_role_updates_deletes_or_truncates(case_id, role):
    for table, change in TABLES.items():
        for statement in (
            f"UPDATE {table} SET {change}",
            f"DELETE FROM {table}",
            f"TRUNCATE {table}",
        ):
            with psycopg.connect(throwaway.url(ADMIN)) as admin:
                before = admin.execute(f"SELECT * FROM {table}").fetchall()
            try:
                attempt(role, statement)
            except psycopg.errors.InsufficientPrivilege:
                pass
            else:
                # The owner sees no row of a table that no function of its own reads.
                assert role == OWNER, statement
            with psycopg.connect(throwaway.url(ADMIN)) as admin:
                assert admin.execute(f"SELECT * FROM {table}").fetchall() == before, statement
            assert before, table


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "change",
    [
        "text = 'Other words.'",
        "text = NULL, salt = NULL",
        "text = NULL, erased_at = now(), erased_by = gen_random_uuid()",
        "text = NULL, salt = NULL, erased_at = now(), erased_by = gen_random_uuid(), seq = 1",
        "erased_at = now(), erased_by = gen_random_uuid()",
    ],
)
def test_a_note_is_erased_whole_or_not_at_all(case_id, change):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        attempt(ADMIN, f"UPDATE record_note SET {change} WHERE log = 'case'")


@pytest.mark.django_db(transaction=True)
def test_an_erased_note_stays_erased(case_id):
    erase = (
        "UPDATE record_note SET text = NULL, salt = NULL, erased_at = now(),"
        " erased_by = gen_random_uuid() WHERE log = 'case'"
    )
    attempt(ADMIN, erase)

    for change in (
        erase,
        "UPDATE record_note SET text = 'Back.', salt = '\\x00' WHERE log = 'case'",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            attempt(ADMIN, change)


@pytest.mark.django_db(transaction=True)
def test_a_number_cannot_be_left_out_or_given_twice(case_id):
    columns = (
        "log, event, occurred_at, recorded_at, actor, agency, subject, data, audience, shared_if"
    )
    for seq in (2, 4):
        with pytest.raises(psycopg.errors.IntegrityError):
            attempt(
                APPLICATION,
                f"INSERT INTO record_entry (case_id, seq, {columns})"
                f" SELECT case_id, {seq}, {columns} FROM record_entry WHERE log = 'case' AND seq = 1",
            )


@pytest.mark.django_db(transaction=True)
def test_a_hash_that_was_brought_along_is_not_kept(case_id):
    attempt(
        APPLICATION,
        "INSERT INTO record_entry SELECT case_id, log, 3, event, occurred_at, recorded_at, actor,"
        " agency, subject, data, audience, shared_if, '\\x01', '\\x02' FROM record_entry"
        " WHERE log = 'case' AND seq = 1",
    )

    second, third = rows(
        "SELECT hash, previous FROM record_entry WHERE log = 'case' AND seq > 1 ORDER BY seq"
    )
    assert third[1] == second[0]
    assert third[0] != b"\x02"
