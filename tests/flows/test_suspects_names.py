"""A suspect's name stands in the pages of the case, for those who may know it, and nowhere else."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from lxml import html

from answerable.actions.commit import record
from answerable.actions.letting_in import break_glass, cover
from answerable.actions.vault import erase_person, put_person
from answerable.events.entry import Event
from answerable.people import vault
from answerable.web.agency.rooms import PAGES
from tests.flows.test_looking_at_a_case import REPORT
from tests.people.cast import (
    CALLUM,
    DESMOND,
    ISLA,
    NICK,
    NOW,
    OMAR,
    PRIYA,
    SUNITA,
    WENDY,
    key,
    reference_of,
    rows,
    whole_case,
)
from tests.signing_in import at_browser

pytestmark = pytest.mark.django_db

CANARY = "Qwistlethorn"  # in no word list and no template
LINE = {"about": "digital", "direction": "away", "noticed_by": "investigator"}
WHY = {"cps_decision": "The custody clock ran out."}
AGENCY = {OMAR: "police", PRIYA: "cps", WENDY: "witness_care", ISLA: "support"}


@pytest.fixture
def case_id():
    """Of two suspects, of whom one is named; the other stands in it alone."""
    found = whole_case()
    at = NOW - timedelta(days=2)
    charged = [Event("charge.made", at, "police", one, {"reasons": WHY}) for one in ("s1", "s2")]
    events = [Event("suspect.identified", at, "police", one) for one in ("s1", "s2")]
    record(found, [*events, *charged], by=OMAR, key=key(), expected_seq=None, at=NOW)
    put_person(found, "suspect", by=OMAR, at=NOW, subject="s2", name=f"Sam {CANARY}")
    return found


def text_of(page):
    return " ".join(html.fromstring(page).text_content().split())


def people_page(case_id, by, name="people"):
    path = f"/cases/{reference_of(case_id)}/{name}".removesuffix("/")
    answer = at_browser(by).get(path, follow=True)
    assert answer.status_code == 200, path
    return answer.text


def test_those_on_the_case_read_the_name_and_the_adviser_reads_which_suspect(case_id):
    called = f"Sam {CANARY} (second suspect)"
    for who in (OMAR, PRIYA, WENDY):
        text = people_page(case_id, who)
        assert called in text and "First suspect" in text, who
    for name in ("investigation", "decision", "history"):
        assert called in people_page(case_id, OMAR, name), name

    hers = people_page(case_id, ISLA)
    assert CANARY not in hers and "First suspect" in hers and "Second suspect" in hers
    assert "other agencies may count them otherwise" in hers


def test_a_form_offers_a_suspect_by_name_to_those_who_may_know_it(case_id):
    called = f"Sam {CANARY} (second suspect): a suspect was identified"
    assert called in people_page(case_id, OMAR, "record/suspect.arrested")
    assert called in people_page(case_id, PRIYA, "record/decision.made")

    hers = people_page(case_id, ISLA, "record/support.feedback")
    assert CANARY not in hers


def test_the_story_calls_a_thing_by_its_number_and_an_agency_by_its_name(case_id):
    opened = Event("line.opened", NOW, "police", "line-2f", LINE)
    reported = Event("crime.reported", NOW, "police", "", REPORT)
    record(case_id, [reported, opened], by=OMAR, key=key(), expected_seq=None, at=NOW)

    page = people_page(case_id, OMAR, "history")

    assert "About: Line of enquiry 1" in page and "line-2f" not in page
    assert "Which police force received the report? West Yorkshire" in text_of(page)


def test_the_database_tells_a_suspects_name_to_exactly_those_of_the_rule(case_id):
    reference = reference_of(case_id)
    until = NOW + timedelta(hours=8)
    cover(reference, CALLUM, "investigator", by=DESMOND, at=NOW, until=until, why="Night.")

    def named(who):
        return rows("SELECT name FROM people_person WHERE kind = 'suspect'", by=who) != []

    assert all(named(who) for who in (OMAR, PRIYA, WENDY, SUNITA, CALLUM))
    assert not any(named(who) for who in (ISLA, NICK, None))
    break_glass(reference, by=NICK, at=NOW, why="At our front desk.")
    assert named(NICK), "who has to keep somebody safe may have to know of whom"


def test_the_pages_keep_it_from_an_adviser_though_the_database_let_it_through(case_id, monkeypatch):
    with_name = vault.Person(
        case_id, case_id, "suspect", "s2", f"Sam {CANARY}", *[None] * 7
    )  # fmt: skip
    monkeypatch.setattr(vault, "persons", lambda ids: {one: [with_name] for one in ids})

    assert CANARY in people_page(case_id, OMAR)
    for page in (one.name for one in PAGES if "support" in one.agencies):
        assert CANARY not in people_page(case_id, ISLA, "" if page == "case" else page)


def test_no_title_address_list_file_or_log_has_the_name(case_id, caplog):
    caplog.set_level(logging.DEBUG)
    for who, agency in AGENCY.items():
        for page in (one.name for one in PAGES if agency in one.agencies):
            tree = html.fromstring(people_page(case_id, who, "" if page == "case" else page))
            addresses = tree.xpath("//@href | //@src | //@action | //@id")
            assert CANARY not in tree.findtext(".//title") + " ".join(addresses), (who, page)
    for who, path in (
        (OMAR, "/my-work"), (OMAR, "/my-work.csv"), (SUNITA, "/team"), (ISLA, "/clients"),
        (PRIYA, "/my-work"), (PRIYA, "/my-work.csv"), (WENDY, "/my-work"), (WENDY, "/my-work.csv"),
    ):  # fmt: skip
        answer = at_browser(who).get(path)
        assert answer.status_code == 200 and CANARY not in answer.text, path
        assert CANARY not in str(answer.headers), path
    assert CANARY not in caplog.text
    assert CANARY not in str(rows("SELECT data, subject FROM record_entry"))
    assert CANARY not in str(rows("SELECT part, reason FROM record_reading"))


def test_a_name_that_was_erased_is_told_as_such_wherever_it_stood(case_id):
    ((id_,),) = rows("SELECT id FROM people_person WHERE kind = 'suspect'")

    erase_person(case_id, id_, by=SUNITA, at=NOW, why="Acquitted.")

    text = people_page(case_id, OMAR, "investigation")
    assert "Second suspect (name erased)" in text and CANARY not in text


def test_what_is_recorded_later_of_an_earlier_day_gives_nobody_another_number(case_id):
    earlier = Event("suspect.identified", NOW - timedelta(days=9), "police", "s3")
    record(case_id, [earlier], by=OMAR, key=key(), expected_seq=None, at=NOW)

    text = people_page(case_id, OMAR)

    assert f"Sam {CANARY} (second suspect)" in text and "Third suspect" in text
    form = people_page(case_id, OMAR, "record/suspect.arrested")
    assert f"Sam {CANARY} (second suspect): a suspect was identified" in form


def test_a_discharged_jury_is_told_on_the_page_of_the_case(case_id):
    for event in (
        Event("trial.started", NOW, "witness_care", ""),
        Event("court.outcome", NOW, "witness_care", "s1", {"result": "jury_discharged"}),
    ):
        record(case_id, [event], by=WENDY, key=key(), expected_seq=None, at=NOW)

    assert "1 charged, 1 jury discharged" in people_page(case_id, OMAR, "")
