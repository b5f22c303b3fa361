"""Counts of different measures that make each other up: what one gives away of another is found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from random import Random

import numpy as np
import pytest

from answerable.analysis import attrition
from answerable.analysis.attrition import Period
from answerable.analysis.audit.audit import audit
from answerable.analysis.audit.cells import Cell
from answerable.analysis.audit.guarding import guard, tables
from answerable.analysis.audit.knowledge import Knowledge, known
from answerable.analysis.audit.periods import cells_of_periods
from answerable.analysis.audit.possible import MANY, Impossible, Range, Sum, Sums
from answerable.analysis.catalogue import MEASURE_OF
from answerable.analysis.disclosure import MOST_HIDDEN
from answerable.analysis.holding import MEASURES as HELD
from answerable.analysis.log import Log
from answerable.analysis.reporting.gathering import ASKED, LEFT_TO_READ
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.columns import from_cases
from tests.analysis import (
    slow_decision,
    slow_delay,
    slow_duty,
    slow_funnel,
    slow_further,
    slow_held,
    slow_material,
    slow_prosecution,
    slow_report,
    slow_signal,
    slow_treatment,
    slow_withdrawal,
)
from tests.analysis.test_audit import AS_OF, JAN, cell, table
from tests.analysis.test_disclosure import log_of
from tests.analysis.test_known_cases import POLICE_NFA
from tests.analysis.test_known_cases import log_of as known_log
from tests.analysis.thrown_cases import thrown

HEARD = tuple(
    one.HEARD
    for one in (
        slow_decision, slow_delay, slow_duty, slow_funnel, slow_further, slow_held, slow_material,
        slow_prosecution, slow_report, slow_signal, slow_treatment, slow_withdrawal,
    )
)  # fmt: skip


def hidden(cells: list[Cell], earlier: list[Cell] | None = None) -> set[str]:
    """The hidden counts of which anybody could work out more than may be known."""
    found = audit(cells, earlier or [])
    return {one.cell.count for one in found if one.cell.state == "hidden" and not one.knowing}


# What readers see of 98, 92 and 6 is 100, 90, and few; and few cannot be fewer than six.
@pytest.mark.parametrize(
    ("whole", "part", "few"),
    [
        ("device.spoken_of: yes", "device.requested: yes", "device.only_mentioned: yes"),
        ("device.agreed: yes", "device.agreed_otherwise: yes", "device.agreed_after_bad: yes"),
        ("device.agreed: in it", "device.agreed_otherwise: in it", "device.agreed_after_bad: in it"),
        ("base: withdrawn cases", "withdrawal.share.stated: yes", "withdrawal.share.position: yes"),
        ("base: cases that the victim left", "base: withdrawn cases", "leaving.came_back: yes"),
        ("signal.room.report: yes", "signal.never_spoken_to: yes",
         "signal.quick_close_complex: yes"),
        ("actionplan.more_than_one: yes", "plans.2: yes", "plans.3: yes"),
    ],
)  # fmt: skip
def test_a_hidden_count_is_found_from_others_that_it_makes_up(whole, part, few):
    beside = [cell(98, whole), cell(92, part)]

    assert audit(beside) == []
    assert hidden([*beside, cell(6, few)]) == {few}
    assert few in hidden([cell(6, few)], beside)


def test_few_cases_with_a_third_plan_are_found_from_those_with_a_second():
    # Each of them has two plans after the first: of 12 at the most, 8 belong to cases with one.
    cells = [
        cell(9, "base: action plans after the first of a case"), cell(9, "plans.2: yes"),
        cell(0, "plans.3: yes"),
    ]  # fmt: skip

    found = {one.cell.count: one.left for one in audit(cells)}

    assert found["plans.3: yes"] == "from 0 to 2"


def test_a_force_that_one_table_hides_is_found_from_two_that_have_the_same_base():
    """Each table shows another of the two larger forces, and both count the same cases."""
    first, second = "contact.agreed: in it", "decision.told: in it"
    total = cell(51, "base: police no-further-action cases")
    cells = [
        total, cell(51, first), cell(51, second), cell(22, first, force="a"),
        cell(22, second, force="b"), cell(7, first, force="c"), cell(7, second, force="c"),
        *(Cell(count, (("force", (of,)),), JAN, "withheld", None, count, true=22)
          for count, of in ((first, "b"), (second, "a"))),
    ]  # fmt: skip

    assert hidden([one for one in cells if one.count != second]) == set()
    assert hidden(cells) == {first, second}


def test_a_year_is_found_from_the_other_years_and_how_many_were_recorded_at_all():
    years = cells_of_periods(
        [Period(f"year to March {year}", {"recorded": n}) for year, n in ((2020, 92), (2021, 6))],
        JAN,
    )

    assert audit(years) == []
    assert hidden(years, [cell(98, "base: recorded cases")]) == {"happened.recorded"}


def test_an_outcome_can_be_no_more_than_the_others_leave():
    codes = [cell(18, f"outcome.{code}: yes") for code in (14, 15, 16, 18)]
    few = cell(1, "outcome.21: yes")

    assert hidden([cell(92, "base: recorded cases"), *codes, few]) == set()
    assert hidden([cell(73, "base: recorded cases"), *codes, few]) == {few.count}


def test_a_release_that_contradicts_an_earlier_one_is_still_held_against_itself():
    leak = [*table("force", a=3, b=20), cell(23)]
    before = table("team", general=200, specialist=300)  # of the same day, before a correction

    assert audit(before) == []
    assert len(audit(leak, before)) == len(audit(leak)) > 0


def test_by_team_a_time_counts_other_cases_than_the_rest():
    """A case counts for the team that had it when it was decided: no sum holds the two together."""
    times = [
        cell(40, "time.report_to_police_nfa: in it", team="general"),
        cell(0, "time.report_to_police_nfa: open", team="general"),
    ]
    leak = [*table("team", general=30, specialist=3), cell(33)]

    assert hidden([*times, *leak]) == hidden(leak) != set()


def test_few_plans_do_not_hide_that_of_those_which_count_twice_there_are_fewer():
    first = cell(3, "base: action plans after the first of a case")

    assert audit([first, cell(1, "plans.2: yes"), cell(1, "plans.3: yes")]) == []


def test_how_many_have_no_outcome_gives_way_before_an_outcome():
    # Of 92 recorded, 62 have outcome 16 and 29 none: one at the most has another.
    decided = [(10, "decision.made", POLICE_NFA | {"outcome": code}) for code in ("16", "18")]
    log = known_log(*([decided[:1]] * 62), *([[]] * 29), decided[1:])
    wanted = [MEASURE_OF[one] for one in ("cases.recorded", "outcome.16", "outcome.18")]

    recorded, stopped, other = guard([*tables(log, wanted)], JAN, [])

    assert (recorded.rows[0].row.numerator, stopped.rows[0].row.numerator) == (90, 60)
    assert stopped.rows[0].row.open is None
    assert other.rows and not other.refused


def test_of_a_hidden_share_it_is_not_said_how_many_are_open():
    # That all are open would say how few the others are.
    (table,) = tables(log_of(a=[None] * 90), [MEASURE_OF["funnel.open"]])

    assert table.rows[0].row.open is None


def share_of(yes: int, no: int, **group: str) -> list[Cell]:
    """A share as it is released: where few say no, that they are few, and no share."""
    names = ("funnel.charged: yes", "base: recorded cases")
    place = tuple((name, (value,)) for name, value in group.items())
    if no > MOST_HIDDEN:
        return [cell(yes, names[0], **group), cell(yes + no, names[1], **group)]
    return [
        Cell(names[0], place, JAN, "withheld", None, "t", *names, true=yes),
        cell(yes + no, names[1], **group),
        Cell("funnel.charged: no", place, JAN, "hidden", None, "t", *names, true=no),
    ]


def test_few_who_say_no_in_some_groups_are_not_taken_for_all_who_do():
    # By team all 36 are in groups of few; by quarter no more than the 3 of the first are.
    teams = [each for name in "abcdef" for each in share_of(60, 6, team=name)]
    quarters = [*share_of(200, 3, quarter="Q1"), *share_of(160, 33, quarter="Q2")]

    assert audit(teams) == audit(quarters) == []
    assert audit([*teams, *quarters]) == []


def test_that_nothing_is_ever_missing_gives_nobody_away():
    log = log_of(a=[None] * 90, b=[None] * 60)

    kept = guard([*tables(log, HELD), *tables(log, HELD, ("force",))], JAN, [])

    assert [one.name for one in kept if one.refused] == []


@pytest.mark.parametrize(("least", "most"), [(0, 9), (5, 9), (-7, -2)])
def test_bounds_are_passed_on_of_what_counts_twice(least, most):
    sums = Sums(2, [Sum((0, 1), (1, -2), least, most)])
    ranges = [range(12), range(9)]
    possible = [(x, y) for x in ranges[0] for y in ranges[1] if least <= x - 2 * y <= most]

    found = sums.narrowed(Range(np.array([0, 0]), np.array([11, 8])))

    assert not sums.are_tree
    for at in (0, 1):
        values = [one[at] for one in possible]
        assert (found.low[at], found.high[at]) == (min(values), max(values))


def test_what_counts_twice_may_leave_nothing():
    sums = Sums(2, [Sum((0, 1), (1, -2), 20, MANY)])

    with pytest.raises(Impossible):
        sums.narrowed(Range(np.array([0, 0]), np.array([11, 8])))


def cells_of(log: Log) -> Iterator[Cell]:
    """All that a report says of a log, and what it leaves to be read."""
    asked = [(LEFT_TO_READ, ()), *ASKED]
    for measures, by in asked:
        for one in tables(log, measures, by):
            yield from one.cells(JAN)
    yield from cells_of_periods(attrition.by_period(log, attrition.year_to_march), JAN)


def thrown_log(seed: int, number: int) -> Log:
    """Cases in which everything happens that measures listen to, of each a part together."""
    dice, cases = Random(seed), {}
    for part in range(6):
        heard = [*(event for _ in range(3) for event in dice.choice(HEARD))]
        heard += dice.choices([*EVENT_TYPES], k=8)
        for name, entries in thrown(1000 * seed + part, heard, number // 6).items():
            named = f"{part}{name}"
            cases[named] = [one._replace(case_id=named) for one in entries]
    return Log(from_cases(cases.items()), AS_OF)


def true_counts(knowledge: Knowledge) -> dict[int, int]:
    return {at: min(one.true for one in some) for at, some in knowledge.cells.items()}


def test_every_sum_between_the_counts_of_a_report_is_true_of_a_log():
    knowledge = known(cells_of(thrown_log(3, 1200)))

    true, checked, made = true_counts(knowledge), Counter(), {}
    for each in knowledge.sums:
        if all(at in true for at in each.who):
            total = sum(s * true[at] for at, s in zip(each.who, each.sign, strict=True))
            assert each.low <= total <= each.high, [knowledge.names[at] for at in each.who]
            checked[len(each.who)] += 1
    assert checked.total() > 400
    # What is no cell by itself comes to the same by whatever sums make it up.
    for each in knowledge.sums:
        unknown = [at for at in each.who if at not in true]
        if each.low == each.high == 0 and unknown == list(each.who[:1]):
            total = sum(true[at] for at in each.who[1:])
            assert made.setdefault(unknown[0], total) == total, knowledge.names[unknown[0]]
    assert made


LOGS = 6
FEW = 5  # below which two counts are often the same by chance
# Thrown cases are so short that what ends ends within a year: by that day as many have as ever.
SHORT = ("incidence_", "waiting_", "resumption")
# Signals of thrown cases are few, and hardly ever cleared.
RARE = ("signal.", "standing.")


@pytest.mark.prove
def test_no_count_of_a_report_is_the_sum_of_two_others_but_where_the_audit_knows_it():
    """Looked for in many logs: what is so in all of them is so by definition."""
    logs = [known(cells_of(thrown_log(seed, 3000))) for seed in range(LOGS)]
    counts = defaultdict(list)
    for knowledge in logs:
        for at, number in true_counts(knowledge).items():
            name, _, place = knowledge.names[at]
            if not place:
                counts[name].append(number)
    plenty = {
        name: tuple(numbers)
        for name, numbers in counts.items()
        if len(numbers) == LOGS
        and max(numbers) > FEW
        and not name.startswith(RARE)
        and not any(one in name for one in SHORT)
    }
    rows = _rows(logs[0], plenty)

    unknown = [
        (one, other)
        for one, other in combinations(plenty, 2)
        if plenty[one] == plenty[other] and not _follows(rows, plenty, (one, other), (1, -1))
    ]
    by_counts = defaultdict(list)
    for name, numbers in plenty.items():
        by_counts[numbers].append(name)
    for one, other in combinations(plenty, 2):
        total = tuple(map(sum, zip(plenty[one], plenty[other], strict=True)))
        unknown += [
            (whole, one, other)
            for whole in by_counts.get(total, ())
            if not _follows(rows, plenty, (whole, one, other), (1, -1, -1))
        ]

    assert unknown == []


def _rows(knowledge: Knowledge, names: dict[str, tuple[int, ...]]) -> np.ndarray:
    """The sums between counts of all cases, as directions that make up all that follows."""
    place = {name: at for at, name in enumerate(names)}
    rows = [np.zeros(len(names))]
    for each in knowledge.sums:
        of = [knowledge.names[at] for at in each.who]
        if each.low or each.high or any(where for _, _, where in of):
            continue
        # What there never is may be left out of a sum.
        there = [(name, sign) for (name, _, _), sign in zip(of, each.sign, strict=True)]
        row = np.zeros(len(names))
        for name, sign in there:
            if name in place:
                row[place[name]] += sign
        rows.append(row)
    _, size, directions = np.linalg.svd(np.array(rows), full_matrices=False)
    return directions[size > 1e-9]


def _follows(
    rows: np.ndarray,
    names: dict[str, tuple[int, ...]],
    who: tuple[str, ...],
    signs: tuple[int, ...],
) -> bool:
    place = {name: at for at, name in enumerate(names)}
    row = np.zeros(len(names))
    for name, sign in zip(who, signs, strict=True):
        row[place[name]] += sign
    return bool(np.linalg.norm(row - row @ rows.T @ rows) < 1e-6)
