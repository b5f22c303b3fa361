"""The tests' own PostgreSQL leaves nothing behind, however they end."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.sweeping import sweep

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def elsewhere() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="answerable-tt-"))
    yield folder
    shutil.rmtree(folder)


def run_tests(elsewhere: Path, *words: str) -> subprocess.Popen[bytes]:
    """A run of a few tests in a process of its own, its files in `elsewhere`."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ANSWERABLE_", "PYTEST_", "DATABASE_", "DJANGO_"))
    }
    return subprocess.Popen(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *words],
        cwd=ROOT, env={**environment, "TMPDIR": str(elsewhere)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def servers(elsewhere: Path) -> list[int]:
    found = []
    for process in psutil.process_iter(["name", "cmdline"]):
        words = " ".join(process.info["cmdline"] or ())
        if process.info["name"] == "postgres" and str(elsewhere) in words:
            found.append(process.pid)
    return found


@sweep
def test_a_run_that_ends_leaves_nothing_of_itself_or_of_one_that_was_killed(elsewhere):
    killed = run_tests(elsewhere, "-n", "0", "tests/config/test_health.py", "tests/config/wait.py")
    deadline = time.monotonic() + 60
    while not (elsewhere / "waiting").exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    left = servers(elsewhere)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert left

    run = run_tests(elsewhere, "-n", "1", "tests/config/test_health.py")  # a controller, a worker

    assert run.wait() == 0
    assert not servers(elsewhere)
    assert not list(elsewhere.glob("answerable-test-*"))
