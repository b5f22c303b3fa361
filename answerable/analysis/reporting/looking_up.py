"""What a page lets one look up: the figures of one force, Area or quarter at a time.

Each is a table that is part of the release as any other, and a page only chooses among its rows:
nothing is asked of a log when somebody looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from answerable.analysis.catalogue import MEASURE_OF
from answerable.analysis.evaluate import Row
from answerable.analysis.reporting import extra_measures as extra
from answerable.analysis.reporting import words
from answerable.analysis.reporting.areas import together
from answerable.analysis.reporting.breakdowns import POOLED
from answerable.analysis.reporting.edition import Edition
from answerable.analysis.reporting.gathering import ASKED, OF_FORCES
from answerable.analysis.reporting.model import Column, Section, Table
from answerable.analysis.reporting.shown_tables import HOW_MANY, INTERVAL, MEASURE, VALUE

Found = tuple[str, str, Row | None]  # of whom, of which measure, the figure
TITLES = {one.id: words.in_full(one) for one in (*MEASURE_OF.values(), *extra.ALL)}
NOTE = "A measure is left out where no figure of it may be shown of any of those to choose from."


def look_up(edition: Edition, areas: Mapping[str, Sequence[str]]) -> list[Section]:
    """The sections, each of one table; `areas` names the forces of each Area. One of which no
    figure may be shown is left out."""
    figures = edition.figures
    forces = figures.groups("cases.recorded", "force")
    there = {name: [one for one in of if one in forces] for name, of in areas.items()}
    parts = (
        ("by_force", "One force at a time", "Force", "The force that recorded the case",
         _by_force(edition, forces)),
        ("by_area", "One prosecution Area at a time", "Area",
         "The Area of the Crown Prosecution Service: the sum of what is shown of its forces",
         _by_area(edition, there)),
        ("by_quarter", "One cohort at a time", "Reported in", "The quarter of the report",
         _by_quarter(edition)),
    )  # fmt: skip
    return [
        Section(name, title, (_said(heading),), tables=(table,))
        for name, title, heading, meaning, found in parts
        if (table := _table(name, title, Column(name[3:], heading, meaning, number=False), found))
    ]


def _said(heading: str) -> str:
    known = {
        "Force": "Forces have different cases, so a difference is no judgement: the page that sets "
        "them side by side says what was to be expected of each.",
        "Area": "An Area is there only where every force in it is shown: else it would be a choice "
        "of the large ones.",
    }
    return known.get(heading, "Later cohorts have had less time to get far.")


def _by_force(edition: Edition, forces: Iterable[str]) -> Iterator[Found]:
    for name, force in sorted((edition.called(force), force) for force in forces):
        for measure in OF_FORCES:
            yield name, measure.id, edition.figures.row(measure.id, force=force)


def _by_area(edition: Edition, areas: Mapping[str, Sequence[str]]) -> Iterator[Found]:
    for name, forces in areas.items():
        of = f"{name} (made up)" if edition.made_up else name  # the forces say so in their names
        for measure in OF_FORCES:
            if forces:
                yield of, measure.id, together(edition.figures, measure.id, forces)


def _by_quarter(edition: Edition) -> Iterator[Found]:
    measures = list(dict.fromkeys(  # how many there are before what became of them
        ["cases.recorded",
         *(measure.id for asked, by in ASKED if by == ("quarter",) for measure in asked)]
    ))  # fmt: skip
    for quarter in edition.figures.groups("cases.recorded", "quarter"):
        for id_ in measures:
            yield quarter, id_, edition.figures.row(id_, quarter=quarter)


def _table(name: str, title: str, first: Column, found: Iterable[Found]) -> Table | None:
    """A row a figure. Of whom nothing may be shown the name alone would say that there is a case,
    and of a measure that is shown of nobody there is nothing to say."""
    there = list(found)
    whom = {of for of, _, row in there if row is not None and row.value is not None}
    measures = {id_ for _, id_, row in there if row is not None and row.value is not None}
    kept = [one for one in there if one[0] in whom and one[1] in measures]
    if not kept:
        return None
    rows = [
        (of, TITLES[id_], words.number(row.denominator) if row and row.unit == "days"
         else words.counts(row), words.value(row), words.interval(row))
        for of, id_, row in kept
    ]  # fmt: skip
    columns = (first, MEASURE, HOW_MANY, VALUE, INTERVAL)
    behind = [id_ for _, id_, _ in kept]
    note = f"{NOTE} {POOLED}" if any(id_.startswith("duty.") for id_ in behind) else NOTE
    return Table(name, title, columns, rows, note=note, measures=behind, choose=True)
