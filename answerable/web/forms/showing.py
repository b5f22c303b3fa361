"""What a form's page shows: its sections, who will see them, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.urls import reverse

from answerable.actions.asking import Foreseen
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.model import EventType
from answerable.events.words import AGENCY_WORDS, as_words, code_words, field_words, listed
from answerable.letters.reading import Reading, reading
from answerable.rules.enquiry import REQUESTED, line_about
from answerable.rules.gates import Answer
from answerable.web.forms.audience import she_reads, who_sees
from answerable.web.forms.event_form import EventForm
from answerable.web.forms.filled import Filled
from answerable.web.forms.opened import Opened
from answerable.web.forms.put_right import REQUIREMENT, puts_right
from answerable.web.forms.rendering import Control, anchors, controls
from answerable.web.requested import Said, said_of


class Way(NamedTuple):
    """The way to put something right: a link, or who can."""

    href: str
    words: str


class Barrier(NamedTuple):
    """What one requirement says, as a page shows it."""

    state: str
    message: str
    source: str
    where: str
    way: Way | None
    reason: Control | None
    anchor: str

    @property
    def stands(self) -> bool:
        """Whether it stands in the way now."""
        return self.state in ("must", "explain")


class SectionShown(NamedTuple):
    """A section as its page shows it."""

    prefix: str
    folded: bool
    title: str
    hint: str
    optional: bool
    controls: Sequence[Control]
    done: str
    ticked: bool
    who_sees: Sequence[str]
    she_reads: str
    asked_of_her: Sequence[Said]
    for_victim: str
    reads: Reading
    barriers: Sequence[Barrier]


def sections(
    filled: Filled,
    *,
    checked: bool,
    foreseen: Sequence[Sequence[Foreseen]],
    answered: Sequence[Sequence[Answer]],
) -> list[SectionShown]:
    """Every section; `answered` are the gates' answers to those that were to be recorded."""
    asked = dict(zip((form.prefix for form in filled.recorded), answered, strict=False))
    found = []
    for form, ahead in zip(filled.sections, foreseen, strict=True):
        given = asked.get(form.prefix)
        barriers = (
            [_answered(form, filled.opened, one) for one in given]
            if given is not None
            else [_foreseen(form, filled.opened, one) for one in ahead]
        )
        asked_of_her = asked_for(form, filled.opened)
        found.append(
            _section(form, asked_of_her, checked=checked and form.is_filled, barriers=barriers)
        )
    return found


def asked_for(form: EventForm, opened: Opened) -> list[Said]:
    """What the victim will read of a request for their phone or records, beside why: made of what
    was typed so far."""
    if form.type.name not in REQUESTED:
        return []
    said = form.so_far
    if said.get("of") != "victim":
        return []
    return said_of(said, line_about(opened.entries, said.get("line")))


def problems(filled: Filled, shown: Sequence[SectionShown]) -> list[dict[str, str]]:
    """The error summary: each with a link to where it is put right."""
    found = [
        {"text": wrong, "href": f"#{place}"}
        for form in filled.asked
        for wrong, place in anchors(form)
    ]
    if not filled.recorded:
        found.append({"text": "Fill in at least one section", "href": "#main-content"})
    return found + barrier_problems(shown)


def barrier_problems(shown: Sequence[SectionShown]) -> list[dict[str, str]]:
    """What stands in the way, as the error summary says it."""
    return [
        {"text": barrier.message, "href": f"#{barrier.anchor}"}
        for section in shown
        for barrier in section.barriers
        if barrier.stands
    ]


def _section(
    form: EventForm, asked_of_her: Sequence[Said], *, checked: bool, barriers: list[Barrier]
) -> SectionShown:
    section, type_ = form.section, form.type
    written = str(form.data.get(form.add_prefix("for_victim")) or "")
    return SectionShown(
        section.prefix,
        section.optional and not form.is_filled,
        section.title or type_.to_agencies,
        section.hint or ("" if section.title else _meaning(type_)),
        section.optional,
        controls(form, checked=checked),
        form.done,
        form.done in form.data,
        who_sees(type_, form.agency),
        she_reads(type_),
        asked_of_her,
        written,
        reading(written),
        barriers,
    )


def _meaning(type_: EventType) -> str:
    """What an event type means, where its title does not say it all."""
    return "" if type_.meaning.rstrip(".") == type_.to_agencies else type_.meaning


def _answered(form: EventForm, opened: Opened, answer: Answer) -> Barrier:
    state = answer.force if answer.refuses else "met" if answer.met else "explained"
    anchor = form.add_prefix(f"gate-{answer.requirement}")
    reason = None
    if REQUIREMENT[form.type.name, answer.requirement].takes_reason and not answer.met:
        reason = _reason(form, answer.requirement, wrong=answer.refuses)
        anchor = reason.params["id"]
    way = None if answer.met else _way(form, opened, answer.requirement)
    return Barrier(state, answer.message, answer.source, "", way, reason, anchor)


def _foreseen(form: EventForm, opened: Opened, one: Foreseen) -> Barrier:
    needed = one.requirement
    way = _way(form, opened, needed.id) if one.state == "missing" else None
    anchor = form.add_prefix(f"gate-{needed.id}")
    where = listed(list(_where(form, one))) if one.only_where else ""
    return Barrier(f"foreseen_{one.state}", needed.message, one.source, where, way, None, anchor)


def _where(form: EventForm, one: Foreseen) -> Iterator[str]:
    for name, values in one.only_where:
        field = form.type.all_fields.get(name)
        asked = field_words(form.type, field)[0] if field else as_words(name)
        said = [{"true": "yes", "false": "no"}.get(v) or code_words(name, v) for v in values]
        yield f"“{asked}” is {' or '.join(said).lower()}"


def _reason(form: EventForm, requirement: str, *, wrong: bool) -> Control:
    name = form.reason_name(requirement)
    params: dict[str, Any] = {
        "id": name, "name": name, "value": form.reasons.get(requirement, ""), "rows": 3,
        "label": {"text": "Why should it be recorded all the same?", "classes": "govuk-label--s"},
        "hint": {"text": "Your reason is kept with the record, for your supervisor to see."},
        "errorMessage": {"text": "Put it right, or give the reason"} if wrong else None,
    }  # fmt: skip
    return Control("govukTextarea", params)


def _way(form: EventForm, opened: Opened, requirement: str) -> Way | None:
    event = puts_right(form.type.name, requirement)
    if not event:
        return None
    type_ = EVENT_TYPES[event]
    line = type_.to_agencies[:1].lower() + type_.to_agencies[1:]
    if opened.on_behalf(type_):
        href = reverse("record_form", kwargs={"reference": opened.reference, "name": event})
        return Way(href, f"Record that {line}")
    who = listed([AGENCY_WORDS[one] for one in type_.by])
    return Way("", f"It is for {who} to record that {line}.")
