"""Every event type of the catalogue has a form, which takes what it should and says what it cannot."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Event
from answerable.events.model import AGENCIES
from answerable.events.words import field_words
from answerable.people.access import GIVES
from answerable.web.agency.journeys import JOURNEYS
from answerable.web.agency.recording import page_of
from answerable.web.forms.audience import who_sees
from answerable.web.forms.event_form import ABOUT
from answerable.web.forms.filled import CONTACTS, Filled
from answerable.web.forms.opened import Opened
from answerable.web.forms.rendering import controls
from tests.record.cast import NOW
from tests.sweeping import one_in
from tests.web.cast import (
    BY,
    ISLA,
    OMAR,
    PRIYA,
    WENDY,
    a_case,
    at_browser,
    go,
    put,
    recorded,
    reference_of,
)
from tests.web.values import fill, spoiled

AT = datetime(2026, 3, 6, 10, tzinfo=UTC)
ENTERED = {name for name, type_ in EVENT_TYPES.items() if set(type_.by) & set(BY)}


def opened(acts_for: tuple[str, ...]) -> Opened:
    return Opened(UUID(int=9), "ABCD-EFGH-JKLM", OMAR, AT, 0, acts_for, [])


GIVES_A_PART = {*GIVES, "officer.changed"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", EVENT_TYPES)
def test_every_event_type_has_a_form_in_words(name):
    filled = Filled(page_of(name), opened(AGENCIES), None)
    (form,) = filled.sections
    asked = {field.name for field in EVENT_TYPES[name].all_fields.values() if field.type != "entry"}

    shown = controls(form, checked=False)

    assert asked <= set(form.fields)
    assert ABOUT not in EVENT_TYPES[name].all_fields
    for control in shown:
        if control.macro == "govukInsetText":
            continue  # there is nothing to choose from in a case that is new
        words = control.params.get("label") or control.params["fieldset"]["legend"]
        assert "_" not in words["text"] and "pseudonymous" not in words["text"]
        texts = [item.get("text", "") for item in control.params.get("items", [])]
        assert not [text for text in texts if "_" in text]
    says_why_each_field_is_asked(EVENT_TYPES[name], form, shown)


def says_why_each_field_is_asked(type_, form, shown):
    """What a field is for stands with it: below its question, or as the question itself."""
    by_name = {one.params.get("name", one.params.get("namePrefix")): one.params for one in shown}
    for name in form.fields:
        field, params = type_.all_fields.get(name), by_name.get(form.add_prefix(name))
        if field is None or params is None:
            continue
        asked, why = field_words(type_, field)
        words = params.get("label") or params["fieldset"]["legend"]
        assert words["text"] == asked, name
        assert why in (params["hint"] or {"text": ""})["text"], name


@pytest.mark.parametrize("name", one_in(8, sorted(ENTERED)))
@pytest.mark.django_db
def test_every_form_that_an_agency_has_takes_the_least_that_there_is_to_say(name):
    type_ = EVENT_TYPES[name]
    agency = next(agency for agency in BY if agency in type_.by)
    case_id = a_case(PRIYA, ISLA, WENDY)
    put(case_id, Event("line.opened", NOW, "police", "line-1", {"about": "digital"}))
    prefix = name.replace(".", "-")
    page = go(at_browser(BY[agency]), f"/cases/{reference_of(case_id)}/record/{name}")
    for field in type_.all_fields.values():
        if (field.required or field.required_when) and field.type != "entry":
            fill(page, f"{prefix}-{field.name}", field)
    if type_.subject:
        page[f"{prefix}-{ABOUT}"] = "new"
    if "breach" in page.form.inputs:
        page["breach"] = "no"

    found = page.press()

    if found.status == 302:
        last = [entry.event for entry in recorded(case_id, BY[agency])][-1:]
        assert last == [name] or type_.only == ("support",)
    elif name in GIVES_A_PART:  # for whoever answers for a team alone
        assert found.status == 403
    else:  # a gate, which is another matter
        assert "This cannot be recorded yet" in found.text and "Source: " in found.text


@pytest.mark.parametrize("by", ["police", "cps", "support", "witness_care"])
@pytest.mark.django_db
def test_every_journey_says_of_each_part_who_will_see_it_and_asks_whether_somebody_else_heard(by):
    case_id, opened_ = a_case(PRIYA, ISLA, WENDY), 0
    client = at_browser(BY[by])

    for name, journey in JOURNEYS.items():
        page = go(client, f"/cases/{reference_of(case_id)}/record/{name}")
        if page.status != 200:
            continue
        opened_ += 1
        text = " ".join(page.tree.text_content().split())
        parts = [EVENT_TYPES[one.event] for one in journey.sections]
        mine = [one for one in parts if by in one.by]
        for one in mine:
            assert " ".join(who_sees(one, by)) in text, (name, one.name)
        contact = any(one.name in CONTACTS for one in mine)
        assert ("breach" in page.form.inputs) is contact, name
        assert "When did this happen?" in text, name
    assert opened_ >= {"police": 17, "cps": 8, "support": 6, "witness_care": 4}[by]


HOSTILE = "\"'><script>alert(1)</script>{{ 7*7 }}\u202e' OR 1=1; -- Zo\u00eb \U0001f642\x00"


# What the page fills in by itself: the force of whoever records.
FILLED = {"crime.reported": ("force",)}


# One visit for all three: to make a case and to open its form takes longer than to press a button.
@pytest.mark.parametrize("name", one_in(8, sorted(ENTERED)))
@pytest.mark.django_db
def test_every_form_says_what_it_cannot_take_and_where_and_keeps_what_was_typed(name):
    agency = next(agency for agency in BY if agency in EVENT_TYPES[name].by)
    case_id = a_case(PRIYA, ISLA, WENDY)
    page = go(at_browser(BY[agency]), f"/cases/{reference_of(case_id)}/record/{name}")

    says_what_is_missing(page, name)
    says_what_is_wrong(page, name)
    assert not recorded(case_id, BY[agency])
    keeps_what_is_hostile_and_runs_none_of_it(page)
    if "when-day" in page.form.inputs:
        assert not recorded(case_id, BY[agency])


def says_what_is_missing(page, name):
    must = [
        one.name for one in EVENT_TYPES[name].all_fields.values()
        if one.required and not one.required_when and one.type != "entry"
        and one.name not in FILLED.get(name, ())
    ]  # fmt: skip
    if not must:
        return

    found = page.press()

    assert found.status == 400
    for field in must:
        place = f"#{name.replace('.', '-')}-{field}"
        here = [one for one in found.problems if one.startswith(place)]
        assert here and found.has(here[0]), field


def says_what_is_wrong(page, name):
    if not EVENT_TYPES[name].fields:
        return
    prefix = name.replace(".", "-")
    fields = [one for one in EVENT_TYPES[name].all_fields.values() if one.type != "entry"]
    wrong = {k: v for one in fields for k, v in spoiled(f"{prefix}-{one.name}", one).items()}

    found = page.press(**wrong)

    assert found.status == 400 and "There is a problem" in found.text
    assert len(found.problems) >= len(fields)
    assert not [place for place in found.problems if not found.has(place)]


def keeps_what_is_hostile_and_runs_none_of_it(page):
    typed = [
        field for field, control in page.form.inputs.items()
        if getattr(control, "tag", "") == "textarea" or getattr(control, "type", "") == "text"
    ]  # fmt: skip
    typed = [field for field in typed if not field.startswith("when")]
    # Never recorded, whatever else is right: there is no such day.
    no_day = {"when-day": "31", "when-month": "2"} if "when-day" in page.form.inputs else {}

    found = page.press(**dict.fromkeys(typed, HOSTILE), **no_day)

    assert "<script>alert" not in found.text
    if no_day:
        assert found.status == 400
        kept = [found.form.inputs[field].value for field in typed]
        assert {one.replace("\x00", "").rstrip("\ufffd") for one in kept} <= {HOSTILE[:-1]}
        assert not [place for place in found.problems if not found.has(place)]
