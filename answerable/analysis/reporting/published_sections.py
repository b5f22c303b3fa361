"""What was published: the inspection's figures beside ours, and the national series."""

from __future__ import annotations

from collections.abc import Iterator

from answerable.analysis.catalogue import MEASURE_OF
from answerable.analysis.evaluate import Row
from answerable.analysis.log import Log
from answerable.analysis.published.beside import (
    DEFINITIONS,
    OF_MEASURE,
    definition_of,
    side_by_side,
)
from answerable.analysis.published.figures import Published, published
from answerable.analysis.reporting import words
from answerable.analysis.reporting.annex_tables import association, ethnicity, sex
from answerable.analysis.reporting.attrition_sections import begins
from answerable.analysis.reporting.comparing_sections import WHAT
from answerable.analysis.reporting.edition import Edition
from answerable.analysis.reporting.model import Column, Section, Table

# In the order of the inspection's figures: ours, theirs, and what has to be said between them.
IN_ORDER: tuple[tuple[str, str, str, str], ...] = (
    ("Figure 1", "cases.recorded", "I023", "theirs is all of England and Wales in one year"),
    ("Figure 2", "funnel.charged", "I009", "theirs counts charges in a year, ours follows cases"),
    ("Figure 2", "funnel.convicted", "I011",
     "theirs divides a year's prosecutions by that year's records, ours follows cases"),
    ("Figure 4", "safeguarding.made", "I049", "theirs is the number of files; no share was given"),
    ("Figure 6", "supervision.within_7_days", "I056",
     "theirs is any entry, ours no gap of more than 7 days"),
    ("Figure 7", "early_advice.first", "I058", ""),
    ("Figure 8", "outcome.16", "I060", "a third of theirs had no outcome yet"),
    ("Figure 9", "withdrawal.outset", "I064",
     "theirs is of files that the police stopped, ours of all cases"),
    ("Figure 10", "file.inadequate", "I072", "the base of theirs is not stated"),
    ("Figure 12", "actionplan.more_than_three", "I081",
     "theirs gives no number: more than three in “a small number” of files"),
    ("Figure 13", "time.report_to_police_nfa", "I087", ""),
    ("Figure 13", "time.report_to_referral", "I088", ""),
    ("Figure 13", "time.accepted_file_to_cps_nfa", "I100", ""),
    ("Figure 13", "time.report_to_cps_nfa", "I089", ""),
    ("Figure 15", "waiting.told", "I106", "theirs is the number of files; no share was given"),
    ("Figure 16", "contact.agreed", "I108", "theirs is of those with no evidence of an agreement"),
    ("Figure 17", "decision.told", "I111", "theirs is of those with no record"),
    ("Figure 18", "letter.within_24h", "I114",
     "theirs is of letters prepared at any time, ours of letters sent within 24 hours"),
    ("Figure 19", "review_right.told", "I118", "theirs is of those with no record"),
    ("Annex 1", "characteristics.race", "I143", "theirs is of those not recorded"),
    ("Annex 1", "characteristics.disability", "I041", "theirs is of the 502 files"),
    ("Prose", "lines.outstanding", "I067", ""),
    ("Prose", "action.late", "I079",
     "theirs is of files with a late response to an action plan, ours of single actions"),
    ("Phase two", "time.report_to_trial", "D04", ""),
    ("London", "withdrawal.share", "L03", ""),
    ("London", "withdrawal.by_day_7", "L05", ""),
    ("London", "withdrawal.by_day_30", "L06", ""),
    ("London", "withdrawal.no_reason", "L08", ""),
    ("London", "device.requested", "L11", ""),
    ("London", "device.agreed", "L12", ""),
    ("London", "device.relevant", "L13", "theirs is of phones without anything relevant"),
    ("London", "device.days_held", "L14", ""),
)  # fmt: skip
SERIES = ("I022", "X099", "I023", "I029", "I028", "I027", "I008", "X073", "I009", "X053", "I034",
          "I033", "I011", "A01", "I060", "X052", "X107", "L04", "L03", "L07", "L06", "X103",
          "X046")  # fmt: skip
NO_DEFINITION = "not defined further"
# The number of a year, and the stage that cases of this log reached in the same.
OF_A_YEAR = {
    "I022": "recorded", "X099": "recorded", "I023": "recorded", "I029": "referred",
    "I028": "referred", "I027": "referred", "I008": "referred", "I009": "charged",
    "I034": "convicted", "I033": "convicted",
}  # fmt: skip
SAME = {definition: measure for measure, definition in OF_MEASURE.items()}
# Table 1: one measure of the figure before, by team.
BY_TEAM = (("specialist", "I097"), ("general", "I098"))


def inspection(_log: Log, edition: Edition) -> Section:
    """The inspection's figures in its order, the published value beside ours."""
    columns = (
        Column("figure", "Figure", "The figure of the inspection", number=False), WHAT,
        Column("ours", "This log", "The value with its 95% interval"),
        Column("counts", "How many", "How many of how many; of days, how many cases"),
        Column("published", "Published", "The published value"),
        Column("where", "Where it stands", "The document and the period", number=False),
        Column("differs", "What differs", "How the published figure is of something else",
               number=False),
    )  # fmt: skip
    rows: list[list[str]] = []
    behind: list[str] = []
    for figure, id_, theirs, differs in IN_ORDER:
        row = edition.figures.row(id_)
        rows.append(_beside(figure, id_, MEASURE_OF[id_].title, row, theirs, differs))
        if theirs == "I087":
            rows += _by_team(edition)
        behind += [id_] * (len(rows) - len(behind))
    return Section(
        "inspection", "The inspection's figures, in its order",
        ("The inspection read 502 files of five forces, finalised between May 2018 and November "
         "2020; this report counts events. Its Figures 1 to 3 and 8 are not of those files but of "
         "England and Wales, by year: their years stand under “What has been published”. Figure "
         "14, the causes of delay, has a section of its own. Figures 5 and 11 and the questions of "
         "quality need somebody to read the file, and are not answered by counting.",),
        tables=(Table("inspection", "Published and counted", columns, rows, measures=behind),
                association(edition), sex(edition), ethnicity(edition)),
    )  # fmt: skip


def _beside(
    figure: str, id_: str, title: str, row: Row | None, theirs: str, differs: str
) -> list[str]:
    """A line: ours, theirs, and what has to be said between them."""
    other = published()[theirs]
    pair = side_by_side(MEASURE_OF[id_], other, differs)
    counts = words.number(row.denominator) if row and row.unit == "days" else words.counts(row)
    return [figure, title, words.in_text(row), counts, other.shown,
            f"{other.cited}; {other.period}",
            pair.differs or "same definition, other cases"]  # fmt: skip


def _by_team(edition: Edition) -> Iterator[list[str]]:
    """Table 1: the same by team."""
    id_ = "time.report_to_police_nfa"
    differs = "theirs is of teams as the inspectors found them, ours as they are recorded"
    for team, theirs in BY_TEAM:
        title = f"{MEASURE_OF[id_].title}: {team} team"
        row = edition.figures.row(id_, team=team)
        yield _beside("Table 1", id_, title, row, theirs, differs)


def national(_log: Log, edition: Edition) -> Section:
    """What has been published nationally, each figure with what it counts, and ours where there
    is one of the same."""
    columns = (
        Column("id", "No.", "The number of the figure in this product", number=False),
        Column("what", "What was counted", "As it was published", number=False),
        Column("definition", "That is", "What it counts, as far as it says", number=False),
        Column("of", "Of whom", "The population", number=False),
        Column("value", "Value", "As it was published"),
        Column("ours", "This log", "The figure of the same definition, or the cases of that year"),
        Column("where", "Where it stands", "The source, and the period", number=False),
    )
    rows = [
        [one.id, one.measure, DEFINITIONS.get(definition_of(one), NO_DEFINITION), one.population,
         one.shown, _ours(edition, one), f"{one.cited}; {one.period}"]
        for one in (published()[id_] for id_ in SERIES)
    ]  # fmt: skip
    return Section(
        "national", "What has been published",
        ("The number before each is the product's own, by which it can be named. Several of these "
         "sound alike and are not: 3% charged (A01) and 3% convicted (I011) are "
         "different things; 29% (I060), 41% (X052) and 62% (X107) have different bases; police "
         "count offences, prosecutors suspects. None is set beside another without saying so.",
         "This log's own figure stands beside one of the same definition. Beside the number of a "
         "year stands how many of its cases got so far in that year; the log counts cases, where "
         "others count offences or suspects. Shares of this log are of all its cases."
         + begins(edition)),
        tables=(Table("national", "Published figures", columns, rows),),
    )  # fmt: skip


def _ours(edition: Edition, one: Published) -> str:
    """The same of this log, or that there is nothing of that definition."""
    stage = OF_A_YEAR.get(one.id)
    if stage:
        year = f"year to March {one.period.removeprefix('YE Mar ')}"
        happened = edition.figures.happened.get(year)
        if happened is None or not any(happened.values()):
            return "no such year is shown"
        return words.number(happened[stage])
    measure = SAME.get(definition_of(one))
    return words.in_text(edition.figures.row(measure)) if measure else "none of this definition"
