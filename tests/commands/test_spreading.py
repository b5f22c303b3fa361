"""Parts spread over processes, of which the command's own is one."""

from __future__ import annotations

import os
import time

import pytest

from answerable.commands import spreading
from answerable.commands.spreading import spread

HERE = os.getpid()


def who(part: int) -> tuple[int, int]:
    """The part, and the process that did it."""
    time.sleep(0.02)
    return part, os.getpid()


def slow_first(part: int) -> int:
    """A first part that takes longer than all others."""
    time.sleep(1.5 if part == 0 else 0)
    return part


def fails(part: int) -> int:
    """Of two parts that fail, the first fails late."""
    if part == 1:
        time.sleep(0.5)
    if part in {1, 6}:
        raise ValueError(f"part {part}")
    return part


@pytest.mark.parametrize("processors", [1, 2, 3])
def test_answers_come_in_order_and_are_worked_out_here_as_well(monkeypatch, processors):
    monkeypatch.setattr(spreading.os, "cpu_count", lambda: processors)

    found = list(spread(who, range(200)))

    assert [part for part, _ in found] == list(range(200))
    by = {process for _, process in found}
    assert HERE in by
    assert len(by) == 1 if processors == 1 else len(by) > 1


def test_few_answers_wait_for_one_before_them(monkeypatch):
    monkeypatch.setattr(spreading.os, "cpu_count", lambda: 2)
    taken = []

    def parts():
        for part in range(100):
            taken.append(part)
            yield part

    answers = spread(slow_first, parts())

    assert next(answers) == 0
    assert len(taken) <= 2 + spreading.HELD * 2
    assert list(answers) == list(range(1, 100))


def test_a_part_that_fails_is_told_in_its_turn(monkeypatch):
    monkeypatch.setattr(spreading.os, "cpu_count", lambda: 2)
    answers = spread(fails, range(20))

    assert next(answers) == 0
    with pytest.raises(ValueError, match="part 1"):
        next(answers)
