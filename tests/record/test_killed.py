"""What was acknowledged is there, once, whoever was killed while it was written."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.sweeping import sweep


def killed(times: int) -> dict[str, object]:
    environment = {
        k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "PYTEST_"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.record.killing", str(times)],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def check(found: dict[str, object]) -> None:
    assert found["lost"] == []
    assert found["told_otherwise"] == []
    assert found["never_answered"] == []
    assert not found["doubled_or_half"]
    assert found["verified"] == [found["entries"], None]
    assert found["entries"] == 2 * int(str(found["answered"]))


@sweep
def test_eight_kills_lose_nothing_and_double_nothing():
    found = killed(8)

    check(found)
    assert int(str(found["answered"])) > 8


@pytest.mark.prove
def test_a_thousand_kills_lose_nothing_and_double_nothing():
    check(killed(1000))
