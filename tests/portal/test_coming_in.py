"""Coming in with codes, going out at once, and leaving nothing behind."""

from __future__ import annotations

import gzip
import re
import time
from datetime import timedelta
from unittest.mock import patch

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from lxml import html

from answerable.people.accounts import tries
from answerable.web.portal.sayings import SAYINGS
from tests.people.cast import NOW, OMAR, reference_of, rows
from tests.portal.cast import PHRASE, codes_for, come_in, put, vera_in, whole_case
from tests.signing_in import Browser, at_browser

pytestmark = pytest.mark.django_db

PAGES = (
    "updates",
    "safe",
    "reach",
    "people",
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
OPEN = ("", "first", "app", "start", "notes", "no-such-page")
# What no address, no title and no file name may say to whoever looks at a history.
TELLING = re.compile(
    r"rape|assault|sex|police|isva|cps|court|crime|victim|witness|prosecut|survivor|answerable|abuse",
    re.I,
)


@pytest.fixture
def case_id():
    return whole_case()


def enter(client, paper: str, phrase: str = PHRASE):
    return client.post("/n/", {"code": paper, "phrase": phrase})


def test_the_first_time_and_each_time_after_it(case_id):
    issued = codes_for(case_id)
    first = come_in(issued)
    later = Browser()

    answer = enter(later, issued.paper[1])

    assert (answer.status_code, answer["Location"]) == (302, "/n/updates")
    assert first.get("/n/updates").status_code == later.get("/n/updates").status_code == 200


def test_the_session_lives_in_one_cookie_that_goes_with_the_window(case_id):
    client = come_in(codes_for(case_id))

    cookie = client.cookies["page"]
    assert cookie["httponly"] and cookie["secure"] and cookie["samesite"] == "Strict"
    assert not cookie["max-age"] and not cookie["expires"]
    assert "sessionid" not in client.cookies and "device" not in client.cookies
    assert not client.cookies.get("csrftoken") or not client.cookies["csrftoken"]["max-age"]


@pytest.mark.parametrize(
    "changed",
    [
        {"first": "22222-22222-22222-22222-22222"}, {"code": "2222-2222-2222"}, {"code": ""},
        {"phrase": "short", "again": "short"}, {"again": "another kettle by the window"},
        {"first": "\x00' OR 1=1 --"},
    ],
)  # fmt: skip
def test_what_does_not_fit_opens_nothing_and_uses_nothing_up(case_id, changed):
    issued = codes_for(case_id)
    right = {"first": issued.first, "code": issued.paper[0], "phrase": PHRASE, "again": PHRASE}

    answer = Browser().post("/n/first", right | changed)

    assert answer.status_code == 400
    assert PHRASE not in answer.text and issued.first not in answer.text
    come_in(issued)


def test_after_ten_wrong_codes_a_network_waits_and_the_right_code_still_opens(case_id):
    issued = codes_for(case_id)
    come_in(issued)

    answers = [enter(Browser(), "2222-2222-2222").status_code for _ in range(tries.MOST + 1)]

    assert answers == [400] * tries.MOST + [429]
    assert enter(Browser(), issued.paper[1]).status_code == 302


def test_a_wrong_code_and_a_wrong_phrase_have_the_same_answer(case_id):
    issued = codes_for(case_id)
    come_in(issued)

    def plain(text: str) -> str:
        return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", text)

    wrong = [enter(Browser(), "2222-2222-2222"), enter(Browser(), issued.paper[1], "wrong words")]

    assert plain(wrong[0].text) == plain(wrong[1].text)
    assert wrong[0].status_code == wrong[1].status_code == 400


def set_up_app(client):
    """Set up an app in the pages: its name, and what shows its codes at a time."""
    page = client.post("/n/yours/app", {"do": "begin"}).text
    (name,), (secret,) = (
        re.findall(r"Notes: (.{9})<", page),
        re.findall(r">([A-Z2-7]{32})<", page),
    )
    (signed,) = re.findall(r'name="offered" value="([^"]+)"', page)

    def shown(minutes: float = 0) -> str:
        return format_hotp_value(hotp_value(secret, int(time.time() + minutes * 60) // 30))

    said = {"do": "keep", "offered": signed, "code": shown(), "phrase": PHRASE}
    return name, shown, said


def by_app(name, code, phrase=PHRASE):
    return Browser().post("/n/app", {"name": name, "code": code, "phrase": phrase}).status_code


def test_an_app_takes_the_place_of_the_paper_and_each_code_opens_once(case_id):
    client = come_in(codes_for(case_id))
    name, shown, said = set_up_app(client)
    assert client.post("/n/yours/app", said | {"phrase": "wrong words"}).status_code == 400
    assert client.post("/n/yours/app", said | {"code": "000000"}).status_code == 400
    assert by_app(name, shown()) == 400  # nothing is kept before
    assert client.post("/n/yours/app", said)["Location"] == "/n/yours?done=app"

    assert by_app(name, said["code"]) == 400  # the code that set it up
    later = shown(0.5)
    assert by_app(name, later, "wrong words") == by_app("2222-2222", later) == 400
    assert by_app(name.lower().replace("-", " "), later) == 302
    assert by_app(name, later) == 400
    client.post("/n/yours/app", {"do": "remove"})
    assert by_app(name, shown(1)) == 400


def test_three_wrong_tries_shut_one_code_of_the_app_and_lock_nobody_out(case_id):
    issued = codes_for(case_id)
    client = come_in(issued)
    name, shown, said = set_up_app(client)
    client.post("/n/yours/app", said)

    for _ in range(3):
        by_app(name, "000000")
    assert by_app(name, shown(0.5)) == 400
    with rows_as_signing_in() as ask:
        ask("UPDATE victims_app SET tried_step = tried_step - 1")  # half a minute later
    assert by_app(name, shown(0.5)) == 302
    assert enter(Browser(), issued.paper[1]).status_code == 302


def test_new_codes_from_a_worker_end_the_app_too(case_id):
    client = come_in(codes_for(case_id))
    name, shown, said = set_up_app(client)
    client.post("/n/yours/app", said)
    come_in(codes_for(case_id))  # with the same phrase again

    assert by_app(name, shown(0.5)) == 400


def test_what_was_offered_to_an_app_is_good_for_ten_minutes_and_made_by_nobody_else(case_id):
    client = come_in(codes_for(case_id))
    *_, said = set_up_app(client)

    answer = client.post("/n/yours/app", said | {"offered": said["offered"][:-2] + "xx"})

    assert answer["Location"] == "/n/yours/app"


def test_exit_ends_the_session_clears_the_browser_and_leads_elsewhere(case_id):
    client = vera_in(case_id)
    stolen = client.cookies["page"].value

    answer = client.get("/n/x")

    assert (answer.status_code, answer["Location"]) == (303, "https://www.bbc.co.uk/weather")
    assert answer["Clear-Site-Data"] == '"cookies", "storage"'
    assert answer["Cache-Control"] == "no-store"
    assert client.cookies["page"].value == "" and client.cookies["page"]["max-age"] == 0
    again = Browser()
    again.cookies["page"] = stolen
    assert again.get("/n/updates")["Location"] == "/n/"


def test_somebody_is_with_me_shows_a_page_that_says_nothing_and_has_ended_the_session(case_id):
    client = vera_in(case_id)

    page = client.get("/n/notes")

    assert "There are no notes." in page.text and "Your updates" not in page.text
    assert client.get("/n/updates")["Location"] == "/n/"


def test_the_last_page_that_was_opened_ends_the_session_when_it_goes_and_no_other(case_id):
    client = vera_in(case_id)
    turns = [turn_of(client.get(f"/n/{page}")) for page in ("updates", "phone")]
    assert client.cookies["turn"]["httponly"] and not client.cookies["turn"]["max-age"]

    for given in (turns[0], "", "x"):
        assert client.post("/n/gone", {"turn": given}).status_code == 204
        assert client.get("/n/stay").status_code == 204
    assert client.get("/n/nothing").status_code == 404  # a mistake is a page as well
    client.post("/n/gone", {"turn": turns[1]})
    assert client.get("/n/stay").status_code == 204

    answer = client.post("/n/gone", {"turn": turn_of(client.get("/n/phone"))})

    assert answer.status_code == 204 and answer["Clear-Site-Data"]
    assert client.get("/n/updates")["Location"] == "/n/"


def turn_of(answer):
    return re.search(r'data-turn="([^"]+)"', answer.text)[1]


def test_a_mistake_of_ours_signs_nobody_out(case_id, monkeypatch):
    client = vera_in(case_id)
    client.raise_request_exception = False
    turn = turn_of(client.get("/n/updates"))
    monkeypatch.setattr("answerable.web.portal.coming.now", lambda _told: 1 / 0)
    assert client.get("/n/updates").status_code == 500

    client.post("/n/gone", {"turn": turn})

    assert client.get("/n/stay").status_code == 204


def test_before_anybody_came_in_a_page_has_no_number_and_nothing_ends(case_id):
    answer = Browser().get("/n/")
    assert "data-turn" not in answer.text and "turn" not in answer.cookies
    assert Browser().post("/n/gone", {"turn": ""}).status_code == 204


def test_ten_minutes_without_a_click_and_the_session_is_over(case_id):
    client = vera_in(case_id)
    with rows_as_signing_in() as ask:
        ask("UPDATE victims_session SET touched_at = now() - interval '10 minutes'")

    assert client.get("/n/updates")["Location"] == "/n/"


def rows_as_signing_in():
    from contextlib import contextmanager

    from django.db import connection, transaction

    from answerable.people.acting import SIGNING_IN, acting_for

    @contextmanager
    def asking():
        with acting_for(SIGNING_IN), transaction.atomic(), connection.cursor() as cursor:
            yield cursor.execute

    return asking()


def test_every_page_has_the_way_out_first_and_help_last(case_id):
    client = vera_in(case_id)

    for name in (*PAGES, *OPEN[:-2], "tell/question", "tell/nothing", "no-such-page"):
        page = client.get(f"/n/{name}").text
        links = re.findall(r'<a [^>]*href="([^"]*)"', page)
        assert links[0] == "/n/x" and links.count("/n/x") == 2, name
        assert "999" in page and "0808 500 2222" in page, name


def test_the_plain_page_has_a_way_out_and_says_to_nobody_what_the_page_before_was(case_id):
    page = html.fromstring(vera_in(case_id).get("/n/notes").text)

    assert next(one.get("href") for one in page.iter("a")) == "/n/x"
    assert [one.get("href") for one in page.iter("a")].count("/n/x") == 2
    (seen,) = page.xpath("//main")
    assert " ".join(seen.text_content().split()) == "Notes There are no notes. Close"
    assert not page.xpath("//footer | //nav | //*[contains(@class, 'warning')]")


def test_titles_addresses_and_files_tell_nobody_what_the_pages_are_about(case_id):
    client = vera_in(case_id)

    for name in SAYINGS:
        assert not TELLING.search(f"/n/tell/{name}?done={name}"), name
    for name in (*PAGES, "tell/phone-again", "tell/question", *OPEN):
        page = client.get(f"/n/{name}")
        title = re.search(r"<title>(.*?)</title>", page.text, re.S)[1]
        ours = [
            one for one in re.findall(r'(?:href|src|action)="([^"]*)"', page.text) if one[0] == "/"
        ]
        assert not TELLING.search(title), title
        assert not [one for one in ours if TELLING.search(one)]
        assert client.cookies.keys() <= {"page", "turn", "csrftoken"}


def test_a_page_before_anybody_came_in_tells_nothing_at_all():
    for name in ("", "first", "start", "notes", "no-such-page"):
        text = re.sub(r"<[^>]+>", " ", Browser().get(f"/n/{name}").text)
        assert not TELLING.search(text), TELLING.search(text)


def test_nothing_is_kept_and_only_our_own_files_run(case_id):
    client = vera_in(case_id)

    for name in (*PAGES, "", "first", "start", "tell/question"):
        page = client.get(f"/n/{name}")
        assert page["Cache-Control"] == "no-store"
        assert "default-src 'none'" in page["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
        assert "form-action 'self'" in page["Content-Security-Policy"]
        assert "base-uri 'none'" in page["Content-Security-Policy"]
        assert not re.search(r"unsafe|https?:|data:|\*", page["Content-Security-Policy"])
        assert "Content-Disposition" not in page
        assert not re.search(r"<script(?![^>]*src=)|\son\w+=|\sstyle=|<style", page.text)
        assert not re.findall(r'src="(?!/static/)', page.text)
        assert not re.findall(r'<link[^>]* href="(?!/static/)', page.text)


def test_a_first_visit_takes_sixty_kilobytes_at_most(case_id):
    client = vera_in(case_id)

    page = client.get("/n/updates")
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)
    sizes = [len(gzip.compress(page.content))]
    for file in files:
        found = client.get(file, headers={"accept-encoding": "gzip"})
        assert found["Content-Encoding"] == "gzip" or file.endswith(".svg")
        sizes.append(len(b"".join(found.streaming_content)))
        found.close()

    assert len(files) == 4
    assert sum(sizes) <= 60 * 1024, sizes


def test_no_member_of_staff_gets_to_the_victims_pages_and_the_victim_to_none_of_theirs(case_id):
    staff, vera = at_browser(OMAR), vera_in(case_id)
    reference = reference_of(case_id)

    for name in PAGES:
        assert staff.get(f"/n/{name}")["Location"] == "/n/"
    for path in ("/my-work", f"/cases/{reference}", f"/cases/{reference}/contact", "/find"):
        assert vera.get(path)["Location"] == "/sign-in"


def test_the_cookie_of_staff_beside_that_of_the_victim_opens_no_more_of_either(case_id):
    client = vera_in(case_id)
    client.cookies["sessionid"] = at_browser(OMAR).cookies["sessionid"].value
    put(
        case_id,
        "line.opened",
        subject="l",
        about="suspect",
        direction="both",
        noticed_by="supervisor",
    )

    page = client.get("/n/updates").text

    assert "Omar" not in page and "line" not in re.sub(r"<[^>]+>", " ", page).lower().split()


def test_the_worker_gives_codes_once_and_only_while_the_victim_is_safe_and_alone(case_id):
    address = f"/cases/{reference_of(case_id)}/codes"
    omar = at_browser(OMAR)

    refused = omar.post(address, {"how": "voice", "interpreter": "none"})
    given = omar.post(address, {"how": "voice", "interpreter": "none", "alone": "yes"})

    assert refused.status_code == 400 and "otherwise give no codes" in refused.text
    shown = re.findall(
        r">((?:[0-9A-Z]{5}-){4}[0-9A-Z]{5}|(?:[0-9A-Z]{4}-){2}[0-9A-Z]{4})<", given.text
    )
    assert len(shown) == 11
    assert not [one for one in shown if one in omar.get(address).text]
    answer = Browser().post(
        "/n/first", {"first": shown[0], "code": shown[1], "phrase": PHRASE, "again": PHRASE}
    )
    assert answer.status_code == 302
    assert rows("SELECT count(*) FROM record_reading WHERE part = 'codes for the victim'") == [(1,)]


@pytest.mark.parametrize(
    ("said", "problem"),
    [({"how": "email"}, "Select how you are speaking"), ({"how": "text"}, "Select how you are"),
     ({"interpreter": "family"}, "Select who interprets"),
     ({"interpreter": ""}, "Select who interprets"), ({"alone": ""}, "otherwise give no codes")],
)  # fmt: skip
def test_no_code_is_given_by_any_other_way_or_through_any_other_voice(case_id, said, problem):
    address, omar = f"/cases/{reference_of(case_id)}/codes", at_browser(OMAR)
    asked = omar.get(address).text
    assert "not from the family or the community; sex and dialect were asked" in asked

    answer = omar.post(
        address, {"how": "bsl_video", "interpreter": "registered", "alone": "yes"} | said
    )

    assert answer.status_code == 400 and problem in answer.text
    assert rows("SELECT count(*) FROM record_reading WHERE part = 'codes for the victim'") == [(0,)]


@pytest.mark.parametrize("how", ["voice", "bsl_video", "in_person"])
def test_how_a_code_was_given_and_who_interpreted_is_kept_with_it(case_id, how):
    said = {"how": how, "interpreter": "registered", "alone": "yes"}

    at_browser(OMAR).post(f"/cases/{reference_of(case_id)}/codes", said)

    assert rows("SELECT reason FROM record_reading WHERE part = 'codes for the victim'") == [
        (f"{how}, interpreter: registered",)
    ]


def test_a_form_that_is_too_old_says_so_on_a_page_of_the_victims(case_id):
    client = Browser(enforce_csrf_checks=True)
    client.cookies["page"] = vera_in(case_id).cookies["page"].value

    answer = client.post("/n/tell/question", {"of": "police", "what": "x"})

    assert answer.status_code == 403
    assert "Exit this page" in answer.text and "Answerable" not in answer.text


def test_a_mistake_of_ours_is_answered_on_a_page_of_the_victims(case_id, monkeypatch):
    from answerable.web.portal import coming

    monkeypatch.setattr(coming, "steps", lambda _hers: 1 / 0)
    client = vera_in(case_id)
    client.raise_request_exception = False

    answer = client.get("/n/updates")

    assert answer.status_code == 500
    assert "It is not your fault" in answer.text and "Exit this page" in answer.text
    assert settings.DEBUG is False


def test_no_browser_is_given_a_phrase_to_save(case_id):
    """One that is told "off" offers it all the same; what is for one time it does not."""
    client = vera_in(case_id)
    begun = client.post("/n/yours/app", {"do": "begin"}).text
    pages = [*(client.get(f"/n/{name}").text for name in ("", "first", "app")), begun]

    for page in pages:
        phrases = re.findall(r"<input[^>]*type=\"password\"[^>]*>", page)
        assert phrases and all('autocomplete="one-time-code"' in one for one in phrases)
        assert "current-password" not in page and "new-password" not in page
        typed = [
            one
            for one in re.findall(r"<input[^>]*>", page)
            if 'type="hidden"' not in one and one not in phrases
        ]
        assert all('autocomplete="off"' in one for one in typed), typed


def test_that_somebody_else_got_a_message_shuts_the_pages_and_every_code_at_once(case_id):
    issued = codes_for(case_id)
    client = come_in(issued)
    page = client.get("/n/tell/not-me").text
    assert "All codes for these pages will stop working, and you will be signed out." in page

    answer = client.post("/n/tell/not-me", {"how": "wrong_person"})

    assert answer.status_code == 200 and "your codes no longer work" in answer.text
    assert client.cookies["page"].value == "" and answer["Clear-Site-Data"]
    assert client.get("/n/updates")["Location"] == "/n/"
    assert enter(Browser(), issued.paper[1]).status_code == 400


def test_when_few_codes_are_left_the_first_page_says_to_ask_for_more(case_id):
    client = vera_in(case_id)
    with rows_as_signing_in() as ask:
        few = "UPDATE victims_code SET used_at = now() WHERE code IN ({})"
        paper = "SELECT code FROM victims_code WHERE kind = 'paper' LIMIT 6"
        ask(few.format(paper))
    assert "codes left on your paper" not in client.get("/n/updates").text

    with rows_as_signing_in() as ask:
        ask(few.format(paper.replace("LIMIT", "AND used_at IS NULL LIMIT").replace("6", "1")))
    assert "You have 3 codes left on your paper." in client.get("/n/updates").text


@pytest.mark.parametrize("code", ["first", "paper"])
def test_a_code_that_was_used_opens_nothing_a_second_time_and_says_no_more_than_a_wrong_one(
    case_id, code
):
    issued = codes_for(case_id)
    come_in(issued)
    tried = {"first": issued.first, "code": issued.paper[1], "phrase": PHRASE, "again": PHRASE}
    path, said = ("/n/first", tried) if code == "first" else (
        "/n/", {"code": issued.paper[0], "phrase": PHRASE}
    )  # fmt: skip
    wrong = {**said, "code": "2222-2222-2222"} | ({"first": "2222-2222"} if code == "first" else {})

    used, guessed = Browser().post(path, said), Browser().post(path, wrong)

    assert used.status_code == guessed.status_code == 400
    assert "page" not in used.cookies
    assert ("That did not work" in used.text) and ("That did not work" in guessed.text)


def test_a_first_code_that_is_too_old_opens_nothing(case_id):
    issued = codes_for(case_id)
    late = NOW + timedelta(days=3, minutes=1)
    with patch("answerable.web.portal.coming_in.now", lambda _request: late):
        answer = Browser().post(
            "/n/first",
            {"first": issued.first, "code": issued.paper[0], "phrase": PHRASE, "again": PHRASE},
        )

    assert answer.status_code == 400 and "page" not in answer.cookies
