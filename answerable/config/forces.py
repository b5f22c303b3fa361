"""What forces have set in place of our defaults, from the folder that $ANSWERABLE_FORCES names.

One file a force, `13.toml` for the force whose code is 13, as `--settings` reads it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from answerable.config.home import Unusable
from answerable.rules.set_by_force import Rules, rules_in_folder


def rules_of_forces() -> Mapping[str, Rules]:
    """By the code of a force, the rules with what it has set; Unusable where a file is wrong."""
    named = os.environ.get("ANSWERABLE_FORCES")
    if not named:
        return {}
    try:
        return rules_in_folder(Path(named))
    except OSError as error:
        raise Unusable(f"{error.filename}: {error.strerror}") from None
    except ValueError as error:
        raise Unusable(str(error)) from None


def set_by_forces() -> str:
    """All that forces have set, in short: another text as soon as one sets something else."""
    named = os.environ.get("ANSWERABLE_FORCES")
    said = sha256()
    for path in sorted(Path(named).glob("*.toml")) if named else ():
        said.update(f"{path.name}\n".encode() + path.read_bytes())
    return said.hexdigest()
