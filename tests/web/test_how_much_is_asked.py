"""No page asks the database more as a case grows, and none asks much: each query is a wait."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from answerable.actions.commit import record
from answerable.events.entry import Event
from answerable.web.agency.rooms import PAGES
from tests.record.cast import NOW, put_in_the_cast
from tests.web.cast import BY, ISLA, OMAR, PRIYA, WENDY, a_case, at_browser, reference_of

pytestmark = pytest.mark.django_db(transaction=True)

MOST = 25  # what begins or ends a transaction asks nothing and is not counted
LEAST = 12  # of the page that is opened most
MANY = 200


@pytest.fixture
def cases():
    """The references of two cases: one of a few entries, one of many."""
    put_in_the_cast()
    found = [a_case(PRIYA, ISLA, WENDY) for _ in range(2)]
    for case_id, lines in zip(found, (5, MANY), strict=True):
        events = [
            Event("line.opened", NOW - timedelta(days=n), "police", f"l{n}", {
                "about": "digital", "direction": "both", "noticed_by": "investigator",
            })
            for n in range(lines)
        ]  # fmt: skip
        record(case_id, events, by=OMAR, key="lines", expected_seq=None, at=NOW)
    return [reference_of(one) for one in found]


def asked(browser, path):
    browser.get(path)
    with CaptureQueriesContext(connection) as found:
        answer = browser.get(path)
    assert answer.status_code == 200, path
    return sum(one["sql"] not in ("BEGIN", "COMMIT") for one in found.captured_queries)


@pytest.mark.parametrize("agency", sorted(BY))
def test_a_page_of_a_case_asks_little_and_no_more_as_the_case_grows(cases, agency):
    browser = at_browser(BY[agency])
    few, many = cases
    for page in (one for one in PAGES if agency in one.agencies):
        end = "" if page.name == "case" else f"/{page.name}"
        counts = [asked(browser, f"/cases/{one}{end}") for one in (few, many)]

        assert counts[0] == counts[1] <= MOST, (page.name, counts)


def test_the_list_of_work_asks_little(cases):
    assert asked(at_browser(OMAR), "/my-work") <= LEAST
