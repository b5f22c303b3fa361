"""The table of parameters: whole, used, and honest about what pins each."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from answerable.synthetic import caseload
from answerable.synthetic.parameters import Parameters, parameters, table
from tests.shared import shared

FOLDER = Path(caseload.__file__).parent
NAMES = [row.name for row in table()]
GROUPS = sorted({name.partition(":")[0] for name in NAMES if ":" in name})


def test_no_parameter_stands_twice():
    assert len(set(NAMES)) == len(NAMES)


def test_each_is_pinned_by_figures_that_there_are_or_says_that_nothing_pins_it():
    with shared("spec", "published_figures.csv").open(encoding="utf-8") as file:
        known = {row["id"] for row in csv.DictReader(file)}
    with (FOLDER / "parameters.csv").open(encoding="utf-8") as file:
        written = {row["name"]: row["figure"] for row in csv.DictReader(file)}

    for name, figure in written.items():
        assert figure == "not pinned" or set(figure.split()) <= known, name
        assert figure, name


class Watched(Parameters):
    """Parameters that remember which of them were asked for."""

    def __init__(self, values) -> None:
        super().__init__(values)
        self.asked = set()

    def __getitem__(self, name):
        self.asked.add(name)
        return super().__getitem__(name)

    def group(self, name):
        self.asked.add(name)
        return super().group(name)


def test_every_parameter_is_one_that_the_model_asks_for(tmp_path, monkeypatch):
    watched = Watched(parameters("TEST").values)
    monkeypatch.setattr(caseload, "parameters", lambda *_: watched)
    caseload.write_caseload(tmp_path / "log.parquet", 10, seed=1, setting="TEST")

    assert {name for name in NAMES if not {name, name.partition(":")[0]} & watched.asked} == set()


@pytest.mark.parametrize("group", GROUPS)
def test_the_shares_of_a_group_are_shares_of_a_whole(group):
    if group.startswith("information."):
        pytest.skip("a share each, not of one whole")
    total = sum(row.of["SEED"] for row in table() if row.name.startswith(f"{group}:"))

    assert total == pytest.approx(1, abs=0.005)


def test_a_parameter_that_there_is_not_cannot_be_changed():
    with pytest.raises(KeyError, match=r"effect\.moon"):
        parameters("SEED", {"effect.moon": 2.0})


def test_a_setting_holds_what_seed_holds_unless_it_says_otherwise():
    seed, national = parameters("SEED"), parameters("NATIONAL")

    assert national["phone.requested"] == seed["phone.requested"]
    assert (seed["withdrawal.lag"], national["withdrawal.lag"]) == (10, 60)
