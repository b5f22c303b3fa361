"""What leaves says nothing to anybody else, whatever it is about and whoever it goes to."""

from __future__ import annotations

import random
import re
from functools import cache
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.codes import FORCES
from answerable.events.entry import Entry
from answerable.events.words import code_words
from answerable.messages.folder import _as_text
from answerable.messages.kinds import KINDS, cause
from answerable.messages.recipient import recipient
from answerable.messages.ways import Out
from answerable.messages.wording import CHOICES, CHOSEN, WORDS, words
from answerable.people.same_way import same
from tests.messages.cast import NOW
from tests.sweeping import sweep

# Stems: a word that begins with one says whom it is from, or what it is about.
BANNED = (
    "abus|accus|acquit|advis|agenc|allege|appeal|arrest|assault|attack|attorney|bail|"
    "barrister|case|casework|charge|complain|conceal|confiden|consent|constab|convict|coroner|"
    "counsel|court|cps|crim|crown|custod|defen|detect|device|disclos|discontin|domestic|"
    "evidenc|examin|exploit|forens|force|guilt|harass|hearing|hospital|idva|incident|indecen|"
    "injur|inquir|interview|investigat|isva|judg|jury|justice|knife|lawy|legal|magistrat|"
    "medic|moj|mps|murder|nhs|nfa|officer|offen|order|outcome|penetrat|perpetrat|phone|police|"
    "prison|probation|prosecut|protect|rape|rapist|record|releas|report|rights|safeguard|sarc|"
    "scene|sentenc|sergeant|sex|solicitor|statement|stranger|support|suspect|therap|trial|"
    "trauma|verdict|victim|video|violen|warrant|wcu|witness|achos|cyhuddo|dedfryd|dioddef|"
    "erlyn|erlyni|heddlu|llys|rheithgor|tyst|trais|troseddu"
)
FORCE_NAMES = "|".join(re.escape(name.split()[0]) for name in FORCES.values())
BANNED_WORDS = re.compile(rf"\b({BANNED}|{FORCE_NAMES})", re.I)
CHARACTERS = st.text(max_size=30)


@pytest.mark.parametrize("said", WORDS.values(), ids=lambda said: said.subject)
def test_no_word_says_whom_it_is_from_or_what_it_is_about(said):
    for text in said:
        assert not BANNED_WORDS.search(text), text
        assert not re.search(r"https?:|www|/|@|\d|\(\(", text)
    assert len(said.body) <= 160  # one text message


def test_the_list_finds_what_it_is_there_to_find():
    for text in (
        "Heddlu Gwent",
        "West Yorkshire Police: new",
        "your ISVA",
        "Metropolitan",
        "the rape",
    ):
        assert BANNED_WORDS.search(text), text


def test_every_kind_has_words_in_both_languages():
    keys = {*(kind.words for kind in KINDS), *CHOICES}
    assert set(WORDS) == {(key, language) for key in keys for language in ("en", "cy")}
    assert len(set(WORDS.values())) == len(WORDS)
    for key in keys:
        assert words(key, "pl") == words(key, "cy") == WORDS[key, "en"]


def test_the_words_from_which_the_victim_picks_are_those_that_the_record_knows():
    (field,) = EVENT_TYPES[CHOSEN].fields

    assert field.codes == CHOICES
    assert [code_words("wording", one) for one in CHOICES] == [
        f"“{WORDS[one, 'en'].body}”" for one in CHOICES
    ]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_was_chosen_is_said_whatever_it_is_and_what_is_not_in_the_list_is_not(kind):
    for one in CHOICES:
        assert words(kind.words, "", one) == WORDS[one, "en"]
    for other in ("", "asked", "New", "new ", "Ring me: 0900", "update\x00"):
        assert words(kind.words, "", other) == WORDS[kind.words, "en"]


@st.composite
def made_up(draw):
    """An event with anything in its words, and a way that may be anything."""
    name = draw(st.sampled_from([t.name for t in EVENT_TYPES.values() if t.victim != "no"]))
    data = {
        "for_victim": draw(CHARACTERS),
        "how": draw(st.sampled_from(["text", "email", "phone"])),
    }
    entry = Entry("c", 1, name, NOW, NOW, "", "police", draw(CHARACTERS), data)
    channel, wording = draw(st.sampled_from(["text", "email"])), st.sampled_from(CHOICES)
    return entry, channel, draw(ways()), draw(CHARACTERS), draw(wording | CHARACTERS)


def ways():
    number = st.from_regex(r"07[0-9]{9}", fullmatch=True)
    address = st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.example", fullmatch=True)
    several = st.builds(
        "{}{}{}".format, address | number, st.sampled_from([", ", ";", " ", "\n"]), address | number
    )
    return number | address | several | CHARACTERS


@cache  # there are few, and a million are looked at
def says_nothing(text: str) -> bool:
    return not BANNED_WORDS.search(text)


def leaves(entry: Entry, channel: str, value: str, language: str, wording: str) -> str:
    """One message, as it would leave: to one recipient, in the words of the closed list. Its kind,
    or nothing where none leaves. `wording` is what was chosen, or anything."""
    kind, to = cause(entry), recipient(channel, value)
    if kind is None or to is None:
        return ""
    said = words(kind.words, language, wording)
    assert said == WORDS[wording if wording in CHOICES else kind.words, "en"]
    assert re.fullmatch(r"\+?[0-9]{10,15}" if channel == "text" else r"[^@,;\s]+@[^@,;\s]+", to)
    lines = _as_text(Out(UUID(int=1), channel, to, said, None)).decode().splitlines()
    assert [line for line in lines if line.startswith("To: ")] == [f"To: {to}"]
    assert says_nothing("\n".join(line for line in lines if not line.startswith("To: ")))
    return kind.name


@given(made_up())
@settings(max_examples=200)
@sweep
def test_whatever_it_is_about_and_whoever_it_goes_to_one_person_reads_nothing(made):
    leaves(*made)


LETTERS = "abcdefghij0123456789@.,;+ \n\r()-éß\u202e"


def made_up_messages(leaving: int) -> dict[tuple[str, ...], int]:
    """So many that leave, with anything in their words, and others among them that do not: how many
    of each kind, way, language and choice of words left."""
    dice, left = random.Random(1), dict[tuple[str, ...], int]()
    names = [t.name for t in EVENT_TYPES.values() if t.victim != "no"]
    while leaving:
        value = "".join(dice.choices(LETTERS, k=dice.randrange(24)))
        data = {"for_victim": dice.choice([value, ""]), "of": dice.choice(["victim", value]),
                "how": dice.choice(["text", "email", "phone"])}  # fmt: skip
        entry = Entry("c", 1, dice.choice(names), NOW, NOW, "", "police", value, data)
        if cause(entry) is None and dice.random() < 0.9:
            continue
        channel, language = dice.choice(["text", "email"]), dice.choice(["en", "cy", value[:2]])
        right = (
            f"07{dice.randrange(10**9):09d}"
            if channel == "text"
            else f"a{dice.randrange(10**9)}@a.example"
        )
        to, wording = dice.choice([right, right, right, value]), dice.choice([*CHOICES, "", value])
        kind = leaves(entry, channel, to, language, wording)
        if kind:
            leaving -= 1
            spoken = language if language in ("en", "cy") else "other"
            said = kind, channel, spoken, wording if wording in CHOICES else ""
            left[said] = left.get(said, 0) + 1
    return left


EACH = {
    (kind.name, channel, language, wording)
    for kind in KINDS for channel in ("text", "email") for language in ("en", "cy", "other")
    for wording in (*CHOICES, "")
}  # fmt: skip


def test_some_made_up_messages_of_every_kind_way_language_and_choice_of_words_say_nothing():
    assert set(made_up_messages(8_000)) == EACH


@pytest.mark.prove
def test_a_million_made_up_messages_say_nothing():
    left = made_up_messages(1_000_000)
    assert sum(left.values()) == 1_000_000 and set(left) == EACH


@pytest.mark.parametrize(
    "value",
    ["a@b.example, c@d.example", "a@b.example\nBcc: c@d.example", "a@b.example c@d.example", ""],
)
def test_more_than_one_address_is_none(value):
    assert recipient("email", value) is None


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("(07700) 900-123", "07700900123"), ("07700\u00a0900\u2011123", "07700900123"),
        ("+44 (0)7700 900123", "+447700900123"), ("+33 1.99.00.12/34", "+33199001234"),
        ("07700\n900123", None), ("07700 900123, 07700 900124", None), ("0770", None),
    ],
)  # fmt: skip
def test_a_number_is_given_to_the_provider_as_it_is_dialled(written, dialled):
    assert recipient("text", written) == dialled


@pytest.mark.parametrize(
    "written",
    [
        "+44 (7700) 900-123", "+44 (0)7700 900123", "0044 7700 900123", "0044 (0) 7700 900123",
        "44 7700 900123", "7700 900123", "(07700) 900123",
    ],
)  # fmt: skip
def test_one_number_is_one_however_it_is_written(written):
    assert same("telephone", "07700 900123", written)


def test_another_number_is_another():
    assert same("telephone", "0033 1 99 00 12 34", "+33 199001234")
    assert not same("telephone", "0199 001234", "+1 99001234")
    assert not same("telephone", "07700 900123", "+7 7700 900123")
    assert not same("telephone", "07700 900123", "07700 900124")
    assert same("email", "Vera@Victims.example", "vera@victims.example ")


def test_codes_changed_contacts_and_what_the_victim_said_make_no_message():
    texts = [text for said in WORDS.values() for text in said]
    assert not any("code" in text.lower() for text in texts)
    for type_ in EVENT_TYPES.values():
        said = Entry(
            "c", 1, type_.name, NOW, NOW, "", "victim", "", {"for_victim": "x", "how": "text"}
        )
        assert cause(said) is None
    assert not [
        name
        for name in EVENT_TYPES
        if "code" in name and cause(Entry("c", 1, name, NOW, NOW, "", "police", "", {}))
    ]
