"""Each force's own rules hold for its own cases and for no others, in every command and way."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest
from django.test import override_settings

from answerable.actions.loading import load_cases
from answerable.analysis.view import View
from answerable.commands.failing import Failed
from answerable.commands.owed import STATUSES, Owed
from answerable.commands.raised import Signals
from answerable.commands.settings import duties_with, settings_in
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.columns import from_cases, microseconds
from answerable.events.corrections import in_force
from answerable.events.reading import read
from answerable.rules.kernel.bulk import in_order
from answerable.rules.kernel.files import evaluated_parts, open_log
from answerable.rules.kernel.one import evaluate_case
from answerable.rules.kernel.program import compile_duties
from answerable.rules.kernel.tables import NEVER
from answerable.rules.set_by_force import force_of, rules_with
from answerable.synthetic.caseload import write_caseload
from tests.commands.run import rows, run

FEW = 6
AS_OF = datetime(2024, 6, 1, tzinfo=UTC)
SET = ("report.risk", "report.needs", "report.acknowledge", "support.refer")
CLOCK = '[[duty]]\nid = "{duty}"\nclock = "{clock}"\nfrom = 2000-01-01\n'
RANK = '[[gate]]\nid = "decision.made.authority"\nrank = "chief_inspector"\nfrom = 2000-01-01\n'


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    made = tmp_path_factory.mktemp("forces") / "log.parquet"
    write_caseload(made, 40, seed=11)
    return made


@pytest.fixture(scope="module")
def cases(path):
    return read(path, EVENT_TYPES).cases


@pytest.fixture(scope="module")
def two(cases):
    """The two forces that have the most of the cases: there are others."""
    forces = [force_of(in_force(entries, AS_OF)) for entries in cases.values()]
    found = sorted(set(forces), key=lambda force: (-forces.count(force), force))
    assert len(found) > 2
    return found[:2]


@pytest.fixture
def folder(tmp_path, two):
    made = tmp_path / "forces"
    made.mkdir()
    for force, clock in zip(two, ("Hours(1)", "Days(400)"), strict=True):
        clocks = [CLOCK.format(duty=duty, clock=clock) for duty in SET]
        (made / f"{force}.toml").write_text("".join([*clocks, RANK]))
    return made


def of_each(cases, folder, ask):
    """What a question says of every case, asked case by case with the rules of its force alone."""
    found = []
    for name, entries in sorted(cases.items()):
        own = folder / f"{force_of(in_force(entries, AS_OF))}.toml"
        found += ask({name: entries}, settings_in(own if own.exists() else None))
    return found


@pytest.mark.parametrize("many", [False, True])
def test_what_is_owed_goes_by_the_rules_of_the_cases_own_force(cases, folder, many):
    every = frozenset(STATUSES)

    expected = of_each(
        cases, folder,
        lambda one, rules: Owed(AS_OF, None, rules.published, every)(one, many=False),
    )  # fmt: skip
    found = list(Owed(AS_OF, None, duties_with(folder), every)(cases, many=many))

    assert found == expected
    assert found != list(Owed(AS_OF, None, duties_with(None), every)(cases, many=False))


@pytest.mark.parametrize("many", [False, True])
def test_so_do_signals(cases, folder, many):
    expected = of_each(
        cases, folder, lambda one, rules: Signals(AS_OF, None, rules.published)(one, many=False)
    )

    assert list(Signals(AS_OF, None, duties_with(folder))(cases, many=many)) == expected


def test_so_does_a_log_by_columns_and_a_single_case(path, cases, folder):
    program = compile_duties(duties_with(folder), EVENT_TYPES)
    parts = evaluated_parts(open_log(path, program), AS_OF, program)

    found = list(in_order(parts))

    assert found == [
        one
        for _, entries in sorted(cases.items())
        for one in evaluate_case(in_force(entries, AS_OF), AS_OF, program).obligations()
    ]
    log = View(AS_OF, None, duties_with(folder)).log(from_cases(sorted(cases.items())))
    dues = [NEVER if one.due_at is None else microseconds(one.due_at) for one in found]
    assert log.obligations.due.tolist() == dues


def test_so_do_gates_and_the_working_of_a_deadline(path, cases, folder):
    audit = ("gates", str(path), "--settings")
    expected = []
    for place, (name, entries) in enumerate(sorted(cases.items())):
        own = folder / f"{force_of(in_force(entries, AS_OF))}.toml"
        given = () if not own.exists() else ("--settings", str(own))
        of_case = [row for row in _audits(path, given) if row["case_id"] == name]
        expected += of_case
        if place >= FEW:
            continue  # a command each: it takes long
        (working, *_) = rows(
            "explain", str(path), "--case", name, "--duty", "report.risk",
            "--as-of", AS_OF.isoformat(), "--settings", str(folder),
        )  # fmt: skip
        alone = rows(
            "explain", str(path), "--case", name, "--duty", "report.risk",
            "--as-of", AS_OF.isoformat(), *given,
        )  # fmt: skip
        assert working == alone[0]

    assert rows(*audit, str(folder)) == expected


@cache
def _audits(path, given):
    return rows("gates", str(path), *given)


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["duties", "gates", "measures"])
def test_the_record_goes_by_the_rules_that_the_pages_go_by(cases, two, folder, tmp_path, command):
    own_first = sorted(cases, key=lambda name: force_of(in_force(cases[name], AS_OF)) not in two)
    load_cases({name: cases[name] for name in own_first[:14]}, at=AS_OF, refreshed=False)
    own = {file.stem: rules_with(file.read_text()) for file in folder.iterdir()}
    log = tmp_path / "log.csv"
    assert run("export", "--db", "--to", "csv", "--out", str(log)).returncode == 0
    as_of = () if command == "gates" else ("--as-of", AS_OF.isoformat())

    with override_settings(RULES_OF_FORCES=own):
        found = rows(command, "--db", *as_of)

    assert found == rows(command, str(log), *as_of, "--settings", str(folder))
    assert found != rows(command, str(log), *as_of)


def test_a_file_that_is_named_after_no_force_is_refused(folder):
    (folder / "nowhere.toml").write_text("")

    with pytest.raises(Failed, match=r"name it after the code of a force, as 13\.toml"):
        settings_in(folder)
