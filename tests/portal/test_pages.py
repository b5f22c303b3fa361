"""The victim's ten pages: what they show of a case, and what stays the same until a person told."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from answerable.actions.commit import record
from answerable.actions.safe_words import open_words
from answerable.actions.vault import put_contact
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Event
from answerable.people import vault
from answerable.people.acting import acting_as
from answerable.record import reading
from answerable.rules.catalogue import DUTY_OF
from answerable.web.dates import day, moment
from answerable.web.portal.coming import PROMISES
from answerable.web.portal.sayings import SAYINGS
from tests.people.cast import ISLA, NOW, OMAR, PRIYA, WENDY, key, rows, whole_case
from tests.portal.cast import put, vera_in
from tests.portal.stories import asked_for_a_phone, charged, feed, not_charged, reported
from tests.signing_in import product
from tests.trying import tries

pytestmark = pytest.mark.django_db
PAGES = ("updates", "safe", "reach", "people", "phone", "talks", "dates", "answers", "yours")
MORE = ("people/new", "reach/new", "reach/word", "yours/word", "yours/app", "start", "forms")


@pytest.fixture
def case_id():
    return reported(whole_case())


def words(text: str) -> str:
    return " ".join(html.fromstring(text).find(".//main").text_content().split())


def see(client, name: str) -> str:
    answer = client.get(f"/n/{name}")
    assert answer.status_code == 200, name
    return words(answer.text)


def tell(client, name: str, **said) -> str:
    """Find a form by its link on the page that it belongs to, send it, and read what follows."""
    page = SAYINGS[name].page
    assert f"/n/tell/{name}" in client.get(f"/n/{page}").text
    answer = client.post(f"/n/tell/{name}", said)
    assert answer.status_code == 302, words(answer.text)
    assert urlsplit(answer["Location"]).path == f"/n/{page}"
    return words(client.get(answer["Location"]).text)


def last(case_id, by=OMAR):
    with acting_as(by), __import__("django").db.transaction.atomic():
        return reading.entries(case_id)[-1]


NEW = r'(name="(csrfmiddlewaretoken|key|author)" value|data-(turn|csrf))="[^"]*"'


def all_pages(client) -> dict[str, str]:
    """Every page and every form, without what is new with each request."""
    forms = [f"tell/{name}" for name in SAYINGS]
    return {
        name: re.sub(NEW, "", answer.text) + str(answer.status_code)
        for name in (*PAGES, *MORE, *forms)
        for answer in [client.get(f"/n/{name}")]
    }


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


def test_a_phone_that_was_asked_for_is_explained_and_no_is_an_answer(case_id):
    asked_for_a_phone(case_id)
    client = vera_in(case_id)

    page = see(client, "phone")
    assert "You can say no. Your case does not end if you say no." in page
    assert "What: messages" in page and "looking at social media" in page
    assert "Which days: 1 January 2026 to 8 January 2026, and no other days" in page
    assert "We need the messages from that week." in page
    assert "For ourselves" not in page

    after = tell(client, "phone", answer="refused")
    assert "We have your answer." in after and "Your answer: You said no." in after
    entry = last(case_id)
    assert (entry.event, entry.agency, entry.subject) == ("device.answered", "victim", "phone-1")
    assert entry.data["given_by"] == "victim" and entry.data["answer"] == "refused"
    assert "isva_present" not in entry.data  # not said is not recorded, and no "no"


def test_the_first_page_says_what_is_asked_and_nothing_once_it_was_answered_or_while_pausing(
    case_id,
):
    asked_for_a_phone(case_id)
    client = vera_in(case_id)
    asked = "The police ask for your phone or another device. You can say no."
    assert asked in see(client, "updates")

    tell(client, "pause")
    assert "There is nothing that you have to do now." in see(client, "updates")
    tell(client, "go-on")
    assert asked in see(client, "updates")

    tell(client, "phone", answer="refused", isva_present="false")
    assert asked not in see(client, "updates")


def test_many_talks_in_a_row_do_not_bury_what_happened(case_id):
    for ago in (40, 30, 20):
        put(case_id, "contact.made", ago=ago, method="phone", by="agency", alone="yes", news=False)

    page = see(vera_in(case_id), "updates")

    assert page.count("You and the people working on your case were in touch.") == 1


def test_a_yes_is_given_here_by_the_victim_alone_and_can_be_taken_back(case_id):
    asked_for_a_phone(case_id)
    client = vera_in(case_id)
    assert "I said yes before" not in see(client, "tell/phone")

    assert "You said yes." in tell(client, "phone", answer="agreed", isva_present="true")
    assert "I said yes before" in see(client, "tell/phone")
    assert "Now you say no." in tell(client, "phone", answer="withdrawn", isva_present="false")


def test_asking_to_look_again_at_a_request_for_a_phone(case_id):
    asked_for_a_phone(case_id)

    tell(vera_in(case_id), "phone-again", why="It was off that week.")

    assert last(case_id).event == "device.challenged"
    assert last(case_id).data["why"] == "It was off that week."


def test_a_phone_of_somebody_else_asks_nothing_of_the_victim(case_id):
    asked_for_a_phone(case_id, of="suspect")
    client = vera_in(case_id)

    page = see(client, "phone")
    assert "This is about another person." in page
    assert client.get("/n/tell/phone").status_code == 404


def test_how_to_be_reached_is_agreed_shown_and_stopped(case_id):
    client = vera_in(case_id)
    assert "You have not told us yet." in see(client, "reach")

    page = tell(client, "reach", method="text", safe="true", when="regular", every_days="14",
                may_leave_message="false", letters="false", safe_times="After six")  # fmt: skip
    assert "We use a text message." in page and "at least every 14 days" in page
    assert "We leave no message." in page and "We send no letters." in page
    assert "hard news before it is here" in page

    assert "You asked us not to contact you." in tell(client, "no-contact", scope="all")
    assert last(case_id).event == "contact.declined"


NEW_WAY = {"kind": "telephone", "value": "07700 900 982", "end_old": "false", "of": "police"}


def test_a_new_number_waits_is_shown_on_no_page_and_somebody_is_asked_to_ring(case_id):
    put_contact(case_id, "telephone", "07700 900 111", safe=True, by=OMAR, at=NOW)
    client = vera_in(case_id)
    assert "/n/reach/new" in client.get("/n/reach").text

    answer = client.post("/n/reach/new", NEW_WAY | {"key": "once"}, follow=True)
    client.post("/n/reach/new", NEW_WAY | {"key": "once"})  # the same page, sent twice

    page = words(answer.text)
    assert "We do not use it yet" in page and page.count("A phone number. It is new.") == 1
    assert "07700" not in "".join(all_pages(client).values())
    asked = last(case_id)
    assert (asked.event, asked.data["of"]) == ("question.asked", "police")
    assert "07700" not in asked.data["what"]
    with acting_as(OMAR), transaction.atomic():
        usable = [one.usable(NOW + timedelta(days=3)) for one in vault.contacts(case_id, NOW)]
    assert usable == [False, True]


def test_a_safe_word_is_for_the_workers_to_see_and_on_none_of_these_pages(case_id):
    client = vera_in(case_id)

    for value in ("tangerine", "marzipan"):
        answer = client.post("/n/reach/word", {"kind": "ours", "value": value}, follow=True)

    assert "A word that you say, so that I know that it is you." in words(answer.text)
    assert not {"tangerine", "marzipan"} & set(
        re.findall(r"\w+", "".join(all_pages(client).values()))
    )
    assert open_words(case_id, by=OMAR, at=NOW) == {"ours": "marzipan"}
    assert rows("SELECT count(*) FROM people_safe_word WHERE value = 'tangerine'") == [(0,)]


def test_an_old_number_that_is_not_safe_any_more_ends_with_the_new_one(case_id):
    put_contact(case_id, "telephone", "07700 900 111", safe=True, by=OMAR, at=NOW)
    put_contact(case_id, "telephone", "07700 900 222", safe=False, by=OMAR, at=NOW)
    client = vera_in(case_id)

    client.post("/n/reach/new", NEW_WAY | {"end_old": "true"})

    with acting_as(OMAR), transaction.atomic():
        there = [one.safe for one in vault.contacts(case_id, datetime.now(UTC))]
    assert there == [True, False]  # what was put down as not safe stays so


@pytest.mark.parametrize(
    ("said", "problem"),
    [({"value": "12"}, "Type a phone number"), ({"kind": "email"}, "Type an email address"),
     ({"of": ""}, "Please answer this one")],
)  # fmt: skip
def test_what_cannot_be_rung_or_written_to_is_asked_again(case_id, said, problem):
    answer = vera_in(case_id).post("/n/reach/new", NEW_WAY | said)

    assert answer.status_code == 400 and problem in answer.text
    assert rows("SELECT count(*) FROM people_safe_contact") == [(0,)]


def test_often_asks_how_often(case_id):
    answer = vera_in(case_id).post("/n/tell/reach", {
        "method": "text", "safe": "true", "when": "regular", "may_leave_message": "false",
        "letters": "false",
    })  # fmt: skip

    assert answer.status_code == 400 and 'href="#every_days"' in answer.text


def test_whoever_chose_to_hear_here_first_reads_a_decision_at_once(case_id):
    client = vera_in(case_id)
    tell(client, "reach", method="app", safe="true", when="only_news", may_leave_message="false",
         letters="false", here_first="true")  # fmt: skip

    not_charged(case_id)

    assert "It was decided not to charge" in see(client, "answers")


def test_telling_that_somebody_else_got_a_message_signs_out_and_voids_every_code(case_id):
    client = vera_in(case_id)

    answer = client.post("/n/tell/not-me", {"how": "wrong_person"})

    assert answer.status_code == 200 and "your codes no longer work" in answer.text
    assert client.get("/n/updates")["Location"] == "/n/"
    assert last(case_id).event == "contact.breached"


def test_pause_stands_before_stop_and_stopping_takes_three_days_and_a_talk_alone(case_id):
    client = vera_in(case_id)
    page = client.get("/n/talks").text
    assert page.index("/n/tell/pause") < page.index("/n/tell/stop")
    assert "tell/stop-sure" not in page

    said = tell(client, "stop", own_choice="felt_pushed")
    assert "Nothing has ended. Somebody will talk with you alone." in said
    entry = last(case_id)
    assert entry.event == "withdrawal.stated" and entry.data["stage"] == "before_account"
    assert entry.data["own_choice"] == "felt_pushed" and entry.data["reasons"] == [
        "not_established"
    ]

    page = client.get("/n/talks").text
    assert "tell/stop-sure" not in page
    over = moment(entry.occurred_at + timedelta(hours=72, minutes=1))
    assert f"From {over}, and after that talk," in words(page)
    assert page.index("Stopping") < page.index("/n/tell/go-on")
    answer = client.post("/n/tell/stop-sure", {})
    assert answer.status_code == 400 and "You cannot do this right now." in answer.text
    assert last(case_id).event == "withdrawal.stated"


def test_stopping_is_confirmed_once_both_are_true_and_there_is_a_way_back(case_id):
    client = vera_in(case_id)
    stated = {"stage": "before_account", "said_by": "victim", "reasons": ["wellbeing"],
              "own_choice": "yes", "could_have_helped": ["not_known"]}  # fmt: skip
    put(case_id, "withdrawal.stated", "support", ago=80, **stated)
    put(
        case_id,
        "contact.made",
        "support",
        ago=20,
        method="in_person",
        by="agency",
        alone="yes",
        news=False,
    )

    after = tell(client, "stop-sure")
    assert "You can still come back later." in after and "You said that you are sure." in after
    assert last(case_id).event == "withdrawal.confirmed"
    tell(client, "go-on")
    assert last(case_id).event == "engagement.resumed"


def test_pausing_keeps_the_case_open_and_going_on_is_one_click(case_id):
    client = vera_in(case_id)

    assert "Your case stays open." in tell(client, "pause")
    assert "You have paused." in see(client, "updates")
    tell(client, "go-on")
    assert "You have paused." not in see(client, "updates")


def test_where_her_case_is_says_that_she_wants_to_stop_before_that_she_paused(case_id):
    client = vera_in(case_id)
    tell(client, "pause")
    tell(client, "stop")

    now = see(client, "updates")
    assert "you told us that you want to stop. You can change your mind" in now
    assert "You have paused." not in now
    tell(client, "go-on")
    assert "you told us that you want to stop" not in see(client, "updates")


def test_that_is_not_what_was_said_stands_beside_it(case_id):
    put(
        case_id,
        "discussion.agreed",
        what="For ourselves.",
        for_victim="We said that we ring on Friday.",
    )
    client = vera_in(case_id)

    page = tell(client, "not-said", what="You said Monday.")

    assert "We said that we ring on Friday." in page and "You said Monday." in page
    assert "For ourselves" not in page


def test_before_any_box_it_says_who_reads_it_and_that_the_defence_might(case_id):
    asked_for_a_phone(case_id)
    client = vera_in(case_id)

    for name in SAYINGS:
        answer = client.get(f"/n/tell/{name}")
        if answer.status_code != 200 or "<textarea" not in answer.text:
            continue
        before = answer.text[: answer.text.index("<textarea")]
        assert "Who will read this: " in before and "the defence might read it too" in before, name
        assert "You do not have to write about what happened to you." in before, name


def test_the_words_of_feedback_are_for_the_support_worker_alone(case_id):
    client = vera_in(case_id)
    assert "Who will read this: your support worker." in see(client, "tell/feedback")

    tell(client, "feedback", about="police", rating="2", words="Nobody rang.")

    assert last(case_id, ISLA).data["words"] == "Nobody rang."
    assert "Nobody rang." not in str(last(case_id, OMAR).data)


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


def test_what_is_typed_is_shown_as_it_is_and_never_run(case_id):
    client = vera_in(case_id)
    typed = "<script>alert(1)</script> & {{ 7 * 7 }}"

    tell(client, "said", what=typed)

    page = client.get("/n/talks").text
    assert "<script>alert" not in page and typed in words(page)


@pytest.mark.parametrize("typed", ["", "x" * 10_001, "\x00"])
def test_what_cannot_be_recorded_comes_back_and_nothing_is_lost_silently(case_id, typed):
    answer = vera_in(case_id).post("/n/tell/said", {"what": typed})

    assert answer.status_code == 400
    assert last(case_id).event != "discussion.agreed"


def test_the_same_page_sent_twice_is_recorded_once(case_id):
    client = vera_in(case_id)
    sent = {"what": "You said Monday.", "key": "one"}

    client.post("/n/tell/said", sent)
    client.post("/n/tell/said", sent)

    assert see(client, "talks").count("You said Monday.") == 1


def test_the_agencies_see_what_the_victim_did(case_id):
    from tests.people.cast import reference_of
    from tests.signing_in import at_browser

    tell(vera_in(case_id), "question", of="police", what="When do I get it back?")

    page = at_browser(OMAR).get(f"/cases/{reference_of(case_id)}/contact").text
    assert "When do I get it back?" in page and "The victim asked a question" in page


def test_the_row_of_a_worklist_says_what_the_victim_did(case_id):
    from tests.signing_in import at_browser

    client = vera_in(case_id)
    asked_for_a_phone(case_id)
    tell(client, "phone", answer="refused")
    tell(client, "question", of="police", what="When do I get it back?")

    page = at_browser(OMAR).get("/my-work").text
    assert f"The victim said no to handing over a device, {day(NOW)}" in page
    assert "The victim asked the police a question and has no answer yet" in page
    assert "When do I get it back?" not in page


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


def test_what_was_begun_is_kept_for_the_victim_alone_and_gone_once_it_was_sent(case_id):
    client = vera_in(case_id)
    sent = client.post("/n/tell/question", {"of": "police", "what": "When will", "do": "keep"})
    assert "We kept what you wrote. Nothing was sent." in client.get(sent["Location"]).text
    assert last(case_id).event != "question.asked"

    begun = client.get("/n/tell/question").text
    assert "When will" in begun and "It was not sent." in words(begun)
    for who in (OMAR, ISLA, None):
        assert rows("SELECT count(*) FROM web_draft", by=who) == [(0,)]

    tell(client, "question", of="police", what="When will you ring?")
    assert "When will" not in client.get("/n/tell/question").text


def test_what_is_sent_after_the_time_is_over_is_kept_for_the_next_visit(case_id):
    client = vera_in(case_id)
    page = html.fromstring(client.get("/n/tell/question").text)
    author = page.forms[0].inputs["author"].value
    client.get("/n/x")

    answer = client.post("/n/tell/question", {"of": "police", "what": "Mine.", "author": author})

    assert answer.status_code == 403 and "We kept what you wrote." in answer.text
    assert "Mine." not in answer.text
    assert "Mine." in vera_in(case_id).get("/n/tell/question").text


def test_what_is_sent_from_a_page_that_is_too_old_is_kept_too(case_id):
    client = vera_in(case_id)
    page = html.fromstring(client.get("/n/tell/question").text)
    author = page.forms[0].inputs["author"].value
    client.handler = product(enforce_csrf_checks=True)

    answer = client.post("/n/tell/question", {"of": "police", "what": "Mine.", "author": author})

    assert answer.status_code == 403 and "That page was too old" in answer.text
    assert "Mine." in vera_in(case_id).get("/n/tell/question").text


def test_what_was_begun_in_one_case_is_nobody_elses_to_open(case_id):
    vera_in(case_id).post("/n/tell/question", {"of": "police", "what": "Mine.", "do": "keep"})

    assert "Mine." not in vera_in(reported(whole_case())).get("/n/tell/question").text


def test_the_victim_takes_back_their_own_words_and_is_offered_nobody_elses(case_id):
    client = vera_in(case_id)
    assert client.get("/n/tell/take-back").status_code == 404
    tell(client, "said", what="You said Monday.")
    tell(client, "question", of="police", what="When?")
    page = html.fromstring(client.get("/n/tell/take-back").text)
    offered = [" ".join(one.text_content().split()) for one in page.xpath("//label")]
    assert [one.split(" (")[0] for one in offered[:2]] == [
        "You asked a question.", "You wrote down what was said when we spoke.",
    ]  # fmt: skip
    number = page.forms[0].inputs["which"].value_options[1]

    tell(client, "take-back", which=number, reason="It was Tuesday.")

    assert "You said Monday." not in see(client, "talks")
    assert "When?" in see(client, "people")
    assert last(case_id).event == "record.corrected"


@pytest.mark.parametrize("number", ["1", "99", "x", ""])
def test_a_number_that_was_not_offered_takes_nothing_back(case_id, number):
    client = vera_in(case_id)
    tell(client, "said", what="You said Monday.")

    answer = client.post("/n/tell/take-back", {"which": number, "reason": "x"})

    assert answer.status_code == 400
    assert last(case_id).event == "discussion.agreed"


@pytest.mark.parametrize(
    ("name", "said", "event"),
    [
        ("position", {"position": "undecided", "reasons": "wellbeing"}, "position.stated"),
        ("position", {"position": "supports"}, "position.stated"),
        (
            "gone-soon",
            {
                "kind": "cctv",
                "expires_on-day": "3",
                "expires_on-month": "12",
                "expires_on-year": "2026",
            },
            "evidence.perishable",
        ),
        ("asked-aloud", {"why": "He said he needs it."}, "device.mentioned"),
        ("want", {"wants": "safety"}, "wishes.stated"),
        ("share", {"of": "presence"}, "support.sharing_agreed"),
        ("share", {}, "support.sharing_agreed"),
        ("help", {"service": "isva", "answer": "later"}, "support.answered"),
        ("put-right", {"of": "police", "what": "It was the 3rd."}, "question.asked"),
    ],
)
def test_everything_that_may_be_said_is_recorded_as_it_was_said(case_id, name, said, event):
    feed(case_id, "support.offered", "police", ago=30, service="isva")
    tell(vera_in(case_id), name, **said)

    entry = last(case_id, ISLA) if event == "support.sharing_agreed" else last(case_id)
    assert (entry.event, entry.agency) == (event, "victim")


def test_every_kind_of_event_that_is_the_victims_to_record_has_its_words():
    hers = {name for name, type_ in EVENT_TYPES.items() if "victim" in type_.by}

    assert hers <= {say.event for say in SAYINGS.values()}


def test_what_was_agreed_before_is_shown_and_what_is_not_asked_is_kept(case_id):
    put(case_id, "contact.agreed", when="regular", every_days=7, method="phone", may_leave_message=False,
        letters=True, safe=True, language="pl", review_on="2027-01-01", safe_times="For ourselves.")  # fmt: skip
    client = vera_in(case_id)

    page = html.fromstring(client.get("/n/tell/reach").text)
    form = page.forms[0]
    assert form.fields["method"] == "phone" and form.fields["letters"] == "true"
    assert form.fields["every_days"] == "7" and not form.fields["safe_times"].strip()

    tell(
        client, "reach", **dict(form.form_values()) | {"method": "text", "safe": "true", "key": "k"}
    )
    data = last(case_id).data
    assert (data["method"], data["language"], data["review_on"]) == ("text", "pl", "2027-01-01")
    assert data["every_days"] == 7 and data["letters"] is True


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
