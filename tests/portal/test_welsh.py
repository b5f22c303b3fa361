"""The victim's pages in Welsh: every text, each page marked as a draft, and nothing that leaves."""

from __future__ import annotations

import re
from datetime import date

import pytest
from lxml import html

from answerable.events.catalogue import EVENT_TYPES
from answerable.letters import languages
from answerable.letters.languages import Review
from answerable.messages.kinds import KINDS
from answerable.messages.wording import WORDS, words
from answerable.web.language import welsh
from answerable.web.portal.sayings import SAYINGS
from docs.welsh import PORTAL, TEMPLATES, as_entries, ill_fitting, missing, translated_in, unused
from tests.people.cast import whole_case
from tests.portal.cast import put, vera_in
from tests.portal.stories import asked_for_a_phone, charged, feed, not_charged, reported
from tests.portal.test_no_trace import TELLING
from tests.signing_in import Browser

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
    "people/new",
    "reach/new",
    "reach/word",
    "yours/word",
    "yours/app",
)
OPEN = ("", "first", "app", "start", "forms", "no-such-page")
DRAFT = "Drafft: heb ei adolygu gan berson."
TELLS = re.compile(r"heddlu|llys|trais|dioddef|trosedd|erlyn|achos", re.I)


def test_every_text_that_the_victim_reads_has_welsh():
    lacking = missing()

    assert not lacking, (
        f"{len(lacking)} texts have no Welsh. Put them into answerable/web/cy.po, each with its "
        f"Welsh (`make welsh` lists them):\n\n{as_entries(lacking)}"
    )


def test_no_welsh_is_kept_for_what_nobody_says_any_more():
    assert unused() == []


def test_what_is_filled_in_and_where_a_link_leads_is_the_same_in_both_languages():
    assert ill_fitting() == []


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.name)
def test_a_template_says_nothing_that_is_not_given_to_be_translated(path):
    """Bare words would stay English on a Welsh page, and no list would name them."""
    source = re.sub(r"\{#.*?#\}|\{%-?\s*trans.*?endtrans\s*-?%\}", "", path.read_text(), flags=re.S)
    bare = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", source, flags=re.S)
    said = html.fromstring(f"<div>{bare}</div>").text_content()
    own = {"English", "Cymraeg", DRAFT, "Read it in English"}  # each in its own language

    lines = {line.strip() for line in re.sub("|".join(own), "", said).splitlines()}
    assert not {line for line in lines if re.search(r"[^\W\d_]", line)}
    given = re.findall(r'"(?:text|titleText)": "([^"]+)"', path.read_text())
    assert not given, f"{given}: write _(…) around it"


def test_a_text_that_is_new_is_found_at_once():
    assert list(translated_in('{% trans %}New here{% endtrans %} {{ _("And here") }}')) == [
        "New here", "And here",
    ]  # fmt: skip
    assert "fresh words" not in welsh()


@pytest.fixture
def case_id():
    return reported(whole_case())


def texts_of(page: str) -> set[str]:
    """What a reader reads: each piece of text on a page, one by one."""
    tree = html.fromstring(page)
    for one in tree.xpath("//script|//*[@lang='en']"):
        one.drop_tree()
    return {" ".join(one.split()) for one in tree.xpath("//text()")} - {""}


def plain(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


ENGLISH = {plain(english) for english, said in welsh().items() if english != said}
SAME = {"Easy Read", "BSL"}


def a_long_story(case_id) -> None:
    asked_for_a_phone(case_id)
    put(case_id, "timescale.told", of="trial", likely_by="2027-03-06")
    put(case_id, "contact.made", "police", ago=9, method="phone", by="agency", alone="yes",
        news=False, waiting_for="digital")  # fmt: skip
    feed(case_id, "contact.agreed", "police", ago=30, method="text", safe=True, when="regular",
         every_days=7, may_leave_message=False, letters=True)  # fmt: skip
    feed(case_id, "bail.granted", "police", "s1", ago=40, arrested_on="2026-01-02",
         conditions=["no_contact", "area"], victim_views="sought")  # fmt: skip
    feed(case_id, "progress.told", "police", "s1", ago=39, about="bail")
    charged(case_id)
    feed(case_id, "hearing.listed", "witness_care", "h1", ago=20, kind="trial", on="2027-02-01")
    feed(case_id, "question.asked", "victim", "q1", ago=5, of="police", what="Pryd?")
    not_charged(case_id)
    put(case_id, "decision.told", ago=1, subject="s1", how="in_person", review_right="applies",
        needs_considered=True, adviser_told="not_applicable", support_present=False,
        explained_by="x", skilled=True)  # fmt: skip


@pytest.mark.django_db
def test_every_page_is_welsh_says_that_it_is_a_draft_and_leads_to_the_english(case_id):
    a_long_story(case_id)
    client = vera_in(case_id)
    client.get("/n/updates?iaith=cy")

    for name in (*PAGES, *OPEN, *(f"tell/{one}" for one in SAYINGS), "notes"):
        page = client.get(f"/n/{name}").text
        assert '<html lang="cy"' in page, name
        assert f'{DRAFT} <a class="govuk-link" href="?iaith=en"' in page, name
        assert not texts_of(page) & ENGLISH, (name, texts_of(page) & ENGLISH)
        title = re.search(r"<title>(.*?)</title>", page, re.S)[1]
        assert not TELLING.search(title) and not TELLS.search(title), title


@pytest.mark.django_db
def test_days_are_welsh_and_what_was_done_wrong_is_said_in_welsh(case_id):
    put(case_id, "timescale.told", of="investigation", likely_by="2027-03-06")
    client = vera_in(case_id)
    assert "erbyn 6 Mawrth 2027" in client.get("/n/updates?iaith=cy").text

    answer = client.post("/n/tell/reach", {"method": "text"})

    assert answer.status_code == 400
    assert "Atebwch y cwestiwn hwn" in answer.text
    assert not texts_of(answer.text) & ENGLISH


@pytest.mark.django_db
def test_the_language_is_switched_by_a_link_and_gone_with_the_window_and_with_exit(case_id):
    client = vera_in(case_id)
    english = client.get("/n/updates").text
    assert '<html lang="en"' in english and 'href="?iaith=cy" hreflang="cy" lang="cy"' in english
    assert DRAFT not in english and "iaith" not in client.cookies

    client.get("/n/updates?iaith=cy")
    cookie = client.cookies["iaith"]
    assert (cookie["max-age"], cookie["expires"], cookie["samesite"]) == ("", "", "Strict")
    assert '<html lang="cy"' in client.get("/n/people").text
    assert '<html lang="en"' in client.get("/n/people?iaith=en").text
    assert '<html lang="en"' in client.get("/n/people?iaith=xx").text

    client.get("/n/people?iaith=cy")
    assert client.get("/n/x").cookies["iaith"].value == ""
    assert '<html lang="en"' in client.get("/n/").text


@pytest.mark.django_db
def test_the_language_that_was_agreed_is_the_one_that_the_pages_begin_in(case_id):
    client = vera_in(case_id)
    said = {"method": "app", "safe": "true", "when": "only_news", "may_leave_message": "false",
            "letters": "false"}  # fmt: skip
    client.post("/n/tell/reach", {**said, "language": "cy"})

    assert '<html lang="cy"' in client.get("/n/updates").text
    assert '<html lang="en"' in client.get("/n/updates?iaith=en").text
    # Said anew without a word on the language: what was agreed before stays.
    client.post("/n/tell/reach", said)
    assert '<html lang="cy"' in vera_in_again(client).get("/n/updates").text


def vera_in_again(client):
    del client.cookies["iaith"]
    return client


@pytest.mark.django_db
def test_what_an_agency_wrote_is_said_to_be_english_and_what_the_victim_wrote_is_not(case_id):
    asked_for_a_phone(case_id)
    client = vera_in(case_id)
    client.post("/n/tell/said", {"what": "Dywedon nhw fis."})

    for page in ("updates", "phone", "tell/phone"):
        tree = html.fromstring(client.get(f"/n/{page}?iaith=cy").text)
        theirs = [one for one in tree.iter("p") if "We need the messages" in str(one.text)]
        assert theirs and all(one.get("lang") == "en" for one in theirs), page
    (hers,) = [one for one in html.fromstring(client.get("/n/talks?iaith=cy").text).iter("p")
               if "Dywedon nhw fis." in str(one.text)]  # fmt: skip
    assert hers.get("lang") is None
    english = html.fromstring(client.get("/n/phone?iaith=en").text)
    assert not [one for one in english.iter("p") if one.get("lang")]


@pytest.mark.django_db
def test_nothing_else_of_the_service_changes_its_language():
    assert '<html lang="en"' in Browser().get("/accessibility?iaith=cy").text


@pytest.mark.django_db
def test_easy_read_and_bsl_have_their_place_with_no_link_that_leads_nowhere():
    page = Browser().get("/n/forms").text
    main = html.fromstring(page).find(".//main")

    assert "There are no Easy Read pages here yet." in page
    assert "Ask one of your people for somebody who signs." in page
    assert {one.get("href") for one in main.iter("a")} == {"https://999bsl.co.uk", "/n/updates"}


def test_no_welsh_message_leaves_before_a_person_reviewed_it(monkeypatch):
    assert languages.REVIEWS == ()
    for kind in KINDS:
        assert words(kind.words, "cy") == WORDS[kind.words, "en"]

    review = Review("messages", "cy", "Somebody who speaks it", date(2026, 11, 2))
    monkeypatch.setattr(languages, "REVIEWS", (review,))
    for kind in KINDS:
        assert words(kind.words, "Cymraeg") == WORDS[kind.words, "cy"]
        assert words(kind.words, "pl") == WORDS[kind.words, "en"]


@pytest.mark.django_db
def test_the_mark_goes_once_the_pages_were_reviewed(monkeypatch):
    review = Review("pages", "cy", "Somebody who speaks it", date(2026, 11, 2))
    monkeypatch.setattr(languages, "REVIEWS", (review,))

    page = Browser().get("/n/start?iaith=cy").text

    assert '<html lang="cy"' in page and DRAFT not in page


def test_what_names_events_for_the_victim_is_said_in_welsh():
    lines = {type_.to_victim for type_ in EVENT_TYPES.values() if type_.to_victim}

    assert lines <= set(welsh())
    assert (PORTAL.parent / "cy.po").is_file()
