"""Debian's Chromium: found, or installed where this may be done, or loudly missed."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

# The one without windows does the same to a page in half of the processor.
PACKAGES = ("chromium-headless-shell", "chromium")
NAMES = (*PACKAGES, "chromium-browser")

# Without them it speaks with servers of its maker's, and stumbles where there is no graphics card.
QUIET = (
    "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def launching() -> dict[str, object]:
    """How to start it with Playwright. As root its own sandbox is not to be had."""
    return {
        "executable_path": path(),
        "chromium_sandbox": os.geteuid() != 0,
        "args": list(QUIET),
    }


def path() -> str:
    """Where it is; an empty text where there is none."""
    return next((found for name in NAMES if (found := shutil.which(name))), "")


@cache
def missing() -> str:
    """Why there is no browser; an empty text where there is one, installed just now or before."""
    if path():
        return ""
    if os.geteuid() != 0 or not Path("/usr/bin/apt-get").exists():
        return "there is no Chromium: run `apt-get install chromium` as root"
    commands = ["apt-get -qq update"]
    commands += [f"apt-get -qq --no-install-recommends install -y {one}" for one in PACKAGES]
    for command in commands:
        done = subprocess.run(
            command.split(), capture_output=True, text=True, check=False,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )  # fmt: skip
        if path():
            return ""
    return f"there is no Chromium, and `{command}` left none: {done.stderr.strip()[-300:]}"
