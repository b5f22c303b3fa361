"""When victims leave, at which stage, why, and whether they come back."""

from __future__ import annotations

from answerable.analysis.evaluate import Row
from answerable.analysis.log import Log
from answerable.analysis.reporting import charts, words
from answerable.analysis.reporting import extra_measures as extra
from answerable.analysis.reporting.attrition_sections import FEW
from answerable.analysis.reporting.edition import Edition
from answerable.analysis.reporting.model import Column, Section, Table
from answerable.analysis.reporting.shown_tables import (
    MEASURE,
    not_there,
    of_rows,
    seen,
    titled,
)

SEVERAL = "One victim may give several."


def leaving(_log: Log, edition: Edition) -> Section:
    """When victims leave, at which stage, why, and whether they come back."""
    figures = edition.figures
    share = figures.row("withdrawal.share")
    outset, later = figures.row("withdrawal.outset"), figures.row("withdrawal.later")
    came_back = figures.row(extra.CAME_BACK.id)
    back = (
        f"After leaving, {words.in_text(came_back)} came back."
        if came_back and came_back.value is not None
        else "How many came back is not shown: seven or fewer did, or all but a few."
    )
    return Section(
        "leaving", "When and why victims leave",
        (f"{_not_supporting(share, outset, later)} {back}",
         "A victim whose case was stopped or charged can no longer leave before that. Counting "
         "them as if they still might gives the naive figure, which is too high; the cumulative "
         "incidence (Aalen-Johansen) counts the other endings as what they are."),
        tables=(_incidence(edition), _waiting(edition), *_why(edition), _support(edition)),
        after=(f"Where the case stood is worked out from files for charging and from charges. The "
               f"stage that was recorded may say otherwise{_otherwise(edition)}: each is counted "
               "as it is.",),
    )  # fmt: skip


def _not_supporting(share: Row | None, outset: Row | None, later: Row | None) -> str:
    """How many do not support the case, and how many of them never did."""
    if share is None or share.value is None:
        return f"How many victims do not support the case is not shown: {FEW} do not."
    said = f"The victim does not support the case in {words.in_text(share)} of cases."
    if outset is None or outset.value is None:
        return f"{said} How many did not from the outset is not shown."
    said += (
        f" Of the victims whose position at the outset is recorded, {words.in_text(outset)} did "
        "not support it then"
    )
    if later is None or later.value is None:
        return f"{said}; how many left later is not shown."
    return f"{said}, and {words.in_text(later)} did or were undecided, and left later."


def _otherwise(edition: Edition) -> str:
    """In how many cases the two do not agree, where it may be shown."""
    row = edition.figures.row("signal.stage_mismatch")
    return (
        "" if row is None or row.value is None else f", as it does in {words.in_text(row)} of cases"
    )


def _incidence(edition: Edition) -> Table:
    figures = edition.figures
    columns = (
        Column("day", "By day", "Days since the report"),
        Column("counts", "Seen to leave", "How many were seen to leave by then, of those followed"),
        Column("incidence", "Cumulative incidence", "The share that had left by then"),
        Column("interval", "95% interval", "Of the cumulative incidence, by Aalen's variance"),
        Column("naive", "Naive figure", "One minus Kaplan-Meier: other endings taken for unknown"),
    )  # fmt: skip
    rows, real, naive = [], [], []
    for day in extra.DAYS:
        row, wrong = figures.row(f"withdrawal.incidence_{day}"), figures.naive.get(day)
        rows.append([str(day), words.counts(row), words.value(row), words.interval(row),
                     words.percent(wrong)])  # fmt: skip
        if row is not None and row.value is not None:
            real.append((float(day), 100 * row.value))
        if wrong is not None:
            naive.append((float(day), 100 * wrong))
    series = [(name, points) for name, points in
              (("cumulative incidence", real), ("naive figure", naive)) if points]  # fmt: skip
    drawn = charts.lines(
        "Victims who had left, by days since the report",
        "Two lines through the days of the table: the naive figure, dashed, lies above the "
        "cumulative incidence, and further above it the later the day.",
        series, "days since the report", "% of cases",
    )  # fmt: skip
    behind = [f"withdrawal.incidence_{day}" for day in extra.DAYS]
    title = "Victims who had left, at fixed days"
    return Table("leaving_by_day", title, columns, rows, drawn, measures=behind)


def _waiting(edition: Edition) -> Table:
    """Who leaves while a decision on charging is waited for."""
    rows = [(str(day), edition.figures.row(f"withdrawal.waiting_{day}")) for day in (30, 90, 365)]
    column = Column("day", "By day", "Days since the first file for charging was sent")
    return of_rows(
        "leaving_waiting", "Victims who had left while they waited for a charge", column, rows,
        note="Of the cases sent for a decision on charging before the victim left. The decision "
        "competes, as above; that somebody left while waiting does not say that waiting is why.",
    )  # fmt: skip


def _support(edition: Edition) -> Table:
    rows = titled(
        edition.figures,
        ("support.referred", "outcome_16.adviser", "outcome_16.asked_what_helps"),
    )
    return of_rows(
        "leaving_support", "The support that there was", MEASURE, rows,
        note="The first of all cases; the others of those closed because the victim does not "
        "support the case (outcome 16).",
    )  # fmt: skip


def _why(edition: Edition) -> list[Table]:
    figures = edition.figures
    parts = (
        ("leaving_stage", "The stage that was recorded", "Stage", extra.STAGE),
        ("leaving_where", "Where the case stood by its events", "Where", extra.WHERE),
        ("leaving_reason", "The reasons that were recorded", "Reason", extra.REASON),
        ("leaving_helped", "What could have helped the victim to stay", "What", extra.COULD_HELP),
    )
    heading_of = {"leaving_stage": "stage", "leaving_reason": "reason",
                  "leaving_helped": "answer"}  # fmt: skip
    found = []
    for name, title, heading, measures in parts:
        rows = [(one.title.capitalize(), figures.row(one.id)) for one in measures]
        column = Column(heading.lower(), heading, title, number=False)
        long = measures in (extra.REASON, extra.COULD_HELP)
        kept = list(seen(rows)) if long else rows
        notes = [SEVERAL] if long and kept else []
        if kept and measures is not extra.WHERE:
            notes.append(
                f"In the other cases no {heading_of[name]} is on record, or one not shown."
            )
        notes.append(not_there(rows) if long else f"A row is not shown where it is so in {FEW}.")
        behind = () if long else [one.id for one in measures]
        note = " ".join(filter(None, notes))
        found.append(of_rows(name, title, column, kept, note=note, behind=behind))
    return found
