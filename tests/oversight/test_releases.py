"""What was published is kept: by the program alone, for those who oversee, and as it was."""

from __future__ import annotations

import json

import pytest
from django.db import ProgrammingError

from answerable.actions.publishing import (
    PublishedMeanwhile,
    publish,
    published_before,
    take_table,
)
from answerable.analysis.reporting.release import plain_release, release_of
from answerable.oversight import reading
from answerable.people.acting import SIGNING_IN, acting_for
from answerable.people.roles import OVERSEES, kind_of_role
from tests.oversight.releases import SERIES, a_release, put_by
from tests.people.cast import AMBROSE, EDITH, HESTER, NOW, OMAR, PRIYA, RUFUS, SUNITA, rows

pytestmark = pytest.mark.django_db

TABLES = ("release", "register", "taken")


def counted(table, who):
    return rows(f"SELECT count(*) FROM oversight_{table}", by=who)[0][0]


@pytest.mark.parametrize("who", [HESTER, AMBROSE, EDITH])
def test_those_who_oversee_or_measure_see_what_was_published_and_never_the_register(who):
    put_by(1, 2)

    assert [one.number for one in reading.editions(who)] == [2, 1]
    assert counted("register", who) == 0


@pytest.mark.parametrize("who", [OMAR, SUNITA, PRIYA, RUFUS, None])
def test_the_database_shows_others_nothing_of_it(who):
    put_by()

    assert [counted(one, who) for one in TABLES] == [0, 0, 0]
    assert reading.release(who, SERIES, 1) is None


def test_those_who_oversee_see_no_case_and_nobodys_name():
    put_by()

    for who in (HESTER, AMBROSE):
        assert rows("SELECT count(*) FROM record_case", by=who) == [(0,)]
        names = {name for (name,) in rows("SELECT name FROM people_staff", by=who)}
        assert len(names) == 1 and names <= {"Hester Ledgerwick", "Ambrose Weighwell"}


@pytest.mark.parametrize("who", [HESTER, EDITH, OMAR])
def test_only_the_program_publishes(who):
    put_by()

    with pytest.raises(ProgrammingError, match="row-level security"):
        rows(
            "INSERT INTO oversight_release (id, series, number, as_of, published_at, made_up,"
            " content, edition) VALUES (gen_random_uuid(), 'x', 1, now(), now(), '', '{}', '{}')",
            by=who,
        )


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("verb", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"])
def test_what_was_published_can_be_neither_changed_nor_taken_back(table, verb):
    put_by()

    with pytest.raises(ProgrammingError, match="permission denied"):
        rows(verb.format(f"oversight_{table}"), by=HESTER)


def test_an_edition_is_published_once():
    put_by(1)

    with pytest.raises(PublishedMeanwhile, match="edition 1 of of-the-tests is there already"):
        publish(a_release(1), at=NOW)


def test_the_next_edition_is_held_against_every_one_of_its_series_and_no_other():
    put_by(1, 2)
    publish(a_release(1, series="another"), at=NOW)

    before = published_before(SERIES)

    assert before.edition == {"number": 2}
    assert [line["title"] for line in before.lines] == ["edition 1", "edition 2"]
    assert published_before("nothing") == (None, [])


def test_whoever_takes_a_table_away_is_on_record_for_their_professional_standards():
    put_by()

    assert take_table(EDITH, SERIES, 1, "funnel", at=NOW).startswith("stage,counts,counts_of,")
    assert take_table(HESTER, SERIES, 1, "funnel", at=NOW)

    taken = "SELECT staff_id, what, at FROM oversight_taken"
    assert rows(taken, by=EDITH) == rows(taken, by=RUFUS) == [(EDITH, "funnel", NOW)]
    assert rows(taken, by=SUNITA) == []


def test_nothing_is_on_record_of_a_table_that_there_is_not():
    put_by()

    assert take_table(HESTER, SERIES, 1, "nothing", at=NOW) is None
    assert take_table(HESTER, SERIES, 2, "funnel", at=NOW) is None
    assert take_table(OMAR, SERIES, 1, "funnel", at=NOW) is None
    assert counted("taken", HESTER) == 0


def test_a_release_is_read_back_as_it_was_put_by():
    release = release_of(a_release().content)

    again = release_of(json.loads(json.dumps(plain_release(release))))

    funnel = again.table("funnel")
    assert json.dumps(plain_release(again)) == json.dumps(plain_release(release))
    assert [again.rule_of_row(funnel, at) for at in (0, 1)] == ["funnel.charged", ""]
    assert again.rule_of_row(again.table("by_force"), 0) == "funnel.charged"  # by its title
    assert again.rule("funnel.charged.median") == "funnel.charged"


def test_a_role_of_oversight_is_for_an_office_of_oversight_alone():
    for role in OVERSEES:
        assert kind_of_role(role, "oversight")
        assert not any(kind_of_role(role, kind) for kind in ("police", "cps", "support"))
    assert not kind_of_role("performance", "oversight")
    assert not kind_of_role("investigator", "oversight")


def test_signing_in_alone_sees_nothing_of_it():
    put_by()

    with acting_for(SIGNING_IN):
        assert counted("release", None) == 0
