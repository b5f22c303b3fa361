"""Compiled code that is kept, and compiled anew when any source that it was made of changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import numba

# Compiled code counts the references of every array that it hands from function to function. What
# is compiled here allocates nothing, so it has none to count: without that the kernel is thirteen
# times as fast (docs/decisions/0004). The option has no public name, and numba's types do not know
# it.
_OPTIONS: dict[str, Any] = {
    "cache": True, "nogil": True, "boundscheck": False, "error_model": "numpy", "_nrt": False,
}  # fmt: skip


def digest(sources: Iterable[Path]) -> str:
    """A short name for what some files say."""
    texts = b"".join(sha256(path.read_bytes()).digest() for path in sorted(sources))
    return sha256(texts).hexdigest()[:12]


def compiler(sources: Iterable[Path], **options: Any) -> Any:
    """A decorator that compiles a function out of `sources`.

    numba keeps what it compiled by the name of the function and the stamp of its own file, though
    functions of other files are compiled into it. So the name says what all of the files say.
    """
    stamp = digest([*sources, Path(__file__)])
    made: Any = numba.njit(**_OPTIONS, **options)

    def compiled(function: Callable[..., Any]) -> Any:
        function.__qualname__ = f"{function.__qualname__}_{stamp}"
        return made(function)

    return compiled
