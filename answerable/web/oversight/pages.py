"""The pages of an edition: what was found, each section, and the rule behind each figure.

A page shows what was put by. What somebody may choose on one is which rows of a table of it to see.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from markupsafe import Markup

from answerable.actions.publishing import take_table
from answerable.analysis.reporting.charts import described
from answerable.analysis.reporting.model import EMPTY, NO_FINDING, Section, Table
from answerable.analysis.reporting.release import OF_TITLES
from answerable.oversight import reading
from answerable.web import errors
from answerable.web.acting import now
from answerable.web.oversight.looking import Looked, for_oversight, look, of_edition
from answerable.web.person import SignedIn


@require_safe
@for_oversight
def latest(request: SignedIn) -> HttpResponse:
    """The latest edition; where nothing was published yet, that."""
    editions = reading.editions(request.person)
    looked = look(request, editions[0].series, editions[0].number) if editions else None
    if looked is None:
        return render(request, "oversight/nothing.html", {"title": "Figures"})
    return _overview(request, looked)


@require_safe
@of_edition
def overview(request: SignedIn, looked: Looked) -> HttpResponse:
    """What was found, how many cases there are, what there is to read, and the other editions."""
    return _overview(request, looked)


def _overview(request: SignedIn, looked: Looked) -> HttpResponse:
    report = looked.release.report
    shown = looked.shared() | {
        "title": "Figures",
        "findings": [(said, _behind(looked, said)) for said in report.findings],
        "hint": report.hint,
        "no_finding": NO_FINDING,
        "facts": [(label, value, _behind(looked, label)) for label, value in report.facts],
    }
    return render(request, "oversight/overview.html", shown)


def _behind(looked: Looked, said: str) -> list[dict[str, str]]:
    """Links to the rules behind a finding or a fact."""
    ids = dict.fromkeys(map(looked.release.rule, looked.release.report.behind.get(said, ())))
    return [
        {"href": looked.rule_href(one), "text": looked.release.rules[one]["title"]}
        for one in ids
        if one
    ]


@require_safe
@of_edition
def section(request: SignedIn, looked: Looked, section: str) -> HttpResponse:
    """A section, with its charts beside their tables."""
    found = looked.release.section(section)
    if found is None:
        return errors.not_found(request)
    shown = looked.shared() | {
        "title": found.title,
        "section": found,
        "tables": [_table(request, looked, one) for one in found.tables],
        **_beside(looked, found),
    }
    return render(request, "oversight/section.html", shown)


def _table(request: SignedIn, looked: Looked, table: Table) -> dict[str, Any]:
    """A table as a page has it: its rows, each with the way to its rule."""
    values = list(dict.fromkeys(row[0] for row in table.rows)) if table.choose else []
    asked = request.GET.get(table.name, "")
    chosen = asked if asked in values or not values else values[0]
    hrefs = [looked.rule_href(looked.release.rule_of_row(table, n)) for n in range(len(table.rows))]
    rows = list(zip(table.rows, hrefs, strict=True))
    first = 1 if values else 0  # what was chosen stands above the table, and not in each row
    return {
        "table": table,
        "chosen": chosen if values else "",
        "is_other": bool(values and asked) and asked != chosen,  # than what the address asks for
        "rows": [(cells[first:], at) for cells, at in rows if not values or cells[0] == chosen],
        "columns": [(one, looked.rule_href(one.measure)) for one in table.columns[first:]],
        "choices": [{"value": one, "text": one, "selected": one == chosen} for one in values],
        "titled": _titled(table) - first,
        "drawn": _drawn(table),
        "empty": EMPTY,
    }


def _titled(table: Table) -> int:
    """The column that links to the rule: the one that names the measure, else the first."""
    names = [column.name for column in table.columns]
    return names.index(OF_TITLES) if OF_TITLES in names else int(table.choose)


def _drawn(table: Table) -> str:
    """The chart of a table. It is ours: a drawing of figures that may be shown."""
    return Markup(described(table.chart, f"chart-{table.name}")) if table.chart else ""  # noqa: S704


def _beside(looked: Looked, found: Section) -> dict[str, Any]:
    """The pages before and after."""
    sections = looked.release.report.sections
    at = list(sections).index(found)
    return {
        "previous": sections[at - 1] if at else None,
        "next": sections[at + 1] if at + 1 < len(sections) else None,
    }


@require_safe
@of_edition
def rule(request: SignedIn, looked: Looked, measure: str) -> HttpResponse:
    """The rule behind a figure, as it was when the figure was published."""
    found = looked.release.rules.get(measure)
    if found is None:
        return errors.not_found(request)
    said = [
        {"key": {"text": label}, "value": {"text": text}}
        for label, text in (
            ("What is counted", found["definition"]), ("Of", found["base"]),
            ("It is", found["unit"]), ("Starts", found["starts"]), ("Ends", found["ends"]),
            ("Rests on", found["basis"]), ("Sources", "; ".join(found["sources"])),
            ("Answers", found["answers"] and f"{found['answers']} of the inspection"),
            ("Called", found["id"]),
        )
        if text
    ]  # fmt: skip
    shown = looked.shared() | {"title": found["title"], "said": said}
    return render(request, "oversight/rule.html", shown)


@require_safe
@of_edition
def table(request: SignedIn, looked: Looked, table: str) -> HttpResponse:
    """A table as a file, on record before it is given."""
    text = take_table(request.person, **looked.at, name=table, at=now(request))
    if text is None:
        return errors.not_found(request)
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    name = f"{looked.edition.series}-{looked.edition.number}-{table}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
