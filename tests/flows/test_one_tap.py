"""Contact in two taps: open the number, and say what came of it. Only the first is contact."""

from __future__ import annotations

import pytest
from lxml import html

from answerable.actions.vault import put_contact
from tests.people.cast import (
    BRONWEN,
    ISLA,
    NICK,
    NOW,
    OMAR,
    PRIYA,
    RHONA,
    SUNITA,
    WENDY,
    reference_of,
    rows,
    whole_case,
)
from tests.portal.cast import put, vera_in
from tests.signing_in import at_browser, move
from tests.web.cast import go
from tests.web.cast import recorded as on_record

pytestmark = pytest.mark.django_db
STOPPED = "Contact has stopped: somebody else answered or was told (1)"
NUMBER = "07700 900123"  # Ofcom keeps the number for drama
REACHED = {"method": "phone", "by": "agency", "alone": "yes", "news": False}


@pytest.fixture
def case_id():
    found = whole_case()
    put_contact(found, "telephone", NUMBER, safe=True, shown_to={"support"}, by=OMAR, at=NOW)
    return found


def recorded(case_id, by=OMAR):
    return on_record(case_id, by)


def outcomes(case_id, by=OMAR):
    """The first tap opens the number; the form of the second, with its browser."""
    browser = at_browser(by)
    page = go(browser, f"/cases/{reference_of(case_id)}")
    (click,) = [one for one in page.tree.forms if one.action.endswith("/reach")]
    answer = browser.post(click.action, dict(click.form_values()))
    assert NUMBER in answer.text
    (form,) = [f for f in html.fromstring(answer.text).forms if f.action.endswith("/outcome")]
    return browser, form


def tap(case_id, outcome, by=OMAR, times=1):
    """Both taps: the answer to the second, and what it left on record."""
    before = len(recorded(case_id, by))
    browser, form = outcomes(case_id, by)
    said = {**dict(form.form_values()), "outcome": outcome}
    answers = [browser.post(form.action, said) for _ in range(times)]
    answers[-1].page = lambda: go(browser, answers[-1]["Location"])
    return answers[-1], [(one.event, dict(one.data)) for one in recorded(case_id, by)[before:]]


def test_reached_alone_is_contact_and_what_was_said_may_follow(case_id):
    answer, left = tap(case_id, "reached")

    assert left == [("contact.made", REACHED)]
    assert answer["Location"].endswith("/record/what-was-said")
    page = answer.page()
    assert "is on record" in page.text and "contact-made-method" not in page.form.inputs
    page["timescale-told-of"] = "decision"
    for part, value in (("day", "1"), ("month", "12"), ("year", "2030")):
        page[f"timescale-told-likely_by-{part}"] = value
    page["breach"] = "no"
    assert page.press().status == 302
    assert recorded(case_id)[-1].event == "timescale.told"


def test_one_tap_also_says_that_the_way_is_still_safe(case_id):
    answer, left = tap(case_id, "still_safe")

    assert left == [("contact.made", {**REACHED, "still_safe": "yes"})]
    assert "said that the agreed way is still safe" in answer.page().text


def test_no_answer_is_a_try_and_no_contact(case_id):
    answer, left = tap(case_id, "no_answer")

    assert left == [("contact.attempted", {"method": "phone", "through": "direct"})]
    page = answer.page()
    assert "does not count as contact" in page.text


def test_somebody_else_answered_and_everything_stops_at_once(case_id):
    vera = vera_in(case_id)
    assert vera.get("/n/updates").status_code == 200

    answer, left = tap(case_id, "somebody_else")

    assert left == [("contact.breached", {"how": "wrong_person"})]
    assert vera.get("/n/updates").status_code != 200  # her session has ended
    page = answer.page()
    assert "Use no way until a safe one is agreed again" in page.text
    assert rows("SELECT count(*) FROM worklist_item WHERE duty = 'contact.respond_breach'") == [
        (1,)
    ]


@pytest.mark.parametrize("by", [OMAR, ISLA])
def test_everybody_on_the_case_is_told_at_once_that_contact_stopped_whoever_says_so(case_id, by):
    reference = reference_of(case_id)
    tap(case_id, "somebody_else", by)

    for who in (OMAR, PRIYA, ISLA, WENDY):
        page = at_browser(who).get(f"/cases/{reference}").text
        assert "Use no way until a safe one is agreed again" in page, who
        assert "The telephone number, safe" not in page
        assert STOPPED in at_browser(who).get("/my-work").text, who
    for who in (SUNITA, RHONA):
        assert STOPPED in at_browser(who).get("/team").text, who
    for who in (NICK, BRONWEN):
        assert STOPPED not in at_browser(who).get("/my-work").text, who


def test_once_the_risk_was_looked_at_the_list_is_quiet_and_the_case_still_says_that_it_stopped(
    case_id,
):
    tap(case_id, "somebody_else")
    page = go(at_browser(OMAR), f"/cases/{reference_of(case_id)}/record/risk.assessed")
    page["risk-assessed-level"], page["risk-assessed-risk_to_others"] = "high", "false"
    assert page.press().status == 302

    assert STOPPED not in at_browser(ISLA).get("/my-work").text
    page = at_browser(ISLA).get(f"/cases/{reference_of(case_id)}").text
    assert "Use no way until a safe one is agreed again" in page


def test_a_tap_that_is_sent_twice_is_one(case_id):
    _, left = tap(case_id, "no_answer", times=2)

    assert len(left) == 1


def test_an_adviser_who_may_record_no_try_is_offered_none(case_id):
    _, form = outcomes(case_id, ISLA)

    offered = form.xpath(".//button[@name='outcome']/@value")
    assert offered == ["still_safe", "reached", "somebody_else"]


def test_after_a_long_call_the_tap_still_counts_without_signing_in_again(case_id):
    browser, form = outcomes(case_id)
    move(browser, shown=301)

    answer = browser.post(form.action, {**dict(form.form_values()), "outcome": "reached"})

    assert answer.status_code == 302 and answer["Location"].endswith("/record/what-was-said")


def test_an_email_address_has_no_outcome(case_id):
    email = put_contact(case_id, "email", "v@victims.example", safe=True, by=OMAR, at=NOW)

    answer = at_browser(OMAR).post(f"/cases/{reference_of(case_id)}/reach", {"contact": str(email)})

    assert "v@victims.example" in answer.text and "/outcome" not in answer.text


@pytest.mark.parametrize("said", ["", "reached;", "x"])
def test_an_outcome_that_there_is_not_records_nothing(case_id, said):
    before = len(recorded(case_id))
    address = f"/cases/{reference_of(case_id)}/reach/phone/outcome"

    assert at_browser(OMAR).post(address, {"outcome": said}).status_code == 400
    assert len(recorded(case_id)) == before
    assert at_browser(OMAR).get(f"{address[:-14]}/text/outcome").status_code == 404
    assert at_browser(NICK).post(address, {"outcome": "reached"}).status_code != 302


def test_the_way_and_the_needs_stand_in_front_of_whoever_is_about_to_tell(case_id):
    address = f"/cases/{reference_of(case_id)}/record/"
    put(case_id, "needs.assessed", needs=["interpreter"], phone_dependence="none")
    put(
        case_id, "contact.agreed", when="only_news", method="phone", safe=True, letters=False,
        may_leave_message=False, safe_times="after 18:00",
    )  # fmt: skip

    for form in ("decision.told", "contact", "progress.told"):
        page = go(at_browser(OMAR), address + form).text
        assert "Before you tell the victim" in page and "When: after 18:00." in page
        assert "Leave no message." in page and "Needs: interpreter." in page
    assert "Before you tell the victim" not in go(at_browser(OMAR), address + "risk.assessed").text
    assert NUMBER not in page
