"""Codes that a worker gives the victim: once, by a safe way, and on record."""

from __future__ import annotations

import re

import pytest

from tests.people.cast import OMAR, reference_of, rows
from tests.portal.cast import PHRASE, whole_case
from tests.signing_in import Browser, at_browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def case_id():
    return whole_case()


def test_the_worker_gives_codes_once_and_only_while_the_victim_is_safe_and_alone(case_id):
    address = f"/cases/{reference_of(case_id)}/codes"
    omar = at_browser(OMAR)

    refused = omar.post(address, {"how": "voice", "interpreter": "none"})
    given = omar.post(address, {"how": "voice", "interpreter": "none", "alone": "yes"})

    assert refused.status_code == 400 and "otherwise give no codes" in refused.text
    shown = re.findall(
        r">((?:[0-9A-Z]{5}-){4}[0-9A-Z]{5}|(?:[0-9A-Z]{4}-){2}[0-9A-Z]{4})<", given.text
    )
    assert len(shown) == 11
    assert not [one for one in shown if one in omar.get(address).text]
    answer = Browser().post(
        "/n/first", {"first": shown[0], "code": shown[1], "phrase": PHRASE, "again": PHRASE}
    )
    assert answer.status_code == 302
    assert rows("SELECT count(*) FROM record_reading WHERE part = 'codes for the victim'") == [(1,)]


@pytest.mark.parametrize(
    ("said", "problem"),
    [({"how": "email"}, "Select how you are speaking"), ({"how": "text"}, "Select how you are"),
     ({"interpreter": "family"}, "Select who interprets"),
     ({"interpreter": ""}, "Select who interprets"), ({"alone": ""}, "otherwise give no codes")],
)  # fmt: skip
def test_no_code_is_given_by_any_other_way_or_through_any_other_voice(case_id, said, problem):
    address, omar = f"/cases/{reference_of(case_id)}/codes", at_browser(OMAR)
    asked = omar.get(address).text
    assert "not from the family or the community; sex and dialect were asked" in asked

    answer = omar.post(
        address, {"how": "bsl_video", "interpreter": "registered", "alone": "yes"} | said
    )

    assert answer.status_code == 400 and problem in answer.text
    assert rows("SELECT count(*) FROM record_reading WHERE part = 'codes for the victim'") == [(0,)]


@pytest.mark.parametrize("how", ["voice", "bsl_video", "in_person"])
def test_how_a_code_was_given_and_who_interpreted_is_kept_with_it(case_id, how):
    said = {"how": how, "interpreter": "registered", "alone": "yes"}

    at_browser(OMAR).post(f"/cases/{reference_of(case_id)}/codes", said)

    assert rows("SELECT reason FROM record_reading WHERE part = 'codes for the victim'") == [
        (f"{how}, interpreter: registered",)
    ]
