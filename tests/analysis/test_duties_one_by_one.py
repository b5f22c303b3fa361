"""What became of each duty: under its room, with what it rests on, and nothing given away."""

from __future__ import annotations

import numpy as np
import pytest

from answerable.analysis.audit.audit import audit
from answerable.analysis.audit.guarding import Table, guard, tables
from answerable.analysis.audit.knowledge import known
from answerable.analysis.audit.possible import Solver
from answerable.analysis.disclosure import ALL_SHOWN
from answerable.analysis.evaluate import Row
from answerable.analysis.reporting.duty_sections import one_by_one
from answerable.analysis.reporting.gathering import ASKED, OF_DUTY, Figures, never_owed
from answerable.analysis.reporting.releasing import rules
from answerable.commands.report import loaded
from answerable.events.times import show_instant
from answerable.rules.catalogue import DUTIES, DUTY_OF
from answerable.synthetic.caseload import write_caseload
from tests.analysis.test_report_reading import share

TELL, ALLOCATE = DUTY_OF["decision.tell"], DUTY_OF["investigation.allocate"]


def became(duty: str, of: int, *counts: int | None) -> list[Row]:
    rule = DUTY_OF[duty]
    group = dict(zip(OF_DUTY, (duty, rule.room, rule.figure), strict=True))
    names = ("duty.kept", "duty.late", "duty.missed", "duty.overdue")
    return [
        share(name, count, of, **group)
        for name, count in zip(names, counts, strict=True)
        if count is not None
    ]


def figures(*rows: Row) -> Figures:
    by_place = {(row.measure, tuple(sorted(row.group.items()))): row for row in rows}
    return Figures(by_place, {}, {}, (), ())


def test_each_duty_stands_under_its_room_with_what_it_rests_on_and_how_many_fell_due():
    table = one_by_one(figures(*became(TELL.id, 1200, 600, 300, None, 240),
                               *became(ALLOCATE.id, 800, 720, 40, 20, None)))  # fmt: skip

    assert table.rows == [
        ("Investigation", ALLOCATE.what, "Default", "800", "90%", "5.0%", "2.5%", "not shown"),
        ("Decision", TELL.what, "Law", "1,200", "50%", "25%", "not shown", "20%"),
    ]
    assert table.measures == [ALLOCATE.id, TELL.id]
    assert rules()[TELL.id]["definition"].endswith(TELL.what[1:])
    assert rules()[TELL.id]["basis"] == TELL.basis and rules()[TELL.id]["sources"]


def test_a_duty_of_which_nothing_may_be_shown_is_named_whether_few_owed_it_or_nobody():
    hidden = became(ALLOCATE.id, 800, 720, None, None, None)[0]._replace(value=None)

    table = one_by_one(figures(*became(TELL.id, 1200, 600, 300, None, 240), hidden))

    assert [row[1] for row in table.rows] == [TELL.what]
    named = table.note.partition("all but a few went one way. ")[2]
    assert named == " ".join(one.what for one in DUTIES if one is not TELL)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[Table]]:
    """What a report asks of all duties, of a small made-up caseload, and as of when."""
    path = tmp_path_factory.mktemp("duties") / "log.parquet"
    written = write_caseload(path, 150, 3)
    log, _, _ = loaded(path, written.as_of, None, None, strict=True)
    found = [
        table
        for measures, by in ASKED
        if not {"force", "quarter"} & set(by)
        for table in tables(log, [one for one in measures if one.id.startswith("duty.")], by)
    ]
    return show_instant(log.as_of), never_owed(log, found)


def test_beside_rooms_and_all_together_a_hidden_duty_keeps_every_value(asked):
    when, wanted = asked
    assert audit(cell for table in wanted for cell in table.cells(when))

    kept = guard(wanted, when, [])

    cells = [cell for table in kept for cell in table.cells(when)]
    knowledge = known(cells)
    solver = Solver(knowledge.range(), knowledge.sums)
    hidden = {at for at, some in knowledge.cells.items() for one in some if one.state == "hidden"}
    missing = {(at, value) for at in hidden for value in range(8)}
    dice = np.random.default_rng(0)  # any direction will do: each solution answers for many
    assert len(hidden) > 100
    while missing:
        at, value = min(missing)
        found = solver.numbers(
            {at: value}, dice.integers(-1, 2, len(knowledge.names)).astype(float)
        )
        assert found is not None, (knowledge.names[at], value)
        missing -= {(other, int(found[other])) for other in hidden}
    of_duties = [table for table in kept if table.by == OF_DUTY]
    assert not any(table.refused for table in of_duties)
    shown = sum(one.row.value is not None for table in of_duties for one in table.rows)
    assert shown > 80


def test_the_audit_knows_the_duties_that_nobody_owed(asked):
    _, wanted = asked

    of = {one.row.group["duty"] for table in wanted if table.by == OF_DUTY for one in table.rows}

    assert of - {ALL_SHOWN} == {one.id for one in DUTIES}
