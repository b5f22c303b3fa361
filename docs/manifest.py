"""Writes what keeps people out of cases in a database that was just made: `safety.txt`.

Read what changed before it is committed: each line less is a door.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from answerable.config import postgres
from answerable.config.database import safety
from answerable.config.home import APPLICATION, Home

FILE = Path(safety.__file__).with_name(safety.NAMED)


def main() -> None:
    """Make a database, look at it, and throw it away."""
    home = Home(Path(tempfile.mkdtemp(prefix="answerable-manifest-")))
    try:
        postgres.start(home, postgres.THROWAWAY)
        environment = {**os.environ, "ANSWERABLE_HOME": str(home.folder)}
        command = [sys.executable, "-m", "answerable.commands", "db", "migrate"]
        subprocess.run(command, check=True, env=environment)  # noqa: S603  the words are ours
        with psycopg.connect(home.url(APPLICATION)) as connection:
            found = sorted(safety.facts(connection))
        FILE.write_text("\n".join(found) + "\n", encoding="utf-8")
        print(f"{len(found):,} lines in {FILE.name}")
    finally:
        postgres.stop(home)
        shutil.rmtree(home.folder)


if __name__ == "__main__":
    main()
