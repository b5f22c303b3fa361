"""`answerable report` and `answerable attrition`: what leaves says nothing of a few people."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html
from pypdf import PdfReader

from answerable.analysis.audit.register import read_register
from answerable.analysis.catalogue import MEASURE_OF
from answerable.analysis.evaluate import tallied
from answerable.analysis.reporting.comparing_sections import changed
from answerable.analysis.reporting.edition import Edition, read_edition
from answerable.analysis.reporting.gathering import Figures
from answerable.commands.failing import Failed
from answerable.commands.main import answerable
from answerable.commands.releasing import release_rows
from answerable.events.codes import FORCES
from answerable.synthetic.caseload import write_caseload
from answerable.synthetic.forces import made_up_names
from tests.analysis.test_disclosure import log_of
from tests.sweeping import sweep

CSV_HEAD = "case_id,seq,event,occurred_at,recorded_at,actor,agency,subject,data\n"


def run(*args: object) -> str:
    """What a command says, on either stream; Failed where it fails."""
    done = CliRunner().invoke(answerable, [str(one) for one in args], catch_exceptions=True)
    if isinstance(done.exception, Failed):
        raise done.exception
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done.output


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of a small made-up caseload, with all that may be written beside it."""
    folder = tmp_path_factory.mktemp("report")
    written = write_caseload(folder / "log.parquet", 600, 1)
    run("report", folder / "log.parquet", "--as-of", written.as_of.isoformat(),
        "--out", folder / "one.html", "--pdf", folder / "one.pdf", "--tables", folder / "tables",
        "--force", "Elder (made up)", "--similar", "Cypress (made up),13,Birch (made up)")  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def page(folder: Path) -> html.HtmlElement:
    return html.fromstring((folder / "one.html").read_text("utf-8"))


def cells_of(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text("utf-8").splitlines()))


def small_log(folder: Path, *lines: str) -> Path:
    path = folder / "small.csv"
    path.write_text(CSV_HEAD + "".join(f"{line}\n" for line in lines))
    return path


def test_the_first_page_has_five_findings_with_intervals(page):
    findings = [one.text_content() for one in page.xpath("//ol[@class='findings']/li")]

    assert len(findings) == 5
    assert all(re.search(r"\(\d.* to \d.*\)", one) for one in findings)
    assert not any(re.search(r"because|caused|led to|due to", one) for one in findings)


def test_a_report_for_one_force_says_of_every_section_whether_it_is_of_that_force(page):
    of_all = "Of all forces in the log together. What may be said of Elder (made up) alone stands"
    titles = {}
    for section in page.xpath("//main/section[not(@class='first')]"):
        (title,) = section.xpath("./h2")
        titles[title.get("id")] = title.text
        whole = section.xpath("./p")[0].text.startswith(of_all)
        assert whole == title.text.endswith(" (all forces)"), title.text

    other = {name for name, title in titles.items() if not title.endswith(" (all forces)")}
    assert other <= {"own_force", "forces", "changed", "national", "questions", "definitions",
                     "not_known"}  # fmt: skip
    assert {"funnel", "backlog", "leaving", "times", "held", "signals"} <= set(titles) - other


def test_a_page_needs_no_network_and_no_script(folder, page):
    text = (folder / "one.html").read_text("utf-8")

    assert not page.xpath("//script | //link | //img | //iframe | //@onclick | //@style")
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", text)
    assert "@import" not in text and len(page.xpath("//style")) == 1


def test_every_chart_is_an_image_with_words_and_a_table_below_it(page):
    figures = page.xpath("//figure")

    assert len(figures) >= 4
    for figure in figures:
        (svg,) = figure.xpath(".//svg")
        assert svg.get("role") == "img"
        named = {page.get_element_by_id(id_).text for id_ in svg.get("aria-labelledby").split()}
        assert all(named)
        assert figure.getnext().xpath(".//table")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_a_made_up_log_is_marked_as_made_up(page, folder):
    assert (
        "no person, case or force in it is real"
        in page.xpath("//div[@class='made-up']")[0].text_content()
    )
    assert "no person, case or force in it is real" in _pdf(folder).pages[0].extract_text()


def test_the_force_stands_beside_those_like_it_and_all(page):
    heading = [
        th.text
        for th in page.xpath(
            "//table[caption='The force, those like it, and all']//th[@scope='col']"
        )
    ]

    assert heading[1::2] == ["Elder (made up)", "Most similar group", "All forces"]


def test_no_count_is_shown_that_is_not_a_multiple_of_five(folder):
    seen = 0
    for name in ("funnel", "endings", "cohorts", "periods", "missing", "duties_one_by_one"):
        heading, *rows = cells_of(folder / "tables" / f"{name}.csv")
        for row in rows:
            for column, cell in zip(heading, row, strict=True):
                if column.startswith(("counts", "of", "recorded", "referred", "charged")):
                    assert cell in ("[c]", "[x]") or (int(cell) % 5 == 0 and int(cell) > 7)
                    seen += cell.isdigit()
    assert seen > 50


def test_what_is_hidden_is_a_code_and_never_nought_nor_empty(folder):
    cells = [
        cell
        for path in (folder / "tables").glob("*.csv")
        if path.name not in {"national.csv", "definitions.csv", "dictionary.csv"}
        for heading, *rows in [cells_of(path)]
        for row in rows
        for column, cell in zip(heading, row, strict=True)
        if column != "rule"
    ]

    assert "[c]" in cells
    assert not {"0", "0%", "0 of 0", "", "nan", "None", "not shown"} & set(cells)


def test_every_file_says_what_its_page_says_and_not_more_exactly(folder, page):
    """Of each table, number for number: a share has the two places more that a per cent has."""
    plain = re.compile(r"-?\d+(\.\d+)?")
    shares = 0
    for table in page.xpath("//table"):
        (name,) = [one.get("aria-labelledby").removeprefix("t-") for one in [table.getparent()]]
        said = " ".join(table.text_content().split()).replace(",", "")
        heading, *rows = cells_of(folder / "tables" / f"{name}.csv")
        for row in rows:
            for column, cell in zip(heading, row, strict=True):
                if not plain.fullmatch(cell) or column == "rule":
                    continue
                value = Decimal(cell)
                as_share = format(value.scaleb(2), "f")
                assert cell in said or as_share in said, (name, column, cell)
                shares += cell not in said
    assert shares > 200


def test_the_support_that_there_was_and_what_is_known_of_suspects_stand_in_it(folder):
    support = cells_of(folder / "tables" / "leaving_support.csv")
    suspects = cells_of(folder / "tables" / "missing_suspects.csv")

    assert [row[0] for row in support[1:]] == [
        "Victims referred to an adviser",
        "An adviser was at work when the case was closed because the victim did not support it",
        "The victim was asked what could have helped",
    ]
    at = support[0].index("value")
    assert all(0 < float(row[at]) < 1 for row in support[1:])
    assert {row[at + 1] for row in support[1:]} == {"share"}
    at = suspects[0].index("value")
    assert [row[0] for row in suspects[1:] if row[at] != "[c]"] == [
        "Race recorded",
        "Sex recorded",
    ]


def test_the_tables_have_a_dictionary_of_every_column(folder):
    dictionary = cells_of(folder / "tables" / "dictionary.csv")

    described = {(row[0], row[1]) for row in dictionary[1:]}
    assert all(row[3] for row in dictionary)
    units = {row[4] for row in dictionary[1:]}
    assert units == {"", "share", "days", "count", "number", "as the value", "as its row says"}
    assert {"[c]", "[x]", "[low]", "[high]"} <= {row[2] for row in dictionary}
    for path in (folder / "tables").glob("*.csv"):
        if path.name != "dictionary.csv":
            heading = cells_of(path)[0]
            assert {(path.name, column) for column in heading} <= described


def _pdf(folder: Path) -> PdfReader:
    return PdfReader(folder / "one.pdf")


def test_the_pdf_says_the_same_and_can_be_read_out(folder, page):
    reader = _pdf(folder)
    text = " ".join("".join(p.extract_text() for p in reader.pages).split())
    root = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"] and root["/Lang"].startswith("en")
    assert "pdfuaid" in root["/Metadata"].get_object().get_data().decode()
    for heading in page.xpath("//h2"):
        assert " ".join(heading.text.split()) in text
    first = page.xpath("//ol[@class='findings']/li")[0].text_content()
    assert first.split(",")[0] in text


def test_the_first_page_of_the_pdf_says_what_a_range_is_and_where_everything_is(folder, page):
    first = " ".join(_pdf(folder).pages[0].extract_text().split())

    assert "A range in brackets is the 95% interval" in first and "Contents" in first
    for heading in page.xpath("//section[not(@class='first')]/h2"):
        assert " ".join(heading.text.split()) in first


def test_a_second_edition_says_what_changed_and_what_is_only_chance(folder):
    now = read_edition(folder / "one.edition.json")
    told = now.rows["decision.told", ()]
    before = replace(
        now,
        definitions={**now.definitions, "withdrawal.share": "another"},
        rows={**now.rows, ("decision.told", ()): told._replace(value=0.2, low=0.18, high=0.22)},
    )
    figures = Figures(now.rows, now.happened, {}, (), ())
    edition = Edition(datetime.fromisoformat(now.as_of), figures, previous=before)

    section = changed(None, edition)

    rows = {row[0]: row[-1] for row in section.tables[0].rows}
    assert rows["Victims who do not support the case"].startswith("its definition changed")
    assert rows["Victims told of the decision"] == "yes"
    assert "Outcome 16" not in rows  # it stands as it did, and the note says of how many that is so
    assert "measures read the same in both and are not listed" in section.tables[0].note
    assert any("18% in the review of 2019 to 64%" in text for text in section.text)
    assert edition.number == 2 and "new definitions: Victims who do not" in section.points[-1]


def test_every_release_is_entered_and_holds_no_true_count(folder):
    lines = [json.loads(line) for line in (folder / "register.jsonl").read_text().splitlines()]

    assert lines[0]["title"] == "report one.html"
    told = {cell[4] for line in lines for cell in line["cells"]}
    assert {one for one in told if isinstance(one, str)} == {"hidden", "withheld"}
    assert all(one % 5 == 0 and one > 7 for one in told if isinstance(one, int))


def test_a_cut_that_gives_away_what_was_hidden_before_is_refused(tmp_path):
    log = log_of(a=[10] * 20 + [None] * 20, b=[10] * 12 + [None] * 14)
    measure, register = MEASURE_OF["funnel.charged"], tmp_path / "register.jsonl"

    by_force = tallied(log, [measure], ("force",))
    release_rows(by_force, log.as_of, ("force",), [], register)

    with pytest.raises(
        Failed,
        match=r"not released: Charged \(funnel.charged\)\. Of it more than may be known could be "
        r"worked out of how many recorded cases there are, force b, by force a, which knows its own "
        r"counts; of .*; of how many it is so of \(Charged\)",
    ):
        release_rows(tallied(log, [measure]), log.as_of, (), read_register(register), register)
    assert len(register.read_text().splitlines()) == 1


@sweep
def test_a_log_with_nothing_to_show_says_so(tmp_path):
    said = run("report", small_log(tmp_path), "--as-of", "2024-01-01", "--out", tmp_path / "r.html")

    assert "nothing that may be released" in said or "too few" in said
    assert "No finding may be given" in (tmp_path / "r.html").read_text()


@sweep
def test_one_case_before_1970_says_nothing_of_itself(tmp_path):
    log = small_log(
        tmp_path,
        'c1,1,crime.reported,1961-02-03T10:00:00Z,1961-02-03T10:00:00Z,a,police,,"{""force"": ""52""}"',
    )

    said = run("report", log, "--as-of", "2024-01-01", "--out", tmp_path / "r.html")

    text = (tmp_path / "r.html").read_text()
    assert "7 cases or fewer" in said and "1961" not in text
    # That all are of one force would say that there is a case, and of what.
    assert "same force" not in text + said and "not recorded of any case" not in text + said
    assert "left out" not in said


def test_a_made_up_force_has_the_name_of_no_real_one(folder):
    by_force = sorted((folder / "tables").glob("*_by_force.csv"))
    named = [row[0] for path in by_force for row in cells_of(path)[1:]]

    assert len(by_force) == 5 and len(named) > 5
    assert set(named) - {"All"} <= set(made_up_names().values())
    assert not set(made_up_names().values()) & set(FORCES.values())
    assert all(name.endswith("(made up)") for name in made_up_names().values())


@sweep
def test_a_force_that_the_log_has_not_is_named_with_those_that_it_has(folder, tmp_path):
    with pytest.raises(
        Failed, match=r"'Ruritania' is no force of this log; there are Alder \(made up\)"
    ):
        run("report", folder / "log.parquet", "--as-of", "2024-01-01", "--out",
            tmp_path / "r.html", "--force", "Ruritania")  # fmt: skip


@pytest.mark.parametrize(
    ("option", "content", "said"),
    [
        ("--previous", "{}", "no edition of a report"), ("--previous", None, "no such edition"),
        ("--register", "nonsense\n", "nothing is released"),
    ],
)  # fmt: skip
def test_a_broken_file_is_said_before_any_work(folder, tmp_path, option, content, said):
    path = tmp_path / "file"
    if content is not None:
        path.write_text(content)

    with pytest.raises(Failed, match=said):
        run("report", folder / "log.parquet", "--out", tmp_path / "r.html", option, path)
    assert not (tmp_path / "r.html").exists()


def test_a_page_that_cannot_be_written_is_said_before_any_work(folder, tmp_path):
    with pytest.raises(Failed, match="there is no folder"):
        run("report", folder / "log.parquet", "--out", tmp_path / "nowhere" / "r.html")


@pytest.mark.parametrize("kind", ["--cohort", pytest.param("--period", marks=pytest.mark.prove)])
def test_attrition_gives_the_funnel_of_cohorts_or_of_periods_and_the_incidence(folder, kind):
    as_of = json.loads((folder / "one.edition.json").read_text())["as_of"]
    out = run(
        "attrition", folder / "log.parquet", "--as-of", as_of, kind, "--release", "--format", "csv"
    )

    rows = list(
        csv.DictReader(line for line in out.splitlines() if not line.startswith("answerable:"))
    )
    assert {row["part"] for row in rows} == {kind.strip("-"), "incidence"}
    numbers = {row["number"] for row in rows}
    assert "hidden" in numbers and "0" not in numbers


def test_beside_the_incidence_stands_the_naive_figure_that_it_corrects(folder):
    as_of = json.loads((folder / "one.edition.json").read_text())["as_of"]
    out = run("attrition", folder / "log.parquet", "--as-of", as_of, "--by", "force", "--format",
              "csv")  # fmt: skip
    rows = list(csv.DictReader(one for one in out.splitlines() if "answerable" not in one))
    real = {(one["group"], one["what"]): one["value"] for one in rows if one["part"] == "incidence"}
    naive = {(one["group"], one["what"]): one["value"] for one in rows if one["part"] == "naive"}

    assert {what for _, what in naive} == {f"withdrawal.incidence_{day}" for day in (7, 30, 365)}
    assert len(naive) > 30
    both = [(float(naive[one]), float(real[one])) for one in naive if naive[one] and real[one]]
    assert all(wrong >= right - 1e-9 for wrong, right in both)
    assert max(wrong - right for wrong, right in both) > 0.05


def test_a_funnel_is_of_cohorts_or_of_periods(folder):
    with pytest.raises(Failed, match="--cohort or --period"):
        run("attrition", folder / "log.parquet", "--as-of", "2025-01-01", "--cohort", "--period")


@sweep
def test_the_funnel_is_held_against_what_was_released_and_is_entered_too(folder, tmp_path):
    register = tmp_path / "register.jsonl"
    as_of = json.loads((folder / "one.edition.json").read_text())["as_of"]
    words = ("attrition", folder / "log.parquet", "--as-of", as_of, "--release", "--register",
             register, "--format", "csv")  # fmt: skip

    first = run(*words)

    entered = {cell.count for cell in read_register(register)}
    assert {"base: recorded cases", "funnel.charged: yes", "ending.open: yes"} <= entered
    rows = list(csv.DictReader(one for one in first.splitlines() if "answerable" not in one))
    whole = sum(int(row["number"]) for row in rows if row["what"] == "recorded")
    # As if a total had been said to which every one of the twelve quarters is rounded down.
    cell = ["x", "base: recorded cases", {}, as_of, whole + 25]
    line = {"version": 1, "title": "x", "released_at": as_of, "cells": [cell]}
    register.write_text(json.dumps(line) + "\n")

    again = run(*words)

    assert "left out" not in first and "is hidden for what" not in first
    said = [line for line in again.splitlines() if line.startswith("answerable: ")]
    assert any(
        re.match(r"answerable: in [A-Z].* \([a-z_.]+\), by quarter something is hidden for", line)
        or re.match(r"answerable: left out: [A-Z].*, by quarter: more than may be known", line)
        for line in said
    )
    assert not any(": yes" in line or "quarter=" in line for line in said)
