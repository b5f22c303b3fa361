"""Off a case again: one part of one person, and an agency that was brought by mistake."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction

from answerable.actions.allocating import bring, end_part, give_part, take_back
from answerable.actions.commit import NoSuchCase, NotAllowed
from answerable.events.entry import Event
from answerable.people.acting import acting_as
from answerable.people.reading import parts_in
from answerable.worklist.my_work import my_work
from answerable.worklist.team import team_work
from tests.actions.test_allocating import held
from tests.flows.test_beginning_a_case import page_in
from tests.flows.test_chapters_of_a_case import a_story
from tests.people.cast import (
    BRONWEN,
    GRETA,
    ISLA,
    LIONEL,
    MAUD,
    NOW,
    OMAR,
    PRIYA,
    RHONA,
    SUNITA,
    YUSRA,
    at_the_tests_time,
    omars_case,
    reference_of,
    rows,
    sees,
)
from tests.signing_in import at_browser
from tests.web.cast import go
from tests.web.cast import recorded as on_record

pytestmark = pytest.mark.django_db
YORKSHIRE, HARBOUR = "cps-yorkshire-and-humberside", "support-quiet-harbour"


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    at_the_tests_time(monkeypatch)


def ends(case_id, by=SUNITA, **said):
    page = page_in(case_id, "end-part", by)
    for name, value in said.items():
        page[name] = value
    return page.press()


def test_a_part_that_ends_takes_access_with_it_and_what_was_owed_is_nobodys():
    case_id = a_story()
    address = f"/cases/{reference_of(case_id)}"
    assert my_work(OMAR, NOW).rows and sees(OMAR, case_id)

    answer = ends(case_id, part=f"{OMAR} investigator", to="nobody", why="workload")

    assert answer.status == 302
    assert not sees(OMAR, case_id) and my_work(OMAR, NOW).rows == []
    assert at_browser(OMAR).get(address).status_code == 404
    assert case_id in {row.case_id for row in team_work(SUNITA, NOW, NOW).nobodys_yet.rows}
    manager = at_browser(SUNITA)
    manager.post(f"{address}/reason", {"reason": "It is nobody’s yet."})
    people = go(manager, f"{address}/people").text
    assert "Nobody has been investigator since" in people and "Record who has taken over" in people


def test_whoever_takes_over_is_named_in_the_record_and_telling_the_victim_is_owed():
    case_id = a_story()

    answer = ends(case_id, part=f"{OMAR} investigator", to=str(GRETA), why="leave")

    assert answer.status == 302
    (entry,) = [one for one in on_record(case_id, SUNITA) if one.event == "officer.changed"]
    assert entry.data == {"role": "investigator", "name": str(GRETA), "why": "leave"}
    assert (GRETA, "investigator") in held(case_id, SUNITA)
    assert (OMAR, "investigator") not in held(case_id, SUNITA)
    assert "contact.tell_change" in {row.duty for row in _owed(case_id)}


def _owed(case_id):
    from answerable.worklist.case_view import case_view

    return case_view(case_id, NOW, by=SUNITA).owed


def test_only_the_part_that_was_named_ends():
    case_id = a_story()
    give_part(case_id, BRONWEN, "victims_officer", by=SUNITA, at=NOW - timedelta(hours=1))
    give_part(case_id, OMAR, "victims_officer", by=SUNITA, at=NOW - timedelta(hours=1))

    ends(case_id, part=f"{OMAR} victims_officer", to="nobody", why="mistake")

    assert {(OMAR, "investigator"), (BRONWEN, "victims_officer")} <= held(case_id)
    assert (OMAR, "victims_officer") not in held(case_id)


def test_who_is_given_what_another_had_is_named_in_the_record():
    case_id = a_story()
    give_part(case_id, BRONWEN, "victims_officer", by=SUNITA, at=NOW - timedelta(hours=1))
    ends(case_id, part=f"{BRONWEN} victims_officer", to="nobody", why="leave")

    page = page_in(case_id, "give", SUNITA)
    page["to"], page["part"], page["why"] = str(GRETA), "victims_officer", "Her turn."
    assert page.press().status == 302

    assert (GRETA, "victims_officer") in held(case_id)
    assert [e.data["role"] for e in on_record(case_id, OMAR) if e.event == "officer.changed"] == [
        "solo"
    ]


@pytest.mark.parametrize("by", [OMAR, PRIYA, ISLA])
def test_nobody_who_answers_for_no_team_has_the_page(by):
    case_id = a_story()
    for page in ("end-part", "take-back"):
        assert at_browser(by).get(f"/cases/{reference_of(case_id)}/{page}").status_code == 404


def test_nobody_ends_a_part_of_another_agency_or_of_another_team():
    case_id = a_story()

    for by, error in ((SUNITA, NotAllowed), (YUSRA, NoSuchCase), (LIONEL, NoSuchCase)):
        with pytest.raises(error):
            end_part(case_id, PRIYA, "prosecutor", by=by, at=NOW)
    page = page_in(case_id, "end-part", SUNITA)
    assert str(PRIYA) not in page.text
    assert (PRIYA, "prosecutor") in held(case_id)


def test_an_agency_brought_by_mistake_is_taken_back_and_sees_nothing_any_more():
    case_id = omars_case()
    bring(case_id, YORKSHIRE, by=OMAR, at=NOW - timedelta(hours=1))
    assert sees(MAUD, case_id)

    page = page_in(case_id, "take-back", SUNITA)
    page["agency"], page["why"] = YORKSHIRE, "The wrong Area."
    assert page.press().status == 302

    assert not sees(MAUD, case_id)
    assert at_browser(MAUD).get(f"/cases/{reference_of(case_id)}").status_code == 404
    told = page_in(case_id, "history", SUNITA).text
    assert "CPS Yorkshire and Humberside" in told and "The wrong Area." in told
    bring(case_id, YORKSHIRE, by=OMAR, at=NOW)  # and it may be brought again
    assert sees(MAUD, case_id)


def test_an_agency_in_which_somebody_has_or_had_the_case_is_not_taken_back_by_another():
    case_id = omars_case()
    bring(case_id, YORKSHIRE, by=OMAR, at=NOW - timedelta(hours=2))
    give_part(case_id, PRIYA, "prosecutor", by=MAUD, at=NOW - timedelta(hours=1))

    with pytest.raises(NotAllowed):
        take_back(case_id, YORKSHIRE, by=SUNITA, at=NOW, why="x")
    with pytest.raises(NotAllowed):  # nor by their own, while somebody works in it
        take_back(case_id, YORKSHIRE, by=MAUD, at=NOW, why="x")
    end_part(case_id, PRIYA, "prosecutor", by=MAUD, at=NOW)
    with pytest.raises(NotAllowed):
        take_back(case_id, YORKSHIRE, by=SUNITA, at=NOW, why="x")

    take_back(case_id, YORKSHIRE, by=MAUD, at=NOW, why="Another Area’s.")
    assert not sees(MAUD, case_id)


def test_an_agency_that_recorded_something_is_not_taken_back_by_another():
    from answerable.actions.commit import record

    case_id = omars_case()
    bring(case_id, HARBOUR, by=OMAR, at=NOW - timedelta(hours=2))
    manager = _manager_of(HARBOUR)
    record(
        case_id, [Event("support.started", NOW, "support", "", {"service": "isva"})],
        by=manager, key="k1", expected_seq=None, at=NOW,
    )  # fmt: skip

    with pytest.raises(NotAllowed):
        take_back(case_id, HARBOUR, by=SUNITA, at=NOW, why="x")


def _manager_of(agency):
    found = rows(
        "SELECT id FROM people_staff WHERE agency_id = %s AND role = 'adviser_manager'", [agency],
        by=RHONA if agency.endswith("lantern-house") else None,
    )  # fmt: skip
    from answerable.people import demonstration

    return found[0][0] if found else next(
        one.id for one in demonstration.staff()
        if one.agency == agency and one.role == "adviser_manager"
    )  # fmt: skip


def test_the_agency_that_opened_a_case_stays():
    case_id = omars_case()
    page = page_in(case_id, "take-back", SUNITA)
    assert page.status == 200 and "No agency can be taken back from this case now" in page.text
    assert (
        "It is with West Yorkshire Police." in page.text
        and "The agency that opened the case stays" in page.text
    )

    end_part(case_id, OMAR, "investigator", by=SUNITA, at=NOW)

    with pytest.raises(NotAllowed):
        take_back(case_id, "13", by=SUNITA, at=NOW, why="x")


def test_the_database_itself_lets_nobody_take_an_agency_back_who_may_not():
    case_id = omars_case()
    bring(case_id, YORKSHIRE, by=OMAR, at=NOW - timedelta(hours=2))
    end = (
        "UPDATE people_case_agency SET until = %s, ended_by = %s WHERE case_id = %s"
        " AND agency_id = %s RETURNING 1"
    )

    for by in (OMAR, YUSRA, LIONEL, RHONA, ISLA):
        assert rows(end, [NOW, by, case_id, YORKSHIRE], by=by) == []
    for wrong in ([NOW, OMAR], [None, SUNITA]):
        try:
            left = rows(end.replace("until = %s", "until = %s, ended_why = ''"),
                        [*wrong, case_id, YORKSHIRE], by=SUNITA)  # fmt: skip
        except ProgrammingError:
            continue
        assert wrong[0] is None and left  # nothing ended
    assert sees(MAUD, case_id)


def test_an_agency_that_was_taken_back_does_not_come_to_life_again():
    case_id = omars_case()
    bring(case_id, YORKSHIRE, by=OMAR, at=NOW - timedelta(hours=2))
    take_back(case_id, YORKSHIRE, by=SUNITA, at=NOW, why="The wrong Area.")

    with acting_as(SUNITA), transaction.atomic():
        parts_in(case_id)
    for by in (SUNITA, MAUD):
        assert rows(
            "UPDATE people_case_agency SET until = NULL WHERE case_id = %s AND agency_id = %s"
            " RETURNING 1", [case_id, YORKSHIRE], by=by,
        ) == []  # fmt: skip
