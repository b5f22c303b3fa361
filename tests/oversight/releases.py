"""A small release, made by hand, and put by."""

from __future__ import annotations

from datetime import UTC, datetime

from answerable.actions.publishing import publish
from answerable.analysis.reporting.model import Chart, Column, Report, Section, Table
from answerable.analysis.reporting.release import Release, plain_release
from answerable.oversight.published import Published
from answerable.people import demonstration

SERIES = "of-the-tests"
AS_OF = datetime(2025, 12, 31, tzinfo=UTC)
RULE = {
    "id": "funnel.charged", "title": "Cases charged", "base": "recorded cases",
    "definition": "Share with a charge.", "starts": "", "ends": "", "answers": "Figure 2",
    "unit": "a share", "basis": "a definition of this product's own", "sources": ["A document: p1"],
}  # fmt: skip
NUMBERS = (
    Column("counts", "How many", "How many of how many"),
    Column("value", "Value", "The share"),
)


def a_report() -> Report:
    """A report with one of everything that a page can hold."""
    stage = Column("stage", "Stage", "How far the cases got", number=False)
    chart = Chart("Bars", "One bar.", '<svg xmlns="http://www.w3.org/2000/svg" width="560" '
                  'height="30" viewBox="0 0 560 30"><rect width="90" height="20"/></svg>')  # fmt: skip
    funnel = Table(
        "funnel", "How far", (stage, *NUMBERS),
        [("Charged", "105 of 3,000", "3.5%"), ("=Convicted", "not shown", "not shown")], chart,
        "A note.", ["funnel.charged", ""],
    )  # fmt: skip
    force = Column("force", "Force", "The force", number=False)
    named = Column("measure", "Measure", "Its title", number=False)
    by_force = Table(
        "by_force", "One force at a time", (force, named, *NUMBERS),
        [("Kent", "Cases charged", "10 of 95", "11%"), ("Essex", "Cases charged", "15 of 110", "14%")],
        choose=True,
    )  # fmt: skip
    sections = [
        Section("funnel", "How far cases get", ("Text.",), ("A point.",), (funnel,), ("After.",)),
        Section("by_force", "One force at a time", tables=(by_force,)),
        Section("not_known", "What is not known", (), ("Why.",)),
    ]
    return Report(
        "A report", "All forces in the log", "2025-12-31", "made up: nobody is real",
        ["Of 3,000 cases, 3.5% were charged."], [("Cases reported", "3,000")], sections,
        {"Of 3,000 cases, 3.5% were charged.": ["funnel.charged"]},
    )  # fmt: skip


def a_release(number: int = 1, series: str = SERIES, at: datetime = AS_OF) -> Published:
    """A release of that report."""
    content = plain_release(Release(a_report(), {"funnel.charged": RULE}))
    line = {"version": 1, "title": f"edition {number}", "released_at": "2026-01-01", "cells": []}
    return Published(
        series, number, at, "made up: nobody is real", content, {"number": number}, line
    )


def put_by(*numbers: int) -> None:
    """The demonstration's staff, and editions of these numbers."""
    demonstration.load()
    for number in numbers or (1,):
        publish(a_release(number), at=AS_OF.replace(year=2026, month=number, day=1))
