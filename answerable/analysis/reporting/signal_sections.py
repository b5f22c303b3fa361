"""Signals of all cases, by kind and room, by force and by quarter."""

from __future__ import annotations

from answerable.analysis.log import Log
from answerable.analysis.reporting import charts, words
from answerable.analysis.reporting.breakdowns import FORCE, QUARTER, side_by_side
from answerable.analysis.reporting.edition import Edition
from answerable.analysis.reporting.model import Column, Section, Table
from answerable.analysis.reporting.shown_tables import seen
from answerable.analysis.signal_measures import ROOMS, of_rooms
from answerable.events.words import begun

COLUMNS = (
    Column("signal", "Signal", "The pattern that no clock catches", number=False),
    Column("room", "Room", "The chapter of a case", number=False),
    Column("counts", "Cases", "In how many cases it was raised, of how many; to the nearest five"),
    Column("value", "Share of cases", "In how many of a hundred cases it was raised"),
    Column("interval", "95% interval", "How far the value varies by chance of the process"),
    Column("standing", "Still stands", "In how many of a hundred cases it has not been cleared"),
)
# Nearly every case has one, so it tells no case from another.
OF_DUTIES = (
    "That something is 28 days late and nobody has explained it is asked of every duty, those of "
    "telling and recording too, and those that were never done: nearly every case has one. How "
    "many investigations were held up, and for want of what, is under “Why it took so long”."
)
IN_ROOMS = [(one.id, one.title) for one in ROOMS]


def signals(_log: Log, edition: Edition) -> Section:
    """Which signals were raised, in how many cases."""
    figures = edition.figures
    rows, behind, hidden = [], [], 0
    for room, of_room in of_rooms().items():
        for signal in of_room:
            row = figures.row(f"signal.{signal.id}")
            if row is None or row.value is None:
                hidden += 1
                continue
            still = figures.row(f"standing.{signal.id}")
            stands = words.value(still) if signal.kind == "state" else "stays"
            behind.append(f"signal.{signal.id}")
            rows.append([signal.what, begun(room), words.counts(row), words.value(row),
                         words.interval(row), stands])  # fmt: skip
    drawn = charts.bars(
        "Cases with a signal, by room", "One bar a room: the share of cases with any signal of it.",
        [(label, 100 * (row.value or 0), words.percent(row.value))
         for label, row in seen((one.title, figures.row(one.id)) for one in ROOMS)],
        "% of cases",
    )  # fmt: skip
    left = OF_DUTIES + (
        f" {hidden} kinds are not shown: seven cases or fewer, or all but a few." if hidden else ""
    )
    return Section(
        "signals", "Signals",
        ("A signal is a pattern over a case that no clock catches. It says where to look, and not "
         "that somebody did wrong. Each is put as it was on the day it was raised, and counts the "
         "cases in which it was at any time, whether or not it was cleared since: “in the last 28 "
         "days” are those before that day, not before this report. One that is a pattern, once "
         "seen, stays.",),
        tables=(
            Table("signals", "Signals by kind and room", COLUMNS, rows, drawn,
                  note=left, measures=behind),
            side_by_side(edition, "signals_by_force", "Cases with a signal, by room and force",
                         FORCE, IN_ROOMS, note="A room is not shown where seven cases or fewer "
                         "have a signal of it, or all but a few.", of="Cases"),
            side_by_side(edition, "signals_by_quarter",
                         "Cases with a signal, by room and quarter of the report", QUARTER,
                         IN_ROOMS, note="Later quarters have had less time to raise any.",
                         of="Cases"),
        ),
    )  # fmt: skip
