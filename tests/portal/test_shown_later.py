"""Who opened the record, and what of it the law allows to be shown later."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from answerable.actions.commit import Invalid
from answerable.actions.taking_out import one_case
from answerable.actions.vault import put_contact
from answerable.clocks.days import local_day
from answerable.events.entry import Event
from answerable.people.acting import working
from answerable.record.writing import append
from tests.people.cast import NOW, OMAR, PRIYA, key, reference_of, whole_case
from tests.portal.cast import put, vera_in
from tests.portal.stories import reported
from tests.signing_in import at_browser

pytestmark = pytest.mark.django_db
SAID = "The law allows us to show some openings later"


@pytest.fixture
def case_id():
    return reported(whole_case())


@pytest.fixture
def opened_by_both(case_id):
    for who in (OMAR, PRIYA):
        assert at_browser(who).get(f"/cases/{reference_of(case_id)}").status_code == 200
    return case_id


def delay(**other):
    today = local_day(NOW)
    return {
        "whose": "police", "from": today.isoformat(), "provision": "crime", "why": "A covert step.",
        "until": (today + timedelta(days=9)).isoformat(), "rank": "inspector", **other,
    }  # fmt: skip


def test_every_opening_shows_by_role_and_organisation(opened_by_both):
    page = vera_in(opened_by_both).get("/n/yours").text

    assert "A police officer, " in page and "A prosecutor, " in page and SAID in page


def test_many_pages_that_were_opened_on_one_day_for_one_agency_are_one_line(case_id):
    for _ in range(3):
        at_browser(OMAR).get(f"/cases/{reference_of(case_id)}")
    at_browser(PRIYA).get(f"/cases/{reference_of(case_id)}")

    page = vera_in(case_id).get("/n/yours").text

    assert page.count("A police officer, ") == 1 and page.count("A prosecutor, ") == 1
    (times,) = re.findall(r"West Yorkshire Police, (\d) times", page)
    assert int(times) >= 3
    assert "CPS Yorkshire and Humberside, " not in page
    assert "One person who reads many pages counts many times." in page


def test_that_somebody_opened_a_number_is_told_apart(opened_by_both):
    number = put_contact(opened_by_both, "telephone", "07700 900111", safe=True, by=OMAR, at=NOW)
    client = vera_in(opened_by_both)
    assert "(your number or address)" not in client.get("/n/yours").text
    address = f"/cases/{reference_of(opened_by_both)}/reach"
    assert at_browser(PRIYA).post(address, {"contact": str(number)}).status_code == 200

    page = client.get("/n/yours").text
    assert page.count("(your number or address)") == 1
    assert "A prosecutor, CPS Yorkshire and Humberside (your number or address)" in page


def test_who_takes_the_record_out_at_the_machine_shows_too(case_id):
    client = vera_in(case_id)
    before = client.get("/n/yours").text

    assert one_case(str(case_id), "duties", "an account", at=NOW)
    page = client.get("/n/yours").text

    assert "A person who looks after these computers" not in before
    assert page.count("A person who looks after these computers</li>") == 1
    assert "an account" not in page


def test_what_is_shown_later_leaves_no_trace_and_shows_after_its_last_day(opened_by_both):
    client = vera_in(opened_by_both)
    put(opened_by_both, "opening.delayed", ago=0, **delay())

    page = client.get("/n/yours").text
    assert "A police officer, " not in page and "A prosecutor, " in page and SAID in page
    assert "covert" not in page and "later" not in client.get("/n/updates").text


@pytest.mark.parametrize(
    "other",
    [
        {"whose": "witness_care"},
        {"from": (local_day(NOW) - timedelta(days=9)).isoformat(),
         "until": (local_day(NOW) - timedelta(days=1)).isoformat()},
    ],
    ids=["of others", "over"],
)  # fmt: skip
def test_what_is_of_others_or_over_holds_nothing_back(opened_by_both, other):
    put(opened_by_both, "opening.delayed", ago=0, **delay(**other))

    assert "A police officer, " in vera_in(opened_by_both).get("/n/yours").text


def test_one_that_should_never_have_been_recorded_holds_nothing_back(opened_by_both):
    seq = put(opened_by_both, "opening.delayed", ago=0, **delay())
    put(opened_by_both, "record.corrected", ago=0, seq=seq, reason="The wrong case.")

    assert "A police officer, " in vera_in(opened_by_both).get("/n/yours").text


@pytest.mark.parametrize(("days", "shown"), [(27, False), (28, True)])
def test_it_is_over_after_28_days_whatever_its_last_day(opened_by_both, days, shown):
    then = NOW - timedelta(days=days)
    said = delay(until=(local_day(NOW) + timedelta(days=400)).isoformat())
    with working():
        append(opened_by_both, [Event("opening.delayed", then, "police", "", said)],
               expected_seq=None, actor=OMAR, key=key(), at=then)  # fmt: skip

    page = vera_in(opened_by_both).get("/n/yours").text
    assert ("A police officer, " in page) == shown


def test_a_sergeant_does_not_decide_it(case_id):
    with pytest.raises(Invalid):
        put(case_id, "opening.delayed", ago=0, **delay(rank="sergeant"))
