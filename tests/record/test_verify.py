"""Whoever changes the record, by whatever way, is found; the first entry that does not hold is told."""

from __future__ import annotations

import os
import subprocess
import sys

import psycopg
import pytest
from django.db import transaction

from answerable.config.home import ADMIN
from answerable.people.acting import acting_as, working
from answerable.record import reading
from answerable.record.anchoring import NoAnchor, read_anchor, write_anchor
from answerable.record.canonical import row_hash
from answerable.record.verifying import everything, heads, verify
from answerable.record.writing import erase_notes
from tests import throwaway
from tests.record.cast import (
    ISLA,
    NOW,
    OMAR,
    PRIYA,
    a_case,
    a_delay,
    a_note,
    an_event,
    put,
    rows,
)
from tests.sweeping import sweep


def tamper(*statements: str) -> None:
    """Do what only a superuser can: change the record, past every trigger."""
    with psycopg.connect(throwaway.url(ADMIN)) as admin:
        admin.execute("SET session_replication_role = replica")
        for statement in statements:
            assert admin.execute(statement).rowcount > 0, "it has to change something"


def checked(anchored=None):
    with working():
        return verify(anchored)


def a_record():
    """Two cases, notes of a support service among them."""
    first, second = a_case(ISLA), a_case(PRIYA)
    put(first, an_event(), a_delay(), an_event())
    put(first, a_note(), by=ISLA)
    put(second, an_event(), by=PRIYA)
    return first, second


COLUMNS = {
    "case_id": "gen_random_uuid()", "log": "'other'", "seq": "9", "event": "'victim.arrested'",
    "occurred_at": "occurred_at + interval '1 microsecond'",
    "recorded_at": "recorded_at - interval '1 day'", "actor": "gen_random_uuid()",
    "agency": "'cps'", "subject": "'other'", "data": """'{"first": false}'""",
    "audience": "'{police}'", "shared_if": "'conversations'", "previous": "'\\x00'",
    "hash": "sha256('')",
}  # fmt: skip


@pytest.mark.django_db
def test_a_record_that_nobody_touched_holds():
    a_record()

    assert checked() == (5, None)


@pytest.mark.django_db(transaction=True)
def test_a_change_to_any_column_is_found():
    columns = {name for (name,) in rows(
        "SELECT column_name FROM information_schema.columns WHERE table_name = 'record_entry'"
    )}  # fmt: skip
    assert columns == set(COLUMNS)
    case_id, _ = a_record()
    kept = f"SELECT * FROM record_entry WHERE case_id = '{case_id}' AND log = 'case' AND seq = 1"

    for column, value in COLUMNS.items():
        with psycopg.connect(throwaway.url(ADMIN)) as admin:
            admin.execute("SET session_replication_role = replica")
            admin.execute(f"CREATE TABLE IF NOT EXISTS kept AS {kept}")
            admin.execute(
                f"UPDATE record_entry SET {column} = {value}"
                f" WHERE case_id = '{case_id}' AND log = 'case' AND seq = 1"
            )
        assert checked().broken, column
        with psycopg.connect(throwaway.url(ADMIN)) as admin:
            admin.execute("SET session_replication_role = replica")
            admin.execute(
                "DELETE FROM record_entry e USING kept k WHERE e.case_id = k.case_id AND e.log ="
                " k.log AND e.seq = 1 OR (e.hash, e.event) = (k.hash, k.event)"
                " OR e.seq = 9 OR e.log = 'other'"
            )
            admin.execute("INSERT INTO record_entry SELECT * FROM kept")
        assert checked() == (5, None), column


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("done", "why"),
    [
        ("DELETE FROM record_entry WHERE event = 'delay.explained'", "it follows entry 1"),
        ("DELETE FROM record_entry WHERE seq = 3", "should end with entry 3"),
        ("DELETE FROM record_head WHERE seq = 3", "should end nowhere"),
        ("DELETE FROM record_note WHERE field = '/why'", "are gone, and were not erased"),
        ("UPDATE record_note SET text = 'Other words.' WHERE field = '/why'", "are not what"),
        ("UPDATE record_note SET salt = '\\x00' WHERE field = '/why'", "are not what"),
        ("UPDATE record_note SET field = '/first' WHERE field = '/why'", "/why are gone"),
    ],
)
def test_what_was_taken_away_or_put_in_is_found(done, why):
    a_record()

    tamper(done)

    broken = checked().broken
    assert broken
    assert why in broken.why


@pytest.mark.django_db(transaction=True)
def test_an_entry_changed_with_its_own_hash_is_found_by_the_next():
    case_id, _ = a_record()
    first = f"WHERE case_id = '{case_id}' AND log = 'case' AND seq = 1"

    tamper(
        f"UPDATE record_entry SET agency = 'cps' {first}",
        f"UPDATE record_entry e SET hash = sha256(convert_to(record_text(e), 'UTF8')) {first}",
    )

    broken = checked().broken
    assert (broken.seq, broken.why) == (2, "it does not name the hash of the entry before it")


@pytest.mark.django_db(transaction=True)
def test_a_whole_chain_made_anew_is_found_by_the_anchor_alone(tmp_path):
    case_id, _ = a_record()
    with working():
        write_anchor(tmp_path / "anchor.csv", heads())

    # A superuser who knows how: the entry, its hash, and every hash after it.
    tamper(
        f"UPDATE record_entry SET agency = 'cps' WHERE case_id = '{case_id}' AND log = 'case'"
        " AND seq = 1",
        *[
            statement
            for seq in (1, 2, 3)
            for statement in (
                f"UPDATE record_entry e SET previous = coalesce((SELECT hash FROM record_entry p"
                f" WHERE p.case_id = e.case_id AND p.log = e.log AND p.seq = {seq} - 1), '')"
                f" WHERE case_id = '{case_id}' AND log = 'case' AND seq = {seq}",
                f"UPDATE record_entry e SET hash = sha256(convert_to(record_text(e), 'UTF8'))"
                f" WHERE case_id = '{case_id}' AND log = 'case' AND seq = {seq}",
            )
        ],
        f"UPDATE record_head h SET hash = (SELECT hash FROM record_entry e WHERE e.case_id ="
        f" h.case_id AND e.log = h.log AND e.seq = h.seq) WHERE case_id = '{case_id}'"
        " AND log = 'case'",
    )

    assert checked() == (5, None), "nothing inside the database tells"
    broken = checked(read_anchor(tmp_path / "anchor.csv")).broken
    assert broken
    assert broken.log == (case_id, "case")
    assert "when its hash was written down" in broken.why


@pytest.mark.django_db(transaction=True)
def test_a_chain_cut_short_with_its_head_is_found_by_the_anchor(tmp_path):
    case_id, _ = a_record()
    with working():
        write_anchor(tmp_path / "anchor.csv", heads())

    tamper(
        f"DELETE FROM record_entry WHERE case_id = '{case_id}' AND log = 'case' AND seq = 3",
        f"UPDATE record_head SET seq = 2, hash = (SELECT hash FROM record_entry WHERE case_id ="
        f" '{case_id}' AND log = 'case' AND seq = 2) WHERE case_id = '{case_id}' AND log = 'case'",
    )

    assert checked() == (4, None)
    broken = checked(read_anchor(tmp_path / "anchor.csv")).broken
    assert (broken.seq, broken.why) == (3, "it is gone; 3 were there")


@pytest.mark.django_db(transaction=True)
def test_a_case_that_is_gone_altogether_is_found_by_the_anchor(tmp_path):
    case_id, _ = a_record()
    with working():
        anchored = heads()

    tamper(
        *(f"DELETE FROM {t} WHERE case_id = '{case_id}'" for t in ("record_entry", "record_head"))
    )

    assert checked() == (1, None)
    assert checked(anchored).broken.why == "its whole log is gone"


@pytest.mark.django_db
def test_an_anchor_holds_while_the_record_goes_on(tmp_path):
    case_id, _ = a_record()
    with working():
        write_anchor(tmp_path / "anchor.csv", heads())

    put(case_id, an_event())

    assert checked(read_anchor(tmp_path / "anchor.csv")) == (6, None)
    assert str(case_id) in (tmp_path / "anchor.csv").read_text()


@pytest.mark.django_db
def test_an_anchor_is_never_written_over(tmp_path):
    (tmp_path / "anchor.csv").write_text("yesterday's")

    with pytest.raises(NoAnchor, match="is there already"):
        write_anchor(tmp_path / "anchor.csv", {})
    with pytest.raises(NoAnchor, match="first line"):
        read_anchor(tmp_path / "anchor.csv")


@pytest.mark.django_db
def test_an_erased_note_is_gone_and_the_chain_still_holds():
    case_id = a_case()
    put(case_id, an_event(), a_delay("Her own words, which she wants gone."))

    with acting_as(OMAR), transaction.atomic():
        erased = erase_notes(
            case_id, log="case", seq=2, field=None, by=OMAR, at=NOW, why="She asked for it."
        )
        left = reading.entries(case_id)[1]

    assert erased == 1
    assert left.data["why"] == "(erased)"
    assert rows("SELECT text, salt, erased_at, erased_by FROM record_note") == [
        (None, None, NOW, OMAR)
    ]
    assert checked() == (2, None)


@pytest.mark.django_db
def test_the_hash_of_the_database_is_the_hash_of_python():
    a_record()

    with working():
        found = [one.row for one in everything() if one.row]

    assert len(found) == 5
    assert [row_hash(row) for row in found] == [row.hash for row in found]


@pytest.mark.django_db(transaction=True)
@sweep
def test_the_commands_say_what_holds_and_what_does_not(tmp_path):
    case_id, _ = a_record()
    anchor = tmp_path / "anchor.csv"

    assert answerable("anchor", str(anchor)) == (0, "")
    assert answerable("verify", "--anchor", str(anchor)) == (0, "5 entries checked; all hold.\n")
    tamper(f"UPDATE record_entry SET agency = 'cps' WHERE case_id = '{case_id}' AND seq = 2")

    code, said = answerable("verify")
    assert code == 1
    assert f"case {case_id}, case log, entry 2 does not hold: it is not what was recorded." in said


def answerable(*words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "answerable.commands", *words],
        env=os.environ, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout
