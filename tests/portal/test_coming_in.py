"""Coming in with codes, going out at once, and leaving nothing behind."""

from __future__ import annotations

import re
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.conf import settings

from answerable.people.accounts import tries
from tests.people.cast import NOW, OMAR, reference_of
from tests.portal.cast import PHRASE, codes_for, come_in, put, vera_in, whole_case
from tests.portal.coming import PAGES, enter, rows_as_signing_in
from tests.signing_in import Browser, at_browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def case_id():
    return whole_case()


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
