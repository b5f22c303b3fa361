"""What stands of court in the list of witness care: the next hearing, and the special measures that
are open, as the page of the case has them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from answerable.actions.allocating import bring
from answerable.clocks.days import local_day
from answerable.web.dates import day as in_words
from tests.people.cast import LEILA, NICK, NOW, OMAR, WENDY, reference_of
from tests.signing_in import at_browser
from tests.worklist.lists import a_case, report

pytestmark = pytest.mark.django_db

TODAY = local_day(NOW)
CHARGED = (30, "charge.made", "police", "s1", {})


def on(days):
    return (TODAY + timedelta(days=days)).isoformat()


def listed(ago, name, kind, days):
    return (ago, "hearing.listed", "witness_care", name, {"kind": kind, "on": on(days)})


def considered(*kinds, wish="yes", ago=20):
    return (ago, "measures.considered", "cps", "", {"kinds": list(kinds), "victim_wish": wish})


def applied(*kinds, ago=15):
    return (ago, "measures.applied", "cps", "", {"kinds": list(kinds)})


def decided(granted, ago=10):
    return (ago, "measures.decided", "court", "", {"granted": granted})


def wendys(*lines):
    """A case with these lines that witness care has."""
    held = {"investigator": OMAR, "witness_care_officer": WENDY}
    case_id = a_case(report(60), *lines, held=held)
    bring(case_id, "wcu-aire", by=OMAR, at=NOW)
    return case_id


def court(case_id, by=WENDY, path="/my-work"):
    """What the row of a case says of court."""
    page = html.fromstring(at_browser(by).get(path).text)
    cells = page.xpath(
        "//tr[th//a[.=$name]]/td[@data-label='Next at court']", name=reference_of(case_id)
    )
    return " ".join(" ".join(one.text_content().split()) for one in cells)


def test_the_next_hearing_is_there_with_its_day_and_whether_the_victim_knows_it():
    case_id = wendys(
        CHARGED, listed(20, "h1", "plea", -5), (18, "hearing.told", "witness_care", "h1", {}),
        (5, "hearing.held", "court", "h1", {}), listed(4, "h2", "trial", 12),
        listed(4, "h3", "sentence", 40), (3, "hearing.told", "witness_care", "h2", {}),
    )  # fmt: skip
    day = in_words(TODAY + timedelta(days=12))

    assert f"Trial, {day} (in 12 days) The victim was told of this day" in court(case_id)
    assert "Plea" not in court(case_id) and "Sentence" not in court(case_id)


def test_a_hearing_that_was_moved_stands_on_its_new_day_of_which_the_victim_has_to_be_told_anew():
    moved = {"kind": "trial", "on": on(1), "reason": "court", "days_notice": 9}
    case_id = wendys(
        CHARGED, listed(20, "h1", "trial", 0), (18, "hearing.told", "witness_care", "h1", {}),
        (2, "hearing.moved", "court", "h1", moved),
    )  # fmt: skip

    said = court(case_id)

    assert f"Trial, {in_words(TODAY + timedelta(days=1))} (tomorrow)" in said
    assert "The victim was not told of this day, but of the one before" in said


def test_a_day_that_passed_without_a_word_of_what_became_of_it_is_not_lost():
    said = court(wendys(CHARGED, listed(20, "h1", "trial", -2)))

    assert said.startswith("No hearing ahead is recorded Trial of ")
    assert "that it was held or moved is not recorded" in said


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((), "not considered yet"),
        ((considered("screen", "live_link"),), "considered, and not applied for: "),
        ((considered("screen", wish="undecided"),), "the victim has not decided: "),
        ((considered("screen", wish="no"),), "nothing is open"),
        ((considered("none", wish="no"),), "nothing is open"),
        ((considered("screen"), applied("screen")), "applied for, and not answered by the court: "),
        ((considered("screen"), applied("screen"), decided(True)), "nothing is open"),
        ((considered("screen"), applied("screen"), decided(False)), "refused by the court: "),
        ((considered("screen"), applied("screen"), decided(False), applied("screen", ago=5)),
         "applied for, and not answered by the court: "),
    ],
)  # fmt: skip
def test_special_measures_are_there_as_far_as_they_are_open(lines, said):
    assert f"Special measures{':' if 'open' in said or 'yet' in said else ','} {said}" in court(
        wendys(CHARGED, *lines)
    )


@pytest.mark.parametrize(
    "end",
    [(2, "court.outcome", "court", "s1", {"result": "convicted"}),
     (2, "case.closed", "police", "", {"reason": "completed"})],
)  # fmt: skip
def test_once_the_victim_gives_no_evidence_any_more_nothing_is_open_of_special_measures(end):
    assert "Special measures" not in court(wendys(CHARGED, considered("screen"), end))


def test_before_a_charge_that_there_is_none_is_all_that_is_said():
    assert court(wendys()) == "No charge is recorded"


def test_what_a_correction_makes_a_hearing_is_one_and_what_was_taken_back_is_none():
    put_right = {"seq": 3, "reason": "The wrong form.", "entry": {
        "event": "hearing.listed", "agency": "witness_care", "subject": "h1",
        "data": {"kind": "trial", "on": on(7)},
    }}  # fmt: skip
    made_one = wendys(
        CHARGED, (9, "court_visit.offered", "witness_care", "", {}),
        (3, "record.corrected", "witness_care", "", put_right),
    )  # fmt: skip
    taken_back = wendys(
        CHARGED, listed(9, "h1", "trial", 7),
        (3, "record.corrected", "witness_care", "", {"seq": 3, "reason": "Another case."}),
    )  # fmt: skip

    assert "(in 7 days)" in court(made_one)
    assert court(taken_back).startswith("No hearing ahead is recorded")


def test_it_stands_on_the_lists_of_witness_care_and_on_no_others():
    case_id = wendys(CHARGED, listed(20, "h1", "trial", 12))

    assert court(case_id, LEILA, "/team").startswith("Trial")
    for who in (OMAR, NICK):
        assert "Next at court" not in at_browser(who).get("/my-work").text


def test_it_costs_one_question_for_the_whole_list():
    def asked():
        at_browser(WENDY).get("/my-work")
        with CaptureQueriesContext(connection) as found:
            at_browser(WENDY).get("/my-work")
        return sum("record_entry" in one["sql"] for one in found.captured_queries)

    wendys(CHARGED, listed(20, "h1", "trial", 12))
    one = asked()
    for _ in range(3):
        wendys(CHARGED, considered("screen"), listed(20, "h1", "trial", 12))

    assert asked() == one
