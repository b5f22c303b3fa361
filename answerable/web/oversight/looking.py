"""Looking at one edition of what was published: whose page it is, and what stands on each."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from answerable.analysis.reporting.model import Section
from answerable.analysis.reporting.release import Release
from answerable.oversight import reading
from answerable.oversight.reading import Edition
from answerable.people.roles import SEES_FIGURES
from answerable.web import errors
from answerable.web.person import SignedIn, for_staff, role_of

View = Callable[..., HttpResponse]


class Looked(NamedTuple):
    """An edition that somebody looks at, among all that were published."""

    edition: Edition
    release: Release
    editions: list[Edition]

    @property
    def latest(self) -> Edition:
        """The latest edition of the same series."""
        return next(one for one in self.editions if one.series == self.edition.series)

    @property
    def at(self) -> dict[str, Any]:
        """What an address says of the edition."""
        return {"series": self.edition.series, "number": self.edition.number}

    def href(self, section: Section) -> str:
        """The page of a section."""
        return reverse("figures_section", kwargs={**self.at, "section": section.id})

    def rule_href(self, measure: str) -> str:
        """The page of the rule behind a measure; none: empty."""
        rule = self.release.rule(measure)
        return reverse("figures_rule", kwargs={**self.at, "measure": rule}) if rule else ""

    def shared(self) -> dict[str, Any]:
        """What every page of the edition needs."""
        report = self.release.report
        return {
            "looked": self,
            "report": report,
            "latest": self.latest,
            "links": [{"href": self.href(one), "text": one.title} for one in report.sections],
        }


def for_oversight(view: View) -> View:
    """A page for the roles that oversee or measure; for others there is none."""

    @for_staff
    @wraps(view)
    def page(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        seen = role_of(request) in SEES_FIGURES
        return view(request, **kwargs) if seen else errors.not_found(request)

    return page


def of_edition(view: View) -> View:
    """A page of an edition: the view is given it in the place of its name."""

    @for_oversight
    @wraps(view)
    def page(request: SignedIn, series: str, number: int, **kwargs: Any) -> HttpResponse:
        looked = look(request, series, number)
        return errors.not_found(request) if looked is None else view(request, looked, **kwargs)

    return page


def look(request: SignedIn, series: str, number: int) -> Looked | None:
    """An edition with all that it says; None where there is none."""
    editions = reading.editions(request.person)
    found = next((one for one in editions if (one.series, one.number) == (series, number)), None)
    release = reading.release(request.person, series, number) if found else None
    return Looked(found, release, editions) if found and release else None
