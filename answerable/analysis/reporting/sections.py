"""The sections of a report, in order. To add one, write `section(log, edition)` and name it here.

A section reads what may be shown from `edition.figures`. One that asks the log itself has to pass
what it finds through disclosure control, and its cells to the audit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from answerable.analysis.catalogue import MEASURE_OF
from answerable.analysis.log import Log
from answerable.analysis.models.terms import ASSOCIATION
from answerable.analysis.reporting import charts, front, words
from answerable.analysis.reporting.attrition_sections import backlog, funnel, times
from answerable.analysis.reporting.comparing_sections import changed, own_force
from answerable.analysis.reporting.delay_sections import delays
from answerable.analysis.reporting.duty_sections import duties
from answerable.analysis.reporting.edition import Edition
from answerable.analysis.reporting.exchange_sections import contact, phones, plans
from answerable.analysis.reporting.forces_sections import forces
from answerable.analysis.reporting.holding_sections import holding
from answerable.analysis.reporting.leaving_sections import leaving
from answerable.analysis.reporting.model import Column, Report, Section, Table
from answerable.analysis.reporting.published_sections import inspection, national
from answerable.analysis.reporting.quarter_sections import quarters
from answerable.analysis.reporting.shown_tables import of_rows, seen, titled
from answerable.analysis.reporting.signal_sections import signals
from answerable.analysis.reporting.why_sections import ASKED, between, ratio, why
from answerable.clocks.days import local_day

MISSING = tuple(
    f"characteristics.{name}"
    for name in (
        "age", "disability", "gender_reassignment", "marriage_civil_partnership",
        "pregnancy_maternity", "race", "religion_belief", "sex", "sexual_orientation",
    )
)  # fmt: skip


# The sections that say by themselves of whom each figure is, or are of what others published.
SAY_WHOSE = ("own_force", "forces", "changed", "national")
SUSPECTS = "suspect_characteristics"


def missing(_log: Log, edition: Edition) -> Section:
    """Of whom nothing can be said."""
    rows = titled(edition.figures, MISSING)
    drawn = charts.bars(
        "Characteristics on record", "One bar a characteristic: the share in which it is recorded.",
        [(label, 100 * (row.value or 0), words.percent(row.value)) for label, row in seen(rows)],
        "% of cases",
    )  # fmt: skip
    column = Column("characteristic", "Characteristic", "One of the nine protected", number=False)
    return Section(
        "missing", "Who is missing",
        ("A breakdown by something that is mostly not recorded says who was asked, not who is "
         "treated how. Those of whom it is not recorded may be unlike the others, and nothing is "
         "guessed of them. Race is recorded as the ethnic group, which elsewhere in this report is "
         "called ethnicity. A row that is not shown is recorded in seven cases or fewer, or in "
         "nearly all.",),
        tables=(of_rows("missing", "Recorded as anything but not asked and not known", column,
                        rows, drawn), _of_suspects(edition), _bounds(edition)),
    )  # fmt: skip


def _of_suspects(edition: Edition) -> Table:
    """The same of suspects, one by one."""
    rows = [
        (MEASURE_OF[id_].title, edition.figures.row(id_.replace("characteristics", SUSPECTS)))
        for id_ in MISSING
    ]
    column = Column("characteristic", "Characteristic", "One of the nine protected", number=False)
    return of_rows(
        "missing_suspects",
        "Of the suspects who were identified",
        column,
        rows,
        note="As anything but not asked and not known, since they were identified.",
    )


def _bounds(edition: Edition) -> Table:
    """How far it is left open what goes with ethnicity, since that is so often not recorded."""
    columns = (
        Column("of", "Asked", "What happened within a year of the report", number=False),
        Column("placed", "Those not recorded", "What was done with them", number=False),
        Column("ratio", "Odds ratio", "Of other than white against white, the rest alike"),
        Column("interval", "95% interval", "How far the ratio varies by chance of the process"),
    )
    rows = [
        [ASKED[one.of], placed, ratio(term.estimate), between(term.low, term.high)]
        for one in edition.figures.bounds
        for placed, term in one.rows
    ]
    return Table(
        "missing_bounds", "Ethnicity: what could be, for all that is not recorded", columns, rows,
        note="Whether ethnicity is recorded may depend on what became of the case, so nobody is "
        "left out and nothing guessed: whoever is missing is put where it makes the ratio least, "
        "and then where it makes it most. With all of it recorded, the ratio would lie somewhere "
        "between. "
        f"{ASSOCIATION}",
    )  # fmt: skip


def defined(_log: Log, _edition: Edition) -> Section:
    """Every measure, with what it counts and of what."""
    columns = (
        Column("measure", "Measure", "Its title", number=False),
        Column("base", "Of", "The base", number=False),
        Column("definition", "Definition", "What is counted", number=False),
    )
    rows = [[words.in_full(one), one.base, one.definition] for one in MEASURE_OF.values()]
    return Section(
        "definitions", "Definitions",
        ("Shares have Wilson's interval, counts Garwood's, means one by bootstrap, medians one by "
         "order. They mean how much the process varies, not that cases were sampled.",),
        tables=(Table("definitions", "What each figure counts", columns, rows,
                      measures=list(MEASURE_OF)),),
    )  # fmt: skip


def not_known(_log: Log, edition: Edition) -> Section:
    """What this report cannot say, and what was held back."""
    points = [
        "Why: every figure is of what was recorded, by the people who decided. None says what "
        "brought it about.",
        "What is not recorded: a duty that nobody recorded as kept counts as not kept.",
        "Who is not in the log: whoever told nobody, and whoever was told and wrote nothing down.",
        "How the open cases will end, and how the latest quarters will.",
        "Whether the work was good: that needs the file to be read.",
        *(f"Of this log: {said}." for said in edition.said_beside),
    ]
    held = [f"Left out: {one}" for one in edition.figures.refused]
    return Section(
        "not_known", "What is not known",
        ("Counts of seven or fewer are hidden and the others rounded to five; shares and intervals "
         "are worked out from the rounded counts, totals of groups from those shown. “Not shown” "
         "is never nought. Before it left, all of it was held against everything that was "
         "released of this log before, and what would have given a hidden number away was left "
         "out.",),
        [*points, *held],
    )  # fmt: skip


SECTIONS: tuple[Callable[[Log, Edition], Section | None], ...] = (
    own_force, forces, quarters, funnel, backlog, leaving, why, times, delays, holding, missing,
    contact, phones, plans, duties, signals, inspection, changed, national,
)  # fmt: skip


def _of_all(edition: Edition, section: Section) -> Section:
    """In a report for one force, that a section is not of that force: whoever opens it there would
    take it to be."""
    if not edition.force or section.id in SAY_WHOSE:
        return section
    of_all = (
        f"Of all forces in the log together. What may be said of {edition.force_name} alone stands "
        f"under “{edition.force_name} beside others”, and where a table has a row a force."
    )
    return replace(section, title=f"{section.title} (all forces)", text=(of_all, *section.text))


def report(log: Log, edition: Edition) -> Report:
    """The whole report."""
    found = [made for section in SECTIONS if (made := section(log, edition)) is not None]
    found = [_of_all(edition, one) for one in found]
    found += [front.questions(edition), defined(log, edition), not_known(log, edition)]
    said = front.findings(edition)
    whom = edition.force_name or "All forces in the log"
    return Report(
        "Rape cases: what happens to them, and what is owed", whom,
        local_day(edition.as_of).isoformat(), edition.made_up, list(said),
        front.facts(edition), found, {**said, **front.counted(edition)},
    )  # fmt: skip
