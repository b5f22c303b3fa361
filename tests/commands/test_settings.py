"""What a force sets in place of our defaults, and what it may not."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from answerable.commands.failing import Failed
from answerable.commands.settings import requirements_with, settings_in
from answerable.rules.gate_catalogue import REQUIREMENTS
from answerable.rules.gates import key
from tests.commands.run import INSPECTION, rows, run

AS_OF = ("--as-of", "2021-01-01")
ALCOHOL = ("--case", "inspection-alcohol")
CLOSURE = {
    "by": "police", "result": "no_further_action", "authorised_by": "sergeant", "read": ["file"],
}  # fmt: skip


def settings(folder: Path, text: str) -> Path:
    path = folder / "force.toml"
    path.write_text(text)
    return path


def of_gate(folder: Path, gate: str, line: str, since: str = "2020-01-01") -> Path:
    return settings(folder, f'[[gate]]\nid = "{gate}"\n{line}\nfrom = {since}\n')


def asked(path: Path | None, event: str, data: dict[str, object], at: str, case: str = "alcohol"):
    """What a gate says of an event at a time, by requirement."""
    given = ("--settings", str(path)) if path else ()
    words = ("--case", f"inspection-{case}", "--event", event, "--data", json.dumps(data))
    found = rows("gates", INSPECTION, *words, "--at", at, *given)
    return {row["requirement"]: row for row in found}


def test_a_force_may_set_a_default_from_a_day_on(tmp_path):
    path = settings(
        tmp_path, '[[duty]]\nid = "report.risk"\nclock = "Hours(48)"\nfrom = 2019-01-01\n'
    )
    words = ("duties", INSPECTION, *AS_OF, "--settings", str(path))
    due = {r["case_id"]: r["due_at"] for r in rows(*words) if r["duty"] == "report.risk"}

    assert due["inspection-alcohol"] == "2019-03-04T22:10:00+00:00"
    assert due["inspection-phone-2018"] == "2018-06-05T09:00:00+01:00"


@pytest.mark.parametrize(
    ("at", "lowest", "met"),
    [
        ("2020-01-01", "sergeant", True),
        ("2019-12-31T23:59+00:00", "sergeant", False),
        ("2020-01-01", "chief_inspector", False),
    ],
)
def test_a_force_sets_who_may_authorise_closing_a_case_from_a_day_on(tmp_path, at, lowest, met):
    path = of_gate(tmp_path, "decision.made.authority", f'rank = "{lowest}"')

    assert asked(path, "decision.made", CLOSURE, at)["authority"]["met"] is met


def test_the_answer_says_what_is_in_force_and_whose_figure_it_is(tmp_path):
    path = of_gate(tmp_path, "decision.made.authority", 'rank = "chief_inspector"', "2024-04-01")
    ours = asked(None, "decision.made", CLOSURE, "2024-04-01")["authority"]["message"]
    before = asked(path, "decision.made", CLOSURE, "2024-03-31T12:00+00:00")["authority"]["message"]
    after = asked(path, "decision.made", CLOSURE, "2024-04-01")["authority"]["message"]

    assert "at that rank or above (inspector)" in ours
    assert ours == before
    assert ours.endswith("The rank in force: inspector, our default.")
    assert "at that rank or above (chief inspector)" in after
    assert after.endswith("The rank in force: chief inspector, set by the force from 1 April 2024.")


def test_the_last_rank_set_before_the_day_counts_whatever_the_order_in_the_file(tmp_path):
    later = '[[gate]]\nid = "decision.made.authority"\nrank = "inspector"\nfrom = 2022-01-01\n'
    first = later.replace("inspector", "sergeant").replace("2022", "2020")
    path = settings(tmp_path, later + first)
    found = {
        day: asked(path, "decision.made", CLOSURE, day)["authority"]["met"]
        for day in ("2019-06-01", "2021-06-01", "2022-01-01")
    }

    assert found == {"2019-06-01": False, "2021-06-01": True, "2022-01-01": False}


def test_the_audit_goes_by_the_rank_that_the_force_sets(tmp_path):
    path = of_gate(tmp_path, "decision.made.authority", 'rank = "chief_inspector"')
    ours = {r["case_id"] for r in rows("gates", INSPECTION) if r["requirement"] == "authority"}
    theirs = {
        row["case_id"]
        for row in rows("gates", INSPECTION, "--settings", str(path))
        if row["requirement"] == "authority"
    }

    assert theirs - ours == {"inspection-partner-2018"}


def test_the_rank_that_approves_a_request_for_counselling_records(tmp_path):
    request = {"of": "victim", "kind": "counselling", "approved_by": "inspector"}
    path = of_gate(tmp_path, "third_party.requested.approved", 'rank = "superintendent"')
    at = "2026-03-01"

    assert asked(None, "third_party.requested", request, at)["approved"]["met"]
    refused = asked(path, "third_party.requested", request, at)["approved"]
    assert not refused["met"]
    assert "(superintendent)" in refused["message"]


def test_the_days_that_a_victim_has_to_think(tmp_path):
    log = tmp_path / "log.csv"
    log.write_text(
        "case_id,event,occurred_at,data\n"
        "c,crime.reported,2022-01-01,\n"
        'c,needs.assessed,2022-01-02,"{""needs"":[""alcohol""]}"\n'
        'c,position.stated,2022-01-03,"{""position"":""undecided""}"\n'
        "c,support.offered,2022-01-04,\n"
    )
    path = of_gate(tmp_path, "decision.made.time_and_support", "days = 42")
    words = (
        "gates",
        str(log),
        "--case",
        "c",
        "--event",
        "decision.made",
        "--data",
        json.dumps(CLOSURE),
    )
    met = {
        (given, day): next(
            row["met"]
            for row in rows(*words, "--at", f"2022-02-{day}", *(("--settings", str(path)) * given))
            if row["requirement"] == "time_and_support"
        )
        for given in (False, True)
        for day in ("11", "12")
    }

    assert met == {
        (False, "11"): True,
        (False, "12"): True,
        (True, "11"): False,
        (True, "12"): True,
    }


def test_the_hours_before_a_withdrawal_is_confirmed_and_the_ladder_of_reminders(tmp_path):
    log = tmp_path / "log.csv"
    log.write_text(
        "case_id,event,occurred_at,data\n"
        "c,withdrawal.stated,2022-01-01T09:00+00:00,\n"
        'c,contact.made,2022-01-02T09:00+00:00,"{""alone"":""yes"",""method"":""in_person""}"\n'
        "c,actionplan.sent,2022-01-03T09:00+00:00,\n"
        'c,reminder.sent,2022-02-03T09:00+00:00,"{""to"":""senior""}"\n'
    )
    path = settings(
        tmp_path,
        '[[gate]]\nid = "withdrawal.confirmed.time_and_voice"\nhours = 96\nfrom = 2021-01-01\n'
        '[[gate]]\nid = "case.waiting_on_police.reminders"\nladder = ["senior"]\nfrom = 2021-01-01\n',
    )
    given = ("--settings", str(path))

    def met(event: str, data: str, at: str, requirement: str, *options: str) -> bool:
        words = ("--case", "c", "--event", event, "--data", data, "--at", at, *options)
        found = {row["requirement"]: row["met"] for row in rows("gates", str(log), *words)}
        return bool(found[requirement])

    portal = (
        "withdrawal.confirmed",
        '{"how":"portal"}',
        "2022-01-04T09:00+00:00",
        "time_and_voice",
    )
    waits = ("case.waiting_on_police", '{"reason":"no_response"}', "2022-06-01", "reminders")

    assert met(*portal) and not met(*portal, *given)
    assert not met(*waits) and met(*waits, *given)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[[duty]]\nid = "decision.tell"\nclock = "Days(9)"\nfrom = 2019-01-01', "its figure is law"),
        ('[[duty]]\nid = "imagined.duty"\nclock = "Days(9)"\nfrom = 2019-01-01', "no duty"),
        ('[[duty]]\nid = "report.risk"\nclock = "Weeks(9)"\nfrom = 2019-01-01', "report.risk"),
        ('[[gate]]\nid = "decision.made.imagined"\nrank = "x"\nfrom = 2019-01-01', "'decision.made.imagined'"),
        ('[[gate]]\nid = "decision.made.trauma"\nrank = "x"\nfrom = 2019-01-01', "nothing to a force"),
        ('[[gate]]\nid = "decision.made.authority"\nrank = "constable"\nfrom = 2019-01-01',
         "allowed are sergeant, inspector, chief_inspector"),
        ('[[gate]]\nid = "decision.made.authority"\nrank = ["sergeant"]\nfrom = 2019-01-01', "one code"),
        ('[[gate]]\nid = "decision.made.authority"\nrank = "sergeant"', "from = a date"),
        ('[[gate]]\nid = "decision.made.authority"\ndays = 3\nfrom = 2019-01-01', "rank = what it is"),
        ('[[gate]]\nid = "decision.made.time_and_support"\ndays = 0\nfrom = 2019-01-01', "0 is no whole"),
        ('[[gate]]\nid = "decision.made.time_and_support"\ndays = true\nfrom = 2019-01-01', "True is no"),
        ('[[gate]]\nid = "case.waiting_on_police.reminders"\nladder = []\nfrom = 2019-01-01', "a list"),
        (2 * '[[gate]]\nid = "decision.made.authority"\nrank = "sergeant"\nfrom = 2019-01-01\n', "set twice"),
        ('gate = "authority"', "write [[gate]]"),
        ('[[ranks]]\nlowest = "sergeant"', "'ranks' cannot be set"),
        ("rank =", "force.toml"),
    ],
)  # fmt: skip
def test_what_may_not_be_set_is_refused_with_its_name_and_what_is_allowed(tmp_path, text, words):
    with pytest.raises(Failed, match=re.escape(words)):
        settings_in(settings(tmp_path, text))


@pytest.mark.parametrize("command", [("duties", *AS_OF), ("signals", *AS_OF), ("gates",)])
def test_a_bad_file_of_settings_stops_every_command_before_it_prints(tmp_path, command):
    path = of_gate(tmp_path, "decision.made.authority", 'rank = "constable"')

    done = run(command[0], INSPECTION, *command[1:], "--settings", str(path), "--format", "json")

    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


def test_what_no_force_has_set_is_as_the_catalogue_has_it(tmp_path):
    path = of_gate(tmp_path, "decision.made.authority", 'rank = "sergeant"')
    changed = {
        key(one)
        for one, ours in zip(requirements_with(path), REQUIREMENTS, strict=True)
        if one != ours
    }

    assert changed == {"decision.made.authority"}
    assert settings_in(None).requirements is REQUIREMENTS
