"""Why, as far as a record can say: models of what was recorded, term by term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from answerable.commands.failing import Failed
from answerable.commands.printing import print_rows
from answerable.commands.reading_logs import (
    LogAt,
    as_of_option,
    format_option,
    known_at_option,
    path_argument,
    strict_option,
    tell,
)

if TYPE_CHECKING:
    from answerable.analysis.log import Log
    from answerable.analysis.models.terms import Fit

COLUMNS = (
    "of", "model", "landmark", "term", "estimate", "low", "high", "n", "events", "compared_with",
)  # fmt: skip
QUESTIONS = ("nfa", "withdrawal")
LANDMARKS = ("0", "7", "28")
MODELS = ("odds", "hazard", "incidence", "risk", "bounds")
# Drawing cases again takes a while, so it is done where it is asked for.
UNLESS_ASKED = ("odds", "hazard", "incidence")


@click.command()
@path_argument
@as_of_option
@known_at_option
@click.option(
    "--of", "questions", type=click.Choice(QUESTIONS), multiple=True,
    help="Police no further action, or the victim's leaving. Default: both.",
)  # fmt: skip
@click.option(
    "--landmark", type=click.Choice(LANDMARKS), default="0", show_default=True,
    help="So many days after the report: what was known by then, of the cases still open.",
)  # fmt: skip
@click.option(
    "--model", "models", type=click.Choice(MODELS), multiple=True,
    help="Odds ratios, hazard ratios, ratios of incidence (Fine and Gray), risk ratios; or how far "
    "the odds ratio of ethnicity is left open by where it is missing. Default: the first three.",
)  # fmt: skip
@click.option("--release", is_flag=True, help="Hide what rests on few cases, and round the rest.")
@format_option()
@strict_option
def command(
    path: LogAt,
    as_of: datetime,
    known_at: datetime | None,
    questions: tuple[str, ...],
    landmark: str,
    models: tuple[str, ...],
    release: bool,
    form: str,
    strict: bool,
) -> int:
    """Models of police no further action and of victims' leaving: each term with its estimate,
    its interval of 95%, how many cases it is of, and in how many of them it happened.

    They are associations in what was recorded by the people who decide. What was not yet known
    at the landmark is refused, since only cases that last can have it; in the hazard ratios it
    counts from the day on which it was noted.
    """
    from answerable.analysis.view import View  # noqa: PLC0415
    from answerable.commands.measuring import whole_log  # noqa: PLC0415

    log, account = whole_log(path, View(as_of, known_at), strict=strict)
    fits = list(_fits(log, questions or QUESTIONS, int(landmark), models or UNLESS_ASKED))
    rows = [row for fit in fits for row in _printed(fit, form, release=release)]
    if "bounds" in models:
        rows += _bounds(log, questions or QUESTIONS, int(landmark), form, release=release)
    print_rows(rows, COLUMNS, form, none="No model can be fitted.")
    for line in _said_beside(log, fits, release=release):
        click.echo(f"answerable: {line}", err=True)
    return tell(account)


def _fits(
    log: Log, questions: Sequence[str], landmark: int, models: Sequence[str]
) -> Iterator[Fit]:
    from answerable.analysis.models.odds import odds  # noqa: PLC0415  as above
    from answerable.analysis.models.rates import hazards, incidences  # noqa: PLC0415
    from answerable.analysis.models.risks import risk_ratios  # noqa: PLC0415

    fitted = {"odds": odds, "hazard": hazards, "incidence": incidences, "risk": risk_ratios}
    for of in questions:
        for model in (one for one in models if one in fitted):
            yield fitted[model](log, of, landmark)


def _bounds(
    log: Log, questions: Sequence[str], landmark: int, form: str, *, release: bool
) -> Iterator[dict[str, Any]]:
    """The odds ratio of ethnicity at the least and at the most, for all that is missing of it;
    released without counts, for those would say how the missing ones divide."""
    from answerable.analysis.models.covariates import known_at  # noqa: PLC0415  as above
    from answerable.analysis.models.missing import bounds  # noqa: PLC0415
    from answerable.analysis.models.released import two_digits  # noqa: PLC0415

    if "race" not in {one.name for one in known_at(landmark)}:
        raise Failed("ethnicity is not known on the day of the report: give --landmark 7 or 28")
    for of in questions:
        found = bounds(log, of, landmark)
        for said, term in found.rows:
            ends: list[float | None] = [term.estimate, term.low, term.high]
            if release:
                ends = [two_digits(end) if found.may_be_shown else None for end in ends]
            row: dict[str, Any] = {
                "of": of, "model": "bounds", "landmark": landmark, "term": f"{term.name}, {said}",
                **dict(zip(("estimate", "low", "high"), ends, strict=True)),
                "n": None if release else term.n, "events": None if release else term.events,
                "compared_with": found.against,
            }  # fmt: skip
            if form == "table":
                row |= {name: _rounded(row[name]) for name in ("estimate", "low", "high")}
            yield row | _hidden(row, form) if release else row


def _printed(fit: Fit, form: str, *, release: bool) -> Iterator[dict[str, Any]]:
    from answerable.analysis.models.released import released  # noqa: PLC0415  as above

    terms = released(fit) if release else iter(fit.terms)
    against = {term.covariate: term.level for term in fit.terms if term.reference}
    for term in terms:
        if release and term.n is None:
            continue  # the name alone of a level would say that there is a case
        row: dict[str, Any] = {
            "of": fit.of, "model": fit.kind, "landmark": fit.landmark, "term": term.name,
            "estimate": term.estimate, "low": term.low, "high": term.high, "n": term.n,
            "events": term.events, "compared_with": against[term.covariate],
        }  # fmt: skip
        if form == "table":
            row |= {name: _rounded(row[name]) for name in ("estimate", "low", "high")}
        yield row | _hidden(row, form) if release else row


def _hidden(row: dict[str, Any], form: str) -> dict[str, Any]:
    """What is hidden in a row: named in JSON, and the word itself elsewhere."""
    names = [name for name in ("estimate", "n", "events") if row[name] is None]
    return {"hidden": names} if form == "json" else dict.fromkeys(names, "hidden")


def _rounded(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.3g}")


def _said_beside(log: Log, fits: Sequence[Fit], *, release: bool) -> Iterator[str]:
    """What the models are of, what they cannot say, and what none of them can."""
    from answerable.analysis.models.released import notes  # noqa: PLC0415  as above
    from answerable.analysis.models.terms import ASSOCIATION  # noqa: PLC0415
    from answerable.commands.measures import said_beside  # noqa: PLC0415
    from answerable.commands.measuring import known_of  # noqa: PLC0415

    yield from said_beside(known_of(log, ()), (), (), release=release)
    for fit in fits:
        of = f"{fit.of}, {fit.kind}"
        beside = notes(fit) if release else fit.notes
        if not release:
            left = "; ".join(f"{why} {many:,}" for why, many in fit.left_out.items() if many)
            yield (
                f"{of}: {fit.base}; {fit.n:,} cases, {fit.events:,} events"
                + (f" (not among them: {left})" if left else "") + f"; {fit.how}"
            )  # fmt: skip
        yield from (f"{of}: {note}" for note in beside)
    yield ASSOCIATION
