"""The report as one page that needs nothing else: no network, no script."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from itertools import groupby

from answerable.analysis.reporting.charts import described
from answerable.analysis.reporting.model import EMPTY, NO_FINDING, Report, Table
from answerable.analysis.reporting.words import day


def page(report: Report) -> str:
    """The page, as HTML."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415
    from markupsafe import Markup  # noqa: PLC0415  as above: the other commands need neither

    def source(name: str) -> str:
        return files(__package__).joinpath(name).read_text(encoding="utf-8")

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, loader=FunctionLoader(source),
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    # Both are ours: a style sheet of the product, and a drawing of figures that may be shown.
    style = Markup(source("page.css"))  # noqa: S704
    return environment.get_template("page.html.jinja").render(
        report=report, style=style, day=day, empty=EMPTY, no_finding=NO_FINDING,
        grouped=grouped, drawn=lambda chart, id_: Markup(described(chart, id_)),  # noqa: S704
    )  # fmt: skip


def grouped(table: Table) -> list[tuple[str, list[Sequence[str]]]]:
    """The rows of a table under what they have in common, which is in its first column where one
    chooses by that; else all under nothing."""
    if not table.choose:
        return [("", list(table.rows))]
    by_first = groupby(table.rows, key=lambda row: row[0])
    return [(group, [row[1:] for row in rows]) for group, rows in by_first]
