"""The ledgers of a case: contact by agency, the rights of the Victims' Code, and bail."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import transaction
from lxml import html

from answerable.actions.commit import record
from answerable.actions.vault import put_contact
from answerable.events.entry import Event
from answerable.people.acting import working
from answerable.record.writing import append
from answerable.rules.catalogue import DUTY_OF
from answerable.web.dates import day
from answerable.worklist.refresh import refresh
from tests.flows.test_looking_at_a_case import REPORT
from tests.people.cast import ISLA, NOW, OMAR, PRIYA, WENDY, ago, reference_of, whole_case
from tests.signing_in import at_browser

pytestmark = pytest.mark.django_db

WHO = {"police": OMAR, "cps": PRIYA, "support": ISLA, "witness_care": WENDY}
MADE = {"method": "phone", "by": "agency", "alone": "yes", "news": False, "about": ["no_news"]}


@pytest.fixture
def case_id():
    found = whole_case()
    put(found, "crime.reported", 40, REPORT)
    return found


def put(case_id, event, days_ago, data, agency="police", subject=""):
    at = ago(days_ago)
    one = Event(event, at, agency, subject, data)
    by = WHO[agency if agency in WHO else "support"]
    record(case_id, [one], by=by, key=uuid4().hex, expected_seq=None, at=NOW)


def feed(case_id, event, days_ago, data, agency="police", subject=""):
    """Put something in without its gates, as a feed would."""
    said = Event(event, ago(days_ago), agency, subject, data)
    with working(), transaction.atomic():
        append(case_id, [said], expected_seq=None, actor=OMAR, key=uuid4().hex, at=NOW)
        refresh(case_id, NOW)


def table(case_id, page, caption, by=OMAR):
    """The rows of a table of a page, each by its first cell."""
    tree = html.fromstring(at_browser(by).get(f"/cases/{reference_of(case_id)}/{page}").text)
    found = tree.xpath("//table[caption[normalize-space(text())=$caption]]", caption=caption)
    if not found:
        return None
    cells = [[" ".join(c.text_content().split()) for c in row] for row in found[0].xpath(".//tr")]
    return cells[1:]


def shown(case_id, page, by=OMAR):
    """The words of a page."""
    tree = html.fromstring(at_browser(by).get(f"/cases/{reference_of(case_id)}/{page}").text)
    return " ".join(tree.xpath("//main")[0].text_content().split())


def test_contact_is_told_agency_by_agency(case_id):
    put(case_id, "contact.made", 30, MADE)
    for days_ago in (9, 3):
        put(case_id, "contact.attempted", days_ago, {"method": "phone", "through": "direct"})
    put(case_id, "contact.attempted", 20, {"method": "text", "through": "direct"}, "cps")

    police, prosecutors = table(case_id, "contact", "Contact, by agency")

    assert police[0] == "Police" and "Phone" in police[1] and police[2:4] == ["Yes", "2"]
    assert prosecutors[:4] == ["Prosecutors", "Not yet", "Not yet", "1"]


def test_two_days_for_one_thing_are_a_difference_until_the_agencies_name_the_same(case_id):
    caption = "Differences to clear up with the victim"
    put(case_id, "timescale.told", 9, {"of": "decision", "likely_by": "2027-03-01"})
    assert table(case_id, "contact", caption) is None

    put(case_id, "timescale.told", 8, {"of": "decision", "likely_by": "2027-05-01"}, "cps")
    ((about, one, other),) = table(case_id, "contact", caption)
    assert about == "By when: decision"
    assert "1 March 2027" in one and "Prosecutors" in other and "1 May 2027" in other

    put(case_id, "timescale.told", 7, {"of": "decision", "likely_by": "2027-05-01"})
    assert table(case_id, "contact", caption) is None


DIFFERENCES = "Differences to clear up with the victim"
WAY = {"when": "only_news", "method": "phone", "may_leave_message": False, "letters": False,
       "safe": True}  # fmt: skip


def test_two_safe_ways_are_a_difference_until_they_are_the_same_or_the_victim_says(case_id):
    put(case_id, "contact.agreed", 9, WAY)
    put(case_id, "contact.agreed", 8, WAY, "witness_care")
    assert table(case_id, "contact", DIFFERENCES) is None

    put(case_id, "contact.agreed", 7, {**WAY, "method": "text", "letters": True}, "witness_care")
    ((about, one, other),) = table(case_id, "contact", DIFFERENCES)
    assert about == "How to reach the victim safely"
    assert one.startswith("Police, ") and other.startswith("Witness care, ")
    assert one.endswith("the way: phone; letters may be sent: no")
    assert other.endswith("the way: text; letters may be sent: yes")

    put(case_id, "contact.agreed", 6, {**WAY, "method": "email"}, "victim")
    assert table(case_id, "contact", DIFFERENCES) is None


def test_told_by_one_and_awaited_by_another_is_a_difference_and_awaited_before_is_none(case_id):
    awaited = {"what": "decision", "of": "cps", "since": "2026-01-02"}
    told = {"how": "in_person", "review_right": "applies"}
    feed(case_id, "awaiting.told", 9, awaited, "witness_care")
    feed(case_id, "decision.made", 8, {"by": "police", "result": "no_further_action"})
    feed(case_id, "decision.told", 7, told)
    assert table(case_id, "contact", DIFFERENCES) is None

    feed(case_id, "awaiting.told", 6, awaited, "witness_care")
    ((about, one, other),) = table(case_id, "contact", DIFFERENCES)
    assert about == "Whether there is a decision to tell of"
    assert one.startswith("Police, ") and "was told of the decision" in one
    assert other.startswith("Witness care, ") and other.endswith("told that it is awaited")

    feed(case_id, "case.reopened", 5, {"why": "new_evidence"})
    feed(case_id, "awaiting.told", 4, awaited, "witness_care")
    assert table(case_id, "contact", DIFFERENCES) is None


def test_of_two_suspects_the_decision_about_the_other_may_be_awaited(case_id):
    awaited = {"what": "decision", "of": "cps", "since": "2026-01-02"}
    for suspect in ("s1", "s2"):
        feed(case_id, "suspect.identified", 20, {}, subject=suspect)
    feed(case_id, "decision.made", 8, {"by": "police", "result": "no_further_action"}, subject="s1")
    told = {"how": "in_person", "review_right": "applies"}
    feed(case_id, "decision.told", 7, told, subject="s1")
    feed(case_id, "awaiting.told", 6, awaited, "witness_care")

    assert table(case_id, "contact", DIFFERENCES) is None


def test_two_days_for_one_hearing_are_a_difference_and_a_move_is_none(case_id):
    day = {"kind": "trial", "on": "2027-05-12"}
    feed(case_id, "hearing.listed", 9, day, "witness_care", "h1")
    feed(case_id, "hearing.listed", 8, {**day, "on": "2027-06-01"}, "court", "h2")
    assert table(case_id, "contact", DIFFERENCES) is None

    feed(case_id, "hearing.listed", 7, {**day, "on": "2027-05-19"}, "court", "h1")
    ((about, one, other),) = table(case_id, "contact", DIFFERENCES)
    assert about == "The day of a hearing"
    assert "Witness care" in one and "12 May 2027" in one
    assert "The court" in other and "19 May 2027" in other

    feed(case_id, "hearing.moved", 6, {**day, "on": "2027-07-01"}, "court", "h1")
    assert table(case_id, "contact", DIFFERENCES) is None


def test_one_number_that_is_safe_to_one_and_not_to_another_is_a_difference_and_is_not_used(case_id):
    def put_down(number, by, *, safe):
        put_contact(
            case_id, "telephone", number, safe=safe, by=by, at=NOW, shown_to=["police", "support"]
        )

    put_down("07700 900123", OMAR, safe=True)
    put_down("07700 900999", ISLA, safe=False)
    assert table(case_id, "contact", DIFFERENCES) is None

    put_down("+44 7700 900 123", ISLA, safe=False)
    ((about, one, other),) = table(case_id, "contact", DIFFERENCES)
    assert about == "Whether it is safe: telephone number"
    assert one.startswith("Police, ") and one.endswith(": safe")
    assert other.startswith("Support services, ") and other.endswith(": not safe")
    page = at_browser(OMAR).get(f"/cases/{reference_of(case_id)}").text
    assert "put down on" in page and "that it is not safe. Ask the victim in another way" in page
    assert "900123" not in page and "900 123" not in page


def test_two_days_for_one_decision_are_a_difference_and_two_decisions_are_none(case_id):
    decided = {"by": "cps", "result": "no_further_action"}
    feed(case_id, "decision.made", 9, decided, "cps", "s1")
    feed(case_id, "decision.made", 5, {**decided, "by": "police"}, "police", "s1")
    feed(case_id, "decision.made", 5, decided, "police", "s2")
    assert table(case_id, "contact", DIFFERENCES) is None

    feed(case_id, "decision.made", 4, decided, "police", "s1")
    ((about, one, other),) = table(case_id, "contact", DIFFERENCES)
    assert about == "When it was: a decision was made"
    assert {one.split(":")[0], other.split(":")[0]} == {"Prosecutors", "Police"}


def test_what_the_victim_remembers_otherwise_is_a_difference_until_it_is_agreed_again(case_id):
    caption = "Differences to clear up with the victim"
    put(case_id, "discussion.agreed", 9, {"what": "We said in May."})
    put(case_id, "discussion.disputed", 8, {"what": "You said in March."}, "support")

    ((_, one, other),) = table(case_id, "contact", caption)
    assert "We said in May." in one and "You said in March." in other

    put(case_id, "discussion.agreed", 7, {"what": "It was March."})
    assert table(case_id, "contact", caption) is None


def test_each_right_of_the_code_shows_its_proof_the_answer_and_what_was_missed(case_id):
    put(case_id, "support.offered", 2, {"service": "isva"})
    put(case_id, "support.answered", 1, {"service": "isva", "answer": "declined"})

    rows = {row[0]: row[1:] for row in table(case_id, "contact", "Rights of the Victims’ Code")}

    assert len(rows) == 12
    given, answer, missed = rows["4. To be referred to support"]
    assert given.startswith("Support was offered") and given.endswith("police")
    assert "Declined" in answer or "Said no" in answer
    assert "Offer an independent sexual violence adviser" in missed and "late, by" in missed
    assert "Attend the report" not in "".join(map(str, rows.values()))
    assert rows["7. To make a victim personal statement"] == ["Not recorded"] * 2 + ["Nothing"]
    assert rows["12. To complain"] == ["Not recorded", "Not recorded", "Not in this record"]


def test_what_nobody_asks_for_is_not_missing_and_what_stands_elsewhere_is_said_so(case_id):
    rows = {row[0]: row[1:] for row in table(case_id, "contact", "Rights of the Victims’ Code")}

    assert rows["2. To have the crime recorded without delay"][1] == "Not asked for"
    assert rows["5. To information about compensation"] == ["Not in this record"] * 3


def test_what_was_never_done_stays_missed_once_its_moment_has_passed(case_id):
    what = DUTY_OF["report.leaflet"].what.rstrip(".")

    def missed():
        rows = {row[0]: row[1:] for row in table(case_id, "contact", "Rights of the Victims’ Code")}
        return rows["3. To information when reporting"][2]

    assert f"{what}: overdue" in missed()
    feed(case_id, "charge.made", 3, {"reasons": {"cps_decision": "x"}}, subject="s1")
    assert f"{what}: overdue by" in missed()


def test_what_was_put_right_as_never_done_is_no_proof(case_id):
    put(case_id, "support.offered", 2, {"service": "isva"})
    put(case_id, "record.corrected", 1, {"seq": 2, "reason": "Of another case."})

    rows = {row[0]: row[1:] for row in table(case_id, "contact", "Rights of the Victims’ Code")}

    assert rows["4. To be referred to support"][0] == "Not recorded"


def test_that_she_wants_to_hear_nothing_is_an_answer_and_no_miss(case_id):
    put(case_id, "contact.declined", 1, {"scope": "until_decision"})

    rows = {row[0]: row[1:] for row in table(case_id, "contact", "Rights of the Victims’ Code")}
    _, answer, _ = rows["6. To information about the investigation and the decision"]

    assert answer.startswith("Contact was declined") and "decision" in answer


def test_what_was_late_again_and_again_is_said_once_with_how_often(case_id):
    agreed = {"when": "regular", "every_days": 2, "method": "phone", "letters": False, "safe": True}
    put(case_id, "contact.agreed", 30, {**agreed, "may_leave_message": False})
    for days in (25, 20, 15):
        made = {"method": "phone", "by": "agency", "alone": "yes", "news": False}
        put(case_id, "contact.made", days, made)

    rows = {row[0]: row[1:] for row in table(case_id, "contact", "Rights of the Victims’ Code")}
    missed = rows["6. To information about the investigation and the decision"][2]

    what = DUTY_OF["contact.keep"].what.rstrip(".")
    assert missed.count(what) == 2  # what is overdue now, and what was late
    assert f"{what}: late 3 times, by 2 days at most" in missed


def test_bail_is_told_spell_by_spell_with_its_days(case_id):
    views = {"victim_views": "sought"}
    granted = {"arrested_on": "2026-01-01", "conditions": ["no_contact"], **views}
    put(case_id, "suspect.identified", 39, {}, subject="s1")
    put(case_id, "bail.granted", 38, granted, subject="s1")
    put(case_id, "bail.extended", 20, {"until": "2027-01-10", "authorised_by": "inspector",
        "conditions_a_to_d": True, "representations": "none", **views}, subject="s1")  # fmt: skip
    put(case_id, "bail.ended", 12, {"to": "rui", "rationale": True, "risk_assessed": True},
        subject="s1")  # fmt: skip
    put(case_id, "bail.granted", 5, granted, subject="s1")

    found = table(case_id, "investigation", "Bail and release: First suspect")

    assert [row[0].partition(",")[0] for row in found] == [
        "Granted",
        "Extended",
        "Ended",
        "Granted",
    ]
    assert [row[0].endswith("(spell 2)") for row in found] == [
        False,
        False,
        False,
        True,
    ]
    assert [row[-1] for row in found] == ["0 days", "18 days", "26 days", "5 days, and goes on"]
    assert found[1][1:3] == [
        "10 January 2027", "Inspector; conditions A to D met: yes; representations: none",
    ]  # fmt: skip
    assert found[2][1] == "Released under investigation; reasons recorded: yes; risk assessed: yes"


def test_release_under_investigation_stands_in_the_ledger_and_says_that_nothing_protects(case_id):
    put(case_id, "suspect.identified", 39, {}, subject="s1")
    put(case_id, "suspect.released", 38, {"to": "rui"}, subject="s1")
    put(case_id, "suspect.identified", 37, {}, subject="s2")
    put(case_id, "suspect.released", 36, {"to": "bail"}, subject="s2")

    (row,) = table(case_id, "investigation", "Bail and release: First suspect")
    page = shown(case_id, "investigation")

    assert row[0].startswith("Released under investigation, ")
    assert row[1:] == ["Not applicable"] * 5
    assert (
        "Under investigation without bail: no conditions protect the victim. Review a suspect"
        in page
    )
    assert "Bail and release: Second suspect" not in page


def test_whose_bail_ended_in_a_charge_is_on_bail_no_more(case_id):
    granted = {"arrested_on": "2026-01-01", "conditions": ["no_contact"], "victim_views": "sought"}
    put(case_id, "suspect.identified", 39, {}, subject="s1")
    put(case_id, "bail.granted", 38, granted, subject="s1")
    put(case_id, "bail.ended", 9, {"to": "charged", "rationale": True, "risk_assessed": True},
        subject="s1")  # fmt: skip

    assert "Now: charged." in shown(case_id, "investigation")


def test_the_first_conversation_with_the_victim_is_contact_of_who_held_it(case_id):
    put(case_id, "victim.spoken_to", 20, {"first": True})

    (police,) = table(case_id, "contact", "Contact, by agency")

    assert police[0] == "Police"
    assert police[1] == f"{day(ago(20))}: spoken to"
