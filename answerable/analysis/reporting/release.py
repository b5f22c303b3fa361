"""A release: all that a report may say, as plain values that are kept and shown again.

It holds the rule behind each figure as it was on the day, so a later definition changes no earlier
figure. What is read back needs neither a log nor anything that computes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from answerable.analysis.reporting.model import Chart, Column, Report, Section, Table

VERSION = 1
OF_TITLES = "measure"  # the name of a column that holds titles of measures


@dataclass(frozen=True)
class Release:
    """A report as it was published, and the rules behind its figures by the ids of measures."""

    report: Report
    rules: Mapping[str, Mapping[str, Any]]

    def rule(self, measure: str) -> str:
        """The id of the rule behind a measure or what stands beside one, such as its median; none:
        empty."""
        stem = measure.rpartition(".")[0]
        return next((one for one in (measure, stem) if one in self.rules), "")

    def rule_of_row(self, table: Table, at: int) -> str:
        """The id of the rule behind a row of a table; none: empty."""
        if at < len(table.measures) and (said := self.rule(table.measures[at])):
            return said
        for column, cell in zip(table.columns, table.rows[at], strict=True):
            if column.name == OF_TITLES and cell in self._titles:
                return self._titles[cell]
        return ""

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {rule["title"]: id_ for id_, rule in self.rules.items()}

    def section(self, id_: str) -> Section | None:
        """A section, by its id."""
        return next((one for one in self.report.sections if one.id == id_), None)

    def table(self, name: str) -> Table | None:
        """A table, by its name."""
        found = (table for section in self.report.sections for table in section.tables)
        return next((one for one in found if one.name == name), None)


def plain_release(release: Release) -> dict[str, Any]:
    """A release as it is kept."""
    return {"version": VERSION, "report": asdict(release.report), "rules": dict(release.rules)}


def release_of(plain: Mapping[str, Any]) -> Release:
    """A release, out of what was kept."""
    report = dict(plain["report"])
    sections = [_section(one) for one in report.pop("sections")]
    facts = [(label, value) for label, value in report.pop("facts")]
    return Release(Report(**report, facts=facts, sections=sections), plain["rules"])


def _section(plain: Mapping[str, Any]) -> Section:
    values = dict(plain)
    tables = [_table(one) for one in values.pop("tables")]
    return Section(**values, tables=tables)


def _table(plain: Mapping[str, Any]) -> Table:
    values = dict(plain)
    chart = values.pop("chart")
    columns = tuple(Column(**one) for one in values.pop("columns"))
    return Table(**values, columns=columns, chart=Chart(**chart) if chart else None)
