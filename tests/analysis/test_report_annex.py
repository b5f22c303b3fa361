"""Who the victims were beside the inspection's files, and tables that a telephone can show."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from answerable.analysis.evaluate import Row
from answerable.analysis.reporting.annex_tables import ETHNICITY, SEX, UNKNOWN, ethnicity, sex
from answerable.analysis.reporting.edition import Edition
from answerable.analysis.reporting.exchange_sections import contact, phones, plans
from answerable.analysis.reporting.gathering import Figures
from answerable.analysis.reporting.model import Column, Report, Section, Table
from answerable.analysis.reporting.page import page
from answerable.events.codes import RACE
from answerable.events.codes import SEX as SEXES

AS_OF = datetime(2024, 6, 1, tzinfo=UTC)
LONG = "actionplan.over_three_actions"


def counted(by: str, **cases: int) -> Figures:
    """The figures of recorded cases by one dimension, and of all of them."""
    found = {(by, code): number for code, number in cases.items()}
    rows = {
        ("cases.recorded", (pair,)): Row(
            "cases.recorded", {by: pair[1]}, number, None, number, "count", *[None] * 5
        )
        for pair, number in found.items()
    }
    total = sum(cases.values())
    all_ = Row("cases.recorded", {}, total, None, total, "count", *[None] * 5)
    return Figures({("cases.recorded", ()): all_} | rows, {}, {}, (), ())


def lines(table: Table) -> dict[str, list[str]]:
    return {row[0]: list(row[1:]) for row in table.rows}


def test_the_victims_sex_stands_beside_the_files_that_the_inspectors_read():
    found = lines(sex(Edition(AS_OF, counted("sex", female=360, male=40, not_recorded=100))))

    assert found["Female"] == ["360 of 500", "72%", "465 of 502", "92.63%"]
    assert found["Male"][2] == "37 of 502"
    assert found["Not on record"] == ["100 of 500", "20%", "none", "none"]


def test_ethnic_groups_of_ours_are_put_into_those_of_the_inspection():
    made = counted("race", white_british=290, white_irish=10, asian_indian=20, asian_other=30,
                   not_asked=100, not_recorded=50)  # fmt: skip
    found = lines(ethnicity(Edition(AS_OF, made)))

    assert found["White: British or Irish"] == ["300 of 500", "60%", "293 of 502", "58.37%"]
    assert found["Any other Asian"][:3] == ["50 of 500", "10%", "7 of 502"]  # theirs of two groups
    assert found["Not on record"][:3] == ["150 of 500", "30%", "167 of 502"]
    assert found["Arab"][:2] == ["not shown", "not shown"]


def test_every_answer_is_in_one_line_and_no_published_file_is_left_out():
    for lines_, codes, of in ((ETHNICITY, RACE, 502), (SEX, SEXES, 502)):
        ours = [code for found, _ in lines_.values() for code in found]
        assert len(ours) == len(set(ours))
        assert set(codes) - {"none"} <= set(ours) <= {*codes, *UNKNOWN}
        edition = Edition(AS_OF, counted("race"))
        table = ethnicity(edition) if lines_ is ETHNICITY else sex(edition)
        told = [row[3].split(" of ") for row in table.rows if row[3] != "none"]
        assert sum(int(number) for number, _ in told) == of


def test_areas_stand_beside_each_other_and_the_new_measures_in_their_sections():
    row = Row(LONG, {"cps_area": "east_of_england"}, 35, 100, 0.35, "share", 0.26, 0.45, 0, 0, 0)
    figures = Figures({(LONG, (("cps_area", "east_of_england"),)): row}, {}, {}, (), ())
    edition = Edition(AS_OF, figures)

    tables = {
        table.name: table
        for section in (plans, phones, contact)
        for table in section(None, edition).tables
    }

    assert [row[0] for row in tables["plans_by_area"].rows] == ["East of England"]
    assert LONG in tables["plans_late"].measures or len(tables["plans_late"].rows) == 5
    assert (len(tables["phones_asked"].rows), len(tables["feedback"].rows)) == (2, 4)


def test_a_table_of_many_columns_keeps_its_roles_and_names_each_cell_for_a_telephone():
    def table(name: str, number: int) -> Table:
        columns = tuple(Column(f"c{at}", f"Heading {at}", "Said") for at in range(number))
        return Table(name, name, columns, [[str(at) for at in range(number)]])

    section = Section("s", "Section", ("Text.",), tables=(table("few", 4), table("many", 5)))
    found = page(Report("Title", "All", "2024-06-01", "", [], [], [section], {}))

    few, many = re.findall(r"<table.*?</table>", found, re.DOTALL)
    assert 'role="table"' in many and many.count('role="row"') == 2
    assert many.count('role="columnheader"') == 5 and many.count('role="rowheader"') == 1
    assert re.findall(r'role="cell" data-label="(.*?)">(.)', many) == [
        (f"Heading {at}", str(at)) for at in range(1, 5)
    ]
    assert "role=" not in few and "data-label" not in few
