"""The cases that the inspectors described: the product finds in each what they found."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.commands.run import INSPECTION, rows
from tests.shared import shared

PARTNER, MARRIAGE = "inspection-partner-2018", "inspection-marriage-2018"
PHONE, ALCOHOL = "inspection-phone-2018", "inspection-alcohol"


@pytest.fixture(scope="module")
def duties():
    return rows("duties", INSPECTION, "--as-of", "2021-01-01")


@pytest.fixture(scope="module")
def signals():
    found = rows("signals", INSPECTION, "--as-of", "2021-01-01")
    return {(row["case_id"], row["signal"], row["subject"]): row for row in found}


@pytest.fixture(scope="module")
def audit():
    found = rows("gates", INSPECTION)
    return {(row["case_id"], row["event"], row["requirement"]): row for row in found}


def owed(duties, case, duty, subject=""):
    return [r for r in duties if (r["case_id"], r["duty"], r["subject"]) == (case, duty, subject)]


def test_every_obligation_worked_out_apart_from_the_product_is_met(duties):
    path = shared("cases", "inspection.obligations.csv")
    with path.open(newline="") as file:
        expected = [{**row, "days_late": float(row["days_late"])} for row in csv.DictReader(file)]

    found = [
        {name: row[name] or "" if name != "days_late" else row[name] for name in expected[0]}
        for row in duties
    ]

    assert found == expected


def test_the_cases_are_those_of_the_inspection():
    assert shared("cases", "inspection.csv").read_text() == Path(INSPECTION).read_text()


def test_in_the_partner_case_reviews_gave_no_direction(duties, signals):
    reviews = owed(duties, PARTNER, "investigation.supervise")

    assert [row["status"] for row in reviews] == ["met", "missed"]
    assert signals[PARTNER, "drift_no_direction", ""]["events"] == [12, 13, 14]


def test_in_the_partner_case_two_actions_went_unanswered_for_more_than_a_year(duties):
    actions = [owed(duties, PARTNER, "prosecution.action", a)[0] for a in ("a1", "a2")]

    assert [row["status"] for row in actions] == ["missed", "missed"]
    assert all(row["days_late"] > 365 for row in actions)


def test_in_the_partner_case_she_withdrew_after_them_and_was_asked(duties):
    confirmed = owed(duties, PARTNER, "engagement.confirm")[0]
    action = owed(duties, PARTNER, "prosecution.action", "a1")[0]

    assert confirmed["status"] == "met"
    assert confirmed["started_at"] > action["due_at"]


def test_in_the_marriage_case_the_review_came_after_three_months(duties):
    review = owed(duties, MARRIAGE, "prosecution.review")[0]

    assert (review["status"], review["closed_at"][:10]) == ("late", "2018-05-24")
    assert review["days_late"] > 60


def test_in_the_phone_case_the_download_lay_unread_for_six_months(duties, signals):
    review = owed(duties, PHONE, "material.review", "d1")[0]

    assert (review["status"], review["closed_at"][:10]) == ("late", "2018-12-04")
    assert signals[PHONE, "phone_unread", "d1"]["status"] == "cleared"


def test_in_the_phone_case_the_counselling_notes_came_after_ten(duties):
    notes = owed(duties, PHONE, "material.chase_third_party", "t1")[0]

    assert (notes["started_at"][:7], notes["closed_at"][:7]) == ("2018-06", "2019-04")
    assert notes["status"] == "late"


def test_in_the_phone_case_the_letter_went_after_two_days_instead_of_one(duties):
    letter = owed(duties, PHONE, "decision.letter")[0]

    assert letter["due_at"] == "2019-09-17T15:00:00+01:00"
    assert (letter["status"], letter["days_late"]) == ("late", 1.02)


def test_in_the_alcohol_case_police_inferred_the_withdrawal(signals):
    assert signals[ALCOHOL, "withdrawal_inferred", ""]["status"] == "raised"
    assert (ALCOHOL, "quick_close_complex", "") in signals


def test_in_the_alcohol_case_the_gates_would_have_refused_the_closure(audit):
    for requirement in ("position_confirmed", "authority"):
        finding = audit[ALCOHOL, "decision.made", requirement]

        assert (finding["force"], finding["explained"]) == ("must", False)


def test_the_partner_closure_is_not_refused_for_her_position(audit):
    assert (PARTNER, "decision.made", "position_confirmed") not in audit
    assert (PARTNER, "decision.made", "outcome_fits") not in audit
