"""What a report says round its figures, read as whoever has to answer for them reads it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from answerable.analysis.evaluate import Row
from answerable.analysis.reporting import charts, front
from answerable.analysis.reporting.comparing_sections import changed, own_force
from answerable.analysis.reporting.csv_tables import dictionary
from answerable.analysis.reporting.edition import Edition, Past, definitions
from answerable.analysis.reporting.exchange_sections import contact
from answerable.analysis.reporting.gathering import Figures
from answerable.analysis.reporting.looking_up import look_up
from answerable.analysis.reporting.model import Column, Report, Section, Table
from answerable.analysis.reporting.pdf import write_pdf
from answerable.analysis.reporting.published_sections import IN_ORDER, inspection, national
from answerable.analysis.reporting.sections import duties

AS_OF = datetime(2021, 12, 31, tzinfo=UTC)


def share(measure: str, yes: int, of: int, **group: str) -> Row:
    value = yes / of
    return Row(measure, group, yes, of, value, "share", value - 0.01, value + 0.01,
               *[None] * 3)  # fmt: skip


def recorded(number: int, **group: str) -> Row:
    return Row("cases.recorded", group, number, number, number, "count", None, None, *[None] * 3)


def edition(*rows: Row, **of) -> Edition:
    by_place = {(row.measure, tuple(sorted(row.group.items()))): row for row in rows}
    return Edition(AS_OF, Figures(by_place, {}, {}, (), ()), **of)


def past(*rows: Row) -> Past:
    by_place = {(row.measure, ()): row for row in rows}
    return Past(1, "2020-12-31T00:00:00+00:00", by_place, definitions(), {}, ["Edition 1: first."])


@pytest.mark.parametrize(
    ("measure", "real"),
    [
        ("decision.told", "yes"), ("withdrawal.outset", "yes"),
        ("signal.any", "more than chance, but cases were followed for longer"),
        ("standing.told_by_text", "more than chance, but cases were followed for longer"),
        ("supervision.within_7_days", "more than chance, but cases were followed for longer"),
        ("withdrawal.later", "more than chance, but cases were followed for longer"),
        ("characteristics.age", "more than chance, but cases were followed for longer"),
        ("duty.late", "more than chance, but cases were followed for longer"),
    ],
)  # fmt: skip
def test_what_still_comes_to_cases_as_they_grow_older_is_not_called_real(measure, real):
    now = edition(share(measure, 900, 1000), previous=past(share(measure, 850, 1000)))

    (table,) = changed(None, now).tables

    assert [row[-1] for row in table.rows] == [real]


def test_of_one_force_it_is_said_what_changed_in_it_before_what_changed_in_all():
    before = past(share("decision.told", 850, 1000))
    own = share("decision.told", 80, 100, force="01")
    before.rows["decision.told", (("force", "01"),)] = own._replace(value=0.5, low=0.49, high=0.51)
    now = edition(share("decision.told", 851, 1000), own, force="01", force_name="Kent",
                  previous=before)  # fmt: skip

    own_table, of_all = changed(None, now).tables

    assert own_table.title == "Kent: This edition and the last"
    assert [row[1:3] + row[4:] for row in own_table.rows] == [["50%", "80%", "yes"]]
    assert of_all.title == "All forces: This edition and the last"
    assert [row[2] for row in of_all.rows] == ["85%"]


def test_an_interval_that_reads_as_from_nought_is_not_called_real():
    now = edition(
        share("decision.told", 900, 1000)._replace(low=0.8999, high=0.9001),
        previous=past(share("decision.told", 899, 1000)._replace(low=0.8986, high=0.8994)),
    )

    (row,) = changed(None, now).tables[0].rows

    assert row[3:] == ["+0.1 points (+0.1 to +0.1)", "yes"]
    wider = share("decision.told", 899, 1000)._replace(low=0.8986, high=0.8998)
    (row,) = changed(None, replace(now, previous=past(wider))).tables[0].rows
    assert row[3:] == ["+0.1 points (0.0 to +0.1)", "cannot be told from chance"]


def test_london_is_taken_for_a_change_of_definition_and_not_said_to_be_proved_one():
    for of in (edition(), edition(previous=past())):
        said = " ".join(changed(None, of).text)

        assert "taken here for a change of definition" in said
        assert "neither document says what was dated" in said and "calls it an increase" in said


def test_the_log_of_revisions_is_called_so_before_its_first_line():
    section = changed(None, edition())

    assert section.text[-1].startswith("The log of revisions") and section.points


def test_law_and_defaults_are_not_counted_together_without_saying_so():
    kept = [share("duty.kept", 60, 100, room="contact"), share("duty.kept", 60, 100, force="01"),
            share("duty.kept", 60, 100), recorded(100, force="01")]  # fmt: skip
    of = edition(*kept, force="01", force_name="Kent")

    basis, *others = duties(None, of).tables

    assert "parts the two" in duties(None, of).text[0]
    assert "a duty that the law gives without a time is with the defaults" in basis.note
    (own,) = own_force(None, of).tables
    (by_force,) = look_up(of, {})[0].tables
    for table in (*others, own, by_force):
        assert "default" in table.note and "law" in table.note, table.name


def test_a_table_to_choose_from_says_nothing_of_duties_where_it_has_none():
    (by_force,) = look_up(edition(recorded(100, force="01")), {})[0].tables

    assert "law" not in by_force.note


def test_of_a_cohort_it_stands_first_how_many_cases_there_are():
    of = edition(recorded(100, quarter="2020-Q1"), share("funnel.open", 20, 100, quarter="2020-Q1"))

    (by_quarter,) = look_up(of, {})[0].tables

    assert [row[1] for row in by_quarter.rows] == ["Cases recorded", "Still open"]


def test_the_marks_that_questions_are_asked_beyond_are_said_to_be_nobodys_law():
    section = front.questions(edition(share("decision.told", 700, 1000)))

    assert len(section.points) == 1
    assert "marks are defaults of this product" in section.text[0]


def test_a_signal_beside_other_measures_does_not_speak_of_the_last_28_days():
    of = edition(share("signal.victim_chases", 100, 1000))

    table = contact(None, of).tables[0]

    line = next(at for at, row in enumerate(table.rows) if row[1] == "100 of 1,000")
    assert table.rows[line][0].startswith("Cases in which the victim, in some 28 days")
    assert table.measures[line] == "signal.victim_chases"


def test_no_figure_of_the_inspection_is_passed_over_in_silence():
    said = inspection(None, edition()).text[0]

    there = {figure for figure, *_ in IN_ORDER}
    left = [number for number in range(1, 20) if f"Figure {number}" not in there]
    assert left == [3, 5, 11, 14]
    assert all(one in said for one in ("Figures 1 to 3", "Figures 5 and 11", "Figure 14"))


def test_not_to_support_at_the_outset_is_of_other_cases_than_the_inspectors_and_says_so():
    rows = inspection(None, edition(share("withdrawal.outset", 300, 1000))).tables[0].rows

    (row,) = [row for row in rows if row[0] == "Figure 9"]
    assert row[2].startswith("30%") and "34.88%" in row
    assert row[-1] == "theirs is of files that the police stopped, ours of all cases"


def test_beside_the_numbers_of_years_it_stands_that_the_log_begins_somewhere():
    of = edition(recorded(100, quarter="2018-Q1"), recorded(100, quarter="2018-Q2"))

    assert "Cases reported before 2018-Q1 are not in the log" in national(None, of).text[1]
    assert "are not in the log" not in national(None, edition()).text[1]


def test_the_dictionary_says_of_a_column_more_than_its_heading_and_what_not_shown_means():
    of = edition(share("duty.kept", 60, 100, force="01"), share("duty.kept", 60, 100))
    report = Report("R", "Kent", "2021-12-31", "", [], [], [duties(None, of)])

    text = dictionary(report)

    first, second, third = text.splitlines()[:3]
    assert first.startswith("file,") and "no commas" in second
    assert third.startswith("every file,every column,[c]") and "never nought" in third
    assert "duty.kept,Kept in time,Duties kept in time: its value for the row," in text


def test_a_chart_that_is_higher_than_a_page_is_not_cut_off_in_the_pdf(tmp_path):
    points = [(f"Row {n}", 1.0, 0.9, 1.2, "1.0") for n in range(30)]
    tall = charts.intervals("Tall", "Thirty points.", points, "odds ratio")
    table = Table("t", "A table", (Column("a", "A", "a", number=False),), [["x"]], tall)
    section = Section("s", "A section", tables=(table,))

    write_pdf(tmp_path / "r.pdf", Report("R", "Kent", "2021-12-31", "", [], [], [section]))

    heights: list[float] = []
    for one in PdfReader(tmp_path / "r.pdf").pages:
        one.extract_text(visitor_text=lambda _said, at, of, *_: heights.append(at[5] + of[5]))
    assert len(heights) > 100 and min(heights) >= 0 and max(heights) < 842  # A4, in points
