"""A worker writes down what the victim says herself: it is hers on record, and read back first."""

from __future__ import annotations

import pytest

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Event
from answerable.people.access import only_herself
from answerable.web.agency.for_her import SAYINGS
from tests.people.cast import ISLA, NOW, OMAR, PRIYA, reference_of, whole_case
from tests.signing_in import at_browser
from tests.web.cast import go, recorded

pytestmark = pytest.mark.django_db

WORDS = "When does she get her phone back?"


@pytest.fixture
def case_id():
    return whole_case()


def page_of(case_id, name, by=OMAR):
    return go(at_browser(by), f"/cases/{reference_of(case_id)}/for-her/{name}")


def asking(case_id, by=OMAR):
    page = page_of(case_id, "question.asked", by)
    prefix = "question-asked"
    page[f"{prefix}-of"] = "police"
    page[f"{prefix}-what"] = WORDS
    return page


def test_what_she_asks_is_on_record_as_hers_with_the_worker_who_wrote_it_down(case_id):
    page = asking(case_id)
    page["read_back"] = "yes"

    assert page.press().status == 302

    asked = recorded(case_id, OMAR)[-1]
    assert (asked.event, asked.agency, asked.actor) == ("question.asked", "victim", str(OMAR))
    assert asked.data["what"] == WORDS


def test_nothing_is_recorded_that_was_not_read_back_to_her(case_id):
    done = asking(case_id).press()

    assert done.status == 400 and "#read_back" in done.problems
    assert recorded(case_id, OMAR) == []
    assert WORDS in done.text


def test_an_adviser_and_a_prosecutor_may_write_it_down_too(case_id):
    for by in (ISLA, PRIYA):
        page = asking(case_id, by)
        page["read_back"] = "yes"
        assert page.press().status == 302
    assert {entry.agency for entry in recorded(case_id, OMAR)} == {"victim"}


def test_a_yes_to_a_device_is_not_offered_and_is_refused_when_sent_all_the_same(case_id):
    page = page_of(case_id, "device.answered")
    offered = page.options("device-answered-answer")
    assert "refused" in offered and "agreed" not in offered

    sent = page.client.post(
        page.path,
        {
            **dict(page.form.form_values()), "do": "record", "read_back": "yes",
            "device-answered-subject": "new", "device-answered-answer": "agreed",
            "device-answered-given_by": "victim", "device-answered-isva_present": "true",
        },
    )  # fmt: skip

    assert sent.status_code == 400 and recorded(case_id, OMAR) == []


def test_what_is_for_her_alone_has_no_form(case_id):
    for name in ("withdrawal.confirmed", "position.stated"):
        assert page_of(case_id, name).status == 404


def test_all_that_she_may_say_and_is_not_for_her_alone_can_be_written_down():
    hers = {
        name
        for name, type_ in EVENT_TYPES.items()
        if "victim" in type_.by and not only_herself(Event(name, NOW, "victim", "", {}))
    }
    assert hers - set(SAYINGS) == {"record.corrected", "case.reopened"}
    assert set(SAYINGS) <= hers
