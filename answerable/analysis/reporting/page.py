"""The report as one page that needs nothing else: no network, no script."""

from __future__ import annotations

from importlib.resources import files

from answerable.analysis.reporting.charts import described
from answerable.analysis.reporting.model import EMPTY, NO_FINDING, Report
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
        drawn=lambda chart, id_: Markup(described(chart, id_)),  # noqa: S704
    )  # fmt: skip
