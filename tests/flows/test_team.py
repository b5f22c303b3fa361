"""The page of whoever answers for a team."""

from __future__ import annotations

import pytest

from answerable.people import staff
from answerable.people.acting import working
from tests.flows.test_looking_at_a_case import case_id, reference  # noqa: F401  fixtures
from tests.record.cast import NOW, OMAR, put_in_the_cast
from tests.signing_in import at_browser

pytestmark = pytest.mark.django_db


def test_a_supervisor_sees_what_is_owed_and_who_has_how_much(case_id, reference):
    from uuid import UUID

    sunita = UUID(int=77)
    with working():
        staff.put_in(
            [],
            [
                staff.Staff(
                    sunita,
                    "13",
                    None,
                    "Cast 77",
                    "supervisor",
                    "inspector",
                    "020 7946 0077",
                    "cast-77@cast.example",
                    "",
                    NOW,
                )
            ],
        )

    page = at_browser(sunita).get("/team")

    assert page.status_code == 200
    assert (
        reference in page.text
        and "Most urgent, then most overdue" in page.text
        and "Cast 1" in page.text
    )


def test_for_whoever_answers_for_no_team_there_is_no_such_page():
    put_in_the_cast()

    assert at_browser(OMAR).get("/team").status_code == 404
