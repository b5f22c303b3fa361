"""The victim's own way in: codes by hand, one case, and nothing that is not theirs to see."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import Error, connection, transaction

from answerable.actions import commit
from answerable.actions.commit import NotAllowed, record, record_as_victim
from answerable.actions.letting_her_in import issue_codes
from answerable.actions.letting_in import break_glass
from answerable.actions.vault import erase_person, put_person
from answerable.events.corrections import in_force
from answerable.events.entry import Event
from answerable.people.acting import (
    SIGNING_IN,
    acting_as,
    acting_as_victim,
    acting_for,
    working,
)
from answerable.people.victims import codes, reading, sessions
from answerable.record import notes
from answerable.record import reading as entries_of
from answerable.record.writing import NoSuchCase, append
from answerable.rules.told import told
from answerable.worklist.refresh import refresh
from tests.people.cast import (
    ISLA,
    NICK,
    NOW,
    OMAR,
    PRIYA,
    SUNITA,
    YESTERDAY,
    key,
    omars_case,
    reference_of,
    rows,
    whole_case,
)  # fmt: skip

pytestmark = pytest.mark.django_db
PHRASE = "green kettle by the window"


def issue(case_id: UUID, by: UUID = OMAR, at=NOW) -> codes.Issued:
    return issue_codes(case_id, by=by, at=at, how="voice", interpreter="none")


def begin(first: str, paper: str, at=NOW, phrase: str = PHRASE) -> UUID | None:
    with acting_for(SIGNING_IN), transaction.atomic():
        return codes.begin(first, paper, phrase, at=at)


def enter(paper: str, phrase: str = PHRASE, at=NOW) -> UUID | None:
    with acting_for(SIGNING_IN), transaction.atomic():
        return codes.enter(paper, phrase, at=at)


@pytest.fixture
def case_id() -> UUID:
    return whole_case()


@pytest.fixture
def issued(case_id) -> codes.Issued:
    return issue(case_id)


@pytest.fixture
def vera(issued) -> UUID:
    account = begin(issued.first, issued.paper[0])
    assert account
    return account


def sees(account: UUID, statement: str, *values) -> list[tuple]:
    with acting_as_victim(account), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def say(account: UUID, event: str, **data):
    subject = data.pop("subject", "")
    agency = data.pop("agency", "victim")
    said = Event(event, NOW, agency, subject, data)
    return record_as_victim(account, [said], key=key(), at=NOW)


def put(case_id: UUID, event: str, by: UUID = OMAR, agency: str = "police", **data):
    subject = data.pop("subject", "")
    return record(
        case_id, [Event(event, YESTERDAY, agency, subject, data)], by=by, key=key(),
        expected_seq=None, at=NOW,
    )  # fmt: skip


def test_the_first_code_and_one_on_paper_open_once(issued):
    account = begin(issued.first, issued.paper[0])

    assert account
    assert begin(issued.first, issued.paper[1]) is None
    assert enter(issued.paper[0]) is None
    assert enter(issued.paper[1]) == account
    assert enter(issued.paper[1]) is None


def test_one_of_the_two_alone_opens_nothing(issued):
    assert begin(issued.first, "2222-2222-2222") is None
    assert begin("22222-22222-22222-22222-22222", issued.paper[0]) is None
    assert begin(issued.paper[0], issued.first) is None
    assert enter(issued.paper[0], "") is None  # no phrase was chosen yet


def test_the_codes_of_two_victims_do_not_go_together(issued):
    other = issue(omars_case())

    assert begin(issued.first, other.paper[0]) is None
    assert begin(issued.first, issued.paper[0])


def test_the_first_code_is_too_old_after_three_days(issued):
    assert begin(issued.first, issued.paper[0], at=NOW + timedelta(days=3)) is None


def test_a_code_may_be_typed_as_it_was_heard_and_a_phrase_as_it_is_remembered(issued):
    account = begin(f" {issued.first.lower().replace('-', ' ')}", issued.paper[0].replace("-", ""))

    assert account
    assert enter(issued.paper[1], "  Green kettle  by the WINDOW ") == account


def test_a_wrong_phrase_spends_a_code_after_five_and_locks_nobody(issued, vera):
    for _ in range(5):
        assert enter(issued.paper[1], "wrong") is None

    assert enter(issued.paper[1]) is None
    assert enter(issued.paper[2]) == vera


def test_new_codes_void_the_old_ones_and_end_every_session(case_id, issued, vera):
    with acting_for(SIGNING_IN), transaction.atomic():
        session = sessions.start(vera, at=NOW)
    again = issue(case_id)

    with acting_for(SIGNING_IN), transaction.atomic():
        assert sessions.whose(session, at=NOW) is None
    assert enter(issued.paper[1]) is None
    assert begin(again.first, again.paper[0]) == vera


def test_a_code_stands_nowhere_as_it_is(issued):
    with acting_for(SIGNING_IN), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT code::text FROM victims_code UNION SELECT phrase FROM victims_account"
        )
        there = " ".join(row[0] for row in cursor.fetchall())

    assert not [one for one in (issued.first, *issued.paper) if one.replace("-", "") in there]
    assert PHRASE not in there


@pytest.mark.parametrize("event", ["contact.breached"])
def test_after_somebody_else_answered_no_code_and_no_session_opens_anything(
    case_id, issued, vera, event
):
    with acting_for(SIGNING_IN), transaction.atomic():
        session = sessions.start(vera, at=NOW)

    put(case_id, event, how="wrong_person")

    with acting_for(SIGNING_IN), transaction.atomic():
        assert sessions.whose(session, at=NOW) is None
    assert [enter(one) for one in issued.paper] == [None] * 10


def test_a_session_ends_ten_minutes_after_the_last_click_and_an_hour_after_the_first(vera):
    with acting_for(SIGNING_IN), transaction.atomic():
        session = sessions.start(vera, at=NOW)
        clicks = [
            sessions.whose(session, at=NOW + timedelta(minutes=9 * turn)) for turn in range(1, 8)
        ]
        idle = sessions.start(vera, at=NOW)

        assert clicks == [vera] * 6 + [None]
        assert sessions.whose(idle, at=NOW + timedelta(minutes=10)) is None


@pytest.mark.parametrize("who", [SUNITA, NICK])
def test_only_who_has_the_case_gives_codes(case_id, who):
    with pytest.raises((NotAllowed, NoSuchCase)):
        issue(case_id, by=who)


def test_whoever_broke_the_glass_gives_no_codes(case_id):
    break_glass(reference_of(case_id), by=NICK, at=NOW, why="She rang 999.")

    with pytest.raises(NotAllowed):
        issue(case_id, by=NICK)


def test_that_codes_were_given_and_how_is_on_record(case_id, issued):
    found = rows("SELECT staff_id, reason FROM record_reading WHERE part = 'codes for the victim'")

    assert found == [(OMAR, "voice, interpreter: none")]


def test_staff_find_no_account_no_code_and_no_session(issued, vera):
    for who in (OMAR, ISLA, PRIYA, None):
        for table in ("account", "code", "session", "visit"):
            assert rows(f"SELECT count(*) FROM victims_{table}", by=who) == [(0,)]
        assert rows("SELECT victims_case_id()", by=who) == [(None,)]


def test_the_victim_sees_what_is_marked_for_them_in_their_own_case_and_nothing_else(case_id, vera):
    put(case_id, "victim.spoken_to", first=True)
    put(
        case_id,
        "line.opened",
        subject="l1",
        about="suspect",
        direction="both",
        noticed_by="investigator",
    )
    put(omars_case(), "victim.spoken_to", first=True)

    assert sees(vera, "SELECT case_id, event FROM record_entry") == [(case_id, "victim.spoken_to")]
    assert sees(vera, "SELECT id FROM record_case") == [(case_id,)]
    for table in (
        "people_part", "people_staff", "people_person", "people_safe_contact", "people_team",
        "people_case_agency", "people_exclusion", "record_reading", "record_head", "worklist_item",
        "worklist_case", "worklist_signal", "worklist_reason", "web_draft", "victims_account",
        "victims_code", "victims_session", "victims_visit", "accounts_account", "accounts_session",
    ):  # fmt: skip
        assert sees(vera, f"SELECT count(*) FROM {table}") == [(0,)], table


def test_somebody_whose_account_this_is_not_is_nobody(case_id, vera):
    put(case_id, "victim.spoken_to", first=True)

    for other in (uuid4(), OMAR, case_id):
        assert sees(other, "SELECT count(*) FROM record_entry") == [(0,)]
    with acting_as(vera), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM record_entry")  # an account, taken for staff
        assert cursor.fetchall() == [(0,)]


def test_words_that_an_agency_wrote_for_itself_are_not_the_victims_to_read(case_id, vera):
    put(case_id, "discussion.agreed", what="For ourselves.", for_victim="We said we will ring.")

    with acting_as_victim(vera), transaction.atomic():
        (entry,) = entries_of.entries(case_id)
    assert entry.data["for_victim"] == "We said we will ring."
    assert "ourselves" not in str(entry.data)


def test_what_was_put_right_comes_with_its_correction_and_what_was_struck_out_not_at_all(
    case_id, vera
):
    seen, gone = (put(case_id, "victim.spoken_to", first=True).seqs[0] for _ in range(2))
    line = {"about": "suspect", "direction": "both", "noticed_by": "investigator"}
    other = put(case_id, "line.opened", subject="l", **line).seqs[0]
    right = {"data": {"first": False}}
    put(case_id, "record.corrected", seq=seen, reason="Not the first time.", entry=right)
    put(case_id, "record.corrected", seq=gone, reason="Another victim.")
    put(case_id, "record.corrected", seq=other, reason="Another line.")

    found = sees(vera, "SELECT event, data ->> 'seq' FROM record_entry ORDER BY seq")

    assert found == [("record.corrected", str(seen))]
    with acting_as_victim(vera), transaction.atomic():
        read = entries_of.entries(case_id)
    (first, *_) = in_force(read, NOW)
    assert (first.event, dict(first.data)) == ("victim.spoken_to", {"first": False})


def test_words_for_the_victim_that_were_put_right_are_read_as_they_are_now_and_only_so(
    case_id, vera
):
    said = {"what": "For ourselves.", "for_victim": "We will ring on Monday."}
    seq = put(case_id, "discussion.agreed", **said).seqs[0]
    right = {"data": {"what": "Still ours.", "for_victim": "We will ring on Friday."}}
    correction = put(case_id, "record.corrected", seq=seq, reason="Not so.", entry=right).seqs[0]

    with acting_as_victim(vera), transaction.atomic():
        read = entries_of.entries(case_id)
    (shown,) = told(read, NOW).shown
    assert shown.words == "We will ring on Friday."
    assert not [one for one in read if "Monday" in str(one.data) or "ours" in str(one.data)]
    found = sees(vera, "SELECT seq, field FROM record_note")
    assert found == [(correction, "/entry/data/for_victim")]

    put(case_id, "record.corrected", seq=correction, reason="It was Monday after all.")
    assert sees(vera, "SELECT seq, field FROM record_note WHERE seq = 1") == [(seq, "/for_victim")]


def test_whoever_read_what_was_put_right_reads_that_it_was(case_id):
    seq, gone = (
        put(case_id, "discussion.agreed", what="Ours.", for_victim="We will ring.").seqs[0]
        for _ in range(2)
    )
    right = {"data": {"what": "Ours.", "for_victim": "We will write."}}
    put(case_id, "record.corrected", seq=seq, reason="Not so.", entry=right)
    put(case_id, "record.corrected", seq=gone, reason="Another victim.")
    line = {"about": "suspect", "direction": "both", "noticed_by": "investigator"}
    other = put(case_id, "line.opened", subject="l", **line).seqs[0]
    put(case_id, "record.corrected", seq=other, reason="Another line.")

    with acting_as(ISLA), transaction.atomic():
        read = entries_of.entries(case_id)
    standing = [one for one in in_force(read, NOW) if one.event == "discussion.agreed"]
    assert [one.data["for_victim"] for one in standing] == ["We will write."]
    assert "Not so." not in str(read) and "Ours." not in str(read)
    assert other not in [one.data.get("seq") for one in read]


DECIDED = {
    "by": "police", "result": "no_further_action", "for_victim": "We could not find the van.",
}  # fmt: skip


def feed(case_id: UUID, event: str, **data) -> int:
    """Put something in without its gates, as a feed would; `worked_out` as the program does."""
    at = data.pop("at", YESTERDAY)
    with working():
        said = Event(event, at, "police", data.pop("subject", ""), data)
        done = append(case_id, [said], expected_seq=None, actor=OMAR, key=key(), at=NOW)
        refresh(case_id, NOW)
    return done.seqs[0]


STUBS = "SELECT seq FROM record_stubs(%s)"


def hers(account: UUID) -> set[int]:
    return {seq for (seq,) in sees(account, "SELECT seq FROM record_entry")}


def test_the_database_itself_holds_back_what_nobody_has_told_her_and_its_words(case_id, vera):
    hard = feed(case_id, "decision.made", subject="s1", **DECIDED)
    put(case_id, "record.corrected", seq=hard, reason="x", entry={"data": DECIDED})
    assert hers(vera) == set()
    assert sees(vera, "SELECT count(*) FROM record_note") == [(0,)]

    told = feed(
        case_id, "decision.told", subject="s1", how="in_person", review_right="applies", at=NOW
    )
    assert hers(vera) == {hard + 1, told}
    assert {seq for (seq,) in sees(vera, STUBS, case_id)} == {hard}
    ((log, seq, field, text),) = sees(vera, "SELECT log, seq, field, text FROM record_note")
    assert notes.opened(text, case_id, log, seq, field) == "We could not find the van."


def test_what_was_not_worked_out_yet_is_held_back_and_her_own_words_never_are(case_id, vera):
    say(vera, "question.asked", of="police", what="When?")
    asked = hers(vera)
    with working():
        said = Event("victim.spoken_to", YESTERDAY, "police", "", {"first": True})
        append(case_id, [said], expected_seq=None, actor=OMAR, key=key(), at=NOW)
    assert hers(vera) == asked
    with working():
        refresh(case_id, NOW)
    assert hers(vera) > asked
    with working(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM worklist_told WHERE case_id = %s", [case_id])
    assert hers(vera) == asked


def everything_of(account: UUID, case_id: UUID) -> str:
    """All that the database gives the victim of a case: rows, what is left of rows, and words."""
    rows = sees(account, "SELECT data::text FROM record_entry")
    rows += sees(account, "SELECT data::text FROM record_stubs(%s)", case_id)
    noted = sees(account, "SELECT case_id, log, seq, field, text FROM record_note")
    words = [notes.opened(text, *of) or "" for *of, text in noted]
    return " ".join([*(text for (text,) in rows), *words])


PLACES = ("residence", "area", "other")


def bail(case_id: UUID, place: str) -> int:
    return feed(case_id, "bail.granted", subject="s1", conditions=[place], for_victim=f"W{place}.")


def told_of_bail(case_id: UUID) -> None:
    feed(case_id, "progress.told", subject="s1", about="bail", at=NOW)


def correct(case_id: UUID, seq: int, place: str) -> int:
    right = {"data": {"conditions": [place], "for_victim": f"W{place}."}}
    return put(case_id, "record.corrected", seq=seq, reason="x", entry=right).seqs[0]


def test_an_entry_that_was_put_right_is_in_the_database_to_her_as_it_is_now_and_only_so(
    case_id, vera
):
    residence, area, other = PLACES
    seq = bail(case_id, residence)
    told_of_bail(case_id)
    first = correct(case_id, seq, area)
    assert residence not in everything_of(vera, case_id)

    second = correct(case_id, seq, other)
    found = everything_of(vera, case_id)
    assert residence not in found and area not in found and f"W{other}." in found
    with acting_as_victim(vera), transaction.atomic():
        (shown,) = told(entries_of.entries(case_id), NOW).all("bail.granted")
    assert (shown.data["conditions"], shown.words) == ([other], f"W{other}.")

    # What was struck out is gone, and what stood before it stands again.
    put(case_id, "record.corrected", seq=second, reason="x")
    found = everything_of(vera, case_id)
    assert other not in found and residence not in found and f"W{area}." in found
    put(case_id, "record.corrected", seq=first, reason="x")
    assert f"W{residence}." in everything_of(vera, case_id)
    assert area not in everything_of(vera, case_id)


def test_a_correction_that_was_put_right_is_read_by_its_new_words_alone(case_id, vera):
    residence, area, other = PLACES
    seq = bail(case_id, residence)
    told_of_bail(case_id)
    first = correct(case_id, seq, area)
    right = {"data": {"seq": seq, "reason": "x", "entry": {"data": {"conditions": [other]}}}}
    put(case_id, "record.corrected", seq=first, reason="x", entry=right)

    found = everything_of(vera, case_id)
    assert residence not in found and area not in found
    with acting_as_victim(vera), transaction.atomic():
        (shown,) = told(entries_of.entries(case_id), NOW).all("bail.granted")
    assert shown.data["conditions"] == [other]


def test_nobody_gets_what_is_left_of_an_entry_of_another_case_or_that_she_was_not_told_of(
    case_id, vera
):
    seq = bail(case_id, PLACES[0])
    correct(case_id, seq, PLACES[1])
    assert sees(vera, STUBS, case_id) == []

    told_of_bail(case_id)
    assert sees(vera, STUBS, case_id) == [(seq,)]
    assert sees(uuid4(), STUBS, case_id) == []
    with acting_as(OMAR), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(STUBS, [case_id])
        assert cursor.fetchall() == []


LETTER = """
INSERT INTO letters_letter (id, case_id, seq, kind, about, subject, agency, by_post, records,
    shown_to, prepared_by, prepared_at, sent, sent_at)
VALUES (%s, %s, 99, 'device_notice', 1, 'd1', 'police', false, '{}', '{police}', %s, now(), %s,
    now())
"""


def test_a_letter_whose_sending_was_put_right_is_still_hers_to_read(case_id, vera):
    seq = feed(case_id, "device.form_sent", subject="d1", complete=False, states=["what"])
    with working(), connection.cursor() as cursor:
        cursor.execute(LETTER, [uuid4(), case_id, OMAR, seq])
    letters = "SELECT count(*) FROM letters_letter"
    assert sees(vera, letters) == [(1,)]

    right = {"data": {"complete": True, "states": ["what", "why"]}}
    put(case_id, "record.corrected", seq=seq, reason="x", entry=right)

    assert seq not in hers(vera) and sees(vera, letters) == [(1,)]


def test_whoever_asked_to_read_it_here_first_has_it_in_the_database_too(case_id, vera):
    hard = feed(case_id, "decision.made", subject="s1", **DECIDED)
    say(vera, "contact.agreed", when="only_news", method="app", may_leave_message=False,
        letters=False, safe=True, here_first=True)  # fmt: skip

    assert hard in hers(vera)


def test_the_victim_records_in_their_own_words_and_the_agencies_see_it(case_id, vera):
    say(vera, "question.asked", of="police", what="When do I get my phone back?")

    with acting_as(OMAR), transaction.atomic():
        entry = entries_of.entries(case_id)[-1]
    assert (entry.event, entry.agency, entry.actor) == ("question.asked", "victim", str(vera))
    assert entry.data["what"] == "When do I get my phone back?"


@pytest.mark.parametrize(
    ("event", "data"),
    [
        ("victim.spoken_to", {"first": True}),
        ("question.asked", {"agency": "police", "of": "police", "what": "x"}),
        ("decision.told", {"how": "phone"}),
        ("withdrawal.confirmed", {"how": "signed"}),
        ("record.corrected", {"seq": 1, "reason": "x"}),
        ("support.note", {"note": "x"}),
    ],
)
def test_the_victim_records_nothing_that_is_for_an_agency_to_say(case_id, vera, event, data):
    put(case_id, "victim.spoken_to", first=True)

    with pytest.raises(NotAllowed):
        say(vera, event, **data)


def test_the_victim_takes_back_their_own_words_and_nobody_elses(case_id, vera):
    seq = say(vera, "question.asked", of="police", what="Mine.").seqs[0]

    say(vera, "record.corrected", seq=seq, reason="I did not mean it.")
    with pytest.raises(NotAllowed):
        say(vera, "record.corrected", seq=seq + 1, reason="x")


def test_the_database_takes_no_entry_of_another_agency_from_the_victim(case_id, vera):
    with pytest.raises(Error), acting_as_victim(vera), transaction.atomic():
        commit.append(
            case_id, [Event("victim.spoken_to", NOW, "police", "", {"first": True})],
            expected_seq=None, actor=vera, key=key(), at=NOW,
        )  # fmt: skip


def test_the_database_takes_no_entry_in_another_case_from_the_victim(vera):
    other = omars_case()

    with pytest.raises(NoSuchCase), acting_as_victim(vera), transaction.atomic():
        commit.append(
            other, [Event("engagement.resumed", NOW, "victim")], expected_seq=None, actor=vera,
            key=key(), at=NOW,
        )  # fmt: skip


def test_stopping_is_confirmed_after_three_days_and_a_conversation_alone_and_not_before(
    case_id, vera
):
    said = {
        "stage": "investigation", "said_by": "victim", "reasons": ["wellbeing"],
        "own_choice": "yes", "could_have_helped": ["not_known"],
    }  # fmt: skip
    record_as_victim(vera, [Event("withdrawal.stated", NOW, "victim", "", said)], key=key(), at=NOW)
    later = NOW + timedelta(hours=73)
    confirmed = [Event("withdrawal.confirmed", later, "victim", "", {"how": "portal"})]

    with pytest.raises(commit.GateClosed):
        record_as_victim(vera, confirmed, key=key(), at=later)
    talked = Event(
        "contact.made", NOW + timedelta(hours=1), "support", "",
        {"method": "in_person", "by": "agency", "alone": "yes", "news": False},
    )  # fmt: skip
    record(case_id, [talked], by=ISLA, key=key(), expected_seq=None, at=later)
    early = [
        Event("withdrawal.confirmed", NOW + timedelta(hours=71), "victim", "", {"how": "portal"})
    ]
    with pytest.raises(commit.GateClosed):
        record_as_victim(vera, early, key=key(), at=NOW + timedelta(hours=71))
    record_as_victim(vera, confirmed, key=key(), at=later)


def test_the_same_words_sent_twice_are_recorded_once(case_id, vera):
    event, one = Event("engagement.resumed", NOW, "victim"), key()

    first = record_as_victim(vera, [event], key=one, at=NOW)

    assert record_as_victim(vera, [event], key=one, at=NOW) == first
    assert sees(vera, "SELECT count(*) FROM record_entry") == [(1,)]


def test_who_is_told_of_people_is_told_roles_and_ways_and_no_number_of_theirs(case_id, vera):
    with acting_as_victim(vera), transaction.atomic():
        parts = {one.part for one in reading.workers()}
        opened = reading.opened()

        assert parts == {"investigator", "prosecutor", "adviser", "witness_care_officer"}
        assert [(one.role, one.kind) for one in opened] == [("investigator", "police")]
        assert reading.codes_left() == 9
    with acting_as(OMAR), transaction.atomic():
        assert reading.workers() == [] and reading.opened() == [] and reading.ways() == []


def test_after_the_victim_was_erased_no_code_opens_anything(case_id, issued, vera):
    person = put_person(case_id, "victim", by=OMAR, at=NOW, name="Vera Madeup")

    erase_person(case_id, person.id, by=SUNITA, at=NOW, why="She asked for it.")

    assert [enter(one) for one in issued.paper] == [None] * 10
