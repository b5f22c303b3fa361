"""The database shows each person what is theirs to see, whatever the application asks of it."""

from __future__ import annotations

import threading
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, connections, transaction

from answerable.config.home import ADMIN, APPLICATION
from answerable.events.entry import Event
from answerable.people import parts
from answerable.people.acting import acting_as, working
from answerable.record import reading
from tests import throwaway
from tests.record.cast import (
    ISLA,
    NICK,
    NOW,
    OMAR,
    PRIYA,
    WENDY,
    a_case,
    a_delay,
    a_note,
    an_event,
    put,
    rows,
)

pytestmark = pytest.mark.django_db
TABLES = (
    "record_case",
    "record_head",
    "record_entry",
    "record_note",
    "record_request",
    "people_part",
)


def events(case_id, by):
    with acting_as(by), transaction.atomic():
        return [entry.event for entry in reading.entries(case_id)]


def test_a_stranger_sees_no_row_of_any_table():
    case_id = a_case(ISLA)
    put(case_id, an_event(), a_delay())

    for who in (NICK, None):
        assert {t: rows(f"SELECT count(*) FROM {t}", by=who) for t in TABLES} == {
            t: [(0,)] for t in TABLES
        }


def test_outside_a_transaction_nobody_is_anybody():
    put(a_case(), an_event())

    with psycopg.connect(throwaway.url(APPLICATION), autocommit=True) as outside:
        assert outside.execute("SELECT count(*) FROM record_entry").fetchone() == (0,)


@pytest.mark.django_db(transaction=True)
def test_who_was_acting_is_forgotten_with_the_transaction():
    case_id = a_case()
    put(case_id, an_event())
    setting = "SELECT current_setting('answerable.person', true)"

    assert rows(setting) == [(str(OMAR),)]
    with connection.cursor() as cursor:  # the same connection, lent to the next
        cursor.execute(setting)
        assert cursor.fetchone() in [("",), (None,)]
        cursor.execute("SELECT count(*) FROM record_entry")
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db(transaction=True)
def test_two_threads_are_two_persons():
    case_id = a_case()
    put(case_id, an_event())
    seen = {}

    def look(who):
        seen[who] = events(case_id, who)
        connections.close_all()

    with acting_as(OMAR):
        thread = threading.Thread(target=look, args=(NICK,))
        thread.start()
        thread.join(10)
        look(OMAR)

    assert seen == {NICK: [], OMAR: ["victim.spoken_to"]}


def test_within_a_transaction_it_is_whoever_acts_now():
    case_id = a_case()
    put(case_id, an_event())

    with acting_as(NICK), transaction.atomic():
        before = reading.entries(case_id)
        with acting_as(OMAR):
            within = reading.entries(case_id)
        after = reading.entries(case_id)

    assert (len(before), len(within), len(after)) == (0, 1, 0)


@pytest.mark.django_db(transaction=True)
def test_a_part_that_has_ended_shows_nothing_any_more():
    case_id = a_case(PRIYA)
    put(case_id, an_event())
    assert events(case_id, PRIYA) == ["victim.spoken_to"]

    with psycopg.connect(throwaway.url(ADMIN)) as admin:
        admin.execute("UPDATE people_part SET until = now() WHERE staff_id = %s", [PRIYA])

    assert events(case_id, PRIYA) == []


def test_a_part_that_has_not_begun_shows_nothing_yet():
    case_id = a_case()
    put(case_id, an_event())
    with working():
        parts.give(case_id, PRIYA, "prosecutor", by=OMAR, at=NOW + timedelta(days=3650))

    assert events(case_id, PRIYA) == []


def test_nobody_gives_themselves_a_part_in_a_case_of_others():
    case_id = a_case()

    with (
        acting_as(NICK),
        pytest.raises(Exception, match="row-level security"),
        transaction.atomic(),
    ):
        parts.give(case_id, NICK, "supervisor", by=NICK, at=NOW)


def offered(agency="police"):
    return an_event("support.offered", agency, service="isva")


def started():
    return Event("support.started", NOW, "support", "r1", {"service": "isva"})


def agreed(*of: str):
    return Event("support.sharing_agreed", NOW, "support", "", {"of": list(of)})


def test_an_adviser_sees_what_the_victim_sees_and_what_support_recorded():
    case_id = a_case(ISLA, WENDY)
    put(case_id, a_delay(), offered())
    put(case_id, started(), by=ISLA)

    assert events(case_id, ISLA) == ["support.offered", "support.started"]
    assert events(case_id, WENDY) == ["delay.explained", "support.offered"]


def test_what_support_recorded_reaches_others_as_far_as_the_victim_agreed():
    case_id = a_case(ISLA)
    put(case_id, started(), by=ISLA)
    assert events(case_id, OMAR) == []

    put(case_id, agreed("that_supported"), by=ISLA)
    assert events(case_id, OMAR) == ["support.started", "support.sharing_agreed"]

    put(case_id, agreed(), by=ISLA)
    assert events(case_id, OMAR) == []


def test_an_agreement_that_was_corrected_opens_nothing_until_she_is_asked_again():
    case_id = a_case(ISLA)
    put(case_id, agreed("that_supported"), by=ISLA)
    put(case_id, started(), by=ISLA)
    correction = Event(
        "record.corrected", NOW, "support", "", {"seq": 1, "reason": "She had not said so."}
    )
    put(case_id, correction, by=ISLA)

    assert events(case_id, OMAR) == []


def test_a_stranger_to_one_case_is_not_helped_by_another():
    mine, other = a_case(PRIYA), a_case(ISLA)
    put(mine, an_event())
    put(other, an_event())

    assert events(mine, PRIYA) == ["victim.spoken_to"]
    assert events(other, PRIYA) == []


def test_words_of_feedback_stay_with_support_while_the_rest_goes_to_all():
    case_id = a_case(ISLA)
    feedback = an_event(
        "support.feedback", "support", about="police", stage="interview", rating=2, words="Cold."
    )
    put(case_id, feedback, by=ISLA)

    with acting_as(OMAR), transaction.atomic():
        (police,) = reading.entries(case_id)
    with acting_as(ISLA), transaction.atomic():
        (adviser,) = reading.entries(case_id)

    assert (police.data["rating"], police.data["words"]) == (2, "(not shown to you)")
    assert adviser.data["words"] == "Cold."
    assert rows("SELECT count(*) FROM record_note") == [(0,)]


def test_what_the_police_write_for_themselves_the_adviser_does_not_read():
    case_id = a_case(ISLA)
    put(
        case_id,
        an_event("information.given", kind="victims_code", for_victim="Your rights, in a leaflet."),
        an_event("position.stated", position="undecided", at="outset", reasons=[]),
    )

    with acting_as(ISLA), transaction.atomic():
        seen = reading.entries(case_id)

    assert seen[0].data["for_victim"] == "Your rights, in a leaflet."


def test_how_the_victim_is_reached_safely_is_read_by_their_adviser_too():
    case_id = a_case(ISLA, WENDY)
    said = {"safe_times": "After six.", "who_may_answer": "Nobody else."}
    put(case_id, an_event("contact.agreed", when="only_news", method="phone", **said))
    put_right = {"data": {"safe_times": "After seven."}}
    put(case_id, an_event("record.corrected", seq=1, reason="Misheard.", entry=put_right))

    for who in (OMAR, WENDY, ISLA):
        with acting_as(who), transaction.atomic():
            agreed, corrected = [entry.data for entry in reading.entries(case_id)]
        assert {name: agreed[name] for name in said} == said
        assert corrected["entry"]["data"] == {"safe_times": "After seven."}
    assert corrected["reason"] == "(not shown to you)"


def test_the_program_at_work_sees_every_case():
    first, second = a_case(), a_case(ISLA)
    put(first, an_event())
    put(second, a_note(), by=ISLA)

    with working():
        found = [reading.entries(first), reading.entries(second, log="support")]

    assert [len(one) for one in found] == [1, 1]


def test_a_case_that_there_is_not_looks_the_same_as_one_that_one_may_not_see():
    case_id = a_case()
    put(case_id, an_event())

    with acting_as(NICK), transaction.atomic():
        answers = [
            (reading.entries(one), reading.last_seq(one), reading.readings(one))
            for one in (case_id, uuid4())
        ]

    assert answers == [([], None, [])] * 2


def test_what_a_victim_was_told_is_looked_up_for_her_alone():
    """To a member of staff these policies are nobody's, and asking them took half of a page."""
    case_id = a_case()
    put(case_id, an_event())

    ((plan,),) = rows(
        "EXPLAIN (ANALYZE, VERBOSE, FORMAT JSON) SELECT * FROM record_entry WHERE case_id = %s",
        [case_id],
    )
    asked = {
        str(one["Output"]): one["Actual Loops"]
        for one in plan[0]["Plan"]["Plans"]
        if any(word in str(one.get("Output")) for word in ("told", "victims", "supporters"))
    }

    assert len(asked) > 3 and set(asked.values()) == {0}
