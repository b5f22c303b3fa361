"""What letters say, what they never say, and that a screen reader reads them too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from answerable import letters
from answerable.letters.catalogue import KIND_OF, KINDS, offer, offered
from answerable.letters.model import typed
from answerable.letters.reading import grade
from answerable.letters.ready import in_the_way, not_written
from answerable.letters.requests import without_it
from answerable.letters.setting import CannotSet, blocks, letter
from tests.letters.cast import (
    ISLA,
    NOW,
    OMAR,
    PRIYA,
    STORY,
    WENDY,
    WRITTEN,
    about,
    case_of,
    happened,
    pages,
    words,
)
from tests.portal.test_reading_age import BLAME, spoken

KINDS_OF = sorted(KIND_OF)
DECIDES = [kind.name for kind in KINDS if kind.decides]


@pytest.mark.parametrize("kind", KINDS_OF)
def test_a_letter_is_tagged_and_says_its_language_and_nothing_by_its_title(kind):
    pdf = pages(kind, about(kind))
    root = pdf.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert str(root["/Lang"]).startswith("en")
    assert "<pdfuaid:part>1</pdfuaid:part>" in pdf.xmp_metadata.stream.get_data().decode()
    assert pdf.metadata.title == "Letter" and not pdf.metadata.author
    assert "/V" not in str(pdf.trailer.get("/Encrypt", ""))
    for part in ("Vera", "Underhollow", "Fennimarsh", "police"):
        assert part not in str(pdf.metadata)


@pytest.mark.parametrize("lines", range(0, 24, 2))
def test_no_last_page_has_a_number_to_call_and_nothing_else(lines):
    said = "I am sorry." + "\n\nWe looked at it again." * lines
    pdf = pages("not_charged_police", about("not_charged_police"), reasons=said)

    last = " ".join(pdf.pages[-1].extract_text().split())
    assert "0808 500 2222" in last
    assert "You can have this in large print" in last and OMAR.telephone in words(pdf)


@pytest.mark.parametrize("kind", KINDS_OF)
def test_the_first_page_keeps_clear_what_a_window_and_the_printer_need(kind):
    if KIND_OF[kind].leaflet:
        return
    placed = []

    def see(text, outer, inner, *_):
        x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        if text.strip():
            placed.append((text.strip(), x / 72 * 25.4, 297 - y / 72 * 25.4))

    pages(kind, about(kind)).pages[0].extract_text(visitor_text=see)
    above = [(text, x, y) for text, x, y in placed if y < 95]

    assert next(text for text, _, _ in above).startswith("Vera Ashgrove")
    assert all(24.6 <= x <= 120 and 39.5 <= y <= 66.3 for _, x, y in above)
    assert all(15 <= x <= 195 and 15 <= y <= 292 for _, x, y in placed)


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS if not kind.leaflet])
def test_a_letter_names_whom_to_turn_to_and_no_one_else(kind):
    said = words(pages(kind, about(kind)))

    assert OMAR.telephone in said and OMAR.email in said and "Dear Vera," in said
    assert (WENDY.telephone in said) == (kind == "hearing")
    assert "0808 500 2222" in said and "999" in said


@pytest.mark.parametrize("kind", DECIDES)
def test_a_letter_about_a_decision_has_the_reasons_and_the_right_to_a_review(kind):
    said = words(pages(kind, about(kind)))

    assert "not enough to show what he knew" in said
    assert "You have the right to ask" in said
    assert "does not mean that you were not believed" in said
    assert "Support does not end with this letter" in said


def test_the_last_day_to_ask_for_a_review_comes_from_the_scheme_and_the_day_she_was_told():
    police, cps = (words(pages(f"not_charged_{one}", about(f"not_charged_{one}")))
                   for one in ("police", "prosecutors"))  # fmt: skip

    assert "Please ask by Wednesday 3 June 2026. That is three months" in police
    assert "within thirty working days" in police
    assert "Please ask by Wednesday 18 March 2026. That is ten working days" in cps
    assert "until Thursday 4 June 2026" in cps


@pytest.mark.parametrize(("how", "again"), [("no_evidence", False), ("discontinued", True)])
def test_the_letter_does_not_promise_a_case_that_the_law_does_not_let_begin_again(how, again):
    charged = happened("charge.made", "police", "s1", ago=60, offences=["rape"])
    stopped = happened("proceedings.stopped", "cps", "s1", ago=2, how=how)
    kind = "not_charged_prosecutors"
    said = words(pages(kind, about(kind, *STORY[:-4], charged, stopped)))

    assert "You have the right to ask for this decision to be looked at again." in said
    assert ("The law does not let it begin again" in said) is not again
    assert ("an explanation and an apology" in said) is not again


@pytest.mark.parametrize(
    ("event", "data", "rules"),
    [
        ("bail.granted", {"conditions": ["no_contact"]}, True),
        ("bail.varied", {"conditions": ["area"]}, True),
        ("bail.ended", {"to": "rui"}, False),
        ("bail.ended", {"to": "lapsed"}, False),
        ("suspect.released", {"to": "rui"}, False),
    ],
)
def test_a_letter_that_bail_is_over_does_not_speak_of_rules_that_protect(event, data, rules):
    said = words(pages("bail", about("bail", *STORY, happened(event, "police", "s1", **data))))

    assert said.count("Rules that protect you") == 0
    assert ("If a rule is broken" in said) is rules
    assert ("There are no rules of bail" in said) is not rules


def test_a_letter_about_bail_says_until_when_the_rules_last_where_the_record_does():
    granted = happened(
        "bail.granted", "police", "s1", ago=10, conditions=["no_contact"], arrested_on="2026-02-22"
    )
    extended = happened("bail.extended", "police", "s1", ago=1, until="2026-08-01")

    for story, last in (
        ((granted,), "Friday 22 May 2026"),
        ((granted, extended), "Saturday 1 August 2026"),
    ):
        said = words(pages("bail", about("bail", *STORY[:5], *story)))
        assert f"The rules are set to last until {last}. They can be made longer" in said
    assert "set to last" not in words(pages("bail", about("bail")))  # no arrest is recorded
    sent = happened("file.submitted", "police", "f1", ago=1, purpose="charging")
    assert "set to last" not in words(pages("bail", about("bail", *STORY[:5], granted, sent)))


def test_a_notice_to_somebody_who_cannot_decide_says_how_long_they_are_without_their_phone():
    said = words(pages("device_notice_capacity", about("device_notice_capacity")))

    assert "You would be without your phone for about 7 days." in said
    assert "We tell you when the copy is gone." in said and "You can take it back later." in said


def test_where_there_is_no_right_to_a_review_the_letter_says_why():
    nobody = [one for one in STORY if one[0] != "suspect.interviewed"]
    said = words(pages("not_charged_police", about("not_charged_police", *nobody)))

    assert "It does not cover this one. It is for cases in which the police asked" in said
    assert "You have the right to ask" not in said
    fixed = KIND_OF["not_charged_police"].event_data(about("not_charged_police", *nobody))
    assert fixed["review_right"] == "does_not_apply"


def test_a_name_is_merged_from_the_vault_and_never_guessed():
    named = words(pages("not_charged_police", about("not_charged_police")))
    unnamed = words(pages("not_charged_police", about("not_charged_police", suspect="")))

    assert "decided not to charge Piers Underhollow." in named
    assert "decided not to charge the person whom you told us about." in unnamed


def test_a_notice_about_a_phone_states_the_five_things_that_the_law_asks_for():
    said = words(pages("device_notice", about("device_notice")))

    for stated in (
        "messages", "The messages may show what was said.", "What happens with it",
        "You do not have to agree.", "The investigation will not end just because you say no.",
    ):  # fmt: skip
        assert stated in said
    assert "From Monday 1 December 2025 to Sunday 14 December 2025" in said
    states = KIND_OF["device_notice"].event_data(about("device_notice"))["states"]
    assert states == ["what", "why", "handling", "may_refuse", "not_ended_by_refusal"]


def test_what_an_author_writes_is_text_and_never_markup():
    said = words(pages("bail", about("bail"), means='#panic("x") *bold* $x$ \\ @ref <tag> [a]'))

    assert '#panic("x") *bold* $x$ \\ @ref <tag> [a]' in said


def test_a_character_that_the_font_has_not_is_refused():
    with pytest.raises(CannotSet):
        letter(KIND_OF["bail"], about("bail"), {**WRITTEN, "means": "He must \U0001f600 not."})


def test_lines_that_begin_with_a_dash_become_a_list():
    first, second, third = typed("One.\ntwo\n\n- a\n- b\nThree.")

    assert (first.text, second.text, third.items) == ("One. two", "Three.", ("a", "b"))


@pytest.mark.parametrize("hostile", ["Vera\u202eevil", "Vera\nCall 0900", "Vera\x07", "x" * 61])
@pytest.mark.parametrize("whose", ["name", "full_name", "suspect"])
def test_a_name_that_would_change_what_else_is_read_is_in_no_letter(whose, hostile):
    found = in_the_way(KIND_OF["bail"], about("bail", **{whose: hostile}), by_post=True)

    assert len(found) == 1 and "cannot be printed" in found[0]


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", '#panic("x")', "Mairéad O’Neill-Siôn"]
)
def test_a_name_is_printed_as_it_is_written_and_is_never_code(name):
    facts_ = about("bail", name=name, full_name=name, suspect=name)

    assert in_the_way(KIND_OF["bail"], facts_, by_post=True) == []
    assert words(pages("bail", facts_)).count(name) == 3


def test_what_an_author_writes_hides_no_character():
    kind = KIND_OF["bail"]

    assert not_written(kind, {"means": "He must\r\n\tkeep away."}) == {}
    assert set(not_written(kind, {"means": "He \u202emust not."})) == {"means"}


@pytest.mark.parametrize(
    ("missing", "says"),
    [
        ({"contacts": (PRIYA, ISLA)}, "nobody has this part"),
        ({"contacts": (OMAR._replace(telephone=""), ISLA)}, "their direct telephone is not"),
        ({"contacts": (OMAR._replace(email=""), ISLA)}, "their direct e-mail is not"),
        ({"contacts": (OMAR, PRIYA._replace(telephone=""))}, "their direct telephone is not"),
        ({"name": ""}, "What to call the victim is not put down"),
        ({"address": ()}, "No address that is safe"),
        ({"address": tuple("abcdefgh")}, "The address needs two to 6 lines"),
    ],
)
def test_a_letter_that_lacks_something_is_refused_with_what_is_missing(missing, says):
    kind = KIND_OF["not_charged_police"]
    found = in_the_way(kind, about(kind.name, **missing), by_post=True)

    assert len(found) == 1 and says in found[0]
    assert in_the_way(kind, about(kind.name), by_post=True) == []


@pytest.mark.parametrize(
    ("event", "says"),
    [
        (happened("contact.breached", "police", how="wrong_person"), "not confirmed that letters"),
        (happened("contact.declined", "victim", scope="all"), "asked not to be contacted"),
        (happened("contact.agreed", "police", safe=True, letters=False, method="phone"),
         "not confirmed that letters"),
    ],
)  # fmt: skip
def test_nothing_goes_by_post_that_is_not_safe(event, says):
    kind = KIND_OF["bail"]
    found = in_the_way(kind, about("bail", *STORY, event), by_post=True)

    assert len(found) == 1 and says in found[0]


def test_a_decision_waits_until_the_adviser_was_told():
    untold = [one for one in STORY if one[0] != "decision.told"]
    kind = KIND_OF["not_charged_police"]
    alerted = happened("support.alerted", "police", of="letter")

    assert any("adviser" in one for one in in_the_way(kind, about(kind.name, *untold), by_post=0))
    assert not in_the_way(kind, about(kind.name, *untold, alerted), by_post=False)


def aged(age: int, ago: int = 200) -> list[tuple]:
    """The story of somebody who was so old when it was reported."""
    reported = happened("crime.reported", "police", ago=ago, offence="rape", victim_age=age)
    return [reported, *STORY[1:]]


@pytest.mark.parametrize("kind", ["device_notice", "records_notice"])
def test_a_child_has_a_notice_of_their_own_and_an_adult_has_not(kind):
    adults, childs = KIND_OF[kind], KIND_OF[f"{kind}_child"]
    child, adult = aged(15), aged(31)

    assert "under 18" in in_the_way(adults, about(kind, *child), by_post=False)[0]
    assert not in_the_way(childs, about(childs.name, *child), by_post=False)
    assert not in_the_way(adults, about(kind, *adult), by_post=False)
    assert "notice for adults" in in_the_way(childs, about(childs.name, *adult), by_post=False)[0]
    # Who was fifteen when it was reported four years ago is a child no more.
    assert not in_the_way(adults, about(kind, *aged(15, ago=4 * 366)), by_post=False)


REQUESTS = [f"{what}_notice{to}" for what in ("device", "records")
            for to in ("", "_child", "_capacity")]  # fmt: skip


@pytest.mark.parametrize("kind", REQUESTS)
def test_every_notice_of_a_request_says_which_line_of_enquiry_it_is_for(kind):
    story = aged(15) if kind.endswith("_child") else list(STORY)
    of = {one[0]: one for one in story}
    lines = {"device.requested": "l1", "third_party.requested": "l2"}
    for event, line in lines.items():
        story[story.index(of[event])] = (*of[event][:4], {**of[event][4], "line": line})
    opened = [
        happened("line.opened", "police", "l1", ago=131, about="digital", direction="away"),
        happened("line.opened", "police", "l2", ago=131, about="witness", direction="away"),
    ]
    said = words(pages(kind, about(kind, *opened, *story)))

    meant = "It is for one line of enquiry. That is what the police call one part of their work."
    kinds = ("what is on phones, on computers and online", "what other people saw or knew")
    assert f"{meant} This part looks at {kinds[kind.startswith('records')]}." in said
    assert kinds[not kind.startswith("records")] not in said and "away" not in said
    assert "line of enquiry" not in words(pages(kind, about(kind, *aged(15) if "child" in kind
                                                            else STORY)))  # fmt: skip


def test_the_notice_to_a_child_speaks_to_the_child_and_to_the_adult_who_decides():
    said = words(pages("device_notice_child", about("device_notice_child", *aged(15))))
    to_child, to_adult = said.split("For Agnes Ashgrove")

    for stated in ("messages", "The messages may show what was said.", "What happens with it",
                   "We will not stop just because of a no.", "What you say counts.",
                   "You can tell us alone, without the adult."):  # fmt: skip
        assert stated in to_child
    for stated in (
        "what the child thinks has to be asked and thought about", "You may say no.",
        "The investigation will not end just because you say no.", "sign a form and get a copy",
        "we tell the parent or guardian that you agreed, unless", "If you are suspected in this case",
    ):  # fmt: skip
        assert stated in to_adult
    assert "Dear Vera," in to_child and "for Agnes Ashgrove, your aunt" in to_child
    assert set(not_written(KIND_OF["device_notice_child"], {})) == {"adult", "who", "why"}


@pytest.mark.parametrize("kind", ["device_notice_capacity", "records_notice_capacity"])
def test_a_notice_to_somebody_who_cannot_decide_is_to_them_and_to_who_decides(kind):
    said = words(pages(kind, about(kind)))
    to_them, to_other = said.split("For Agnes Ashgrove")

    assert "for Agnes Ashgrove, your aunt" in to_them and "The messages may show" in to_them
    assert "Then you decide, and nobody else." in to_them
    assert "in their place" in to_other and "stand close to whoever is" in to_other
    if kind.startswith("device"):
        for stated in ("You may say no", "will not end just because you say no"):
            assert stated in said
    assert set(not_written(KIND_OF[kind], {})) == {"adult", "who", "why"}
    child = about(kind, *aged(15))
    assert "notice for a child" in in_the_way(KIND_OF[kind], child, by_post=False)[0]


def test_the_childs_part_can_be_read_by_a_child():
    facts = about("device_notice_child", *aged(15))
    blocks = KIND_OF["device_notice_child"].says(facts, WRITTEN)
    end = next(i for i, one in enumerate(blocks) if one.text.startswith("For Agnes"))
    part = " ".join(" ".join((one.text, *one.items)) for one in blocks[:end] if one.kind == "text")

    assert grade(part) <= 4


def test_what_has_to_be_written_has_to_be_written():
    kind = KIND_OF["not_charged_police"]

    assert set(not_written(kind, {"reasons": " "})) == {"reasons", "looked_at"}
    assert not not_written(kind, WRITTEN)
    assert not_written(kind, {**WRITTEN, "next": "x" * 12_001})


def test_only_letters_that_make_sense_now_are_offered():
    case = case_of(*STORY)
    of_police = {(o.kind.name, o.about.seq if o.about else 0) for o in offered(case, "police", ())}

    assert ("not_charged_police", 11) in of_police
    assert not {kind for kind, _ in of_police} & {"not_charged_prosecutors", "hearing"}
    assert ("bail", 6) not in {
        (o.kind.name, o.about.seq if o.about else 0) for o in offered(case, "police", [("bail", 6)])
    }
    sent = case_of(*STORY, happened("letter.sent", "police", "s1", how="hand"))
    assert "not_charged_police" not in {o.kind.name for o in offered(sent, "police", ())}
    assert offer(case, "police", "not_charged_police", 11)
    assert not offer(case, "police", "not_charged_police", 12)
    assert not offer(case, "cps", "not_charged_police", 11)
    assert {o.kind.name for o in offered(case_of(), "police", ())} == {
        "victims_code", "review_scheme",
    }  # fmt: skip


def test_a_leaflet_has_nothing_of_anybodys_case_in_it():
    for kind in ("victims_code", "review_scheme"):
        said = words(pages(kind, about(kind, agency="police")))

        for part in ("Vera", "Lane", "Underhollow", OMAR.telephone, OMAR.email, "13260"):
            assert part not in said


def test_every_letter_reads_for_its_reader():
    folder = Path(letters.__file__).parent
    texts = {
        text for name in ("decisions", "progress", "requests", "leaflets", "setting")
        for text in spoken((folder / f"{name}.py").read_text())
        if "her" not in re.findall(r"\w+", text)  # a hint to the author
    }  # fmt: skip
    assert len(texts) > 150
    assert not [text for text in texts if BLAME.search(text) and "Review Unit" not in text]


def test_what_is_read_on_her_pages_is_what_the_paper_says():
    facts_ = about("bail")
    said = words(pages("bail", facts_))

    for one in blocks(KIND_OF["bail"], facts_, WRITTEN):
        for part in (one.text, *one.items):
            assert " ".join(part.split()) in said
    assert NOW.date() == facts_.on


@pytest.mark.parametrize(
    ("days", "said"), [(1, "about 1 day."), (7, "about 7 days."), (0, ""), (None, "")]
)
def test_a_request_for_a_phone_says_for_how_long_in_good_english(days, said):
    assert without_it(days).endswith(said) and bool(without_it(days)) == bool(said)
