"""The kernel, compiled once a run rather than once a worker: numba keeps it in a file beside the
code, where the workers find it. They need it last (see tests/conftest.py)."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

AS_OF = datetime(2026, 1, 1, tzinfo=UTC)


def begin() -> subprocess.Popen[bytes] | None:
    """Compile it in a process of its own; None where it is there, or was once."""
    from answerable.events import compiling
    from answerable.rules import catalogue

    kernel = Path(catalogue.__file__).parent / "kernel"
    stamp = compiling.digest([*kernel.glob("*.py"), Path(compiling.__file__)])
    if list((kernel / "__pycache__").glob(f"rows.evaluate_cases_{stamp}-*.nbi")):
        return None
    command = [sys.executable, "-m", "tests.compiled"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def compile_all() -> None:
    """Ask it once what everything that is compiled is asked."""
    from answerable.rules.kernel.bulk import catalogue_program, in_order
    from answerable.rules.kernel.files import evaluate_file
    from answerable.synthetic.load.caseload import write_caseload

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.parquet"
        write_caseload(path, 5, seed=1)
        parts, _ = evaluate_file(path, AS_OF, catalogue_program())
        assert list(in_order(parts))


if __name__ == "__main__":
    compile_all()
