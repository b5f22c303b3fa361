"""A message leaves where the way to the victim is safe when it leaves, and not when it was written."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from answerable.actions.messaging import queue_letter
from answerable.actions.refusing import NotAllowed
from answerable.events.entry import Event
from answerable.messages.wording import CHOICES, CHOSEN, WORDS
from answerable.people import parts
from answerable.people.acting import acting_as, working
from answerable.people.vault import contacts
from answerable.record.writing import append
from answerable.worklist.refresh import refresh
from tests.messages.cast import (
    ADDRESS,
    AGREED,
    DAY,
    HOUR,
    ISLA,
    LETTER,
    MINUTE,
    NOW,
    OMAR,
    PDF,
    PRIYA,
    Sent,
    a_case,
    a_case_to_write_in,
    answer,
    commit,
    entries,
    left_over,
    rows,
    say,
    states,
    supervisor_of,
    vault,
    work,
)

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 3, 13, 16, 30, tzinfo=UTC)
MONDAY = datetime(2026, 3, 16, 9, tzinfo=UTC)


def a_letter(case_id, at=NOW, **more):
    vault.put_contact(case_id, "address", "1 Made Up Street", safe=True, by=OMAR, at=at - HOUR)
    with acting_as(OMAR), working():
        (address,) = [one.id for one in contacts(case_id, at) if one.kind == "address"]
    event = Event("letter.sent", at, "police", "", LETTER)
    queue_letter(
        case_id, "no_further_action", PDF, event=event, contact_id=address, by=OMAR,
        key="a letter", expected_seq=None, at=at, **more,
    )  # fmt: skip
    return address


def test_what_was_written_for_the_victim_makes_one_neutral_text_to_the_safe_number():
    case_id, way = a_case_to_write_in(), Sent()
    answer(case_id)

    assert states(case_id) == [("created", "")]
    assert work(way) == ["waiting"]
    (out,) = way.out
    assert (out.to, out.channel) == ("07700900123", "text")
    assert (
        out.words.body == "There is something new for you to read. Sign in when it is safe for you."
    )
    assert work(way, NOW + 2 * HOUR) == ["delivered"]
    assert states(case_id) == [("delivered", "")]
    assert left_over(case_id) == []


def test_nothing_is_written_to_somebody_who_agreed_to_no_way():
    case_id = a_case()
    vault.put_contact(case_id, "telephone", "07700 900123", safe=True, by=OMAR, at=NOW)
    answer(case_id)

    assert states(case_id) == []


@pytest.mark.parametrize("method", ["phone", "in_person", "app", "adviser", "bsl_video"])
def test_who_is_to_be_told_by_a_person_gets_nothing_from_a_machine(method):
    case_id = a_case_to_write_in(method=method)
    answer(case_id)

    assert states(case_id) == []


def test_what_has_no_words_for_the_victim_makes_no_message():
    case_id = a_case_to_write_in()
    answer(case_id, for_victim="")
    say(case_id, "risk.assessed", level="high", risk_to_others=True)

    assert states(case_id) == []


def test_three_things_to_read_make_one_message():
    case_id, way = a_case_to_write_in(), Sent()
    for _ in range(3):
        answer(case_id)
    work(way)
    answer(case_id)
    work(way)

    assert len(way.out) == 2


STOPS = {
    "breached": ("contact.breached", {"how": "wrong_person"}),
    "declined": ("contact.declined", {"scope": "all"}),
    "moved": ("victim.moved", {"to": "hospital"}),
}


@pytest.mark.parametrize("why", STOPS)
def test_what_was_stopped_after_it_was_queued_does_not_leave(why):
    case_id, way = a_case_to_write_in(), Sent()
    answer(case_id)
    event, data = STOPS[why]
    say(case_id, event, at=NOW + HOUR, **data)

    assert work(way, NOW + 2 * HOUR) == ["cancelled"]
    assert way.out == []
    assert states(case_id) == [("cancelled", why)]
    assert left_over(case_id) == [("message.handed_over", why)]


def test_a_way_of_which_the_victim_said_that_it_is_not_safe_any_more_is_not_used():
    case_id, way = a_case_to_write_in(), Sent()
    answer(case_id)
    said = {"method": "phone", "by": "victim", "alone": "yes", "news": False}
    say(case_id, "contact.made", at=NOW + HOUR, still_safe="no", **said)
    say(case_id, "contact.made", at=NOW + HOUR, still_safe="yes", **said)

    assert work(way, NOW + 2 * HOUR) == ["cancelled"]
    assert states(case_id) == [("cancelled", "not_safe")] and way.out == []


@pytest.mark.parametrize(
    ("agreed", "why"),
    [
        ({"safe": False}, "not_safe"),
        ({"method": "phone"}, "changed"),
        ({"method": "email"}, "changed"),
    ],
)
def test_what_is_agreed_now_counts(agreed, why):
    case_id, way = a_case_to_write_in(), Sent()
    answer(case_id)
    say(case_id, "contact.agreed", at=NOW + HOUR, **{
        "when": "only_news", "method": "text", "may_leave_message": False, "letters": True, "safe": True,
        **agreed,
    })  # fmt: skip

    assert work(way, NOW + 2 * HOUR) == ["cancelled"]
    assert states(case_id) == [("cancelled", why)] and way.out == []


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


def test_it_waits_for_the_time_that_is_safe():
    case_id, way = a_case_to_write_in(safe_times="after 18:00"), Sent()
    answer(case_id)

    assert work(way) == ["waiting"] and way.out == []
    assert work(way, NOW + HOUR) == []
    assert work(way, NOW.replace(hour=18)) == ["waiting"]
    assert len(way.out) == 1


@pytest.mark.parametrize(("times", "left"), [("", 0), ("any time", 1)])
def test_an_agreement_that_is_silent_on_times_keeps_those_that_were_told_before(times, left):
    case_id, way = a_case_to_write_in(safe_times="after 18:00"), Sent()
    said = {"safe_times": times} if times else {}
    say(case_id, "contact.agreed", **AGREED, **said)
    answer(case_id)

    work(way)

    assert len(way.out) == left


def test_times_that_a_machine_cannot_read_are_left_to_a_person():
    case_id, way = a_case_to_write_in(safe_times="when he is at work"), Sent()
    answer(case_id, how="text")

    assert work(way) == ["cancelled"] and way.out == []
    assert left_over(case_id) == [("message.failed", 2), ("message.handed_over", "times_unclear")]


@pytest.mark.parametrize("wording", CHOICES)
def test_it_leaves_in_the_words_that_the_victim_has_chosen_by_then(wording):
    case_id, way = a_case_to_write_in(), Sent()
    say(case_id, CHOSEN, wording="new")
    answer(case_id)
    say(case_id, CHOSEN, at=NOW + MINUTE, wording=wording)
    work(way, NOW + HOUR)

    assert [out.words for out in way.out] == [WORDS[wording, "en"]]


def test_the_words_that_were_chosen_stay_whatever_is_agreed_later_until_they_are_taken_back():
    case_id, way = a_case_to_write_in(), Sent()
    chosen = say(case_id, CHOSEN, wording="reminder")
    say(case_id, "contact.agreed", **AGREED)
    answer(case_id)
    work(way)
    say(case_id, "record.corrected", seq=chosen, reason="It was for another victim.")
    answer(case_id)
    work(way)

    assert [out.words for out in way.out] == [WORDS["reminder", "en"], WORDS["new", "en"]]


def test_choosing_words_makes_no_way_safe_and_begins_nothing_that_was_stopped():
    case_id, way = a_case_to_write_in(), Sent()
    say(case_id, "contact.declined", scope="all")
    say(case_id, CHOSEN, at=NOW + MINUTE, wording="update")
    answer(case_id, at=NOW + HOUR)

    assert work(way, NOW + HOUR) in ([], ["cancelled"]) and way.out == []


def decided_by_email(case_id, at):
    reasons = {"needs_considered": "Done by phone.", "verbal_first": "x"}
    told = {
        "how": "email", "review_right": "applies", "needs_considered": True, "adviser_told": "not_applicable",
        "support_present": False, "explained_by": str(OMAR), "skilled": True, "reasons": reasons,
    }  # fmt: skip
    return say(case_id, "decision.told", at=at, **told)


def test_nothing_hard_leaves_on_a_friday_evening_and_it_does_on_monday():
    case_id, way = a_case_to_write_in(method="email", value=ADDRESS, kind="email"), Sent()
    decided_by_email(case_id, FRIDAY)

    assert work(way, FRIDAY) == ["waiting"] and way.out == []
    assert work(way, MONDAY - HOUR) == []
    assert work(way, MONDAY) == ["waiting"]
    assert way.to == [ADDRESS]


@pytest.mark.parametrize("times", ["weekends", "fridays after 17:00"])
def test_what_is_hard_is_left_to_a_person_where_no_safe_time_is_one_at_which_it_may_leave(times):
    email = {"method": "email", "value": ADDRESS, "kind": "email"}
    case_id, way = a_case_to_write_in(**email, safe_times=times), Sent()
    told = decided_by_email(case_id, FRIDAY)

    assert work(way, FRIDAY) == ["cancelled"] and way.out == []
    assert left_over(case_id) == [("message.failed", told), ("message.handed_over", "no_hour")]


def test_what_is_hard_and_written_for_the_victim_is_recorded_where_no_time_is_right_for_it():
    case_id = a_case_to_write_in(safe_times="weekends")
    say(case_id, "progress.told", at=FRIDAY, about="charged", for_victim="It goes to court.")

    assert states(case_id) == []


def test_what_is_not_hard_leaves_on_a_friday_evening_too():
    case_id, way = a_case_to_write_in(), Sent()
    answer(case_id, at=FRIDAY)
    work(way, FRIDAY)

    assert len(way.out) == 1


def test_who_asked_to_hear_it_first_hears_it_on_a_friday_evening():
    case_id, way = a_case_to_write_in(here_first=True), Sent()
    say(case_id, "progress.told", at=FRIDAY, about="charged", for_victim="It goes to court.")
    work(way, FRIDAY)

    assert len(way.out) == 1


@pytest.mark.parametrize("about", ["released", "bail"])
def test_a_warning_of_release_or_bail_never_goes_by_a_machine(about):
    case_id = a_case_to_write_in(here_first=True)
    say(case_id, "progress.told", about=about, for_victim="He was released today.")
    say(case_id, "suspect.released", subject="s1", to="bail")
    say(case_id, "bail.granted", subject="s1", arrested_on="2026-03-01", conditions=["no_contact"],
        victim_views="sought", for_victim="He must not contact you.")  # fmt: skip

    assert states(case_id) == []


def test_nothing_is_sent_of_what_nobody_told_yet():
    case_id = a_case_to_write_in()
    say(case_id, "order.considered", kind="dvpn", decision="apply", why="x")
    say(case_id, "charge.made", subject="s1", for_victim="A charge was made.",
        reasons={"cps_decision": "On paper."})  # fmt: skip

    assert states(case_id) == []


def test_what_an_adviser_writes_for_her_client_makes_no_message_that_others_would_see():
    case_id = a_case_to_write_in(ISLA)
    say(case_id, "support.started", who=ISLA, agency="support", subject="r1", service="isva",
        for_victim="I am your adviser now.")  # fmt: skip

    assert states(case_id) == []


def test_an_emailed_letter_that_a_person_has_to_tell_first_is_left_to_that_person():
    case_id = a_case_to_write_in(method="email", value="vera@victims.example", kind="email")
    way = Sent()
    say(case_id, "letter.sent", **{**LETTER, "how": "email"})

    assert work(way) == ["cancelled"] and way.out == []
    assert left_over(case_id) == [("message.failed", 2), ("message.handed_over", "not_told")]


def test_nothing_leaves_of_what_it_turns_out_nobody_told():
    case_id, way = a_case_to_write_in(), Sent()
    told = say(case_id, "progress.told", about="charged", subject="s1")
    data = {"for_victim": "A charge was made.", "reasons": {"cps_decision": "On paper."}}
    charge = Event("charge.made", NOW - HOUR / 2, "police", "s1", data)
    commit.record(case_id, [charge], by=OMAR, key="charge", expected_seq=None, at=NOW)
    assert states(case_id) == [("created", "")]
    say(case_id, "record.corrected", seq=told, reason="It was another case.")

    assert work(way) == ["cancelled"] and way.out == []
    assert left_over(case_id) == [("message.handed_over", "not_told")]


def a_decision(case_id, *events):
    """As a feed would: what happened, whatever a gate says of it."""
    with working():
        for event, data in events or [("decision.made", {"by": "police", "result": "charge"})]:
            said = Event(event, NOW - MINUTE, "police", "s1", data)
            append(case_id, [said], expected_seq=None, actor=OMAR, key=uuid4().hex, at=NOW)
        refresh(case_id, NOW)


def test_what_was_told_in_writing_leaves_once_the_other_victim_of_the_suspect_was_told_too():
    case_id, other, way = a_case_to_write_in(), a_case_to_write_in(), Sent()
    ((reference,),) = rows("SELECT reference FROM record_case WHERE id = %s", [other], OMAR)
    say(case_id, "case.linked", to=reference, why="same_suspect")
    for one in (case_id, other):
        a_decision(one)
    told = {"how": "text", "review_right": "applies", "needs_considered": True,
            "adviser_told": "yes", "support_present": False, "explained_by": str(OMAR),
            "skilled": True, "reasons": {"verbal_first": "They asked for a text."}}  # fmt: skip
    say(case_id, "decision.told", subject="s1", **told)
    assert states(case_id) == [("created", "")]

    assert work(way) == ["waiting"] and way.out == []
    assert left_over(case_id) == []  # it is no failure, and the telling stands
    assert work(way, NOW + HOUR / 2) == ["waiting"] and way.out == []

    a_decision(other, ("decision.told", {"how": "phone", "review_right": "applies"}))
    assert work(way, NOW + HOUR) == ["waiting"] and len(way.out) == 1


def test_what_waits_for_another_victim_keeps_no_other_message_back():
    case_id, other, way = a_case_to_write_in(), a_case_to_write_in(), Sent()
    ((reference,),) = rows("SELECT reference FROM record_case WHERE id = %s", [other], OMAR)
    say(case_id, "case.linked", to=reference, why="same_suspect")
    for one in (case_id, other):
        a_decision(one)
    told = {"how": "phone", "review_right": "applies", "needs_considered": True,
            "adviser_told": "yes", "support_present": False, "explained_by": str(OMAR),
            "skilled": True, "for_victim": "As we said."}  # fmt: skip
    say(case_id, "decision.told", subject="s1", **told)
    answer(case_id)
    answer(case_id)

    assert len(states(case_id)) == 2  # of two answers one message, as ever
    work(way)
    assert len(way.out) == 1


def test_a_letter_leaves_as_it_was_written():
    case_id, way = a_case_to_write_in(method="phone"), Sent("created")
    a_letter(case_id)

    assert work(way) == ["waiting"]
    assert [(one.channel, one.pdf, one.to) for one in way.out] == [("letter", PDF, "")]
    assert states(case_id) == [("created", "")]


def test_a_letter_stops_where_the_address_is_another_one_now():
    case_id, way = a_case_to_write_in(method="phone"), Sent()
    address = a_letter(case_id)
    vault.put_contact(
        case_id, "address", "2 Made Up Street", safe=True, by=OMAR, at=NOW, instead_of=address
    )

    assert work(way) == ["cancelled"] and way.out == []
    assert left_over(case_id) == [("message.failed", 2), ("message.handed_over", "no_address")]


def test_a_letter_stops_where_the_victim_has_another_adviser_now():
    case_id, way = a_case_to_write_in(ISLA, method="phone"), Sent()
    a_letter(case_id)
    with working():
        parts.end(case_id, ISLA, by=ISLA, at=NOW + HOUR, part="adviser")

    assert work(way, NOW + DAY) == ["cancelled"] and way.out == []
    assert left_over(case_id)[-1] == ("message.handed_over", "adviser_changed")


def test_a_letter_stops_where_the_victim_wants_none():
    case_id, way = a_case_to_write_in(method="phone"), Sent()
    a_letter(case_id)
    say(case_id, "contact.declined", at=NOW, scope="letters")

    assert work(way) == ["cancelled"] and way.out == []


def test_a_letter_to_an_erased_person_goes_nowhere_and_is_nobodys_task():
    case_id, way = a_case_to_write_in(method="phone"), Sent()
    vera = vault.put_person(case_id, "victim", by=OMAR, at=NOW, name="Vera Madeup")
    a_letter(case_id)
    vault.erase_person(case_id, vera.id, by=supervisor_of(case_id), at=NOW, why="She asked for it.")

    assert work(way, NOW + DAY) == [] and way.out == []
    assert states(case_id) == [("cancelled", "erased")] and left_over(case_id) == []


@pytest.mark.parametrize("method", ["text", "email"])
def test_a_message_to_an_erased_person_goes_nowhere_and_none_is_written_later(method):
    case_id, way = a_case_to_write_in(method=method), Sent()
    vera = vault.put_person(case_id, "victim", by=OMAR, at=NOW, name="Vera Madeup")
    answer(case_id, how=method)
    vault.erase_person(case_id, vera.id, by=supervisor_of(case_id), at=NOW, why="She asked for it.")

    assert work(way, NOW + DAY) == [] and way.out == []
    assert states(case_id) == [("cancelled", "erased")] and left_over(case_id) == []

    with pytest.raises(NotAllowed):
        vault.put_contact(case_id, "telephone", "07700 900123", safe=True, by=OMAR, at=NOW)
    say(case_id, "contact.agreed", at=NOW + HOUR, **{**AGREED, "method": method})
    answer(case_id, how=method, at=NOW + DAY)
    work(way, NOW + DAY + HOUR)
    assert way.out == []


def test_an_entry_that_was_put_right_sends_nothing_that_it_no_longer_says():
    case_id, way = a_case_to_write_in(), Sent()
    seq = answer(case_id, how="text")
    say(case_id, "record.corrected", seq=seq, reason="I rang her.",
        entry={"data": {"how": "phone", "for_victim": ""}})  # fmt: skip

    assert work(way) == ["cancelled"] and way.out == []
    assert states(case_id) == [("cancelled", "struck_out")] and left_over(case_id) == []


def test_what_did_not_arrive_was_not_told_and_the_duty_is_open_again():
    case_id, way = a_case_to_write_in(PRIYA), Sent("created", "permanent-failure")
    seq = answer(case_id, how="text")
    work(way)

    assert work(way, NOW + HOUR) == ["permanent-failure"]
    assert left_over(case_id) == [("message.failed", seq), ("message.handed_over", "undelivered")]
    assert states(case_id) == [("permanent-failure", "undelivered")]
    assert {one.agency for one in entries(case_id) if one.event.startswith("message.")} == {
        "system"
    }
