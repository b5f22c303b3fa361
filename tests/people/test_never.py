"""What may never be, whatever the table of access says: written by hand, and apart from it.

The numbers are those of the threat model's never-rules. 9 (feeds), 12 and 15 (messages, linked
suspects) wait for what they are about; 11 is in tests/portal/test_supporters.py.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction

from answerable.actions.allocating import give_part
from answerable.actions.commit import NoSuchCase, NotAllowed, record
from answerable.actions.letting_in import break_glass
from answerable.actions.vault import put_person
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Event
from answerable.people import access
from answerable.people.access import Standing
from answerable.people.acting import acting_as
from answerable.people.policy import answers, cells
from answerable.people.roles import ROLES
from answerable.record import reading
from tests.people.cast import (
    AMBROSE,
    BRONWEN,
    DESMOND,
    EDITH,
    GRETA,
    HESTER,
    ISLA,
    MAUD,
    NICK,
    NOW,
    OMAR,
    PRIYA,
    RUFUS,
    SUNITA,
    WENDY,
    key,
    omars_case,
    reference_of,
    rows,
    sees,
    whole_case,
)
from tests.people.world import kind_of

pytestmark = pytest.mark.django_db
STAFF = (OMAR, SUNITA, DESMOND, PRIYA, MAUD, WENDY, EDITH, RUFUS, NICK)
NOTE = Event("support.note", NOW, "support", "", {"note": "What she told me."})


def noted() -> object:
    case_id = whole_case()
    record(case_id, [NOTE], by=ISLA, key=key(), expected_seq=None, at=NOW)
    return case_id


def test_1_no_police_officer_or_prosecutor_reads_a_support_services_notes_in_any_state():
    case_id = noted()
    break_glass(reference_of(case_id), by=NICK, at=NOW, why="She is at our front desk.")

    for who in STAFF:
        for table in ("record_entry", "record_note", "record_head"):
            assert rows(f"SELECT count(*) FROM {table} WHERE log = 'support'", by=who) == [(0,)]
        with acting_as(who), transaction.atomic():
            assert reading.entries(case_id, log="support") == []
    for cell in cells():
        if kind_of(cell.role) != "support":
            assert answers(cell)["notes"] == "no"
    assert not any(
        access.may_read_support_notes(Standing(uuid4(), agency, role, "prosecutor", how))
        for agency in ("police", "cps", "witness_care")
        for role in ROLES
        for how in access.HOW
    )


def test_2_nobody_at_all_gets_the_safe_location_by_breaking_the_glass():
    for cell in cells():
        if cell.how == "break_glass":
            assert (answers(cell)["contact"], answers(cell)["contact_kept"]) == ("no", "no")
    for role in ROLES:
        standing = Standing(uuid4(), kind_of(role), role, "", "break_glass")
        assert not access.may_open_safe_contact(standing, [kind_of(role)])


def test_3_for_nobody_excluded_is_there_anything():
    nothing = {"see": "no", "open": "no", "record": "no"}
    for cell in cells():
        if cell.excluded:
            assert set(answers(cell).values()) == {"no"}
    for how in access.HOW:
        standing = Standing(uuid4(), "police", "supervisor", "supervisor", how, excluded=True)
        assert nothing == {
            "see": "yes" if access.may_see_case(standing) else "no",
            "open": access.may_open(standing),
            "record": "yes" if access.may_work(standing) else "no",
        }
        assert not access.may_give(standing, "x")
        assert not access.may_break_glass(standing)
        assert not access.may_cover(standing, with_agency=True)
        assert not access.may_exclude(standing, of_own_agency=True)
        assert not access.may_review(standing, of_own_agency=True)


def test_4_a_party_sees_nothing_of_it_by_being_staff():
    case_id = whole_case()
    for kind, who in (("suspect", DESMOND), ("victim", PRIYA)):
        put_person(case_id, kind, by=OMAR, at=NOW, staff_id=who, name="One of us")

    assert [sees(who, case_id) for who in (DESMOND, PRIYA)] == [False, False]
    for who in (DESMOND, PRIYA):
        with pytest.raises(NoSuchCase):
            break_glass(reference_of(case_id), by=who, at=NOW, why="Let me see.")


def test_7_no_role_deletes_or_alters_an_event_its_author_neither():
    case_id = omars_case()
    event = Event("victim.spoken_to", NOW, "police", "", {"first": True})
    record(case_id, [event], by=OMAR, key=key(), expected_seq=0, at=NOW)

    for who in STAFF:
        for statement in ("DELETE FROM record_entry", "UPDATE record_entry SET agency = 'cps'"):
            with pytest.raises(ProgrammingError):
                rows(statement, by=who)


def test_8_no_role_grants_itself_anything():
    case_id = whole_case()

    for who in STAFF:
        for part in ("investigator", "supervisor", "prosecutor", "witness_care_officer"):
            with pytest.raises((NotAllowed, NoSuchCase)):
                give_part(case_id, who, part, by=who, at=NOW)
        for change in ("role = 'supervisor'", "agency_id = '20'", "since = now()"):
            with pytest.raises(ProgrammingError, match="permission denied"):
                rows(f"UPDATE people_staff SET {change} WHERE id = %s", [who], by=who)
        for change in ("team_id = NULL", "email = 'me@me.example'"):
            with pytest.raises(ProgrammingError, match="agency's own"):
                rows(f"UPDATE people_staff SET {change} WHERE id = %s", [GRETA], by=SUNITA)
        mine = "UPDATE people_staff SET team_id = NULL, until = NULL WHERE id = %s RETURNING id"
        assert rows(mine, [who], by=who) == []
        with pytest.raises(ProgrammingError, match="row-level security"):
            rows(
                "INSERT INTO people_case_agency (id, case_id, agency_id, since, brought_by)"
                " VALUES (gen_random_uuid(), gen_random_uuid(), '13', now(), %s)",
                [who], by=who,
            )  # fmt: skip


def test_8_no_grant_lasts_longer_than_what_it_was_for():
    case_id = omars_case()
    break_glass(reference_of(case_id), by=NICK, at=NOW, why="At our front desk.", minutes=30)

    longer = (
        "UPDATE people_part SET until = until + interval '1 hour' WHERE staff_id = %s RETURNING id"
    )
    for who in (NICK, OMAR, SUNITA):
        assert rows(longer, [NICK], by=who) == []
    ((until,),) = rows("SELECT until FROM people_part WHERE how = 'break_glass'")
    assert until == NOW + timedelta(minutes=30)


def test_8_whoever_has_left_has_nothing():
    case_id = whole_case()
    rows("UPDATE people_staff SET until = now() WHERE id = %s", [OMAR], by=SUNITA)

    assert not sees(OMAR, case_id)
    assert rows("SELECT count(*) FROM people_staff", by=OMAR) == [(0,)]
    with pytest.raises(NoSuchCase):
        break_glass(reference(case_id), by=OMAR, at=datetime.now(NOW.tzinfo), why="Once more.")


def reference(case_id):
    return rows("SELECT reference FROM record_case WHERE id = %s", [case_id], by=SUNITA)[0][0]


def test_10_an_adviser_learns_no_address_of_a_suspect():
    case_id = whole_case()
    put_person(case_id, "suspect", by=OMAR, at=NOW, subject="s1", address="2 Nowhere")

    assert rows("SELECT count(*) FROM people_person WHERE kind = 'suspect'", by=ISLA) == [(0,)]


def test_13_that_a_case_was_opened_is_taken_back_by_nobody():
    case_id = omars_case()
    break_glass(reference_of(case_id), by=NICK, at=NOW, why="At our front desk.")

    for who in STAFF:
        for statement in ("DELETE FROM record_reading", "UPDATE record_reading SET reason = ''"):
            with pytest.raises(ProgrammingError):
                rows(statement, by=who)
        for statement in ("DELETE FROM people_part", "DELETE FROM people_attempt"):
            with pytest.raises(ProgrammingError, match="permission denied"):
                rows(statement, by=who)


def test_14_a_case_that_is_closed_is_seen_by_nobody_more():
    case_id = whole_case()
    before = {who for who in (*STAFF, BRONWEN) if sees(who, case_id)}
    closed = Event("case.closed", NOW, "police", "", {"why": "It is over."})
    record(case_id, [closed], by=OMAR, key=key(), expected_seq=None, at=NOW)

    assert {who for who in (*STAFF, BRONWEN) if sees(who, case_id)} <= before


def test_for_her_nobody_confirms_that_she_withdraws_nor_states_her_position_nor_gives_her_phone():
    standing = Standing(OMAR, "police", "investigator", "investigator", "given")
    adviser = Standing(ISLA, "support", "adviser", "adviser", "given")

    for who in (standing, adviser):
        assert may_for_her(who, "contact.declined", scope="letters")
        assert may_for_her(who, "device.answered", answer="refused")
        assert not may_for_her(who, "device.answered", answer="agreed")
        assert not may_for_her(who, "withdrawal.confirmed", how="signed")
        assert not may_for_her(who, "position.stated", position="undecided")


def may_for_her(standing: Standing, name: str, **data: str) -> bool:
    return access.may_record(standing, EVENT_TYPES[name], Event(name, NOW, "victim", "", data))


@pytest.mark.parametrize("who", [HESTER, AMBROSE, EDITH])
def test_5_an_analyst_never_receives_a_row_about_a_case(who):
    noted()
    asked = (
        "SELECT relname FROM pg_class AS found JOIN pg_attribute ON attrelid = found.oid"
        " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND attname = 'case_id'"
        " AND has_table_privilege(current_user, found.oid, 'SELECT')"
    )
    tables = [name for (name,) in rows(asked)]

    seen = {name: rows(f"SELECT count(*) FROM {name}", by=who)[0][0] for name in tables}

    assert len(seen) > 10
    assert set(seen.values()) == {0}
    assert rows("SELECT count(*) FROM record_case", by=who) == [(0,)]
