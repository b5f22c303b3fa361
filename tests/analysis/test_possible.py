"""Whether numbers are possible is never taken from the solver unseen, and it prints nothing."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from answerable.analysis.audit.possible import Range, Solver, Sum, Unsolved

# Of this the solver once gave numbers that satisfy nothing, and called them the best.
OF = (
    (1, 2, 4),
    (2, 3, 4, 6, 7),
    (0, 1, 2, 3, 4, 5, 7),
    (1, 3, 4, 5),
    (1, 4, 5, 7),
    (1, 2, 3, 5, 6),
)
COME_TO = (42, 252, 277, 41, 222, 48)


def solver(most: int = 1_000) -> Solver:
    sums = [Sum(who, (1,) * len(who), total, total) for who, total in zip(OF, COME_TO, strict=True)]
    return Solver(Range(np.zeros(8, np.int64), np.full(8, most, np.int64)), sums)


def test_numbers_that_are_found_satisfy_every_sum():
    try:
        found = solver().numbers({}, np.ones(8))
    except Unsolved:
        return  # which an audit takes for too much, and refuses

    assert found is not None
    assert [int(sum(found[list(who)])) for who in OF] == list(COME_TO)


def test_what_does_not_satisfy_is_found_out():
    one = solver()
    right, wrong = np.array([16, 1, 24, 15, 17, 8, 0, 196]), np.array([16, 1, 10, 1, 31, 8, 0, 182])

    assert one.satisfied(right, one.start)
    assert not one.satisfied(wrong, one.start)
    assert not one.satisfied(right, solver(most=195).start)
    assert not one.satisfied(right, one.start.fixed({1: 2}))


def test_numbers_that_do_not_satisfy_are_not_believed(monkeypatch):
    monkeypatch.setattr(Solver, "satisfied", lambda *_: False)

    with pytest.raises(Unsolved):
        solver().numbers({}, np.ones(8))


def test_nothing_that_compiled_code_prints_stands_in_the_answer():
    code = (
        "import ctypes\n"
        "from answerable.analysis.audit.possible import silent\n"
        "print('before')\n"
        "with silent():\n"
        "    ctypes.CDLL(None).printf(b'a line of its own\\n')\n"
        "print('after')\n"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["before", "after"]
