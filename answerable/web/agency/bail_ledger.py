"""Bail before charge as a ledger, a table a suspect: each spell step by step with the days of it,
and release under investigation, which has neither conditions nor a day on which it ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from answerable.events.entry import Entry
from answerable.events.words import begun, small
from answerable.people.suspects import WORDS, standings
from answerable.web import dates
from answerable.web.agency.bail_stands import REVIEW, runs_until, who_tells
from answerable.web.agency.looking import Looked
from answerable.web.agency.tables import NO_ONE, NOT_APPLICABLE, Table, said
from answerable.worklist.ranking import count

STEPS = {
    "bail.granted": "Granted", "bail.varied": "Conditions changed", "bail.extended": "Extended",
    "bail.ended": "Ended", "suspect.released": "Released under investigation",
}  # fmt: skip
COLUMNS = (
    "Step", "Until, or how it ended", "Authorised by", "Conditions", "Victim’s views",
    "Days of bail so far",
)  # fmt: skip
UNPROTECTED = "Under investigation without bail: no conditions protect the victim."
DUTIES = (REVIEW, "investigation.rui_review")


def bail(looked: Looked) -> list[Table]:
    """Every step of bail of each suspect, and each release under investigation; a grant begins a
    spell, an end ends it. The days count from the grant to the step, and of the last step of a
    spell that goes on, to now."""
    steps = [one for one in looked.in_force if _is_step(one)]
    return [
        Table(
            f"Bail and release: {looked.about(suspect) or NO_ONE}", COLUMNS,
            _rows([one for one in steps if one.subject == suspect], looked.at),
            note=_now(suspect, looked),
        )
        for suspect in dict.fromkeys(one.subject for one in steps)
    ]  # fmt: skip


def _is_step(one: Entry) -> bool:
    return one.event in STEPS and (
        one.event != "suspect.released" or one.data.get("to") == "rui"
    )  # fmt: skip


def _now(suspect: str, looked: Looked) -> str:
    """Where the suspect stands, until when, by when somebody has to look at it, and who tells the
    victim."""
    standing = standings(looked.in_force).get(suspect, "")
    if standing == "under_investigation":
        said_ = UNPROTECTED
    else:
        said_ = f"Now: {WORDS[standing]}." if standing else ""
    owed = [
        f"{one.what} {begun(one.when)}." for one in looked.view.owed
        if one.duty in DUTIES and one.subject == suspect
    ]  # fmt: skip
    told = who_tells(looked.view, suspect, looked.names)
    return " ".join(filter(None, (said_, runs_until(looked.view, suspect), *owed, told)))


def _rows(steps: Sequence[Entry], now: datetime) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    spell, began = 0, None
    of_bail = [one for one in steps if one.event != "suspect.released"]
    for step in steps:
        if step.event == "bail.granted":
            spell, began = spell + 1, step.occurred_at
        ended = step.event == "bail.ended"
        goes_on = bool(began) and not ended and step is of_bail[-1]
        rows.append(
            (
                f"{STEPS[step.event]}, {dates.day(step.occurred_at)}{_spell(step, spell, began)}",
                _until(step), _authorised(step),
                *(_said(step, name) for name in ("conditions", "victim_views")),
                _days(step, began, now if goes_on else step.occurred_at, goes_on=goes_on),
            )
        )  # fmt: skip
        began = None if ended else began
    return rows


def _spell(step: Entry, spell: int, began: datetime | None) -> str:
    if step.event == "suspect.released":
        return ""
    if began is None:
        return " (the grant is not recorded)"
    return f" (spell {spell})" if spell > 1 else ""


def _until(step: Entry) -> str:
    if step.event == "bail.ended":
        return (
            f"{said(step, 'to')}; reasons recorded: {small(said(step, 'rationale'))}; "
            f"risk assessed: {small(said(step, 'risk_assessed'))}"
        )
    return _said(step, "until")


def _authorised(step: Entry) -> str:
    if step.event != "bail.extended":
        return NOT_APPLICABLE
    return (
        f"{said(step, 'authorised_by')}; conditions A to D met: "
        f"{small(said(step, 'conditions_a_to_d'))}; representations: "
        f"{small(said(step, 'representations'))}"
    )


def _days(step: Entry, began: datetime | None, until: datetime, *, goes_on: bool) -> str:
    if step.event == "suspect.released":
        return NOT_APPLICABLE
    if began is None:
        return "Not known"
    return f"{count((until - began).days, 'day')}{', and goes on' if goes_on else ''}"


def _said(step: Entry, name: str) -> str:
    """A field of a step; a step that has no such field has nothing to say of it."""
    has = {
        "until": ("bail.extended",),
        "conditions": ("bail.granted", "bail.varied"),
        "victim_views": ("bail.granted", "bail.varied", "bail.extended"),
    }[name]  # fmt: skip
    return said(step, name) if step.event in has else NOT_APPLICABLE
