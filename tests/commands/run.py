"""The command as somebody types it: here, for a process of its own costs more than most commands
do; or in one, where the environment, the encoding or the process itself is what is asked about."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from importlib.resources import files
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any
from unittest import mock

from answerable.commands.main import main

INSPECTION = str(files("answerable.commands") / "cases" / "inspection.csv")


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """What the command prints and how it ends."""
    out, err = (TextIOWrapper(BytesIO(), "utf-8", newline="") for _ in range(2))
    with (
        mock.patch.object(sys, "argv", ["answerable", *words]),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code
    said = [_all_of(stream) for stream in (out, err)]
    assert isinstance(code, int)
    return subprocess.CompletedProcess(["answerable", *words], code, *said)


def _all_of(stream: TextIOWrapper) -> str:
    stream.flush()
    written = stream.buffer
    assert isinstance(written, BytesIO)
    return written.getvalue().decode()


def run_apart(
    *words: str, env: dict[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """The same in a process of its own."""
    command = [str(Path(sys.executable).parent / "answerable"), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=env, cwd=cwd)


def rows(*words: str) -> list[dict[str, Any]]:
    """The rows of a command that prints JSON, and ends well."""
    done = run(*words, "--format", "json")
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found
