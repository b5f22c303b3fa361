"""Nothing personal leaves by accident: not in a message, a file's name, a log, an error or an output.

Every field that may hold something of anybody holds a text that is nowhere else. The worker runs as
a process of its own, through everything that may go wrong, and all that it leaves is looked through.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from unittest.mock import patch
from uuid import uuid4

import pytest

from answerable.actions.messaging import queue_letter
from answerable.commands import send
from answerable.events.entry import Event
from answerable.messages.notify import Account, Notify
from answerable.messages.ways import OtherWords, Out
from answerable.messages.wording import words
from answerable.people.acting import working
from answerable.people.vault import contacts
from tests.messages.cast import DAY, LETTER, NOW, OMAR, a_case, answer, entries, say, vault
from tests.messages.fake_notify import EMAIL, KEY, SECRET, TEXT, FakeNotify, Problem, _check
from tests.record.cast import rows

NUMBER, MAIL, STREET = "07700900771", "canary-mail@victims.example", "canary-street 7"
NAME, CHOSEN, WORDS, REASON, WHO = (
    f"canary-{one}" for one in ("name", "chosen", "words", "reason", "who")
)
OWN_WORD = "survivor"  # of a closed list, and said in no message, file or log of ours
CANARIES = (
    NUMBER, NUMBER[1:], MAIL, STREET, NAME, CHOSEN, OWN_WORD, WORDS, REASON, WHO, "canary", SECRET,
)  # fmt: skip
# The worker's own process, whose clock says noon of a working day: at night it would send nothing.
AT_NOON = f"""
from datetime import datetime
from types import SimpleNamespace
from answerable.commands import main, send
send.datetime = SimpleNamespace(now=lambda _zone: datetime.fromisoformat({NOW.isoformat()!r}))
main.main()
"""
PDF = f"%PDF-1.7 {STREET} {NAME}".encode()


def a_case_full_of_canaries(at, method="text", number=NUMBER):
    case_id = a_case()
    vault.put_person(
        case_id, "victim", by=OMAR, at=at, name=NAME, chosen_name=CHOSEN, pronoun="canary",
        own_word=OWN_WORD,
    )  # fmt: skip
    say(case_id, "contact.agreed", at=at, when="only_news", method=method, may_leave_message=False,
        letters=True, safe=True, who_may_answer=WHO)  # fmt: skip
    for kind, value in (("telephone", number), ("email", MAIL), ("address", STREET)):
        vault.put_contact(case_id, kind, value, safe=True, by=OMAR, at=at)
    answer(case_id, at=at, for_victim=WORDS, how=method, reasons={"asked": REASON})
    return case_id


def a_letter(case_id, at):
    with working():
        (address,) = [one.id for one in contacts(case_id, at) if one.kind == "address"]
    data = {**LETTER, "for_victim": WORDS, "reasons": {"verbal_first": REASON}}
    event = Event("letter.sent", at, "police", "", data)
    queue_letter(case_id, "no_further_action", PDF, event=event, contact_id=address, by=OMAR,
                 key="letter", expected_seq=None, at=at)  # fmt: skip


def canaries_in(text: str) -> list[str]:
    return [one for one in CANARIES if one.lower() in text.lower()]


@pytest.mark.django_db(transaction=True)
def test_the_worker_says_and_names_nothing_of_anybody(tmp_path):
    at = NOW - DAY
    for method in ("text", "email"):
        case_id = a_case_full_of_canaries(at, method)
    a_letter(case_id, at)
    a_case_full_of_canaries(at, number="canary-number")
    environment = {**os.environ, "ANSWERABLE_MESSAGES_FOLDER": str(tmp_path / "out"),
                   "PYTHONWARNINGS": "default"}  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", AT_NOON, "send", "--once"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert canaries_in(done.stdout + done.stderr) == []
    files = list((tmp_path / "out").iterdir())
    assert sorted(file.suffix for file in files) == [".pdf", ".txt", ".txt"]
    assert canaries_in(" ".join(file.name for file in files)) == []
    for file in files:
        if file.suffix == ".txt":  # to whom it goes stands there, once, and nothing else
            to = [line for line in file.read_text().splitlines() if line.startswith("To: ")]
            rest = file.read_text().replace(to[0], "")
            assert canaries_in(rest) == [] and len(to) == 1
    assert canaries_in(str(rows("SELECT * FROM messages_message, messages_step"))) == []


def repeat(_kind, to):
    """An error that says again what it was told, as some do."""
    raise Problem(400, "ValidationError", f"phone_number {to} is none")


@pytest.mark.django_db
@pytest.mark.parametrize("fault", ["500", "drop_taken", "400", "401", "429", "down"])
def test_whatever_goes_wrong_at_the_provider_nothing_of_anybody_is_logged(fault, caplog, capsys):
    at = datetime(2026, 3, 11, 10, tzinfo=UTC)
    case_id = a_case_full_of_canaries(at)
    caplog.set_level(logging.DEBUG)
    with FakeNotify() as server:
        key = KEY.replace("26785a09", "00000000") if fault == "401" else KEY
        server.a_minute = 0 if fault == "429" else 3000
        server.down = fault == "down"
        server.faults.extend([fault] if fault in ("500", "drop_taken") else [])
        with patch("tests.messages.fake_notify._check", repeat if fault == "400" else _check):
            send.one_message(Notify(Account(key, TEXT, EMAIL, server.url)), at + timedelta(hours=2))
        addresses = " ".join(server.asked)

    said = capsys.readouterr()
    # The driver of the database tells a debugger its statements; nobody is one in the product.
    logged = "\n".join(r.getMessage() for r in caplog.records if not r.name.startswith("django.db"))
    assert canaries_in(logged + said.out + said.err + addresses) == []
    assert canaries_in(str([one.data for one in entries(case_id) if one.agency == "system"])) == []


def test_an_error_of_the_provider_keeps_nothing_of_what_it_was_told():
    with FakeNotify() as server:
        way = Notify(Account(KEY, TEXT, EMAIL, server.url))
        server.templates[TEXT] = ("sms", None, "canary ((words))")
        out = Out(uuid4(), "text", NUMBER, words("update", ""), None)
        with pytest.raises(OtherWords) as caught:
            way.send(out)

    assert canaries_in(str(caught.value)) == []
    assert caught.value.__context__ is None
