"""What an operator types to keep the database."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from answerable.config.database import safety
from tests.commands.run import INSPECTION
from tests.sweeping import sweep


@pytest.fixture
def home() -> Iterator[dict[str, str]]:
    """An environment in which the database is one of its own, that is not there yet."""
    folder = Path(tempfile.mkdtemp(prefix="answerable-db-"))
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "ANSWERABLE_"))}
    environment = {**kept, "ANSWERABLE_HOME": str(folder)}
    yield environment
    answerable(environment, "db", "down")
    shutil.rmtree(folder)


def url_of(environment: dict[str, str]) -> str:
    return answerable(environment, "db", "url", "application").stdout.strip()


def answerable(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "answerable.commands", *words],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


@sweep
def test_it_is_started_asked_for_filled_verified_and_stopped(home, tmp_path):
    assert answerable(home, "db", "up").returncode == 0
    roles = []
    for name in ("application", "owner"):
        url = answerable(home, "db", "url", name).stdout.strip()
        with psycopg.connect(url) as connection:
            roles += connection.execute("SELECT current_user").fetchall()

    assert roles == [("answerable_app",), ("answerable_owner",)]
    with psycopg.connect(url_of(home)) as connection:
        assert safety.wrong(connection) == []
        connection.execute("SET synchronous_commit = off")
        assert safety.wrong(connection) == ["synchronous_commit is off"]
    assert answerable(home, "verify").stdout == "0 entries checked; all hold.\n"
    _people_are_brought(home, tmp_path)
    assert "has stopped" in answerable(home, "db", "down").stderr
    assert "did not run" in answerable(home, "db", "down").stderr


def _people_are_brought(home: dict[str, str], folder: Path) -> None:
    """An agency that the package has not, and somebody who works there and can be invited."""
    agencies, staff = folder / "agencies.csv", folder / "staff.csv"
    agencies.write_text("code,kind,name\nsupport-light,support,Harbour Light\n")
    line = "support-light,Advisers,Ada Fernlow,{},ada@light.example,2026-01-05\n"
    staff.write_text("agency,team,name,role,email,since\n" + line.format("adviser"))

    first = answerable(home, "people", "staff", str(staff))
    asked = answerable(home, "people", "agencies", str(agencies), "--check")
    brought = [answerable(home, "people", "agencies", str(agencies)) for _ in range(2)]
    came = answerable(home, "people", "staff", str(staff))
    staff.write_text("agency,team,name,role,email,since\n" + line.format("investigator"))
    wrong = answerable(home, "people", "staff", str(staff))

    assert first.returncode == 2
    assert "line 2, agency: 'support-light' is no agency here" in first.stderr
    assert asked.stdout == "it would be: 1 new, 0 there before.\n"
    assert [done.stdout for done in brought] == [
        "1 new, 0 there before.\n", "0 new, 1 there before.\n",
    ]  # fmt: skip
    assert came.stdout == "1 new, 0 changed, 0 left, 0 as they were; 1 new teams.\n"
    assert answerable(home, "invite", "ada@light.example").stdout.count("-") == 4
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "line 2, role: investigator is no role of support" in wrong.stderr
    assert "Fernlow" not in wrong.stderr


def test_before_it_was_ever_started_the_command_says_how(home):
    done = answerable(home, "db", "url", "owner")

    assert done.returncode == 2
    assert done.stderr.startswith("answerable: ")
    assert "run `answerable db up`" in done.stderr


def test_a_database_of_others_is_theirs_to_start(home):
    elsewhere = {**home, "DATABASE_URL": "postgresql://somebody:secret@db.invalid/answerable"}

    up = answerable(elsewhere, "db", "up")
    migrate = answerable(elsewhere, "db", "migrate")

    assert (up.returncode, migrate.returncode) == (2, 2)
    assert "for its own operator to start" in up.stderr
    assert "set DATABASE_OWNER_URL too" in migrate.stderr
    assert "secret" not in up.stderr + migrate.stderr


def test_a_connection_string_that_is_none_is_refused_without_repeating_it(home):
    done = answerable({**home, "DATABASE_URL": "postgres//x:secret"}, "verify")

    assert done.returncode == 2
    assert "is no connection string" in done.stderr
    assert "secret" not in done.stderr + done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("duties", INSPECTION, "--as-of", "2021-01-01", "--format", "csv"),
        ("gates", INSPECTION, "--format", "csv"),
        ("verify", "--help"),
        ("db", "--help"),
    ],
    ids=lambda words: " ".join(words[::3]),
)
def test_what_needs_no_database_loads_nothing_of_it(words):
    lines = (
        "import sys\nfrom answerable.commands.main import main\n"
        f"sys.argv = ['answerable', *{words!r}]\n"
        "try: main()\nexcept SystemExit as end: assert not end.code, end.code\n"
        "loaded = {'django', 'psycopg_binary', 'psutil'} & set(sys.modules)\n"
        "assert not loaded, loaded"
    )

    done = subprocess.run(
        [sys.executable, "-c", lines], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
