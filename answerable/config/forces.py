"""What forces have set in place of our defaults, from the folder that $ANSWERABLE_FORCES names.

One file a force, `13.toml` for the force whose code is 13, as `--settings` reads it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from answerable.config.home import Unusable
from answerable.events.codes import FORCES
from answerable.rules.set_by_force import Rules, rules_with


def rules_of_forces() -> Mapping[str, Rules]:
    """By the code of a force, the rules with what it has set; Unusable where a file is wrong."""
    named = os.environ.get("ANSWERABLE_FORCES")
    if not named:
        return {}
    try:
        return {file.stem: _rules(file) for file in sorted(Path(named).iterdir())}
    except OSError as error:
        raise Unusable(f"{error.filename}: {error.strerror}") from None


def _rules(file: Path) -> Rules:
    if file.suffix != ".toml" or file.stem not in FORCES:
        raise Unusable(f"{file}: name it after the code of a force, as 13.toml")
    try:
        return rules_with(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise Unusable(f"{file}: {error}") from None
