"""Whether the agreed way is still safe: asked at each contact, owed after 90 days; and another way
for whoever stopped contact or cannot be reached safely."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from answerable.web.dates import day
from tests.flows.test_no_news import work_was_asked_for
from tests.people.cast import ISLA, NOW, OMAR, PRIYA, WENDY, ago, reference_of, rows, whole_case
from tests.portal.cast import put, vera_in
from tests.portal.looking import see, tell
from tests.portal.stories import feed
from tests.signing_in import at_browser
from tests.web.cast import go, recorded

pytestmark = pytest.mark.django_db

AGREED = {
    "when": "only_news", "method": "phone", "safe": True, "may_leave_message": False, "letters": True,
}  # fmt: skip
MADE = {"method": "phone", "by": "agency", "alone": "yes", "news": False}
CHECK = "Ask the victim whether the agreed way to reach them is still safe"
ANOTHER = "Agree another way with the victim within seven days"
AGAIN = "Agree with the victim again how to reach them"
LATE = "To ask whether it is still safe: overdue by 11 days"


@pytest.fixture
def case_id():
    return whole_case()


def agreed(case_id, days):
    put(case_id, "contact.agreed", at=ago(days), **AGREED)


def the_case(case_id, who=OMAR):
    return " ".join(go(at_browser(who), f"/cases/{reference_of(case_id)}").text.split())


def work(who=OMAR):
    return " ".join(go(at_browser(who), "/my-work").text.split())


def owing(duty):
    """The parts in the case that owe it now."""
    owed = "SELECT parts FROM worklist_item WHERE duty = %s AND state = 'owed' AND upper_inf(holds)"
    return rows(owed, [duty])


def contact(case_id, still_safe):
    """The form of a contact, filled in."""
    page = go(at_browser(OMAR), f"/cases/{reference_of(case_id)}/record/contact")
    said = {**MADE, "news": "false"} | ({"still_safe": still_safe} if still_safe else {})
    for name, value in said.items():
        page[f"contact-made-{name}"] = value
    page["breach"] = "no"
    return page.press()


def test_ninety_days_after_the_agreement_it_is_owed_and_stands_at_the_head_of_the_case(case_id):
    agreed(case_id, 101)

    assert CHECK in work() and owing("contact.check") == [(["victims_officer"],)]
    for who in (OMAR, PRIYA, ISLA, WENDY):
        assert LATE in the_case(case_id, who), who
    chapter = go(at_browser(OMAR), f"/cases/{reference_of(case_id)}/contact").text
    assert LATE in " ".join(chapter.split())


def test_before_that_the_head_of_the_case_says_when(case_id):
    agreed(case_id, 80)

    assert "To ask whether it is still safe: due on" in the_case(case_id)


@pytest.mark.parametrize("said", ["yes", "not_asked", ""])
def test_the_form_of_a_contact_asks_and_a_yes_alone_begins_the_ninety_days_again(case_id, said):
    agreed(case_id, 101)

    assert contact(case_id, said).status == 302

    (made,) = [one for one in recorded(case_id, OMAR) if one.event == "contact.made"]
    assert made.data.get("still_safe", "") == said
    assert (LATE in the_case(case_id)) is (said != "yes")
    on = f"Asked on {day(NOW)}, and still safe."
    assert (on in the_case(case_id)) is (said == "yes")


def test_a_way_that_is_not_safe_any_more_is_used_by_nobody_and_another_is_owed(case_id):
    agreed(case_id, 101)
    put(case_id, "contact.made", ago=48, still_safe="yes", **MADE)
    assert "You said that this is safe." in see(vera_in(case_id), "reach")

    assert contact(case_id, "no").status == 302

    for who in (OMAR, PRIYA, ISLA, WENDY):
        page = the_case(case_id, who)
        assert "not safe any more. Use no way until one is agreed." in page
        assert LATE not in page and "and still safe." not in page
        assert "This way was not confirmed as safe." in page
    assert ANOTHER in work() and CHECK not in work()
    assert "You said that this is not safe." in see(vera_in(case_id), "reach")


def test_telling_that_there_is_no_news_asks_too(case_id):
    agreed(case_id, 101)
    work_was_asked_for(case_id)
    page = go(at_browser(OMAR), f"/cases/{reference_of(case_id)}/no-news")
    page["how"], page["still_safe"] = "phone", "yes"

    assert page.press().status == 302
    assert LATE not in the_case(case_id)


def test_whoever_stops_contact_is_owed_another_way_at_once_until_one_is_agreed(case_id):
    agreed(case_id, 101)
    client = vera_in(case_id)
    tell(client, "no-contact", scope="all")

    assert ANOTHER in work() and CHECK not in work()
    assert owing("contact.another_way") == [(["victims_officer"],)]
    assert LATE not in the_case(case_id)

    put(
        case_id, "contact.agreed", "support", at=datetime.now(UTC), **AGREED | {"method": "adviser"}
    )
    assert ANOTHER not in work()


@pytest.mark.parametrize("form", ["record", "for-her"])
def test_it_is_the_same_where_a_worker_writes_it_down(case_id, form):
    page = go(at_browser(OMAR), f"/cases/{reference_of(case_id)}/{form}/contact.declined")
    page["contact-declined-scope"] = "all"
    if form == "for-her":
        page["read_back"] = "yes"

    assert page.press().status == 302
    assert ANOTHER in work()


@pytest.mark.parametrize("who", [OMAR, ISLA])
def test_whoever_was_asked_and_wants_none_is_not_pressed_and_the_clock_stands_still(case_id, who):
    tell(vera_in(case_id), "no-contact", scope="all")
    page = go(at_browser(who), f"/cases/{reference_of(case_id)}/record/contact.declined")
    page["contact-declined-scope"], page["contact-declined-no_other_way"] = "all", "true"

    assert page.press().status == 302
    assert "wants none. Ask again when they get in touch." in the_case(case_id, who)
    case = the_case(case_id).lower()
    assert ANOTHER.lower() in case and "its clock stands still" in case


def test_what_an_adviser_hears_in_confidence_stops_whoever_has_to_agree_another_way(case_id):
    agreed(case_id, 30)
    put(case_id, "contact.made", "support", still_safe="no", **MADE)

    assert ANOTHER in work()
    assert "What was agreed before may not be safe. Use no way until one is agreed." in the_case(
        case_id
    )


def test_who_is_somewhere_else_is_owed_another_way_and_the_old_one_is_used_by_nobody(case_id):
    agreed(case_id, 101)
    put(case_id, "victim.moved", at=ago(2), to="other")

    for who in (OMAR, PRIYA, WENDY):
        page = the_case(case_id, who)
        assert "where the agreed way may reach others. Use no way until one is agreed" in page
        assert LATE not in page
    assert ANOTHER in work() and CHECK not in work()

    agreed(case_id, 1)
    assert ANOTHER not in work() and "may reach others" not in the_case(case_id)


def test_in_a_case_that_was_closed_and_opened_again_it_is_agreed_again_how_the_victim_is_reached(
    case_id,
):
    agreed(case_id, 400)
    feed(case_id, "case.closed", "police", ago=300 * 24, why="The evidence was not enough.")
    assert AGAIN not in work() and AGAIN.lower() not in the_case(case_id).lower()
    assert rows("SELECT count(*) FROM worklist_item WHERE duty = 'contact.agree_again'") == [(0,)]

    feed(case_id, "case.reopened", "cps", ago=10 * 24, why="New evidence.")
    assert AGAIN in work() and CHECK not in work()
    assert owing("contact.agree_again") == [(["victims_officer"],)]
    for who in (OMAR, PRIYA, ISLA, WENDY):
        assert "agreed before it was closed. Use no way until one is agreed" in (
            the_case(case_id, who)
        )

    agreed(case_id, 1)
    assert AGAIN not in work() and "agreed before it was closed" not in the_case(case_id)
    assert "To ask whether it is still safe: due on" in the_case(case_id)


def test_a_case_that_was_opened_again_without_having_been_closed_keeps_its_agreement(case_id):
    agreed(case_id, 40)
    feed(case_id, "case.reopened", "cps", ago=10 * 24, why="New evidence.")

    assert AGAIN not in work() and "Use no way" not in the_case(case_id)


def test_letters_alone_or_until_a_decision_ask_for_no_other_way(case_id):
    client = vera_in(case_id)
    tell(client, "no-contact", scope="letters")
    tell(client, "no-contact", scope="until_decision")

    assert ANOTHER not in work()
