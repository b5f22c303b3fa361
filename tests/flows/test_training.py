"""What somebody is trained for: who answers for the team puts it down, ends it and takes it back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, transaction

from answerable.people import models, staff
from answerable.people.acting import acting_as
from answerable.people.reading import qualifications
from tests.people.cast import (
    BRONWEN,
    GRETA,
    ISLA,
    MAUD,
    NICK,
    NOW,
    OMAR,
    PRIYA,
    RHONA,
    SUNITA,
    omars_case,
)
from tests.signing_in import at_browser
from tests.web.cast import go

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def people():
    omars_case()


def page_of(of, by=SUNITA):
    return go(at_browser(by), f"/team/{of}/training")


def say(page, name, on):
    for part in ("day", "month", "year"):
        page[f"{name}-{part}"] = str(getattr(on, part))


def put_down(of=GRETA, since=date(2024, 3, 27), by=SUNITA):
    page = page_of(of, by)
    page["kind"] = "other"
    say(page, "gained_on", since)
    return page.press("")


def held(of=GRETA, on=TODAY):
    with acting_as(SUNITA), transaction.atomic():
        return [one.kind for one in qualifications([of], on)[of]]


def change(page, **said):
    link = page.tree.xpath("//a[contains(., 'Another training')]")[-1]
    form = go(page.client, link.get("href"))
    for name, value in said.items():
        say(form, name, value) if isinstance(value, date) else form.__setitem__(name, value)
    return form.press("")


def test_who_answers_for_a_team_puts_down_a_training_and_it_stands_beside_the_name():
    assert "other" not in held()

    done = put_down()

    assert done.status == 302 and "Since 27 March 2024" in done.text
    assert "other" in held() and "other" not in held(on=date(2024, 3, 26))


def test_a_training_ends_on_a_day():
    page = put_down()

    assert change(page, what="ended").problems == {"#on-day": "Enter from which day on it is over"}
    early = change(page, what="ended", on=date(2024, 3, 26))
    assert early.status == 400 and "cannot be before" in early.problems["#on-day"]
    done = change(page, what="ended", on=TODAY)

    assert done.status == 302
    assert "other" not in held() and "other" in held(on=TODAY - timedelta(days=1))


def test_what_was_put_down_wrongly_is_taken_back_never_counted_and_still_seen():
    done = change(put_down(), what="wrong")

    assert "other" not in held() and "other" not in held(on=date(2025, 1, 1))
    assert "Taken back on" in done.text
    assert not done.tree.xpath("//a[contains(., 'Another training')]")


def test_what_is_missing_or_cannot_be_is_said_at_its_place():
    page = page_of(GRETA)
    assert set(page.press("").problems) == {"#kind", "#gained_on-day"}

    page["kind"] = "other"
    say(page, "gained_on", TODAY + timedelta(days=1))
    say(page, "expires_on", date(2020, 1, 1))
    found = page.press("")

    assert found.status == 400 and "in the past" in found.problems["#gained_on-day"]
    assert found.form.inputs["expires_on-year"].value == "2020"


@pytest.mark.parametrize(
    ("by", "of"),
    [(OMAR, BRONWEN), (SUNITA, SUNITA), (SUNITA, NICK), (SUNITA, PRIYA), (MAUD, OMAR), (RHONA, OMAR), (ISLA, ISLA)],
)  # fmt: skip
def test_nobody_else_does_and_nobody_for_themselves_not_even_past_the_pages(by, of):
    client = at_browser(by)

    assert client.get(f"/team/{of}/training").status_code == 404
    with acting_as(by), pytest.raises(ProgrammingError), transaction.atomic():
        staff.qualify(of, staff.Qualified("other", date(2024, 1, 1)), by=by, at=NOW)
    with acting_as(by), transaction.atomic():
        assert models.Qualification.objects.filter(staff_id=of).update(expires_on=TODAY) == 0


def test_each_puts_down_under_their_own_name_and_what_was_taken_back_stays_so():
    with acting_as(SUNITA), pytest.raises(ProgrammingError), transaction.atomic():
        staff.qualify(GRETA, staff.Qualified("other", date(2024, 1, 1)), by=OMAR, at=NOW)
    change(put_down(), what="wrong")

    with acting_as(SUNITA), pytest.raises(ProgrammingError, match="stays"), transaction.atomic():
        models.Qualification.objects.filter(kind="other", staff_id=GRETA).update(expires_on=TODAY)
