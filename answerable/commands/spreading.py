"""The parts of a large log spread over processes, one a core, and their answers taken in order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Any, TypeVar

from answerable.commands.failing import Failed

FEW = 8  # parts that are done sooner than other processes are started
HELD = 4  # answers for each process, at most, that wait for one before them

Part = TypeVar("Part")
Answer = TypeVar("Answer")


def spread(
    work: Callable[[Part], Answer], parts: Iterable[Part], few: int | None = None
) -> Iterator[Answer]:
    """What the work makes of each part, in the order of the parts, few of them held at a time.
    Of fewer than `few` parts (FEW, where nothing is said) it is done here."""
    few = FEW if few is None else few
    parts = iter(parts)
    first = list(islice(parts, few))
    if len(first) < few:
        yield from map(work, first)
    else:
        yield from _by_processes(work, chain(first, parts), os.cpu_count() or 1)


def _by_processes(
    work: Callable[[Part], Answer], parts: Iterator[Part], count: int
) -> Iterator[Answer]:
    """This process is one of them: it works while the others start, and whenever each of them has
    its next part already."""
    # Loaded here, for a small log needs none of it.
    from concurrent.futures import Future, ProcessPoolExecutor  # noqa: PLC0415
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    others = count - 1
    if not others:
        yield from map(work, parts)
        return
    # Spawned, not forked: a fork of a process that runs threads may stand still for good.
    pool = ProcessPoolExecutor(others, get_context("spawn"), _begin, (work,))
    waiting: deque[Future[Any]] = deque()
    try:
        for part in parts:
            if sum(not one.done() for one in waiting) < 2 * others:
                waiting.append(pool.submit(_do, part))
            else:
                waiting.append(_done_here(work, part))
            while waiting and (waiting[0].done() or len(waiting) > HELD * count):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool:
        raise Failed("a process that worked on the log was stopped; is there enough memory?") from (
            None
        )
    finally:
        pool.shutdown(cancel_futures=True)


def _done_here(work: Callable[[Any], Any], part: Any) -> Any:
    """What comes of a part; a failure is told in its turn, as that of a part done elsewhere is."""
    from concurrent.futures import Future  # noqa: PLC0415

    found: Future[Any] = Future()
    try:
        found.set_result(work(part))
    except Exception as error:  # noqa: BLE001  raised again where it is its turn
        found.set_exception(error)
    return found


_work: Callable[[Any], Any]


def _begin(work: Callable[[Any], Any]) -> None:
    """What a process does first: it learns its work, and ends when the command does."""
    import gc  # noqa: PLC0415
    import signal  # noqa: PLC0415
    from multiprocessing import parent_process  # noqa: PLC0415
    from threading import Thread  # noqa: PLC0415

    gc.freeze()  # what was loaded stays: nobody need look for garbage in it
    global _work  # noqa: PLW0603  a process has one work, and is told it once
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the command itself says that it was stopped
    Thread(target=_end_with, args=(parent_process(),), daemon=True).start()


def _end_with(parent: Any) -> None:
    """End when the command does, however it ends: nobody else would tell a process to."""
    parent.join()
    os._exit(1)


def _do(part: Any) -> Any:
    return _work(part)
