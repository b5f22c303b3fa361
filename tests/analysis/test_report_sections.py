"""The sections of a report that stand on models, comparisons and who held a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from answerable.analysis.audit.audit import audit
from answerable.analysis.audit.guarding import guard, tables
from answerable.analysis.catalogue import MEASURE_OF
from answerable.analysis.evaluate import Row
from answerable.analysis.models.terms import ASSOCIATION
from answerable.analysis.reporting.attrition_sections import times
from answerable.analysis.reporting.edition import Edition
from answerable.analysis.reporting.forces_sections import forces
from answerable.analysis.reporting.gathering import Figures
from answerable.analysis.reporting.holding_sections import holding
from answerable.analysis.reporting.modelling import models
from answerable.analysis.reporting.published_sections import inspection, national
from answerable.analysis.reporting.quarter_sections import quarters
from answerable.analysis.reporting.why_sections import why
from answerable.events.codes import FORCES
from answerable.events.times import show_instant
from tests.analysis.models.made import AS_OF, LEAVES, NFA, case, caseload, log_of

WHEN = show_instant(AS_OF)
SHARE = MEASURE_OF["withdrawal.share"]


def edition(figures: Figures, **of: str) -> Edition:
    return Edition(AS_OF, figures, **of)


@pytest.fixture(scope="module")
def log():
    report = {"force": "40", "domestic_abuse": False, "relationship": "friend", "team": "general"}
    few = [
        case(f"z{n:02}", (5.0, LEAVES) if n < 3 else (20.0, NFA), report=report) for n in range(60)
    ]
    return log_of([*caseload(1_200), *few])


@pytest.fixture(scope="module")
def found(log):
    return models(log, WHEN, [])


def by_force(log):
    kept = guard(list(tables(log, [SHARE], ("force",))), WHEN, [])
    rows = {(r.row.measure, tuple(r.row.group.items())): r.row for t in kept for r in t.rows}
    return Figures(rows, {}, {}, (), ())


def test_each_model_stands_with_its_counts_and_says_that_it_is_of_associations(found):
    section = why(None, edition(Figures({}, {}, {}, (), (), found.shown)))

    assert [table.name for table in section.tables][:2] == ["why_withdrawal_0", "why_nfa_0"]
    for table in section.tables:
        assert ASSOCIATION in table.note and table.chart is not None
        assert {"Domestic abuse: yes"} <= {row[0] for row in table.rows}
    abuse = next(row for row in section.tables[0].rows if row[0] == "Domestic abuse: yes")
    assert 2 < float(abuse[4]) < 4.5  # the odds ratio that was planted is 3
    noted = next(row for row in section.tables[3].rows if row[0] == "Inconsistency noted: yes")
    assert float(noted[4]) > 3  # and of this one it is 5


def test_the_level_that_others_are_compared_with_has_no_count_for_it_would_undo_the_rounding(found):
    lines = [line for model in found.shown for line in model.lines]

    assert lines and not any(line.level == line.against for line in lines)
    counts = [n for line in lines for n in (line.n, line.events) if n is not None]
    assert counts and all(n % 5 == 0 and n > 7 for n in counts)
    told = {cell.place for cell in found.cells if cell.state == "shown"}
    assert (("domestic_abuse", ("true",)),) in told
    assert (("domestic_abuse", ("false",)),) not in told


def test_a_level_that_would_give_another_away_is_found_by_the_audit(found):
    (whole,) = [
        cell for cell in found.cells if cell.count == "odds.withdrawal.0: yes" and not cell.place
    ]
    (abuse,) = [
        cell
        for cell in found.cells
        if cell.count == whole.count and cell.place == (("domestic_abuse", ("true",)),)
    ]
    rest = replace(abuse, place=(("domestic_abuse", ("false",)),), state="shown",
                   value=whole.value - abuse.value + 5)  # fmt: skip

    assert not audit(found.cells)
    cells = [cell for cell in found.cells if cell.place != rest.place or cell.count != rest.count]
    assert audit([*cells, rest])


def test_a_model_that_cannot_stand_beside_what_was_released_is_left_out_and_named(log, found):
    rest = [
        replace(cell, state="shown", value=5 * round(cell.true / 5) + 5)
        for cell in found.cells
        if cell.count == "odds.withdrawal.0: yes" and cell.place[:1] and cell.state == "withheld"
    ]

    again = models(log, WHEN, rest)

    assert any(one.startswith("model of withdrawal at day 0: ") for one in again.refused)
    assert "withdrawal" not in {one.of for one in again.shown if one.landmark == 0}


def test_the_victims_who_stayed_are_one_number_in_both_models(found):
    pairs = list(zip(found.shown[::2], found.shown[1::2], strict=True))

    assert len(pairs) == 2
    for left, stopped in pairs:
        assert stopped.n == left.n - left.events
        sides = {(one.covariate, one.level): one.n - one.events for one in left.lines}
        counted = [one for one in stopped.lines if one.n is not None]
        assert counted
        assert all(one.n == sides[one.covariate, one.level] for one in counted)


def test_forces_stand_by_name_and_one_with_few_on_a_side_is_not_there(log):
    figures = by_force(log)

    section = forces(log, edition(figures, force="03", force_name=FORCES.get("03", "Force 03")))

    (table,) = section.tables
    names = [row[0] for row in table.rows]
    assert len(names) == 12 and names == sorted(names)
    assert FORCES.get("40", "Force 40") not in names
    assert not any("rank" in column.name for column in table.columns)
    for row in table.rows:
        code = next(c for c in map("{:02}".format, range(1, 13))
                    if FORCES.get(c, f"Force {c}") == row[0])  # fmt: skip
        shown = figures.row(SHARE.id, force=code)
        assert row[1:3] == [f"{shown.denominator:,.0f}", f"{shown.numerator:,.0f}"]
    assert FORCES.get("03", "Force 03") in table.chart.svg


def test_forces_whose_figures_were_left_out_are_not_compared(log):
    assert forces(log, edition(Figures({}, {}, {}, (), ()))) is None


def test_the_parts_of_a_life_are_added_up_from_what_is_shown():
    def row(name: str, mean: float | None, of: int | None) -> Row:
        return Row(f"held.{name}", {}, None, of, mean, "days", mean, mean, None, None, None)

    rows = {
        ("held.police", ()): row("police", 80.0, 1_000),
        ("held.court", ()): row("court", 300.0, 50),
        ("held.prosecutors", ()): row("prosecutors", None, None),
    }

    table, by_force = holding(None, edition(Figures(rows, {}, {}, (), ()))).tables

    of_all = {row[0]: row[-1] for row in table.rows}
    assert of_all == {
        "With the police": "80 days", "With the court": "15 days",
        "With prosecutors": "not shown", "Waiting on a third party": "not shown",
    }  # fmt: skip
    assert "With the court: 15 days" in table.chart.svg
    assert not by_force.rows


def test_the_table_and_the_first_figure_of_the_annex_stand_in_the_inspections_order():
    def days(team: str, mean: float) -> tuple[tuple, Row]:
        id_ = "time.report_to_police_nfa"
        return (id_, (("team", team),)), Row(id_, {}, None, 100, mean, "days", 1, 99, *[None] * 3)

    def cases(count: int, **of: str) -> tuple[tuple, Row]:
        id_ = "cases.recorded"
        return (id_, tuple(of.items())), Row(
            id_, of, count, None, count, "count", 1, 999, *[None] * 3
        )

    rows = dict([days("specialist", 50.0), cases(200), cases(90, relationship="partner")])

    table, who, *_ = inspection(None, edition(Figures(rows, {}, {}, (), ()))).tables

    figures = [row[0] for row in table.rows]
    assert figures.index("Table 1") == figures.index("Figure 13") + 1
    specialist, general = (row for row in table.rows if row[0] == "Table 1")
    assert specialist[2:5] == ["50 days (1 to 99)", "100", "49 days"]
    assert general[2:5] == ["not shown", "not shown", "108 days"]
    assert who.rows[0] == ["Partner", "90 of 200", "45%", "230 of 502", "45.82%"]
    assert who.rows[1][1:3] == ["not shown", "not shown"]
    assert sum(int(row[3].split()[0]) for row in who.rows) == 502


def test_a_stage_stands_with_the_days_within_which_so_many_ended():
    def within(name: str, days: float) -> tuple[tuple, Row]:
        id_ = f"time.report_to_charge.{name}"
        return (id_, ()), Row(id_, {}, None, 100, days, "days", None, None, *[None] * 3)

    rows = dict(map(within, ("quartile_1", "median", "quartile_3"), (90.0, 200.0, 410.0)))

    tables = {one.name: one for one in times(None, edition(Figures(rows, {}, {}, (), ()))).tables}

    charged = next(row for row in tables["times_spread"].rows if row[0] == "Report to charge")
    assert charged[1:] == ["90", "200", "410", "not shown"]


def test_two_stages_stand_by_force_with_the_range_of_their_means():
    rows = {
        ("time.report_to_referral", (("force", force),)): Row(
            "time.report_to_referral", {}, None, 40, mean, "days", 1.0, 99.0, *[None] * 3
        )
        for force, mean in (("01", 28.0), ("03", 114.0))
    }

    by_force = times(None, edition(Figures(rows, {}, {}, (), ()))).tables[-1]

    assert len(by_force.rows) == 2  # of all together nothing is shown, so they have no row
    assert "28 days to 114 days, of 2 forces" in by_force.note


def test_beside_a_national_figure_stands_ours_of_the_same_definition_or_year_and_no_other():
    outcome = Row("outcome.16", {}, 45, 100, 0.45, "share", 0.4, 0.5, *[None] * 3)
    happened = {
        "year to March 2020": {"recorded": 90, "referred": 10, "charged": None, "convicted": None}
    }

    (table,) = national(
        None, edition(Figures({("outcome.16", ()): outcome}, happened, {}, (), ()))
    ).tables

    at = [column.name for column in table.columns]
    ours = {row[0]: row[at.index("ours")] for row in table.rows}
    assert ours["I023"] == "90" and ours["I008"] == "10"
    assert ours["I009"] == "not shown"  # in seven cases or fewer
    assert ours["I022"] == "no such year is shown"
    assert ours["I060"] == "45% (40% to 50%)"
    for trap in ("A01", "I011", "X052", "X107", "X053", "X073"):
        assert ours[trap] == "none of this definition", trap
    assert all(row[at.index("definition")] for row in table.rows)


def by_quarter(log, *measures):
    kept = guard(list(tables(log, list(measures), ("quarter",))), WHEN, [])
    return {(r.row.measure, tuple(r.row.group.items())): r.row for t in kept for r in t.rows}


def test_a_share_is_followed_over_the_quarters_that_have_had_a_year(log):
    young = log_of([*caseload(1_200), *(
        case(f"y{n:03}", (5.0, LEAVES) if n < 50 else (9.0, NFA),
             start=AS_OF - timedelta(days=100)) for n in range(100)
    )])  # fmt: skip
    rows = by_quarter(young, SHARE)

    (table,) = quarters(young, edition(Figures(rows, {}, {}, (), ()))).tables

    named = [row[0] for row in table.rows]
    assert named == sorted(named) and len(named) == 8
    assert ("withdrawal.share", (("quarter", "2023-Q3"),)) in rows and "2023-Q3" not in named
    assert {row[5] for row in table.rows} == {"within"}
    assert table.chart is not None and "differ" in table.note


def test_where_one_quarter_is_held_back_none_is_followed(log):
    rows = by_quarter(log, SHARE)
    del rows[next(iter(rows))]

    assert quarters(log, edition(Figures(rows, {}, {}, (), ()))) is None
