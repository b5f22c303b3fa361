"""Tables of several figures side by side, a row a group, with all together at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from answerable.analysis.catalogue import MEASURE_OF
from answerable.analysis.evaluate import Row
from answerable.analysis.reporting import extra_measures as extra
from answerable.analysis.reporting import words
from answerable.analysis.reporting.edition import Edition
from answerable.analysis.reporting.model import NOT_SHOWN, Column, Table
from answerable.events.words import begun

FORCE = Column("force", "Force", "In the order of the names", number=False)
QUARTER = Column("quarter", "Reported in", "The quarter of the report", number=False)
ALL = "All"
POOLED = (
    "Duties are counted together here, whether they rest on the law, on what a document states or "
    "on a default of this product, which is nobody's law; under “Duties kept in time” they are "
    "parted."
)
Asked = Sequence[tuple[str, str]]  # measures, each with its heading
Said = Callable[[Row | None], str]
SAYS: Mapping[Said, str] = {  # what a cell says of a measure, by how it is written
    words.value: "its value for the row",
    words.with_counts: "its value for the row, and in brackets of how many",
    words.counts: "how many of how many, for the row; to the nearest five",
}


def side_by_side(
    edition: Edition, name: str, title: str, by: Column, asked: Asked, note: str = "",
    said: Said = words.value, of: str = "",
) -> Table:  # fmt: skip
    """A row a force or a quarter, a column a measure; `of` heads a column of how many they are of,
    where all are of the same. Groups of which nothing is shown are not there, for the name alone
    would say that there is a case; nor is a measure that is shown of no group."""
    figures = edition.figures
    groups = sorted({one for id_, _ in asked for one in figures.groups(id_, by.name)})
    found = {
        id_: [figures.row(id_, **{by.name: one}) for one in groups] for id_, _ in asked
    }  # fmt: skip
    there = [one for one in asked if any(row and row.value is not None for row in found[one[0]])]
    left = [heading for one in asked if one not in there for heading in one[1:]]
    columns = [by]
    if of and there:  # the rule of how many there are is that of what is counted of them
        meaning = "How many they are of; to the nearest five"
        columns.append(Column("of", of, meaning, measure=there[0][0]))
    columns += [
        Column(id_, heading, f"{_meaning(id_)}: {SAYS[said]}", measure=id_)
        for id_, heading in there
    ]
    called = edition.called if by is FORCE else begun
    ids = [id_ for id_, _ in there]
    kept = sorted(
        [called(one), *_cells([found[id_][at] for id_ in ids], said, bool(of))]
        for at, one in enumerate(groups)
        if any((row := found[id_][at]) is not None and row.value is not None for id_ in ids)
    )
    whole = [figures.row(id_) for id_ in ids]
    if kept and any(row is not None and row.value is not None for row in whole):
        kept.append([ALL, *_cells(whole, said, bool(of))])
    if kept and left:
        note = f"{note} Not shown of any: {', '.join(left)}.".strip()
    return Table(name, title, tuple(columns), kept, note=note)


def _meaning(measure: str) -> str:
    """A measure as it is understood where no table stands round it."""
    return words.in_full({**MEASURE_OF, **{one.id: one for one in extra.ALL}}[measure])


def _cells(rows: Sequence[Row | None], said: Said, of: bool) -> Iterator[str]:
    """The cells of a line, before them how many they are of where that was asked."""
    if of:
        yield words.number(next((row.denominator for row in rows if row and row.denominator), None))
    yield from (said(row) for row in rows)


def range_of(edition: Edition, measure: str, by: str = "force") -> str:
    """From the least to the most of the groups that are shown, and of how many."""
    figures = edition.figures
    found = [figures.row(measure, **{by: of}) for of in figures.groups(measure, by)]
    shown = sorted(
        (row for row in found if row is not None and row.value is not None),
        key=lambda row: row.value or 0.0,
    )
    if len(shown) < 2:
        return NOT_SHOWN
    return f"{words.value(shown[0])} to {words.value(shown[-1])}, of {len(shown)}"
