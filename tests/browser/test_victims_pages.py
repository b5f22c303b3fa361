"""The victim's pages in a real browser: fast out, nothing left, and usable on a small telephone."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from playwright.sync_api import expect

from answerable.actions.vault import put_contact
from answerable.people.acting import SIGNING_IN, acting_as_victim, acting_for
from answerable.people.victims.models import Account
from answerable.web.forms import drafts
from answerable.web.portal import coming_in
from tests.browser.conftest import PHONE, press
from tests.people.cast import OMAR, reference_of, rows
from tests.portal.cast import PHRASE, codes_for, put, supporter_in, vera_in, whole_case
from tests.portal.stories import asked_for_a_phone, charged, feed, reported
from tests.sweeping import one_in, sweep

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = (
    "updates",
    "safe",
    "reach",
    "people",
    "people/new",
    "phone",
    "talks",
    "dates",
    "answers",
    "yours",
    "reach/new",
    "reach/word",
    "yours/word",
    "yours/app",
)
FORMS = ("reach", "wording", "no-texts", "phone", "stop", "question", "no-contact", "look-again")


@pytest.fixture(autouse=True)
def elsewhere(live_server, monkeypatch):
    """Where Exit leads: no test goes to anybody else's site."""
    address = f"{live_server.url}/healthz"
    monkeypatch.setattr(coming_in, "ELSEWHERE", address)
    return address


def come_in(visitor):
    """The victim, who has come in, with a case in which there is something on every page."""
    case_id = reported(whole_case())
    asked_for_a_phone(case_id)
    put(case_id, "contact.agreed", ago=80, method="text", safe=True, when="only_news",
        may_leave_message=False, letters=True)  # fmt: skip
    put_contact(case_id, "telephone", "07700 900123", safe=True, by=OMAR, at=datetime.now(UTC))
    put(case_id, "suspect.identified", subject="s1", ago=70)
    put(case_id, "bail.granted", subject="s1", ago=60, arrested_on="2026-01-02",
        conditions=["no_contact", "area"], victim_views="sought")  # fmt: skip
    put(case_id, "progress.told", subject="s1", ago=59, about="bail")
    put(
        case_id, "discussion.agreed", ago=50, what="x", for_victim="We said that we ring on Friday."
    )
    charged(case_id)
    feed(case_id, "hearing.listed", "witness_care", "h1", ago=20, kind="trial", on="2027-02-01")
    feed(case_id, "decision.made", "police", "s2", ago=9, by="police", result="no_further_action")
    feed(case_id, "decision.told", "police", "s2", ago=8, how="in_person", review_right="applies",
         for_victim="We could not find the van that you saw.")  # fmt: skip
    key = vera_in(case_id).cookies["page"].value
    visitor.page.context.add_cookies([{"name": "page", "value": key, "url": visitor.address}])
    return visitor


@pytest.fixture
def vera(newcomer):
    """The victim, at a browser that nobody had before."""
    return come_in(newcomer)


@pytest.fixture
def reader(visitor):
    """The victim, who reads one page after the other."""
    return come_in(visitor)


@sweep
def test_no_page_has_a_barrier_and_each_fits_a_telephone(reader):
    for name in PAGES:
        reader.at_a_desk()
        assert reader.open(f"/n/{name}") == 200, name
        reader.look(f"victim_{name.replace('/', '_')}")

        assert reader.width_on_a_phone() <= PHONE, name
        reader.look(f"victim_{name.replace('/', '_')}_phone")


@sweep
def test_no_form_has_a_barrier_and_each_fits_a_telephone(reader):
    for name in FORMS:
        assert reader.open(f"/n/tell/{name}") == 200, name
        assert reader.width_on_a_phone() <= PHONE, name
        reader.look(f"victim_tell_{name}")


@sweep
def test_no_page_in_welsh_has_a_barrier_and_each_fits_a_telephone(reader):
    for name in ("updates", "phone", "tell/reach", "forms"):
        reader.at_a_desk()
        assert reader.open(f"/n/{name}?iaith=cy") == 200, name
        assert reader.page.locator("html").get_attribute("lang") == "cy"
        reader.look(f"victim_cy_{name.replace('/', '_')}")

        assert reader.width_on_a_phone() <= PHONE, name
        reader.look(f"victim_cy_{name.replace('/', '_')}_phone")


@sweep
def test_before_coming_in_there_is_no_barrier_either(visitor):
    for name in ("", "first", "app", "start", "notes"):
        assert visitor.open(f"/n/{name}") == 200, name
        assert visitor.width_on_a_phone() <= PHONE, name
        visitor.look(f"victim_before_{name or 'in'}")


def test_the_words_of_texts_and_the_word_for_oneself_are_chosen_by_a_click_and_read_by_whoever_rings(
    vera,
):
    page = vera.page
    vera.open("/n/tell/wording")
    page.get_by_label("You have an update. Sign in when it is safe for you.").check()
    press(page.get_by_role("button", name="Use these words"))
    expect(page.locator(".govuk-inset-text")).to_have_text(
        "You have an update. Sign in when it is safe for you."
    )
    vera.open("/n/yours/word")
    page.get_by_label("Survivor").check()
    press(page.get_by_role("button", name="Keep this word"))
    expect(page.get_by_text("You told us to use this word: Survivor.")).to_be_visible()

    ((reference,),) = rows("SELECT reference FROM record_case")
    page.context.clear_cookies()
    vera.sign_in(OMAR)
    for name in ("", "/contact", "/who/victim"):
        vera.at_a_desk()
        vera.open(f"/cases/{reference}{name}")
        if name != "/who/victim":
            expect(page.locator("main")).to_contain_text("Calls themself: survivor.")
            expect(page.locator("main")).to_contain_text(
                "as the victim chose: “You have an update."
            )
        vera.look(f"head_{name.replace('/', '_')}")
        assert vera.width_on_a_phone() <= PHONE
        vera.look(f"head_{name.replace('/', '_')}_phone")


def ways_out(page):
    return {
        "button": lambda: page.locator("a.govuk-exit-this-page__button").click(),
        "first link": lambda: (page.keyboard.press("Tab"), page.keyboard.press("Enter")),
        "shift": lambda: [page.keyboard.press("Shift") for _ in range(3)],
    }


@pytest.mark.parametrize("way", one_in(3, ["button", "first link", "shift"]))
def test_each_way_out_leads_elsewhere_and_back_shows_nothing(vera, elsewhere, way):
    vera.open("/n/updates")
    vera.open("/n/phone")

    ways_out(vera.page)[way]()
    vera.page.wait_for_url(elsewhere)

    assert vera.page.context.cookies() == []
    for _ in range(10):
        vera.page.go_back()
        shown = vera.page.content()
        assert not re.search(r"Your updates|phone or another|Your phone", shown)
    vera.open("/n/phone")
    assert vera.page.url.endswith("/n/")
    assert vera.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_page_that_one_left_is_not_in_the_history(vera, elsewhere):
    vera.open("/n/start")
    vera.open("/n/phone")
    vera.page.locator("a.govuk-exit-this-page__button").click()
    vera.page.wait_for_url(elsewhere)

    vera.page.go_back()
    vera.page.wait_for_url("**/n/start")


def test_the_way_out_is_in_sight_wherever_one_reads(vera):
    vera.open("/n/updates")
    vera.page.set_viewport_size({"width": PHONE, "height": 640})

    vera.page.evaluate("window.scrollTo(0, document.body.scrollHeight / 2)")

    box = vera.page.locator("a.govuk-exit-this-page__button").bounding_box()
    assert box and 0 <= box["y"] <= 640


def test_without_a_script_the_codes_open_the_pages_and_the_way_out_is_a_link(
    browser, live_server, elsewhere
):
    issued = codes_for(reported(whole_case()))
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": PHONE, "height": 640}
    )
    page = context.new_page()
    page.goto(f"{live_server.url}/n/first")
    for label, typed in (
        ("The long code that you were told", issued.first),
        ("The first code on your paper", issued.paper[0]),
        ("Choose a phrase", PHRASE),
        ("Type the phrase again", PHRASE),
    ):
        page.get_by_label(label).fill(typed)
    press(page.get_by_role("button", name="Go on"))
    page.goto(f"{live_server.url}/n/tell/question")
    page.get_by_label("The police").check()
    page.get_by_label("What do you want to ask?").fill("When will you ring me?")
    press(page.get_by_role("button", name="Send"))
    assert "When will you ring me?" in page.content()

    page.locator("a.govuk-exit-this-page__button").click()
    page.wait_for_url(elsewhere)

    assert context.cookies() == []
    page.goto(f"{live_server.url}/n/people")
    assert page.url.endswith("/n/")
    context.close()


@sweep
def test_two_minutes_before_the_end_the_page_asks_and_one_tap_stays(vera):
    vera.page.clock.install()
    vera.open("/n/updates")
    idle = vera.page.locator("#idle")
    expect(idle).to_be_hidden()

    vera.page.clock.run_for(8 * 60 * 1000 + 10)
    expect(idle).to_be_visible()
    vera.page.get_by_role("link", name="Stay signed in").click()
    idle.wait_for(state="hidden")
    vera.page.clock.run_for(9 * 60 * 1000)
    expect(idle).to_be_visible()
    vera.page.clock.run_for(61 * 1000)

    vera.page.wait_for_url("**/n/notes")
    assert "There are no notes." in vera.page.content()


def test_a_phone_that_slept_for_ten_minutes_shows_nothing_when_it_wakes(vera):
    vera.page.clock.install()
    vera.open("/n/phone")
    wake = "document.dispatchEvent(new Event('visibilitychange'))"
    vera.page.clock.set_system_time(datetime.now(UTC) + timedelta(minutes=9))
    vera.page.evaluate(wake)
    assert "Your phone" in vera.page.content()

    vera.page.clock.set_system_time(datetime.now(UTC) + timedelta(minutes=11))
    vera.page.evaluate(wake)

    vera.page.wait_for_url("**/n/notes")
    assert "There are no notes." in vera.page.content()


@sweep
def test_staying_where_the_session_is_over_already_leads_to_the_plain_page(vera):
    vera.page.clock.install()
    vera.open("/n/updates")
    vera.page.clock.run_for(8 * 60 * 1000 + 10)
    vera.page.context.clear_cookies()

    vera.page.get_by_role("link", name="Stay signed in").click()

    vera.page.wait_for_url("**/n/notes")


@pytest.mark.parametrize(("name", "stays"), [("phone", False), ("tell/question", True)])
@sweep
def test_without_a_script_a_page_left_open_goes_and_one_that_is_written_in_goes_later(
    vera, browser, elsewhere, name, stays
):
    (key,) = [one for one in vera.page.context.cookies() if one["name"] == "page"]
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([{"name": "page", "value": key["value"], "url": vera.address}])
    page = context.new_page()

    def ten_minutes_in_one_second(route):
        answer = route.fetch()
        sooner = answer.text().replace('"600;url', '"1;url').replace('"1800;url', '"3;url')
        route.fulfill(response=answer, body=sooner)

    page.route("**/n/**", ten_minutes_in_one_second)
    page.goto(f"{vera.address}/n/{name}")
    page.wait_for_timeout(2000)
    assert page.url.endswith(f"/n/{name}") is stays
    if stays:
        page.wait_for_url("**/n/notes")
    assert "There are no notes." in page.content()
    page.goto(f"{vera.address}/n/phone")
    assert "Your phone" not in page.content()
    context.close()


@sweep
def test_a_page_that_a_browser_kept_and_shows_again_asks_whether_it_may(vera):
    vera.open("/n/phone")
    vera.page.context.clear_cookies()

    vera.page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")

    vera.page.wait_for_url(f"{vera.address}/n/")


def test_a_fast_way_out_loses_no_word(vera):
    vera.open("/n/tell/said")
    vera.page.get_by_label("What was said?").fill("You said that you would ring on Monday.")
    with vera.page.expect_request(lambda request: request.method == "POST"):
        vera.page.keyboard.press("Shift")
        vera.page.keyboard.press("Shift")
        vera.page.keyboard.press("Shift")
    vera.page.wait_for_url("**/healthz")

    with acting_for(SIGNING_IN), transaction.atomic():
        account = Account.objects.get()
    for _ in range(50):
        with acting_as_victim(account.id), transaction.atomic():
            kept = drafts.kept(account.id, account.case_id, "said", acting=acting_as_victim)
        if kept:
            break
        time.sleep(0.1)
    assert kept and kept.typed["what"] == "You said that you would ring on Monday."


def test_what_is_typed_is_kept_every_few_seconds_and_found_again(vera):
    vera.page.clock.install()
    vera.open("/n/tell/said")
    vera.page.get_by_label("What was said?").fill("You said Monday.")

    with vera.page.expect_response(lambda answer: answer.request.method == "POST") as kept:
        vera.page.clock.run_for(5_100)

    assert kept.value.status == 302
    vera.open("/n/tell/said")
    expect(vera.page.get_by_label("What was said?")).to_have_value("You said Monday.")


def test_the_page_is_blank_at_once_however_long_the_way_out_takes(vera, elsewhere):
    vera.open("/n/phone")
    # Before the browser has so much as asked for the next page.
    blank = vera.page.evaluate(
        """() => {
            const shift = () => new KeyboardEvent("keyup", {key: "Shift", bubbles: true});
            const seen = [1, 2, 3].map(() => {
                document.body.dispatchEvent(shift());
                return getComputedStyle(document.body).display;
            });
            return [seen, document.title];
        }"""
    )

    assert blank == [["block", "block", "none"], ""]
    vera.page.wait_for_url(elsewhere)


@sweep
def test_a_worker_finds_the_codes_on_the_contact_page_and_reads_them_once(newcomer):
    visitor = newcomer
    case_id = whole_case()
    visitor.sign_in(OMAR)
    visitor.open(f"/cases/{reference_of(case_id)}/contact")
    press(visitor.page.get_by_role("link", name="Give the victim codes for their own pages"))
    visitor.look("codes_asked")

    visitor.page.get_by_label("In person").check()
    visitor.page.get_by_label("None was needed").check()
    visitor.page.get_by_label("The victim is alone").check()
    press(visitor.page.get_by_role("button", name="Make the codes"))

    expect(visitor.page.get_by_text("Print this, seal it, and hand it over")).to_be_visible()
    assert visitor.width_on_a_phone() <= PHONE
    visitor.look("codes_given")

    visitor.page.emulate_media(media="print")
    printed = visitor.page.evaluate("document.body.innerText").split()
    assert len(printed) == 10 and all(re.fullmatch(r"(\w{4}-){2}\w{4}", one) for one in printed)
    assert visitor.page.title() == "Notes"


@sweep
def test_what_a_supporter_sees_has_no_barrier_and_fits_a_telephone(visitor):
    case_id = reported(whole_case())
    charged(case_id)
    feed(case_id, "hearing.listed", "witness_care", "h1", ago=20, kind="trial", on="2027-02-01")
    key = supporter_in(case_id).cookies["page"].value
    visitor.page.context.add_cookies([{"name": "page", "value": key, "url": visitor.address}])

    assert visitor.open("/n/shared") == 200
    assert visitor.width_on_a_phone() <= PHONE
    visitor.look("supporter")
