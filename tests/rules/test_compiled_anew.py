"""Compiled code that numba keeps does not outlive a change of any file that it was made of."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.sweeping import sweep

ENTRY = """
from pathlib import Path
from answerable.events.compiling import compiler
compiled = compiler(Path(__file__).parent.glob("*.py"))
from pieces.inner import inner

@compiled
def outer(n):
    return inner(n)
"""
INNER = """
from pieces.outer import compiled

@compiled
def inner(n):
    return n + {more}
"""


@sweep
def test_a_change_of_a_file_whose_functions_are_called_is_compiled_anew(tmp_path: Path) -> None:
    package = tmp_path / "pieces"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "outer.py").write_text(ENTRY)

    def answer(more: int) -> str:
        (package / "inner.py").write_text(INNER.format(more=more))
        code = "import pieces.outer; print(pieces.outer.outer(1))"
        done = subprocess.run(
            [sys.executable, "-B", "-c", code],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout.strip() or done.stderr

    assert answer(1) == "2"
    assert list(package.glob("__pycache__/outer.outer_*.nbi"))  # it was kept
    assert answer(2) == "3"


def test_the_kernel_is_kept_by_what_all_its_files_say() -> None:
    from answerable.rules.kernel import due, loop, rows

    kernel = Path(due.__file__).parent
    assert {path.name for path in due.SOURCES} == {path.name for path in kernel.glob("*.py")}
    names = {rows.evaluate_cases.py_func.__qualname__, loop.go_through.py_func.__qualname__}
    assert len({name.rpartition("_")[2] for name in names}) == 1
