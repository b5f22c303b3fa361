"""Which line of enquiry a request of the victim belongs to: before it is asked, in the notice, and on
the victim's own pages. Its kind in words, and never what an agency wrote of it for itself."""

from __future__ import annotations

import re

import pytest

from answerable.people.acting import working
from answerable.record import reading
from tests.people.cast import OMAR, reference_of, whole_case
from tests.portal.cast import put, vera_in
from tests.portal.looking import see
from tests.portal.stories import feed, reported
from tests.signing_in import at_browser
from tests.web.cast import go

pytestmark = pytest.mark.django_db
LABEL = "Line of enquiry (the part of the police work that it is for):"
DIGITAL = "looking at what is on phones, computers and online"
NOT_WRITTEN = "It is not written here. Ask one of your people which part."
PERIOD = {"from": "2026-01-01", "to": "2026-01-08"}
OURS = "Canarywords of ours"  # of an agency, and for itself


@pytest.fixture
def case_id():
    return reported(whole_case())


def a_line(case_id, subject="l1", about="digital"):
    feed(case_id, "line.opened", "police", subject, ago=50, about=about, direction="away",
         noticed_by="investigator")  # fmt: skip
    feed(case_id, "line.closed", "police", subject, ago=10, result="completed", why=OURS)


def asked(case_id, line="l1", of="victim"):
    feed(
        case_id, "device.requested", "police", f"phone-{of}", ago=20, of=of, line=line,
        asked_by="investigator", alternatives=["social_media"], data=["messages"], necessity=OURS,
        for_victim="We need the messages from that week.", days_estimated=7, **PERIOD,
    )  # fmt: skip


def asked_for_records(case_id, line="l1"):
    feed(case_id, "third_party.requested", "police", "t1", ago=20, of="victim", line=line,
         kind="medical", alternatives=["none_possible"], necessity=OURS, **PERIOD)  # fmt: skip


@pytest.mark.parametrize("name", ["phone", "tell/phone", "tell/phone-again", "tell/records"])
def test_the_victim_reads_which_line_a_request_is_for_where_it_is_told_and_answered(case_id, name):
    a_line(case_id)
    asked(case_id)
    asked_for_records(case_id)

    page = see(vera_in(case_id), name)

    assert f"{LABEL} {DIGITAL}" in page
    assert OURS not in page and "away" not in page


def test_what_is_on_record_of_the_line_is_read_as_it_stands(case_id):
    a_line(case_id, about="third_party")
    asked(case_id)
    client = vera_in(case_id)
    assert "looking at records that others keep" in see(client, "phone")

    seq = feed_number(case_id, "line.opened")
    right = {"data": {"about": "scene", "direction": "both", "noticed_by": "investigator"}}
    put(case_id, "record.corrected", ago=1, seq=seq, reason=OURS, entry=right)

    page = see(client, "phone")
    assert "looking at the place where it happened" in page
    assert "records that others keep" not in page and OURS not in page


def feed_number(case_id, event):
    with working():
        return next(one.seq for one in reading.entries(case_id) if one.event == event)


def test_where_no_line_is_on_record_the_page_says_so_and_whom_to_ask(case_id):
    a_line(case_id)
    asked(case_id, line="another")

    assert f"{LABEL} {NOT_WRITTEN}" in see(vera_in(case_id), "phone")


def test_of_a_request_of_somebody_else_no_line_is_shown_and_no_line_of_another_case(case_id):
    a_line(case_id)
    asked(case_id, of="suspect")
    page = see(vera_in(case_id), "phone")
    assert LABEL not in page and DIGITAL not in page

    other = reported(whole_case())
    asked(other)  # of a line that only the first case has
    assert NOT_WRITTEN in see(vera_in(other), "phone")


def test_the_line_is_said_in_welsh(case_id):
    a_line(case_id)
    asked(case_id)

    page = see(vera_in(case_id), "phone?iaith=cy")

    assert "Trywydd ymholi (y rhan o waith yr heddlu y mae ar ei chyfer):" in page
    assert "edrych ar yr hyn sydd ar ffonau, cyfrifiaduron ac ar-lein" in page


def test_whoever_asks_sees_before_it_is_asked_what_the_victim_will_read(case_id):
    a_line(case_id)
    page = go(at_browser(OMAR), f"/cases/{reference_of(case_id)}/record/device.requested")
    name = "device-requested"
    assert "What the victim will read" in page.text and LABEL not in page.text

    page[f"{name}-of"], page[f"{name}-line"] = "victim", "l1"
    page[f"{name}-data"], page[f"{name}-alternatives"] = ["messages"], ["witness"]
    page[f"{name}-necessity"] = OURS
    for day, at in (("1", "from"), ("8", "to")):
        page[f"{name}-{at}-day"], page[f"{name}-{at}-month"] = day, "1"
        page[f"{name}-{at}-year"] = "2026"
    found = page.press("preview")

    (shown,) = found.tree.find_class("answerable-reads")
    said = " ".join(shown.text_content().split())
    assert f"{LABEL} {DIGITAL}" in said and "What: messages" in said
    assert "1 January 2026 to 8 January 2026, and no other days" in said
    assert "Why: It is not written here." in said and OURS not in said

    found[f"{name}-of"] = "suspect"
    (shown,) = found.press("preview").tree.find_class("answerable-reads")
    assert LABEL not in shown.text_content()


def test_a_preview_of_nothing_says_what_is_missing_and_breaks_nothing(case_id):
    page = go(at_browser(OMAR), f"/cases/{reference_of(case_id)}/record/third_party.requested")
    page["third_party-requested-of"] = "victim"
    page["third_party-requested-from-day"] = "99"

    found = page.press("preview")

    assert found.status == 200 and f"{LABEL}</strong> {NOT_WRITTEN}" in found.text


@pytest.mark.parametrize("event", ["device.requested", "third_party.requested"])
def test_whoever_writes_the_notice_sees_that_the_line_stands_in_it(case_id, event):
    a_line(case_id)
    asked(case_id)
    asked_for_records(case_id)
    kind = {"device.requested": "device_notice", "third_party.requested": "records_notice"}[event]
    seq = feed_number(case_id, event)

    page = go(at_browser(OMAR), f"/cases/{reference_of(case_id)}/letters/write/{kind}/{seq}").text

    rows = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "Line of enquiry Digital: its kind in plain words, and nothing else of it" in rows
