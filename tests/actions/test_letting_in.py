"""Cover until a shift ends, and an hour behind broken glass."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction

from answerable.actions.commit import NoSuchCase, NotAllowed, record
from answerable.actions.excluding import exclude
from answerable.actions.letting_in import break_glass, cover, find, review
from answerable.actions.opening import open_case, open_to_read
from answerable.actions.refusing import ReasonNeeded, TooLong
from answerable.actions.vault import open_contact, put_contact
from answerable.events.entry import Event
from answerable.people import demonstration, parts, reviews
from answerable.people.acting import acting_as
from answerable.people.demonstration import id_of
from answerable.people.exclusions import attempts
from answerable.people.holding import came_lately
from answerable.people.reviews import unreviewed
from answerable.record import reading
from tests.people.cast import (
    BRONWEN,
    CALLUM,
    DESMOND,
    EDITH,
    ISLA,
    LIONEL,
    MAUD,
    NICK,
    NOW,
    OMAR,
    PRIYA,
    RUFUS,
    SUNITA,
    YESTERDAY,
    YUSRA,
    ZEYNEP,
    key,
    omars_case,
    reference_of,
    rows,
    sees,
    whole_case,
)

pytestmark = pytest.mark.django_db
IMOGEN, MAREK = id_of("Imogen"), id_of("Marek")  # on duty, and an investigator, of a third force
SPOKEN_TO = Event("victim.spoken_to", NOW, "police", "", {"first": True})


def covered(case_id, to=CALLUM, by=DESMOND, hours=8, part="investigator", at=NOW):
    until = at + timedelta(hours=hours)
    return cover(
        reference_of(case_id), to, part, by=by, at=at, until=until, why="He is off, she rang."
    )


def broken(case_id, by=NICK, at=NOW, why="She is at our front desk.", **how):
    return break_glass(reference_of(case_id), by=by, at=at, why=why, **how)


def test_a_duty_supervisor_gives_a_case_that_is_not_theirs_until_the_shift_ends():
    demonstration.load()
    case_id, _ = open_case(by=CALLUM, part="investigator", at=YESTERDAY)
    assert [sees(who, case_id) for who in (DESMOND, OMAR)] == [False, False]

    cover(
        reference(case_id, CALLUM), OMAR, "investigator", by=DESMOND, at=NOW,
        until=NOW + timedelta(hours=8), why="He is off, and she rang.",
    )  # fmt: skip

    record(case_id, [SPOKEN_TO], by=OMAR, key=key(), expected_seq=0, at=NOW)
    assert [sees(who, case_id) for who in (DESMOND, OMAR)] == [False, True]


def reference(case_id, by):
    return rows("SELECT reference FROM record_case WHERE id = %s", [case_id], by=by)[0][0]


def test_nobody_else_gives_a_case_that_is_not_theirs():
    case_id = omars_case()

    for by, to in ((IMOGEN, MAREK), (LIONEL, NICK), (YUSRA, CALLUM), (CALLUM, CALLUM)):
        with pytest.raises(NoSuchCase):
            covered(case_id, by=by, to=to)
    with pytest.raises(NotAllowed):
        covered(case_id, by=OMAR, to=CALLUM)


def test_cover_ends_by_itself_with_the_shift():
    case_id = omars_case()
    covered(case_id, at=NOW - timedelta(hours=9))

    assert not sees(CALLUM, case_id)
    with pytest.raises(NoSuchCase):
        record(case_id, [SPOKEN_TO], by=CALLUM, key=key(), expected_seq=0, at=NOW)


def test_cover_is_for_no_longer_than_a_shift():
    case_id = omars_case()

    for hours in (0, -1, 15):
        with pytest.raises(TooLong):
            covered(case_id, hours=hours)
    with (
        acting_as(DESMOND),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        parts.give(
            case_id, CALLUM, "investigator", by=DESMOND, at=NOW, how="cover",
            until=NOW + timedelta(hours=15),
        )  # fmt: skip


def test_cover_is_given_to_somebody_of_the_agency_and_never_to_oneself():
    case_id = omars_case()

    for to in (NICK, PRIYA, EDITH, DESMOND):
        with pytest.raises(NotAllowed):
            covered(case_id, to=to)


def test_all_on_the_case_see_next_morning_who_covered_it():
    case_id = whole_case()
    covered(case_id)

    for who in (OMAR, SUNITA, PRIYA, ISLA):
        with acting_as(who), transaction.atomic():
            (seen,) = came_lately(who, YESTERDAY, NOW, 25)
        assert (seen.case_id, seen.staff_id, seen.given_by) == (case_id, CALLUM, DESMOND)
    with acting_as(YUSRA), transaction.atomic():
        assert came_lately(YUSRA, YESTERDAY, NOW, 25) == []


def test_breaking_the_glass_opens_a_case_to_read_for_an_hour():
    case_id = omars_case()
    record(case_id, [SPOKEN_TO], by=OMAR, key=key(), expected_seq=0, at=NOW)

    assert broken(case_id) == case_id

    with acting_as(NICK), transaction.atomic():
        assert [entry.event for entry in reading.entries(case_id)] == ["victim.spoken_to"]
    with pytest.raises(NotAllowed):
        record(case_id, [SPOKEN_TO], by=NICK, key=key(), expected_seq=1, at=NOW)


def test_after_the_hour_the_glass_is_whole_again():
    case_id = omars_case()
    broken(case_id, at=NOW - timedelta(minutes=61))

    assert not sees(NICK, case_id)


def test_the_glass_is_never_broken_for_longer_nor_without_a_reason():
    case_id = omars_case()

    with pytest.raises(TooLong):
        broken(case_id, minutes=61)
    for why in ("", "   "):
        with pytest.raises(ReasonNeeded):
            broken(case_id, why=why)
    for until, why in ((61, "why"), (60, "")):
        with (
            acting_as(NICK),
            pytest.raises(ProgrammingError, match="row-level security"),
            transaction.atomic(),
        ):
            parts.give(
                case_id, NICK, "investigator", by=NICK, at=NOW, how="break_glass", why=why,
                until=NOW + timedelta(minutes=until),
            )  # fmt: skip


def test_the_safe_location_is_never_opened_by_breaking_the_glass():
    case_id = omars_case()
    contact = put_contact(case_id, "address", "1 Nowhere", safe=True, by=OMAR, at=NOW)
    broken(case_id)

    with pytest.raises(NotAllowed):
        open_contact(case_id, contact, by=NICK, at=NOW)
    assert rows("SELECT count(*) FROM people_safe_contact", by=NICK) == [(0,)]


def test_what_support_services_shared_is_not_shared_with_who_broke_the_glass():
    case_id = whole_case()
    shared = [
        Event("support.sharing_agreed", NOW, "support", "", {"of": ["that_supported"]}),
        Event("support.started", NOW, "support", "r1", {"service": "isva"}),
        Event("support.note", NOW, "support", "", {"note": "Hers."}),
    ]
    record(case_id, shared, by=ISLA, key=key(), expected_seq=0, at=NOW)
    broken(case_id)

    assert rows("SELECT event FROM record_entry ORDER BY seq", by=PRIYA) == [
        ("support.sharing_agreed",), ("support.started",)
    ]  # fmt: skip
    assert rows("SELECT event FROM record_entry", by=NICK) == []


def test_those_on_the_case_see_at_once_that_the_glass_was_broken_and_why():
    case_id = whole_case()
    broken(case_id)

    with acting_as(OMAR), transaction.atomic():
        (seen,) = came_lately(OMAR, YESTERDAY, NOW, 25)
        read = reading.readings(case_id)
    assert (seen.staff_id, seen.why) == (NICK, "She is at our front desk.")
    assert [(one["staff_id"], one["part"]) for one in read] == [(NICK, "break_glass")]


def test_whoever_may_not_break_the_glass_learns_nothing():
    case_id = whole_case()

    for who in (EDITH, RUFUS, ZEYNEP):
        for reference in (reference_of(case_id), "AAAA-AAAA-AAAA"):
            with pytest.raises(NoSuchCase):
                break_glass(reference, by=who, at=NOW, why="Curious.")
    assert rows("SELECT count(*) FROM people_part WHERE how = 'break_glass'") == [(0,)]


def test_whoever_works_in_a_case_breaks_nothing_to_open_it():
    case_id = omars_case()

    assert broken(case_id, by=OMAR) == case_id
    assert rows("SELECT count(*) FROM people_part WHERE how = 'break_glass'") == [(0,)]


def test_somebody_else_says_afterwards_whether_it_was_right():
    case_id = omars_case()
    broken(case_id)
    with acting_as(SUNITA), transaction.atomic():
        (waiting,) = unreviewed()

    review(waiting.id, by=SUNITA, at=NOW, finding="justified", why="She was in danger.")

    with acting_as(SUNITA), transaction.atomic():
        assert unreviewed() == []
        assert reviews.of(waiting.id).finding == "justified"


def test_it_is_to_be_said_by_the_end_of_the_second_working_day():
    friday_night = datetime(2026, 3, 6, 23, tzinfo=UTC)

    assert reviews.due_at(friday_night) == datetime(2026, 3, 11, tzinfo=UTC)


def test_nobody_says_of_themselves_that_it_was_right_nor_anybody_without_the_duty():
    case_id = omars_case()
    broken(case_id)
    with acting_as(NICK), transaction.atomic():
        (own,) = unreviewed()

    for who in (NICK, OMAR):
        with pytest.raises(NotAllowed):
            review(own.id, by=who, at=NOW, finding="justified", why="It was.")
    for who in (YUSRA, uuid4()):
        with pytest.raises(NoSuchCase):
            review(own.id, by=who, at=NOW, finding="justified", why="It was.")


def test_a_supervisor_who_broke_the_glass_does_not_review_it():
    case_id = omars_case()
    broken(case_id, by=LIONEL)
    with acting_as(LIONEL), transaction.atomic():
        (own,) = unreviewed()

    with pytest.raises(NotAllowed):
        review(own.id, by=LIONEL, at=NOW, finding="justified", why="It was.")
    with acting_as(LIONEL), transaction.atomic():
        glass = reviews.broken_glass(own.id)
    with (
        acting_as(LIONEL),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        reviews.give(glass, by=LIONEL, at=NOW, finding="justified", why="It was.")


def test_a_supervisor_who_broke_the_glass_reviews_nobody_else_in_that_case_either():
    case_id = omars_case()
    broken(case_id, by=CALLUM)
    broken(case_id, by=LIONEL)
    with acting_as(LIONEL), transaction.atomic():
        (other,) = [one for one in unreviewed() if one.staff_id == CALLUM]
        glass = reviews.broken_glass(other.id)

    with pytest.raises(NotAllowed):
        review(other.id, by=LIONEL, at=NOW, finding="justified", why="It was.")
    with (
        acting_as(LIONEL),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        reviews.give(glass, by=LIONEL, at=NOW, finding="justified", why="It was.")


def test_professional_standards_see_the_broken_glasses_of_their_own_force_and_no_case():
    case_id = omars_case()
    broken(case_id, by=CALLUM)

    with acting_as(RUFUS), transaction.atomic():
        (seen,) = unreviewed()
    assert seen.staff_id == CALLUM
    assert not sees(RUFUS, case_id)
    review(seen.id, by=RUFUS, at=NOW, finding="not_justified", why="He had no need.")
    with acting_as(SUNITA), transaction.atomic():
        assert reviews.of(seen.id).finding == "not_justified"


def test_a_case_of_the_team_asks_once_for_a_reason_and_ones_own_never():
    case_id = whole_case()

    open_to_read(case_id, by=OMAR, at=NOW, part="case")
    open_to_read(case_id, by=PRIYA, at=NOW, part="case")
    with pytest.raises(ReasonNeeded):
        open_to_read(case_id, by=MAUD, at=NOW, part="case")
    open_to_read(case_id, by=MAUD, at=NOW, part="case", reason="Supervision")
    open_to_read(case_id, by=MAUD, at=NOW, part="contact")

    with acting_as(OMAR), transaction.atomic():
        read = {(one["staff_id"], one["part"]) for one in reading.readings(case_id)}
    assert read == {(OMAR, "case"), (PRIYA, "case"), (MAUD, "case"), (MAUD, "contact")}


def test_a_case_that_one_does_not_see_is_not_opened_and_leaves_no_reading():
    case_id = omars_case()

    for case in (case_id, uuid4()):
        with pytest.raises(NoSuchCase):
            open_to_read(case, by=NICK, at=NOW, part="case", reason="Why not")
    assert rows("SELECT count(*) FROM record_reading") == [(0,)]


def test_whoever_is_excluded_and_tries_is_noticed_by_professional_standards_alone():
    case_id = omars_case()
    exclude(case_id, BRONWEN, by=SUNITA, at=NOW, why="His sister.")

    for _ in range(2):
        with pytest.raises(NoSuchCase):
            broken(case_id, by=BRONWEN)
    with pytest.raises(NoSuchCase):
        find(reference_of(case_id), by=BRONWEN, at=NOW)

    with acting_as(RUFUS), transaction.atomic():
        assert {(one.staff_id, one.what) for one in attempts()} == {
            (BRONWEN, "break_glass"), (BRONWEN, "find")
        }  # fmt: skip
    for who in (BRONWEN, OMAR, SUNITA, NICK):
        with acting_as(who), transaction.atomic():
            assert attempts() == []
