"""A prosecutor and an investigator, in two browsers, take one case from its report to a decision
not to charge, and each finds on the page what is theirs at every step."""

from __future__ import annotations

import pytest

from answerable.actions.excluding import declare
from answerable.people import parts
from answerable.people.acting import working
from answerable.rules.catalogue import DUTY_OF
from tests.browser.conftest import Visitor, press
from tests.browser.walking import Walkers
from tests.flows.test_to_a_decision import decide, put_right, tell, up_to_the_file
from tests.record.cast import NOW, PART, put_in_the_cast
from tests.sweeping import sweep
from tests.web.cast import ISLA, NICK, OMAR, PRIYA, WENDY, rows

TELL = DUTY_OF["decision.tell"].what

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


def begin(visitor):
    """Begin a case from one's list of work, and let the others have their part in it."""
    visitor.open("/my-work")
    press(visitor.page.get_by_role("link", name="Begin a case"))
    visitor.look("begin_a_case")
    press(visitor.page.get_by_role("button", name="Begin a case"))
    reference = visitor.page.url.split("/")[4]
    ((case_id,),) = rows("SELECT id FROM record_case WHERE reference = %s", [reference])
    with working():
        for one in (PRIYA, ISLA, WENDY):
            parts.give(case_id, one, PART[one], by=OMAR, at=NOW)
    return case_id, reference


def next_move(visitor, reference):
    """What somebody's list says of the case: nothing, where it is not on it."""
    visitor.open("/my-work")
    row = visitor.page.locator("tr", has_text=reference)
    return row.inner_text() if row.count() else ""


def owed_now(visitor):
    """What the page of the case says is owed now, and not what was done late or stands in the way
    of something else."""
    page = visitor.page.locator("main").inner_text()
    return page.partition("What is owed")[2].partition("What was done late")[0]


def answer_at(visitor, address):
    """What the address answers in this browser, to the byte."""
    found = visitor.page.request.get(f"{visitor.address}{address}")
    return found.status, found.body()


@sweep
def test_from_a_report_to_a_decision_in_two_browsers(walkers):
    omar, priya, isla, nick = (walkers.visitors[who] for who in (OMAR, PRIYA, ISLA, NICK))
    case_id, reference = begin(omar)
    assert "Record the report." in next_move(omar, reference)

    suspect, line = up_to_the_file(case_id, walkers.walk)
    waiting = next_move(priya, reference)
    assert "With the prosecutors" in waiting and "With the prosecutors" in next_move(
        omar, reference
    )

    decide(case_id, suspect, walkers.send)
    refused = priya.page.locator(".govuk-error-summary")
    assert "line of enquiry" in refused.inner_text() and "met" in refused.inner_text()
    assert "Nothing more can be found." in priya.page.content()
    priya.complaints.clear()  # the browser's own, of the status
    priya.look("decision_refused")
    assert next_move(priya, reference) == waiting

    put_right(case_id, line, walkers.walk)
    decide(case_id, suspect, walkers.walk)
    for who in (priya, omar):
        assert "Decided: no further action" in next_move(who, reference)
    omar.open(f"/cases/{reference}")
    omar.look("case_decided")
    assert TELL in owed_now(omar)

    tell(case_id, suspect, walkers.walk)
    omar.open(f"/cases/{reference}")
    assert TELL not in owed_now(omar)
    isla.open(f"/cases/{reference}/history")
    isla.look("history_of_an_adviser")
    story = isla.page.locator("main").inner_text()
    assert "The victim was told of the decision" in story
    assert "Nothing more can be found." not in story

    declare(case_id, by=PRIYA, at=NOW, why="A relative of the suspect.")
    for kept_out in (priya, nick):
        here = answer_at(kept_out, f"/cases/{reference}")
        assert here == answer_at(kept_out, "/cases/ABCD-EFGH-JKLM") and here[0] == 404
        assert not next_move(kept_out, reference)
