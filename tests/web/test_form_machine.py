"""A form is never lost: wrong, late, refused, interrupted, or sent twice."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from answerable.events.entry import Event
from answerable.events.times import LONDON
from tests.record.cast import NOW
from tests.web.cast import ISLA, OMAR, PRIYA, a_case, an_event, put, recorded
from tests.web.filling import RISK, WISHES, events, page_for, risk

pytestmark = pytest.mark.django_db


def test_what_is_filled_in_is_on_record_as_it_was_said():
    case_id = a_case()

    found = risk(case_id).press()

    (entry,) = recorded(case_id)
    assert found.status == 302 and "Recorded." in found.text
    assert (entry.event, entry.agency, entry.actor) == (RISK, "police", str(OMAR))
    assert entry.data == {"level": "high", "risk_to_others": True}
    assert timedelta() <= datetime.now(UTC) - entry.occurred_at < timedelta(minutes=2)


def test_it_may_have_happened_at_another_time_in_london():
    case_id = a_case()
    page = risk(case_id)
    page["when-day"], page["when-month"], page["when-year"] = "6", "7", "2026"
    page["when-time"] = "9.30"

    page.press()

    (entry,) = recorded(case_id)
    assert entry.occurred_at == datetime(2026, 7, 6, 8, 30, tzinfo=UTC)


def test_what_happens_in_the_minute_of_what_it_puts_right_comes_after_it():
    case_id = a_case()
    breach = NOW.replace(second=40, microsecond=0)
    put(case_id, Event("contact.breached", breach, "police", "", {"how": "other"}))
    page, here = risk(case_id), breach.astimezone(LONDON)
    page["when-day"], page["when-month"] = str(here.day), str(here.month)
    page["when-year"] = str(here.year)
    page["when-time"] = f"{here:%H:%M}"

    assert page.press().status == 302

    first, second = sorted(recorded(case_id), key=lambda entry: entry.order)
    assert (first.event, second.event) == ("contact.breached", RISK)
    assert second.occurred_at == breach


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"when-year": ""}, "The date must include a year"),
        ({"when-day": "31", "when-month": "2"}, "The date must be a real day"),
        ({"when-year": "2190"}, "The time at which it happened must be now or in the past"),
        ({"when-time": "25:00"}, "The time must be a time of day"),
        ({"when-time": ""}, "The time must be a time of day"),
        (
            {"when-day": "29", "when-month": "3", "when-year": "2026", "when-time": "1:30"},
            "The clocks went forward",
        ),
        ({"when-day": "9" * 5000}, "The date must be a real day"),
    ],
)
def test_a_time_that_cannot_be_is_said_so(parts, said):
    case_id = a_case()

    found = risk(case_id).press(**parts)

    assert found.status == 400 and said in found.problems["#when-day"]
    assert not recorded(case_id)


def test_what_was_typed_comes_back_with_what_is_wrong():
    case_id = a_case()
    page = page_for(case_id, WISHES)
    page["wishes-stated-words"] = "I <b>want</b> him\nto stop."

    found = page.press()

    assert found.problems == {"#wishes-stated-wants": "Answer: what does the victim want now?"}
    assert found.form.inputs["wishes-stated-words"].value == "I <b>want</b> him\nto stop."
    assert "<b>want" not in found.text
    assert "<title>Error: " in found.text
    assert not recorded(case_id)


def test_a_key_that_no_page_has_is_no_key():
    case_id = a_case()

    assert risk(case_id).press(key="\x00").status == 302
    assert events(case_id) == [RISK]


def test_what_is_sent_in_the_place_of_a_choice_is_not_repeated():
    found = risk(a_case()).press(**{"risk-assessed-level": "x" * 20_000})

    assert found.problems["#risk-assessed-level"].startswith(("Select", "Answer"))
    assert "xxx" not in found.text


def test_a_form_that_is_sent_twice_is_recorded_once():
    case_id = a_case()
    page = risk(case_id)

    first, second = page.press(), page.press()

    assert (first.status, second.status) == (302, 302)
    assert events(case_id) == [RISK]


def test_who_is_late_is_shown_what_is_new_and_loses_nothing():
    case_id = a_case(PRIYA)
    page = risk(case_id)
    put(case_id, an_event())

    late = page.press()

    assert late.status == 409 and "Somebody recorded something in this case" in late.text
    assert "The victim was spoken to (police)" in late.text
    assert late.form.inputs["risk-assessed-level"].value == "high"
    assert late.press().status == 302
    assert events(case_id) == ["victim.spoken_to", RISK]


def test_who_is_late_is_not_shown_what_is_not_theirs():
    case_id = a_case(ISLA)
    page = page_for(case_id, WISHES, ISLA)
    page["wishes-stated-wants"] = "support"
    put(case_id, Event("crime.recorded", NOW, "police", "", {"crime_ref": "C-1"}))

    late = page.press()

    assert late.status == 409 and "not for you to see" in late.text
    assert "The crime was recorded" not in late.text


def test_a_page_that_lies_about_what_it_saw_is_late_too():
    case_id = a_case()

    for lie in ("", "-1", "1e9", "x", "9" * 400):
        assert risk(case_id).press(expected_seq=lie).status == 409
    assert not recorded(case_id)


def test_a_character_that_cannot_be_kept_is_said_plainly():
    case_id = a_case()
    page = page_for(case_id, "plan-and-lines")

    found = page.press(**{"line-1-about": "digital", "line-closed-why": "before\x00after"})

    assert found.status == 400 and "this box holds a character that cannot be kept" in found.text
    assert "ull character" not in found.text


def test_a_subject_is_one_that_the_case_has_or_a_new_one():
    case_id = a_case()
    put(case_id, Event("suspect.identified", NOW, "police", "suspect-1"))
    page = page_for(case_id, "suspect.arrested")
    name = "suspect-arrested-subject"
    assert page.options(name) == ["suspect-1", "new", "none"]
    assert "First suspect: a suspect was identified" in page.text
    page[name] = "suspect-1"

    page.press()

    other = page_for(case_id, "suspect.arrested")
    other[name] = "new"
    other.press()
    subjects = [entry.subject for entry in recorded(case_id)]
    assert subjects[:2] == ["suspect-1", "suspect-1"]
    assert re.fullmatch(r"suspect-[0-9a-f]{8}", subjects[2])
    assert page_for(case_id, "suspect.arrested").press(**{name: "suspect-9"}).status == 400


@pytest.mark.parametrize(
    "hostile", ["\x00", "\u202e", "'; DROP TABLE x; --", "{{ 7 * 7 }}", "x" * 10_000]
)
def test_whatever_is_typed_is_taken_as_words_or_refused(hostile):
    case_id = a_case()
    page = page_for(case_id, WISHES)
    page["wishes-stated-wants"] = "safety"

    found = page.press(**{"wishes-stated-words": f"a{hostile}b"})

    said = [entry.data["words"] for entry in recorded(case_id)]
    assert said in ([], [f"a{hostile}b"]) and found.status in (302, 400)


def test_a_key_of_another_case_does_not_carry_over():
    first, second = a_case(), a_case()
    page = risk(first)
    page.press(key="k" * 500)

    found = risk(second).press(key=uuid4().hex)

    assert found.status == 302 and events(first) == events(second) == [RISK]
