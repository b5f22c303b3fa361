"""What one person owes in all cases, ranked and said at the time of asking."""

from __future__ import annotations

import random
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from answerable.clocks.days import MICROSECOND
from answerable.people.acting import working
from answerable.rules.catalogue import DUTY_OF
from answerable.worklist.case_view import case_view
from answerable.worklist.listing import PRESSING, SEVERITY, Filters
from answerable.worklist.models import Item
from answerable.worklist.my_work import my_work
from answerable.worklist.ranking import (
    GRAVE,
    SEVERITIES,
    Standing,
    bounds,
    pressing,
    severity,
    span,
    why_there,
)
from tests.people.cast import GRETA, NICK, NOW, OMAR, PRIYA, SUNITA, reference_of
from tests.worklist.lists import DAY, a_case, give, report

pytestmark = pytest.mark.django_db

NFA = {"by": "police", "result": "no_further_action"}
DONE = [
    (2.9, "crime.recorded"), (2.9, "victim.spoken_to", "police", "", {"first": True}),
    (2.9, "risk.assessed"), (2.9, "safeguarding.decided"), (2.9, "response.attended"),
    (2.9, "needs.assessed"), (2.9, "support.offered", "police", "", {"service": "isva"}),
    (2.9, "support.referred"), (2.9, "information.given", "police", "", {"kind": "first_leaflet"}),
    (2.9, "contact.agreed", "police", "", {"when": "regular", "every_days": 14}),
    (2.9, "position.stated", "police", "", {"position": "undecided"}),
    (2.9, "report.acknowledged"), (2.9, "characteristics.recorded"),
]  # fmt: skip


def only(person, now=NOW, **how):
    (row,) = my_work(person, now, **how).rows
    return row


def test_a_row_says_the_next_move_how_late_it_is_how_many_more_and_why_it_ranks_there():
    case_id = a_case(report(3))

    row = only(OMAR)

    assert (row.case_id, row.reference) == (case_id, reference_of(case_id))
    assert row.next_move == "Assess the risk to the victim within 24 hours of the report."
    assert (row.when, row.group) == ("overdue by 2 days", "critical")
    assert row.why_there == "First, for it is overdue and safety or evidence hangs on it."
    assert row.stage == "Reported to the police"
    assert row.whose_move == ("investigator",) and row.yours
    assert row.held_by == {"investigator": (OMAR,)}
    owed = [one for one in case_view(case_id, NOW, by=OMAR).owed if OMAR in one.held_by]
    assert row.more == len(owed) - 1
    assert row.overdue == sum(one.state == "overdue" for one in owed)


def test_time_goes_on_and_the_list_with_it_though_nothing_is_recorded():
    a_case(report(3), *DONE)

    now, later = only(OMAR), only(OMAR, NOW + 20 * DAY)

    assert now.group in ("week", "later") and now.when.startswith("due on")
    assert later.group == "overdue"
    assert later.when.startswith("overdue by") and later.when.endswith("days")
    assert (now.signals, later.signals) == (0, 0)
    assert only(OMAR, NOW + 80 * DAY).signals > 0


def test_what_is_overdue_by_most_is_marked_and_nothing_else():
    first = a_case(report(50))
    for days in (40, 30, 3):
        a_case(report(days))

    rows = my_work(OMAR, NOW).rows

    assert [row.case_id for row in rows if row.marked] == [first]
    assert rows[-1].case_id == first  # what was missed just now can still protect


def test_the_prosecutors_move_is_said_to_be_theirs():
    a_case(
        report(90),
        (60, "investigation.allocated"),
        (1, "file.submitted", "police", "", {"purpose": "charging", "track": "standard"}),
        held={"investigator": OMAR, "prosecutor": PRIYA},
    )

    row = only(PRIYA)

    assert row.stage == "With the prosecutors"
    assert row.next_move.startswith("Check that the file is complete")
    assert row.group in ("today", "week")


def test_where_one_owes_nothing_the_row_says_whose_move_it_is_and_comes_last():
    a_case(report(3), held={"investigator": OMAR, "prosecutor": PRIYA})
    mine = a_case(report(90), (1, "file.submitted", "police", "", {"purpose": "charging"}),
                  held={"prosecutor": PRIYA})  # fmt: skip

    first, last = my_work(PRIYA, NOW).rows

    assert first.case_id == mine
    assert (last.group, last.yours) == ("others", False)
    assert last.whose_move == ("investigator",)
    assert last.why_there == "Last, for you owe nothing in it now."
    assert not last.marked


def test_telling_her_is_her_officers_where_she_has_one_and_else_the_investigators():
    case_id = a_case(report(3))
    alone = only(OMAR)

    give(case_id, "victims_officer", GRETA)

    assert only(OMAR).more < alone.more
    assert only(GRETA).next_move == DUTY_OF["report.speak_to_victim"].what
    assert only(OMAR).more + only(GRETA).more + 2 == alone.more + 1


def test_supervision_is_the_supervisors():
    a_case(report(60), (50, "investigation.allocated"),
           held={"investigator": OMAR, "supervisor": SUNITA})  # fmt: skip

    assert only(SUNITA).next_move == DUTY_OF["investigation.supervise"].what


def test_a_stranger_has_nothing():
    a_case(report(3))

    assert my_work(NICK, NOW).rows == []
    assert sum(my_work(NICK, NOW).groups.values()) == 0


def test_twenty_five_a_page_and_as_many_statements_for_thirty_cases_as_for_one():
    a_case(report(3))
    with CaptureQueriesContext(connection) as one:
        my_work(OMAR, NOW)
    for number in range(29):
        a_case(report(4 + number))

    with CaptureQueriesContext(connection) as thirty:
        first = my_work(OMAR, NOW)
    second = my_work(OMAR, NOW, page=2)

    assert (len(first.rows), len(second.rows), first.pages, first.found) == (25, 5, 2, 30)
    assert len({row.case_id for row in (*first.rows, *second.rows)}) == 30
    assert len(thirty) == len(one) <= 5


def test_a_page_beyond_the_last_still_counts_what_there_is():
    a_case(report(3))

    work = my_work(OMAR, NOW, page=7)

    assert (work.rows, work.found, work.groups["critical"]) == ([], 1, 1)


def test_filters_narrow_the_rows_and_groups_still_count_all():
    late, fine = a_case(report(3)), a_case(report(3, force="14"), *DONE)

    overdue = my_work(OMAR, NOW, Filters(groups=("critical", "overdue")))
    of_force = my_work(OMAR, NOW, Filters(forces=("14",)))

    assert [row.case_id for row in overdue.rows] == [late]
    assert sum(overdue.groups.values()) == 2
    assert [row.case_id for row in of_force.rows] == [fine]
    assert my_work(OMAR, NOW, Filters(stages=("charged",))).rows == []
    assert my_work(OMAR, NOW, Filters(units=("13",))).rows == []  # with no agency's unit yet


def test_one_may_sort_by_what_happened_last():
    new, old = a_case(report(9), (1, "plan.set")), a_case(report(3))

    by_rank, by_latest = my_work(OMAR, NOW), my_work(OMAR, NOW, sort="latest")

    assert [row.case_id for row in by_rank.rows] == [old, new]
    assert [row.case_id for row in by_latest.rows] == [new, old]


def test_the_list_ranks_as_the_plain_rule_does():
    dice = random.Random(7)
    for _ in range(12):
        lines = [line for line in DONE if dice.random() < 0.6]
        a_case(report(dice.choice([3, 3.5, 9, 31, 60])), *lines,
               held={"investigator": OMAR, "prosecutor": PRIYA})  # fmt: skip

    for now in (NOW, NOW + 2 * DAY, NOW + 30 * DAY):
        at, expected = bounds(now), []
        with working():
            items = list(Item.objects.filter(closed_at=None, holds__contains=now))
        for case_id in {item.case_id for item in items}:
            ranks = [
                (
                    pressing(one, at) is None, pressing(one, at) or 0,
                    SEVERITIES.index(severity(one, at)), item.late_from or now + 9999 * DAY,
                )
                for item in items
                if item.case_id == case_id and item.parts != ["prosecutor"]
                and "supervisor" not in item.parts
                for one in [Standing(item.duty, item.state, item.due_at, item.late_from)]
            ]  # fmt: skip
            expected.append((*min(ranks), case_id))

        assert [row.case_id for row in my_work(OMAR, now).rows] == [
            one[-1] for one in sorted(expected)
        ]


def test_the_database_ranks_every_obligation_as_the_program_does():
    a_case(report(3), (1, "suspect.arrested", "police", "s1"), (0.1, "crime.recorded"))
    with working():
        items = list(Item.objects.filter(state="owed"))
    edges = {i.late_from for i in items if i.late_from} | {i.due_at for i in items if i.due_at}

    for edge in sorted(edges):
        for before in (0 * DAY, DAY, 6 * DAY, -28 * DAY):
            for now in (edge - before + by * MICROSECOND for by in (-1, 0, 1)):
                at = bounds(now)
                with working(), connection.cursor() as cursor:
                    cursor.execute(
                        f"SELECT id, {SEVERITY}, ({PRESSING})::float8 FROM worklist_item"
                        " WHERE state = 'owed'",
                        {**at._asdict(), "grave": sorted(GRAVE)},
                    )
                    found = {row[0]: row[1:] for row in cursor.fetchall()}
                for i in items:
                    one = Standing(i.duty, i.state, i.due_at, i.late_from)
                    urgency, far = found[i.id]
                    assert urgency == SEVERITIES.index(severity(one, at))
                    assert far == pytest.approx(pressing(one, at), abs=1e-5)


def test_what_was_missed_just_now_comes_before_what_was_missed_last_year():
    old, days, now = (a_case(report(ago), (ago - 0.9, "crime.recorded")) for ago in (400, 3, 1.01))
    late = a_case(report(60), *((59, *rest) for _, *rest in DONE))

    found = my_work(OMAR, NOW).rows

    assert [row.case_id for row in found] == [now, days, old, late]
    assert {row.duty for row in found[:3]} <= GRAVE and found[3].duty not in GRAVE
    assert [row.why_there.startswith("First, for it is ") for row in found] == [True] * 3 + [False]
    assert "about 13 months" in found[2].when


def test_safety_that_is_due_today_comes_first_and_what_is_due_tomorrow_does_not():
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    due = {hours: now + timedelta(hours=hours) for hours in (4, 30)}
    one = {hours: Standing("contact.warn_release", "owed", at, at) for hours, at in due.items()}

    assert pressing(one[4], bounds(now)) == 4 * 3600
    assert why_there(one[4], bounds(now)).startswith("First, for it is due today and safety")
    assert pressing(one[30], bounds(now)) is None
    assert pressing(one[4]._replace(duty="decision.tell"), bounds(now)) is None


def test_a_row_says_by_how_much_the_longest_is_overdue_where_another_comes_first():
    a_case(
        report(60),
        (59, "crime.recorded"),
        (3.1, "contact.breached", "police", "", {"how": "other"}),
    )
    (row,) = my_work(OMAR, NOW).rows

    assert row.duty == "contact.respond_breach" and row.when == "overdue by 3 days"
    assert row.longest == "59 days"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 days"), (1, "1 day"), (89, "89 days"), (90, "about 3 months"),
        (365, "about 12 months"), (740, "over 2 years"), (3238, "almost 9 years"),
    ],
)  # fmt: skip
def test_days_are_said_as_people_say_them(days, words):
    assert span(days) == words


def test_what_is_overdue_for_long_says_since_which_day():
    a_case(report(400))

    assert re.fullmatch(r"overdue by about 13 months, since \d+ \w+ \d{4}", only(OMAR).when)


def test_a_closed_case_ranks_after_all_others_and_is_never_the_one_that_is_marked():
    closed = a_case(report(400), (399, "decision.made", "police", "s1", NFA), (398, "case.closed"))
    open_ = a_case(report(40))

    for sort in ("rank", "due", "latest", "stage"):
        rows = my_work(OMAR, NOW, sort=sort).rows
        assert [row.case_id for row in rows] == [open_, closed], sort
        assert [row.closed for row in rows] == [False, True]
        assert [row.marked for row in rows] == [True, False]
    assert rows[-1].overdue and rows[-1].due_at < rows[0].due_at
