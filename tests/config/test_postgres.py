"""The embedded PostgreSQL starts, whatever came before, and lets nobody in who should not be."""

from __future__ import annotations

import multiprocessing
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from answerable.config import postgres, programs
from answerable.config.home import ADMIN, APPLICATION, OWNER, Home, Unusable
from tests.sweeping import sweep

AS_ROOT = os.geteuid() == 0


def new_home() -> Home:
    return Home(Path(tempfile.mkdtemp(prefix="answerable-pg-")))  # short: it holds a socket


def end(home: Home) -> None:
    postgres.stop(home)
    shutil.rmtree(home.folder)


@pytest.fixture(scope="module")
def running() -> Iterator[Home]:
    home = new_home()
    postgres.start(home)
    yield home
    end(home)


@pytest.fixture
def empty() -> Iterator[Home]:
    home = new_home()
    yield home
    end(home)


def server(home: Home) -> psutil.Process:
    return psutil.Process(int((home.data / "postmaster.pid").read_text().split()[0]))


def kill(home: Home) -> None:
    server(home).send_signal(signal.SIGKILL)


def ask(home: Home, statement: str, role: str = ADMIN) -> list[tuple]:
    with psycopg.connect(home.url(role)) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def in_another_process(code: str, home: Home, **how: object) -> subprocess.Popen[str]:
    """Run some lines with `home` and `postgres` at hand."""
    lines = (
        "from pathlib import Path\nfrom answerable.config import postgres, programs\n"
        f"from answerable.config.home import Home\nhome = Home(Path({str(home.folder)!r}))\n{code}"
    )
    return subprocess.Popen([sys.executable, "-c", lines], text=True, **how)


def test_the_folder_opens_to_its_owner_alone(running):
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode)
        for path in (running.folder, running.data, running.socket, running.secrets_file)
    }

    assert modes == {
        running.folder.name: 0o700, "postgres": 0o700, "socket": 0o700, "secrets.json": 0o600,
    }  # fmt: skip


def test_nobody_comes_in_without_a_password(running):
    url = running.url(APPLICATION)
    password = running.secrets()[APPLICATION]

    with pytest.raises(psycopg.OperationalError, match="no password supplied"):
        psycopg.connect(url.replace(f":{password}", ""))
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url.replace(password, "guessed"))


def test_passwords_are_kept_as_scram_and_nothing_listens_on_the_network(running):
    kept = ask(running, "SELECT DISTINCT left(rolpassword, 13) FROM pg_authid WHERE rolcanlogin")

    assert kept == [("SCRAM-SHA-256",)]
    assert ask(running, "SHOW listen_addresses") == [("",)]


def test_neither_role_of_the_product_can_pass_row_level_security(running):
    found = ask(
        running,
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles"
        " WHERE rolname IN ('answerable_owner', 'answerable_app') ORDER BY rolname",
    )

    assert found == [(APPLICATION, *[False] * 4), (OWNER, *[False] * 4)]


def test_a_killed_server_starts_again_with_what_was_committed(running):
    ask(running, "CREATE TABLE IF NOT EXISTS kept (what text)")
    ask(running, "INSERT INTO kept VALUES ('acknowledged')")

    kill(running)
    postgres.start(running)

    assert ("acknowledged",) in ask(running, "SELECT what FROM kept")


def test_what_a_killed_client_had_not_committed_never_was(running):
    ask(running, "CREATE TABLE IF NOT EXISTS held (what text)")
    client = in_another_process(
        "import psycopg, time\n"
        "c = psycopg.connect(home.url('answerable_admin'))\n"
        "c.execute('LOCK TABLE held')\nc.execute(\"INSERT INTO held VALUES ('half')\")\n"
        "print('held', flush=True)\ntime.sleep(60)",
        running,
        stdout=subprocess.PIPE,
    )
    assert client.stdout is not None
    client.stdout.readline()

    client.kill()
    client.communicate()

    assert ask(running, "SELECT count(*) FROM held") == [(0,)]


def test_the_server_outlives_the_process_that_started_it(empty):
    starter = in_another_process(
        "postgres.start(home, postgres.THROWAWAY)\nprint('up', flush=True)\nimport time; time.sleep(60)",
        empty,
        stdout=subprocess.PIPE,
    )
    assert starter.stdout is not None
    starter.stdout.readline()

    starter.kill()
    starter.communicate()

    assert postgres.is_running(empty)
    assert ask(empty, "SELECT 1") == [(1,)]


@sweep
def test_two_that_start_it_at_once_share_one_server(empty):
    starters = [
        in_another_process("postgres.start(home, postgres.THROWAWAY)", empty) for _ in range(3)
    ]

    assert [starter.wait() for starter in starters] == [0, 0, 0]
    assert ask(empty, "SELECT 1") == [(1,)]


@sweep
def test_a_first_start_that_was_killed_leaves_nothing_in_the_way(empty):
    for patience in (0.15, 0.3, 0.45, 0.6):
        starter = in_another_process("postgres.start(home, postgres.THROWAWAY)", empty)
        time.sleep(patience)
        starter.kill()
        starter.wait()

    postgres.start(empty, postgres.THROWAWAY)

    assert ask(empty, "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'answerable%'") == [(3,)]


def test_the_number_of_a_dead_server_may_be_anybodys_now(empty):
    postgres.start(empty, postgres.THROWAWAY)
    kill(empty)
    pid_file = empty.data / "postmaster.pid"
    _, _, rest = pid_file.read_text().partition("\n")
    pid_file.write_text(f"{os.getpid()}\n{rest}")

    assert not postgres.is_running(empty)
    postgres.start(empty, postgres.THROWAWAY)

    assert postgres.is_running(empty)


def test_a_path_too_long_for_a_socket_is_refused_in_words(tmp_path):
    home = Home(tmp_path / ("long" * 30))

    with pytest.raises(Unusable, match="set ANSWERABLE_HOME to a shorter folder"):
        postgres.start(home)


def test_a_folder_that_others_may_write_to_is_refused(empty):
    empty.folder.chmod(0o777)

    with pytest.raises(Unusable, match="others may write here"):
        postgres.start(empty, postgres.THROWAWAY)


def test_the_folder_of_another_version_is_left_alone_and_the_way_across_is_told(empty):
    empty.data.mkdir(mode=0o700)
    (empty.data / "PG_VERSION").write_text("12\n")

    with pytest.raises(Unusable) as refused:
        postgres.start(empty, postgres.THROWAWAY)

    assert f"is of PostgreSQL 12; this is PostgreSQL {programs.major_version()}" in str(
        refused.value
    )
    assert "answerable db dump answerable.sql" in str(refused.value)
    assert [path.name for path in empty.data.iterdir()] == ["PG_VERSION"]


@sweep
def test_what_was_dumped_can_be_loaded(running, empty, tmp_path):
    ask(running, "CREATE TABLE across AS SELECT 'carried' AS what")

    postgres.dump(running, tmp_path / "all.sql")
    postgres.load(empty, tmp_path / "all.sql")

    assert ask(empty, "SELECT what FROM across") == [("carried",)]
    assert stat.S_IMODE((tmp_path / "all.sql").stat().st_mode) == 0o600
    with pytest.raises(Unusable) as refused:
        postgres.load(empty, tmp_path / "all.sql")
    assert "holds something already, and nothing was changed" in str(refused.value)


def test_the_superusers_password_stands_in_no_command_that_a_machine_lists(
    running, tmp_path, monkeypatch
):
    run, seen = subprocess.run, []
    monkeypatch.setattr(
        postgres.subprocess, "run", lambda words, **how: seen.append(words) or run(words, **how)
    )
    postgres.dump(running, tmp_path / "all.sql")

    (dumped,) = [words for words in seen if words[0].endswith("pg_dump")]
    assert running.secrets()[ADMIN] not in " ".join(dumped)
    assert (tmp_path / "all.sql").read_text().startswith("--")


def test_the_servers_log_never_repeats_what_was_said_to_it(running):
    for statement in ("SELECT 'canary-7f3a'::uuid", "SELECT 'canary-7f3a' FROM nowhere"):
        with pytest.raises(psycopg.Error):
            ask(running, statement, APPLICATION)

    assert "canary-7f3a" not in running.log.read_text()


def test_stopping_what_does_not_run_is_no_mistake(empty):
    postgres.start(empty, postgres.THROWAWAY)

    assert postgres.stop(empty)
    assert not postgres.stop(empty)


@pytest.mark.skipif(not AS_ROOT, reason="only root has another user's number to give")
def test_as_root_it_runs_in_a_user_namespace_and_files_stay_roots(running):
    if not programs.may_unshare():
        pytest.skip("this machine allows no user namespaces")

    assert running.data.stat().st_uid == 0
    assert ask(running, "SELECT 1") == [(1,)]


@pytest.mark.skipif(not AS_ROOT, reason="only root can become another user")
@sweep
def test_without_user_namespaces_root_runs_it_as_an_unprivileged_user(empty, monkeypatch):
    monkeypatch.setattr(programs, "may_unshare", lambda: False)

    postgres.start(empty, postgres.THROWAWAY)
    kill(empty)
    postgres.start(empty, postgres.THROWAWAY)

    assert server(empty).uids().effective != 0
    assert ask(empty, "SELECT 1") == [(1,)]
    assert stat.S_IMODE(empty.folder.stat().st_mode) == 0o700


@pytest.mark.skipif(not AS_ROOT, reason="only root can become another user")
@sweep
def test_anybody_else_runs_it_as_themselves(empty):
    nobody = pwd.getpwnam("nobody")
    os.chown(empty.folder, nobody.pw_uid, nobody.pw_gid)
    if subprocess.run(
        ["test", "-x", str(programs.program("postgres"))], user="nobody", check=False
    ).returncode:
        pytest.skip("nobody else can reach the programs of this checkout")

    starter = multiprocessing.get_context("fork").Process(target=start_as, args=(empty, nobody))
    starter.start()
    starter.join()

    assert starter.exitcode == 0
    assert server(empty).uids().effective == nobody.pw_uid


def start_as(home: Home, user: pwd.struct_passwd) -> None:
    # A fork, for the interpreter itself may be where only root can read it.
    os.setgroups([])
    os.setgid(user.pw_gid)
    os.setuid(user.pw_uid)
    postgres.start(home, postgres.THROWAWAY)


def test_many_clients_that_are_killed_leave_it_in_order(running):
    clients = [
        in_another_process(
            "import psycopg\nwhile True:\n"
            " with psycopg.connect(home.url('answerable_admin')) as c: c.execute('SELECT 1')",
            running,
        )
        for _ in range(3)
    ]
    time.sleep(0.5)

    for client in clients:
        client.kill()
        client.wait()

    answers: list[list[tuple]] = []
    thread = threading.Thread(target=lambda: answers.append(ask(running, "SELECT 1")))
    thread.start()
    thread.join(10)
    assert answers == [[(1,)]]
