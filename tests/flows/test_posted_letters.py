"""A letter that the print service posts: handed over as it was prepared, and what became of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from answerable.actions import commit, lettering
from answerable.actions.erasing import erase_letter
from answerable.actions.vault import erase_person
from answerable.events.corrections import in_force
from answerable.letters.catalogue import KIND_OF
from answerable.messages import outbox
from answerable.messages.folder import Folder
from answerable.messages.models import Paper
from answerable.messages.notify import Account, Notify
from answerable.people import vault
from answerable.people.acting import working
from answerable.record.letters import reading as letters
from answerable.rules.hard_news import waits_until
from tests.flows.test_letters import goes, kept, not_charged, prepared, tell
from tests.messages.cast import HOUR, Sent, entries, left_over, say, states, work
from tests.messages.fake_notify import EMAIL, KEY, TEXT, FakeNotify
from tests.people.cast import NOW, OMAR, PRIYA, SUNITA, reference_of
from tests.portal.cast import vera_in
from tests.signing_in import at_browser
from tests.web.cast import go

pytestmark = pytest.mark.django_db
LEAVES = waits_until(NOW + HOUR) or NOW + HOUR  # nothing hard leaves on a Friday evening


@pytest.fixture
def case_id():
    found = not_charged()
    tell(found)
    return found


@pytest.fixture
def pdf(case_id):
    prepared(case_id)
    with working():
        return letters.pdf_of(kept(case_id)[0].id)


def page_of(case_id, by=OMAR):
    return go(at_browser(by), f"/cases/{reference_of(case_id)}/letters")


def post(case_id):
    """Press the button on the page, and say what came back."""
    page = page_of(case_id)
    (link,) = page.tree.xpath("//a[contains(., 'Have it posted by the print service')]/@href")
    return go(page.client, link).press()


def sent_entries(case_id):
    return [one for one in in_force(entries(case_id), LEAVES) if one.event == "letter.sent"]


def hers(case_id):
    return "A letter about a decision" in go(vera_in(case_id), "/n/updates").text


def in_a_folder(tmp_path):
    folder = tmp_path / "messages"
    work(Folder(folder), LEAVES)
    (file,) = folder.iterdir()
    assert file.name.removesuffix(".pdf").replace("-", "").isalnum() and len(file.name) == 40
    return file.read_bytes(), "in_folder"


def by_notify(_tmp_path):
    with FakeNotify() as server:
        way = Notify(Account(KEY, TEXT, EMAIL, server.url))
        given = []
        client_send = way.client.send_precompiled_letter_notification

        def watched(reference, file):
            given.append(file.getvalue())
            return client_send(reference, file)

        way.client.send_precompiled_letter_notification = watched
        work(way, LEAVES)
        server.time_passes()
        server.time_passes()
        work(way, LEAVES + HOUR)
    return given[0], "received"


@pytest.mark.parametrize(("by", "words"), [(in_a_folder, "Nobody got it"), (by_notify, "Posted")])
def test_the_print_service_posts_it_as_it_was_prepared_and_she_reads_it(
    case_id, pdf, tmp_path, by, words
):
    assert not hers(case_id)
    assert post(case_id).status == 302
    (sent,) = sent_entries(case_id)
    assert (sent.data["how"], sent.data["review_right"]) == ("post", "applies")
    waits = page_of(case_id).text
    assert "By the print service. On its way" in waits
    assert "Record that it was handed over" not in waits
    by_its_address = at_browser(OMAR).get(
        f"/cases/{reference_of(case_id)}/letters/{kept(case_id)[0].id}/delivered"
    )
    assert by_its_address.status_code == 409
    assert "The letter is with the print service" in by_its_address.text

    given, state = by(tmp_path)

    assert given == pdf and states(case_id) == [(state, "")]
    page = page_of(case_id)
    assert f"By the print service. {words}" in page.text and "Have it posted" not in page.text
    contact = go(page.client, f"/cases/{reference_of(case_id)}/contact").text
    assert "The police decided not to charge" in contact and words in contact
    (one,) = kept(case_id)
    assert one.prepared_at <= one.sent_at and one.sent == sent.seq and one.delivered is None
    assert hers(case_id) and left_over(case_id) == []


STOPS = {
    "breached": ("contact.breached", {"how": "wrong_person"}),
    "declined": ("contact.declined", {"scope": "letters"}),
    "moved": ("victim.moved", {"to": "hospital"}),
}


@pytest.mark.parametrize("why", STOPS)
def test_what_was_stopped_before_it_left_does_not_leave_and_the_duty_is_open_again(
    case_id, pdf, why
):
    post(case_id)
    event, data = STOPS[why]
    say(case_id, event, who=OMAR, at=datetime.now(UTC), **data)
    way = Sent()
    work(way, LEAVES)

    assert way.out == [] and states(case_id) == [("cancelled", why)]
    assert [what for what, _ in left_over(case_id)] == ["message.failed", "message.handed_over"]
    assert sent_entries(case_id) == [] and not hers(case_id)
    page = page_of(case_id)
    assert "It does not count as sent" in page.text and "Write another" in page.text
    assert "Record that it was handed over" not in page.text


def test_an_address_that_is_not_safe_any_more_is_refused_before_it_is_handed_over(case_id, pdf):
    with working():
        home = next(
            one for one in vault.contacts(case_id, NOW) if one.id == kept(case_id)[0].address
        )
        vault.end_contact(case_id, home.id, NOW - timedelta(minutes=2))
    refused = post(case_id)

    assert refused.status == 400
    assert "Do not send it. The address in it is not safe any more" in refused.text
    assert states(case_id) == [] and sent_entries(case_id) == []


def test_a_letter_goes_one_way_and_once(case_id, pdf):
    (one,) = kept(case_id)
    goes(case_id, one.id, how="post")
    assert "Have it posted" not in page_of(case_id).text
    (event,) = [one for one in entries(case_id) if one.event == "letter.sent"]
    with pytest.raises(commit.NotAllowed):
        lettering.gone(one.id, printed=True)(
            case_id, [commit.Event("letter.sent", NOW, "police", "s1", dict(event.data))], by=OMAR,
            key="again", expected_seq=None, at=NOW,
        )  # fmt: skip
    assert states(case_id) == []


def test_a_letter_to_be_brought_is_not_for_the_printers(case_id):
    letter = prepared(case_id, by_post=False)
    address = f"/cases/{reference_of(case_id)}/letters/{letter}/print"

    assert "Have it posted" not in page_of(case_id).text
    assert at_browser(OMAR).get(address).status_code == 404


def test_what_says_that_she_was_told_is_not_for_the_printers_nor_is_a_leaflet(case_id, pdf):
    (one,) = kept(case_id)

    assert {kind for kind in KIND_OF if lettering.may_be_printed(one._replace(kind=kind))} == {
        "not_charged_police", "not_charged_prosecutors", "review_outcome", "acknowledgement",
        "device_notice", "records_notice", "device_notice_child", "records_notice_child",
        "device_notice_capacity", "records_notice_capacity",
    }  # fmt: skip


def papers():
    with working():
        return [outbox.paper(one) for one in Paper.objects.values_list("message_id", flat=True)]


def test_erasing_the_victim_erases_the_paper_that_waits_too(case_id, pdf):
    post(case_id)
    assert papers() == [pdf]
    with working():
        vera = vault.victim(case_id)
    erase_person(case_id, vera.id, by=SUNITA, at=NOW, why="asked")

    assert papers() == [None] and all(one.erased_at for one in kept(case_id))
    way = Sent()
    assert work(way, LEAVES) == [] and states(case_id) == [("cancelled", "erased")]


def test_who_answers_for_a_team_erases_one_letter_and_then_it_was_never_sent(case_id, pdf):
    post(case_id)
    address, sunita = f"/cases/{reference_of(case_id)}", at_browser(SUNITA)
    sunita.post(f"{address}/reason", {"reason": "She asked for a letter to be erased."})
    (link,) = go(sunita, f"{address}/letters").tree.xpath("//a[contains(., 'Erase it')]/@href")
    page = go(sunita, link)
    assert page.press("").status == 400
    page["why"] = "She asked for it."
    done = page.press("")

    assert "The letter is erased." in done.text and "Erase it" not in done.text
    assert papers() == [None] and states(case_id) == [("cancelled", "erased")]
    assert [what for what, _ in left_over(case_id)] == ["message.failed"]
    assert sent_entries(case_id) == [] and not hers(case_id)
    assert sunita.get(link).status_code == 404


def test_a_letter_that_has_left_is_erased_and_stays_sent(case_id, pdf):
    post(case_id)
    work(Sent("created", "received"), LEAVES)
    erase_letter(case_id, kept(case_id)[0].id, by=SUNITA, at=LEAVES, why="asked")

    assert len(sent_entries(case_id)) == 1 and left_over(case_id) == []
    assert not hers(case_id)


@pytest.mark.parametrize("who", [OMAR, PRIYA])
def test_for_whoever_does_not_answer_for_a_team_there_is_nothing_to_erase(case_id, pdf, who):
    (one,) = kept(case_id)
    at = f"/cases/{reference_of(case_id)}/letters"

    assert "Erase it" not in page_of(case_id, who).text
    assert at_browser(who).get(f"{at}/{one.id}/erase").status_code == 404
