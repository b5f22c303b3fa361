"""The demonstration: what is loaded, who is let in, what the first page says, and how it is ended."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from answerable.config import run, serving
from answerable.config.demonstration import hers, loading
from answerable.config.demonstration.cases import inspection, made_up
from answerable.config.home import Home, Unusable
from answerable.people import demonstration
from answerable.people.accounts.models import Account
from answerable.people.acting import SIGNING_IN, acting_for, working
from answerable.people.demonstration import FIRST_VISIT, email_of
from answerable.people.roles import ROLES
from answerable.record.histories import case_ids
from tests.commands.run import run as typed
from tests.people.cast import NOW, OMAR
from tests.record.cast import put_in_the_cast
from tests.signing_in import Browser, at_browser
from tests.sweeping import sweep

ADDRESS, PASSWORD = "http://localhost:8000", "not-for-real-life"


@pytest.mark.django_db
def test_the_inspections_cases_and_those_made_up_are_loaded_once_and_all_who_work_there_let_in(
    monkeypatch,
):
    of_the_victim = hers.case(NOW)
    few = [of_the_victim._replace(name=f"made up {number}") for number in range(3)]
    monkeypatch.setattr(loading, "made_up", lambda _at: few)

    assert [loading.load(PASSWORD, NOW) for _ in range(2)] == [True, False]

    with working():
        loaded = sum(len(some) for some in case_ids())
    inspected = [one.name for one in inspection()]
    assert len(inspected) == 4 and all(name.startswith("inspection-") for name in inspected)
    assert loaded == len(inspected) + len(few) + 1  # and the victim's own
    with acting_for(SIGNING_IN):
        let_in = set(Account.objects.values_list("staff_id", flat=True))
    assert let_in == {one.id for one in demonstration.staff()}


@sweep
def test_two_hundred_made_up_cases_are_in_three_forces_and_two_areas():
    found = list(made_up(NOW))

    assert len(found) == 200
    assert {one.place.police[0] for one in found} == {"13", "14", "20"}
    assert len({one.place.cps[0] for one in found}) == 2
    said = [
        one.data.get("still_safe") == "yes"
        for case in found for one in case.entries if one.data.get("alone") == "yes"
    ]  # fmt: skip
    assert 0.2 < sum(said) / len(said) < 0.4


@pytest.mark.django_db
def test_where_somebody_works_who_is_real_nothing_is_loaded():
    put_in_the_cast()

    with pytest.raises(Unusable, match="staff who are not made up"):
        loading.load(PASSWORD, NOW)
    with acting_for(SIGNING_IN):
        assert not Account.objects.exists()


def test_it_prints_the_address_and_a_sign_in_for_each_role_one_a_line(capsys):
    run._say(ADDRESS, PASSWORD, ["AAAA-BBBB", "CCCC-DDDD"])

    said = capsys.readouterr().out.splitlines()
    assert ADDRESS in said
    assert [line for line in said if line.startswith("Demonstration sign-ins")]
    lines = [line.split() for line in said if line.endswith(PASSWORD)]
    staff = {role: email for role, email, _ in lines if role != "victim"}
    assert all(len(line) == 3 for line in lines)
    assert set(staff) | {"victim"} == {*ROLES, "victim"}
    assert set(staff.values()) <= {email_of(first) for first in FIRST_VISIT}
    assert [f"{ADDRESS}/n/"] == [email for role, email, _ in lines if role == "victim"]


def test_outside_the_demonstration_it_does_not_run(monkeypatch, tmp_path):
    monkeypatch.setenv("ANSWERABLE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("ANSWERABLE_DEMONSTRATION", raising=False)

    done = typed("run")

    assert done.returncode == 2 and "ANSWERABLE_DEMONSTRATION=1" in done.stderr
    assert done.stdout == "" and not (tmp_path / "home").exists()


@pytest.mark.django_db
def test_a_first_visit_says_in_one_page_whom_to_be_and_what_to_try(settings):
    settings.DEMONSTRATION = True

    page = Browser().get("/")

    assert page.status_code == 200
    assert all(email_of(first) in page.text for first in FIRST_VISIT)
    assert "What to try" in page.text and page.text.count("<li>") >= 8


@pytest.mark.django_db
def test_the_product_itself_says_nothing_of_it_and_asks_to_sign_in(settings):
    settings.DEMONSTRATION = False
    demonstration.load()

    assert Browser().get("/").headers["Location"] == "/sign-in"
    assert at_browser(OMAR).get("/").headers["Location"] == "/my-work"


def a_process(home: Home, name: str) -> subprocess.Popen[bytes]:
    begun = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    serving._note(home, name, begun.pid)
    return begun


def test_what_a_killed_run_left_behind_is_ended_and_nothing_else(tmp_path: Path):
    home = Home(tmp_path)
    left, other = [a_process(home, name) for name in ("server", "worker")], None
    try:
        other = a_process(home, "starter")
        # Its number is somebody else's by now: noted as begun at another time.
        noted = (tmp_path / "starter.json").read_text()
        began = psutil.Process(other.pid).create_time()
        (tmp_path / "starter.json").write_text(noted.replace(str(began), str(began - 60)))

        assert serving.end(home) is True
        assert [one.wait(10) for one in left] != [None, None] and other.poll() is None
        assert serving.end(home) is False
    finally:
        for one in (*left, other):
            if one is not None and one.poll() is None:
                one.kill()
                one.wait(10)
