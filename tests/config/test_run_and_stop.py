"""`make run` and `make stop` as whole commands: what a killed run left behind is ended, and kept."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 300.0  # seconds: the first time two hundred cases are made up


@pytest.fixture
def home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="answerable-rs-"))  # short: it holds a socket
    yield folder
    for process in of(folder):  # where the test failed, nothing of it stays either
        process.kill()
    shutil.rmtree(folder, ignore_errors=True)


def environment(home: Path, **more: str) -> dict[str, str]:
    """What a person's shell would have, and where this demonstration lives."""
    ours = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ANSWERABLE_", "PYTEST_", "DATABASE_", "DJANGO_", "MAKE"))
    }
    return {**ours, "ANSWERABLE_HOME": str(home), **more}


def run(home: Path, port: int) -> subprocess.Popen[bytes]:
    """`make run` in a process group of its own, as a shell starts it."""
    with (home / "said").open("ab") as said:
        return subprocess.Popen(
            ["make", "run"],
            cwd=ROOT, env=environment(home, ANSWERABLE_PORT=str(port)), start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=said, stderr=said,
        )  # fmt: skip


def answers(home: Path, port: int, running: subprocess.Popen[bytes]) -> bool:
    """Whether the first page comes and the sign-ins are said; False where the run ends before."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and running.poll() is None:
        if "Ctrl-C stops everything" in (home / "said").read_text():
            with urlopen(f"http://127.0.0.1:{port}/", timeout=30) as page:
                return page.status == 200 and b"Answerable" in page.read()
        time.sleep(0.2)
    return False


def done(home: Path, *words: str) -> str:
    """What a command says on either stream; it has to succeed."""
    said = subprocess.run(
        words, cwd=ROOT, env=environment(home), capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stdout + said.stderr
    return said.stdout + said.stderr


def of(home: Path) -> list[psutil.Process]:
    """Whatever runs for this folder: it was told of it, or lives in it."""
    found = []
    for process in psutil.process_iter():
        try:
            told = process.environ().get("ANSWERABLE_HOME") == str(home)
            if told or Path(process.cwd()).is_relative_to(home):
                found.append(process)
        except psutil.Error:
            continue  # it has ended meanwhile, or is nobody's we may ask
    return found


def names(home: Path) -> set[str]:
    """postgres, gunicorn, send: what of the demonstration runs."""
    words = [" ".join([one.name(), *one.cmdline()]) for one in of(home)]
    return {name for name in ("postgres", "gunicorn", "send") if any(name in one for one in words)}


@pytest.mark.prove
def test_what_a_killed_run_left_is_ended_and_what_was_recorded_is_there_again(home):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    first = run(home, port)
    assert answers(home, port, first), (home / "said").read_text()
    anchor = home / "anchor"
    done(home, ".venv/bin/answerable", "anchor", str(anchor))

    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    assert names(home) == {"postgres", "gunicorn", "send"}  # or there was nothing to end
    said = done(home, "make", "stop")

    assert "answerable: stopped" in said
    assert of(home) == []

    (home / "said").unlink()
    second = run(home, port)
    assert answers(home, port, second), (home / "said").read_text()
    assert "all hold" in done(home, ".venv/bin/answerable", "verify", "--anchor", str(anchor))

    os.killpg(second.pid, signal.SIGINT)  # Ctrl-C
    second.wait()
    assert of(home) == []
    assert "nothing ran" in done(home, "make", "stop")
