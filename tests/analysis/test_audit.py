"""What is released cannot be worked back to a few people, beside all that was ever released."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.analysis.attrition import Period
from answerable.analysis.audit.audit import audit
from answerable.analysis.audit.cells import Cell, cells_of, place_of
from answerable.analysis.audit.guarding import Table, guard, tables, tables_of
from answerable.analysis.audit.knowledge import Knowledge, known, told
from answerable.analysis.audit.periods import cells_of_periods
from answerable.analysis.audit.register import Broken, add_to_register, read_register
from answerable.analysis.catalogue import MEASURE_OF, MEASURES
from answerable.analysis.disclosure import ALL_SHOWN, release, shown
from answerable.analysis.duty_measures import BECAME
from answerable.analysis.log import Log
from answerable.analysis.reporting import extra_measures as extra
from answerable.analysis.statistics import Clusters
from answerable.analysis.tallies import LeftOut, Number, Share
from answerable.events.columns import from_cases
from tests.analysis import slow_delay, slow_prosecution, slow_signal
from tests.analysis.test_disclosure import log_of
from tests.analysis.thrown_cases import thrown
from tests.trying import tries

AS_OF = datetime(2024, 6, 1, tzinfo=UTC)
JAN, FEB = "2024-01-01", "2024-02-01"


def cell(true: int, count: str = "base: cases", as_of: str = JAN, **group) -> Cell:
    """A count as it is released, of a group whose value may be several."""
    value = shown(true)
    state = "hidden" if value is None else "shown"
    return Cell(count, place_of(group), as_of, state, value, count, true=true)


def table(name: str, **counts: int) -> list[Cell]:
    return [cell(number, **{name: value}) for value, number in counts.items()]


def said(*findings) -> list[str]:
    return [str(finding) for finding in findings]


MANY = {f"f{at}": 30 + at for at in range(12)}


def test_what_stands_alone_gives_nothing_away():
    assert audit(table("force", a=3, b=20, c=41)) == []


def test_a_hidden_cell_beside_a_total_of_few_groups_is_found():
    found = audit([*table("force", a=3, b=20), cell(23)])

    assert (str(found[0].cell), found[0].left) == ("base: cases (force a)", "from 1 to 7")
    assert not any("1" in text or "7" in text for text in said(*found))  # which is told to nobody
    assert {finding.cell.state for finding in found} == {"hidden", "shown"}


def test_a_hidden_cell_among_many_groups_is_safe_beside_their_total():
    assert audit([*table("force", a=3, **MANY), cell(3 + sum(MANY.values()))]) == []


def test_a_quarter_that_a_year_and_its_other_quarters_give_away_is_found():
    def of(**happened: int) -> list[Cell]:
        return cells_of_periods([Period(name, {"charged": n}) for name, n in happened.items()], JAN)

    quarters = of(**{"2019-Q2": 20, "2019-Q3": 7, "2019-Q4": 7, "2020-Q1": 7})

    assert audit(of(**{"year to March 2020": 26}), quarters) == []
    found = audit(of(**{"year to March 2020": 41}), quarters)
    assert {one.cell.place[0][1] for one in found} >= {("2019-Q3",), ("2019-Q4",), ("2020-Q1",)}


def test_what_one_force_knows_of_itself_tells_it_of_the_other():
    # To anybody else ten more cases could be either's.
    cells = [*table("force", a=13, b=12), cell(25)]

    assert any(finding.knowing == "a" and "force b" in str(finding) for finding in audit(cells))
    assert not any(finding.knowing for finding in audit([*table("team", a=10, b=10), cell(20)]))


def test_a_log_of_one_force_is_that_forces_own():
    assert audit([*table("force", a=43), cell(43), *table("team", general=20, specialist=23)]) == []


def test_a_hidden_cell_is_found_from_nested_areas():
    region = cell(20 + 30 + 4, force=("a", "b", "c"))
    within = cell(20 + 30, force=("a", "b"))

    alone = audit(table("force", a=20, b=30, c=4, d=50))
    found = audit([region, within], table("force", a=20, b=30, c=4, d=50))

    assert alone == []
    assert any("force c)" in text and "anybody" in text for text in said(*found))


def test_a_hidden_cell_is_found_from_overlapping_areas():
    cells = [cell(44, force=("a", "b")), cell(47, force=("b", "c")), cell(50, force=("a", "c"))]

    found = audit(cells, table("force", a=23, b=21, c=27))

    assert found  # each narrows what the others leave


def test_a_hidden_cell_is_found_from_a_second_edition():
    before = table("force", a=2, b=20)  # no total, so nothing to hold it against
    total = cell(22, as_of=FEB)

    assert audit(before) == []
    found = audit([total], before)
    assert [str(one.cell) for one in found if one.cell.state == "hidden"] == [
        "base: cases (force a)"
    ]


def test_a_hidden_cell_is_found_from_another_breakdown_of_the_same_cases():
    by_team = table("team", general=17, specialist=16)

    found = audit(by_team, table("force", a=1, b=32))

    assert any("force a" in text for text in said(*found))


def test_a_few_that_say_no_are_found_from_the_base_beside():
    """A share is hidden for its few noes; the yeses of others and the base give them away."""
    yes, of = "funnel.charged: yes", "base: recorded cases"
    cells = [
        cell(105, of), cell(100, yes, force="a"), cell(105, of, force="a"),
        Cell("funnel.charged: no", place_of({"force": "a"}), JAN, "hidden", None, "t", yes, of, 5),
    ]  # fmt: skip

    assert any("funnel.charged: no" in text for text in said(*audit(cells)))


@settings(max_examples=tries(20), deadline=None)
@given(counts=st.lists(st.integers(0, 24), min_size=4, max_size=4), ring=st.booleans())
def test_every_value_that_the_audit_leaves_is_possible_and_no_other_is(counts, ring):
    """Held against going through all numbers there are, for small tables with their margins."""
    a, b, c, d = counts
    cells = [
        cell(number, count="x", force=force, team=team)
        for number, force, team in ((a, "p", "s"), (b, "p", "g"), (c, "q", "s"), (d, "q", "g"))
    ]
    cells += [cell(a + b, count="x", force="p"), cell(c + d, count="x", force="q")]
    if ring:
        cells += [cell(a + c, count="x", team="s"), cell(b + d, count="x", team="g")]
    cells = [Cell(*each[:8]) for each in map(_plain, cells)]  # nobody knows any count

    lost = {str(one.cell) for one in audit(cells) if not one.knowing}

    possible = _all_solutions(cells, ring)
    for at, each in enumerate(cells):
        low, high = told(each)
        keeps = {solution[at] for solution in possible} >= set(range(low, high + 1))
        assert keeps == (str(each) not in lost)


def _plain(one: Cell) -> tuple:
    return (one.count, one.place, one.as_of, one.state, one.value, one.table, one.yes, one.of)


def _all_solutions(cells: list[Cell], ring: bool) -> set[tuple[int, ...]]:
    ranges = [range(low, high + 1) for low, high in map(told, cells)]
    found = set()
    for a, b, c, d in product(*ranges[:4]):
        sums = (a + b, c + d, a + c, b + d) if ring else (a + b, c + d)
        if all(total in within for total, within in zip(sums, ranges[4:], strict=True)):
            found.add((a, b, c, d, *sums))
    return found


@pytest.mark.parametrize("made", ["plain", "thrown"])
def test_the_sums_that_the_audit_believes_in_are_true_of_a_log(made):
    if made == "thrown":  # of what signals, delays and action plans listen to
        heard = (*slow_signal.HEARD, *slow_delay.HEARD, *slow_prosecution.HEARD)
        log = Log(from_cases(thrown(4, heard, 300).items()), AS_OF)
    else:
        log = log_of(a=[10] * 40 + [None] * 30, b=[200] * 12 + [None] * 9, c=[3] * 5, d=[None] * 11)
    cells = [
        each
        for by in ((), ("force",), ("quarter",))
        for measure in (*MEASURE_OF.values(), *extra.ENDING, *extra.AGE, *extra.WHERE)
        for each in cells_of(measure, release(log, [measure], by), JAN)
    ]

    knowledge: Knowledge = known(cells)

    true = {at: {each.true for each in some} for at, some in knowledge.cells.items()}
    # An ending before its start is followed up by the median of any ending, and by nothing else.
    odd = [at for at, name in enumerate(knowledge.names) if name[0].endswith(": followed")]
    assert all(len(values) == 1 for at, values in true.items() if at not in odd)
    checked = 0
    for each in knowledge.sums:
        if all(at in true for at in each.who):
            total = sum(s * min(true[at]) for at, s in zip(each.who, each.sign, strict=True))
            assert each.low <= total <= each.high, [knowledge.names[at] for at in each.who]
            checked += 1
    assert checked > 100


def test_a_table_that_gives_others_away_is_held_back_and_says_which_cells():
    log = log_of(a=[10] * 20 + [None] * 20, b=[10] * 12 + [None] * 14)
    measure = MEASURE_OF["funnel.charged"]

    wanted = [*tables(log, [measure]), *tables(log, [measure], ("force",))]
    whole, by_force = guard(wanted, JAN, [])

    assert whole.rows and not whole.refused
    assert not by_force.rows
    assert by_force.name == "funnel.charged by force"
    assert any("force" in str(finding) for finding in by_force.refused)


def test_what_gives_an_earlier_release_away_is_held_back_though_it_counts_something_else():
    yes, no, of = "funnel.charged: yes", "funnel.charged: no", "base: recorded cases"
    at = place_of({"force": "a"})
    earlier = [
        cell(100, yes, force="a"),
        Cell(no, at, JAN, "hidden", None, "funnel.charged", yes, of, 5),
    ]  # fmt: skip
    log = log_of(a=[10] * 100 + [None] * 5, b=[10] * 40)

    (kept,) = guard([*tables(log, [MEASURE_OF["cases.recorded"]], ("force",))], JAN, earlier)

    assert not kept.rows
    assert [str(one.cell) for one in kept.refused] == [f"{no} (force a)"]


def test_of_a_time_by_certain_days_gives_way_before_of_how_many_it_is():
    # A case of each of three forces was charged within 30 days: each knows that of one it was it.
    log = log_of(
        **{f"f{at}": [10, *range(40, 59)] for at in range(3)},
        **{f"g{at}": list(range(40, 60)) for at in range(6)},
    )
    time = [MEASURE_OF["time.report_to_charge"]]

    whole, by_force = guard([*tables(log, time), *tables(log, time, ("force",))], JAN, [])

    assert {one.row.unit for one in whole.rows} == {"days", "share"}
    assert {one.row.unit for one in by_force.rows} == {"days"}
    assert all(one.row.denominator for one in by_force.rows)


def test_what_a_whole_says_is_left_out_gives_way_before_a_table_of_its_parts():
    # 183 charged and 183 open of 366: rounded to 185, 185 and 365, they cannot be fewer than 366.
    log = log_of(
        f0=[*range(40, 63)] + [None] * 23,
        **{f"f{at}": [*range(40, 60)] + [None] * 20 for at in range(1, 9)},
    )
    cases, time = [MEASURE_OF["cases.reported"]], [MEASURE_OF["time.report_to_charge"]]

    _, whole, by_force = guard(
        [*tables(log, cases), *tables(log, time), *tables(log, time, ("force",))], JAN, []
    )

    assert all(one.row.open is None for one in whole.rows)
    assert {one.row.unit for one in by_force.rows} == {"days", "share"}
    assert all(one.row.denominator for one in by_force.rows if one.row.value is not None)


def test_what_is_guarded_passes_the_audit():
    log = log_of(**{f"f{at}": [10] * (9 + at) + [None] * 20 for at in range(9)})
    wanted = [*tables(log, MEASURES), *tables(log, MEASURES[:6], ("force",))]

    kept = guard(wanted, JAN, [])

    assert sum(1 for each in kept if each.rows) > 40
    assert audit([each for table in kept for each in table.cells(JAN)]) == []


def test_the_register_is_added_to_and_holds_what_readers_were_told(tmp_path: Path):
    register = tmp_path / "register.jsonl"
    first, second = table("force", a=3, b=21), [cell(24, as_of=FEB)]

    add_to_register(register, "one", JAN, first)
    add_to_register(register, "two", FEB, second)

    found = read_register(register)
    assert [(c.count, c.place, c.as_of, c.state, c.value) for c in found] == [
        (c.count, c.place, c.as_of, c.state, c.value) for c in (*first, *second)
    ]
    assert {c.true for c in found} == {None} and "21" not in register.read_text()


@pytest.mark.parametrize("line", ["{", "[]", '{"version": 9, "cells": []}', '{"version": 1}'])
def test_of_a_broken_register_nothing_is_released(tmp_path: Path, line):
    register = tmp_path / "register.jsonl"
    add_to_register(register, "one", JAN, table("force", a=3))
    with register.open("a") as file:
        file.write(line + "\n")

    with pytest.raises(Broken, match=r"register.jsonl:2: this line is no release"):
        read_register(register)


def test_there_is_no_register_before_the_first_release(tmp_path: Path):
    assert read_register(tmp_path / "none.jsonl") == []


def test_a_duty_is_one_of_its_room_however_it_was_asked_for():
    # Everybody can look up that these two are all that is owed to a victim who leaves.
    by_duty = table("duty", **{"engagement.confirm": 3, "engagement.offer_return": 20})
    by_room = table("room", engagement=23)

    found = audit(by_duty, by_room)

    assert any(str(one.cell).endswith("(duty engagement.confirm)") for one in found)
    assert audit(by_duty, table("room", material=23)) == []


def what_became(**forces: tuple[int, int, int, int]) -> list[Table]:
    """Duties kept, late, missed and overdue, of each force."""
    found = []
    for measure, at in zip((MEASURE_OF["duty.kept"], *BECAME), range(4), strict=True):
        for force, counts in forces.items():
            yes, of = counts[at], sum(counts)
            nothing = LeftOut(*[Number(0, 0)] * 3)
            clusters = Clusters(of, of, yes, of, yes, yes)
            sides = Number(yes, yes), Number(of - yes, of - yes)
            found.append((measure, {"force": force}, Share(*sides, clusters, nothing)))
    return list(tables_of(found, ("force",)))


def test_of_many_groups_one_row_is_held_back_and_all_others_stay():
    # 13, 18, 23 and 28 are all rounded up, and their sum of 82 down: no other numbers would be.
    wanted = what_became(a=(13, 18, 23, 28), **{f"f{at:02}": (20, 20, 20, 20) for at in range(19)})
    assert audit([each for table in wanted for each in table.cells(JAN)])

    kept = guard(wanted, JAN, [])

    assert audit([each for table in kept for each in table.cells(JAN)]) == []
    assert not any(table.refused for table in kept)
    hidden = [
        (table.measure.id, one.row.group["force"])
        for table in kept
        for one in table.rows
        if one.row.value is None
    ]
    assert hidden == [("duty.overdue", "a")]
    totals = [
        one.row.measure for t in kept for one in t.rows if one.row.group["force"] == ALL_SHOWN
    ]
    assert totals == ["duty.kept", "duty.late", "duty.missed"]  # with its row, the other is gone


def test_of_few_groups_a_whole_table_gives_way_and_no_innocent_one():
    few = {"a": (13, 18, 23, 28), "b": (20, 20, 20, 20)}
    wanted = what_became(**few)
    other = [*tables(log_of(a=[10] * 20 + [None] * 20), [MEASURE_OF["funnel.charged"]])]

    kept = guard([*wanted, *other], JAN, [])

    assert [table.name for table in kept if table.refused] == ["duty.overdue by force"]
