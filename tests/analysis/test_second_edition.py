"""A second edition says as much as a first would, and no more than may be known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from answerable.analysis.audit.audit import audit
from answerable.analysis.audit.cells import Cell, place_of
from answerable.analysis.audit.guarding import Table, guard, tables
from answerable.analysis.audit.knowledge import known
from answerable.analysis.audit.possible import Solver
from answerable.analysis.audit.remembering import remembered
from answerable.analysis.catalogue import MEASURE_OF
from answerable.analysis.evaluate import Row
from answerable.analysis.log import Log
from answerable.analysis.reporting.asked_before import is_forgotten, remembered_again
from answerable.analysis.reporting.comparing_sections import _moved, changed
from answerable.analysis.reporting.edition import Edition, Past, definitions
from answerable.analysis.reporting.gathering import Figures
from answerable.events.times import show_instant
from tests.analysis.test_disclosure import log_of

NAMES = ("cases.recorded", "funnel.charged", "funnel.open", "withdrawal.share")
ASKED = tuple(
    (tuple(MEASURE_OF[name] for name in NAMES), by) for by in ((), ("force",), ("quarter",))
)
ENDS = ("value", "low", "high")
FIRST = datetime(2020, 1, 15, tzinfo=UTC)  # when some of those charged later were not


CHARGED = tuple(((MEASURE_OF["funnel.charged"],), by) for by in ((), ("force",)))


def released(log: Log, earlier: list[Cell], asked=ASKED) -> list[Table]:
    wanted = [table for measures, by in asked for table in tables(log, measures, by)]
    return guard(wanted, show_instant(log.as_of), earlier)


def cells_of(kept: list[Table], log: Log) -> list[Cell]:
    return [one for table in kept for one in table.cells(show_instant(log.as_of))]


def read_back(cells: list[Cell]) -> list[Cell]:
    """As a register holds them: without true counts."""
    return [replace(one, true=None) for one in cells]


@pytest.fixture(scope="module")
def now() -> Log:
    return log_of(**{f"f{at}": [5 + at] * (3 + 3 * at) + [40] * 9 + [None] * 20 for at in range(6)})


@pytest.fixture(scope="module")
def first(now: Log) -> list[Cell]:
    then = Log(now.columns, FIRST)
    return cells_of(released(then, []), then)


def test_a_second_edition_says_as_much_as_it_would_alone(now, first):
    alone = released(now, [])
    beside = released(now, remembered(now, ASKED, read_back(first)))

    def rows(kept: list[Table]) -> dict[str, int]:
        return {table.name: len(table.rows) for table in kept}

    assert rows(beside) == rows(alone)
    assert sum(rows(beside).values()) > 15


def test_beside_the_first_a_hidden_cell_keeps_every_value_from_nought_to_seven():
    # Of 7, 22 and 12 the total would say that the hidden one is four or more.
    now = log_of(
        a=[5] * 3 + [40] * 4 + [None] * 30, b=[5] * 20 + [40] * 2 + [None] * 30,
        c=[5] * 10 + [40] * 2 + [None] * 30, d=[40] * 2 + [None] * 30,
    )  # fmt: skip
    then = Log(now.columns, FIRST)
    first = cells_of(released(then, [], CHARGED), then)
    beside = remembered(now, CHARGED, read_back(first))
    both = [*first, *cells_of(released(now, beside, CHARGED), now)]
    knowledge = known(both)
    solver = Solver(knowledge.range(), knowledge.sums)
    hidden = {at for at, cells in knowledge.cells.items() for one in cells if one.state == "hidden"}
    missing = {(at, value) for at in hidden for value in range(8)}
    dice = np.random.default_rng(0)  # any direction will do: each solution answers for many

    assert hidden
    while missing:
        at, value = min(missing)
        found = solver.numbers(
            {at: value}, dice.integers(-1, 2, len(knowledge.names)).astype(float)
        )
        assert found is not None, (knowledge.names[at], value)
        missing -= {(at, value), *((other, int(found[other])) for other in hidden)}


def test_a_force_remembers_its_own_counts_and_nobody_elses(now, first):
    again = remembered(now, ASKED, read_back(first))

    own = [one for one in first if "force" in dict(one.place)]
    assert own == [one for one in again if one.true is not None]
    assert any(one.true is None for one in again)


def test_what_is_to_be_remembered_is_read_from_the_register_alone(now, first):
    # As the command's `measures --by force --by quarter` would have released it.
    then = Log(now.columns, FIRST)
    crossed = cells_of(released(then, [], (((MEASURE_OF["outcome.16"],), ("force", "quarter")),)),
                       then)  # fmt: skip
    held = [one for one in (*first, *crossed) if "force" in dict(one.place)]

    again = remembered_again(now, read_back([*first, *crossed]))

    assert held == [one for one in again if one.true is not None]
    assert is_forgotten(read_back(held)) and not is_forgotten(again[len(first) :])
    assert not is_forgotten([replace(first[0], place=(), true=None)])


def test_what_the_log_no_longer_says_stays_unknown(now, first):
    told = next(one for one in first if one.state == "shown" and "force" in dict(one.place))
    other = replace(told, value=told.value + 50, true=None)

    assert remembered(now, ASKED, [other]) == [other]


def test_what_was_released_before_holds_nothing_back_that_does_not_hang_together_with_it():
    def cell(count: str, value: int, **group: str) -> Cell:
        state = "shown" if value else "hidden"
        return Cell(count, place_of(group), "2024-01-01", state, value or None, count)

    lost = [cell("x: yes", 0, force="a"), cell("x: yes", 20, force="b"), cell("x: yes", 30)]

    assert audit(lost)
    assert audit([cell("y: yes", 20)], lost) == []
    assert audit([cell("x: yes", 30)], lost)


def row(measure: str, unit: str, value: float, low: float, high: float) -> Row:
    return Row(measure, {}, None, 500, value, unit, low, high, 0, 0, 0)


def test_what_moves_because_cases_grew_older_is_not_called_real():
    before = [
        row("cases.reported", "count", 500.0, 470.0, 530.0),
        row("funnel.open", "share", 0.9, 0.88, 0.92),
        row("decision.told", "share", 0.2, 0.18, 0.22),
        row("time.report_to_police_nfa", "days", 56.0, 40.0, 70.0),
        row("outcome.16", "share", 0.4, 0.38, 0.42),
    ]
    moved = {"cases.reported": 1200.0, "funnel.open": -0.5, "decision.told": 0.3,
             "time.report_to_police_nfa": 2.0, "outcome.16": 0.0}  # fmt: skip
    now = [
        one._replace(**{name: getattr(one, name) + moved[one.measure] for name in ENDS})
        for one in before
    ]
    past = Past(1, "2023-01-01", {(one.measure, ()): one for one in before}, definitions(), {}, [])
    figures = Figures({(one.measure, ()): one for one in now}, {}, {}, (), ())

    section = changed(None, Edition(datetime(2024, 1, 1, tzinfo=UTC), figures, previous=past))

    older = "more than chance, but cases were followed for longer"
    chance = "cannot be told from chance"
    assert {row[0]: tuple(row[-2:]) for row in section.tables[0].rows} == {
        "Cases reported": ("+1,200", "grows with every case"),
        "Still open": ("-50.0 points (-52.8 to -47.2)", older),
        "From the report to the police's decision to stop": ("+2 days (-19 to +23)", chance),
        "Victims told of the decision": ("+30.0 points (+27.2 to +32.8)", "yes"),
    }
    assert section.tables[0].note.startswith("1 of 5 measures read the same in both")


@pytest.mark.parametrize(
    ("by", "said"), [(1.2, "+1 day"), (-0.9, "-1 day"), (2.0, "+2 days"), (0.3, "0 days")]
)
def test_one_day_is_one_day(by, said):
    row = Row("time.report_to_charge", {}, 0.0, 0, 0.0, "days", 0.0, 0.0, 0, 0, 0)

    assert _moved(row, by) == said
