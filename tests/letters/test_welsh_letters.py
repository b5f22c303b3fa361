"""Letters in Welsh: all kinds, what the English says, a draft until a person has reviewed them."""

from __future__ import annotations

import re
from datetime import date

import pytest

from answerable.letters import languages
from answerable.letters.catalogue import KIND_OF
from answerable.letters.languages import Review
from answerable.letters.ready import in_the_way
from answerable.letters.setting import blocks
from answerable.letters.welsh.catalogue import WELSH
from answerable.letters.welsh.words import DRAFT, MONTHS, day, length
from tests.letters.cast import NOW, OMAR, STORY, WENDY, WRITTEN, about, happened, pages, words

KINDS_OF = sorted(KIND_OF)
CHOSE_WELSH = happened(
    "contact.agreed", "police", ago=0.5, when="regular", every_days=14, method="phone",
    letters=True, safe=True, language="cy",
)  # fmt: skip
ENGLISH_WORDS = re.compile(r"\b(the|you|your|and|with|of|will|decision|police)\b", re.I)
NUMBER = {"three": "3", "ten": "10", "thirty": "30", "twelve": "12", "two": "2", "one": "1"}


def in_welsh(kind, *more):
    """The facts for a letter of a kind to somebody who chose Welsh."""
    child = kind.endswith("_child")
    story = [happened(*one[:2], ago=one[3], **{**one[4], "victim_age": 15}) if child
             and one[0] == "crime.reported" else one for one in STORY]  # fmt: skip
    return about(kind, *story, *more, CHOSE_WELSH)


@pytest.fixture
def reviewed(monkeypatch):
    monkeypatch.setattr(
        languages, "REVIEWS", (Review("letters", "cy", "A person", date(2026, 1, 1)),)
    )


def test_every_kind_of_letter_has_welsh_and_nothing_else_has():
    assert set(WELSH) == set(KIND_OF)


@pytest.mark.parametrize("kind", KINDS_OF)
def test_it_is_read_back_in_welsh_with_its_facts_marked_as_a_draft_and_the_english_after(kind):
    facts = in_welsh(kind)
    pdf = pages(kind, facts)
    said = words(pdf)
    welsh, english = said.split(KIND_OF[kind].heading)[0], said

    assert str(pdf.trailer["/Root"]["/Lang"]).startswith("cy")
    assert "<pdfuaid:part>1</pdfuaid:part>" in pdf.xmp_metadata.stream.get_data().decode()
    assert pdf.metadata.title == "Letter" and "Tudalen 1 o" in said
    assert DRAFT in welsh and WELSH[kind].heading in welsh
    assert KIND_OF[kind].heading in english
    assert f"{day(facts.on)}" in welsh and "dydd Mercher 4 Mawrth 2026" in welsh
    if not KIND_OF[kind].leaflet:
        assert "Annwyl Vera," in welsh and OMAR.telephone in welsh and OMAR.email in welsh
        assert (WENDY.telephone in welsh) == (kind == "hearing")


@pytest.mark.parametrize("kind", KINDS_OF)
def test_both_languages_have_the_same_pieces_in_the_same_order_and_the_same_figures(kind):
    facts = in_welsh(kind)
    said = {**WRITTEN, **{f"{name}_cy": f"cy {text}" for name, text in WRITTEN.items()}}
    found = blocks(KIND_OF[kind], facts, said)
    place = [one.kind for one in found].index("part")
    welsh, english = found[1:place], found[place + 1 :]

    assert [(o.kind, len(o.items)) for o in welsh] == [(o.kind, len(o.items)) for o in english]
    assert {one.lang for one in welsh} == {"cy"} and {one.lang for one in english} == {"en"}
    for one, other in zip(welsh, english, strict=True):
        assert figures(one) == figures(other), (one, other)


def figures(block):
    """The numbers of a piece, days and counts, however they are written."""
    text = " ".join((block.text, *block.items))
    for word, number in NUMBER.items():
        text = re.sub(rf"\b{word} (working days?|months)\b", rf"{number} \1", text)
    return sorted(re.findall(r"\d+", text))


@pytest.mark.parametrize("kind", KINDS_OF)
def test_the_fixed_words_of_the_welsh_are_no_english(kind, reviewed):
    said = dict.fromkeys(WRITTEN, "") | {"adult": "Agnes", "who": "modryb"}
    found = blocks(KIND_OF[kind], in_welsh(kind), said)

    for one in found:
        if one.kind not in ("person", "closing"):
            assert not ENGLISH_WORDS.search(" ".join((one.text, *one.items))), one


def test_once_a_person_has_reviewed_the_welsh_it_stands_alone(reviewed):
    said = words(pages("victims_code", in_welsh("victims_code")))

    assert DRAFT not in said and "Your twelve rights" not in said and "Eich deuddeg hawl" in said


def test_what_the_author_gave_in_english_alone_says_so_to_a_screen_reader(reviewed):
    facts, kind = in_welsh("bail"), KIND_OF["bail"]
    english = blocks(kind, facts, {"means": "He must not come near."})
    welsh = blocks(kind, facts, {"means": "He must.", "means_cy": "Rhaid iddo gadw draw."})

    assert [one.text for one in english if one.lang == "en"] == ["He must not come near."]
    assert not [one for one in welsh if one.lang == "en"]
    assert "Rhaid iddo gadw draw." in [one.text for one in welsh]


def test_who_chose_welsh_is_no_reason_to_refuse_a_letter():
    assert in_the_way(KIND_OF["bail"], in_welsh("bail"), by_post=True) == []


def test_who_did_not_choose_welsh_reads_none():
    assert not [o for o in blocks(KIND_OF["bail"], about("bail"), WRITTEN) if o.lang == "cy"]


def test_days_and_lengths_of_time_are_in_welsh():
    assert [day(date(2026, m, 2)).split()[3] for m in range(1, 13)] == list(MONTHS)
    assert day(date(2026, 4, 5)) == "dydd Sul 5 Ebrill 2026" and day(None) == ""
    assert (length("WorkingDays(10)"), length("Months(3)")) == ("10 diwrnod gwaith", "3 mis")
    assert NOW.year == 2026
