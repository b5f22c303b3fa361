"""What was put right, and what nobody told yet: how the database shows either to the victim."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from answerable.events.corrections import in_force
from answerable.events.entry import Event
from answerable.people.acting import acting_as, acting_as_victim, working
from answerable.record import notes
from answerable.record import reading as entries_of
from answerable.record.writing import append
from answerable.rules.told import told
from answerable.worklist.refresh import refresh
from tests.people.cast import ISLA, NOW, OMAR, YESTERDAY, key
from tests.people.vera import put, say, sees

pytestmark = pytest.mark.django_db


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
