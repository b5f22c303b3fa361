"""A letter from the first word to her own page: written, checked, prepared, gone, handed over."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from pypdf import PdfReader

from answerable.actions import commit, lettering
from answerable.actions.erasing import erase_letter
from answerable.actions.refusing import NotReady
from answerable.actions.vault import erase_person, put_contact, put_person
from answerable.events.entry import Event
from answerable.letters.model import Written
from answerable.people import vault
from answerable.people.acting import acting_as, working
from answerable.record.letters import reading
from answerable.record.letters.models import Letter
from answerable.record.verifying import verify
from tests.people.cast import (
    ISLA,
    NICK,
    NOW,
    OMAR,
    PRIYA,
    SUNITA,
    key,
    reference_of,
    rows,
    whole_case,
)
from tests.portal.cast import put, vera_in
from tests.portal.stories import feed, reported
from tests.signing_in import at_browser, move
from tests.web.cast import go

pytestmark = pytest.mark.django_db

HOME, HIDDEN, OTHERS = "9 Canary Walk, Leeds, LS99 9ZZ", "4 Refuge Row", "07700 900555"
REASONS = "I am sorry. We could not show what he knew. You told us clearly, and we looked hard."
WRITTEN: Written = {"reasons": REASONS, "looked_at": "- his phone\n- the camera", "next": ""}


@pytest.fixture
def case_id():
    return not_charged()


def not_charged():
    """A case that the police decided not to charge; she was told, and letters are safe."""
    case_id = reported(whole_case())
    put_person(case_id, "victim", by=OMAR, at=NOW, name="Vera Ashgrove", chosen_name="Vee")
    put_person(case_id, "suspect", subject="s1", by=OMAR, at=NOW, name="Piers Underhollow")
    put_contact(case_id, "address", HOME, safe=True, by=OMAR, at=NOW)
    put_contact(case_id, "address", HIDDEN, safe=True, by=ISLA, at=NOW)
    put_contact(case_id, "telephone", OTHERS, safe=True, by=OMAR, at=NOW)
    put(
        case_id, "contact.agreed", when="regular", every_days=14, method="phone", safe=True,
        letters=True, may_leave_message=False,
    )  # fmt: skip
    feed(case_id, "suspect.identified", "police", "s1", ago=60)
    feed(case_id, "suspect.interviewed", "police", "s1", ago=50, under_caution=True)
    feed(case_id, "decision.made", "police", "s1", ago=4, by="police", result="no_further_action")
    return case_id


def tell(case_id):
    feed(
        case_id, "decision.told", "police", "s1", ago=3, how="in_person", review_right="applies",
        needs_considered=True, adviser_told="yes", support_present=True, explained_by=str(OMAR),
        skilled=True,
    )  # fmt: skip


def about(case_id):
    ((seq,),) = rows(
        "SELECT seq FROM record_entry WHERE case_id = %s AND event = 'decision.made'", [case_id]
    )
    return seq


def prepared(case_id, by_post=True, written=WRITTEN, **other):
    given = {
        "support": "adviser", "by_post": by_post, "by": OMAR, "key": key(), "expected_seq": None,
        "at": NOW,
    }  # fmt: skip
    return lettering.prepare(
        case_id, "not_charged_police", about(case_id), written, **(given | other)
    )


def goes(case_id, letter, at=NOW, **other):
    said = {"review_right": "applies", "contacts": ["investigator"], "how": "hand"}
    event = Event("letter.sent", at, "police", "s1", said | other)
    lettering.gone(letter)(case_id, [event], by=OMAR, key=key(), expected_seq=None, at=NOW)


def opened(case_id, letter, by=OMAR):
    pdf = lettering.open_letter(case_id, letter, by=by, at=NOW)
    return " ".join(" ".join(p.extract_text() for p in PdfReader(BytesIO(pdf)).pages).split())


def kept(case_id, by=OMAR):
    with acting_as(by), transaction.atomic():
        return reading.of_case(case_id)


def test_a_letter_goes_from_the_list_to_her_own_page(case_id):
    tell(case_id)
    omar, at = at_browser(OMAR), f"/cases/{reference_of(case_id)}/letters"
    letters = go(omar, at)
    (write,) = letters.tree.xpath("//a[contains(., 'The police decided not to charge')]/@href")
    page = go(omar, write)
    assert "Piers Underhollow" in page.text and HOME not in page.text

    page["way"], page["support"] = "post", "adviser"
    page["reasons"] = "No further action will be taken."
    checked = page.press("check")
    assert "You wrote “no further action”. Say instead: decided not to charge." in checked.text
    unfinished = checked.press("prepare")
    assert unfinished.status == 400 and "#looked_at" in unfinished.problems
    unfinished["reasons"], unfinished["looked_at"] = REASONS, "- his phone"
    looked = unfinished.press("check")
    (paper,) = looked.tree.xpath("//a[contains(., 'See the letter as it would go')]/@href")
    seen = omar.get(paper)
    assert seen["Content-Type"] == "application/pdf" and seen["Cache-Control"] == "no-store"
    assert seen["Content-Disposition"] == 'inline; filename="letter.pdf"'
    done = looked.press("prepare")
    assert "The letter is prepared. It has not gone yet" in done.text

    vera = vera_in(case_id)
    assert "Letters to you" not in go(vera, "/n/updates").text
    (gone,) = done.tree.xpath("//a[contains(., 'Record that it has gone')]/@href")
    form = go(omar, gone)
    form["breach"] = "no"
    assert form.press().status == 302
    (brought,) = go(omar, at).tree.xpath("//a[contains(., 'handed over')]/@href")
    form = go(omar, brought)
    form["letter-delivered-by"] = form.options("letter-delivered-by")[0]
    for name in ("skilled", "support_present"):
        form[f"letter-delivered-{name}"] = form.options(f"letter-delivered-{name}")[0]
    form["breach"] = "no"
    assert form.press().status == 302

    (one,) = kept(case_id)
    assert one.sent and one.delivered and one.sent_at <= one.delivered_at
    (hers,) = go(vera, "/n/updates").tree.xpath(
        "//a[contains(., 'A letter about a decision')]/@href"
    )
    letter = go(vera, hers)
    assert "Dear Vee," in letter.text and "We could not show what he knew." in letter.text
    assert "<title>Letter - My pages</title>" in letter.text and "Exit this page" in letter.text


def test_what_is_not_needed_is_in_no_letter_and_in_no_page_title(case_id):
    tell(case_id)
    said = opened(case_id, prepared(case_id))

    assert "9 Canary Walk" in said and "Vera Ashgrove" in said and "Dear Vee" in said
    for canary in (HIDDEN, OTHERS, "Nobody wrote this"):
        assert canary not in said
    by_hand = opened(case_id, prepared(case_id, by_post=False))
    assert "Canary" not in by_hand


def test_a_letter_is_not_hers_to_read_before_somebody_told_her(case_id):
    feed(case_id, "support.alerted", "police", ago=3, of="letter")
    letter = prepared(case_id, by_post=False)
    goes(case_id, letter, reasons={"verbal_first": "She asked for a letter first."})
    vera = vera_in(case_id)

    before = go(vera, "/n/updates").text
    assert "Letters to you" not in before
    assert vera.get(f"/n/letters/{letter}").status_code == 404
    feed(case_id, "decision.told", "police", "s1", ago=0, how="phone", review_right="applies")
    assert "Letters to you" in go(vera, "/n/updates").text
    assert "Dear Vee," in go(vera, f"/n/letters/{letter}").text


def test_the_same_key_prepares_one_letter(case_id):
    tell(case_id)
    same = {"key": key(), "written": WRITTEN}
    seq = about(case_id)

    first, second = (
        lettering.prepare(
            case_id, "not_charged_police", seq, WRITTEN, support="adviser", by_post=True, by=OMAR,
            key=same["key"], expected_seq=None, at=NOW,
        )
        for _ in range(2)
    )  # fmt: skip

    assert first == second and len(kept(case_id)) == 1


def test_what_is_missing_is_said_and_nothing_is_recorded(case_id):
    with pytest.raises(NotReady) as refused:
        prepared(case_id, support="")

    assert any("Her adviser has not been told" in one for one in refused.value.missing)
    assert any("who will be with her" in one for one in refused.value.missing)
    assert kept(case_id) == []
    assert rows("SELECT count(*) FROM record_entry WHERE event = 'letter.prepared'") == [(0,)]


def test_the_paper_is_for_those_who_may_have_the_address(case_id):
    tell(case_id)
    letter = prepared(case_id)
    address = f"/cases/{reference_of(case_id)}/letters/{letter}"

    assert at_browser(PRIYA).get(address)["Content-Type"] == "application/pdf"
    for who in (ISLA, NICK):
        assert at_browser(who).get(address).status_code == 404
    assert kept(case_id, by=ISLA) == kept(case_id, by=NICK) == []
    browser = at_browser(OMAR)
    move(browser, shown=301)
    assert browser.get(address)["Location"].startswith("/sign-in/again")
    read = rows(
        "SELECT staff_id FROM record_reading WHERE part = 'letter' AND staff_id = %s", [PRIYA]
    )
    assert read


def test_the_story_says_that_a_letter_was_prepared_and_no_fingerprint(case_id):
    tell(case_id)
    letter = prepared(case_id)

    page = at_browser(OMAR).get(f"/cases/{reference_of(case_id)}/history").text
    ((fingerprint,),) = rows(
        "SELECT data->>'fingerprint' FROM record_entry WHERE case_id = %s AND event = 'letter.prepared'",
        [case_id],
    )

    assert letter
    assert "A letter was prepared" in page
    assert len(fingerprint) == 64
    assert "SHA-256" not in page
    assert fingerprint not in page


def test_a_letter_is_never_changed_and_the_log_says_so_if_it_is(case_id):
    tell(case_id)
    letter = prepared(case_id)
    with working():
        assert verify().broken is None
    with acting_as(OMAR), pytest.raises(DatabaseError), transaction.atomic():
        Letter.objects.filter(id=letter).update(pdf=b"another")
    goes(case_id, letter)
    with pytest.raises(commit.NotAllowed):
        goes(case_id, letter)


def test_the_three_times_of_a_letter_are_those_of_the_log_and_are_never_changed(case_id):
    tell(case_id)
    letter = prepared(case_id, at=NOW - timedelta(hours=2), by_post=False)
    goes(case_id, letter, at=NOW - timedelta(hours=1))
    brought = {"by": str(OMAR), "skilled": True, "support_present": True}
    event = Event("letter.delivered", NOW, "police", "s1", brought)
    lettering.handed_over(letter)(
        case_id, [event], by=OMAR, key=key(), expected_seq=None, at=NOW
    )  # fmt: skip

    (one,) = kept(case_id)
    said = dict(rows("SELECT seq, occurred_at FROM record_entry WHERE case_id = %s", [case_id]))
    assert [said[seq] for seq in (one.seq, one.sent, one.delivered)] == [
        one.prepared_at, one.sent_at, one.delivered_at,
    ] == [NOW - timedelta(hours=hours) for hours in (2, 1, 0)]  # fmt: skip
    for name in ("prepared_at", "sent_at", "delivered_at", "sent", "delivered"):
        other = NOW - timedelta(days=1) if name.endswith("_at") else 1
        with acting_as(OMAR), pytest.raises(DatabaseError), transaction.atomic():
            Letter.objects.filter(id=letter).update(**{name: other})
    (same,) = kept(case_id)
    assert same == one


def test_a_letter_has_not_gone_before_it_was_prepared(case_id):
    tell(case_id)
    letter = prepared(case_id, by_post=False)

    with pytest.raises(NotReady):
        goes(case_id, letter, at=NOW - timedelta(hours=1))
    (one,) = kept(case_id)
    assert one.sent is None and one.sent_at is None


def test_what_is_erased_is_gone_and_the_log_still_holds(case_id):
    tell(case_id)
    first, second = prepared(case_id), prepared(case_id, by_post=False)
    with pytest.raises(commit.NotAllowed):
        erase_letter(case_id, first, by=OMAR, at=NOW, why="asked")
    erase_letter(case_id, first, by=SUNITA, at=NOW, why="asked")

    with pytest.raises(commit.NoSuchCase):
        lettering.open_letter(case_id, first, by=OMAR, at=NOW)
    assert "Dear Vee" in opened(case_id, second)
    with acting_as(SUNITA), transaction.atomic():
        who = vault.victim(case_id)
    erase_person(case_id, who.id, by=SUNITA, at=NOW, why="asked")
    assert all(one.erased_at for one in kept(case_id))
    with working():
        assert verify().broken is None
        assert set(Letter.objects.values_list("pdf", "said", "salt")) == {(None, None, None)}


def test_a_letter_that_is_not_there_is_like_one_that_is_not_for_one(case_id):
    omar, at = at_browser(OMAR), f"/cases/{reference_of(case_id)}/letters"

    for path in (
        f"{at}/{uuid4()}", f"{at}/{uuid4()}/sent", f"{at}/{uuid4()}/delivered",
        f"{at}/write/not_charged_prosecutors/5", f"{at}/write/nothing/1", f"{at}/write/bail/99999",
    ):  # fmt: skip
        assert omar.get(path).status_code == 404, path


def test_what_was_safe_when_it_was_prepared_is_asked_again_before_it_goes(case_id):
    tell(case_id)
    letter = prepared(case_id)
    with acting_as(OMAR), transaction.atomic():
        home = next(one for one in vault.contacts(case_id, NOW) if one.kind == "address")
        vault.end_contact(case_id, home.id, NOW - timedelta(minutes=2))  # forms count minutes

    omar, path = at_browser(OMAR), f"/cases/{reference_of(case_id)}/letters/{letter}/sent"
    page = go(omar, path)
    assert "Do not send it. The address in it is not safe any more" in page.text
    page["breach"] = "no"
    refused = page.press()
    assert refused.status == 400
    assert any("has changed: write another" in one for one in refused.problems.values())
    assert kept(case_id)[0].sent is None
    with pytest.raises(NotReady):  # nor had it gone before it was there
        goes(case_id, letter, at=NOW - timedelta(hours=2))


def test_what_she_will_read_of_an_event_shows_how_it_reads(case_id):
    page = go(at_browser(OMAR), f"/cases/{reference_of(case_id)}/record/progress.told")
    page["progress-told-for_victim"] = "No further action will be taken against the complainant."

    shown = page.press("preview").text

    assert "How it reads" in shown and "Say instead: decided not to charge." in shown
