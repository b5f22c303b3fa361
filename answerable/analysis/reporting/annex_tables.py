"""Who the victims and suspects of the files were (figures A1 to A3), beside this log's cases."""

from __future__ import annotations

from collections.abc import Mapping

from answerable.analysis.dimensions import NOT_RECORDED
from answerable.analysis.published.figures import published
from answerable.analysis.reporting import words
from answerable.analysis.reporting.edition import Edition
from answerable.analysis.reporting.model import NOT_SHOWN, Column, Table
from answerable.events.codes import RACE

Line = tuple[tuple[str, ...], tuple[str, ...]]  # our codes, and the published figures, in one line

CASES = "cases.recorded"
UNKNOWN = (NOT_RECORDED, "not_asked", "not_known", "prefers_not_to_say")
ASSOCIATION: Mapping[str, Line] = {
    "Partner": (("partner",), ("I125",)), "Acquaintance": (("acquaintance",), ("I126",)),
    "Stranger": (("stranger",), ("I127",)), "Friend": (("friend",), ("I128",)),
    "Relative": (("relative",), ("I129",)), "Other": (("other",), ("I130",)),
}  # fmt: skip
SEX: Mapping[str, Line] = {
    "Female": (("female",), ("I131",)), "Male": (("male",), ("I132",)),
    "Not on record": (UNKNOWN, ()),
}  # fmt: skip
_NAMED: Mapping[str, Line] = {
    "White: British or Irish": (("white_british", "white_irish"), ("I133",)),
    "Any other White": (
        ("white_other", "white_gypsy_irish_traveller", "white_roma"), ("I134",),
    ),
    "African": (("black_african",), ("I135",)), "Arab": (("other_arab",), ("I137",)),
    "Chinese": (("asian_chinese",), ("I138",)), "Bangladeshi": (("asian_bangladeshi",), ("I140",)),
    "Pakistani": (("asian_pakistani",), ("I141",)),
    "Any other Asian": (("asian_other", "asian_indian"), ("I136", "I139")),
}  # fmt: skip
_ELSEWHERE = {*UNKNOWN, *(code for codes, _ in _NAMED.values() for code in codes)}
ETHNICITY: Mapping[str, Line] = {
    **_NAMED,
    "Any other": (tuple(code for code in RACE if code not in _ELSEWHERE), ("I142",)),
    "Not on record": (UNKNOWN, ("I143",)),
}
THEIRS = "Theirs are files of adults, finalised, of five forces; ours are all recorded cases."
PARTS = "Of ours that are several answers together, those that are not shown are left out."


def association(edition: Edition) -> Table:
    """Figure A1: who the suspect was to the victim."""
    first = Column("relationship", "The suspect was", "As recorded at the report", number=False)
    return _beside(
        edition, "association", "Who the suspect was to the victim (Figure A1)", first,
        ASSOCIATION, f"{THEIRS} A relationship that is not recorded is in no row.",
    )  # fmt: skip


def sex(edition: Edition) -> Table:
    """Figure A2, which calls it gender: what is recorded is sex, and gender apart."""
    first = Column("sex", "The victim was", "As last recorded", number=False)
    return _beside(
        edition, "victims_sex", "The victim's sex (Figure A2)", first, SEX,
        f"{THEIRS} The inspection calls it gender and has two answers, with nobody not known; "
        "this product records sex, and whether gender is the same, as two things. Not on record "
        f"are those of whom it was not asked, not known or not said. {PARTS}",
    )  # fmt: skip


def ethnicity(edition: Edition) -> Table:
    """Figure A3, whose groups do not fit together: ours are put into theirs."""
    first = Column("race", "The victim was", "As last recorded", number=False)
    return _beside(
        edition, "victims_ethnicity", "The victim's ethnic group (Figure A3)", first, ETHNICITY,
        f"{THEIRS} The inspection names both “Asian” and “other Asian”, and no Indian, Caribbean "
        "or mixed group; ours of the census are put into its groups: Indian into any other Asian, "
        "Caribbean and mixed into any other. Not on record are those of whom it was not asked, not "
        f"known or not said. {PARTS}",
    )  # fmt: skip


def _beside(
    edition: Edition, name: str, title: str, first: Column, lines: Mapping[str, Line], note: str
) -> Table:
    columns = (
        first,
        Column("counts", "This log", "How many recorded cases, of all; to the nearest five"),
        Column("value", "Share", "Worked out from the two numbers shown"),
        Column("published", "Published", "How many of the 502 files that the inspectors read"),
        Column("theirs", "Share of the files", "As published"),
    )
    rows = [
        [label, *_ours(edition, first.name, codes), *_published(figures)]
        for label, (codes, figures) in lines.items()
    ]
    return Table(name, title, columns, rows, note=note, measures=[CASES] * len(rows))


def _ours(edition: Edition, by: str, codes: tuple[str, ...]) -> tuple[str, str]:
    """How many of all recorded cases say one of these, of those codes that are shown."""
    all_ = edition.figures.row(CASES)
    found = [edition.figures.row(CASES, **{by: code}) for code in codes]
    ours = sum(row.numerator or 0 for row in found if row is not None)
    whole = all_.numerator if all_ else None
    if not ours or not whole:
        return NOT_SHOWN, NOT_SHOWN
    return f"{words.number(ours)} of {words.number(whole)}", words.percent(ours / whole)


def _published(figures: tuple[str, ...]) -> tuple[str, str]:
    """What was published of them; several are counts of the same files, in groups of their own."""
    if not figures:
        return "none", "none"
    found = [published()[id_] for id_ in figures]
    counted, of = sum(one.numerator or 0 for one in found), found[0].denominator
    share = found[0].shown if len(found) == 1 else words.percent(counted / (of or 1))
    return f"{words.number(counted)} of {words.number(of)}", share
