"""Who sees and does what: the table, the program and the database say the same of every cell."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Event
from answerable.people import access, policy
from answerable.people.access import Held, Standing, stand
from answerable.people.acting import acting_as
from answerable.people.policy import NO_PART, Cell, answers, cells
from answerable.people.roles import KINDS, OVERSEES, PARTS_OF, ROLES, SEES_FIGURES
from answerable.people.standing import standing_in
from answerable.record.audience import entry_audience
from answerable.record.writing import NoSuchCase, append
from tests.people.world import World, contents, kind_of, make

# The column of the table that each entry of a case is there for, by its number.
ENTRIES = {
    ("case", 1): "agencies",
    ("case", 2): "victims",
    ("case", 4): "shared",
    ("case", 5): "kept",
    ("case", 6): "needs",
    ("support", 1): "notes",
}
NOW = datetime(2026, 3, 6, 10, tzinfo=UTC)
OF_AGENCY = {"police": "thrive.assessed", "cps": "strategy.set", "support": "support.liaison"}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Made once, and taken back afterwards: it takes a second, and no test changes it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make()
        transaction.set_rollback(True)


def named(cell: Cell) -> str:
    return f"{cell.role}, {cell.part}, {cell.how}{', excluded' if cell.excluded else ''}"


def differing(said: dict[Cell, dict[str, str]]) -> dict[str, dict[str, tuple[str, str]]]:
    """The cells of which something else is said than the table says: (table, said)."""
    found: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for cell, what in said.items():
        for column, answer in what.items():
            if answers(cell)[column] != answer:
                found[named(cell)][column] = (answers(cell)[column], answer)
    return dict(found)


def yes(value: object) -> str:
    return "yes" if value else "no"


def test_the_table_has_every_cell_and_no_line_that_no_cell_needs():
    first = [next(n for n, line in enumerate(policy.lines()) if line.fits(c)) for c in cells()]

    assert len(cells()) == 2 * len(ROLES) * (3 * 6 + 3)
    assert set(first) == set(range(len(policy.lines())))


def test_the_program_says_what_the_table_says():
    said = {}
    for cell in cells():
        held = [] if cell.how in ("team", "none") else [held_by(cell)]
        said[cell] = program(
            stand(
                uuid4(), kind_of(cell.role), cell.role,
                held=held, with_team=cell.how == "team", excluded=cell.excluded,
            )
        )  # fmt: skip

    assert differing(said) == {}


def held_by(cell: Cell) -> Held:
    part = "investigator" if cell.part == NO_PART else cell.part
    return Held(part, *(("given", "over") if cell.how == "formerly" else (cell.how, "now")))


def program(standing: Standing) -> dict[str, str]:
    """What the pure functions say of somebody, in the table's words."""
    one_of_each = contents(NOW)
    said = {"see": yes(access.may_see_case(standing)), "open": access.may_open(standing)}
    for (log, seq), column in ENTRIES.items():
        event = one_of_each[seq - 1] if log == "case" else one_of_each[-1]
        seen = entry_audience(EVENT_TYPES[event.event], event.agency, log)
        said[column] = yes(
            access.may_read_entry(
                standing, seen.agencies, shared_if=seen.shared_if, agreed=["that_supported"]
            )
        )
    said["needs"] = yes(said["needs"] == "yes" and access.may_read_sealed_needs(standing))
    said["notes"] = yes(said["notes"] == "yes" and access.may_read_support_notes(standing))
    said["record"] = yes(access.may_record(standing, *an_event(standing.role)))
    for kind in ("victim", "suspect"):
        said[kind] = yes(access.may_see_person(standing, kind))
    said["contact"] = yes(access.may_open_safe_contact(standing, KINDS))
    said["contact_kept"] = yes(access.may_open_safe_contact(standing, ["support"]))
    return said


def an_event(role: str):
    """Something that the agency of a role records for itself."""
    kind = kind_of(role)
    type_ = EVENT_TYPES[OF_AGENCY.get(kind, "hearing.told")]
    return type_, Event(type_.name, None, kind, "", {})


def test_the_facts_of_the_database_are_judged_as_the_table_says(world: World):
    said = {
        cell: program(standing_in(world.case[cell], world.who[cell.role], world.at))
        for cell in cells()
    }

    assert differing(said) == {}


def test_the_database_shows_what_the_table_says(world: World):
    said = {}
    for role in ROLES:
        seen = shown_to(world.who[role])
        for cell in (one for one in cells() if one.role == role):
            mine = {what for case_id, what in seen if case_id == world.case[cell]}
            said[cell] = {column: yes(column in mine) for column in COLUMNS}

    assert differing(said) == {}


COLUMNS = ("see", *ENTRIES.values(), "victim", "suspect", "contact", "contact_kept")


def shown_to(who):
    """What the database shows somebody, as (case, column of the table)."""
    with acting_as(who), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM record_case")
        found = {(case_id, "see") for (case_id,) in cursor.fetchall()}
        cursor.execute("SELECT case_id, log, seq FROM record_entry")
        found |= {(case, ENTRIES.get((log, seq))) for case, log, seq in cursor.fetchall()}
        cursor.execute("SELECT case_id, kind FROM people_person")
        found |= set(cursor.fetchall())
        cursor.execute("SELECT case_id, kind FROM people_safe_contact")
        kinds = {"telephone": "contact", "address": "contact_kept"}
        return found | {(case, kinds[kind]) for case, kind in cursor.fetchall()}


def test_the_database_lets_record_whom_the_table_lets(world: World):
    said = {cell: {"record": yes(recorded(world, cell))} for cell in cells()}

    assert differing(said) == {}


def recorded(world: World, cell: Cell) -> bool:
    """Whether an entry goes in, past all that the program asks; it is taken out again."""
    who, case_id = world.who[cell.role], world.case[cell]
    event = an_event(cell.role)[1]._replace(occurred_at=world.at)
    try:
        with acting_as(who), transaction.atomic():
            append(case_id, [event], expected_seq=None, actor=who, key="k", at=world.at)
            transaction.set_rollback(True)
    except NoSuchCase:
        return False
    except ProgrammingError as refused:
        assert "row-level security" in str(refused)  # noqa: PT017  either is a refusal
        return False
    return True


def test_a_role_holds_the_same_parts_in_the_program_and_in_the_database(world: World):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT role, part FROM unnest(%s::text[]) AS role, unnest(%s::text[]) AS part"
            " WHERE role_may_hold(role, part)",
            [list(ROLES), list(policy.PARTS)],
        )
        held = set(cursor.fetchall())
        cursor.execute("SELECT r FROM unnest(%s::text[]) AS r WHERE role_manages(r)", [list(ROLES)])
        manages = {role for (role,) in cursor.fetchall()}
        cursor.execute(
            "SELECT r FROM unnest(%s::text[]) AS r WHERE role_breaks_glass(r)", [list(ROLES)]
        )
        breaks = {role for (role,) in cursor.fetchall()}
        cursor.execute(
            "SELECT r, role_oversees(r) FROM unnest(%s::text[]) AS r WHERE role_sees_figures(r)",
            [list(ROLES)],
        )
        figures = dict(cursor.fetchall())

    assert held == {(role, part) for role, parts in PARTS_OF.items() for part in parts}
    assert manages == set(access.MANAGES_AS)
    assert breaks == set(access.BREAKS_GLASS)
    assert figures == {role: role in OVERSEES for role in SEES_FIGURES}
