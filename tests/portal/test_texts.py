"""What our texts and emails say: the victim picks the words on their own pages, or wants none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from lxml import html

from answerable.actions.vault import put_contact
from answerable.messages.wording import CHOICES, WORDS
from answerable.web.language import welsh
from tests.messages.cast import Sent, states, work
from tests.people.cast import NOW, OMAR, reference_of, whole_case
from tests.portal.cast import put, vera_in
from tests.portal.looking import last, see, tell
from tests.portal.stories import reported
from tests.signing_in import at_browser
from tests.web.cast import go, recorded

pytestmark = pytest.mark.django_db
AGREED = {"when": "regular", "every_days": 7, "may_leave_message": False, "letters": True,
          "safe": True}  # fmt: skip
SAYS = "This is what our texts and emails say. They say no more."
SAYS_NONE = "We send you no texts and no emails by ourselves now."


@pytest.fixture
def case_id():
    found = reported(whole_case())
    put(found, "contact.agreed", ago=50, method="text", **AGREED)
    put_contact(found, "telephone", "07700 900123", safe=True, by=OMAR, at=NOW)
    return found


def example(client, address="/n/reach") -> list[str]:
    """What a text is shown to say."""
    tree = html.fromstring(client.get(address).text)
    found = tree.xpath("//div[contains(@class, 'govuk-inset-text')]/p")
    return [one.text_content() for one in found]


def chosen(client, name: str) -> str | None:
    found = html.fromstring(client.get("/n/tell/wording").text).forms[-1].inputs[name]
    return found.value


def test_the_victim_picks_the_words_and_sees_them_as_they_will_come(case_id):
    client = vera_in(case_id)
    assert SAYS in see(client, "reach")
    assert example(client) == [WORDS["new", "en"].body, WORDS["asked", "en"].body]

    for wording in CHOICES:
        assert "Our texts and emails will say this." in tell(client, "wording", wording=wording)

        said = last(case_id)
        assert (said.event, said.agency) == ("contact.wording_chosen", "victim")
        assert said.data == {"wording": wording}
        assert example(client) == [WORDS[wording, "en"].body]
        assert chosen(client, "wording") == wording
    assert "You chose the words of our texts and emails." in see(client, "updates")


@pytest.mark.parametrize(
    "value", ["", "asked", "none", "NEW", "new\x00", "<b>Ring</b>", "x" * 9_000]
)
def test_words_that_are_not_in_the_list_are_refused_and_nothing_is_recorded(case_id, value):
    client = vera_in(case_id)
    tell(client, "wording", wording="reminder")
    before = len(recorded(case_id, OMAR))

    answer = client.post("/n/tell/wording", {"wording": value})

    assert answer.status_code == 400 and "Please answer this one" in answer.text
    assert "Ring" not in answer.text and "xxxx" not in answer.text
    assert len(recorded(case_id, OMAR)) == before
    assert example(client) == [WORDS["reminder", "en"].body]


def test_who_wants_none_agrees_another_way_and_what_is_on_its_way_does_not_leave(case_id):
    client, way = vera_in(case_id), Sent()
    put(case_id, "question.answered", how="phone", for_victim="Here it is.",
        reasons={"asked": "On the phone."}, ago=1)  # fmt: skip
    assert states(case_id) == [("created", "")]

    page = tell(client, "no-texts", method="adviser", safe="true")

    assert "We send you no more texts and no more emails." in page
    assert SAYS_NONE in page and "We use your support worker." in page
    said = last(case_id)
    assert said.event == "contact.agreed"
    assert said.data == {**AGREED, "method": "adviser"}, "there is no second switch"
    assert "/n/tell/no-texts" not in client.get("/n/reach").text
    work(way, datetime.now(UTC))
    assert states(case_id) == [("cancelled", "changed")] and way.out == []


@pytest.mark.parametrize("name", ["no-texts", "reach"])
def test_whether_a_way_is_safe_is_asked_anew_and_never_answered_beforehand(case_id, name):
    form = html.fromstring(vera_in(case_id).get(f"/n/tell/{name}").text).forms[-1]

    assert form.inputs["safe"].value is None


@pytest.mark.parametrize("method", ["text", "email", "", "pigeon", "app\x00"])
def test_none_is_no_text_and_no_email_and_what_was_typed_is_kept(case_id, method):
    answer = vera_in(case_id).post("/n/tell/no-texts", {"method": method, "safe": "true"})

    assert answer.status_code == 400 and "pigeon" not in answer.text
    form = html.fromstring(answer.text).forms[-1]
    assert form.inputs["safe"].value == "true"
    assert last(case_id).event != "contact.agreed" or last(case_id).agency != "victim"


BEGINS_NOTHING = {
    "no way was agreed": (),
    "it is another way": (("contact.agreed", {**AGREED, "method": "phone"}),),
    "it is not safe": (("contact.agreed", {**AGREED, "method": "text", "safe": False}),),
    "all was stopped": (
        ("contact.agreed", {**AGREED, "method": "text"}), ("contact.declined", {"scope": "all"}),
    ),
    "until a decision": (
        ("contact.agreed", {**AGREED, "method": "email"}),
        ("contact.declined", {"scope": "until_decision"}),
    ),
    "letters were stopped": (
        ("contact.agreed", {**AGREED, "method": "text"}), ("contact.declined", {"scope": "letters"}),
    ),
}  # fmt: skip


@pytest.mark.parametrize("why", BEGINS_NOTHING)
def test_none_begins_nothing_again_that_was_stopped(why):
    case_id = reported(whole_case())
    for event, data in BEGINS_NOTHING[why]:
        put(case_id, event, ago=40, **data)
    put_contact(case_id, "telephone", "07700 900123", safe=True, by=OMAR, at=NOW)
    client = vera_in(case_id)

    page = see(client, "reach")

    assert (SAYS if why == "letters were stopped" else SAYS_NONE) in page
    assert "/n/tell/no-texts" not in client.get("/n/reach").text
    before = len(recorded(case_id, OMAR))
    client.post("/n/tell/no-texts", {"method": "app", "safe": "true"})
    assert len(recorded(case_id, OMAR)) == before
    tell(client, "wording", wording="update")  # chosen for when there are some
    assert [one.endswith(WORDS["update", "en"].body) for one in example(client)] == [True]


def test_none_leave_and_there_is_nothing_to_end_once_the_way_is_not_safe_any_more(case_id):
    said = {"method": "phone", "by": "agency", "alone": "yes", "news": False, "still_safe": "no"}
    put(case_id, "contact.made", ago=3, **said)
    client = vera_in(case_id)

    page = see(client, "reach")

    assert "You said that this is not safe." in page
    assert SAYS_NONE in page and SAYS not in page
    assert "/n/tell/no-texts" not in client.get("/n/reach").text


UNSEEN = {
    "the victim moved": (("victim.moved", {"to": "hospital"}),),
    "the times are for a person to read": (
        ("contact.agreed", {**AGREED, "method": "text", "safe_times": "When the dog is out"}),
    ),
    "it is agreed on e-mail, and there is only a number": (
        ("contact.agreed", {**AGREED, "method": "email"}),
    ),
}  # fmt: skip


@pytest.mark.parametrize("why", UNSEEN)
def test_what_stops_them_and_stands_on_no_page_of_the_victims_stops_them_on_the_page_too(
    case_id, why
):
    client = vera_in(case_id)
    assert SAYS in see(client, "reach")
    for event, data in UNSEEN[why]:
        put(case_id, event, ago=30, **data)

    page = see(client, "reach")

    assert SAYS_NONE in page and SAYS not in page
    assert "/n/tell/no-texts" not in client.get("/n/reach").text
    before = len(recorded(case_id, OMAR))
    client.post("/n/tell/no-texts", {"method": "phone", "safe": "true"})
    assert len(recorded(case_id, OMAR)) == before, "an agreement would lift what stops them"


def test_they_leave_again_once_a_way_is_agreed_after_the_move(case_id):
    put(case_id, "victim.moved", ago=30, to="other")
    put(case_id, "contact.agreed", ago=20, method="text", **AGREED)

    assert SAYS in see(vera_in(case_id), "reach")


def test_in_welsh_the_words_are_those_of_the_draft_and_it_is_said_that_they_come_in_english(
    case_id,
):
    client = vera_in(case_id)
    form = client.get("/n/tell/wording?iaith=cy").text
    for one in CHOICES:
        assert welsh()[WORDS[one, "en"].body] == WORDS[one, "cy"].body
        assert WORDS[one, "cy"].body in form

    page = client.get("/n/reach").text

    assert "Maen nhw’n dod yn Saesneg am y tro." in page
    (box,) = html.fromstring(page).xpath("//div[contains(@class, 'govuk-inset-text')]")
    assert box.get("lang") == "en" and WORDS["new", "en"].body in box.text_content()


def test_a_worker_picks_them_with_the_victim_where_the_way_is_agreed(case_id):
    address = f"/cases/{reference_of(case_id)}"
    page = go(at_browser(OMAR), f"{address}/record/contact-agreement")
    name = "contact-wording_chosen-wording"
    assert page.options(name) == list(CHOICES)
    assert "“You have an update. Sign in when it is safe for you.”" in page.text
    said = "contact-agreed-"
    for field, value in {"when": "only_news", "method": "email", "may_leave_message": "false",
                         "letters": "false", "safe": "true"}.items():  # fmt: skip
        page[said + field] = value
    page[name], page["breach"] = "update", "no"

    done = page.press()
    assert done.status == 302, done.problems

    agreed, words = recorded(case_id, OMAR)[-2:]
    assert (agreed.data["method"], words.data, words.agency) == (
        "email",
        {"wording": "update"},
        "police",
    )
    head = " ".join(html.fromstring(at_browser(OMAR).get(address).text).text_content().split())
    assert "as the victim chose: “You have an update. Sign in when it is safe for you.”" in head
    assert example(vera_in(case_id)) == ["".join(WORDS["update", "en"])]  # its subject, and it


def test_what_a_worker_writes_down_for_the_victim_is_the_victims_choice(case_id):
    page = go(at_browser(OMAR), f"/cases/{reference_of(case_id)}/for-her/contact.wording_chosen")
    page["contact-wording_chosen-wording"] = "message"
    page["read_back"] = "yes"

    assert page.press().status == 302
    said = recorded(case_id, OMAR)[-1]
    assert (said.event, said.agency, said.data) == (
        "contact.wording_chosen", "victim", {"wording": "message"},
    )  # fmt: skip


def test_a_worker_who_sends_other_words_is_refused_and_what_was_typed_is_kept(case_id):
    page = go(at_browser(OMAR), f"/cases/{reference_of(case_id)}/for-her/contact.wording_chosen")
    before = len(recorded(case_id, OMAR))

    answer = page.press(**{"contact-wording_chosen-wording": "Ring 0900", "read_back": "yes"})

    assert answer.status == 400 and "0900" not in answer.text
    assert answer.form.inputs["read_back"].checked
    assert len(recorded(case_id, OMAR)) == before
