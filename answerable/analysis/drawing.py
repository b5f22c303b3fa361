"""Means of cases drawn again, each as likely as any other: compiled, for of a national log there
are hundreds of millions to draw."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from answerable.events.compiling import compiler

Numbers = NDArray[np.float64]
MANY = 10_000_000  # draws that take longer than to start threads
compiled: Any = compiler([Path(__file__)])

# Splitmix64 (Steele, Lea and Flood 2014): a step, and what stirs a number until no pattern is left.
STEP, FIRST, SECOND = (
    np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB),
)  # fmt: skip
UP, HALF, LESS, LEAST = np.uint64(32), np.uint64(30), np.uint64(27), np.uint64(31)


@compiled
def _draw_means(sums: Numbers, sizes: Numbers, seed: int, before: int, means: Numbers) -> None:
    """Fill `means`, before which so many were drawn: each is of as many cases as there are;
    without `sizes` each gives one item."""
    number = np.uint64(len(sums))
    state = np.uint64(seed) + np.uint64(before) * number * STEP
    for place in range(len(means)):
        total, items = 0.0, 0.0
        for _ in range(len(sums)):
            state += STEP
            mixed = (state ^ (state >> HALF)) * FIRST
            mixed = (mixed ^ (mixed >> LESS)) * SECOND
            drawn = (((mixed ^ (mixed >> LEAST)) >> UP) * number) >> UP
            total += sums[drawn]
            items += sizes[drawn] if len(sizes) else 1.0
        means[place] = total / items


def draw_means(sums: Numbers, sizes: Numbers, seed: int, replicates: int) -> Numbers:
    """The means of so many samples, each of as many cases as there are; the same ones over however
    many threads."""
    means = np.empty(replicates)
    if len(sums) * replicates < MANY:
        _draw_means(sums, sizes, seed, 0, means)
        return means
    threads = os.cpu_count() or 1
    cuts = np.linspace(0, replicates, threads + 1).astype(int).tolist()
    with ThreadPoolExecutor(threads) as pool:
        parts = [
            pool.submit(_draw_means, sums, sizes, seed, start, means[start:end])
            for start, end in pairwise(cuts)
        ]
        for part in parts:
            part.result()
    return means
