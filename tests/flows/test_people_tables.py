"""What the pages of a case tell of the victim, of suspects, of who watched, and of promises."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction

from answerable.actions.commit import record
from answerable.actions.letting_in import cover
from answerable.events.entry import Event
from answerable.people import staff
from answerable.people.acting import acting_as, working
from answerable.record import reading
from answerable.web.agency import looking
from tests.flows.test_ledgers import case_id, put, table  # noqa: F401 (a fixture)
from tests.people.cast import (
    BRONWEN,
    CALLUM,
    DESMOND,
    ISLA,
    NOW,
    OMAR,
    PRIYA,
    SUNITA,
    key,
    reference_of,
)
from tests.signing_in import at_browser

pytestmark = pytest.mark.django_db

ON_THE_CASE = "People on the case, with how to reach them directly"
NEEDS = "What the victim needs"
CHARACTERISTICS = "Protected characteristics"
ADJUSTMENTS = "Adjustments so that the victim can take part"
PROMISES = "Promises to the victim"
SUPPORT = "Support offered and taken up"
SHARING = "What may be shared, as the victim agreed"
ACCOUNT = {"kind": "video", "intermediary": "considered", "read_back": True}


def page(case_id, name, by=OMAR):
    text = at_browser(by).get(f"/cases/{reference_of(case_id)}/{name}").text
    return " ".join(text.split())


def by_first(rows):
    return {row[0]: row[1:] for row in rows}


def test_suspects_stand_apart_under_a_line_that_says_how_they_differ(case_id):
    for number, suspect in enumerate(("s1", "s2", "s3")):
        put(case_id, "suspect.identified", 30 - number, {}, subject=suspect)
    put(case_id, "suspect.arrested", 20, {}, subject="s2")
    put(case_id, "suspect.released", 19, {"to": "rui"}, subject="s2")
    put(case_id, "suspect.interviewed", 9, {"under_caution": True, "account_given": False},
        subject="s2")  # fmt: skip

    found = by_first(table(case_id, "people", "Suspects, each apart"))

    assert list(found) == ["First suspect", "Second suspect", "Third suspect"]
    assert found["First suspect"][0].startswith("Identified, since ")
    assert found["Second suspect"][0].startswith("Under investigation, since ")
    assert "3 suspects: 2 identified, 1 under investigation." in page(case_id, "people")


def test_who_is_on_the_case_is_told_with_what_they_are_trained_for_and_since_when(case_id):
    today = NOW.date()
    with working():
        staff.qualify(PRIYA, staff.Qualified("other", date(2021, 2, 1), today + timedelta(days=9)))
        staff.qualify(PRIYA, staff.Qualified("abe", date(2017, 2, 1), today - timedelta(days=9)))

    found = by_first(table(case_id, "people", ON_THE_CASE))

    investigator, prosecutor = found["Investigator"][1], found["Prosecutor"][1]
    assert "(SSAIDP), part 1" in investigator and "Since 1 May 2019" in investigator
    assert "Another trainingSince 1 February 2021, until " in prosecutor
    assert "(ABE)" not in prosecutor, "what has ended is no training for today"
    assert "Not recorded" in found["Witness care officer"][1]


def test_needs_are_told_and_none_recorded_is_not_none(case_id):
    nothing = "Needs were not assessed yet, or not shared. That is not the same as no needs."
    assert nothing in page(case_id, "people")
    assessed = {"needs": ["interpreter", "autism", "immigration"], "phone_dependence": "safety"}
    put(case_id, "needs.assessed", 9, assessed)

    ((_, by, needs, phone),) = table(case_id, "people", NEEDS)
    assert (by, needs, phone) == ("Police", "Interpreter, Autism, Immigration", "Safety")
    found = by_first(table(case_id, "people", ADJUSTMENTS))
    assert found["An interpreter"][0] == "Needed"
    assert found["An intermediary for the account"][0] == "Not recorded"
    # An adviser does not see what the police put down of needs: not even that there is something.
    assert nothing in page(case_id, "people", ISLA)
    assert by_first(table(case_id, "people", ADJUSTMENTS, ISLA))["An interpreter"][0] == (
        "Not recorded, or not shared"
    )
    unknown = "Whether an interpreter is needed is not recorded, or not shared."
    assert unknown in page(case_id, "contact", ISLA)


def test_who_only_covers_a_case_reads_that_there_is_another_need_and_why(case_id):
    assessed = {"needs": ["autism", "immigration"], "phone_dependence": "none"}
    put(case_id, "needs.assessed", 9, assessed)
    until = NOW + timedelta(hours=8)
    cover(reference_of(case_id), CALLUM, "investigator", by=DESMOND, at=NOW, until=until, why="N.")

    ((*_, needs, _),) = table(case_id, "people", NEEDS, CALLUM)
    assert needs == "Autism, Other"
    text = page(case_id, "people", CALLUM)
    assert "named to those to whom the case was given" in text
    assert "Immigration," not in text and "Immigration<" not in text
    assert "named to those to whom" not in page(case_id, "people")


def test_the_page_keeps_a_need_back_though_the_database_let_it_through(case_id, monkeypatch):
    assessed = {"needs": ["autism", "sex_work"], "phone_dependence": "none"}
    put(case_id, "needs.assessed", 9, assessed)
    with acting_as(OMAR), transaction.atomic():
        whole = reading.entries(case_id)
    reason = {"reason": "To see who is free.", "next": "/my-work"}
    browser = at_browser(SUNITA)
    browser.post(f"/cases/{reference_of(case_id)}/reason", reason)
    monkeypatch.setattr(looking.reading, "entries", lambda *_, **__: whole)

    text = browser.get(f"/cases/{reference_of(case_id)}/people", follow=True).text

    assert "Autism, Other" in text and "Sex work<" not in text and ", Sex work" not in text


def test_the_ways_in_which_a_characteristic_is_missing_are_told_apart(case_id):
    assert "No characteristic was recorded or asked about yet" in page(case_id, "people")
    said = {"sex": "female", "race": "not_asked", "disability": "not_known"}
    put(case_id, "characteristics.recorded", 20, {**said, "source": "self"})
    later = {"sex": "not_asked", "sexual_orientation": "prefers_not_to_say"}
    put(case_id, "characteristics.recorded", 10, {**later, "source": "self"})

    found = by_first(table(case_id, "people", CHARACTERISTICS))

    assert len(found) == 10
    assert found["Sex"][0] == "Female", "that nobody asked again does not undo it"
    assert found["Ethnic group, as the victim says"][:2] == ["Not asked", "Nobody"]
    assert found["Disability"][0] == "Not known"
    assert found["Sexual orientation"][0] == "Prefers not to say"
    assert found["Age"] == ["Not recorded"] * 3


def test_accounts_are_told_the_first_apart_from_those_that_followed(case_id):
    put(case_id, "account.offered", 20, {"kind": "video", "interviewer_sex": "met"}, subject="a1")
    put(case_id, "account.recorded", 18, ACCOUNT, subject="a1")
    put(case_id, "account.recorded", 4, {**ACCOUNT, "kind": "statement"}, subject="a2")
    arose = {"trauma_considered": True, "arose": "between_accounts"}
    put(case_id, "account.inconsistency", 3, arose, "cps")

    first, second = table(case_id, "investigation", "Accounts of the victim")
    assert (first[0], second[0]) == ("Initial account", "Supplementary account 1")
    assert first[2].endswith("police") and first[3:] == [
        "Video",
        "Considered",
        "Not recorded",
        "Yes",
    ]
    ((_, offered, *_),) = table(case_id, "investigation", "Appointments for an account")
    assert offered == "Offered"
    ((_, by, how, considered),) = table(case_id, "investigation", "Differences between accounts")
    assert by.endswith("prosecutors") and (how, considered) == ("Between two accounts", "Yes")


def test_supervision_is_told_review_by_review_with_the_gap_until_the_next(case_id):
    assert "No supervisor reviewed the case yet." in page(case_id, "investigation")
    allocated = {"officer": str(OMAR), "qualified": True, "team": "specialist"}
    at = NOW - timedelta(days=39)
    one = Event("investigation.allocated", at, "police", "", allocated)
    record(case_id, [one], by=SUNITA, key=key(), expected_seq=None, at=NOW)
    assert "Days without a review since: 39, and none yet." in page(case_id, "investigation")
    put(case_id, "supervision.reviewed", 30, {"direction": "given"})
    why = {"direction": "none_needed", "why": "The plan is on its way."}
    put(case_id, "supervision.reviewed", 9, why)

    last, first = table(case_id, "investigation", "Supervision")

    assert (first[2], first[-1]) == ("Direction was given", "21")
    assert (last[3], last[-1]) == ("The plan is on its way.", "9, and none yet")
    assert "days from then until the first review: 9." in page(case_id, "investigation")


def test_a_promise_is_kept_late_changed_or_overdue(case_id):
    assert "No promise to the victim is recorded." in page(case_id, "contact")
    for days_ago, of, day in ((35, "account", -30), (34, "decision", -20), (33, "trial", -3),
                              (32, "other", 5), (31, "device", 9)):  # fmt: skip
        by = (NOW + timedelta(days=day)).date().isoformat()
        put(case_id, "timescale.told", days_ago, {"of": of, "likely_by": by})
    put(case_id, "account.recorded", 18, ACCOUNT)
    moved = {"of": "decision", "likely_by": (NOW + timedelta(days=9)).date().isoformat()}
    put(case_id, "timescale.told", 5, {**moved, "changed_because": "digital"})

    account, decision, trial, other, device, again = table(case_id, "contact", PROMISES)

    assert account[:2] == ["By when: account", "Police"]
    assert account[4].startswith("Kept late, on ") and account[4].endswith("by 12 days")
    assert decision[4].startswith("Changed on ") and decision[4].endswith(": digital")
    assert trial[4] == "Not kept: overdue by 3 days"
    assert other[4] == "The record cannot tell"
    assert device[4] == again[4] == "Not due yet"


def test_support_is_told_service_by_service_and_what_only_a_service_knows_stays_there(case_id):
    put(case_id, "support.offered", 20, {"service": "isva"})
    put(case_id, "support.answered", 19, {"service": "isva", "answer": "accepted"})
    put(case_id, "support.referred", 18, {"service": "isva"}, subject="r1")
    put(case_id, "support.started", 9, {"service": "isva"}, "support", subject="r1")
    put(case_id, "support.offered", 8, {"service": "sarc"})

    isva, sarc = table(case_id, "support", SUPPORT)
    assert isva[0].endswith("(ISVA)") and isva[2].endswith(": accepted")
    assert isva[4:] == ["Not told to you"] * 3
    assert sarc[2:4] == ["Not yet", "Not yet"]
    hers, _ = table(case_id, "support", SUPPORT, ISLA)
    assert "20" in hers[5] and hers[4] == "Not yet"


def share(case_id, days_ago, *items, agency="support"):
    put(case_id, "support.sharing_agreed", days_ago, {"of": list(items)}, agency)


def test_what_was_agreed_to_be_shared_is_told_item_by_item_and_what_was_taken_back(case_id):
    share(case_id, 20, "that_supported", "conversations")
    share(case_id, 9, "that_supported", "presence")

    for who in (ISLA, PRIYA):
        found = {row[0]: row[3] for row in table(case_id, "support", SHARING, who)}
        assert found == {
            "That the victim is supported": "Agreed", "Conversations": "Taken back",
            "Decisions, to the adviser first": "Not agreed",
            "That the adviser may be there": "Agreed",
        }  # fmt: skip


def test_an_older_yes_that_the_police_saw_does_not_stand_for_a_no_that_they_cannot_see(case_id):
    share(case_id, 9, "that_supported", "conversations", agency="victim")
    assert table(case_id, "support", SHARING) is not None

    share(case_id, 5, "presence")

    assert table(case_id, "support", SHARING) is None
    assert "Nothing that the victim agreed to share with you" in page(case_id, "support")
    assert {row[3] for row in table(case_id, "support", SHARING, ISLA)} == {
        "Taken back", "Not agreed", "Agreed",
    }  # fmt: skip


def test_the_victim_is_to_be_told_of_somebody_new_before_they_ring(case_id):
    first = "Somebody whom they know tells them first, before the new person rings."
    assert first not in page(case_id, "contact")
    changed = Event("officer.changed", NOW, "police", "", {
        "role": "solo", "name": str(BRONWEN), "why": "workload",
    })  # fmt: skip
    record(case_id, [changed], by=SUNITA, key=key(), expected_seq=None, at=NOW)

    text = page(case_id, "contact", BRONWEN)
    assert text.index(first) < text.index("Next: ")
    assert "/record/officer.change_told" in text[text.index(first) : text.index("Next: ")]
    told = Event("officer.change_told", NOW, "police", "", {"role": "solo"})
    record(case_id, [told], by=BRONWEN, key=key(), expected_seq=None, at=NOW)
    assert first not in page(case_id, "contact", BRONWEN)
