"""By which number a message leaves: a safe one that is the victim's, and no other."""

from __future__ import annotations

import pytest

from answerable.people.acting import working
from answerable.people.vault import contacts
from tests.messages.cast import (
    DAY,
    HOUR,
    ISLA,
    MINUTE,
    NOW,
    OMAR,
    Sent,
    a_case,
    a_case_to_write_in,
    answer,
    commit,
    left_over,
    say,
    states,
    vault,
    work,
)

pytestmark = pytest.mark.django_db


def a_new_number(case_id, *, ends_the_old=True):
    with working():
        (old,) = contacts(case_id, NOW)
    return vault.put_contact(
        case_id, "telephone", "07700 900456", safe=True, by=OMAR, at=NOW,
        instead_of=old.id if ends_the_old else None,
    )  # fmt: skip


def confirmed(case_id, number, at, *, hers=True):
    vault.confirm_contact(case_id, number, hers=hers, how="voice", by=OMAR, at=at)


def test_a_changed_number_is_used_after_two_days_and_a_voice_and_not_after_one_of_the_two():
    case_id, way = a_case_to_write_in(), Sent()
    number = a_new_number(case_id)
    for at in (NOW, NOW + 3 * DAY):  # two days alone are not enough
        answer(case_id, at=at)
        work(way, at)
        assert way.out == []
    confirmed(case_id, number, NOW + 3 * DAY)
    answer(case_id, at=NOW + 3 * DAY)
    work(way, NOW + 3 * DAY)

    assert way.to == ["07700900456"]


def test_a_voice_alone_does_not_shorten_the_two_days():
    case_id, way = a_case_to_write_in(), Sent()
    confirmed(case_id, a_new_number(case_id), NOW)
    for at in (NOW, NOW + 2 * DAY - MINUTE):
        answer(case_id, at=at)
        work(way, at)
    assert way.out == []
    answer(case_id, at=NOW + 2 * DAY)
    work(way, NOW + 2 * DAY)

    assert way.to == ["07700900456"]


def test_the_old_number_learns_nothing_of_a_new_one_and_what_is_not_hers_ends():
    case_id, way = a_case_to_write_in(), Sent()
    number = a_new_number(case_id, ends_the_old=False)
    assert work(way) == []  # nobody writes that there is another
    answer(case_id)
    confirmed(case_id, number, NOW, hers=False)
    work(way, NOW + HOUR)

    assert way.to == ["07700900123"]
    assert "900456" not in str(way.out)
    assert [why for _, why in states(case_id)] == [""]
    with pytest.raises(commit.NoSuchCase):
        confirmed(case_id, number, NOW + HOUR)


@pytest.mark.parametrize("written", ["+44 7700 900123", "+44 (0)7700 900123", "0044 7700900123"])
def test_a_number_that_anybody_put_down_as_unsafe_is_used_by_nobody(written):
    case_id, way = a_case_to_write_in(), Sent()
    answer(case_id)
    vault.put_contact(case_id, "telephone", written, safe=False, by=OMAR, at=NOW)

    assert work(way) == ["cancelled"]
    assert states(case_id) == [("cancelled", "no_address")] and way.out == []


def test_a_number_that_the_victim_gave_to_the_adviser_alone_is_not_the_polices_to_use():
    case_id = a_case(ISLA)
    say(case_id, "contact.agreed", when="only_news", method="text", may_leave_message=False,
        letters=False, safe=True)  # fmt: skip
    vault.put_contact(case_id, "telephone", "07700 900123", safe=True, by=ISLA, at=NOW)
    answer(case_id)

    assert states(case_id) == []


@pytest.mark.parametrize(
    "number", ["0770", "ring Isla", "07700 900123, 07700 900456", "07700 900123\n07"]
)
def test_what_is_no_number_is_left_to_a_person(number):
    case_id, way = a_case_to_write_in(value=number), Sent()
    answer(case_id)

    assert work(way) == ["cancelled"]
    assert left_over(case_id) == [("message.handed_over", "no_address")] and way.out == []
