"""Two victims of one suspect are both told before the pages of either change."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from answerable.actions.opening import open_case
from answerable.actions.vault import erase_person, put_person
from answerable.events.entry import Event
from answerable.people.acting import acting_as, acting_as_victim, working
from answerable.people.victims.models import Account
from answerable.record import reading
from answerable.record.together import told_before
from answerable.record.writing import append
from answerable.web.forms.event_form import ABOUT
from answerable.web.forms.filled import NOBODY
from answerable.worklist.rebuilding import check, rebuild
from answerable.worklist.refresh import refresh
from tests.people.cast import ISLA, NICK, NOW, OMAR, SUNITA, key, reference_of, whole_case
from tests.portal.cast import put, supporter_in, vera_in
from tests.portal.looking import NEW, all_pages, see
from tests.portal.stories import feed, not_charged, reported
from tests.signing_in import at_browser
from tests.web.cast import go

pytestmark = pytest.mark.django_db

TELL = "/record/decision.told"
UNTOLD = "The victim of the other case is still to be told"
DECIDED = "It was decided not to charge."
OPENED = (
    r"<li>[^<]*: A police officer, West Yorkshire Police(, \d+ times)?</li>\s*"
    r"|<p[^>]*>One person who reads many pages counts many times.</p>\s*"
)
NOT_YET = "does not show on the victim’s own pages yet"


@pytest.fixture
def one():
    return reported(whole_case())


@pytest.fixture
def other():
    return reported(whole_case())


def link(case_id, to, why="same_suspect") -> int:
    return put(case_id, "case.linked", ago=80, to=reference_of(to), why=why)


def tell(case_id, subject="s1", who=OMAR) -> None:
    """As a worker does: through the form."""
    form = go(at_browser(who), f"/cases/{reference_of(case_id)}{TELL}")
    said = {
        ABOUT: subject, "how": "in_person", "review_right": "applies", "needs_considered": "true",
        "adviser_told": "yes", "support_present": "true", "explained_by": str(who), "skilled": "true",
    }  # fmt: skip
    for name, value in said.items():
        form[f"decision-told-{name}"] = value
    form["breach"] = NOBODY
    done = form.press()
    assert done.status == 302, done.problems


def text(case_id, page="", who=OMAR) -> str:
    found = go(at_browser(who), f"/cases/{reference_of(case_id)}{page}")
    return " ".join(found.tree.text_content().split())


def seqs(case_id) -> set[int]:
    """What the database itself shows to the victim's session."""
    account = _account(case_id)
    with acting_as_victim(account), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM record_entry")
        return {seq for (seq,) in cursor.fetchall()}


def _account(case_id):
    from answerable.people.acting import SIGNING_IN, acting_for

    with acting_for(SIGNING_IN), transaction.atomic():
        return Account.objects.get(case_id=case_id).id


def later(case_id, event, subject="s1", by="police", *, minutes=1, **data) -> None:
    """Recorded some minutes after everything else: in the order in which the record learns of it."""
    at = NOW + timedelta(minutes=minutes)
    with working():
        said = Event(event, at - timedelta(hours=1), by, subject, data)
        append(case_id, [said], expected_seq=None, actor=OMAR, key=key(), at=at)
        refresh(case_id, at)


def told(case_id, **when) -> None:
    later(case_id, "decision.told", how="phone", review_right="applies", **when)


def shows(case_id) -> bool:
    return DECIDED in see(vera_in(case_id), "answers")


def pages(client) -> dict[str, str]:
    """Every page and form, but for who opened the record: whoever tells does, and it says so."""
    return {name: re.sub(OPENED, "", page) for name, page in all_pages(client).items()}


@pytest.mark.parametrize("linked_by", [0, 1])
def test_neither_s_pages_change_before_both_were_told_and_then_both_do(one, other, linked_by):
    pair = (one, other)
    link(pair[linked_by], pair[1 - linked_by])
    veras = [vera_in(case_id) for case_id in pair]
    before, seen = [pages(vera) for vera in veras], seqs(one)
    for case_id in pair:
        not_charged(case_id)

    tell(one)
    assert [pages(vera) for vera in veras] == before
    assert seqs(one) == seen

    tell(other)
    for vera, was in zip(veras, before, strict=True):
        now = pages(vera)
        assert now["answers"] != was["answers"]
        assert DECIDED in see(vera, "answers")


def test_contact_that_says_nothing_of_it_shows_at_once(one, other):
    link(one, other)
    vera = vera_in(one)
    before = pages(vera)
    for case_id in (one, other):
        not_charged(case_id)
    tell(one)
    put(one, "victim.spoken_to", ago=1, first=False)

    changed = {name for name, page in pages(vera).items() if page != before[name]}
    assert "answers" not in changed and DECIDED not in str([pages(vera)[n] for n in changed])
    assert changed <= {"talks", "updates", "yours"}


def test_who_tells_reads_that_the_other_is_still_to_be_told_until_they_were(one, other):
    link(one, other)
    for case_id in (one, other):
        assert UNTOLD not in text(case_id, TELL)
        not_charged(case_id)
    assert UNTOLD in text(one, TELL) and NOT_YET not in text(one)

    tell(one)
    for page in ("", "/contact", "/decision"):
        assert f"{NOT_YET}. {UNTOLD}" in text(one, page)
    assert reference_of(other) not in text(one, "/contact")
    tell(other)
    for case_id in (one, other):
        assert NOT_YET not in text(case_id) and UNTOLD not in text(case_id, TELL)


def test_who_may_not_read_of_the_other_case_reads_only_that_it_shows_later(one, other):
    link(other, one)
    for case_id in (one, other):
        not_charged(case_id)
    assert "shows on their own pages later, by itself" in text(one, TELL)
    tell(one)

    for who, case_id in ((OMAR, one), (ISLA, one)):
        said = text(case_id, "", who)
        assert f"{NOT_YET}. It will, by itself." in said
        assert "other case" not in said and "same suspect" not in said
    tell(other)
    assert NOT_YET not in text(one, "", ISLA)


def test_two_cases_of_two_forces_wait_for_each_other_and_neither_force_sees_the_other_s(one):
    theirs = open_case(by=NICK, part="investigator", at=NOW - timedelta(days=1))[0]
    to = _their_reference(theirs)
    put(one, "case.linked", to=to, why="same_suspect")
    for case_id in (one, theirs):
        not_charged(case_id)
    tell(one)

    assert not shows(one) and UNTOLD in text(one)
    assert at_browser(OMAR).get(f"/cases/{to}").status_code == 404
    tell_theirs = Event("decision.told", NOW, "police", "s1", {"how": "phone"})
    with working():
        append(theirs, [tell_theirs], expected_seq=None, actor=NICK, key=key(), at=NOW)
        refresh(theirs, NOW)
    assert shows(one) and NOT_YET not in text(one)


def _their_reference(case_id):
    with acting_as(NICK), transaction.atomic():
        return reading.references([case_id])[case_id]


def test_of_three_the_last_to_be_told_lets_all_read_it_though_two_are_linked_by_the_third(
    one, other
):
    third = reported(whole_case())
    link(one, other)
    link(one, third)
    for case_id in (one, other, third):
        not_charged(case_id)

    tell(one)
    tell(other)
    assert not shows(one) and not shows(other)
    tell(third)
    assert shows(one) and shows(other) and shows(third)


def test_a_decision_in_one_alone_waits_for_nobody(one, other):
    link(one, other)
    not_charged(one)
    tell(one)

    assert shows(one) and NOT_YET not in text(one)


def test_a_page_that_has_shown_it_takes_nothing_back(one, other):
    vera, at = vera_in(one), NOW
    not_charged(one)
    told(one)
    shown = pages(vera)
    assert DECIDED in shown["answers"]

    # A link that is made then, and news in the other that is made then, hold back what comes later.
    later(one, "case.linked", "", minutes=2, to=reference_of(other), why="same_suspect")
    later(other, "decision.made", minutes=3, by="police", result="no_further_action")
    assert pages(vera) == shown
    later(one, "review.decided", "r1", minutes=4, stage="local", result="upheld")
    told(one, minutes=5)
    assert pages(vera) == shown

    # That the other was told counts, and that they were not after all holds back only what comes.
    told(other, minutes=6)
    both = pages(vera)
    assert both != shown
    with working():
        (telling,) = [e.seq for e in reading.entries(other) if e.event == "decision.told"]
    later(other, "record.corrected", "", minutes=7, seq=telling, reason="x")
    assert told_before(one, at) is None  # nobody asks for nobody
    with working():
        assert told_before(one, at) == at + timedelta(minutes=7)
    assert pages(vera) == both


def test_a_link_that_is_made_after_one_was_told_takes_nothing_back(one, other):
    for case_id in (one, other):
        not_charged(case_id)
    told(one)
    assert shows(one)

    later(other, "case.linked", "", minutes=2, to=reference_of(one), why="same_suspect")
    assert shows(one)
    later(one, "decision.made", "s2", minutes=3, by="police", result="charge")
    told(one, subject="s2", minutes=4)
    assert "It was decided to charge" not in see(vera_in(one), "answers")


def test_a_link_that_is_taken_back_or_names_no_case_holds_back_nothing(one, other):
    made = link(one, other)
    put(one, "case.linked", ago=80, to="7KQM-4XWA-TR9C", why="same_suspect")
    put(one, "case.linked", ago=80, to=reference_of(one), why="same_suspect")
    for case_id in (one, other):
        not_charged(case_id)
    tell(one)
    assert not shows(one)

    put(one, "record.corrected", seq=made, reason="It is somebody else.")
    assert shows(one)


@pytest.mark.parametrize("why", ["same_victim", "same_incident", "counter_report"])
def test_cases_that_share_something_else_do_not_wait(one, other, why):
    link(one, other, why)
    for case_id in (one, other):
        not_charged(case_id)
    tell(one)

    assert shows(one)


def test_nobody_waits_for_a_victim_who_wants_no_contact_or_whose_case_is_closed_or_who_is_erased(
    one, other
):
    third = reported(whole_case())
    person = put_person(third, kind="victim", name="Vera Other", by=OMAR, at=NOW)
    link(one, other)
    link(one, third)
    for case_id in (one, other, third):
        not_charged(case_id)
    tell(one)
    assert not shows(one)

    feed(other, "contact.declined", "police", ago=1, scope="all")
    assert not shows(one)
    erase_person(third, person.id, by=SUNITA, at=NOW, why="They asked for it.")
    assert shows(one)


@pytest.mark.parametrize(
    ("ago", "waits"),
    [(timedelta(days=7) - timedelta(minutes=10), True), (timedelta(days=7), False)],
)
def test_after_seven_days_it_shows_whatever_became_of_the_other_and_no_job_has_run(one, ago, waits):
    other, then = whole_case(), NOW - ago
    with working():
        said = Event("decision.made", then, "police", "s1", {"by": "police", "result": "charge"})
        append(other, [said], expected_seq=None, actor=OMAR, key=key(), at=then)
        refresh(other, then)
    link(one, other)
    not_charged(one)
    tell(one)

    assert shows(one) is not waits
    assert (NOT_YET in text(one)) is waits


def test_who_hears_here_first_reads_it_once_the_other_was_told(one, other):
    link(one, other)
    feed(one, "contact.agreed", "victim", ago=50, when="only_news", method="app",
         may_leave_message=False, letters=False, safe=True, here_first=True)  # fmt: skip
    not_charged(other)
    not_charged(one)
    assert not shows(one)

    tell(other)
    assert shows(one) and shows(other)


def test_bail_shows_as_soon_as_its_own_victim_was_told(one, other):
    link(one, other)
    for case_id in (one, other):
        feed(case_id, "bail.granted", "police", "s1", ago=4, arrested_on="2026-01-02",
             conditions=["no_contact"], victim_views="sought")  # fmt: skip
        not_charged(case_id)
    rule = "They must not contact you in any way."
    assert rule not in see(vera_in(one), "safe")
    put(one, "progress.told", subject="s1", ago=1, about="bail")

    assert rule in see(vera_in(one), "safe") and not shows(one)


def test_a_supporter_reads_it_no_sooner(one, other):
    link(one, other)
    aunt = supporter_in(one)

    def shared() -> str:
        return re.sub(NEW, "", aunt.get("/n/shared").text)

    before = shared()
    for case_id in (one, other):
        not_charged(case_id)
    tell(one)
    assert shared() == before

    tell(other)
    assert shared() != before


def test_her_session_is_told_nothing_of_the_other_case_by_the_database(one, other):
    link(one, other)
    vera_in(one)
    for case_id in (one, other):
        not_charged(case_id)
    tell(one)
    at = NOW + timedelta(minutes=1)

    for who, waits in ((acting_as(OMAR), True), (acting_as(NICK), False),
                       (acting_as_victim(_account(one)), False)):  # fmt: skip
        with who, transaction.atomic():
            assert (told_before(one, at) is not None) is waits
    with acting_as_victim(_account(one)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM worklist_told")
        assert cursor.fetchone() == (0,)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute("SELECT told_waits(%s, now())", [one])


def test_it_is_worked_out_from_the_record_and_made_anew_from_it(one, other):
    link(one, other)
    for case_id in (one, other):
        not_charged(case_id)
    tell(one)
    now = datetime.now(UTC)  # the form says at which minute it was told
    assert check(now).difference is None
    with working(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM worklist_told")
    rebuild(now)

    assert check(now).difference is None and not shows(one)


def test_what_is_awaited_says_nothing_of_what_waits(one, other):
    link(one, other)
    for case_id in (one, other):
        feed(case_id, "charge.made", "police", "s1", ago=30)
    put(one, "progress.told", subject="s1", ago=1, about="charged")
    assert "a day in court" not in text(one, "/no-news")

    put(other, "progress.told", subject="s1", ago=1, about="charged")
    assert "a day in court" in text(one, "/no-news")
