"""What was put right since the victim was told of it stands on the lists of who has to tell them."""

from __future__ import annotations

import pytest

from tests.people.cast import ISLA, OMAR, PRIYA, SUNITA, WENDY, whole_case
from tests.portal.cast import put
from tests.portal.stories import feed, reported
from tests.signing_in import at_browser
from tests.web.cast import recorded

pytestmark = pytest.mark.django_db

SAID = "What the victim was told was put right since: tell them again (1)"
EVERYBODY = {
    OMAR: "/my-work",
    PRIYA: "/my-work",
    WENDY: "/my-work",
    ISLA: "/clients",
    SUNITA: "/team",
}


@pytest.fixture
def case_id():
    return reported(whole_case())


def told(case_id, event, tells, agency="police", right=None, **data):
    """Something happened, the victim was told, and it was put right since."""
    feed(case_id, event, agency, "s1", ago=9, **data)
    again(case_id, tells, ago=8)
    (seq,) = [one.seq for one in recorded(case_id, OMAR) if one.event == event]
    feed(case_id, "record.corrected", "police", ago=7, seq=seq, reason="Wrong.",
         entry={"data": {**data, **(right or {})}})  # fmt: skip


def again(case_id, tells, ago=6) -> None:
    said = {"about": "outcome"} if tells == "progress.told" else {"how": "phone"}
    feed(case_id, tells, "police", "s1", ago=ago, **said)


def read_by() -> set:
    return {who for who, path in EVERYBODY.items() if SAID in at_browser(who).get(path).text}


@pytest.mark.parametrize(
    ("event", "tells", "data", "right", "who"),
    [
        ("decision.made", "decision.told", {"by": "police", "result": "no_further_action"},
         {"result": "charge"}, {OMAR, SUNITA}),
        ("decision.made", "decision.told", {"by": "cps", "result": "charge"},
         {"result": "no_further_action"}, {PRIYA}),
        ("court.outcome", "progress.told", {"result": "convicted"}, {"result": "acquitted"}, {WENDY}),
        ("sentence.passed", "progress.told", {"orders": ["none"]}, {"orders": ["other"]}, {WENDY}),
    ],
)  # fmt: skip
def test_a_result_that_was_put_right_is_on_the_list_of_who_tells_it_until_they_told_it_again(
    case_id, event, tells, data, right, who
):
    assert read_by() == set()
    told(case_id, event, tells, right=right, **data)
    assert read_by() == who

    again(case_id, tells)
    assert read_by() == set()


def test_what_was_put_right_before_anybody_told_it_or_in_its_words_alone_is_on_no_list(case_id):
    feed(case_id, "decision.made", "police", "s2", ago=9, by="police", result="charge")
    (seq,) = [one.seq for one in recorded(case_id, OMAR) if one.event == "decision.made"]
    feed(case_id, "record.corrected", "police", ago=7, seq=seq, reason="Wrong.",
         entry={"data": {"by": "police", "result": "no_further_action"}})  # fmt: skip
    told(case_id, "bail.granted", "progress.told", conditions=["area"],
         right={"conditions": ["no_contact"]})  # fmt: skip

    assert read_by() == set()


def test_a_victim_who_wants_no_contact_is_on_no_list_to_be_told(case_id):
    told(
        case_id, "court.outcome", "progress.told", result="convicted", right={"result": "acquitted"}
    )
    assert read_by() == {WENDY}
    put(case_id, "contact.declined", ago=1, scope="all")

    assert read_by() == set()
