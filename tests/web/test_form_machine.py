"""A form is never lost: wrong, late, refused, interrupted, or sent twice."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from answerable.actions.introducing import SPEAKS
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Event
from answerable.events.times import LONDON
from answerable.rules.gate_catalogue import REQUIREMENTS
from answerable.rules.gates import key
from answerable.web.forms import drafts
from answerable.web.forms.filled import CONTACTS
from answerable.web.forms.put_right import PUT_RIGHT
from tests.record.cast import NOW
from tests.signing_in import Browser, sign_in
from tests.web.cast import (
    ISLA,
    NICK,
    OMAR,
    PRIYA,
    WENDY,
    Page,
    a_case,
    an_event,
    at_browser,
    go,
    put,
    recorded,
    reference_of,
    rows,
)

pytestmark = pytest.mark.django_db

RISK, WISHES, CONTACT = "risk.assessed", "wishes.stated", "contact.made"


def page_for(case_id, name, by=OMAR) -> Page:
    return go(at_browser(by), f"/cases/{reference_of(case_id)}/record/{name}")


def risk(case_id, by=OMAR) -> Page:
    page = page_for(case_id, RISK, by)
    page["risk-assessed-level"], page["risk-assessed-risk_to_others"] = "high", "true"
    return page


def contact(case_id, by=OMAR) -> Page:
    page = page_for(case_id, CONTACT, by)
    page["contact-made-method"], page["contact-made-by"] = "phone", "agency"
    page["contact-made-alone"], page["contact-made-news"] = "yes", "false"
    return page


def events(case_id, by=OMAR) -> list[str]:
    return [entry.event for entry in recorded(case_id, by)]


def test_what_is_filled_in_is_on_record_as_it_was_said():
    case_id = a_case()

    found = risk(case_id).press()

    (entry,) = recorded(case_id)
    assert found.status == 302 and "Recorded." in found.text
    assert (entry.event, entry.agency, entry.actor) == (RISK, "police", str(OMAR))
    assert entry.data == {"level": "high", "risk_to_others": True}
    assert timedelta() <= datetime.now(UTC) - entry.occurred_at < timedelta(minutes=2)


def test_it_may_have_happened_at_another_time_in_london():
    case_id = a_case()
    page = risk(case_id)
    page["when-day"], page["when-month"], page["when-year"] = "6", "7", "2026"
    page["when-time"] = "9.30"

    page.press()

    (entry,) = recorded(case_id)
    assert entry.occurred_at == datetime(2026, 7, 6, 8, 30, tzinfo=UTC)


def test_what_happens_in_the_minute_of_what_it_puts_right_comes_after_it():
    case_id = a_case()
    breach = NOW.replace(second=40, microsecond=0)
    put(case_id, Event("contact.breached", breach, "police", "", {"how": "other"}))
    page, here = risk(case_id), breach.astimezone(LONDON)
    page["when-day"], page["when-month"] = str(here.day), str(here.month)
    page["when-year"] = str(here.year)
    page["when-time"] = f"{here:%H:%M}"

    assert page.press().status == 302

    first, second = sorted(recorded(case_id), key=lambda entry: entry.order)
    assert (first.event, second.event) == ("contact.breached", RISK)
    assert second.occurred_at == breach


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"when-year": ""}, "The date must include a year"),
        ({"when-day": "31", "when-month": "2"}, "The date must be a real day"),
        ({"when-year": "2190"}, "The time at which it happened must be now or in the past"),
        ({"when-time": "25:00"}, "The time must be a time of day"),
        ({"when-time": ""}, "The time must be a time of day"),
        (
            {"when-day": "29", "when-month": "3", "when-year": "2026", "when-time": "1:30"},
            "The clocks went forward",
        ),
        ({"when-day": "9" * 5000}, "The date must be a real day"),
    ],
)
def test_a_time_that_cannot_be_is_said_so(parts, said):
    case_id = a_case()

    found = risk(case_id).press(**parts)

    assert found.status == 400 and said in found.problems["#when-day"]
    assert not recorded(case_id)


def test_what_was_typed_comes_back_with_what_is_wrong():
    case_id = a_case()
    page = page_for(case_id, WISHES)
    page["wishes-stated-words"] = "I <b>want</b> him\nto stop."

    found = page.press()

    assert found.problems == {"#wishes-stated-wants": "Answer: what does the victim want now?"}
    assert found.form.inputs["wishes-stated-words"].value == "I <b>want</b> him\nto stop."
    assert "<b>want" not in found.text
    assert "<title>Error: " in found.text
    assert not recorded(case_id)


def test_a_key_that_no_page_has_is_no_key():
    case_id = a_case()

    assert risk(case_id).press(key="\x00").status == 302
    assert events(case_id) == [RISK]


def test_what_is_sent_in_the_place_of_a_choice_is_not_repeated():
    found = risk(a_case()).press(**{"risk-assessed-level": "x" * 20_000})

    assert found.problems["#risk-assessed-level"].startswith(("Select", "Answer"))
    assert "xxx" not in found.text


def test_a_form_that_is_sent_twice_is_recorded_once():
    case_id = a_case()
    page = risk(case_id)

    first, second = page.press(), page.press()

    assert (first.status, second.status) == (302, 302)
    assert events(case_id) == [RISK]


def test_who_is_late_is_shown_what_is_new_and_loses_nothing():
    case_id = a_case(PRIYA)
    page = risk(case_id)
    put(case_id, an_event())

    late = page.press()

    assert late.status == 409 and "Somebody recorded something in this case" in late.text
    assert "The victim was spoken to (police)" in late.text
    assert late.form.inputs["risk-assessed-level"].value == "high"
    assert late.press().status == 302
    assert events(case_id) == ["victim.spoken_to", RISK]


def test_who_is_late_is_not_shown_what_is_not_theirs():
    case_id = a_case(ISLA)
    page = page_for(case_id, WISHES, ISLA)
    page["wishes-stated-wants"] = "support"
    put(case_id, Event("crime.recorded", NOW, "police", "", {"crime_ref": "C-1"}))

    late = page.press()

    assert late.status == 409 and "not for you to see" in late.text
    assert "The crime was recorded" not in late.text


def test_a_page_that_lies_about_what_it_saw_is_late_too():
    case_id = a_case()

    for lie in ("", "-1", "1e9", "x", "9" * 400):
        assert risk(case_id).press(expected_seq=lie).status == 409
    assert not recorded(case_id)


def closing(case_id) -> Page:
    page = page_for(case_id, "decision.told")
    for name, value in {
        "how": "phone", "review_right": "applies", "needs_considered": "false",
        "adviser_told": "no", "support_present": "false", "skilled": "true",
    }.items():  # fmt: skip
        page[f"decision-told-{name}"] = value
    page["decision-told-explained_by"] = str(OMAR)
    page["decision-told-subject"], page["breach"] = "none", "no"
    return page


def test_a_gate_says_what_is_missing_where_it_comes_from_and_what_puts_it_right():
    case_id = a_case()

    found = closing(case_id).press()

    (place,) = found.problems
    assert found.status == 400 and "This cannot be recorded yet" in found.text
    assert "needs and preferred way were not looked at" in found.problems[place]
    assert "Source: " in found.text and "/record/support.alerted" in found.text
    assert found.has(place) and not recorded(case_id)


def test_what_a_gate_asks_to_explain_may_be_explained():
    case_id = a_case()
    refused = closing(case_id).press()
    refused["decision-told-reason-needs_considered"] = "She rang us and asked to be told at once."

    found = refused.press()

    (entry,) = recorded(case_id)
    assert found.status == 302
    assert entry.data["reasons"] == {
        "needs_considered": "She rang us and asked to be told at once."
    }


def test_what_was_put_right_after_the_time_on_the_page_is_said_with_the_place_to_change_it():
    case_id = a_case()
    page = page_for(case_id, "file.submitted")
    page["file-submitted-purpose"], page["file-submitted-cps_area"] = "charging", "cps-cymru-wales"
    page["when-day"], page["when-month"], page["when-year"] = "5", "3", "2026"
    before = page.press()
    assert before.status == 400 and "#when-day" not in before.problems
    put(case_id, Event("early_advice.considered", NOW, "police", "", {"sought": True}))

    late = page_for(case_id, "file.submitted").press()

    assert late.status == 400 and "change “When did this happen?”" in late.problems["#when-day"]
    assert late.has("#when-day")


def test_what_stands_in_the_way_is_shown_before_anybody_tries():
    case_id = a_case()

    page = page_for(case_id, "file.submitted")

    assert "What has to be in place: 2 not yet" in page.text
    assert "/record/early_advice.considered" in page.text
    put(case_id, Event("early_advice.considered", NOW, "police", "", {"sought": True}))
    assert "What has to be in place: 1 not yet" in page_for(case_id, "file.submitted").text


def test_every_requirement_has_a_way_to_put_it_right():
    assert {key(one) for one in REQUIREMENTS} == set(PUT_RIGHT)
    assert {event for event in PUT_RIGHT.values() if event} <= set(EVENT_TYPES)


def test_a_draft_is_kept_for_its_author_alone_and_goes_when_it_is_recorded():
    case_id = a_case(PRIYA)
    page = page_for(case_id, RISK)
    page["risk-assessed-level"] = "high"

    kept = page.press("keep")

    assert "kept for you" in kept.text and not recorded(case_id)
    again = page_for(case_id, RISK)
    assert again.form.inputs["risk-assessed-level"].value == "high"
    assert "You began this on" in again.text and not again.problems
    assert rows("SELECT count(*) FROM web_draft", by=PRIYA) == [(0,)]
    again["risk-assessed-risk_to_others"] = "false"
    again.press()
    assert rows("SELECT count(*) FROM web_draft") == [(0,)]


def test_a_draft_may_be_thrown_away():
    case_id = a_case()
    page = risk(case_id)
    page.press("keep")

    page_for(case_id, RISK).press("throw_away")

    assert not recorded(case_id)
    assert page_for(case_id, RISK).form.inputs["risk-assessed-level"].value is None


def test_what_arrives_after_its_author_was_signed_out_is_kept_for_the_author():
    case_id = a_case()
    page = risk(case_id)
    page.client.logout()

    found = page.press()

    assert found.status == 403 and not recorded(case_id)
    assert page_for(case_id, RISK).form.inputs["risk-assessed-level"].value == "high"


@pytest.mark.parametrize("again", [True, False])
def test_what_arrives_from_a_page_of_before_one_signed_in_again_is_kept(again):
    case_id = a_case()
    browser = Browser(enforce_csrf_checks=True)
    sign_in(browser, OMAR)
    page = go(browser, f"/cases/{reference_of(case_id)}/record/{RISK}")
    page["risk-assessed-level"] = "high"
    browser.cookies.clear()  # as signing in, in another window, gives another token
    if again:
        sign_in(browser, OMAR)

    found = page.press()

    assert found.status == 403 and not recorded(case_id)
    assert "kept for you alone" in found.text
    assert page_for(case_id, RISK).form.inputs["risk-assessed-level"].value == "high"


def test_a_page_that_another_site_made_keeps_nothing():
    case_id = a_case()
    browser = Browser(enforce_csrf_checks=True)
    sign_in(browser, OMAR)
    address = f"/cases/{reference_of(case_id)}/record/{RISK}"

    found = browser.post(address, {"risk-assessed-level": "high", "author": "made up"})

    assert found.status_code == 403 and "kept" not in found.text
    assert rows("SELECT count(*) FROM web_draft") == [(0,)]


def test_nobody_records_what_another_has_typed_at_the_same_terminal():
    case_id = a_case(PRIYA)
    page = page_for(case_id, "plan.set")
    sign_in(page.client, PRIYA)

    found = page.press()

    assert found.status == 403 and "Somebody else began this page" in found.text
    assert "kept for them alone, as a draft" in found.text
    assert not recorded(case_id)
    assert drafts.kept(OMAR, case_id, "plan.set") is not None


def test_locking_from_a_form_keeps_what_stands_on_it_and_ends_the_session():
    case_id = a_case()
    page = risk(case_id)
    page["risk-assessed-level"] = "high"

    found = page.press(do="lock")

    assert found.status == 302 and not recorded(case_id)
    assert page.client.get("/my-work").status_code == 302  # to sign in
    assert page_for(case_id, RISK).form.inputs["risk-assessed-level"].value == "high"


def test_the_lock_in_the_header_of_a_form_sends_it_so_that_what_stands_on_it_is_kept():
    case_id = a_case()
    page = risk(case_id)

    (lock,) = page.tree.xpath(
        "//header//*[normalize-space()='Lock and switch person']/self::button"
    )

    assert (lock.get("name"), lock.get("value")) == ("do", "lock")
    (form,) = page.tree.xpath("//form[@id=$id]", id=lock.get("form"))
    assert form.xpath(".//input[@name='author']")
    # Enter in a field presses the first button of the form on the page: it may not lock.
    first = page.tree.xpath("//button[@form=$id or ancestor::form/@id=$id]", id=lock.get("form"))[0]
    assert first.get("value") == "record"
    assert not page.tree.xpath("//header//a[@href='/lock']")


def test_the_lock_in_the_header_of_any_other_page_asks_first():
    case_id = a_case()
    page = go(at_browser(OMAR), f"/cases/{reference_of(case_id)}/record")

    assert page.tree.xpath("//header//a[@href='/lock']")
    assert not page.tree.xpath("//header//button[@form]")


def test_a_character_that_cannot_be_kept_is_said_plainly():
    case_id = a_case()
    page = page_for(case_id, "plan-and-lines")

    found = page.press(**{"line-1-about": "digital", "line-closed-why": "before\x00after"})

    assert found.status == 400 and "this box holds a character that cannot be kept" in found.text
    assert "ull character" not in found.text


def test_a_page_that_does_not_say_whose_it_is_is_not_taken():
    case_id = a_case()

    assert risk(case_id).press(author="").status == 403
    assert risk(case_id).press(author=drafts.author_token(PRIYA, case_id, RISK)).status == 403
    assert not recorded(case_id)


def test_a_case_that_is_not_ones_own_is_the_same_page_as_one_that_there_is_not():
    case_id = a_case()
    nobodys = at_browser(NICK)

    pages = [
        nobodys.get(f"/cases/{reference}/record{rest}")
        for reference in (reference_of(case_id), "AAAA-BBBB-CCCC")
        for rest in ("", "/risk.assessed")
    ]

    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1


def test_a_form_of_another_agency_is_not_given():
    case_id = a_case(WENDY)

    assert page_for(case_id, RISK, WENDY).status == 403
    assert page_for(case_id, "no.such_event").status == 404
    found = go(at_browser(None), f"/cases/{reference_of(case_id)}/record")
    assert (found.status, found.response["Location"]) == (302, "/sign-in")


def test_every_opening_of_a_form_is_on_record_before_it_is_shown():
    case_id = a_case()

    page_for(case_id, RISK)

    read = rows("SELECT staff_id, part FROM record_reading WHERE case_id = %s", [case_id])
    assert read == [(OMAR, "form risk.assessed")]


def test_somebody_else_answered_stands_on_every_contact_form_and_is_recorded_with_it():
    case_id = a_case()
    page = contact(case_id)
    assert page.press().problems == {
        "#breach": "Answer: did somebody else answer, or was somebody else told?"
    }
    page["breach"] = "wrong_person"

    page.press()

    made, breached = recorded(case_id)
    assert (made.event, breached.event) == (CONTACT, "contact.breached")
    assert breached.data == {"how": "wrong_person"} and breached.occurred_at == made.occurred_at


# What the victim reads of an event with which an agency spoke to them, or sent or offered something.
IN_TOUCH = re.compile(
    r"We (told|sent) you|The police (spoke with|wrote to|confirmed to) you|You were (told|offered)"
    r"|were in touch|we agreed was said|A form was sent|(question|complaint) was answered"
    r"|how and when you want us to get in touch|brought you the letter"
)


def test_every_event_with_which_an_agency_is_in_touch_asks_whether_somebody_else_heard():
    spoken = {one.name for one in EVENT_TYPES.values() if IN_TOUCH.search(one.to_victim)}

    assert len(spoken) > 20 and spoken | SPEAKS <= CONTACTS


@pytest.mark.parametrize("name", ["support.offered", "device.form_sent", "awaiting.told"])
def test_the_form_of_an_offer_a_notice_or_no_news_asks_whether_somebody_else_heard(name):
    page = page_for(a_case(), name)

    assert "#breach" in page.press().problems and "Before you tell the victim" in page.text


def test_what_the_victim_will_read_is_shown_as_she_will_see_it():
    case_id = a_case()
    page = contact(case_id)
    page["contact-made-for_victim"] = "We spoke about the <lab>.\nIt will take until May."

    found = page.press("preview")

    (shown,) = found.tree.find_class("answerable-reads")
    assert "You and the people working on your case were in touch." in shown.text_content()
    assert "We spoke about the <lab>.\nIt will take until May." in shown.text_content()
    assert found.status == 200 and not recorded(case_id)


@pytest.mark.parametrize(
    ("by", "name", "said"),
    [
        (OMAR, RISK, "Police, prosecutors and witness care on this case will see this."),
        (OMAR, RISK, "The victim will not see it."),
        (ISLA, "support.note", "Only your own service will see this"),
        (
            ISLA,
            "support.started",
            "only if the victim agreed to share: that the victim is supported",
        ),
        (ISLA, "support.feedback", "Only support services and the victim will read"),
        (OMAR, "bail.granted", "once they have been told in the way that was agreed"),
    ],
)
def test_a_form_says_who_will_see_it(by, name, said):
    case_id = a_case(ISLA)

    text = " ".join(page_for(case_id, name, by).tree.text_content().split())

    assert said in text


def test_a_subject_is_one_that_the_case_has_or_a_new_one():
    case_id = a_case()
    put(case_id, Event("suspect.identified", NOW, "police", "suspect-1"))
    page = page_for(case_id, "suspect.arrested")
    name = "suspect-arrested-subject"
    assert page.options(name) == ["suspect-1", "new", "none"]
    assert "First suspect: a suspect was identified" in page.text
    page[name] = "suspect-1"

    page.press()

    other = page_for(case_id, "suspect.arrested")
    other[name] = "new"
    other.press()
    subjects = [entry.subject for entry in recorded(case_id)]
    assert subjects[:2] == ["suspect-1", "suspect-1"]
    assert re.fullmatch(r"suspect-[0-9a-f]{8}", subjects[2])
    assert page_for(case_id, "suspect.arrested").press(**{name: "suspect-9"}).status == 400


@pytest.mark.parametrize(
    "hostile", ["\x00", "\u202e", "'; DROP TABLE x; --", "{{ 7 * 7 }}", "x" * 10_000]
)
def test_whatever_is_typed_is_taken_as_words_or_refused(hostile):
    case_id = a_case()
    page = page_for(case_id, WISHES)
    page["wishes-stated-wants"] = "safety"

    found = page.press(**{"wishes-stated-words": f"a{hostile}b"})

    said = [entry.data["words"] for entry in recorded(case_id)]
    assert said in ([], [f"a{hostile}b"]) and found.status in (302, 400)


def test_a_key_of_another_case_does_not_carry_over():
    first, second = a_case(), a_case()
    page = risk(first)
    page.press(key="k" * 500)

    found = risk(second).press(key=uuid4().hex)

    assert found.status == 302 and events(first) == events(second) == [RISK]
