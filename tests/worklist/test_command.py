"""`answerable worklist`: all of it made anew, or compared with the record, by several at once."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest
from django.db import connection, connections

from answerable.actions.commit import record
from answerable.events.entry import Event
from answerable.people.acting import working
from answerable.worklist import by_rules
from answerable.worklist.rebuilding import check, rebuild
from answerable.worklist.refresh import hold
from tests.people.cast import NOW, OMAR, key, omars_case
from tests.sweeping import sweep
from tests.worklist.lists import a_case, report

pytestmark = pytest.mark.django_db(transaction=True)


def answerable(*words):
    command = [sys.executable, "-m", "answerable.commands", "worklist", *words]
    return subprocess.run(command, env=os.environ, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("processes", ["1", "2"])
@sweep
def test_a_worklist_that_differs_is_found_and_made_anew(processes):
    for days in range(3, 9):
        a_case(report(days))
    before = answerable("check", "--processes", "1")
    with working(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM worklist_item WHERE duty = 'report.risk'")

    differs = answerable("check", "--processes", processes)
    rebuilt = answerable("rebuild", "--processes", processes)
    after = answerable("check", "--processes", "1")

    assert (before.returncode, before.stdout) == (0, "6 cases compared; all are the same.\n")
    assert differs.returncode == 1
    assert "worklist_item lacks duty=report.risk" in differs.stdout
    assert (rebuilt.returncode, rebuilt.stdout) == (0, "6 cases worked out.\n")
    assert (after.returncode, after.stdout) == (0, before.stdout)


def test_a_worklist_with_something_too_much_differs_too():
    case_id = a_case(report(3))
    with working(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO worklist_reason"
            " (case_id, holds, audience, shared_if, seq, event, requirement, occurred_at)"
            " VALUES (%s, '(,)', '{police}', '', 1, 'x', 'x', now())",
            [case_id],
        )

    found = answerable("check", "--processes", "1")

    assert found.returncode == 1
    assert "worklist_reason holds, and the record does not give, seq=1" in found.stdout


def test_making_it_anew_while_others_record_loses_and_doubles_nothing():
    case_id = omars_case()
    spoken_to = Event("victim.spoken_to", NOW, "police", "", {"first": True})
    reported = Event(
        "delay.explained", NOW, "police", "", {"of": "x", "cause": "digital", "why": "x"}
    )

    def write():
        for event in [spoken_to, reported] * 8:
            record(case_id, [event], by=OMAR, key=key(), expected_seq=None, at=NOW)
        connections.close_all()

    threads = [threading.Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        rebuild(NOW)
    for thread in threads:
        thread.join()

    assert check(NOW) == (1, None)
    with working(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM worklist_case")
        assert cursor.fetchone() == (1,)


def test_whoever_records_waits_while_the_worklist_of_the_case_is_made_anew():
    case_id = omars_case()
    spoken_to = Event("victim.spoken_to", NOW, "police", "", {"first": True})

    def write():
        record(case_id, [spoken_to], by=OMAR, key=key(), expected_seq=None, at=NOW)
        connections.close_all()

    thread = threading.Thread(target=write)
    with working():
        hold(case_id)
        thread.start()
        thread.join(1)
        waited = thread.is_alive()
    thread.join(30)

    assert waited and not thread.is_alive()
    assert check(NOW) == (1, None)


def test_after_a_new_version_all_is_worked_out_anew_without_anybody_asking():
    case_id = a_case(report(3))
    with working(), connection.cursor() as cursor:
        by_rules.put_down()
        cursor.execute("UPDATE worklist_rules SET rules = 'of an older version'")
        cursor.execute("DELETE FROM worklist_item")
    migrate = [sys.executable, "-m", "answerable.commands", "db", "migrate"]

    done = subprocess.run(migrate, env=os.environ, capture_output=True, text=True, check=False)
    again = subprocess.run(migrate, env=os.environ, capture_output=True, text=True, check=False)

    assert (done.returncode, again.returncode, again.stderr) == (0, 0, "")
    assert "the rules have changed; what is owed is worked out anew" in done.stderr
    assert str(case_id) not in done.stderr
    with working(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) > 0 FROM worklist_item WHERE case_id = %s", [case_id])
        assert cursor.fetchone() == (True,)
        assert not by_rules.is_out_of_date()


def test_rules_are_others_when_a_force_sets_something_else(settings):
    before = by_rules.rules()
    settings.SET_BY_FORCES = "something else"
    by_rules.rules.cache_clear()

    assert by_rules.rules() != before
    by_rules.rules.cache_clear()


@pytest.mark.parametrize("changed", ["rules/contact.py", "clocks/days.csv"])
def test_rules_are_others_when_a_line_of_them_changes_and_not_when_a_migration_does(
    monkeypatch, tmp_path, changed
):
    def rules_now():
        by_rules.rules.cache_clear()
        return by_rules.rules()

    monkeypatch.setattr(by_rules, "HERE", tmp_path)
    for name in ("rules/contact.py", "clocks/days.csv", "worklist/migrations/0001.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Days(28)")
    (tmp_path / "record").mkdir()
    (tmp_path / "record" / "audience.py").touch()
    before = rules_now()

    (tmp_path / "worklist/migrations/0001.py").write_text("Days(14)")
    assert rules_now() == before
    (tmp_path / changed).write_text("Days(14)")
    assert rules_now() != before
    by_rules.rules.cache_clear()


def test_rules_are_all_that_the_worklist_follows_from():
    read = {path.name for one in by_rules.FROM for path in by_rules._files(by_rules.HERE / one)}

    assert read >= {"bank_holidays.csv", "contact.py", "evaluate.py", "seeing.py", "audience.py"}
