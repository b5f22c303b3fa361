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
Counts = NDArray[np.int64]
MANY = 10_000_000  # draws that take longer than to start threads
BITS = 11
BLOCK = 1 << BITS  # numbers that lie in the nearest memory together
EACH = 64 // BITS  # draws from a whole block by the bits of one step
compiled: Any = compiler([Path(__file__)])

# Splitmix64 (Steele, Lea and Flood 2014): a step, and what stirs a number until no pattern is left.
STEP, FIRST, SECOND = (
    np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB),
)  # fmt: skip
UP, HALF, LESS, LEAST = np.uint64(32), np.uint64(30), np.uint64(27), np.uint64(31)
LOWER = np.uint64(0xFFFFFFFF)
ONE, TWO, THREE, FOUR = (np.uint64(BITS * number) for number in range(1, EACH))
PLACE = np.uint64(BLOCK - 1)


@compiled
def _drawn(of: Numbers, state: Any, count: int) -> Any:
    """The sum of so many of the numbers of a block, drawn by what comes after a state."""
    if len(of) == BLOCK:
        return _drawn_of_whole(of, state, count)
    return _drawn_of_few(of, state, count)


@compiled
def _drawn_of_whole(of: Numbers, state: Any, count: int) -> float:
    """The same of a whole block: five of each step, by eleven bits each."""
    one, other = 0.0, 0.0  # two sums, for a sum waits for its last number
    for _ in range(count // EACH):
        state += STEP
        mixed = _stirred(state)
        one += of[mixed & PLACE] + of[(mixed >> ONE) & PLACE]
        other += of[(mixed >> TWO) & PLACE] + of[(mixed >> THREE) & PLACE]
        one += of[(mixed >> FOUR) & PLACE]
    mixed = _stirred(state + STEP)
    for _ in range(count % EACH):
        other += of[mixed & PLACE]
        mixed >>= ONE
    return one + other


@compiled
def _drawn_of_few(of: Numbers, state: Any, count: int) -> float:
    """The same of a block that is not whole: two of each step."""
    total, size = 0.0, np.uint64(len(of))
    for _ in range(count // 2):
        state += STEP
        mixed = _stirred(state)
        total += of[((mixed >> UP) * size) >> UP] + of[((mixed & LOWER) * size) >> UP]
    if count % 2:
        total += of[((_stirred(state + STEP) >> UP) * size) >> UP]
    return total


@compiled
def _stirred(state: Any) -> Any:
    mixed = (state ^ (state >> HALF)) * FIRST
    mixed = (mixed ^ (mixed >> LESS)) * SECOND
    return mixed ^ (mixed >> LEAST)


@compiled
def _draw_sums(
    sums: Numbers, sizes: Numbers, states: Any, counts: Counts, totals: Numbers, items: Numbers
) -> None:
    """Add to the totals of some samples, and to their numbers of items, what each draws by what
    comes after its state: so many of each block as `counts` says. Without `sizes` each gives one
    item. A block is drawn from for all samples while it lies in the nearest memory."""
    for block in range(counts.shape[1]):
        start, end = block * BLOCK, (block + 1) * BLOCK
        for sample in range(len(states)):
            count, state = counts[sample, block], states[sample]
            totals[sample] += _drawn(sums[start:end], state, count)
            items[sample] += _drawn(sizes[start:end], state, count) if len(sizes) else count
            states[sample] = state + np.uint64((count + 1) // 2) * STEP


def draw_means(sums: Numbers, sizes: Numbers, seed: int, replicates: int) -> Numbers:
    """The means of so many samples, each of as many cases as there are; the same ones over however
    many threads."""
    counts = _counts(len(sums), seed, replicates)
    states = np.uint64(seed) + np.arange(replicates, dtype=np.uint64) * np.uint64(len(sums)) * STEP
    totals, items = np.zeros(replicates), np.zeros(replicates)
    of_samples = states, counts, totals, items
    threads = os.cpu_count() or 1 if len(sums) * replicates >= MANY else 1
    if threads == 1:
        _draw_sums(sums, sizes, *of_samples)
    else:
        cuts = np.linspace(0, replicates, threads + 1).astype(int).tolist()
        with ThreadPoolExecutor(threads) as pool:
            parts = [
                pool.submit(_draw_sums, sums, sizes, *(each[start:end] for each in of_samples))
                for start, end in pairwise(cuts)
            ]
            for part in parts:
                part.result()
    return totals / items


def _counts(number: int, seed: int, replicates: int) -> Counts:
    """How many of each sample come from each block. To draw these first, and then within a block,
    is to draw from all of them, but never waits for memory."""
    whole, rest = divmod(number, BLOCK)
    blocks = np.array([BLOCK] * whole + [rest] * (rest > 0))
    found: Counts = np.random.default_rng(seed).multinomial(number, blocks / number, replicates)
    return found
