"""What is new since somebody looked, counts without cases, and one's own view as a file."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import ProgrammingError

from answerable.actions.exporting import export_my_work
from answerable.people.acting import acting_as
from answerable.record import reading
from answerable.worklist.counting import agency_counts
from answerable.worklist.my_work import my_work
from answerable.worklist.ranking import GRAVE, bounds
from tests.people.cast import EDITH, ISLA, NICK, NOW, OMAR, SUNITA, rows
from tests.worklist.desks import new_signals
from tests.worklist.lists import DAY, a_case, report

pytestmark = pytest.mark.django_db

INFERRED = (20, "withdrawal.stated", "police", "", {"said_by": "police_inference"})


def new(person, since, now=NOW):
    return {one.signal for one in new_signals(person, since, now)[0]}


def test_a_signal_is_new_until_one_has_looked():
    case_id = a_case(report(30), INFERRED)

    found, count = new_signals(OMAR, NOW - 21 * DAY, NOW)

    (said,) = [one for one in found if one.signal == "withdrawal_inferred"]
    assert (said.case_id, said.what) == (
        case_id,
        "Only the police took the victim to have withdrawn.",
    )
    assert count == len(found)
    assert "withdrawal_inferred" not in new(OMAR, NOW - 19 * DAY)


def test_what_was_recorded_late_is_new_when_it_was_recorded():
    a_case(report(30), INFERRED, recorded=NOW - DAY)

    assert "withdrawal_inferred" in new(OMAR, NOW - 2 * DAY)


def test_a_wait_that_ran_out_is_new_though_nothing_was_recorded():
    a_case(report(10))

    assert "delay_unexplained" not in new(OMAR, NOW, NOW + DAY)
    assert "delay_unexplained" in new(OMAR, NOW, NOW + 30 * DAY)


def test_new_signals_of_others_are_not_ones_own():
    a_case(report(30), INFERRED)

    assert new_signals(NICK, NOW - 21 * DAY, NOW) == ([], 0)
    assert "withdrawal_inferred" in new(SUNITA, NOW - 21 * DAY)


def test_performance_sees_how_much_is_owed_and_no_case():
    for _ in range(9):
        a_case(report(60), (50, "investigation.allocated"))
    a_case(report(60), held={"investigator": NICK})  # another force's
    a_case(report(60))

    counts = agency_counts(EDITH, NOW)

    assert (counts.stages["investigation"], counts.stages["reported"]) == (10, None)
    assert counts.owed["investigator"]["critical"] > 0
    assert set(counts.owed) == {"investigator", "victims_officer", "supervisor"}
    assert counts.signals["delay_unexplained"] > 0
    assert my_work(EDITH, NOW).rows == []
    for table in ("item", "case", "signal", "reason"):
        assert rows(f"SELECT count(*) FROM worklist_{table}", by=EDITH) == [(0,)]


def test_the_counts_are_those_of_the_lists():
    for days in (3, 9, 40):
        a_case(report(days))
    at = bounds(NOW)
    asked = "SELECT sum(number) FROM worklist_counts(%s, %s, %s, %s, %s) WHERE severity < 2"
    asked += " AND name IN ('investigator', 'victims_officer')"

    ((counted,),) = rows(asked, [*at[:4], sorted(GRAVE)], EDITH)

    assert counted == sum(row.overdue for row in my_work(OMAR, NOW).rows) > 0


def test_a_count_stands_for_28_days_so_that_nobody_sees_a_case_come_or_go():
    for _ in range(8):
        a_case(report(60))
    first = agency_counts(EDITH, NOW)
    for _ in range(8):
        a_case(report(60))

    assert agency_counts(EDITH, NOW + 28 * DAY - DAY / 24) == first
    later = agency_counts(EDITH, NOW + 28 * DAY)

    assert (first.stages["reported"], later.stages["reported"]) == (10, 15)
    assert later.counted_at - first.counted_at == 28 * DAY
    assert agency_counts(EDITH, NOW + 29 * DAY) == later


def test_what_was_counted_is_for_those_who_measure_and_stays():
    a_case(report(60))
    agency_counts(EDITH, NOW)
    kept = "SELECT cells FROM worklist_counted"

    assert rows(kept, by=EDITH) == [("[]",)]  # of one case nothing is kept, nor that it is there
    assert rows(kept, by=OMAR) == rows(kept, by=SUNITA) == []
    for change in ("UPDATE worklist_counted SET number = 2", "DELETE FROM worklist_counted"):
        with pytest.raises(ProgrammingError, match="permission denied"):
            rows(change, by=EDITH)


@pytest.mark.parametrize("who", [OMAR, SUNITA, ISLA])
def test_counts_of_the_whole_agency_are_for_performance_alone(who):
    a_case(report(60))

    assert agency_counts(who, NOW) is None
    asked = "SELECT count(*) FROM worklist_counts(now(), now(), now(), now(), '{}')"
    assert rows(asked, by=who) == [(0,)]


def test_ones_own_view_as_a_file_has_no_names_and_is_on_record_in_each_case():
    cases = [a_case(report(3), (2, "suspect.identified", "police", "s1")) for _ in range(30)]

    text = export_my_work(OMAR, NOW)

    lines = list(csv.DictReader(io.StringIO(text)))
    assert len(lines) == 30
    assert lines[0]["next_move"] == "Assess the risk to the victim within 24 hours of the report."
    assert lines[0]["when"] == "overdue by 2 days"
    assert "Omar" not in text and str(OMAR) not in text
    for case_id in cases:
        with acting_as(OMAR):
            from django.db import transaction

            with transaction.atomic():
                (noted,) = reading.readings(case_id)
        assert (noted["staff_id"], noted["part"]) == (OMAR, "my work as a file")
