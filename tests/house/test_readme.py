"""What the README shows is what the product prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from answerable.events.catalogue import EVENT_TYPES
from answerable.rules.catalogue import DUTIES
from answerable.rules.gate_catalogue import REQUIREMENTS
from answerable.rules.signal_catalogue import SIGNALS
from tests.commands.run import run

README = (Path(__file__).parents[2] / "README.md").read_text()
PICTURE, *SHOWN = re.findall(r"```text\n(.*?)```", README, re.DOTALL)


@pytest.fixture(scope="module")
def printed():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "300")
        return _words(run("demo").stdout)


def _words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("shown", SHOWN)
def test_it_shows_what_the_demonstration_prints(shown, printed):
    parts = [_words(part) for part in shown.split("…")]

    assert any(parts)
    assert not [part for part in parts if part not in printed]


def test_its_picture_counts_what_there_is():
    counted = {name: int(n) for n, name in re.findall(r"(\d+) (duties|gates|signals)", PICTURE)}

    assert counted == {
        "duties": len(DUTIES), "gates": len(REQUIREMENTS), "signals": len(SIGNALS),
    }  # fmt: skip
    assert f"some {round(len(EVENT_TYPES), -1)} event types" in PICTURE
