"""The word that the victim has for themself: chosen on their pages or with a worker, and said to
everybody on the case before they ring."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from lxml import html

from answerable.actions.excluding import exclude
from answerable.actions.own_word import put_word_for_oneself
from answerable.actions.refusing import NotAllowed
from answerable.actions.vault import erase_person, learn, put_person
from answerable.people import own_word, vault
from answerable.people.acting import (
    SIGNING_IN,
    acting_as,
    acting_as_supporter,
    acting_as_victim,
    acting_for,
    working,
)
from answerable.people.victims import supporters
from answerable.people.victims.models import Account
from answerable.record import reading
from answerable.web.agency.who import CALLS
from tests.people.cast import (
    CALLUM,
    ISLA,
    NICK,
    NOW,
    OMAR,
    PRIYA,
    SUNITA,
    WENDY,
    omars_case,
    reference_of,
    rows,
    whole_case,
)
from tests.portal.cast import supporter_in, vera_in
from tests.portal.looking import all_pages, see
from tests.portal.stories import reported
from tests.signing_in import at_browser
from tests.web.cast import go

pytestmark = pytest.mark.django_db
HOSTILE = ["", "Victim", "victim ", "none\x00", "<b>liar</b>", "liar", "x" * 9_000]


@pytest.fixture
def case_id():
    return reported(whole_case())


def head(case_id, who, page="") -> str:
    tree = html.fromstring(at_browser(who).get(f"/cases/{reference_of(case_id)}{page}").text)
    (found,) = tree.xpath("//section[@aria-labelledby='reach']")
    return " ".join(found.text_content().split())


def known(case_id, who):
    with acting_as(who), transaction.atomic():
        found = vault.victim(case_id)
    return found and found.own_word


def account_of(case_id):
    with acting_for(SIGNING_IN), transaction.atomic():
        return Account.objects.get(case_id=case_id).id


def choose(client, word):
    return client.post("/n/yours/word", {"word": word})


def chosen(client):
    return html.fromstring(client.get("/n/yours/word").text).forms[-1].inputs["word"].value


@pytest.mark.parametrize("word", own_word.WORDS)
def test_whoever_rings_reads_the_word_that_the_victim_chose_beside_name_and_pronoun(case_id, word):
    put_person(case_id, "victim", by=OMAR, at=NOW, chosen_name="Vee", pronoun="they/them")
    for who in (OMAR, PRIYA, ISLA, WENDY):
        assert "Ask for Vee (they/them). Calls themself: not recorded." in head(case_id, who)
    client = vera_in(case_id)
    assert "You have not told us yet which word" in see(client, "yours") and chosen(client) is None

    answer = choose(client, word)

    assert (answer.status_code, answer["Location"]) == (302, "/n/yours?done=own-word")
    assert "We have this now." in " ".join(
        html.fromstring(client.get(answer["Location"]).text).text_content().split()
    )
    assert chosen(client) == word
    for who in (OMAR, PRIYA, ISLA, WENDY):
        for page in ("", "/contact"):
            said = f"Ask for Vee (they/them). Calls themself: {CALLS[word]}."
            assert said in head(case_id, who, page), (who, page)
    people = at_browser(PRIYA).get(f"/cases/{reference_of(case_id)}/people").text
    assert f"they/them; calls themself: {CALLS[word]};" in people


def test_no_word_is_another_thing_than_none_recorded_on_the_victims_pages_too(case_id):
    client = vera_in(case_id)
    choose(client, "survivor")
    assert "You told us to use this word: Survivor." in see(client, "yours")
    choose(client, "none")
    assert "You told us to use none of the words in the list." in see(client, "yours")


@pytest.mark.parametrize("word", HOSTILE)
def test_a_word_that_is_not_in_the_list_is_refused_and_the_one_before_stays(case_id, word):
    client = vera_in(case_id)
    choose(client, "survivor")

    answer = choose(client, word)

    assert answer.status_code == 400 and "Please answer this one" in answer.text
    assert "liar" not in answer.text and "xxxx" not in answer.text
    assert known(case_id, OMAR) == "survivor"


def test_the_word_is_kept_where_nobody_was_put_down_yet_and_a_name_that_comes_later_joins_it(
    case_id,
):
    client = vera_in(case_id)
    choose(client, "complainant")
    assert "The name is not put down (pronoun not recorded). Calls themself: complainant." in head(
        case_id, OMAR
    )

    page = go(at_browser(OMAR), f"/cases/{reference_of(case_id)}/who/victim")
    page["name"] = "Vera Nobody"
    assert page.press("").status == 302

    with working():
        (one,) = vault.persons([case_id])[case_id]
    assert (one.name, one.own_word) == ("Vera Nobody", "complainant")


def test_every_other_page_and_form_stays_the_same_whatever_the_word_is(case_id):
    """They say "you": no page calls anybody by any of the words."""
    client = vera_in(case_id)
    before = all_pages(client)
    for word in own_word.WORDS:
        choose(client, word)
        after = all_pages(client)
        changed = {name for name in before if before[name] != after[name]}
        assert changed == {"yours", "yours/word"}


def who_page(case_id, by=OMAR):
    return go(at_browser(by), f"/cases/{reference_of(case_id)}/who/victim")


def test_a_worker_records_it_and_cannot_put_it_back_to_not_asked(case_id):
    page = who_page(case_id)
    assert page.options("own_word") == list(own_word.WORDS) and "Not asked" in page.text
    page["chosen_name"], page["own_word"] = "Vee", "survivor"
    assert page.press("").status == 302
    assert known(case_id, PRIYA) == "survivor"

    again = who_page(case_id)
    assert again.form.inputs["own_word"].value == "survivor" and "Not asked" not in again.text
    again.press("", own_word="")
    assert known(case_id, PRIYA) == "survivor"


def test_what_the_victim_said_meanwhile_is_not_undone_by_a_page_that_was_open(case_id):
    put_person(case_id, "victim", by=OMAR, at=NOW, chosen_name="Vee")
    page = who_page(case_id)
    choose(vera_in(case_id), "survivor")

    page["pronoun"] = "she/her"
    assert page.press("").status == 302

    assert known(case_id, OMAR) == "survivor"


@pytest.mark.parametrize("word", [one for one in HOSTILE if one])
def test_a_worker_who_sends_another_word_is_refused_and_what_was_typed_is_kept(case_id, word):
    page = who_page(case_id)
    page["chosen_name"], page["pronoun"] = "Vee", "they/them"

    answer = page.press("", own_word=word)

    assert answer.status == 400 and "#own_word" in answer.problems
    assert answer.form.fields["chosen_name"] == "Vee"
    assert answer.form.fields["pronoun"] == "they/them"
    assert "liar" not in answer.text and "xxxx" not in answer.text
    assert known(case_id, OMAR) is None


@pytest.mark.parametrize("word", ["", "Victim", "liar"])
def test_whatever_asks_for_it_no_other_word_is_put_down(case_id, word):
    vera_in(case_id)
    with pytest.raises(NotAllowed):
        put_word_for_oneself(account_of(case_id), word, at=NOW)
    with pytest.raises(NotAllowed):
        put_person(case_id, "victim", by=OMAR, at=NOW, own_word=word)
    one = put_person(case_id, "victim", by=OMAR, at=NOW, name="Vera", own_word="none")
    with pytest.raises(NotAllowed):
        learn(case_id, one.id, by=OMAR, at=NOW, own_word=word)
    assert known(case_id, OMAR) == "none"


def test_a_suspect_has_none(case_id):
    page = go(at_browser(OMAR), f"/cases/{reference_of(case_id)}/who/suspect")
    assert "own_word" not in page.form.inputs and "Which word" not in page.text

    with pytest.raises(IntegrityError, match="the_victim_alone_has_a_word"):
        put_person(case_id, "suspect", by=OMAR, at=NOW, name="Sam", own_word="victim")


def test_what_the_adviser_put_down_is_for_all_on_the_case_and_for_nobody_else(case_id):
    put_person(case_id, "victim", by=ISLA, at=NOW, own_word="survivor")

    assert {known(case_id, who) for who in (OMAR, PRIYA, WENDY, SUNITA)} == {"survivor"}
    for who in (NICK, CALLUM, None):
        assert known(case_id, who) is None
        assert rows("SELECT own_word FROM people_person", by=who) == []
        assert rows("SELECT * FROM victims_own_word()", by=who) == []


def test_for_somebody_who_was_kept_out_there_is_none(case_id):
    put_person(case_id, "victim", by=OMAR, at=NOW, own_word="survivor")
    assert known(case_id, OMAR) == "survivor" and "survivor" in head(case_id, OMAR)
    address = f"/cases/{reference_of(case_id)}"

    exclude(case_id, OMAR, by=SUNITA, at=NOW, why="They know each other.")

    assert known(case_id, OMAR) is None
    assert at_browser(OMAR).get(address).status_code == 404


def test_it_is_erased_with_who_the_victim_was_and_nothing_is_put_down_after_it(case_id):
    client = vera_in(case_id)
    choose(client, "survivor")
    with working():
        (victim,) = vault.persons([case_id])[case_id]
    erase_person(case_id, victim.id, by=SUNITA, at=NOW, why="They asked for it.")

    assert rows("SELECT own_word FROM people_person") == [(None,)]
    assert client.get("/n/yours/word").status_code == 302, "the pages are closed"
    account = account_of(case_id)
    with pytest.raises(NotAllowed):
        put_word_for_oneself(account, "victim", at=NOW)
    assert "survivor" not in head(case_id, OMAR)


def test_it_is_sealed_and_stands_in_no_log(case_id):
    choose(vera_in(case_id), "survivor")

    ((kept,),) = rows("SELECT own_word FROM people_person")
    assert "survivor" not in kept and len(kept) > 30
    with working():
        entries = reading.entries(case_id)
    assert "survivor" not in str(entries)
    assert "survivor" not in str(rows("SELECT data::text FROM record_entry"))


def as_victim(case_id, statement, *values):
    account = account_of(case_id)
    with acting_as_victim(account), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def test_of_the_vault_the_victims_session_sees_and_changes_this_alone(case_id):
    mine = put_person(case_id, "victim", by=OMAR, at=NOW, name="Vera", own_word="survivor")
    put_person(case_id, "suspect", by=OMAR, at=NOW, subject="s1", name="Sam")
    theirs = put_person(omars_case(), "victim", by=OMAR, at=NOW, own_word="victim")
    vera_in(case_id)

    assert as_victim(case_id, "SELECT * FROM people_person") == []
    ((id_, sealed, erased),) = as_victim(case_id, "SELECT * FROM victims_own_word()")
    assert (id_, erased) == (mine.id, False) and "survivor" not in sealed
    assert as_victim(case_id, "UPDATE people_person SET name = %s", "x") == 0
    put = "SELECT victims_put_word(%s, %s)"
    assert as_victim(case_id, put, theirs.id, "x") == [(0,)]
    assert as_victim(case_id, put, mine.id, sealed) == [(1,)]
    (suspect,) = [one.id for one in vault_of(case_id) if one.kind == "suspect"]
    assert as_victim(case_id, put, suspect, "x") == [(0,)]


def vault_of(case_id):
    with working():
        return vault.persons([case_id])[case_id]


def test_the_victims_session_puts_nobody_down_with_a_name_or_in_another_case(case_id):
    other = omars_case()
    vera_in(case_id)
    account = account_of(case_id)
    for where, details in (
        (case_id, {"kind": "victim", "name": "Vera"}), (case_id, {"kind": "suspect"}),
        (other, {"kind": "victim", "own_word": "victim"}),
        (case_id, {"kind": "victim", "staff_id": OMAR}),
    ):  # fmt: skip
        with (
            pytest.raises(ProgrammingError, match="row-level security"),
            acting_as_victim(account),
            transaction.atomic(),
        ):
            vault.put(where, by=account, at=NOW, **details)


def test_a_supporter_learns_nothing_of_it(case_id):
    choose(vera_in(case_id), "survivor")
    client = supporter_in(case_id)

    assert "urvivor" not in client.get("/n/shared").text
    assert client.get("/n/yours/word").status_code == 302
    with working():
        (one,) = supporters.named(case_id)
    with acting_as_supporter(one.id), transaction.atomic():
        assert own_word.kept() is None
