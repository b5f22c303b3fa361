"""The victim's ten pages: what they show of a case, and what stays the same until a person told."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answerable.actions.commit import record
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Event
from answerable.rules.catalogue import DUTY_OF
from answerable.web.portal.coming import PROMISES
from tests.people.cast import NOW, OMAR, PRIYA, WENDY, key, whole_case
from tests.portal.cast import put, vera_in
from tests.portal.looking import all_pages, last, see, tell
from tests.portal.stories import asked_for_a_phone, charged, feed, not_charged, reported
from tests.trying import tries

pytestmark = pytest.mark.django_db


def test_now_and_next_and_by_when_and_who(case_id):
    put(case_id, "timescale.told", of="investigation", likely_by="2027-03-06")
    put(
        case_id,
        "timescale.told",
        ago=2,
        of="investigation",
        likely_by="2027-06-01",
        changed_because="digital",
    )

    page = see(vera_in(case_id), "updates")

    assert "The police are looking into what was reported." in page
    assert "Ask you how you want to be reached The police, by" in page
    assert "A likely day for the police to finish their work Likely, by 1 June 2027" in page
    assert "before, we said 6 March 2027, because the work on phones takes longer" in page


def test_waiting_is_called_waiting_and_no_decision(case_id):
    put(case_id, "case.waiting_on_police", "cps", agreed=True, reason="material_awaited")

    assert "The prosecutor is waiting for more from the police. No decision has been made." in see(
        vera_in(case_id), "updates"
    )


def test_a_decision_shows_on_no_page_before_a_person_told_and_then_with_its_reasons(case_id):
    client = vera_in(case_id)
    before = all_pages(client)

    made = not_charged(case_id)
    assert all_pages(client) == before

    put(case_id, "decision.told", ago=1, subject=made, how="in_person", review_right="applies",
        needs_considered=True, adviser_told="yes", support_present=True, explained_by=str(OMAR),
        skilled=True, for_victim="We could not find the van that you saw.")  # fmt: skip
    page = see(client, "answers")
    assert "It was decided not to charge. This does not mean that you were not believed." in page
    assert "We could not find the van that you saw." in page
    assert "Ask us to look again" in page
    assert "decided not to charge" in see(client, "updates")


HARD = [
    ("decision.made", {"by": "police", "result": "no_further_action"}),
    ("decision.made", {"by": "cps", "result": "charge"}),
    ("bail.granted", {"arrested_on": "2026-01-02", "conditions": ["no_contact"], "victim_views": "sought"}),
    ("bail.ended", {"to": "no_further_action", "rationale": True, "risk_assessed": True}),
    ("order.granted", {"kind": "dvpo"}),
    ("suspect.released", {"to": "no_further_action"}),
    ("suspect.arrested", {}),
    ("charge.made", {}),
    ("witness_care.taken_on", {}),
    ("hearing.listed", {"kind": "trial", "on": "2027-02-01"}),
    ("trial.started", {}),
    ("court.outcome", {"result": "acquitted"}),
    ("sentence.passed", {"orders": ["none"]}),
    ("proceedings.stopped", {"how": "discontinued"}),
    ("letter.sent", {"how": "post", "review_right": "applies", "contacts": ["safe_contact"]}),
    ("case.closed", {"why": "x"}),
]  # fmt: skip


@settings(max_examples=tries(4), suppress_health_check=list(HealthCheck))
@given(
    hard=st.lists(st.sampled_from(HARD), min_size=1, max_size=4),
    subject=st.sampled_from(["", "s1"]),
)
def test_every_page_is_the_same_before_and_after_whatever_was_not_told(hard, subject):
    case_id = reported(whole_case())
    asked_for_a_phone(case_id)
    client = vera_in(case_id)
    before = all_pages(client)

    _put_as_a_log(case_id, hard, subject)

    assert all_pages(client) == before


def _put_as_a_log(case_id, hard, subject) -> None:
    """As a feed would: what happened, whatever a gate says of it."""
    from answerable.people.acting import working
    from answerable.record.writing import append

    for event, data in hard:
        type_ = EVENT_TYPES[event]
        about = subject if type_.subject else ""
        with working():
            append(case_id, [Event(event, NOW - timedelta(hours=1), type_.by[0], about, data)],
                   expected_seq=None, actor=OMAR, key=key(), at=NOW)  # fmt: skip


def test_whoever_chose_to_hear_here_first_reads_a_decision_at_once(case_id):
    client = vera_in(case_id)
    tell(client, "reach", method="app", safe="true", when="only_news", may_leave_message="false",
         letters="false", here_first="true")  # fmt: skip

    not_charged(case_id)

    assert "It was decided not to charge" in see(client, "answers")


def test_rules_that_protect_show_once_told_and_say_when_they_may_have_changed(case_id):
    put(case_id, "suspect.identified", subject="s1", ago=60)
    put(
        case_id,
        "bail.granted",
        subject="s1",
        ago=48,
        arrested_on="2026-01-02",
        conditions=["no_contact", "area"],
        victim_views="sought",
    )
    client = vera_in(case_id)
    assert "We have told you of no rules." in see(client, "safe")

    put(case_id, "progress.told", subject="s1", ago=40, about="bail")
    page = see(client, "safe")
    assert "They must not contact you in any way." in page and "press 55" in page
    assert "They were set to last until 2 April 2026. Ask one of your people if they" in page
    assert "We told you of a change after that." not in page

    put(case_id, "progress.told", subject="s1", ago=2, about="released")
    assert "We told you of a change after that." in see(client, "safe")


def test_people_are_there_with_direct_numbers_and_who_is_for_court_once_a_charge_was_told(case_id):
    client = vera_in(case_id)

    page = see(client, "people")
    for name in ("Omar Fennimarsh", "Priya Vellumarch", "Isla Hearthlowe"):
        assert name in page
    assert "020 7946 0" in page and "Wendy" not in page
    for who, telephone in (("omar", "0100"), ("priya", "0118"), ("isla", "0123")):
        assert f"Phone: 020 7946 {telephone}Email: {who}@answerable.example" in page

    charged(case_id)
    assert "Wendy Usherholm" in see(client, "people")


def test_days_in_court_show_with_the_day_before_they_were_moved(case_id):
    charged(case_id)
    put(case_id, "hearing.listed", "witness_care", "h1", ago=5, kind="trial", on="2027-02-01")
    put(
        case_id,
        "hearing.moved",
        "witness_care",
        "h1",
        ago=4,
        kind="trial",
        on="2027-03-02",
        reason="court",
        days_notice=40,
    )

    page = see(vera_in(case_id), "dates")

    assert "The start of the trial: 2 March 2027 (moved from 1 February 2027)." in page


def test_three_steps_of_a_review(case_id):
    made = not_charged(case_id)
    put(case_id, "decision.told", ago=1, subject=made, how="phone", review_right="applies",
        needs_considered=True, adviser_told="yes", support_present=False, explained_by=str(OMAR),
        skilled=True)  # fmt: skip
    client = vera_in(case_id)

    page = tell(client, "look-again", of="police")
    assert "You asked for the decision to be looked at again." in page
    assert "Look at the decision again The police, by" in see(client, "updates")
    entry = last(case_id)
    assert entry.event == "review.requested" and len(entry.subject) == 32


def test_who_opened_the_record_by_role_and_organisation_and_no_name(case_id):
    from answerable.actions.opening import open_to_read

    open_to_read(case_id, by=PRIYA, at=NOW, part="decision")
    open_to_read(case_id, by=WENDY, at=NOW, part="court")

    page = see(vera_in(case_id), "yours")

    assert "A prosecutor, CPS Yorkshire and Humberside" in page
    assert "Priya" not in page and "decision" not in page.lower()
    assert "witness care" not in page.lower().split("put it right")[0]


def test_two_victims_never_learn_of_each_other(case_id):
    other = reported(whole_case())
    put(other, "discussion.agreed", what="x", for_victim="Of the other case.")

    record(
        case_id, [Event("case.linked", NOW, "police", "", {"to": "7KQM-4XWA-TR9C", "why": "same_suspect"})],
        by=OMAR, key=key(), expected_seq=None, at=NOW,
    )  # fmt: skip

    pages = str(all_pages(vera_in(case_id)))
    assert "Of the other case." not in pages and "7KQM" not in pages


def test_what_was_decided_of_one_person_does_not_hide_another(case_id):
    charged(case_id)
    not_charged_of = "s2"
    feed(
        case_id,
        "decision.made",
        "police",
        not_charged_of,
        ago=4,
        by="police",
        result="no_further_action",
    )
    feed(case_id, "decision.told", "police", not_charged_of, ago=3, how="phone")

    page = see(vera_in(case_id), "updates")

    assert "Person 1: A person was charged." in page
    assert "Person 2: It was decided not to charge." in page


@pytest.mark.parametrize("duty", sorted(PROMISES))
def test_what_is_promised_is_opened_and_closed_by_what_the_victim_sees(duty):
    heard = {one.event for patterns in DUTY_OF[duty].patterns.values() for one in patterns}

    assert not {name for name in heard if EVENT_TYPES[name].victim == "no"}


def test_something_late_says_who_owes_it_and_since_when_and_frightens_with_no_number(case_id):
    put(case_id, "support.answered", "support", ago=24 * 20, service="isva", answer="accepted")

    page = see(vera_in(case_id), "updates")

    assert re.search(
        r"Ask a support service to get in touch with you "
        r"The police should have done this by \d+ \w+ 20\d\d\. It is late\.",
        page,
    )
    assert "days late" not in page and "If something is late, it is not your fault." in page


def test_no_news_says_what_is_awaited_and_since_when(case_id):
    put(
        case_id,
        "contact.made",
        ago=30,
        method="phone",
        by="agency",
        alone="yes",
        news=False,
        waiting_for="forensic",
    )
    client = vera_in(case_id)
    assert re.search(
        r"When we last spoke, on [\w ]+, we were waiting for a lab\.", see(client, "updates")
    )

    # A word that is in no list of ours is nobody's to read but the agencies'.
    put(
        case_id,
        "contact.made",
        ago=2,
        method="phone",
        by="agency",
        alone="yes",
        news=False,
        waiting_for="DC Smith",
    )
    assert "waiting for" not in see(client, "updates") and "Smith" not in see(client, "updates")
