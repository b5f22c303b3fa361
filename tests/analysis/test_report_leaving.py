"""What a report says of victims who leave: why, at which stage, and beside what."""

from __future__ import annotations

import pytest

from answerable.analysis.evaluate import Row, evaluate
from answerable.analysis.reporting import extra_measures as extra
from answerable.analysis.reporting.attrition_sections import backlog
from answerable.analysis.reporting.csv_tables import as_csv, dictionary
from answerable.analysis.reporting.edition import Edition
from answerable.analysis.reporting.gathering import Figures, _naive
from answerable.analysis.reporting.leaving_sections import leaving
from answerable.analysis.reporting.model import EMPTY, Report, Table
from tests.analysis.models.made import AS_OF, LEAVES, NFA, case, log_of

AGAINST = ("position.stated", {"at": "outset", "position": "does_not_support"})
SUPPORTS = ("position.stated", {"at": "later", "position": "supports"})
BY_DAY = {
    (f"withdrawal.incidence_{day}", ()): Row(
        f"withdrawal.incidence_{day}", {}, 20, 40, 0.5, "share", 0.4, 0.6, None, None, None
    )
    for day in extra.DAYS
}


def states(**said):
    return ("withdrawal.stated", said)


def share_of(id_: str, *events) -> tuple[float | None, int | None]:
    (row,) = evaluate(log_of([case("c", *events)]), [one for one in extra.ALL if one.id == id_])
    return row.numerator, row.denominator


def test_the_naive_figure_is_not_given_for_a_day_up_to_which_nobody_was_followed():
    log = log_of(case(f"c{n:02}", (5.0, LEAVES) if n < 20 else (60.0, NFA)) for n in range(40))

    found = _naive(log, BY_DAY)

    assert found[7] == found[30] == 0.5
    assert found[90] is found[365] is None


@pytest.mark.parametrize(
    ("later", "counted"),
    [
        ((3.0, states(reasons=["wellbeing"], stage="after_account")), 1),
        ((3.0, SUPPORTS), 0),
    ],
)
def test_why_she_left_may_be_told_after_the_position_with_which_she_did(later, counted):
    events = [(1.0, AGAINST), later]

    assert share_of("leaving.reason.wellbeing", *events) == (counted, 1)
    assert share_of("leaving.stage.after_account", *events) == (counted, 1)


def test_what_was_said_of_another_leaving_or_is_disputed_is_not_why_she_left_first():
    said = states(reasons=["wellbeing"])
    again = [(1.0, AGAINST), (2.0, SUPPORTS), (3.0, said)]
    disputed = [(1.0, AGAINST), (3.0, said), (4.0, ("withdrawal.disputed", {}))]

    assert share_of("leaving.reason.wellbeing", *again) == (0, 1)
    assert share_of("leaving.reason.wellbeing", *disputed) == (0, 1)


def test_a_table_without_a_row_says_why_beside_its_columns():
    section = backlog(None, Edition(AS_OF, Figures({}, {}, {}, (), ())))
    by_age, by_force = section.tables
    report = Report("R", "All", "2024-01-01", "", (), (), [section])

    assert as_csv(by_age).count("[c]") == 5 * len(extra.AGE)
    assert by_age.measures == [one.id for one in extra.AGE]  # each leads to its rule all the same
    assert not by_force.rows
    lines = [line for line in dictionary(report).splitlines() if "backlog_by_force" in line]
    assert lines and all(EMPTY in line for line in lines)


def test_of_leaving_it_is_said_what_is_not_shown():
    tables: list[Table] = list(leaving(None, Edition(AS_OF, Figures({}, {}, {}, (), ()))).tables)
    where = next(one for one in tables if one.name == "leaving_where")

    assert [row[1] for row in where.rows] == ["not shown"] * 3
    assert "is not shown" in where.note


def test_a_sentence_is_not_said_without_its_figure():
    nothing = Edition(AS_OF, Figures({}, {}, {}, (), ()))

    for section in (backlog(None, nothing), leaving(None, nothing)):
        assert "is not shown: seven" in section.text[0]
        assert ", not shown" not in " ".join(section.text)


def test_who_never_supported_it_stands_beside_who_left_later_and_where_the_two_stages_differ():
    def share(id_: str, value: float) -> tuple[tuple, Row]:
        return (id_, ()), Row(
            id_, {}, 10, 20, value, "share", value - 0.1, value + 0.1, *[None] * 3
        )

    rows = dict(
        [share("withdrawal.share", 0.65), share("withdrawal.outset", 0.33),
         share("withdrawal.later", 0.3), share("signal.stage_mismatch", 0.15)]
    )  # fmt: skip

    section = leaving(None, Edition(AS_OF, Figures(rows, {}, {}, (), ())))

    assert "33% (23% to 43%) did not support it then, and 30% (20% to 40%)" in section.text[0]
    assert "as it does in 15% (5.0% to 25%) of cases" in section.after[0]
