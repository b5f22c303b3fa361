"""A prosecutor and an investigator, in two browsers, take one case from its report to a decision
not to charge, and each finds on the page what is theirs at every step."""

from __future__ import annotations

import pytest

from answerable.actions.excluding import declare
from tests.browser.conftest import Visitor
from tests.browser.walking import Walkers
from tests.flows.test_to_a_decision import decide, put_right, tell, up_to_the_file
from tests.record.cast import NOW, put_in_the_cast
from tests.web.cast import ISLA, NICK, OMAR, PRIYA, WENDY, a_case, reference_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def walkers(browser, live_server):
    put_in_the_cast()
    contexts = [browser.new_context(viewport={"width": 1100, "height": 900}) for _ in range(4)]
    people = (OMAR, PRIYA, ISLA, NICK)
    visitors = {
        who: Visitor(context.new_page(), live_server.url)
        for who, context in zip(people, contexts, strict=True)
    }
    for who, visitor in visitors.items():
        visitor.sign_in(who)
    yield Walkers(visitors)
    for context in contexts:
        context.close()


def my_work(visitor):
    visitor.open("/my-work")
    return visitor.page.locator("main").inner_text()


def test_from_a_report_to_a_decision_in_two_browsers(walkers):
    case_id = a_case(PRIYA, ISLA, WENDY)
    reference = reference_of(case_id)
    omar, priya, isla, nick = (walkers.visitors[who] for who in (OMAR, PRIYA, ISLA, NICK))

    suspect, line = up_to_the_file(case_id, walkers.walk)
    assert reference in my_work(priya) and reference in my_work(omar)

    decide(case_id, suspect, walkers.send)
    refused = priya.page.locator(".govuk-error-summary")
    assert "line of enquiry" in refused.inner_text() and "met" in refused.inner_text()
    assert "Nothing more can be found." in priya.page.content()
    priya.complaints.clear()  # the browser's own, of the status
    priya.look("decision_refused")

    put_right(case_id, line, walkers.walk)
    decide(case_id, suspect, walkers.walk)
    omar.open(f"/cases/{reference}")
    omar.look("case_decided")
    assert "Tell the victim" in omar.page.locator("main").inner_text()

    tell(case_id, suspect, walkers.walk)
    isla.open(f"/cases/{reference}/history")
    isla.look("history_of_an_adviser")
    story = isla.page.locator("main").inner_text()
    assert "The victim was told of the decision" in story
    assert "Nothing more can be found." not in story

    nick.open(f"/cases/{reference}")
    assert "The crime was reported" not in nick.page.content()
    assert reference not in my_work(nick)

    declare(case_id, by=PRIYA, at=NOW, why="A relative of the suspect.")
    assert priya.open(f"/cases/{reference}") == 404
    assert reference not in my_work(priya)
