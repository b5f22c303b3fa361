"""Who reads, keeps or changes a letter, as the database decides it under the application's role."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from answerable.actions.letting_in import break_glass
from answerable.people.acting import SIGNING_IN, acting_as, acting_as_victim, acting_for
from answerable.people.victims.models import Account
from answerable.record.letters import keeping
from tests.people.cast import (
    ISLA,
    NICK,
    NOW,
    OMAR,
    PRIYA,
    TARIQ,
    WENDY,
    reference_of,
    rows,
    whole_case,
)
from tests.portal.cast import codes_for, put

pytestmark = pytest.mark.django_db
HERS = "SELECT id FROM letters_letter"


@pytest.fixture
def case_id():
    return whole_case()


def keep(case_id, seq=1, by=OMAR, acting=None, **other):
    """A letter of the police that the prosecutors may open too, kept by who is acting."""
    given = {
        "kind": "not_charged_police", "about": 1, "subject": "s1", "agency": "police",
        "by_post": False, "address": None, "records": {}, "shown_to": {"police", "cps"}, "by": by,
        "at": NOW,
    }  # fmt: skip
    with acting_as(acting or by), transaction.atomic():
        said = [{"kind": "text", "text": "made up"}]
        return keeping.keep(case_id, seq, keeping.seal(b"pdf"), said, **(given | other))


def change(statement, *values, by=OMAR):
    """How many letters a statement changes for somebody."""
    with acting_as(by), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


def account_of(case_id):
    codes_for(case_id)
    with acting_for(SIGNING_IN), transaction.atomic():
        return Account.objects.get(case_id=case_id).id


def as_victim(account, statement, *values):
    with acting_as_victim(account), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def goes(letter, seq=2):
    with acting_as(OMAR), transaction.atomic():
        assert keeping.has_gone(letter, seq, NOW)


@pytest.mark.parametrize(
    ("who", "reads"),
    [(OMAR, True), (PRIYA, True), (WENDY, False), (ISLA, False), (NICK, False), (TARIQ, False),
     (None, False)],
    ids=["investigator", "prosecutor", "witness care", "adviser", "stranger", "colleague", "nobody"],
)  # fmt: skip
def test_a_letter_is_read_by_who_works_in_the_case_of_the_agencies_that_may(case_id, who, reads):
    letter = keep(case_id)

    assert rows(HERS, by=who) == ([(letter,)] if reads else [])
    # Nor by its columns, its words or its PDF: the row is not there at all.
    assert rows("SELECT count(pdf), count(said) FROM letters_letter", by=who) == [(reads, reads)]


@pytest.mark.django_db(transaction=True)
def test_who_broke_the_glass_reads_no_letter(case_id):
    keep(case_id)
    break_glass(reference_of(case_id), by=NICK, at=datetime.now(UTC), why="She rang 999.")

    assert rows(HERS, by=NICK) == []
    assert change("UPDATE letters_letter SET sent = 2, sent_at = now()", by=NICK) == 0


def test_she_reads_hers_once_she_may_know_that_it_went_and_never_that_of_another(case_id):
    letter, hidden, other = keep(case_id), keep(case_id, seq=2), whole_case()
    hers, anothers = account_of(case_id), account_of(other)
    leaflet = {"kind": "victims_code"}

    assert as_victim(hers, HERS) == []
    goes(letter, put(case_id, "information.given", **leaflet))
    # Its entry is not for her: nor is the letter.
    goes(hidden, put(case_id, "contact.attempted", method="phone", through="direct"))
    assert as_victim(hers, HERS) == [(letter,)]
    assert as_victim(anothers, HERS) == []
    assert as_victim(hers, "UPDATE letters_letter SET delivered = 3") == 0


def test_nobody_acting_reads_nothing_and_keeps_nothing(case_id):
    keep(case_id)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(HERS)
        assert cursor.fetchall() == []


@pytest.mark.parametrize(
    "other",
    [
        {"acting": PRIYA},  # in the name of somebody else
        {"by": WENDY},  # for an agency that is not hers
        {"by": NICK},  # who has no part in the case
        {"by": PRIYA, "agency": "cps", "shown_to": {"police"}},  # which could not open it itself
        {"by": ISLA, "agency": "police"},
    ],
    ids=["in another's name", "another agency", "stranger", "not shown to its own", "adviser"],
)
def test_the_database_takes_no_letter_from_who_may_not_write_it(case_id, other):
    with pytest.raises(DatabaseError, match="row-level security"):
        keep(case_id, **other)

    assert rows(HERS) == []


def test_it_takes_none_that_has_gone_already_nor_one_from_her(case_id):
    columns = (
        "INSERT INTO letters_letter (id, case_id, seq, kind, about, subject, agency, by_post, "
        "records, shown_to, prepared_by, prepared_at, sent, why) VALUES (%s, %s, 1, 'leaflet', 0, "
        "'', 'police', false, '{}', '{police}', %s, now(), %s, '')"
    )
    with pytest.raises(DatabaseError, match="row-level security"):
        change(columns, uuid4(), case_id, OMAR, 2)
    account = account_of(case_id)
    with pytest.raises(DatabaseError, match="row-level security"):
        as_victim(account, columns, uuid4(), case_id, account, None)
    assert change(columns, uuid4(), case_id, OMAR, None) == 1


def test_who_may_not_read_it_changes_nothing_in_it(case_id):
    keep(case_id)
    erases = "UPDATE letters_letter SET pdf = NULL, said = NULL, salt = NULL, erased_at = now()"

    for who in (WENDY, ISLA, NICK, TARIQ):
        assert change("UPDATE letters_letter SET sent = 2, sent_at = now()", by=who) == 0
        assert change(erases, by=who) == 0
    assert change("UPDATE letters_letter SET sent = 2, sent_at = now()", by=PRIYA) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE letters_letter SET shown_to = '{support}'",
        "UPDATE letters_letter SET case_id = gen_random_uuid()",
        "UPDATE letters_letter SET kind = 'leaflet'",
        "UPDATE letters_letter SET address = gen_random_uuid()",
        "UPDATE letters_letter SET prepared_by = gen_random_uuid()",
        "DELETE FROM letters_letter",
        "TRUNCATE letters_letter",
        "ALTER TABLE letters_letter DISABLE ROW LEVEL SECURITY",
        "DROP POLICY seen ON letters_letter",
    ],
)
def test_the_applications_role_can_do_no_more_than_send_hand_over_and_erase(case_id, statement):
    keep(case_id)

    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"):
        change(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE letters_letter SET pdf = 'other'",
        "UPDATE letters_letter SET said = '[]'",
        "UPDATE letters_letter SET sent = NULL, sent_at = NULL",
        "UPDATE letters_letter SET sent = 9",
        "UPDATE letters_letter SET erased_at = now()",
        "UPDATE letters_letter SET erased_at = now(), pdf = NULL, said = NULL, salt = NULL",
    ],
    ids=["its paper", "its words", "taken back", "sent again", "erased in name", "by nobody"],
)
def test_what_it_may_write_it_may_write_once_and_whole(case_id, statement):
    goes(keep(case_id))

    with pytest.raises(DatabaseError, match="never changed"):
        change(statement)
