"""The pages' templates: GOV.UK's macros are there by name, and nothing undefined passes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, PackageLoader, PrefixLoader, StrictUndefined
from jinja2.runtime import Macro
from markupsafe import Markup

from answerable.events.words import begun
from answerable.web import dates, language

# Components of GOV.UK by their folder, with the macro that each holds.
COMPONENTS = {
    "back-link": "govukBackLink",
    "breadcrumbs": "govukBreadcrumbs",
    "button": "govukButton",
    "character-count": "govukCharacterCount",
    "checkboxes": "govukCheckboxes",
    "date-input": "govukDateInput",
    "details": "govukDetails",
    "error-message": "govukErrorMessage",
    "error-summary": "govukErrorSummary",
    "fieldset": "govukFieldset",
    "generic-header": "govukGenericHeader",
    "hint": "govukHint",
    "input": "govukInput",
    "inset-text": "govukInsetText",
    "label": "govukLabel",
    "notification-banner": "govukNotificationBanner",
    "pagination": "govukPagination",
    "panel": "govukPanel",
    "password-input": "govukPasswordInput",
    "phase-banner": "govukPhaseBanner",
    "radios": "govukRadios",
    "select": "govukSelect",
    "service-navigation": "govukServiceNavigation",
    "skip-link": "govukSkipLink",
    "summary-list": "govukSummaryList",
    "table": "govukTable",
    "tabs": "govukTabs",
    "tag": "govukTag",
    "task-list": "govukTaskList",
    "textarea": "govukTextarea",
    "warning-text": "govukWarningText",
}


def environment(**_options: Any) -> Environment:
    """Django's Jinja2 backend asks for this; its options are ours to give."""
    made = Environment(
        autoescape=True,
        loader=PackageLoader("answerable.web"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # else it looks at four files for each page, whether they changed
        extensions=["jinja2.ext.i18n"],
    )
    made.globals.update(gettext=language.gettext, ngettext=language.ngettext, _=language.gettext)
    made.globals.update(
        static=file_url, url=reverse, url_of_case=url_of_case, component=component,
        chrome=chrome(), **macros(),
    )  # fmt: skip
    made.filters.update(day=dates.day, moment=dates.moment, time=dates.time, begun=begun)
    return made


@cache
def macros() -> dict[str, Macro]:
    """GOV.UK's macros. They are made for undefined values that read as empty, so they live in an
    environment of their own, and ours stays strict."""
    package = "govuk_frontend_jinja"
    theirs = Environment(autoescape=True, loader=PrefixLoader({package: PackageLoader(package)}))
    theirs.filters["indent"] = as_it_is
    return {
        name: getattr(theirs.get_template(f"{package}/components/{folder}/macro.html").module, name)
        for folder, name in COMPONENTS.items()
    }


def as_it_is(html: str, *_: object) -> str:
    """A part of a page inside another, not indented: a browser does not care, indenting is a third
    of the work, and it would put blanks into what somebody typed."""
    return html


# Asked with the names that stand in the templates, and the files change with a release alone.
file_url = cache(static)


def url_of_case(reference: str) -> str:
    """The address of a case: a list has one in every row, and `reverse` thinks anew for each."""
    return f"{_cases()}{reference}"


@cache
def _cases() -> str:
    return reverse("case", kwargs={"reference": "-"}).removesuffix("-")


@cache
def chrome() -> dict[str, Markup]:
    """What is the same on every page for everybody, made once."""
    parts: dict[str, tuple[str, dict[str, Any]]] = {
        "skip_link": (
            "govukSkipLink", {"href": "#main-content", "text": "Skip to main content"},
        ),
        "header": ("govukGenericHeader", {"logoText": "Answerable", "url": "/"}),
        "banner": (
            "govukPhaseBanner",
            {
                "tag": {"text": "Demonstration"},
                "text": "Demonstration: made-up people. Nobody on these pages is real.",
            },
        ),
    }  # fmt: skip
    return {name: component(macro, params) for name, (macro, params) in parts.items()}


def component(name: str, params: Mapping[str, Any]) -> Markup:
    """A component of GOV.UK by the name of its macro, for what a form chooses by itself."""
    return Markup(macros()[name](params))  # noqa: S704  the macro escapes what it is given
