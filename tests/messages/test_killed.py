"""Each message reaches the provider exactly once, whoever is killed while it is sent."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.sweeping import sweep

pytestmark = pytest.mark.django_db(transaction=True)


def killed(times: int) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.messages.killing", str(times)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def check(found: dict[str, object]) -> None:
    assert found["sent_twice"] == found["not_sent"] == found["of_nobody"] == []
    assert found["ended"] == found["messages"]
    assert found["verified"]


@sweep
def test_workers_that_are_killed_send_each_message_once():
    check(killed(10))


@pytest.mark.prove
def test_three_hundred_kills_send_each_message_once():
    found = killed(300)

    check(found)
    assert "retrying" in found["states"] and "delivered" in found["states"]
