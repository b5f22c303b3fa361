"""The head of a case as each agency meets it: how to reach the victim safely, then where it is."""

from __future__ import annotations

import pytest

from answerable.actions.vault import put_contact, put_person
from answerable.people.roles import KINDS
from answerable.web.dates import day
from tests.flows.test_chapters_of_a_case import Read, a_story
from tests.people.cast import ISLA, NOW, OMAR, PRIYA, WENDY, ago, reference_of
from tests.signing_in import at_browser
from tests.web.cast import go

pytestmark = pytest.mark.django_db

NUMBER = "07700 900123"  # Ofcom keeps the number for drama
AGREED = {
    "when": "regular", "every_days": 14, "method": "phone", "safe_times": "After six", "letters": False,
    "who_may_answer": "Nobody else", "may_leave_message": False, "safe": True,
    "language": "Polish, with an interpreter", "review_on": "2030-03-01",
}  # fmt: skip
FACTS = (
    "How to reach the victim safely", "Ask for Vee (they/them).", "Phone, every 14 days.",
    "This way was confirmed as safe.", "When: After six.", "Who may answer: Nobody else.",
    "Leave no message.", "Send no letters.", "Language or interpreter: Polish, with an interpreter.",
    f"Agreed on {day(ago(9))}; to be asked again on 1 March 2030.",
    f"checked on {day(NOW)}", "Opening one is put on record.",
)  # fmt: skip


@pytest.fixture
def case_id():
    found = a_story((9, "contact.agreed", "", "police", AGREED))
    put_person(
        found, "victim", by=OMAR, at=NOW, name="Vera", chosen_name="Vee", pronoun="they/them"
    )
    put_contact(found, "telephone", NUMBER, safe=True, shown_to=KINDS, by=OMAR, at=NOW)
    return found


@pytest.mark.parametrize("who", [OMAR, PRIYA, ISLA, WENDY])
def test_each_agency_reads_how_to_reach_the_victim_then_where_it_is_and_whose_move(case_id, who):
    read = Read(case_id, "", who)
    text = " ".join(read.tree.xpath("//main")[0].text_content().split())
    places = [text.find(fact) for fact in FACTS]

    assert -1 not in places and NUMBER not in read.text
    (reach,) = read.tree.xpath("//section[@aria-labelledby='reach']")
    assert all(fact in " ".join(reach.text_content().split()) for fact in FACTS)
    assert not reach.xpath("preceding::h2[ancestor::main]"), "nothing comes before it"
    after = ["Where it is", "Whose move it is", "What is next", "What is owed", "The short story"]
    found = [text.index(one, places[0]) for one in after]
    assert found == sorted(found) and found[0] > max(places)


@pytest.mark.parametrize("who", [OMAR, PRIYA, ISLA, WENDY])
def test_each_agency_opens_the_number_by_a_click_if_the_victim_lets_it_have_it(case_id, who):
    page = go(at_browser(who), f"/cases/{reference_of(case_id)}")
    (click,) = [one for one in page.tree.forms if one.action.endswith("/reach")]

    answer = page.client.post(click.action, dict(click.form_values()))

    assert answer.status_code == 200 and NUMBER in answer.text


@pytest.mark.parametrize("who", [OMAR, PRIYA, ISLA, WENDY])
def test_every_duty_that_is_owed_or_was_missed_leads_to_its_working(case_id, who):
    client = at_browser(who)
    page = go(client, f"/cases/{reference_of(case_id)}")
    tables = page.tree.xpath("//table[contains(caption, 'owed now') or contains(caption, 'late')]")
    rows = [row for table in tables for row in table.xpath("./tbody/tr")]

    links = [row.xpath(".//a[contains(@href, '/days/')]/@href") for row in rows]

    assert len(rows) >= (5 if who == OMAR else 1) and all(links)
    for link, *_ in links:
        working = client.get(link).text
        assert "It started at" in working and "Where this comes from" in working, link
