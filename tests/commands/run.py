"""The command as somebody types it, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

INSPECTION = str(files("answerable.commands") / "cases" / "inspection.csv")


def run(
    *words: str, env: dict[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """What the command prints and how it ends."""
    command = [str(Path(sys.executable).parent / "answerable"), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=env, cwd=cwd)


def rows(*words: str) -> list[dict[str, Any]]:
    """The rows of a command that prints JSON, and ends well."""
    done = run(*words, "--format", "json")
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found
