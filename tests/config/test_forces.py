"""What forces have set, from a folder of files: one a force, and each as the command reads it."""

from __future__ import annotations

import pytest

from answerable.config.forces import rules_of_forces
from answerable.config.home import Unusable

SET = '[[duty]]\nid = "report.risk"\nclock = "Hours(12)"\nfrom = 2024-04-01\n'


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("ANSWERABLE_FORCES", str(tmp_path))
    return tmp_path


def test_each_file_is_a_forces(folder):
    (folder / "13.toml").write_text(SET)
    (folder / "14.toml").write_text("")

    found = rules_of_forces()

    assert set(found) == {"13", "14"}
    assert "Hours(12) from 2024-04-01" in found["13"].duty("report.risk").clock
    assert "Hours(12)" not in found["14"].duty("report.risk").clock


def test_without_a_folder_nothing_is_set(monkeypatch):
    monkeypatch.delenv("ANSWERABLE_FORCES", raising=False)

    assert rules_of_forces() == {}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("aire.toml", SET, "after the code of a force"),
        ("13.txt", SET, "after the code of a force"),
        ("13.toml", SET.replace("report.risk", "nothing"), "13.toml: there is no duty 'nothing'"),
        ("13.toml", "[[", "13.toml: "),
    ],
)
def test_a_file_that_is_wrong_is_named(folder, name, text, said):
    (folder / name).write_text(text)

    with pytest.raises(Unusable, match=said):
        rules_of_forces()


def test_a_folder_that_is_not_there_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("ANSWERABLE_FORCES", str(tmp_path / "none"))

    with pytest.raises(Unusable, match="none: No such file"):
        rules_of_forces()
