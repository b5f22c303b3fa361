"""What a board reads: each rate with its counts, and nothing that reads as more than it says."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from answerable.analysis.audit.audit import Finding
from answerable.analysis.audit.cells import Cell, place_of
from answerable.analysis.audit.guarding import Table
from answerable.analysis.catalogue import MEASURE_OF
from answerable.analysis.evaluate import Row
from answerable.analysis.reporting import front, words
from answerable.analysis.reporting.breakdowns import FORCE, side_by_side
from answerable.analysis.reporting.edition import Edition
from answerable.analysis.reporting.gathering import Figures
from answerable.analysis.reporting.left_out import named, why
from answerable.commands.report import force_code
from answerable.synthetic.forces import made_up_names

AS_OF = datetime(2025, 12, 31, tzinfo=UTC)


def row(measure: str, yes: int | None, of: int | None, **group: str) -> Row:
    value = None if yes is None or of is None else yes / of
    ends = (None, None) if value is None else (value - 0.01, value + 0.01)
    return Row(measure, group, yes, of, value, "share", *ends, None, None, None)


def edition(*rows: Row, **of: str) -> Edition:
    by = {(one.measure, tuple(sorted(one.group.items()))): one for one in rows}
    return Edition(AS_OF, Figures(by, {}, {}, (), ()), **of)


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0, "0%"), (0.0001, "under 0.1%"), (0.001, "0.1%"), (0.0949, "9.5%"), (0.1, "10%"),
        (0.99, "99%"), (0.99825, "99.8%"), (0.99975, "over 99.9%"), (1.0, "100%"),
        (None, "not shown"),
    ],
)  # fmt: skip
def test_what_is_not_all_is_never_100_per_cent_nor_what_is_not_none_0(share, said):
    assert words.percent(share) == said


def test_a_report_bears_the_day_that_it_is_in_london():
    assert words.day("2025-06-29T23:00:00+00:00") == "30 June 2025"
    assert words.day("2025-12-31T00:00:00+00:00") == "31 December 2025"
    assert words.day("2025-06-29") == "29 June 2025"


def test_a_time_stands_with_how_many_cases_it_is_of():
    time = Row("held.court", {}, None, 85, 316.0, "days", None, None, None, None, None)

    assert words.with_counts(time) == "316 days (85 cases)"
    assert words.with_counts(time._replace(denominator=None)) == "316 days"
    assert words.with_counts(row("duty.kept", 20, 80)) == "25% (20 of 80)"
    assert words.with_counts(None) == "not shown"


def test_forces_side_by_side_have_counts_and_neither_empty_columns_nor_empty_rows():
    kept, late, missed = "duty.kept", "duty.late", "duty.missed"
    made = edition(
        row(kept, 60, 100, force="01"), row(late, None, None, force="01"),
        row(kept, None, None, force="02"), row(late, None, None, force="02"),
        row(missed, 20, 100, force="01"), row(kept, 160, 200), row(missed, 30, 200),
    )  # fmt: skip

    table = side_by_side(
        made, "t", "T", FORCE, ((kept, "Kept"), (late, "Late"), (missed, "Missed")), of="Due"
    )

    assert [column.heading for column in table.columns] == ["Force", "Due", "Kept", "Missed"]
    (one, *cells), total = table.rows
    assert cells == ["100", "60%", "20%"] and total == ["All", "200", "80%", "15%"]
    assert one == made.called("01")
    assert table.note == "Not shown of any: Late."


def test_of_measures_that_are_shown_of_no_force_no_force_is_named():
    made = edition(row("duty.kept", None, None, force="01"), row("duty.kept", 160, 200))

    table = side_by_side(made, "t", "T", FORCE, (("duty.kept", "Kept"),), of="Due")

    assert not table.rows


def test_a_chief_constable_is_asked_of_the_force_and_told_where_a_figure_is_of_all():
    made = edition(
        row("decision.told", 40, 100, force="01"), row("decision.told", 800, 1_000),
        row("contact.agreed", 99, 100, force="01"), row("contact.agreed", 500, 1_000),
        row("review_right.told", 300, 1_000), force="01", force_name="Elm",
    )  # fmt: skip

    asked = front.questions(made)

    assert "those of Elm" in asked.text[0]
    told, right = asked.points
    assert "40% (39% to 41%)" in told and "[Victims told of the decision; asked below" in told
    assert "30% (29% to 31%)" in right and ", all forces; asked below 90%]" in right


def test_the_counts_on_the_first_page_are_those_of_the_force_that_it_is_for():
    rows = (row("funnel.charged", 50, 1_000, force="01"), row("funnel.charged", 900, 20_000))

    assert ("Charged", "50") in front.facts(edition(*rows, force="01", force_name="Elm"))
    assert ("Charged", "900") in front.facts(edition(*rows))


def test_every_definition_is_known_by_a_name_of_its_own():
    named = [words.in_full(one) for one in MEASURE_OF.values()]

    assert len(named) == len(set(named))
    assert words.in_full(MEASURE_OF["plans.2"]) == "Action plans in a case: two"
    assert words.in_full(MEASURE_OF["signal.any"]) == "Any signal"


def test_a_made_up_force_is_found_by_its_name_alone():
    names = made_up_names()
    code, name = next(iter(names.items()))

    assert name.endswith(" (made up)")
    assert force_code(name.removesuffix(" (made up)").upper(), [code], names) == code


def finding(count: str, knowing: str = "", **group: str) -> Finding:
    return Finding(Cell(count, place_of(group), "2024-01-01", "hidden"), "from 1 to 7", knowing)


def test_what_is_left_out_is_said_in_words_with_who_could_work_it_out_and_not_what_it_is():
    found = [
        finding("base: recorded cases", "48", quarter="2020-Q1"),
        finding("time.report_to_charge.incidence_90: yes", force="01"),
        finding("withdrawal.incidence: followed"), finding("happened.charged", period="2020-Q1"),
        finding("odds.withdrawal.28: no"), finding("duty.kept: in it", room="court"),
    ]  # fmt: skip

    said = why(found, 5)

    assert said == (
        "more than may be known could be worked out of how many recorded cases there are, quarter "
        "2020-Q1, by force 48, which knows its own counts; of how many it is so of (From the "
        "report to a charge, by day 90), force 01, by anybody; of how many were followed (Victims "
        "who had left by day 7), by anybody; of how many were charged, period 2020-Q1, by anybody; "
        "of how many it is not so of (model of withdrawal at day 28), by anybody; "
        "and of 1 more number"
    )


def test_a_table_that_is_left_out_is_called_by_its_title_and_where_asked_by_its_name():
    table = Table(MEASURE_OF["duty.late"], ("duty", "room", "basis"), [])

    assert named(table) == "Duties done late, by duty, room and basis"
    assert named(table, ids=True) == "Duties done late (duty.late), by duty, room and basis"
