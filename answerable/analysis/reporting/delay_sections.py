"""Why it took so long: what was recorded, what the events say, and what nobody explained."""

from __future__ import annotations

from answerable.analysis.delay_measures import CAUSE, EITHER, WAIT
from answerable.analysis.log import Log
from answerable.analysis.reporting import charts, words
from answerable.analysis.reporting.edition import Edition
from answerable.analysis.reporting.model import Column, Section
from answerable.analysis.reporting.shown_tables import not_there, of_rows, seen

SAYS = Column("delay", "Delay", "Each case is in one row at most", number=False)
CAUSE_ = Column("cause", "Cause", "As it was recorded; a case may have several", number=False)
WAITS = Column("wait", "What took more than 28 days", "Worked out from the events", number=False)


def delays(_log: Log, edition: Edition) -> Section:
    """The causes of delay in the cases that the police stopped (Figure 14)."""
    figures = edition.figures
    parts = [
        [(one.title[0].upper() + one.title[1:], figures.row(one.id)) for one in measures]
        for measures in (EITHER, CAUSE, WAIT)
    ]
    whole, causes, waits = parts
    drawn = charts.bars(
        "What is on record of delay",
        "One bar a category; a case is in one of them, or has no delay on record.",
        [(label, 100 * (row.value or 0), words.percent(row.value)) for label, row in seen(whole)],
        "% of the cases that the police stopped",
    )  # fmt: skip
    return Section(
        "delays", "Why it took so long",
        ("Of the cases that the police stopped, up to that decision. A cause that was recorded is "
         "what somebody said; a wait is what the events say by themselves, where something took "
         "more than 28 days, which is a default of this product. A case with a wait and no "
         "recorded cause is counted as having no explanation, and not left out.",),
        tables=(
            of_rows("delays", "Whether a delay is explained", SAYS, whole, drawn,
                    note="The cases in neither row have no delay on record, said or to be seen."),
            of_rows("delay_causes", "Causes that were recorded", CAUSE_, seen(causes),
                    note=not_there(causes)),
            of_rows("delay_waits", "Waits worked out from the events", WAITS, seen(waits),
                    note=not_there(waits)),
        ),
    )  # fmt: skip
