"""The web server and the worker of the demonstration: started, and ended whatever became of who
started them."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil

from answerable.config.home import Home, Unusable, write_private

HOST, FIRST_PORT, PORTS = "127.0.0.1", 8000, 20
PATIENCE = 60.0  # seconds until it answers: a slow machine compiles for a while
THREADS = 8
NOTED = ("starter", "server", "worker")


def address(port: int) -> str:
    """Where a browser finds it. By this name, for passkeys know no numbers."""
    return f"http://localhost:{port}"


def note_starter(home: Home) -> None:
    """Say that this process is the one that runs the demonstration."""
    _note(home, "starter", os.getpid())


def start(home: Home, port: int) -> subprocess.Popen[bytes]:
    """Start gunicorn, and wait until the product answers through it."""
    command = [
        sys.executable, "-m", "gunicorn", "answerable.config.wsgi", "--bind", f"{HOST}:{port}",
        "--worker-class", "gthread", "--threads", str(THREADS), "--workers", "1",
        "--no-control-socket", "--log-level", "warning", "--error-logfile", "-",
        # No access log: an address says which case somebody looked at.
    ]  # fmt: skip
    server = _begin(home, "server", command)
    _await(home, server, port)
    return server


def start_worker(home: Home) -> None:
    """Start the worker that sends messages: here, into a folder."""
    _begin(home, "worker", [sys.executable, "-m", "answerable.commands", "send"])


def _begin(home: Home, name: str, command: list[str]) -> subprocess.Popen[bytes]:
    log = os.open(_log(home), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    begun = subprocess.Popen(  # noqa: S603  the words are ours
        command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
        env={**os.environ, "ANSWERABLE_HOME": str(home.folder)},
    )  # fmt: skip
    os.close(log)
    _note(home, name, begun.pid)
    return begun


def free_port(wanted: int | None) -> int:
    """A port that nobody listens on: the one that is wanted, or the first there is."""
    for port in [wanted] if wanted else range(FIRST_PORT, FIRST_PORT + PORTS):
        with socket.socket() as attempt:
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                attempt.bind((HOST, port))
                return port
    raise Unusable(f"port {wanted or FIRST_PORT} is in use: say another one (ANSWERABLE_PORT)")


def runs(home: Home) -> bool:
    """Whether whoever started the demonstration of this folder is still there."""
    return _process(home, "starter") is not None


def end(home: Home) -> bool:
    """End what runs, or what a killed run left behind; False where there was nothing."""
    noted = [_process(home, name) for name in NOTED]
    found = [one for one in noted if one and one.pid != os.getpid()]
    for process in found:
        with contextlib.suppress(psutil.Error):
            process.terminate()
    _, left = psutil.wait_procs(found, timeout=10)
    for process in left:
        with contextlib.suppress(psutil.Error):
            process.kill()
    for name in NOTED:
        _file(home, name).unlink(missing_ok=True)
    return bool(found)


def _await(home: Home, server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        with (
            contextlib.suppress(URLError, OSError),
            urlopen(f"http://{HOST}:{port}/healthz", timeout=5) as answer,
        ):
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise Unusable(f"the web server does not answer; its log is {_log(home)}")


def _log(home: Home) -> Path:
    return home.folder / "gunicorn.log"


def _file(home: Home, name: str) -> Path:
    return home.folder / f"{name}.json"


def _note(home: Home, name: str, pid: int) -> None:
    began = psutil.Process(pid).create_time()
    write_private(_file(home, name), json.dumps({"pid": pid, "began": began}))


def _process(home: Home, name: str) -> psutil.Process | None:
    """The process that was noted, and no other that has its number by now."""
    try:
        noted = json.loads(_file(home, name).read_text())
        process = psutil.Process(noted["pid"])
        same = abs(process.create_time() - noted["began"]) < 0.01
        alive = process.status() != psutil.STATUS_ZOMBIE
    except (OSError, ValueError, KeyError, psutil.Error):
        return None
    return process if same and alive else None
