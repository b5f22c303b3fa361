"""The page for operators names every variable that the product reads, and only commands there are."""

from __future__ import annotations

import re
from pathlib import Path

from answerable.commands.main import COMMANDS
from answerable.config.home import APPLICATION, OWNER
from answerable.config.roles import LEAST

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "operating.md").read_text()
VARIABLE = re.compile(r"\b(?:ANSWERABLE|DATABASE)_[A-Z_]*[A-Z]\b")


def test_it_names_every_variable_that_is_read_and_no_other():
    read = set()
    for file in (ROOT / "answerable").rglob("*.py"):
        for line in file.read_text().splitlines():
            if "environ" in line or "envvar" in line:
                read |= set(VARIABLE.findall(line))

    assert len(read) > 15
    assert set(VARIABLE.findall(PAGE)) == read


def test_it_names_only_commands_that_there_are():
    named = set(re.findall(r"`(?:\$ )?answerable ([a-z]+)", PAGE))

    assert len(named) > 5
    assert not named - set(COMMANDS)


def test_its_roles_may_as_little_as_ours():
    for role in (OWNER, APPLICATION):
        assert re.search(rf"CREATE ROLE {role} +{LEAST} PASSWORD", PAGE)
