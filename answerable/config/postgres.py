"""Starts and stops the embedded PostgreSQL: a daemon that belongs to no process of ours."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import psutil

from answerable.config.home import ADMIN, DATABASE, Home, Unusable, locked, prepare, write_private
from answerable.config.programs import Programs, major_version, program, programs_for
from answerable.config.roles import make_roles

# The server's log must never hold what a case says, so no statement and no value goes into it:
# a failed one is the caller's to tell.
SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "log_min_messages": "fatal",
    "log_min_error_statement": "panic",
    "log_statement": "none",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
}
# A throwaway server for tests: nothing of it has to survive, and it says so of itself.
FOR_THROWING_AWAY = "for throwing away"
THROWAWAY: Mapping[str, str] = {
    "cluster_name": FOR_THROWING_AWAY,
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
}
PATIENCE = 60.0  # seconds: after a crash the server first reads its log again


def start(home: Home, settings: Mapping[str, str] | None = None) -> None:
    """See to it that the server of this folder runs and has its roles, whatever came before."""
    wanted = {**SETTINGS, **(settings or {})}
    with locked(home):
        prepare(home)
        programs = programs_for(home)
        _refuse_another_version(home)
        if not home.data.exists():
            _initialise(home, programs, durable=wanted.get("fsync") != "off")
        _await_ready(home, programs, wanted)
        make_roles(home)


def stop(home: Home) -> bool:
    """Stop the server, and say whether there was one."""
    if not home.data.exists():
        return False
    with locked(home):
        if not is_running(home):
            return False
        done = programs_for(home).run("pg_ctl", "stop", "-D", str(home.data), "-m", "fast", "-w")
        if done.returncode:
            raise Unusable(f"PostgreSQL would not stop: {done.stderr.strip()}")
        return True


def is_running(home: Home) -> bool:
    """Whether the process that the folder names is alive, and is this folder's server."""
    pid = _written_pid(home)
    if pid is None:
        return False
    try:
        process = psutil.Process(pid)
        # The number may have gone to another process since; a server lives in its folder.
        return process.name() == "postgres" and Path(process.cwd()) == home.data.resolve()
    except psutil.Error:
        return False


def _written_pid(home: Home) -> int | None:
    try:
        first = (home.data / "postmaster.pid").read_text().splitlines()[0]
        return int(first)
    except (FileNotFoundError, IndexError, ValueError):
        return None


def _refuse_another_version(home: Home) -> None:
    written = home.data / "PG_VERSION"
    found = written.read_text().strip() if written.exists() else major_version()
    if found != major_version():
        raise Unusable(
            f"{home.data} is of PostgreSQL {found}; this is PostgreSQL {major_version()}, which "
            "cannot read it. Nothing was touched.\n"
            "Take the data across with the Answerable that made the folder:\n"
            "  answerable db up && answerable db dump answerable.sql && answerable db down\n"
            f"then move the folder away (mv {home.folder} {home.folder}-{found}) and with this "
            "one:\n"
            "  answerable db up && answerable db load answerable.sql"
        )


def _initialise(home: Home, programs: Programs, *, durable: bool) -> None:
    """Make the server's files in a new folder and rename it: it is whole, or not there."""
    for left in home.folder.glob("postgres.new.*"):
        shutil.rmtree(left, ignore_errors=True)
    # A name of its own: where a start was killed, what it began may still be at work in another.
    new = Path(tempfile.mkdtemp(prefix="postgres.new.", dir=home.folder))
    programs.own(new)
    password = home.folder / "password"
    write_private(password, home.secrets()[ADMIN])
    programs.own(password)
    done = programs.run(
        "initdb", "-D", str(new), "-U", ADMIN, f"--pwfile={password}",
        "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--data-checksums",
        *([] if durable else ["--no-sync"]),
    )  # fmt: skip
    password.unlink()
    if done.returncode:
        shutil.rmtree(new, ignore_errors=True)
        raise Unusable(f"PostgreSQL could not make its files: {done.stderr.strip()}")
    new.rename(home.data)


def _launch(home: Home, programs: Programs, settings: Mapping[str, str]) -> None:
    """Start the daemon; after a crash, as soon as what the dead server left has let go."""
    options = {**settings, "unix_socket_directories": str(home.socket)}
    words = shlex.join(part for item in options.items() for part in ("-c", "=".join(item)))
    home.log.touch(mode=0o600)
    programs.own(home.log)
    deadline = time.monotonic() + PATIENCE
    while True:
        _disown_stale_pid(home)
        before = home.log.stat().st_size
        done = programs.run(
            "pg_ctl", "start", "-D", str(home.data), "-l", str(home.log), "-o", words,
            "-w", "-t", str(int(PATIENCE)),
        )  # fmt: skip
        if done.returncode == 0 or is_running(home):
            return  # it started, or one that a killed start had begun is there after all
        with home.log.open() as log:
            log.seek(before)
            said = log.read().strip()
        # The children of a killed server hold its memory until they notice that it is gone.
        if "shared memory block" not in said or time.monotonic() > deadline:
            raise Unusable(f"PostgreSQL did not start: {said or done.stderr.strip()}")
        time.sleep(0.1)


def _disown_stale_pid(home: Home) -> None:
    """Let the server pass the lock files that a crash left, should their number seem in use.

    It may have gone to another process, or be a dead one's that nobody has buried. The files are
    never deleted: postmaster.pid tells a new server of children that a killed one left behind,
    which would write to the same files. Only the number is made one that is nobody's.
    """
    if is_running(home):
        return
    gone = subprocess.Popen(["true"])  # noqa: S607  it ends at once
    gone.wait()
    for path in (home.data / "postmaster.pid", home.socket / ".s.PGSQL.5432.lock"):
        if path.exists():
            _, _, rest = path.read_text().partition("\n")
            with path.open("r+") as file:  # in place, so that it stays its owner's
                file.write(f"{gone.pid}\n{rest}")
                file.truncate()
                file.flush()
                os.fsync(file.fileno())


def _await_ready(home: Home, programs: Programs, settings: Mapping[str, str]) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        # Asked each time: the one that ran a moment ago may have been dying.
        if not is_running(home):
            _launch(home, programs, settings)
        if programs.run("pg_isready", "-q", "-h", str(home.socket)).returncode == 0:
            return
        if time.monotonic() > deadline:
            raise Unusable(f"PostgreSQL does not answer; its log is {home.log}")
        time.sleep(0.05)


def dump(home: Home, path: Path) -> None:
    """Write the whole database as SQL that a server of another version can read."""
    start(home)
    write_private(path, "")
    _with_admin(home, "pg_dump", "--no-password", "--file", str(path))


def load(home: Home, path: Path) -> None:
    """Read what `dump` wrote into a database that holds nothing yet."""
    start(home)
    if _holds_something(home):
        raise Unusable(
            f"the database in {home.folder} holds something already, and nothing was changed: load "
            f"into an empty one, by naming another folder in ANSWERABLE_HOME"
        )
    _with_admin(
        home, "psql", "--no-psqlrc", "--quiet", "--single-transaction",
        "--set=ON_ERROR_STOP=1", "--file", str(path),
    )  # fmt: skip


def _holds_something(home: Home) -> bool:
    import psycopg  # noqa: PLC0415  to start and stop a server needs none of it

    tables = "SELECT EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace)"
    with psycopg.connect(home.url(ADMIN)) as admin:
        ((found,),) = admin.execute(tables).fetchall()
    return bool(found)


def _with_admin(home: Home, name: str, *words: str) -> None:
    # By the environment: whoever lists what runs on the machine reads the words of a command.
    access = {
        "PGHOST": str(home.socket), "PGDATABASE": DATABASE, "PGUSER": ADMIN,
        "PGPASSWORD": home.secrets()[ADMIN],
    }  # fmt: skip
    done = subprocess.run(  # noqa: S603  the words are ours
        [str(program(name)), *words], env={**os.environ, **access},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise Unusable(f"{name} failed: {done.stderr.strip()}")
