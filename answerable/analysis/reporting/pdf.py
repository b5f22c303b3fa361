"""The report as a PDF that a screen reader can read (PDF/UA-1)."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from answerable.analysis.reporting.model import EMPTY, NO_FINDING, Report
from answerable.analysis.reporting.words import day


def write_pdf(path: Path, report: Report) -> None:
    """Write the PDF; the values go to the template as JSON, never as markup."""
    import typst  # noqa: PLC0415  only a PDF needs it

    template = files(__package__).joinpath("page.typ").read_bytes()
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "page.typ").write_bytes(template)
        (folder / "report.json").write_text(
            json.dumps(
                {
                    **asdict(report),
                    "day": day(report.as_of),
                    "empty": EMPTY,
                    "no_finding": NO_FINDING,
                }
            ),
            "utf-8",
        )
        for section in report.sections:
            for table in section.tables:
                if table.chart is not None:
                    (folder / f"{table.name}.svg").write_text(table.chart.svg, "utf-8")
        when = int(datetime.fromisoformat(f"{report.as_of}T00:00:00+00:00").timestamp())
        made = typst.compile(
            str(folder / "page.typ"), format="pdf", pdf_standards="ua-1", timestamp=when
        )
    path.write_bytes(made)
