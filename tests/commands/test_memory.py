"""A log twice as large takes no more memory: what decides is the size of a part."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from answerable.synthetic.load.caseload import write_caseload

ANSWERABLE = str(Path(sys.executable).parent / "answerable")
MEASURE = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
AS_OF = ("--as-of", "2026-01-01")


def megabytes(*words: str) -> float:
    """The most memory that any process of a command held."""
    command = [sys.executable, "-c", MEASURE, ANSWERABLE, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(done.stdout) / 1e3


@pytest.fixture(scope="module")
def caseloads(tmp_path_factory) -> dict[int, str]:
    """A caseload, and one of twice its size."""
    folder = tmp_path_factory.mktemp("caseloads")
    for cases in (20_000, 40_000):
        write_caseload(folder / f"{cases}.parquet", cases, seed=3)
    return {cases: str(folder / f"{cases}.parquet") for cases in (20_000, 40_000)}


@pytest.mark.prove
@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("signals", (*AS_OF, "--format", "json")),
        ("gates", ("--format", "csv")),
        ("duties", (*AS_OF, "--format", "json")),
        ("export", ("--to", "parquet", "--out", os.devnull)),
    ],
)
def test_twice_the_cases_take_no_more_memory(caseloads, command, options):
    once, twice = (megabytes(command, path, *options) for path in caseloads.values())

    assert twice < 1.15 * once
    assert twice < 1_000  # of the command itself, which works on parts as the others do
