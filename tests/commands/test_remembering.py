"""What is released with a register is held against what each force knows of its own cases."""

from __future__ import annotations

import pytest

from answerable.analysis.audit.cells import HOLDER
from answerable.commands import releasing
from tests.commands.test_models import left, many, stopped, told

BY_FORCE = ("measures", "--by", "force", "--only", "cases,withdrawal.share,funnel.charged")
TEXT = (
    many(stopped, 20, force="01") + many(left, 23, 20, force="01")
    + many(stopped, 31, 50, force="03") + many(left, 9, 90, force="03")
)  # fmt: skip


@pytest.fixture
def before(monkeypatch):
    """The earlier cells that the next release is held against."""
    seen = []
    for name in ("release_rows", "release_tables"):
        real = getattr(releasing, name)

        def held(*words, real=real, at=3 if name == "release_rows" else 4):
            seen.append(list(words[at]))
            return real(*words)

        monkeypatch.setattr(releasing, name, held)
        monkeypatch.setattr(f"answerable.commands.attrition.{name}", held, raising=False)
    return seen


@pytest.mark.parametrize(
    "then", [BY_FORCE, ("attrition",), ("attrition", "--period", "--by", "force")]
)
def test_a_later_release_knows_what_each_force_knew_of_the_first(tmp_path, before, then):
    register = tmp_path / "register.jsonl"
    told(tmp_path, TEXT, *BY_FORCE, "--release", "--register", str(register), as_of="2023-01-01")

    told(tmp_path, TEXT, *then, "--release", "--register", str(register), as_of="2024-01-01")

    first, second = before
    own = [cell for cell in second if HOLDER in dict(cell.place)]
    assert first == [] and len(own) > 8
    assert all(cell.true is not None for cell in own)
    recorded = next(
        cell for cell in own
        if cell.count == "base: recorded cases" and cell.place == (("force", ("01",)),)
    )  # fmt: skip
    assert (recorded.true, recorded.value, recorded.as_of) == (43, 45, "2023-01-01T00:00:00+00:00")


def test_without_a_count_by_force_the_log_is_read_but_once(tmp_path, monkeypatch):
    register = tmp_path / "register.jsonl"
    whole = ("measures", "--only", "cases", "--release", "--register", str(register))
    told(tmp_path, TEXT, *whole)
    monkeypatch.setattr("answerable.commands.measuring.whole_log", None)

    told(tmp_path, TEXT, *whole)

    assert len(register.read_text().splitlines()) == 2
