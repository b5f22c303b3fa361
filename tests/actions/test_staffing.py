"""An agency's own list of its staff: brought in whole, brought up to date, refused with its lines."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from answerable.actions.staffing import WrongList, bring
from answerable.people import demonstration, models
from answerable.people.acting import acting_as, working
from answerable.people.reading import qualifications, with_email
from tests.people.cast import NOW, OMAR, SUNITA, omars_case, rows, sees

pytestmark = pytest.mark.django_db

HEAD = "agency,team,name,role,rank,telephone,email,working_pattern,since,until,trained,email_before"
ADA = "14,Public protection,Ada Fernlow,investigator,Detective Constable,020 7946 0999,Ada@aire.example,,2026-01-05,,ssaidp_1 from 2019-05-01; abe from 2020-01-01 to 2025-01-01,"
BEN = '14,"Night desk, north",Ben Ottermire,supervisor,Detective Sergeant,,ben@aire.example,,2026-01-05,,,'


@pytest.fixture(autouse=True)
def people():
    with working():
        demonstration.load()


def of(*lines):
    return "\n".join([HEAD, *lines])


def somebody(email):
    with working():
        return with_email(email)


def held(who):
    with working():
        trained = qualifications([who], date(2024, 6, 1))[who]
    return {(one.kind, one.expires_on) for one in trained}


def wrong(*lines):
    with pytest.raises(WrongList) as refused:
        bring(of(*lines))
    return [str(one) for one in refused.value.problems]


def test_a_list_brings_people_with_their_teams_and_training():
    found = bring(of(ADA, BEN))

    ada = somebody("ada@aire.example")
    with working():
        team = models.Team.objects.get(id=somebody("ben@aire.example").team)
    assert (found.came, found.teams, found.not_listed) == (2, 1, 4)
    assert (ada.name, ada.role, ada.agency) == ("Ada Fernlow", "investigator", "14")
    assert held(ada.id) == {("ssaidp_1", None), ("abe", date(2025, 1, 1))}
    assert (team.agency_id, team.name) == ("14", "Night desk, north")


def test_the_same_list_again_changes_nothing():
    bring(of(ADA, BEN))

    again = bring(of(ADA, BEN))

    assert (again.came, again.changed, again.left, again.as_they_were, again.teams) == (
        0,
        0,
        0,
        2,
        0,
    )


def test_it_is_asked_what_a_list_would_do_and_nothing_is_done():
    assert bring(of(ADA), only_ask=True).came == 1

    assert somebody("ada@aire.example") is None


def test_a_line_that_changed_changes_whom_it_is_of():
    bring(of(ADA))
    who = somebody("ada@aire.example").id

    found = bring(of(
        ADA.replace("Fernlow,investigator", "Sedgeby,supervisor").replace("Ada@", "a.sedgeby@").replace("2025-01-01", "2026-01-01")
        + "ada@aire.example"
    ))  # fmt: skip

    now = somebody("a.sedgeby@aire.example")
    assert (found.changed, found.came) == (1, 0)
    assert (now.id, now.name, now.role) == (who, "Ada Sedgeby", "supervisor")
    assert held(who) == {("ssaidp_1", None), ("abe", date(2026, 1, 1))}
    assert somebody("ada@aire.example") is None


def test_whoever_has_left_by_the_list_is_out_and_their_case_waits():
    case_id = omars_case()
    before = sees(OMAR, case_id)
    omar = demonstration.email_of("Omar")
    line = f"13,Rape investigation team,Omar Fennimarsh,investigator,,,{omar},,2018-01-01,{{}},,"

    found = bring(of(line.format("2026-03-06T09:59:59+00:00")))

    assert (before, found.left, sees(OMAR, case_id)) == (True, 1, False)
    assert wrong(line.format("")) == [
        "line 2, until: they have left: who comes back is somebody new, with another address"
    ]


def test_whoever_stands_in_no_line_stays():
    case_id = omars_case()

    found = bring(of(ADA.replace("14,Public protection", "13,Rape investigation team")))

    assert found.not_listed > 5
    assert sees(OMAR, case_id)


def test_one_wrong_line_and_nothing_is_taken():
    found = wrong(
        ADA,
        "14,Public protection,Cy Marsh,prosecutor,,,cy@aire.example,,2026-01-05,,,",
        "zz,Public protection,Di Marsh,investigator,,,di@aire.example,,2026-01-05,,,",
        "14,Public protection,Ed Marsh,investigator,,,no address,,2026-01-05,,,",
        "14,Public protection,Flo Marsh,investigator,,,flo@aire.example,,5 January,,,",
        "14,Public protection,Gus Marsh,investigator,,,ada@aire.example,,2026-01-05,,,",
        '14,Public protection,"Hal Marsh,investigator,,,hal@aire.example,,2026-01-05,,,',
        "14,Public protection,Ian\u202eMarsh,investigator,,,ian@aire.example,,2026-01-05,,,",
        "14,Public protection,Jo Marsh,investigator,,,jo@aire.example,,2026-01-05,2026-01-05,,",
        "14,Public protection,Kit Marsh,investigator,,,kit@aire.example,,2026-01-05,,abe since 2020,",
        "14,Public protection,Lou Marsh,investigator,,,lou@aire.example,,2026-01-05,,flying from 2020-01-01,",
        "14,,Max Marsh,investigator,,,max@aire.example,,2026-01-05,,,",
        "14,Public protection,Ned Marsh,investigator,,,ned@aire.example,,2026-01-05,,,nobody@aire.example",
        f"14,Public protection,Omar Fennimarsh,investigator,,,{demonstration.email_of('Omar')},,2018-01-01,,,",
        "14,Public protection",
    )  # fmt: skip

    assert [line.partition(":")[0] for line in found] == [
        "line 3, role", "line 4, agency", "line 5, email", "line 6, since", "line 7, email", "line 8",
        "line 9, name", "line 10, until", "line 11, trained", "line 12, trained", "line 13, team",
        "line 14, email_before", "line 15, agency", "line 16",
    ]  # fmt: skip
    assert not [line for line in found if "Marsh" in line or "@" in line]
    assert somebody("ada@aire.example") is None


def test_a_list_without_a_column_is_no_list():
    with pytest.raises(ValueError, match="no column email"):
        bring("agency,team,name,role,since\n")
    with pytest.raises(ValueError, match="should not have it"):
        bring(HEAD + ",shoe_size\n")


def test_training_that_was_taken_back_here_stays_taken_back():
    bring(of(ADA))
    ada = somebody("ada@aire.example").id
    with working():
        models.Qualification.objects.filter(staff_id=ada, kind="abe").update(
            taken_back_at=NOW, taken_back_by=SUNITA
        )

    assert bring(of(ADA)).as_they_were == 1
    assert held(ada) == {("ssaidp_1", None)}


def test_nobody_but_a_list_gives_another_role_or_name():
    omars_case()
    for column, value in (("role", "supervisor"), ("name", "Somebody Else")):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            acting_as(SUNITA),
            transaction.atomic(),
        ):
            models.Staff.objects.filter(id=OMAR).update(**{column: value})
    with (
        pytest.raises(DatabaseError, match="list of the agency"),
        acting_as(SUNITA),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT list_says(%s, 'Omar', 'supervisor')", [OMAR])

    assert rows("SELECT role FROM people_staff WHERE id = %s", [OMAR], by=SUNITA) == [
        ("investigator",)
    ]


def test_a_day_is_midnight_in_london():
    bring(of(ADA.replace("2026-01-05", "2026-07-06")))

    with working():
        since = models.Staff.objects.get(email="ada@aire.example").since
    assert since == datetime(2026, 7, 5, 23, tzinfo=UTC)
